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

  /** Returns in one sentence for a reader what was done to the figures. */
  default Sentence sentence() {
    return Sentences.of(this);
  }
}
