// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.access;

import java.security.SecureRandom;

/**
 * Makes secrets that a person can read out and type: letters and digits that look alike are left
 * out.
 */
final class OneTimePassword {
  /** 31 signs: 20 of them hold 99 bits. */
  private static final String SIGNS = "abcdefghjkmnpqrstuvwxyz23456789";

  private static final SecureRandom RANDOM = new SecureRandom();

  private OneTimePassword() {}

  /** Five groups of four signs. */
  static String make() {
    return make(5, 4);
  }

  static String make(int groups, int signs) {
    StringBuilder text = new StringBuilder();
    for (int group = 0; group < groups; group++) {
      text.append(group == 0 ? "" : "-");
      for (int sign = 0; sign < signs; sign++) {
        text.append(SIGNS.charAt(RANDOM.nextInt(SIGNS.length())));
      }
    }
    return text.toString();
  }
}
