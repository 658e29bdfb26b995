// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.report;

import com.fasterxml.uuid.Generators;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.schakel.platform.access.Actor;
import nl.schakel.platform.access.Gate;
import nl.schakel.platform.audit.AuditLog;
import nl.schakel.platform.identity.Sealer;
import nl.schakel.platform.organisation.Organisations;
import nl.schakel.platform.web.FieldProblem;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reports that are still being written. Only the account that began one opens it; it is encrypted,
 * its owner is warned after 21 days without a change and it is deleted after 28.
 */
@Service
public class Drafts {
  /** Both terms count from the last change, so that what is promised and what happens agree. */
  public static final Duration WARN_AFTER = Duration.ofDays(21);

  public static final Duration DELETE_AFTER = Duration.ofDays(28);
  private static final TypeReference<Map<String, List<String>>> VALUES = new TypeReference<>() {};
  private static final int LONGEST_ANSWER = 1000;
  private static final int MOST_ANSWERS = 200;

  private final DraftStore store;
  private final Sealer sealer;
  private final Gate gate;
  private final AuditLog auditLog;
  private final Organisations organisations;
  private final FieldLists fieldLists;
  private final ReportReader reader;
  private final ReportQuestions questions;
  private final Intake intake;
  private final Reports reports;
  private final ReportCalendar calendar;
  private final Clock clock;
  private final JsonMapper json = JsonMapper.builder().build();

  Drafts(
      DraftStore store,
      Sealer sealer,
      Gate gate,
      AuditLog auditLog,
      Organisations organisations,
      FieldLists fieldLists,
      ReportReader reader,
      ReportQuestions questions,
      Intake intake,
      Reports reports,
      ReportCalendar calendar,
      Clock clock) {
    this.store = store;
    this.sealer = sealer;
    this.gate = gate;
    this.auditLog = auditLog;
    this.organisations = organisations;
    this.fieldLists = fieldLists;
    this.reader = reader;
    this.questions = questions;
    this.intake = intake;
    this.reports = reports;
    this.calendar = calendar;
    this.clock = clock;
  }

  /** The field list of whoever is at work; empty when their organisation does not report. */
  @Transactional(readOnly = true)
  public Optional<RuleBook> ownRules() {
    Actor actor = gate.require(ReportRights.DRAFT);
    return organisations.reporterType(actor.organisation()).map(fieldLists::today);
  }

  /** Begins a report; empty when the organisation does not report. */
  @Transactional
  public Optional<DraftId> start() {
    Actor actor = gate.require(ReportRights.DRAFT);
    if (ownRules().isEmpty()) {
      return Optional.empty();
    }
    DraftId id = new DraftId(Generators.timeBasedEpochGenerator().generate());
    Instant now = clock.instant();
    store.insert(sealed(id, Map.of("reportedOn", List.of(today())), now, now), actor);
    auditLog.write(DraftLogged.started(id));
    return Optional.of(id);
  }

  private String today() {
    return calendar.today().toString();
  }

  @Transactional(readOnly = true)
  public Draft open(DraftId id) {
    Actor actor = gate.require(ReportRights.DRAFT);
    return store.find(id, actor).map(this::opened).orElseThrow(() -> new DraftNotFound(id));
  }

  /** Own drafts, the latest changed first. */
  @Transactional(readOnly = true)
  public List<Draft> mine() {
    return store.of(gate.require(ReportRights.DRAFT)).stream().map(this::opened).toList();
  }

  /** Keeps what was typed on one page, right or wrong; the two terms start again. */
  @Transactional
  public Draft save(DraftId id, Map<String, List<String>> answers) {
    Actor actor = gate.require(ReportRights.DRAFT);
    Draft before = store.hold(id, actor).map(this::opened).orElseThrow(() -> new DraftNotFound(id));
    Map<String, List<String>> values = new LinkedHashMap<>(before.report().values());
    answers.forEach(
        (field, texts) -> {
          List<String> filled =
              AnswerReader.filled(texts).stream()
                  .limit(MOST_ANSWERS)
                  .map(Drafts::shortened)
                  .toList();
          if (filled.isEmpty()) {
            values.remove(field);
          } else {
            values.put(field, filled);
          }
        });
    DraftStore.Sealed after = sealed(id, values, before.startedAt(), clock.instant());
    store.update(after);
    return opened(after);
  }

  /** Far beyond what any field takes: enough to say that it is too long. */
  private static String shortened(String text) {
    return text.length() > LONGEST_ANSWER ? text.substring(0, LONGEST_ANSWER) : text;
  }

  @Transactional
  public void discard(DraftId id) {
    Actor actor = gate.require(ReportRights.DRAFT);
    if (store.hold(id, actor).isEmpty()) {
      throw new DraftNotFound(id);
    }
    store.delete(id);
    auditLog.write(DraftLogged.discarded(id));
  }

  /** Everything that is still wrong or missing, in the order of the form. */
  @Transactional(readOnly = true)
  public List<FieldProblem> problems(Draft draft) {
    return ownRules()
        .map(book -> reader.read(questions.toSend(draft.report(), book), book, calendar.today()))
        .map(
            read ->
                switch (read) {
                  case ReportReader.Read.Good ignored -> List.<FieldProblem>of();
                  case ReportReader.Read.Bad bad -> questions.sorted(bad.problems());
                })
        .orElse(List.of(new FieldProblem("organisation", "organisation-does-not-report")));
  }

  /** Sends the draft; sending it twice gives the same receipt. */
  @Transactional
  public IntakeOutcome send(DraftId id) {
    Actor actor = gate.require(ReportRights.DRAFT);
    String key = "form-" + id;
    Optional<Draft> draft = store.hold(id, actor).map(this::opened);
    if (draft.isEmpty()) {
      return reports.submitted(key).orElseThrow(() -> new DraftNotFound(id));
    }
    RawReport report =
        ownRules()
            .map(book -> questions.toSend(draft.get().report(), book))
            .orElse(draft.get().report());
    IntakeOutcome outcome =
        intake.submit(new Submission(actor.organisation(), Channel.FORM, key, report));
    if (outcome instanceof IntakeOutcome.Accepted) {
      store.delete(id);
    }
    return outcome;
  }

  /** Deletes what nobody came back to. */
  @Transactional
  int expire() {
    int drafts = store.deleteExpired(clock.instant());
    if (drafts > 0) {
      auditLog.write(DraftLogged.expired(drafts));
    }
    return drafts;
  }

  private DraftStore.Sealed sealed(
      DraftId id, Map<String, List<String>> values, Instant startedAt, Instant changedAt) {
    byte[] plain = json.writeValueAsString(values).getBytes(StandardCharsets.UTF_8);
    return new DraftStore.Sealed(
        id.value(),
        sealer.seal(plain, context(id)),
        startedAt,
        changedAt,
        changedAt.plus(WARN_AFTER),
        changedAt.plus(DELETE_AFTER));
  }

  private Draft opened(DraftStore.Sealed row) {
    DraftId id = new DraftId(row.id());
    byte[] plain = sealer.open(row.sealed(), context(id));
    return new Draft(
        id,
        new RawReport(json.readValue(plain, VALUES)),
        row.startedAt(),
        row.changedAt(),
        row.warnFrom(),
        row.deleteFrom());
  }

  private static String context(DraftId id) {
    return "report.draft/" + id;
  }
}
