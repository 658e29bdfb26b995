// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.disclosure;

/** What readers are told about a method, in words a journalist can print. */
final class Sentences {
  private Sentences() {}

  static Sentence of(Method method) {
    return switch (method) {
      case Method.ControlledRounding rounding -> rounding(rounding.base());
      case Method.CellKey noise -> noise(noise.hidden());
      case Method.Suppression suppression -> suppression(suppression.smallest());
    };
  }

  private static Sentence rounding(int base) {
    return new Sentence(
        """
        Alle aantallen zijn naar boven of naar beneden afgerond op een veelvoud van %1$d, zo dat rijen en kolommen kloppen; \
        een aantal wijkt ten hoogste %2$d af, en 0 kan 0 tot en met %2$d personen zijn."""
            .formatted(base, base - 1),
        """
        All counts are rounded up or down to a multiple of %1$d, in such a way that rows and columns add up; \
        a count is off by at most %2$d, and 0 can stand for 0 to %2$d persons."""
            .formatted(base, base - 1));
  }

  private static Sentence noise(int hidden) {
    Sentence all =
        new Sentence(
            "Bij elk aantal is een klein toevallig getal opgeteld of afgetrokken, voor dezelfde personen altijd hetzelfde; "
                + "daardoor zijn totalen niet precies de som van hun delen, en 0 blijft 0.",
            "A small random number was added to or taken from every count, always the same one for the same persons; "
                + "so totals are not exactly the sum of their parts, and 0 stays 0.");
    return hidden == 0
        ? all
        : with(
            all,
            new Sentence(
                "Aantallen van 1 tot en met %d worden nooit getoond.".formatted(hidden),
                "Counts of 1 to %d are never shown.".formatted(hidden)));
  }

  private static Sentence suppression(int smallest) {
    return new Sentence(
        "Aantallen van 1 tot en met %d worden niet getoond, en ook andere aantallen niet waaruit zij te berekenen zijn; wat wel wordt getoond is niet veranderd."
            .formatted(smallest - 1),
        "Counts of 1 to %d are not shown, nor are other counts from which they could be worked out; what is shown was not changed."
            .formatted(smallest - 1));
  }

  /** Added when not all totals are shown. */
  static Sentence with(Sentence sentence, Sentence more) {
    return new Sentence(sentence.nl() + " " + more.nl(), sentence.en() + " " + more.en());
  }

  static Sentence fewerTotals() {
    return new Sentence(
        "Niet alle totalen worden getoond, omdat zij samen te veel zouden zeggen.",
        "Not all totals are shown, because together they would tell too much.");
  }
}
