// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage;

/** The ways in which two values can agree; each is a word in the settings. */
enum LevelKind {
  EXACT("exact", false, "gelijk", "equal"),
  JARO_WINKLER(
      "jaro-winkler",
      true,
      "lijkt sterk, Jaro-Winkler %s of hoger",
      "similar, Jaro-Winkler %s or more"),
  DAMERAU_LEVENSHTEIN(
      "damerau-levenshtein", true, "hooguit %s typefout(en)", "at most %s typing error(s)"),
  CROSSED("crossed", true, "verwisseld met het veld %s", "swapped with the field %s"),
  COUNTED("counted-with", true, "meegeteld bij het veld %s", "counted with the field %s"),
  TRANSLITERATION(
      "transliteration",
      false,
      "andere schrijfwijze van dezelfde naam",
      "another transliteration of the same name"),
  SKELETON("skeleton", false, "zelfde medeklinkers", "same consonants"),
  SOUNDEX("soundex", false, "klinkt hetzelfde (Soundex)", "sounds the same (Soundex)"),
  SAME_PARTS(
      "same-parts",
      false,
      "zelfde naamdelen in andere volgorde",
      "same name parts in another order"),
  PARTS(
      "parts",
      true,
      "alle delen van de kortste naam gevonden, %s of hoger",
      "all parts of the shorter name found, %s or more"),
  EACH_PART(
      "each-part",
      true,
      "elk naamdeel lijkt, Jaro-Winkler %s of hoger",
      "each name part similar, Jaro-Winkler %s or more"),
  INITIAL(
      "initial", false, "de een is de voorletter van de ander", "one is the initial of the other"),
  PREFIX("prefix", true, "eerste %s tekens gelijk", "first %s characters equal"),
  KNOWN_DAY("equal-day", false, "gelijk, en niet 1 januari", "equal, and not 1 January"),
  SWAPPED("swapped-day-month", false, "dag en maand verwisseld", "day and month swapped"),
  FIRST_OF_JANUARY(
      "first-of-january",
      true,
      "geschat op 1 januari, hooguit %s jaar verschil",
      "guessed as 1 January, at most %s years apart"),
  DAYS("days", true, "hooguit %s dagen verschil", "at most %s days apart"),
  MONTHS("months", true, "hooguit %s maand(en) verschil", "at most %s month(s) apart"),
  YEARS("years", true, "hooguit %s jaar verschil", "at most %s year(s) apart"),
  SAME_MONTH_DAY(
      "same-month-day",
      false,
      "zelfde dag en maand, ander jaar",
      "same day and month, another year"),
  BAND("band", false, "leeftijdsgroepen overlappen", "age bands overlap"),
  WITHIN("within", true, "hooguit %s verschil", "at most %s apart"),
  SHARED("shared", false, "ten minste een gelijk", "at least one in common"),
  JACCARD("jaccard", true, "deel gemeenschappelijk %s of hoger", "share in common %s or more");

  final String word;
  final boolean takesValue;
  private final String dutch;
  private final String english;

  LevelKind(String word, boolean takesValue, String dutch, String english) {
    this.word = word;
    this.takesValue = takesValue;
    this.dutch = dutch;
    this.english = english;
  }

  boolean namesColumn() {
    return this == CROSSED || this == COUNTED;
  }

  String label(Language language, String value) {
    return language.of(dutch, english).formatted(value);
  }

  static LevelKind of(String word) {
    for (LevelKind kind : values()) {
      if (kind.word.equals(word)) {
        return kind;
      }
    }
    StringBuilder known = new StringBuilder();
    for (LevelKind kind : values()) {
      known.append(known.isEmpty() ? "" : ", ").append(kind.word);
    }
    throw new InvalidInput("no level '%s'; known are %s".formatted(word, known));
  }
}
