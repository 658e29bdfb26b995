// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.report;

import java.util.Locale;

/**
 * Says on standard error how far it is: one moving line on a terminal, else a line now and then.
 */
final class ImportProgress {
  private static final long EVERY_NANOS_IN_LOG = 10_000_000_000L;
  private static final long EVERY_NANOS = 500_000_000L;

  private final boolean terminal = System.console() != null && System.console().isTerminal();
  private final long begun = System.nanoTime();
  private final long before;
  private final Locale locale;
  private final ImportTexts texts;
  private long shown = System.nanoTime();
  private boolean line;

  ImportProgress(Import begun, Locale locale, ImportTexts texts) {
    this.before = begun.rowsRead();
    this.locale = locale;
    this.texts = texts;
  }

  void show(Import now) {
    long since = System.nanoTime() - shown;
    if (since < (terminal ? EVERY_NANOS : EVERY_NANOS_IN_LOG)) {
      return;
    }
    shown = System.nanoTime();
    double perSecond = (now.rowsRead() - before) / Math.max(seconds(), 0.001);
    String text =
        texts.text(
            "import.command.progress",
            locale,
            now.rowsRead(),
            Math.round(perSecond),
            now.refused());
    if (terminal) {
      System.err.print("\r" + text + "   ");
      line = true;
    } else {
      System.err.println(text);
    }
  }

  double seconds() {
    return (System.nanoTime() - begun) / 1e9;
  }

  void end() {
    if (line) {
      System.err.println();
    }
  }
}
