// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Ages and bands of age as registers write them: 23, 18-23, 18+, under 18 as -18 or &lt;18. */
final class AgeBand {
  private static final Pattern BAND =
      Pattern.compile("(?<from>[0-9]{1,3})?\\s*(?<sign>[-+<])?\\s*(?<to>[0-9]{1,3})?");

  private AgeBand() {}

  static boolean overlap(String left, String right) {
    int[] a = range(left);
    int[] b = range(right);
    return a.length == 2 && b.length == 2 && a[0] <= b[1] && b[0] <= a[1];
  }

  /** Lowest and highest age, or empty when the text is no age. */
  static int[] range(String text) {
    Matcher matcher = BAND.matcher(text.strip());
    if (!matcher.matches() || (matcher.group("from") == null && matcher.group("to") == null)) {
      return new int[0];
    }
    String sign = matcher.group("sign");
    int from = matcher.group("from") == null ? 0 : Integer.parseInt(matcher.group("from"));
    int to = matcher.group("to") == null ? 130 : Integer.parseInt(matcher.group("to"));
    if (sign == null) {
      return new int[] {from, from};
    }
    boolean below = matcher.group("from") == null && !sign.equals("+");
    return below ? new int[] {0, to - 1} : new int[] {from, to};
  }
}
