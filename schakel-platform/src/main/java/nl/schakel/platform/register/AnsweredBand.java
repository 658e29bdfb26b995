// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.register;

/**
 * What people decided on questions of about one weight, beside what the model expected: the error
 * of the model as people see it, so far as they are right.
 *
 * @param from least weight, in bits
 * @param to weight that is no longer in it, in bits
 * @param answered questions that were decided
 * @param same of these: one person
 * @param expected mean chance of one person by the model, 0 to 1
 */
public record AnsweredBand(int from, int to, long answered, long same, double expected) {
  /** Two-sided 95 per cent. */
  private static final double Z = 1.959964;

  public double share() {
    return (double) same / answered;
  }

  /** Lower end of the interval for the share. */
  public double low() {
    return Math.max(0, middle() - reach());
  }

  /** Upper end of the interval for the share. */
  public double high() {
    return Math.min(1, middle() + reach());
  }

  /**
   * E. B. Wilson, Probable inference, the law of succession, and statistical inference, 1927: holds
   * for few answers too, and never leaves 0 to 1.
   */
  private double middle() {
    return (share() + Z * Z / (2 * answered)) / (1 + Z * Z / answered);
  }

  private double reach() {
    double share = share();
    return Z
        * Math.sqrt(share * (1 - share) / answered + Z * Z / (4.0 * answered * answered))
        / (1 + Z * Z / answered);
  }
}
