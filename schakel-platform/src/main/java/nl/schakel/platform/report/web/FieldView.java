// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.report.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import nl.schakel.platform.report.CodeLists;
import nl.schakel.platform.report.RawReport;
import nl.schakel.platform.report.ReportField;
import org.jspecify.annotations.Nullable;

/**
 * One question on a page, as the field fragments take it.
 *
 * @param kind which fragment shows it: text, date, radios, checkboxes, select or several
 * @param rows for several: what stands in each of its boxes; the last may be empty
 */
record FieldView(
    String kind,
    String name,
    String label,
    @Nullable String help,
    @Nullable String value,
    List<String> values,
    @Nullable String error,
    boolean required,
    List<Option> options,
    @Nullable String autocomplete,
    @Nullable String inputmode,
    @Nullable String locked,
    List<String> rows) {

  private static final int FEW = 7;

  record Option(String code, String label, @Nullable String hint) {}

  /** A plain question that is not a field of a report. */
  static FieldView simple(
      String kind,
      String name,
      String label,
      @Nullable String value,
      boolean required,
      List<Option> options,
      @Nullable String error) {
    return new FieldView(
        kind,
        name,
        label,
        null,
        value,
        value == null ? List.of() : List.of(value),
        error,
        required,
        options,
        "off",
        null,
        null,
        List.of());
  }

  static FieldView of(
      ReportField field,
      RawReport report,
      List<Option> options,
      boolean required,
      @Nullable String error,
      Locale locale,
      boolean oneMore) {
    List<String> texts = report.texts(field.name());
    String kind = kind(field, options.size());
    List<String> rows = new ArrayList<>(texts);
    if (kind.equals("several") && (rows.isEmpty() || oneMore)) {
      rows.add("");
    }
    return new FieldView(
        kind,
        field.name(),
        field.label(locale),
        field.help(locale),
        texts.isEmpty() ? null : shown(field, texts.getFirst()),
        texts,
        error,
        required,
        options,
        "off",
        inputmode(field.kind()),
        null,
        rows);
  }

  private static String kind(ReportField field, int options) {
    return switch (field.kind()) {
      case DATE -> "date";
      case CODE, YES_NO_UNKNOWN -> options <= FEW ? "radios" : "select";
      case CODES -> "checkboxes";
      case COUNTRY, MUNICIPALITY -> "select";
      case COUNTRIES, NATIONALITIES, MUNICIPALITIES, TEXTS -> "several";
      case TEXT, EMAIL, MONTH, YEAR, COUNT -> "text";
    };
  }

  private static @Nullable String inputmode(ReportField.Kind kind) {
    return switch (kind) {
      case YEAR, COUNT, MONTH -> "numeric";
      case EMAIL -> "email";
      default -> null;
    };
  }

  /** Dates are shown as they are asked: day, month, year. */
  static String shown(ReportField field, String text) {
    if (field.kind() == ReportField.Kind.DATE && text.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}")) {
      return "%s-%s-%s".formatted(text.substring(8), text.substring(5, 7), text.substring(0, 4));
    }
    if (field.kind() == ReportField.Kind.MONTH && text.matches("[0-9]{4}-[0-9]{2}")) {
      return "%s-%s".formatted(text.substring(5), text.substring(0, 4));
    }
    return text;
  }

  static List<Option> options(Map<String, String> choices) {
    return choices.entrySet().stream()
        .map(choice -> new Option(choice.getKey(), choice.getValue(), null))
        .toList();
  }

  /** The answers in words. */
  static List<String> words(
      CodeLists codeLists, ReportField field, List<String> texts, Locale locale) {
    return texts.stream()
        .map(
            text ->
                field.kind().coded() ? codeLists.label(field, text, locale) : shown(field, text))
        .toList();
  }
}
