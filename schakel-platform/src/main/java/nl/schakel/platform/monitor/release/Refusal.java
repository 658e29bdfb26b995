// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor.release;

import java.util.List;

/** Why a table is not shown, by which rules, and what would help. */
public record Refusal(List<Reason> reasons) {
  public Refusal {
    reasons = List.copyOf(reasons);
  }

  /**
   * One reason.
   *
   * @param code of the rule
   * @param why the rule in words
   * @param help what would make it possible
   */
  public record Reason(String code, Wording why, Wording help) {}
}
