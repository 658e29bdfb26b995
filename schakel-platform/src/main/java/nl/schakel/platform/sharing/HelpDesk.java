// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import nl.schakel.platform.access.Actor;
import nl.schakel.platform.access.Gate;
import nl.schakel.platform.audit.AuditLog;
import nl.schakel.platform.web.FieldProblem;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Questions that no rule answers, and the answers of the data-protection officer.
 *
 * <p>Guarantee: a question holds codes and a short text that was checked for data of a case; who
 * asked is not known, and the answer is found only with the code that was told once.
 */
@Service
public class HelpDesk {
  /** Questions on one page of the queue. */
  public static final int PAGE = 25;

  static final int LONGEST_REMARK = 1_000;
  private static final int LONGEST_TEXT = 500;
  private static final ZoneId ZONE = ZoneId.of("Europe/Amsterdam");

  /** Why a question got no answer. */
  public static final List<String> CLOSED_WHY =
      List.of("case-data", "known-answer", "not-about-sharing");

  private final HelpDeskStore store;
  private final SharingRules rules;
  private final SharingTables tables;
  private final SharingCodes codes;
  private final LawGrounds grounds;
  private final CandidateTables candidates;
  private final Gate gate;
  private final AuditLog audit;
  private final TransactionTemplate transaction;
  private final Clock clock;

  HelpDesk(
      HelpDeskStore store,
      SharingRules rules,
      SharingTables tables,
      SharingCodes codes,
      LawGrounds grounds,
      CandidateTables candidates,
      Gate gate,
      AuditLog audit,
      PlatformTransactionManager transactions,
      Clock clock) {
    this.store = store;
    this.rules = rules;
    this.tables = tables;
    this.codes = codes;
    this.grounds = grounds;
    this.candidates = candidates;
    this.gate = gate;
    this.audit = audit;
    this.transaction = new TransactionTemplate(transactions);
    this.clock = clock;
  }

  /** What came of a question that was sent. */
  public sealed interface Asked {
    record Received(ReceiptCode code) implements Asked {}

    /** A rule answers it already. */
    record Known() implements Asked {}

    record Refused(List<FieldProblem> problems) implements Asked {
      public Refused {
        problems = List.copyOf(problems);
      }
    }
  }

  /** Whether no rule gives an answer to build on, for at least one class of data. */
  public boolean mayAsk(SharingQuestion question) {
    return rules.answer(question).classes().stream()
        .anyMatch(one -> one.decision() == Decision.ASK);
  }

  /** Takes in a question; open to everybody. */
  public Asked ask(SharingQuestion question, String remark) {
    String text = remark.strip();
    List<FieldProblem> problems = NoCaseData.problems("remark", text, LONGEST_REMARK);
    if (!problems.isEmpty()) {
      return new Asked.Refused(problems);
    }
    if (!mayAsk(question)) {
      return new Asked.Known();
    }
    ReceiptCode code = ReceiptCode.draw();
    HelpQuestion one =
        new HelpQuestion(
            UUID.randomUUID(),
            today(),
            question,
            rules.version(),
            text,
            HelpState.OPEN,
            "",
            Optional.empty());
    gate.asSystem(
        () -> {
          transaction.executeWithoutResult(
              status -> store.insert(one, ReceiptCode.digest(code.text())));
          return code;
        });
    return new Asked.Received(code);
  }

  /** Finds a question by the code that its asker was given; open to everybody. */
  public Optional<HelpQuestion> find(String code) {
    String digest = ReceiptCode.digest(code);
    return gate.asSystem(
        () ->
            Optional.ofNullable(transaction.execute(status -> store.byCode(digest).orElse(null))));
  }

  /**
   * A page of the queue.
   *
   * @param page from 1 on
   * @param total questions on all pages
   */
  public record Queue(List<HelpQuestion> questions, int page, long total) {
    public Queue {
      questions = List.copyOf(questions);
    }
  }

