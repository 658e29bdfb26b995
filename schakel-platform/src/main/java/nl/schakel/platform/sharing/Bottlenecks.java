// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nl.schakel.platform.access.AccountId;
import nl.schakel.platform.access.Actor;
import nl.schakel.platform.access.Gate;
import nl.schakel.platform.access.OrganisationId;
import nl.schakel.platform.audit.AuditLog;
import nl.schakel.platform.organisation.Organisations;
import nl.schakel.platform.web.FieldProblem;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The register of what stands in the way of sharing. Dutch: knelpuntenregister.
 *
 * <p>Guarantee: of who gave feedback nothing is kept, and a text with data of a case is refused.
 */
@Service
public class Bottlenecks {
  static final int LONGEST_REMARK = 500;
  private static final int LONGEST_TITLE = 200;
  private static final int LONGEST_PLAN = 1_000;
  private static final int MOST_REMARKS = 50;
  private static final int MOST_JUDGED = 12;
  private static final ZoneId ZONE = ZoneId.of("Europe/Amsterdam");

  /** More rows than this are not shown at once; a filter brings the rest. */
  public static final int MOST_ROWS = 500;

  private final BottleneckStore store;
  private final SharingRules rules;
  private final Organisations organisations;
  private final Gate gate;
  private final AuditLog audit;
  private final TransactionTemplate transaction;
  private final Clock clock;

  Bottlenecks(
      BottleneckStore store,
      SharingRules rules,
      Organisations organisations,
      Gate gate,
      AuditLog audit,
      PlatformTransactionManager transactions,
      Clock clock) {
    this.store = store;
    this.rules = rules;
    this.organisations = organisations;
    this.gate = gate;
    this.audit = audit;
    this.transaction = new TransactionTemplate(transactions);
    this.clock = clock;
  }

  /** What to look for; empty texts look for everything. */
  public record Filter(String state, String barrier, String remedy, String owner) {}

  /** One step in the life of a bottleneck; {@code by} is empty when feedback opened it. */
  public record Change(
      Instant at,
      Optional<AccountId> by,
      BottleneckState state,
      Barrier barrier,
      Optional<OrganisationId> owner,
      Remedy remedy,
      String note) {}

  /** What somebody wrote about a rule. */
  public record Remark(
      LocalDate day,
      RuleVerdict verdict,
      String text,
      String sender,
      String receiver,
      String purpose) {}

  /** How often a rule was judged. */
  public record Judged(String subject, Bottleneck.Counts counts) {}

  /** All there is about one bottleneck. */
  public record Whole(Bottleneck bottleneck, List<Change> changes, List<Remark> remarks) {
    public Whole {
      changes = List.copyOf(changes);
      remarks = List.copyOf(remarks);
    }
  }

  /** What came of something that was sent in. */
  public sealed interface Outcome {
    record Kept(UUID bottleneck) implements Outcome {}

    /** It was fine, and there is nothing to put right. */
    record Noted() implements Outcome {}

    record Refused(List<FieldProblem> problems) implements Outcome {
      public Refused {
        problems = List.copyOf(problems);
      }
    }
  }

  /**
   * Takes in what somebody thinks of a rule; open to everybody. Unclear and wrong open a
   * bottleneck, or open again what was solved.
   *
   * @param rule row of the answer, or empty when no row answered
   */
  public Outcome give(SharingQuestion question, String rule, String verdict, String remark) {
    List<FieldProblem> problems = new ArrayList<>();
    Optional<RuleVerdict> judged = RuleVerdict.of(verdict);
    if (judged.isEmpty()) {
      problems.add(new FieldProblem("verdict", "sharing-guide.choose"));
    }
    SharingAnswer answer = rules.answer(question);
    boolean about =
        rule.isEmpty()
            ? answer.classes().stream().anyMatch(one -> one.rules().isEmpty())
            : answer.rules().stream().anyMatch(one -> one.id().equals(rule));
    if (!about) {
      problems.add(new FieldProblem("", "sharing-guide.no-rule"));
    }
    String text = remark.strip();
    problems.addAll(NoCaseData.problems("remark", text, LONGEST_REMARK));
    if (!problems.isEmpty()) {
      return new Outcome.Refused(problems);
    }
    RuleFeedback feedback =
        new RuleFeedback(question, rule, judged.orElseThrow(), text, answer.tableVersion());
    return gate.asSystem(() -> transaction.execute(status -> keep(feedback)));
  }

