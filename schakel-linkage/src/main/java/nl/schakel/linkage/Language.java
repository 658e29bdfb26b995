// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage;

/** The languages in which a decision is explained. */
public enum Language {
  /** Nederlands. */
  DUTCH("nl"),
  /** English. */
  ENGLISH("en");

  private final String code;

  Language(String code) {
    this.code = code;
  }

  /** The code of ISO 639. */
  public String code() {
    return code;
  }

  String of(String dutch, String english) {
    return this == DUTCH ? dutch : english;
  }
}
