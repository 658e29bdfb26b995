// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor.web;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.schakel.platform.report.Code;
import nl.schakel.platform.report.CodeLists;
import nl.schakel.platform.web.FieldProblem;
import nl.schakel.platform.web.FormField;
import org.jspecify.annotations.Nullable;

/** The fields of the question as the page shows them: what was typed, and what is wrong with it. */
final class EstimateFields {
  private final List<Integer> years;
  private final List<FieldProblem> problems;
  private final CodeLists codes;
  private final Words words;

  EstimateFields(List<Integer> years, List<FieldProblem> problems, CodeLists codes, Words words) {
    this.years = years;
    this.problems = problems;
    this.codes = codes;
    this.words = words;
  }

  /** By name. */
  Map<String, FormField> of(EstimateForm form) {
    return Stream.of(
            year("from", form.from()),
            year("to", form.to()),
            choice("ageGroup", "age-group", form.ageGroup()),
            choice("sex", "sex", form.sex()),
            choice("form", "exploitation-form", form.form()),
            choice("nationalityGroup", "nationality-group", form.nationalityGroup()),
            lists(form),
            number("replicates", form.replicates(), EstimateForm.USUAL_REPLICATES),
            number("seed", form.seed(), EstimateForm.USUAL_SEED))
        .map(this::withProblem)
        .collect(Collectors.toMap(FormField::name, Function.identity()));
  }

  private FormField year(String name, @Nullable String typed) {
    return MonitorPages.yearField(name, EstimateForm.text(typed), years, words);
  }

  private FormField choice(String name, String list, @Nullable String typed) {
    return field(name)
        .optional()
        .value(EstimateForm.text(typed))
        .options(
            codes.codes(list).stream()
                .map(code -> new FormField.Option(code.code(), code.label(words.locale())))
                .toList());
  }

  private FormField lists(EstimateForm form) {
    List<String> all = codes.codes("source-list").stream().map(Code::code).toList();
    return field("lists")
        .help(words.of("monitor.unseen.field.lists.help"))
        .values(form.chosen(all))
        .options(
            all.stream()
                .map(
                    list ->
                        new FormField.Option(
                            list, "%s (%s)".formatted(words.label("source-list", list), list)))
                .toList());
  }

  private FormField number(String name, @Nullable String typed, String usual) {
    return field(name)
        .optional()
        .help(words.of("monitor.unseen.field.%s.help".formatted(name)))
        .inputmode("numeric")
        .value(typed == null ? usual : EstimateForm.text(typed));
  }

  private FormField field(String name) {
    return FormField.of(name, words.of("monitor.unseen.field." + name));
  }

  private FormField withProblem(FormField field) {
    return problems.stream()
        .filter(problem -> problem.field().equals(field.name()))
        .findFirst()
        .map(problem -> field.error(MonitorPages.wrong(problem, words).message()))
        .orElse(field);
  }
}
