// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nl.schakel.platform.report.ReportField.Store;
import nl.schakel.platform.web.FieldProblem;
import org.springframework.stereotype.Component;

/**
 * Which questions the form asks: those that the field list allows, and of those the ones that the
 * earlier answers leave open.
 */
@Component
public class ReportQuestions {
  private static final String LABOUR = "labour";
  private static final String SEXUAL = "sexual";

  private final ReportFields fields;
  private final CodeLists codeLists;
  private final ReportReader reader;
  private final ReportCalendar calendar;

  ReportQuestions(
      ReportFields fields, CodeLists codeLists, ReportReader reader, ReportCalendar calendar) {
    this.fields = fields;
    this.codeLists = codeLists;
    this.reader = reader;
    this.calendar = calendar;
  }

  /** Whether the person is under 18, as far as the answers so far tell. */
  public Optional<Boolean> minor(RawReport report, RuleBook book) {
    return Minority.of(
        reader.readGiven(report, book, calendar.today()).answers(), calendar.today());
  }

  /** The pages that have something to ask. */
  public List<ReportStep> steps(RawReport report, RuleBook book) {
    return Arrays.stream(ReportStep.values())
        .filter(step -> !asked(step, report, book).isEmpty() || !refused(step, book).isEmpty())
        .toList();
  }

  /** What this page asks, given the answers so far. */
  public List<ReportField> asked(ReportStep step, RawReport report, RuleBook book) {
    return step.fields().stream()
        .filter(book::allows)
        .filter(field -> applies(field, report, book))
        .map(fields::get)
        .toList();
  }

  /** Questions of this page that the field list does not allow, to show with their rule. */
  public List<FieldRule> refused(ReportStep step, RuleBook book) {
    return step.fields().stream()
        .flatMap(field -> book.rule(field).stream())
        .filter(FieldRule::refused)
        .toList();
  }

  private boolean applies(String field, RawReport report, RuleBook book) {
    List<String> forms = report.texts("exploitationForms");
    return switch (field) {
      // Where labour is the only form the sector says it all; elsewhere the kind of place does.
      case "venues" -> !forms.equals(List.of(LABOUR));
      case "sectors" -> !forms.equals(List.of(SEXUAL));
      case "seriousDisadvantage" ->
          forms.stream().anyMatch(form -> !form.equals(SEXUAL)) || forms.isEmpty();
      // Of a minor the answer is yes; see toSend.
      case "minorsInvolved" -> !minor(report, book).orElse(false);
      default -> true;
    };
  }

  /** The answers to the questions that were asked; the summary shows exactly these. */
  public RawReport toSend(RawReport report, RuleBook book) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    for (ReportStep step : ReportStep.values()) {
      for (ReportField field : asked(step, report, book)) {
        if (!report.texts(field.name()).isEmpty()) {
          values.put(field.name(), report.texts(field.name()));
        }
      }
    }
    List<String> chosen = report.texts(RawReport.GROUND_CHOSEN);
    if (!chosen.isEmpty()) {
      values.put(RawReport.GROUND_CHOSEN, chosen);
    }
    if (book.allows("minorsInvolved") && minor(report, book).orElse(false)) {
      values.put("minorsInvolved", List.of("yes"));
    }
    return new RawReport(values);
  }

  /** Choices of a list, narrowed to the forms of exploitation that were named. */
  public Map<String, String> choices(ReportField field, RawReport report, Locale locale) {
    Map<String, String> all = codeLists.choices(field, calendar.today(), locale);
    if (!field.name().equals("sectors")) {
      return all;
    }
    List<String> forms = report.texts("exploitationForms");
    Set<String> chosen = Set.copyOf(report.texts(field.name()));
    Map<String, String> fitting = new LinkedHashMap<>();
    boolean named =
        codeLists.codes("sector").stream().anyMatch(code -> forms.contains(formOf(code)));
    codeLists.codes("sector").stream()
        .filter(code -> all.containsKey(code.code()))
        .filter(
            code ->
                chosen.contains(code.code())
                    || (formOf(code).isEmpty()
                        ? !named || !code.note().startsWith("ISIC")
                        : forms.contains(formOf(code))))
        .forEach(code -> fitting.put(code.code(), code.label(locale)));
    return fitting;
  }

  /** The note of a sector ends in the form that it belongs to, such as {@code form labour}. */
  private static String formOf(Code code) {
    int at = code.note().lastIndexOf("form ");
    return at < 0 ? "" : code.note().substring(at + "form ".length());
  }

  /** Problems in the order of the form. */
  List<FieldProblem> sorted(List<FieldProblem> problems) {
    List<FieldProblem> sorted = new ArrayList<>(problems);
    sorted.sort(Comparator.comparingInt(problem -> place(problem.field())));
    return sorted;
  }

  private static int place(String field) {
    return ReportStep.asking(field)
        .map(step -> step.ordinal() * 100 + Math.max(0, step.fields().indexOf(field)))
        .orElse(-1);
  }

  /** Whether the answer to this question stays in the vault. */
  public boolean isIdentity(ReportField field) {
    return field.store() != Store.REPORT;
  }
}
