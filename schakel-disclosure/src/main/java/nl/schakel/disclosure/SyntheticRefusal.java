// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.disclosure;

import java.util.Locale;

/**
 * Why no invented records were made. Nothing was spent of the budget.
 *
 * <p>For whoever asked, not for the public: no figure in it was counted from true records, but that
 * it was refused was decided with them.
 */
public record SyntheticRefusal(Code code, Sentence sentence) implements SyntheticOutcome {
  /** The rule that is broken. */
  public enum Code {
    /** Too little is left of the budget of a year. */
    BUDGET,
    /** The noise on pairs is too large beside the pairs themselves. */
    NOISE,
    /** In trial files it could be told who was among the true records. */
    MEMBERSHIP
  }

  static SyntheticRefusal budget(int year, long leftMillionths) {
    String left = String.format(Locale.ROOT, "%.6g", leftMillionths / 1e6);
    return new SyntheticRefusal(
        Code.BUDGET,
        new Sentence(
            "Kunstmatige gegevens worden niet gemaakt: van het privacybudget van %d is nog epsilon %s over. Vraag minder, of neem een ander jaar."
                .formatted(year, left.replace('.', ',')),
            "Synthetic data are not made: of the privacy budget of %d epsilon %s is left. Ask for less, or take another year."
                .formatted(year, left)));
  }

  static SyntheticRefusal noise(double noise) {
    String nl = String.format(Locale.ROOT, "%.1f", noise).replace('.', ',');
    String en = String.format(Locale.ROOT, "%.1f", noise);
    return new SyntheticRefusal(
        Code.NOISE,
        new Sentence(
            "Kunstmatige gegevens worden niet gemaakt: de ruis op een aantal van twee kenmerken (%s) is meer dan een kwart van het middelste aantal, dus zij zouden weinig met de echte te maken hebben. Neem minder kenmerken, bredere categorieën of meer jaren samen."
                .formatted(nl),
            "Synthetic data are not made: the noise on a count of two characteristics (%s) is more than a quarter of the middle count, so they would have little to do with the true ones. Take fewer characteristics, broader categories or more years together."
                .formatted(en)));
  }

  static SyntheticRefusal membership() {
    return new SyntheticRefusal(
        Code.MEMBERSHIP,
        new Sentence(
            "Kunstmatige gegevens worden niet gemaakt: in proefbestanden was te goed te raden wie er in de echte gegevens zit (waar raden 0,50 is en 0,55 het meeste dat mag). Neem een kleinere epsilon, minder kenmerken of bredere categorieën.",
            "Synthetic data are not made: in trial files it could be guessed too well who is in the true data (where guessing is 0.50, at most 0.55 is allowed). Take a smaller epsilon, fewer characteristics or broader categories."));
  }
}
