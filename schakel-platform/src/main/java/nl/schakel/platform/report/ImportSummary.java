// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.report;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The outcome as a table of text. */
final class ImportSummary {
  private final ImportTexts texts;
  private final Locale locale;
  private final PrintStream out;

  ImportSummary(ImportTexts texts, Locale locale, PrintStream out) {
    this.texts = texts;
    this.locale = locale;
    this.out = out;
  }

  void print(
      String organisation, Import ended, List<Map.Entry<ImportNote, Long>> notes, double seconds) {
    row("organisation", organisation);
    row(
        "format",
        ended.format().map(format -> texts.text("import.format." + format, locale)).orElse("-"));
    row("state", texts.text("import.state." + ended.state(), locale));
    row("rows", ended.rowsRead());
    row("accepted", ended.accepted());
    row("repeated", ended.repeated());
    row("refused", ended.refused());
    row("seconds", String.format(locale, "%.1f", seconds));
    for (ImportNote.Kind kind : ImportNote.Kind.values()) {
      notes(kind, notes);
    }
  }

  private void row(String key, String value) {
    out.printf("%-22s %s%n", texts.text("import.summary." + key, locale), value);
  }

  private void row(String key, long value) {
    row(key, String.format(locale, "%,d", value));
  }

  private void notes(ImportNote.Kind kind, List<Map.Entry<ImportNote, Long>> notes) {
    List<Map.Entry<ImportNote, Long>> chosen =
        notes.stream().filter(note -> note.getKey().kind() == kind).toList();
    if (chosen.isEmpty()) {
      return;
    }
    out.println();
    out.println(texts.text("import.summary." + kind, locale));
    chosen.forEach(
        note ->
            out.printf(
                locale,
                "  %-44s %,9d  %s%n",
                note.getKey().subject(),
                note.getValue(),
                texts.note(note.getKey(), locale)));
  }
}
