// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor;

/** One number as it may be shown. */
public sealed interface SafeCell {
  /** Numbers below this one are hidden; also the base of rounding. */
  int BASE = 5;

  /** The smallest number that may stand behind what is shown. */
  long low();

  /** The largest number that may stand behind what is shown. */
  long high();

  /** A multiple of five; the number behind it is at most two away and at least five. */
  record Shown(long value) implements SafeCell {
    public Shown {
      if (value < BASE || value % BASE != 0) {
        throw new IllegalArgumentException("Shown value expected to be a multiple of 5 from 5 up");
      }
    }

    @Override
    public long low() {
      return Math.max(BASE, value - BASE / 2);
    }

    @Override
    public long high() {
      return value + BASE / 2;
    }
  }

  /** Zero to four; which of them is not told. */
  record Hidden() implements SafeCell {
    @Override
    public long low() {
      return 0;
    }

    @Override
    public long high() {
      return BASE - 1;
    }
  }

  /** Hides what is below five and rounds the rest to the nearest multiple of five. */
  static SafeCell of(long count) {
    return count < BASE ? new Hidden() : new Shown((count + BASE / 2) / BASE * BASE);
  }

  default boolean hidden() {
    return this instanceof Hidden;
  }
}