  /**
   * The queue, what cannot wait first, page by page: many questions push no other out of it. A page
   * that is not there gives the nearest one.
   */
  @Transactional(readOnly = true)
  public Queue list(String state, int page) {
    gate.require(SharingRights.HELP_DESK);
    long total = store.count(state);
    int last = (int) Math.max(1, (total + PAGE - 1) / PAGE);
    int shown = Math.clamp(page, 1, last);
    return new Queue(store.list(state, PAGE, (shown - 1L) * PAGE), shown, total);
  }

  @Transactional(readOnly = true)
  public long open() {
    gate.require(SharingRights.HELP_DESK);
    return store.open();
  }

  @Transactional(readOnly = true)
  public HelpQuestion get(UUID id) {
    gate.require(SharingRights.HELP_DESK);
    return store.find(id).orElseThrow(() -> new HelpQuestionNotFound(id));
  }

  /** The answered question as a table with one more row. */
  @Transactional(readOnly = true)
  public byte[] candidateFile(UUID id) {
    return candidates.file(candidate(id));
  }

  /** The row that the answer would be. */
  @Transactional(readOnly = true)
  public CandidateRule candidate(UUID id) {
    return get(id).answer().orElseThrow(() -> new HelpQuestionNotFound(id));
  }

  /** What the checks of the tables say of the candidate; empty when it could go in as it is. */
  public List<String> problemsOf(CandidateRule candidate) {
    return candidates.problems(candidate);
  }

  /** What came of an answer. */
  public sealed interface Answered {
    record Done() implements Answered {}

    record Refused(List<FieldProblem> problems) implements Answered {
      public Refused {
        problems = List.copyOf(problems);
      }
    }
  }

  /** What the browser sent: text only. */
  public record Sent(
      String area,
      String decision,
      String modality,
      List<String> conditions,
      List<String> grounds,
      String dpv,
      String certainty,
      String review,
      String source,
      String reasonNl,
      String reasonEn,
      List<String> anyOf) {
    public Sent {
      conditions = List.copyOf(conditions);
      grounds = List.copyOf(grounds);
      anyOf = List.copyOf(anyOf);
    }
  }

  /** Answers a question, once; everything wrong is told at once. */
  @Transactional
  public Answered answer(UUID id, Sent sent) {
    Actor actor = gate.require(SharingRights.HELP_DESK);
    HelpQuestion one = store.lock(id).orElseThrow(() -> new HelpQuestionNotFound(id));
    List<FieldProblem> problems = new ArrayList<>();
    if (!one.state().next().contains(HelpState.ANSWERED)) {
      problems.add(new FieldProblem("", "sharing-guide.done-before"));
    }
    Optional<CandidateRule> answer = read(one.question(), sent, problems);
    if (answer.isEmpty() || !problems.isEmpty()) {
      return new Answered.Refused(problems);
    }
    store.answer(id, answer.get(), actor.account(), clock.instant());
    audit.write(new HelpQuestionJudged(id, HelpState.ANSWERED, answer.get().decision().code()));
    return new Answered.Done();
  }

  private Optional<CandidateRule> read(
      SharingQuestion question, Sent sent, List<FieldProblem> problems) {
    choice("area", tables.tables(), sent.area(), problems);
    boolean decided =
        choice(
            "decision", List.of("allowed", "allowed-if", "forbidden"), sent.decision(), problems);
    choice("modality", codes.codes("modality"), sent.modality(), problems);
    choice("certainty", codes.codes("certainty"), sent.certainty(), problems);
    conditions(sent, problems);
    for (String ground : sent.grounds()) {
      if (grounds.find(ground).isEmpty()) {
        problems.add(new FieldProblem("grounds", "sharing-guide.choose"));
      }
    }
    if (sent.grounds().isEmpty()) {
      problems.add(new FieldProblem("grounds", "sharing-guide.ground"));
    }
    boolean positive = decided && Decision.of(sent.decision()).positive();
    if (!sent.dpv().isEmpty() || positive) {
      choice("dpv", dpvCodes(), sent.dpv(), problems);
    }
    if (!CandidateRule.MAY_BE_ANY.containsAll(sent.anyOf())) {
      problems.add(new FieldProblem("anyOf", "sharing-guide.choose"));
    }
    Optional<LocalDate> review = review(sent.review(), problems);
    text("source", sent.source(), problems);
    text("reasonNl", sent.reasonNl(), problems);
    text("reasonEn", sent.reasonEn(), problems);
    return problems.isEmpty()
        ? review.map(day -> candidate(question, sent, day))
        : Optional.empty();
  }

