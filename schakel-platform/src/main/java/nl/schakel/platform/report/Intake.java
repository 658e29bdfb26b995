// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.report;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import nl.schakel.platform.access.Actor;
import nl.schakel.platform.access.Gate;
import nl.schakel.platform.access.OrganisationId;
import nl.schakel.platform.audit.AuditLog;
import nl.schakel.platform.identity.Identity;
import nl.schakel.platform.identity.NewPerson;
import nl.schakel.platform.identity.PersonToKeep;
import nl.schakel.platform.identity.Vault;
import nl.schakel.platform.organisation.Organisations;
import nl.schakel.platform.report.IntakeOutcome.Accepted;
import nl.schakel.platform.report.IntakeOutcome.Refused;
import nl.schakel.platform.report.ReportStore.Earlier;
import nl.schakel.platform.web.FieldProblem;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The one door for reports, whatever way they come in.
 *
 * <p>Guarantee: what was accepted is stored when the transaction commits, and the same key with the
 * same content gives the same receipt again and adds nothing, also when the rules of today would
 * refuse it. Names and numbers go to the vault and nowhere else.
 */
@Service
public class Intake {
  private static final int LONGEST_KEY = 200;
  private static final String KEY = "key";

  private final Gate gate;
  private final Organisations organisations;
  private final FieldLists fieldLists;
  private final LinkageRoutes linkageRoutes;
  private final ReportReader reader;
  private final ContentMark marks;
  private final ReportStore store;
  private final Vault vault;
  private final AuditLog auditLog;
  private final ApplicationEventPublisher events;
  private final ReportCalendar calendar;
  private final Clock clock;
  private final NoArgGenerator ids = Generators.timeBasedEpochGenerator();

  Intake(
      Gate gate,
      Organisations organisations,
      FieldLists fieldLists,
      LinkageRoutes linkageRoutes,
      ReportReader reader,
      ContentMark marks,
      ReportStore store,
      Vault vault,
      AuditLog auditLog,
      ApplicationEventPublisher events,
      ReportCalendar calendar,
      Clock clock) {
    this.gate = gate;
    this.organisations = organisations;
    this.fieldLists = fieldLists;
    this.linkageRoutes = linkageRoutes;
    this.reader = reader;
    this.marks = marks;
    this.store = store;
    this.vault = vault;
    this.auditLog = auditLog;
    this.events = events;
    this.calendar = calendar;
    this.clock = clock;
  }

  /** Takes one report, or says everything that is wrong with it. */
  @Transactional
  public IntakeOutcome submit(Submission submission) {
    Actor actor = permitted(List.of(submission));
    Batch batch = new Batch(List.of(submission), calendar.today());
    IntakeOutcome outcome = take(batch, actor).getFirst();
    auditLog.write(ReportReceived.of(submission, outcome));
    return outcome;
  }

  /**
   * Takes a batch in one transaction: the good are stored, the bad come back; outcomes in the order
   * of the submissions. One line in the audit log for the batch.
   */
  @Transactional
  public List<IntakeOutcome> submitAll(List<Submission> submissions) {
    return submitAll(read(submissions));
  }

  /**
   * Checks a batch without storing anything, so that the next batch can be checked while the
   * database takes this one.
   */
  Checked read(List<Submission> submissions) {
    return new Batch(submissions, calendar.today());
  }

  /** A batch that was checked and not yet stored. */
  sealed interface Checked {
    List<Submission> submissions();
  }

  /** As {@link #submitAll(List)}, once for a batch that was checked before. */
  @Transactional
  List<IntakeOutcome> submitAll(Checked checked) {
    Actor actor = permitted(checked.submissions());
    List<IntakeOutcome> outcomes =
        switch (checked) {
          case Batch batch -> take(batch, actor);
        };
    auditLog.write(BatchReceived.of(checked.submissions(), outcomes));
    return outcomes;
  }

  /** Only the system itself reports on behalf of another organisation. */
  private Actor permitted(List<Submission> submissions) {
    Actor actor = gate.require(ReportRights.SUBMIT);
    boolean own =
        actor.kind() == Actor.Kind.SYSTEM
            || submissions.stream()
                .allMatch(each -> each.organisation().equals(actor.organisation()));
    if (!own) {
      throw new IllegalArgumentException("A report is sent by the organisation of its sender");
    }
    return actor;
  }

  private static List<IntakeOutcome> take(Batch batch, Actor actor) {
    batch.recogniseRefusedRepeats();
    batch.lock();
    batch.recogniseRepeats();
    batch.store(actor);
    return batch.outcomes();
  }

  /** As what an organisation reports. */
  private record Sender(Optional<RuleBook> book, Optional<String> sourceList) {}

  /**
   * A good report that waits to be stored.
   *
   * @param index of the submission
   * @param place among the reports that were written out
   */
  private record Fresh(
      int index,
      int place,
      Submission submission,
      ReportId id,
      Optional<PersonToKeep> person,
      byte[] mark) {}

