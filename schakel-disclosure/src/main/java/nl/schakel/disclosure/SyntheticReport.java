// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.disclosure;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How good and how safe a file of invented records is.
 *
 * <p>For whoever publishes, not for readers: but for the plan these figures were found from true
 * records and are not hidden by noise.
 *
 * @param plan fields, lengths and epsilon; delta is 0
 * @param records how many were invented; from noisy counts
 * @param medianPair middle of the true counts of two codes together that occur
 * @param combinations by length from 1: combinations of codes that the invented records have
 * @param inventions by length from 1: those of them that no true record has
 * @param errors by length from 1: mean distance between true and invented count, over combinations
 *     that occur in either
 * @param membershipArea area under the curve of the attack on trial files; 0.5 is guessing
 * @param falseDiscoveries tests on trial files without any relation that found one
 * @param tests how many tests that were
 */
public record SyntheticReport(
    SyntheticPlan plan,
    int records,
    double medianPair,
    List<Integer> combinations,
    List<Integer> inventions,
    List<Double> errors,
    double membershipArea,
    int falseDiscoveries,
    int tests) {
  public SyntheticReport {
    combinations = List.copyOf(combinations);
    inventions = List.copyOf(inventions);
    errors = List.copyOf(errors);
  }

  static SyntheticReport of(
      SyntheticPlan plan,
      int records,
      double medianPair,
      Marginals truth,
      Marginals invented,
      double membershipArea,
      FalseDiscoveries discoveries) {
    List<Integer> combinations = new ArrayList<>();
    List<Integer> inventions = new ArrayList<>();
    List<Double> errors = new ArrayList<>();
    for (int length = 1; length <= plan.longest(); length++) {
      int occurring = 0;
      int fromNothing = 0;
      int either = 0;
      double distance = 0;
      for (int table : truth.tablesOf(length)) {
        for (int cell = 0; cell < truth.counts(table).length; cell++) {
          long is = invented.counts(table)[cell];
          long was = truth.counts(table)[cell];
          occurring += is > 0 ? 1 : 0;
          fromNothing += is > 0 && was == 0 ? 1 : 0;
          either += is > 0 || was > 0 ? 1 : 0;
          distance += Math.abs(is - was);
        }
      }
      combinations.add(occurring);
      inventions.add(fromNothing);
      errors.add(either == 0 ? 0 : distance / either);
    }
    return new SyntheticReport(
        plan,
        records,
        medianPair,
        combinations,
        inventions,
        errors,
        membershipArea,
        discoveries.found(),
        discoveries.tests());
  }

  /** Returns everything in sentences, in the order in which it matters. */
  public List<Sentence> lines() {
    List<Sentence> lines = new ArrayList<>();
    lines.add(
        line(
            "Kenmerken: %s. Aantallen tot en met %d kenmerken tegelijk. Epsilon %s, delta 0, één record per persoon.",
            "Fields: %s. Counts of up to %d fields at a time. Epsilon %s, delta 0, one record a person.",
            String.join(", ", plan.fields()),
            plan.longest(),
            plan.epsilon()));
    lines.add(line("Records: %d.", "Records: %d.", records));
    for (int length = 1; length <= plan.longest(); length++) {
      lines.add(
          line(
              "Van %d kenmerk(en): standaardafwijking van de ruis %.1f; gemiddelde afwijking van het echte aantal %.1f; %d combinaties, waarvan %d bij geen enkel echt record voorkomen.",
              "Of %d field(s): standard deviation of the noise %.1f; mean distance from the true count %.1f; %d combinations, of which %d in no true record.",
              length,
              plan.noise(length),
              errors.get(length - 1),
              combinations.get(length - 1),
              inventions.get(length - 1)));
    }
    lines.add(
        line(
            "Middelste aantal van twee kenmerken: %.0f (de ruis mag ten hoogste een kwart zijn).",
            "Middle count of two fields: %.0f (the noise may be a quarter of it at most).",
            medianPair));
    lines.add(
        line(
            "Raden wie in de echte gegevens zit: %.2f (raden is 0,50, ten hoogste 0,55).",
            "Guessing who is in the true data: %.2f (chance is 0.50, at most 0.55).",
            membershipArea));
    lines.add(
        line(
            "Toetsen die een verband vonden waar er geen was: %d van %d (5%% hoort zo). Toets geen verbanden op deze gegevens.",
            "Tests that found a relation where there was none: %d of %d (5%% is as it should be). Do not test relations on these data.",
            falseDiscoveries,
            tests));
    return lines;
  }

  private static Sentence line(String nl, String en, Object... values) {
    return new Sentence(
        String.format(Locale.forLanguageTag("nl"), nl, values),
        String.format(Locale.ROOT, en, values));
  }
}