  private Outcome keep(RuleFeedback feedback) {
    store.insert(feedback, LocalDate.now(clock.withZone(ZONE)));
    if (feedback.verdict() == RuleVerdict.CLEAR) {
      return new Outcome.Noted();
    }
    return new Outcome.Kept(opened(feedback.subject()));
  }

  private UUID opened(String subject) {
    UUID id = UUID.randomUUID();
    boolean isNew = store.insert(id, subject, "", clock.instant());
    Bottleneck one = store.lock(isNew ? id : store.idOf(subject).orElseThrow()).orElseThrow();
    if (isNew) {
      store.insertChange(one, Optional.empty(), "", clock.instant());
    } else if (one.state() == BottleneckState.SOLVED) {
      Bottleneck again =
          decided(
              one,
              new Decided(
                  BottleneckState.OPEN, one.barrier(), one.owner(), one.remedy(), one.dueOn()),
              one.plan());
      store.update(again);
      store.insertChange(again, Optional.empty(), "", clock.instant());
    }
    return one.id();
  }

  @Transactional(readOnly = true)
  public List<Bottleneck> list(Filter filter) {
    gate.require(SharingRights.BOTTLENECKS);
    return store.list(filter, MOST_ROWS);
  }

  /** Where people got stuck most. */
  @Transactional(readOnly = true)
  public List<Judged> judged() {
    gate.require(SharingRights.BOTTLENECKS);
    return store.judged(MOST_JUDGED);
  }

  /** Organisations that own a bottleneck. */
  @Transactional(readOnly = true)
  public List<OrganisationId> owners() {
    gate.require(SharingRights.BOTTLENECKS);
    return store.owners();
  }

  /** Whether nobody has said anything yet. */
  @Transactional(readOnly = true)
  boolean isUntouched() {
    return !store.hasFeedback();
  }

  @Transactional(readOnly = true)
  public long open() {
    gate.require(SharingRights.BOTTLENECKS);
    return store.open();
  }

  @Transactional(readOnly = true)
  public Whole get(UUID id) {
    gate.require(SharingRights.BOTTLENECKS);
    Bottleneck one = store.find(id).orElseThrow(() -> new BottleneckNotFound(id));
    return new Whole(one, store.changes(id), store.remarks(one.subject(), MOST_REMARKS));
  }

  /** Writes down a bottleneck that nobody pressed a button for. */
  @Transactional
  public Outcome write(String title) {
    Actor actor = gate.require(SharingRights.BOTTLENECKS);
    String text = title.strip();
    List<FieldProblem> problems = new ArrayList<>();
    if (text.isEmpty()) {
      problems.add(new FieldProblem("title", "sharing-guide.title"));
    }
    problems.addAll(NoCaseData.problems("title", text, LONGEST_TITLE));
    if (!problems.isEmpty()) {
      return new Outcome.Refused(problems);
    }
    UUID id = UUID.randomUUID();
    store.insert(id, "own/" + id, text, clock.instant());
    Bottleneck one = store.lock(id).orElseThrow();
    store.insertChange(one, Optional.of(actor.account()), "", clock.instant());
    audit.write(new BottleneckChanged(id, one.state(), one.barrier()));
    return new Outcome.Kept(id);
  }

  /** What the browser sent: text only. */
  public record Sent(
      String state,
      String barrier,
      String owner,
      String remedy,
      String plan,
      String due,
      String note,
      String version) {}

  private record Decided(
      BottleneckState state,
      Barrier barrier,
      Optional<OrganisationId> owner,
      Remedy remedy,
      Optional<LocalDate> dueOn) {}

