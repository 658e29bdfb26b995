// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor.release;

import java.util.List;

/** What an analyst sees of a question. */
public sealed interface ExploreOutcome {
  /** The table, protected and audited as one that goes out. */
  record Shown(ReleaseTable table) implements ExploreOutcome {}

  /** The table would tell too much, by itself or together with earlier ones. */
  record Refused(Refusal refusal) implements ExploreOutcome {}

  /** The question breaks a rule before anything is counted. */
  record NotAllowed(List<Wording> reasons) implements ExploreOutcome {}

  /** Persons were erased from the set: nothing new is counted from it. */
  record ErasedSince() implements ExploreOutcome {}
}
