// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.estimate.command;

import java.io.PrintStream;
import nl.schakel.estimate.Progress;

/** One moving line for work that takes long; it wipes itself out at the end. */
final class ProgressBar implements Progress {
  private static final int WIDTH = 30;

  private final PrintStream out;
  private final long patienceNanos;
  private final long begin = System.nanoTime();

  /**
   * Begins to wait.
   *
   * @param patienceNanos work shorter than this shows nothing
   */
  ProgressBar(PrintStream out, long patienceNanos) {
    this.out = out;
    this.patienceNanos = patienceNanos;
  }

  @Override
  public void at(String work, long done, long total) {
    if (System.nanoTime() - begin < patienceNanos) {
      return;
    }
    int filled = (int) (WIDTH * done / total);
    out.print(
        "\r%-10s [%s%s] %3d %%"
            .formatted(work, "#".repeat(filled), ".".repeat(WIDTH - filled), 100 * done / total));
    if (done == total) {
      out.print("\r" + " ".repeat(2 * WIDTH) + "\r");
    }
  }
}
