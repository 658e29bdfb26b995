// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor.release;

import java.util.Locale;

/** The same words in Dutch and in English. */
public record Wording(String nl, String en) {
  public String in(Locale locale) {
    return locale.getLanguage().equals("en") ? en : nl;
  }

  boolean complete() {
    return !nl.isBlank() && !en.isBlank();
  }
}