  /** One run through the door. */
  private final class Batch implements Checked {
    private final List<Submission> submissions;
    private final LocalDate today;
    private final IntakeOutcome[] outcomes;
    private final Map<OrganisationId, Sender> senders = new HashMap<>();
    private final Map<OrganisationId, OrganisationRoutes> routes = new HashMap<>();
    private final Map<OrganisationId, Map<String, Fresh>> fresh = new LinkedHashMap<>();

    /** Later ones in this batch with the key of an earlier one. */
    private final Map<Integer, Fresh> sameKey = new HashMap<>();

    /** All that were good at first sight, sealed and ready for the database. */
    private final ReportStore.Written written;

    Batch(List<Submission> submissions, LocalDate today) {
      this.submissions = submissions;
      this.today = today;
      this.outcomes = new IntakeOutcome[submissions.size()];
      ReportStore.Writing rows = store.writing();
      for (int i = 0; i < submissions.size(); i++) {
        read(i, rows);
      }
      this.written = rows.end();
    }

    @Override
    public List<Submission> submissions() {
      return submissions;
    }

    List<IntakeOutcome> outcomes() {
      return List.copyOf(Arrays.asList(outcomes));
    }

    private void read(int index, ReportStore.Writing rows) {
      Submission submission = submissions.get(index);
      Optional<RuleBook> book = sender(submission.organisation()).book();
      if (book.isEmpty()) {
        refuse(index, new FieldProblem("organisation", "organisation-does-not-report"));
        return;
      }
      if (!isKey(submission.key())) {
        refuse(index, new FieldProblem(KEY, "key-form", Integer.toString(LONGEST_KEY)));
        return;
      }
      switch (reader.read(submission.report(), book.get(), today)) {
        case ReportReader.Read.Bad bad -> outcomes[index] = new Refused(bad.problems());
        case ReportReader.Read.Good good -> checkRoutes(index, submission, good.report(), rows);
      }
    }

    /** A person may be told only in a way that this organisation has on this ground. */
    private void checkRoutes(
        int index, Submission submission, NewReport report, ReportStore.Writing rows) {
      List<FieldProblem> problems =
          report.identityFields().isEmpty()
              ? List.of()
              : linkageRoutes.refusals(routes(submission.organisation(), report), report);
      if (problems.isEmpty()) {
        remember(index, submission, report, rows);
      } else {
        outcomes[index] = new Refused(problems);
      }
    }

    private OrganisationRoutes routes(OrganisationId organisation, NewReport report) {
      return routes.computeIfAbsent(
          organisation, id -> linkageRoutes.of(id, report.reporterType(), today));
    }

    private Sender sender(OrganisationId organisation) {
      return senders.computeIfAbsent(
          organisation,
          id ->
              new Sender(
                  organisations.reporterType(id).map(type -> fieldLists.on(type, today)),
                  organisations.sourceList(id)));
    }

    private void remember(
        int index, Submission submission, NewReport report, ReportStore.Writing rows) {
      Fresh one =
          new Fresh(
              index,
              rows.count(),
              submission,
              new ReportId(ids.generate()),
              sealed(report),
              marks.of(report));
      Fresh first =
          fresh
              .computeIfAbsent(submission.organisation(), organisation -> new LinkedHashMap<>())
              .putIfAbsent(submission.key(), one);
      if (first == null) {
        rows.add(row(one, report));
      } else {
        sameKey.put(index, one);
      }
    }

    private ReportStore.Row row(Fresh one, NewReport report) {
      return new ReportStore.Row(
          one.id(),
          one.submission().organisation(),
          one.submission().key(),
          one.mark(),
          one.submission().channel(),
          one.person().map(PersonToKeep::id),
          sourceList(one.submission().organisation(), report),
          report);
    }

    /** The report says it where the reporter type asks it; else the organisation's list counts. */
    private String sourceList(OrganisationId organisation, NewReport report) {
      return report.facts().get("sourceList") instanceof FieldValue.Text list
          ? list.text()
          : sender(organisation).sourceList().orElse("");
    }

    /**
     * What was accepted before stays accepted: the sender of a lost answer must get the receipt,
     * although a field was switched off or a ground ended since.
     */
    void recogniseRefusedRepeats() {
      Map<OrganisationId, Map<String, List<Integer>>> refused = new LinkedHashMap<>();
      for (int i = 0; i < outcomes.length; i++) {
        Submission submission = submissions.get(i);
        if (outcomes[i] instanceof Refused && isKey(submission.key())) {
          refused
              .computeIfAbsent(submission.organisation(), organisation -> new HashMap<>())
              .computeIfAbsent(submission.key(), key -> new ArrayList<>())
              .add(i);
        }
      }
      refused.forEach(
          (organisation, byKey) ->
              store
                  .earlier(organisation, byKey.keySet())
                  .forEach(
                      (key, earlier) ->
                          byKey.getOrDefault(key, List.of()).stream()
                              .filter(index -> saysTheSame(submissions.get(index), earlier))
                              .forEach(index -> outcomes[index] = again(earlier))));
    }

