// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.report;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.apache.commons.text.similarity.JaroWinklerSimilarity;

/** Finds the known names that look most like a mistyped one. */
final class NearestName {
  private static final JaroWinklerSimilarity LIKENESS = new JaroWinklerSimilarity();
  private static final double ALIKE = 0.75;
  private static final int LONGEST = 100;

  private NearestName() {}

  /** The nearest; empty only when there is none to choose from. */
  static String of(String name, Collection<String> known) {
    return known.stream().max(Comparator.comparingDouble(each -> likeness(name, each))).orElse("");
  }

  /** At most so many, the nearest first; none that is nothing like it. */
  static List<String> of(String name, Collection<String> known, int most) {
    return known.stream()
        .filter(each -> likeness(name, each) >= ALIKE)
        .sorted(Comparator.comparingDouble((String each) -> -likeness(name, each)))
        .limit(most)
        .toList();
  }

  private static double likeness(String one, String other) {
    return LIKENESS.apply(comparable(one), comparable(other));
  }

  private static String comparable(String name) {
    String plain = name.toLowerCase(Locale.ROOT);
    return plain.length() > LONGEST ? plain.substring(0, LONGEST) : plain;
  }
}
