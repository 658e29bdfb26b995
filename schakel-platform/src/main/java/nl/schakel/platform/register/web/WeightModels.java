// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.register.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import nl.schakel.linkage.WeightSteps;
import nl.schakel.platform.register.Agreement;
import nl.schakel.platform.register.Evidence;
import org.springframework.stereotype.Component;

/** A weight and its steps as a reader sees them: words, bits, and bars on one scale. */
@Component
class WeightModels {
  private final Labels labels;

  WeightModels(Labels labels) {
    this.labels = labels;
  }

  /**
   * One step; the bar runs from the sum before to the sum after.
   *
   * @param left where the bar begins, in hundredths of the width
   * @param width length of the bar, in the same
   * @param tone for, against or none
   */
  record Bar(
      String name, String words, String bits, String sum, String left, String width, String tone) {}

  /**
   * A weight.
   *
   * @param zero where nothing speaks for or against, in hundredths of the width
   */
  record Waterfall(
      String sentence, String bits, String probability, String zero, int model, List<Bar> bars) {}

  Waterfall waterfall(Evidence evidence, Locale locale) {
    double low = 0;
    double high = 0;
    double sum = 0;
    for (WeightSteps.Step step : evidence.steps()) {
      sum += step.bits();
      low = Math.min(low, sum);
      high = Math.max(high, sum);
    }
    double scale = 100 / Math.max(1, high - low);
    List<Bar> bars = new ArrayList<>();
    double before = 0;
    for (WeightSteps.Step step : evidence.steps()) {
      double after = before + step.bits();
      bars.add(
          new Bar(
              field(step.field(), locale),
              level(step, locale),
              signed(step.bits(), locale),
              signed(after, locale),
              number((Math.min(before, after) - low) * scale),
              number(Math.abs(step.bits()) * scale),
              tone(step.bits())));
      before = after;
    }
    return new Waterfall(
        labels.text("register.weight." + strength(evidence.bits()), locale),
        signed(evidence.bits(), locale),
        probability(evidence.probability(), locale),
        number(-low * scale),
        evidence.model(),
        bars);
  }

  String field(String name, Locale locale) {
    return labels.text("register.field." + name, locale);
  }

  private String level(WeightSteps.Step step, Locale locale) {
    return step.field().equals(WeightSteps.PRIOR)
        ? labels.text("register.level.prior", locale)
        : level(step.rule(), locale);
  }

  /** The rule of a level in words; its value, such as a number of letters, is part of the key. */
  String level(String rule, Locale locale) {
    return labels.text("register.level." + rule.replace(' ', '-'), locale);
  }

  private static String strength(double bits) {
    if (bits >= 10) {
      return "strong-for";
    }
    if (bits >= 3) {
      return "for";
    }
    return bits > -3 ? "open" : "against";
  }

  private static String tone(double bits) {
    return Math.abs(bits) < 0.005 ? "none" : bits > 0 ? "for" : "against";
  }

  static String signed(double bits, Locale locale) {
    return Math.abs(bits) < 0.05 ? "0" : String.format(locale, "%+.1f", bits).replace('-', '−');
  }

  /** Never 0 or 100 percent: a model is never sure. */
  String probability(double probability, Locale locale) {
    if (probability > 0.9999) {
      return labels.text("register.weight.above", locale, String.format(locale, "%.2f", 99.99));
    }
    if (probability < 0.0001) {
      return labels.text("register.weight.below", locale, String.format(locale, "%.2f", 0.01));
    }
    return percent(probability, locale);
  }

  static String percent(double share, Locale locale) {
    double hundredths = 100 * share;
    boolean fine = (hundredths > 0 && hundredths < 1) || (hundredths > 99 && hundredths < 100);
    return String.format(locale, fine ? "%.2f %%" : "%.0f %%", hundredths);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }

  /** How well two agree, in one line; without answers it says so. */
  String agreement(Agreement agreement, Locale locale) {
    if (agreement.pairs() == 0) {
      return labels.text("register.agreement.none", locale);
    }
    String share = percent(agreement.share().orElse(0), locale);
    return agreement.kappa().isEmpty()
        ? labels.text("register.agreement.no-kappa", locale, agreement.pairs(), share)
        : labels.text(
            "register.agreement.kappa",
            locale,
            agreement.pairs(),
            share,
            String.format(locale, "%.2f", agreement.kappa().getAsDouble()).replace('-', '−'));
  }
}