    /** Read as on the day of receipt, whatever was allowed then. */
    private boolean saysTheSame(Submission submission, Earlier earlier) {
      LocalDate receivedOn = LocalDate.ofInstant(earlier.receivedAt(), ReportCalendar.ZONE);
      return reader.readAgain(submission.report(), earlier.reporterType(), receivedOn).stream()
          .anyMatch(report -> Arrays.equals(marks.of(report), earlier.mark()));
    }

    private static Accepted again(Earlier earlier) {
      return new Accepted(earlier.id(), earlier.receipt(), true);
    }

    /** Always in the same order, so that two batches never wait for each other. */
    void lock() {
      Optional<String> singleKey =
          submissions.size() == 1 ? Optional.of(submissions.getFirst().key()) : Optional.empty();
      fresh.keySet().stream()
          .sorted(Comparator.comparing(OrganisationId::value))
          .forEach(organisation -> store.lock(organisation, singleKey));
    }

    void recogniseRepeats() {
      fresh.forEach(
          (organisation, byKey) ->
              store
                  .earlier(organisation, byKey.keySet())
                  .forEach((key, earlier) -> repeat(byKey, key, earlier)));
    }

    private void repeat(Map<String, Fresh> byKey, String key, Earlier earlier) {
      Fresh again = byKey.remove(key);
      if (again == null) {
        return;
      }
      outcomes[again.index()] = repeated(again, earlier);
      sameKey.forEach(
          (index, other) -> {
            if (other.submission().organisation().equals(again.submission().organisation())
                && other.submission().key().equals(key)) {
              outcomes[index] = repeated(other, earlier);
            }
          });
    }

    private IntakeOutcome repeated(Fresh again, Earlier earlier) {
      return Arrays.equals(again.mark(), earlier.mark()) || saysTheSame(again.submission(), earlier)
          ? again(earlier)
          : reused(earlier.receipt());
    }

    private static Refused reused(String receipt) {
      return new Refused(List.of(new FieldProblem(KEY, "key-reused", receipt)));
    }

    void store(Actor actor) {
      List<Fresh> all = new ArrayList<>(submissions.size());
      fresh.values().forEach(each -> all.addAll(each.values()));
      if (!all.isEmpty()) {
        List<Long> numbers = store.numbers(all.size());
        Instant now = clock.instant();
        BitSet places = new BitSet();
        List<PersonToKeep> persons = new ArrayList<>(all.size());
        for (int i = 0; i < all.size(); i++) {
          Fresh one = all.get(i);
          written.number(one.place(), numbers.get(i));
          places.set(one.place());
          one.person().ifPresent(persons::add);
          outcomes[one.index()] =
              new Accepted(one.id(), ReportStore.receipt(now, numbers.get(i)), false);
        }
        vault.keep(persons);
        store.insert(written, places::get, new ReportStore.Taking(now, actor.account()));
        events.publishEvent(new ReportsReceived(numbers.getFirst(), numbers.getLast()));
      }
      sameKey.forEach(this::settleSameKey);
    }

    /** The second of two with one key in a batch is a repeat of the first. */
    private void settleSameKey(int index, Fresh other) {
      Map<String, Fresh> stored = fresh.getOrDefault(other.submission().organisation(), Map.of());
      Fresh first = stored.get(other.submission().key());
      if (first == null || !(outcomes[first.index()] instanceof Accepted accepted)) {
        return;
      }
      outcomes[index] =
          Arrays.equals(other.mark(), first.mark())
              ? new Accepted(accepted.id(), accepted.receipt(), true)
              : reused(accepted.receipt());
    }

    /** Sealed while it is checked, so that the database need not wait for it. */
    private Optional<PersonToKeep> sealed(NewReport report) {
      return hasPerson(report)
          ? Optional.of(
              vault.close(
                  new NewPerson(report.identity(), report.personKey(), report.pseudonyms())))
          : Optional.empty();
    }

    private static boolean hasPerson(NewReport report) {
      return report.personKey().isPresent()
          || !report.pseudonyms().isEmpty()
          || !report.identity().equals(Identity.NOTHING_KNOWN);
    }

    private static boolean isKey(String key) {
      return !key.isBlank()
          && key.length() <= LONGEST_KEY
          && !AnswerReader.holds(
              key,
              point ->
                  Character.isISOControl(point) || Character.getType(point) == Character.SURROGATE);
    }

    private void refuse(int index, FieldProblem problem) {
      outcomes[index] = new Refused(List.of(problem));
    }
  }

  /** Rules that were broken, for the log: no content. */
  static Set<String> rules(List<FieldProblem> problems) {
    Set<String> rules = new TreeSet<>();
    problems.forEach(problem -> rules.add(problem.rule()));
    return rules;
  }
}
