// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing;

import java.util.Locale;

/**
 * One code of one list, with its words.
 *
 * @param group for organisations the kind of organisation; empty otherwise
 * @param hintNl a few words of help; empty when none are needed
 */
public record SharingCode(
    String list, String code, String group, String nl, String en, String hintNl, String hintEn) {
  public String label(Locale locale) {
    return locale.getLanguage().equals("en") ? en : nl;
  }

  public String hint(Locale locale) {
    return locale.getLanguage().equals("en") ? hintEn : hintNl;
  }
}
