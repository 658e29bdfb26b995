// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.disclosure;

import java.util.List;

/**
 * What somebody can work out about each cell who knows the method, this table and all earlier ones
 * of its frozen set, but not the key.
 *
 * <p>Guarantee: for each cell both ends of its interval are reached by true tables that give
 * exactly the published figures of all these tables. So nobody can know more of the cell for
 * certain. What is likely is not judged, nor what somebody knows from elsewhere.
 *
 * <p>For whoever publishes, not for readers: with noise, suppression or earlier releases the
 * intervals were found from the true counts, and lie around them.
 */
public final class Audit {
  private final Shape shape;
  private final long[] least;
  private final long[] most;
  private final List<String> releases;

  Audit(Shape shape, long[] least, long[] most, List<String> releases) {
    this.shape = shape;
    this.least = least;
    this.most = most;
    this.releases = List.copyOf(releases);
  }

  /** Returns the smallest true count that is possible for a cell. */
  public long least(String... codes) {
    return least[shape.cell(List.of(codes))];
  }

  /** Returns the largest true count that is possible for a cell. */
  public long most(String... codes) {
    return most[shape.cell(List.of(codes))];
  }

  /** Returns the names of the earlier releases that were taken into account. */
  public List<String> releases() {
    return releases;
  }

  /**
   * Returns the width of the narrowest interval of all cells that are not shown as they are; 0 when
   * all are.
   */
  public long narrowest() {
    long narrowest = Long.MAX_VALUE;
    for (int cell = 0; cell < least.length; cell++) {
      if (most[cell] > least[cell]) {
        narrowest = Math.min(narrowest, most[cell] - least[cell]);
      }
    }
    return narrowest == Long.MAX_VALUE ? 0 : narrowest;
  }

  /** Returns in one sentence what was proven. */
  public Sentence sentence() {
    if (narrowest() == 0) {
      return new Sentence(
          "Geen enkel aantal is klein; alle aantallen worden getoond zoals zij zijn.",
          "No count is small; all counts are shown as they are.");
    }
    return new Sentence(
        "Nagerekend met %d eerdere publicaties: van geen beschermde cel is meer te weten dan een bereik van ten minste %d aantallen."
            .formatted(releases.size(), narrowest() + 1),
        "Worked out together with %d earlier releases: of no protected cell more can be known than a range of at least %d counts."
            .formatted(releases.size(), narrowest() + 1));
  }

  long least(int cell) {
    return least[cell];
  }

  long most(int cell) {
    return most[cell];
  }
}
