// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor.release;

import java.util.List;

/** Why a table is not shown, by which rules, and what would help. */
public record Refusal(List<Reason> reasons) {
  public Refusal {
    reasons = List.copyOf(reasons);
  }

  private static final String DIFFERENCE = "DIFFERENCE";
  private static final Reason NOT_PROVEN =
      new Reason(
          "NOT_PROVEN",
          new Wording(
              "Er kon niet worden bewezen dat deze tabel veilig is.",
              "It could not be proven that this table is safe."),
          new Wording("Voeg categorieën samen.", "Merge categories."));

  /** The same, without the one rule that is judged on true counts. */
  Refusal forEverybody() {
    return new Refusal(
        reasons.stream().map(one -> one.code().equals(DIFFERENCE) ? NOT_PROVEN : one).toList());
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
