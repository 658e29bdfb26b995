// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.register;

import nl.schakel.linkage.Zones;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the register works. Costs are counted in judgements: 20 means as bad as twenty times the work
 * of one look by a registrar. No law sets these numbers; they are our own, careful choice.
 *
 * @param overdueAfterWorkingDays working days (Monday to Friday) after which what waits is overdue;
 *     five, because a chain partner then expects an answer (own choice, no law sets a term)
 * @param wrongLinkCost what counting two people as one costs. Two reports are linked without a
 *     registrar only from the probability 1 - 1 / cost on: with 10,000 from 0.9999
 * @param missedLinkCost what counting one person as two costs. Below the probability 1 / cost
 *     nobody is asked: with 20 below 0.05
 * @param largestAutomaticLink no link without a registrar makes a victim of more reports than this
 * @param leastAverageBits a link without a registrar needs at least this mean weight, in bits, over
 *     all pairs of reports of the two, so that one odd report does not bring two groups together
 * @param secondReaderFromReports a merge that makes a victim of so many reports or more takes a
 *     second reader
 * @param secondReadingPercent share of all questions that takes a second reader so that it is known
 *     how well readers agree; drawn from the number of the question, so that it is always the same
 * @param trainingReports reports, the newest, that a model is trained on at most; bounds memory
 * @param encodedPairsPerDay pairs of the trial with encodings that become questions in any 24 hours
 *     at most; 0, the default, switches the trial off here whatever was decided about routes
 */
@ConfigurationProperties("schakel.register")
public record RegisterSettings(
    @DefaultValue("5") int overdueAfterWorkingDays,
    @DefaultValue("10000") double wrongLinkCost,
    @DefaultValue("20") double missedLinkCost,
    @DefaultValue("8") int largestAutomaticLink,
    @DefaultValue("3") double leastAverageBits,
    @DefaultValue("6") int secondReaderFromReports,
    @DefaultValue("10") int secondReadingPercent,
    @DefaultValue("20000") int trainingReports,
    @DefaultValue("0") int encodedPairsPerDay) {
  /** More questions in a day help no registrar. */
  private static final int MOST_ENCODED_PAIRS = 1_000;

  public RegisterSettings {
    if (overdueAfterWorkingDays < 1 || trainingReports < 1) {
      throw new IllegalArgumentException(
          "overdue-after-working-days and training-reports are 1 or more");
    }
    if (largestAutomaticLink < 1 || secondReaderFromReports < 2) {
      throw new IllegalArgumentException(
          "largest-automatic-link is 1 or more, second-reader-from-reports 2 or more");
    }
    if (secondReadingPercent < 0 || secondReadingPercent > 100) {
      throw new IllegalArgumentException("second-reading-percent is 0 to 100");
    }
    if (encodedPairsPerDay < 0 || encodedPairsPerDay > MOST_ENCODED_PAIRS) {
      throw new IllegalArgumentException("encoded-pairs-per-day is 0 to " + MOST_ENCODED_PAIRS);
    }
    // Refuses costs out of range by name.
    new Zones(wrongLinkCost, missedLinkCost);
  }

  public Zones zones() {
    return new Zones(wrongLinkCost, missedLinkCost);
  }
}
