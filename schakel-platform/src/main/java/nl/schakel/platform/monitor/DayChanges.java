// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor;

import java.util.List;
import java.util.Set;

/**
 * The list of changed groups of one day.
 *
 * @param few the groups in which fewer than three organisations reported
 */
record DayChanges(List<ChangedGroup> changed, Set<Group> few) {
  DayChanges {
    changed = List.copyOf(changed);
    few = Set.copyOf(few);
  }

  /** What reports are counted by: a code of a grouping. */
  record Group(ChangedGroup.Grouping grouping, String code) {}
}
