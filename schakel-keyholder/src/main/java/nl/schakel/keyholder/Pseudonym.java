// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.keyholder;

import java.util.Base64;
import java.util.regex.Pattern;

/**
 * What a number became under the key of one epoch, as it stands in a report: {@code e1.} and 43
 * letters of base64url. Personal data still (AVG recital 26): it stands for one person.
 */
public record Pseudonym(String text) {
  private static final Pattern FORM = Pattern.compile("e[1-9][0-9]{0,5}\\.[A-Za-z0-9_-]{43}");

  public Pseudonym {
    if (!isOne(text)) {
      throw new IllegalArgumentException(
          "A pseudonym is written as e, the epoch, a dot and 43 letters of base64url");
    }
  }

  static Pseudonym of(int epoch, byte[] output) {
    return new Pseudonym(
        "e%d.%s".formatted(epoch, Base64.getUrlEncoder().withoutPadding().encodeToString(output)));
  }

  public static boolean isOne(String text) {
    return FORM.matcher(text).matches();
  }

  /** Prints the epoch only. */
  @Override
  public String toString() {
    return "Pseudonym[" + text.substring(0, text.indexOf('.')) + "]";
  }
}