  private static CandidateRule candidate(SharingQuestion question, Sent sent, LocalDate review) {
    return new CandidateRule(
        question,
        sent.area(),
        Decision.of(sent.decision()),
        sent.modality(),
        sent.conditions(),
        sent.grounds(),
        sent.dpv(),
        Certainty.of(sent.certainty()),
        review,
        sent.source().strip(),
        sent.reasonNl().strip(),
        sent.reasonEn().strip(),
        Set.copyOf(sent.anyOf()));
  }

  private static boolean choice(
      String field, List<String> allowed, String given, List<FieldProblem> problems) {
    if (!allowed.contains(given)) {
      problems.add(new FieldProblem(field, "sharing-guide.choose"));
      return false;
    }
    return true;
  }

  /** The same as the checks of the tables ask, told here so that it can be mended at once. */
  private void conditions(Sent sent, List<FieldProblem> problems) {
    boolean gated = false;
    for (String condition : sent.conditions()) {
      boolean stands = codes.code(SharingCodes.GATE, condition).isPresent();
      gated |= stands;
      if (!stands && codes.code(SharingCodes.DUTY, condition).isEmpty()) {
        problems.add(new FieldProblem("conditions", "sharing-guide.choose"));
      }
    }
    if (sent.decision().equals(Decision.ALLOWED_IF.code()) && !gated) {
      problems.add(new FieldProblem("conditions", "sharing-guide.gate"));
    }
    if (sent.decision().equals(Decision.ALLOWED.code()) && gated) {
      problems.add(new FieldProblem("conditions", "sharing-guide.no-gate"));
    }
  }

  private Optional<LocalDate> review(String text, List<FieldProblem> problems) {
    try {
      LocalDate day = LocalDate.parse(text);
      if (day.isAfter(today()) && day.isBefore(today().plusYears(3))) {
        return Optional.of(day);
      }
      problems.add(new FieldProblem("review", "sharing-guide.review"));
    } catch (DateTimeParseException e) {
      problems.add(new FieldProblem("review", "form.date"));
    }
    return Optional.empty();
  }

  private static void text(String field, String text, List<FieldProblem> problems) {
    if (text.isBlank()) {
      problems.add(new FieldProblem(field, "sharing-guide.text"));
    }
    problems.addAll(NoCaseData.problems(field, text.strip(), LONGEST_TEXT));
  }

  /** The words of the Data Privacy Vocabulary that the tables use. */
  public List<String> dpvCodes() {
    Set<String> used = new LinkedHashSet<>();
    rules.rulebook().tables().stream()
        .flatMap(table -> table.rows().stream())
        .map(row -> rules.rulebook().rule(row.id()).dpv())
        .filter(dpv -> !dpv.isEmpty())
        .sorted()
        .forEach(used::add);
    return List.copyOf(used);
  }

  /** Closes a question without an answer; what the asker wrote is removed. */
  @Transactional
  public Answered close(UUID id, String why) {
    gate.require(SharingRights.HELP_DESK);
    HelpQuestion one = store.lock(id).orElseThrow(() -> new HelpQuestionNotFound(id));
    List<FieldProblem> problems = new ArrayList<>();
    if (!one.state().next().contains(HelpState.CLOSED)) {
      problems.add(new FieldProblem("", "sharing-guide.done-before"));
    }
    choice("why", CLOSED_WHY, why, problems);
    if (!problems.isEmpty()) {
      return new Answered.Refused(problems);
    }
    store.close(id, why);
    audit.write(new HelpQuestionJudged(id, HelpState.CLOSED, why));
    return new Answered.Done();
  }

  private LocalDate today() {
    return LocalDate.now(clock.withZone(ZONE));
  }
}
