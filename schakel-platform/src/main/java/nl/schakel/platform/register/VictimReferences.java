// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.register;

import java.util.Map;

/**
 * What a merge does with each column of the database that points at a victim: a column named {@code
 * victim_id} or {@code ..._victim_id}, in any schema. A test reads the catalogue and fails when a
 * column is not in this list, so that no table can be forgotten.
 */
final class VictimReferences {
  /** What happens to rows that point at the victim that is merged into another. */
  enum OnMerge {
    /** The rows go along, and come back when the merge is undone. */
    MOVED,
    /** The rows are made anew for both victims. */
    DERIVED,
    /** The rows tell what happened and stay as they are. */
    HISTORY
  }

  static final Map<String, OnMerge> COLUMNS =
      Map.of(
          "register.source.victim_id", OnMerge.MOVED,
          "register.decision.victim_id", OnMerge.MOVED,
          "register.victim_year.victim_id", OnMerge.DERIVED,
          "register.victim.merged_into_victim_id", OnMerge.HISTORY,
          "register.movement.from_victim_id", OnMerge.HISTORY,
          "register.movement.to_victim_id", OnMerge.HISTORY);

  private VictimReferences() {}
}
