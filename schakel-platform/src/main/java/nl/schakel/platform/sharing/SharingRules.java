// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import nl.schakel.platform.web.FieldProblem;
import org.springframework.stereotype.Component;

/**
 * May this be shared? The one call for pages, commands and every room that discloses something.
 *
 * <p>Guarantee: what the rules do not know is never allowed, and tables that fail a check do not
 * start.
 */
@Component
public class SharingRules {
  /** The day on which the shipped tables were checked against their sources. */
  public static final LocalDate SHIPPED_ON = LocalDate.of(2026, 11, 23);

  private final SharingCodes codes;
  private final Rulebook shipped;
  private volatile Supplier<Rulebook> inForce;

  SharingRules(SharingCodes codes, LawGrounds grounds) {
    this.codes = codes;
    RuleFiles files = RuleFiles.shipped();
    List<DecisionTable> tables = files.tables();
    List<TableProblem> problems = TableChecks.problems(tables, codes, grounds, SHIPPED_ON);
    if (!problems.isEmpty()) {
      throw new TablesRefused(problems);
    }
    this.shipped = new Rulebook(tables, files.version());
    this.inForce = () -> shipped;
  }

  /** From now on answers by the version that this tells; before, by the shipped tables. */
  void follow(Supplier<Rulebook> versions) {
    inForce = versions;
  }

  /** The answer of the rules that are in force now. */
  public SharingAnswer answer(SharingQuestion question) {
    return rulebook().answer(question);
  }

  /** The answer of the tables that came with the application, whatever is in force. */
  public SharingAnswer answerAsShipped(SharingQuestion question) {
    return shipped.answer(question);
  }

  /** What a row of the tables says in words; empty when no table in force has such a row. */
  public Optional<String> reason(String row, Locale locale) {
    return rulebook().find(row).map(rule -> rule.reason(locale));
  }

  public String version() {
    return rulebook().version();
  }

  Rulebook rulebook() {
    return inForce.get();
  }

  /** What came in as text: a question, or everything that is wrong with it. */
  public sealed interface Read {
    record Asked(SharingQuestion question) implements Read {}

    /**
     * @param problems per field; the first argument is what was given, the second the allowed codes
     */
    record Refused(List<FieldProblem> problems) implements Read {
      public Refused {
        problems = List.copyOf(problems);
      }
    }
  }

  /**
   * Reads a question. Sender, receiver, purpose and data must be given. What else is not given is
   * taken as: age not sure, not asked for consent, the regime that the sender usually works under,
   * and no hurry, so that silence never gives more than was said.
   */
  public Read read(Map<String, String> given, List<String> data) {
    List<FieldProblem> problems = new ArrayList<>();
    String sender = code("sender", SharingCodes.PARTY, given, Optional.empty(), problems);
    SharingQuestion question =
        new SharingQuestion(
            sender,
            code("receiver", SharingCodes.PARTY, given, Optional.empty(), problems),
            code("purpose", "purpose", given, Optional.empty(), problems),
            data(data, problems),
            code("subject", "subject", given, Optional.of("age-unsure"), problems),
            code("consent", "consent", given, Optional.of("not-asked"), problems),
            code("regime", "regime", given, Optional.of(codes.usualRegime(sender)), problems),
            code("urgency", "urgency", given, Optional.of("normal"), problems));
    return problems.isEmpty() ? new Read.Asked(question) : new Read.Refused(problems);
  }

  private String code(
      String field,
      String list,
      Map<String, String> given,
      Optional<String> otherwise,
      List<FieldProblem> problems) {
    String text = given.getOrDefault(field, "").strip();
    if (text.isEmpty()) {
      if (otherwise.isEmpty()) {
        problems.add(new FieldProblem(field, "sharing-missing", "", allowed(list)));
      }
      return otherwise.orElse("");
    }
    if (codes.code(list, text).isEmpty()) {
      problems.add(new FieldProblem(field, "sharing-code", shown(text), allowed(list)));
    }
    return text;
  }

  private List<String> data(List<String> given, List<FieldProblem> problems) {
    Set<String> classes = new LinkedHashSet<>();
    for (String text : given) {
      if (codes.code("data", text.strip()).isEmpty()) {
        problems.add(new FieldProblem("data", "sharing-code", shown(text), allowed("data")));
      }
      classes.add(text.strip());
    }
    if (given.isEmpty()) {
      problems.add(new FieldProblem("data", "sharing-missing", "", allowed("data")));
    }
    return List.copyOf(classes);
  }

  private String allowed(String list) {
    return String.join(", ", codes.codes(list));
  }

  /** What a stranger typed is shown again only when it looks like a code. */
  private static String shown(String text) {
    return text.matches("[a-z0-9-]{1,40}") ? text : "?";
  }

  /** What would make the answer milder; one change at a time, the mildest result first. */
  public List<Change> changes(SharingQuestion question) {
    Decision now = answer(question).decision();
    List<Change> changes = new ArrayList<>();
    for (String consent : codes.codes("consent")) {
      add(changes, now, "consent", consent, question.withConsent(consent));
    }
    for (String subject : List.of("adult", "minor")) {
      add(changes, now, "subject", subject, question.withSubject(subject));
    }
    add(changes, now, "urgency", "urgent", question.withUrgency("urgent"));
    add(changes, now, "purpose", "vital-danger", question.withPurpose("vital-danger"));
    List<String> kept = mildest(question);
    if (!kept.isEmpty() && kept.size() < question.data().size()) {
      List<String> left = new ArrayList<>(question.data());
      left.removeAll(kept);
      add(changes, now, "data", String.join(",", left), question.withData(kept));
    }
    changes.sort(Comparator.comparing(Change::decision));
    return changes;
  }

  private List<String> mildest(SharingQuestion question) {
    List<SharingAnswer.ForClass> classes = answer(question).classes();
    Decision best =
        classes.stream()
            .map(SharingAnswer.ForClass::decision)
            .min(Comparator.naturalOrder())
            .orElse(Decision.ASK);
    return classes.stream()
        .filter(one -> one.decision() == best)
        .map(SharingAnswer.ForClass::data)
        .toList();
  }

  private void add(
      List<Change> changes, Decision now, String input, String value, SharingQuestion other) {
    Decision then = answer(other).decision();
    if (then.compareTo(now) < 0) {
      changes.add(new Change(input, value, then));
    }
  }

  /**
   * Another answer that one change would give.
   *
   * @param input what changes; for {@code data} the value names the classes to leave out
   */
  public record Change(String input, String value, Decision decision) {}
}
