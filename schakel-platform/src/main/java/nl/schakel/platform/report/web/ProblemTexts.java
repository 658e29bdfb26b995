// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.report.web;

import java.util.List;
import java.util.Locale;
import nl.schakel.platform.report.ReportField;
import nl.schakel.platform.report.ReportFields;
import nl.schakel.platform.web.FieldProblem;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Problems in the words of the page: what is wrong and what mends it. */
@Component
class ProblemTexts {
  private final MessageSource texts;
  private final ReportFields fields;

  ProblemTexts(MessageSource texts, ReportFields fields) {
    this.texts = texts;
    this.fields = fields;
  }

  /** One line of the list of errors above a form. */
  record Told(@Nullable String name, String message) {}

  List<Told> told(List<FieldProblem> problems, Locale locale) {
    return problems.stream()
        .map(
            problem ->
                new Told(problem.field(), label(problem, locale) + ": " + text(problem, locale)))
        .toList();
  }

  /** The first problem of this field, or null. */
  @Nullable String of(String field, List<FieldProblem> problems, Locale locale) {
    return problems.stream()
        .filter(problem -> problem.field().equals(field))
        .findFirst()
        .map(problem -> text(problem, locale))
        .orElse(null);
  }

  String text(FieldProblem problem, Locale locale) {
    Object[] arguments = problem.arguments().toArray();
    String key = "problem." + problem.rule();
    String sentence = texts.getMessage(key, arguments, problem.rule(), locale);
    String mend = texts.getMessage(key + ".mend", arguments, "", locale);
    return (sentence + " " + mend).strip();
  }

  private String label(FieldProblem problem, Locale locale) {
    return fields
        .find(problem.field())
        .map((ReportField field) -> field.label(locale))
        .orElseGet(
            () ->
                String.valueOf(
                    texts.getMessage(
                        "report.field." + problem.field(), null, problem.field(), locale)));
  }
}
