// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage;

/** Which records may be compared with which. */
public enum LinkMode {
  /** Every record with every other one. */
  DEDUPE("dedupe"),
  /** Only records of different sources. */
  LINK_ONLY("link-only");

  private final String word;

  LinkMode(String word) {
    this.word = word;
  }

  /** The word in settings. */
  public String word() {
    return word;
  }
}