  /** Decides what a bottleneck is and what is done about it; everything wrong is told at once. */
  @Transactional
  public Outcome decide(UUID id, Sent sent) {
    Actor actor = gate.require(SharingRights.BOTTLENECKS);
    Bottleneck one = store.lock(id).orElseThrow(() -> new BottleneckNotFound(id));
    List<FieldProblem> problems = new ArrayList<>();
    Optional<Decided> decided = read(one, sent, problems);
    if (decided.isEmpty() || !problems.isEmpty()) {
      return new Outcome.Refused(problems);
    }
    Bottleneck changed = decided(one, decided.get(), sent.plan().strip());
    store.update(changed);
    store.insertChange(changed, Optional.of(actor.account()), sent.note().strip(), clock.instant());
    audit.write(new BottleneckChanged(id, changed.state(), changed.barrier()));
    return new Outcome.Kept(id);
  }

  private Optional<Decided> read(Bottleneck one, Sent sent, List<FieldProblem> problems) {
    if (!sent.version().equals(Integer.toString(one.version()))) {
      problems.add(new FieldProblem("", "sharing-guide.changed"));
    }
    Optional<BottleneckState> state = BottleneckState.of(sent.state());
    if (state.isEmpty()) {
      problems.add(new FieldProblem("state", "sharing-guide.choose"));
    } else if (state.get() != one.state() && !one.state().next().contains(state.get())) {
      problems.add(new FieldProblem("state", "sharing-guide.state"));
    }
    Optional<Barrier> barrier = Barrier.of(sent.barrier());
    if (barrier.isEmpty()) {
      problems.add(new FieldProblem("barrier", "sharing-guide.choose"));
    }
    Optional<Remedy> remedy = Remedy.of(sent.remedy());
    if (remedy.isEmpty()) {
      problems.add(new FieldProblem("remedy", "sharing-guide.choose"));
    }
    Optional<OrganisationId> owner = owner(sent.owner(), problems);
    Optional<LocalDate> due = day(sent.due(), problems);
    if (state.equals(Optional.of(BottleneckState.SOLVED))) {
      solved(barrier, remedy, sent.owner(), problems);
    }
    problems.addAll(NoCaseData.problems("plan", sent.plan().strip(), LONGEST_PLAN));
    problems.addAll(NoCaseData.problems("note", sent.note().strip(), LONGEST_REMARK));
    return state.flatMap(
        to -> barrier.flatMap(kind -> remedy.map(by -> new Decided(to, kind, owner, by, due))));
  }

  /** Nothing is solved as long as nobody said what it was, what helped and whose it was. */
  private static void solved(
      Optional<Barrier> barrier,
      Optional<Remedy> remedy,
      String owner,
      List<FieldProblem> problems) {
    if (barrier.equals(Optional.of(Barrier.UNDECIDED))) {
      problems.add(new FieldProblem("barrier", "sharing-guide.solved-barrier"));
    }
    if (remedy.equals(Optional.of(Remedy.UNDECIDED))) {
      problems.add(new FieldProblem("remedy", "sharing-guide.solved-remedy"));
    }
    if (owner.isBlank()) {
      problems.add(new FieldProblem("owner", "sharing-guide.solved-owner"));
    }
  }

  private Optional<OrganisationId> owner(String text, List<FieldProblem> problems) {
    if (text.isBlank()) {
      return Optional.empty();
    }
    Optional<OrganisationId> known =
        organisations
            .find(text.strip())
            .or(() -> identified(text.strip()).filter(id -> organisations.find(id).isPresent()));
    if (known.isEmpty()) {
      problems.add(new FieldProblem("owner", "sharing-guide.owner"));
    }
    return known;
  }

  private static Optional<OrganisationId> identified(String text) {
    try {
      return Optional.of(OrganisationId.of(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Optional<LocalDate> day(String text, List<FieldProblem> problems) {
    if (text.isBlank()) {
      return Optional.empty();
    }
    try {
      return Optional.of(LocalDate.parse(text));
    } catch (DateTimeParseException e) {
      problems.add(new FieldProblem("due", "form.date"));
      return Optional.empty();
    }
  }

  private static Bottleneck decided(Bottleneck one, Decided decided, String plan) {
    return new Bottleneck(
        one.id(),
        one.subject(),
        one.title(),
        one.openedAt(),
        decided.state(),
        decided.barrier(),
        decided.owner(),
        decided.remedy(),
        plan,
        decided.dueOn(),
        one.version(),
        one.counts());
  }
}
