// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage;

/** What training noticed; a model keeps the word, and readers get a sentence in their language. */
public enum TrainingNote {
  /** Too few records for a sure prior. */
  FEW_RECORDS(
      "few-records",
      "minder dan 5.000 records: de kans vooraf is onzeker, leg hem naast wat bekend is",
      "fewer than 5,000 records: the prior is uncertain, check it against what is known"),
  /** The prior could as well be three times as large. */
  WIDE_PRIOR(
      "wide-prior",
      "het 95%-interval van de kans vooraf is ruimer dan een factor 3",
      "the 95 % interval of the prior is wider than a factor 3"),
  /** A comparison that no session could learn. */
  STARTING_VALUES(
      "starting-values",
      "geen regel laat '%s' vrij, dus de m daarvan houdt de beginwaarden",
      "no rule leaves '%s' free, so its m keeps the starting values");

  private final String word;
  private final String dutch;
  private final String english;

  TrainingNote(String word, String dutch, String english) {
    this.word = word;
    this.dutch = dutch;
    this.english = english;
  }

  /** As a model keeps it; about which comparison, or empty. */
  String about(String comparison) {
    return comparison.isEmpty() ? word : word + " " + comparison;
  }

  /** A note of a model as a sentence; a text that is not known is shown as it stands. */
  public static String words(String note, Language language) {
    for (TrainingNote known : values()) {
      if (note.equals(known.word) || note.startsWith(known.word + " ")) {
        String about = note.substring(known.word.length()).strip();
        return language.of(known.dutch, known.english).replace("%s", about);
      }
    }
    return note;
  }
}
