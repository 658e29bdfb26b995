// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.disclosure;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Says whether invented records that follow the true ones would be worth anything.
 *
 * <p>There is no sampler here: for about a thousand persons a year the noise that privacy asks for
 * drowns the pairs of characteristics such a file is made for. The rule is of the same form as the
 * noise of Microsoft's Synthetic Data Showcase: counts of one and of two characteristics share the
 * budget, and each person is in {@code k (k - 1) / 2} pairs.
 *
 * @param medianPair middle of all counts of two characteristics that occur
 * @param noise standard deviation that differential privacy asks of such a count
 */
public record SyntheticData(double medianPair, double noise) {
  /** Noise above this share of the middle pair count makes the file worthless; own choice. */
  public static final double LARGEST_NOISE = 0.25;

  /**
   * Weighs a cube at an epsilon, of which half goes to pairs.
   *
   * @param epsilonMillionths the whole budget, in millionths
   */
  public static SyntheticData weigh(Cube cube, long epsilonMillionths) {
    List<Long> pairs = new ArrayList<>();
    int fields = cube.dimensions().size();
    for (int a = 0; a < fields; a++) {
      for (int b = a + 1; b < fields; b++) {
        for (long count :
            cube.table(cube.dimensions().get(a).name(), cube.dimensions().get(b).name())
                .leafCounts()) {
          if (count > 0) {
            pairs.add(count);
          }
        }
      }
    }
    Collections.sort(pairs);
    double median = pairs.isEmpty() ? 0 : pairs.get(pairs.size() / 2);
    double sensitivity = fields * (fields - 1) / 2.0;
    double scale = sensitivity / (epsilonMillionths / 2e6);
    return new SyntheticData(median, Math.sqrt(2) * scale);
  }

  /** Whether the noise is small enough. */
  public boolean isAllowed() {
    return noise <= LARGEST_NOISE * medianPair;
  }

  /** Returns why invented records are refused; empty when the noise would allow them. */
  public Optional<Sentence> refusal() {
    if (isAllowed()) {
      return Optional.empty();
    }
    return Optional.of(
        new Sentence(
            "Kunstmatige gegevens worden niet gemaakt: de ruis op een aantal van twee kenmerken (%.0f) is meer dan een kwart van het middelste aantal (%.0f). Neem minder kenmerken of meer jaren samen."
                .formatted(noise, medianPair),
            "Synthetic data are not made: the noise on a count of two characteristics (%.0f) is more than a quarter of the middle count (%.0f). Take fewer characteristics or more years together."
                .formatted(noise, medianPair)));
  }
}
