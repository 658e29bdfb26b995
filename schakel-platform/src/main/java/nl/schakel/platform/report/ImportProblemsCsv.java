// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.report;

import java.io.Writer;
import java.util.Locale;
import nl.schakel.platform.web.Csv;

/**
 * Refused rows as CSV: where, which rule, what is wrong and what would mend it. No value of the
 * file comes back in it, and nothing in it runs as a formula.
 */
final class ImportProblemsCsv {
  private final Csv csv;
  private final ImportTexts texts;
  private final Locale locale;

  ImportProblemsCsv(Writer out, ImportTexts texts, Locale locale) {
    this.csv = new Csv(out);
    this.texts = texts;
    this.locale = locale;
    csv.row(
        texts.text("import.csv.line", locale),
        texts.text("import.csv.field", locale),
        texts.text("import.csv.rule", locale),
        texts.text("import.csv.wrong", locale),
        texts.text("import.csv.mend", locale));
  }

  void write(ImportProblem problem) {
    csv.row(
        problem.line(),
        problem.problem().field(),
        problem.problem().rule(),
        texts.sentence(problem.problem(), locale),
        texts.mend(problem.problem(), locale));
  }

  void end() {
    csv.close();
  }
}
