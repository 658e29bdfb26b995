// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.report;

import java.util.Optional;

/**
 * What a reader looks for among reports; empty means no limit.
 *
 * @param number sequence number on the receipt
 * @param reference the reporter's own reference, whole
 * @param year year of the report
 * @param form code of the list exploitation-form
 * @param before only reports with a smaller number: the next page
 */
public record ReportSearch(
    Optional<Long> number,
    Optional<String> reference,
    Optional<Integer> year,
    Optional<String> form,
    Optional<Channel> channel,
    Optional<Long> before) {
  public static final ReportSearch EVERYTHING =
      new ReportSearch(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  /**
   * Reads what someone typed in a search box: a receipt when it looks like one, else a reference.
   */
  public static ReportSearch typed(
      String text,
      Optional<Integer> year,
      Optional<String> form,
      Optional<Channel> channel,
      Optional<Long> before) {
    Optional<Long> number = Receipt.parse(text).map(Receipt::number);
    Optional<String> reference =
        text.isBlank() || number.isPresent() ? Optional.empty() : Optional.of(text.strip());
    return new ReportSearch(number, reference, year, form, channel, before);
  }
}
