// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.identity;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What an exact linking key is made of, and how it is written the same way each time. */
public enum KeyKind {
  /** Number of the immigration administration: digits only, a leading V or V- is no part of it. */
  V_NUMBER {
    @Override
    String plain(String text) {
      return NOT_A_DIGIT.matcher(text).replaceAll("");
    }
  },
  /** Citizen service number: digits only, leading zeros kept, an eight-digit one filled up. */
  BSN {
    @Override
    String plain(String text) {
      String digits = NOT_A_DIGIT.matcher(text).replaceAll("");
      return digits.length() == 8 ? "0" + digits : digits;
    }
  },
  /** Key of the reporter's own, any characters; case and spaces do not count. */
  PERSON_KEY {
    @Override
    String plain(String text) {
      return SPACE.matcher(text).replaceAll("").toUpperCase(Locale.ROOT);
    }
  },
  /** What a V-number became at the key holder; its form is checked where reports are. */
  V_NUMBER_PSEUDONYM {
    @Override
    String plain(String text) {
      return text;
    }
  },
  /** What a citizen service number became at the key holder. */
  BSN_PSEUDONYM {
    @Override
    String plain(String text) {
      return text;
    }
  };

  private static final Pattern NOT_A_DIGIT = Pattern.compile("\\D");
  private static final Pattern SPACE = Pattern.compile("[\\s\\p{Z}]");

  abstract String plain(String text);

  /** The one way of writing; empty when nothing is left to compare. */
  Optional<String> normalised(String text) {
    // NFKC first: a number typed with full-width digits is the same number.
    return Optional.of(plain(Normalizer.normalize(text, Normalizer.Form.NFKC)))
        .filter(left -> !left.isEmpty());
  }
}
