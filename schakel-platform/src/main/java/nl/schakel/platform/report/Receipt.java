// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.report;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The number on a receipt: year of receipt and sequence number in Crockford's base 32 with its
 * check symbol (Douglas Crockford, "Base 32", 2002), which finds every single wrong character and
 * every swap of two neighbours.
 */
record Receipt(int year, long number) {
  private static final String SYMBOLS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final String CHECKS = SYMBOLS + "*~$=U";
  private static final Pattern SHAPE =
      Pattern.compile("SK-?([0-9]{4})-?([0-9A-HJKMNP-TV-Z]{4,13})([0-9A-HJKMNP-TV-Z*~$=U])");

  String text() {
    StringBuilder digits = new StringBuilder();
    for (long rest = number; rest > 0 || digits.length() < 4; rest /= 32) {
      digits.append(SYMBOLS.charAt((int) (rest % 32)));
    }
    return "SK-" + year + '-' + digits.reverse() + CHECKS.charAt((int) (number % 37));
  }

  /** Reads what someone typed: small letters, O for 0 and I or L for 1 are forgiven. */
  static Optional<Receipt> parse(String typed) {
    String text = typed.strip().toUpperCase(Locale.ROOT);
    if (!text.startsWith("SK") || text.length() > 30) {
      return Optional.empty();
    }
    String forgiven = "SK" + text.substring(2).replace('O', '0').replaceAll("[IL]", "1");
    Matcher matcher = SHAPE.matcher(forgiven);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    long number = 0;
    for (char symbol : matcher.group(2).toCharArray()) {
      if (number > Long.MAX_VALUE / 64) {
        return Optional.empty();
      }
      number = number * 32 + SYMBOLS.indexOf(symbol);
    }
    return CHECKS.charAt((int) (number % 37)) == matcher.group(3).charAt(0)
        ? Optional.of(new Receipt(Integer.parseInt(matcher.group(1)), number))
        : Optional.empty();
  }
}
