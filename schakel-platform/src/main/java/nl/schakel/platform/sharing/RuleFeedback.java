// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing;

/**
 * What somebody thinks of the answer to a question.
 *
 * @param rule the row that it is about; empty when no row answered
 * @param remark checked: no data of a case
 */
public record RuleFeedback(
    SharingQuestion question,
    String rule,
    RuleVerdict verdict,
    String remark,
    String tableVersion) {

  /** What it is about, as bottlenecks name it. */
  String subject() {
    return rule.isEmpty()
        ? "pair/%s/%s/%s".formatted(question.sender(), question.receiver(), question.purpose())
        : "rule/" + rule;
  }
}
