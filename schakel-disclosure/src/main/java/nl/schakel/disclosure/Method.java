// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.disclosure;

/** How a table is made safe, with everything that decides the outcome. */
public sealed interface Method {
  /**
   * Every figure becomes one of the two neighbouring multiples of the base, multiples stay as they
   * are, and rows and columns still add up.
   *
   * @param base 2 to 100; 5 by habit
   * @param key decides between the roundings that are possible
   */
  record ControlledRounding(int base, NoiseKey key) implements Method {
    public ControlledRounding {
      if (base < 2 || base > 100) {
        throw new IllegalArgumentException("base = %d, expected 2..100".formatted(base));
      }
    }

    /** Rounds to multiples of 5. */
    public static ControlledRounding toFive(NoiseKey key) {
      return new ControlledRounding(5, key);
    }
  }

  /**
   * Every figure gets noise that depends on who is in the cell: the same persons always get the
   * same noise, in whatever table. Totals are not the sum of their parts.
   *
   * <p>Protects against differences and against knowing a count exactly. It does not hide that a
   * count is small: only a {@code hidden} of 4 keeps figures of 1 to 4 away.
   *
   * @param maxNoise largest noise, up or down, 1 to 50; readers are not told
   * @param variance wanted variance of the noise, above 0
   * @param hidden figures from 1 to this are never shown; 0 shows all
   * @param key from which every person gets a key
   */
  record CellKey(int maxNoise, double variance, int hidden, NoiseKey key) implements Method {
    public CellKey {
      if (maxNoise < 1 || maxNoise > 50 || !(variance > 0) || hidden < 0 || hidden > maxNoise) {
        throw new IllegalArgumentException(
            "maxNoise = %d, variance = %s, hidden = %d; expected 1..50, above 0, 0..maxNoise"
                .formatted(maxNoise, variance, hidden));
      }
    }

    /** Noise of up to 5 with variance 2, no figures of 1 or 2. */
    public static CellKey usual(NoiseKey key) {
      return new CellKey(5, 2, 2, key);
    }
  }

  /**
   * Small counts are not shown, and neither are as many others as it takes to keep them from being
   * worked out; all that is shown is true.
   *
   * @param smallest counts from 1 to below this are not shown, 2 or more; 0 is shown
   * @param width every hidden cell can be anything in a range at least this wide, and more than the
   *     small counts
   */
  record Suppression(int smallest, int width) implements Method {
    public Suppression {
      if (smallest < 2 || width < smallest - 1) {
        throw new IllegalArgumentException(
            "smallest = %d, width = %d; expected 2 or more, smallest - 1 or more"
                .formatted(smallest, width));
      }
    }

    /** Hides 1 to 4, with ranges of 5. */
    public static Suppression belowFive() {
      return new Suppression(5, 5);
    }
  }

  /** Returns in one sentence for a reader what was done to the figures. */
  default Sentence sentence() {
    return Sentences.of(this);
  }
}
