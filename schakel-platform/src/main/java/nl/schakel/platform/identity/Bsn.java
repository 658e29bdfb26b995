// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.identity;

/**
 * The check on a citizen service number.
 *
 * <p>Source: Besluit burgerservicenummer, article 2 and its annex (eleven-test); certainty: sure on
 * the arithmetic, likely on the place.
 */
public final class Bsn {
  private Bsn() {}

  /** Nine digits, not all zero, whose weighted sum 9, 8, … 2, -1 divides by eleven. */
  public static boolean isValid(String text) {
    if (text.length() != 9 || text.equals("000000000")) {
      return false;
    }
    int sum = 0;
    for (int i = 0; i < 9; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return false;
      }
      sum += digit * (i == 8 ? -1 : 9 - i);
    }
    return sum % 11 == 0;
  }
}
