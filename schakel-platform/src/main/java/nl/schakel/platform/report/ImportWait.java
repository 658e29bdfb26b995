// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.report;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Waits until what was announced is dealt with, as long as it goes forward. */
final class ImportWait {
  private static final Duration STANDSTILL = Duration.ofMinutes(2);
  private static final long PAUSE_MILLIS = 100;

  private final LongSupplier open;

  ImportWait(LongSupplier open) {
    this.open = open;
  }

  /** False when nothing moved for two minutes. */
  boolean untilNone() {
    long least = Long.MAX_VALUE;
    long moved = System.nanoTime();
    while (true) {
      long now = open.getAsLong();
      if (now == 0) {
        return true;
      }
      if (now < least) {
        least = now;
        moved = System.nanoTime();
      }
      if (System.nanoTime() - moved > STANDSTILL.toNanos()) {
        return false;
      }
      try {
        Thread.sleep(PAUSE_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
  }
}
