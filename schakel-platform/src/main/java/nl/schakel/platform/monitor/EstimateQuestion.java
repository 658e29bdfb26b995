// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor;

import java.util.List;
import nl.schakel.platform.register.RegisterFigures;

/**
 * Whom an estimate is about and how it is made; an empty code asks for all.
 *
 * @param firstYear first year, included
 * @param lastYear last year, included
 * @param ageGroup code of the list age-group
 * @param sex code of the list sex
 * @param form code of the list exploitation-form
 * @param nationalityGroup code of the list nationality-group
 * @param lists source lists to use, at least two; persons on others only are left out
 * @param seed seed of all random numbers
 * @param replicates bootstrap replicates, 0 for profile intervals
 */
public record EstimateQuestion(
    int firstYear,
    int lastYear,
    String ageGroup,
    String sex,
    String form,
    String nationalityGroup,
    List<String> lists,
    long seed,
    int replicates) {
  public static final int MOST_REPLICATES = 10_000;

  public EstimateQuestion {
    lists = List.copyOf(lists);
    if (lastYear < firstYear) {
      throw new IllegalArgumentException("years %d to %d".formatted(firstYear, lastYear));
    }
    if (replicates < 0 || replicates > MOST_REPLICATES) {
      throw new IllegalArgumentException(
          "replicates = %d, expected 0..10000".formatted(replicates));
    }
  }

  /** Whether it is about everybody, so that published figures may stand beside it. */
  public boolean everybody() {
    return (ageGroup + sex + form + nationalityGroup).isEmpty();
  }

  RegisterFigures.Selection selection() {
    return new RegisterFigures.Selection(
        firstYear, lastYear, ageGroup, sex, form, nationalityGroup);
  }
}
