// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.web;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;

/**
 * The fields of one form with their labels, values and errors in the language of the reader.
 *
 * @param prefix message keys are {@code <prefix>.<field>}, with {@code .help} for the explanation
 * @param values what to show in each field
 */
public record FormTexts(
    MessageSource texts,
    Locale locale,
    String prefix,
    Map<String, String> values,
    List<FieldProblem> problems) {

  /** A required field; {@link FormField#optional()} makes it optional. */
  public FormField field(String name) {
    FormField field =
        FormField.of(name, text(prefix + "." + name)).value(values.getOrDefault(name, ""));
    @Nullable String help = texts.getMessage(prefix + "." + name + ".help", null, null, locale);
    FormField helped = help == null ? field : field.help(help);
    return helped.error(
        problems.stream()
            .filter(problem -> problem.field().equals(name))
            .findFirst()
            .map(this::message)
            .orElse(null));
  }

  /** A field with one answer of a list. */
  public FormField choice(String name, Map<String, String> answers) {
    return field(name)
        .options(
            answers.entrySet().stream()
                .map(answer -> new FormField.Option(answer.getKey(), answer.getValue()))
                .toList());
  }

  /** The list above the form; a problem of no field that is shown leads nowhere. */
  public List<FormError> errors() {
    return problems.stream()
        .map(
            problem ->
                new FormError(problem.field().isEmpty() ? null : problem.field(), message(problem)))
        .toList();
  }

  private String message(FieldProblem problem) {
    return String.valueOf(
        texts.getMessage(
            "problem." + problem.rule(), problem.arguments().toArray(), problem.rule(), locale));
  }

  private String text(String key) {
    return texts.getMessage(key, null, locale);
  }
}
