// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.web;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.util.MultiValueMap;

/**
 * What a browser sent: text only, parsed once here. What cannot be parsed becomes a problem of its
 * field, so that all are told at once.
 */
public final class Submitted {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d-M-uuuu").withResolverStyle(ResolverStyle.STRICT);

  private static final DateTimeFormatter TYPED = DateTimeFormatter.ofPattern("dd-MM-uuuu");

  private final MultiValueMap<String, String> values;
  private final List<FieldProblem> problems = new ArrayList<>();

  public Submitted(MultiValueMap<String, String> values) {
    this.values = values;
  }

  /** A day as people type it. */
  public static String typed(LocalDate day) {
    return TYPED.format(day);
  }

  /** The text without spaces around it; empty when it was not sent. */
  public String text(String field) {
    String text = values.getFirst(field);
    return text == null ? "" : text.strip();
  }

  /** The text as it was typed: for passwords, in which spaces count. */
  public String exact(String field) {
    String text = values.getFirst(field);
    return text == null ? "" : text;
  }

  public Optional<String> optional(String field) {
    return Optional.of(text(field)).filter(text -> !text.isEmpty());
  }

  public List<String> all(String field) {
    return values.getOrDefault(field, List.of()).stream().filter(text -> !text.isBlank()).toList();
  }

  /** A day as {@code 31-12-2025} or {@code 2025-12-31}. */
  public Optional<LocalDate> date(String field) {
    return optional(field).flatMap(text -> day(field, text));
  }

  public int number(String field, int otherwise) {
    try {
      return Integer.parseInt(text(field));
    } catch (NumberFormatException e) {
      return otherwise;
    }
  }

  private Optional<LocalDate> day(String field, String text) {
    try {
      boolean dayFirst = text.indexOf('-') < 3;
      return Optional.of(dayFirst ? LocalDate.parse(text, DAY) : LocalDate.parse(text));
    } catch (DateTimeParseException e) {
      problems.add(new FieldProblem(field, "form.date"));
      return Optional.empty();
    }
  }

  /** What could not be parsed so far. */
  public List<FieldProblem> problems() {
    return List.copyOf(problems);
  }

  /** For an answer to show again: the first text of each field. */
  public Map<String, String> shown() {
    return values.toSingleValueMap();
  }
}
