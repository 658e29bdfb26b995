// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.estimate.command;

import java.util.Locale;
import java.util.stream.Collectors;
import nl.schakel.estimate.Estimate;
import nl.schakel.estimate.Heterogeneity;
import nl.schakel.estimate.SafeTable;

/**
 * Texts and numbers of a report in one language.
 *
 * @param language the language
 * @param rounded whether every number of persons is rounded to a multiple of five, so that nothing
 *     small follows from the difference of two reports
 */
record Words(Language language, boolean rounded) {
  boolean dutch() {
    return language == Language.DUTCH;
  }

  String code() {
    return dutch() ? "nl" : "en";
  }

  String of(String english, String dutch) {
    return dutch() ? dutch : english;
  }

  String none() {
    return of("no number", "geen getal");
  }

  String number(double number) {
    if (!Double.isFinite(number)) {
      return none();
    }
    double shown = rounded ? SafeTable.rounded(Math.round(number)) : number;
    String text = String.format(Locale.UK, "%,.0f", shown);
    return dutch() ? text.replace(',', '.') : text;
  }

  /**
   * Where a number of persons stands in a picture. A place can be read off and turned back into the
   * number, so it tells no more than the number that is written beside it.
   */
  double drawn(double number) {
    return rounded && Double.isFinite(number)
        ? Math.max(SafeTable.SMALLEST, SafeTable.rounded(Math.round(number)))
        : number;
  }

  /** A number in steps of this size when rounding is asked for, exact otherwise. */
  double coarse(double number, double step) {
    return rounded ? Math.rint(number / step) * step : number;
  }

  /** How far a criterion of fit lies from the best; its decimals tell counts apart. */
  String distance(double number, int digits) {
    return decimals(number, rounded ? 0 : digits);
  }

  /** A share of the weight of all models; its decimals are distances in another form. */
  String weight(double share) {
    return decimals(share, rounded ? 1 : 3);
  }

  /** The number of persons observed; small ones stay inside when rounding is asked for. */
  String seen(long observed) {
    return rounded && observed < SafeTable.SMALLEST ? "<" + SafeTable.SMALLEST : number(observed);
  }

  String decimals(double number, int digits) {
    String text = String.format(Locale.ROOT, "%." + digits + "f", number);
    return dutch() ? text.replace('.', ',') : text;
  }

  String remarks(Estimate estimate) {
    return estimate.remarks().stream()
        .map(r -> of(r.english(), r.dutch()))
        .collect(Collectors.joining("; "));
  }

  String method(String method) {
    return switch (method) {
      case "stepwise" -> of("stepwise", "stapsgewijs");
      case "bic" -> of("all models (BIC)", "alle modellen (BIC)");
      case "dga" -> of("graph average", "middelen over grafen");
      case "lcm" -> of("latent classes", "latente klassen");
      case "bayes" -> of("thresholding", "drempelen");
      default -> method;
    };
  }

  String kind(String kind) {
    return switch (kind) {
      case "posterior" -> of("posterior", "achteraf");
      case "percentile" -> of("percentile", "percentiel");
      case "profile" -> of("profile", "profiel");
      case "bca" -> "BCa";
      default -> kind;
    };
  }

  String form(Heterogeneity.Form form) {
    return switch (form) {
      case NONE -> of("none: all alike", "geen: allen gelijk");
      case CHAO -> of("any (Chao, lower bound)", "welke ook (Chao, ondergrens)");
      case POISSON2 -> of("mild (Poisson, base 2)", "licht (Poisson, grondtal 2)");
      case DARROCH -> of("normal (Darroch, Rasch)", "normaal (Darroch, Rasch)");
      case GAMMA35 -> of("strong (gamma, 3.5)", "sterk (gamma, 3,5)");
    };
  }
}
