// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.keyholder;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Optional;

/** A number that two organisations may both hold, and how it is written before it is blinded. */
public enum NumberKind {
  /** Number of the aliens administration: ten digits. Dutch: V-nummer. */
  V_NUMBER("v-number", 10) {
    @Override
    boolean isNumber(String digits) {
      return digits.length() == digits();
    }
  },

  /**
   * Citizen service number: nine digits that pass the eleven-test (Besluit burgerservicenummer,
   * article 2). Dutch: burgerservicenummer.
   */
  BSN("bsn", 9) {
    @Override
    boolean isNumber(String digits) {
      if (digits.length() != digits() || digits.equals("000000000")) {
        return false;
      }
      int sum = 0;
      for (int i = 0; i < digits(); i++) {
        sum += (digits.charAt(i) - '0') * (i == digits() - 1 ? -1 : digits() - i);
      }
      return sum % 11 == 0;
    }
  };

  private final String code;
  private final int digits;

  NumberKind(String code, int digits) {
    this.code = code;
    this.digits = digits;
  }

  /** As in options and files: {@code v-number} or {@code bsn}. */
  public String code() {
    return code;
  }

  int digits() {
    return digits;
  }

  abstract boolean isNumber(String digits);

  /** The one way of writing; empty when the text is no such number. */
  public Optional<String> normalised(String text) {
    // NFKC first: a number typed with full-width digits is the same number.
    String typed = Normalizer.normalize(text, Normalizer.Form.NFKC).strip();
    String plain = typed.replaceAll("[\\s.\\-]", "");
    String bare = this == V_NUMBER && plain.matches("[Vv][0-9]+") ? plain.substring(1) : plain;
    String full = this == BSN && bare.length() == 8 ? "0" + bare : bare;
    return full.matches("[0-9]+") && isNumber(full) ? Optional.of(full) : Optional.empty();
  }

  /** What is blinded: the kind stands in it, so a BSN and a V-number never meet by chance. */
  byte[] input(String normalised) {
    return ("schakel/" + code + "/" + normalised).getBytes(StandardCharsets.US_ASCII);
  }

  static Optional<NumberKind> of(String code) {
    for (NumberKind kind : values()) {
      if (kind.code.equals(code)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }
}
