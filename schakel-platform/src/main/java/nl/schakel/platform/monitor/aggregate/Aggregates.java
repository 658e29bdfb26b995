// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor.aggregate;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nl.schakel.platform.access.Actor;
import nl.schakel.platform.access.Gate;
import nl.schakel.platform.audit.AuditLog;
import nl.schakel.platform.monitor.MonitorRights;
import nl.schakel.platform.monitor.MonitorSettings;
import nl.schakel.platform.organisation.Organisations;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Tables of counts that others made: upload, a second person, versions.
 *
 * <p>Guarantee: a table that breaks a rule leaves nothing behind; nobody approves what they
 * uploaded; outside the organisation that uploaded it nobody reads a table before it is approved,
 * and of counts that their maker did not protect never more than the rounded ones.
 */
@Service
public class Aggregates {
  /** Of an uploaded file. */
  public static final int LARGEST_BYTES = AggregateReader.LARGEST_BYTES;

  private static final int LONGEST_NOTE = 2000;

  private final AggregateStore store;
  private final AggregateKinds kinds;
  private final AggregateRounding rounding;
  private final Organisations organisations;
  private final Gate gate;
  private final AuditLog auditLog;
  private final MonitorSettings settings;
  private final TransactionTemplate transactions;
  private final Clock clock;
  private final NoArgGenerator ids = Generators.timeBasedEpochGenerator();

  Aggregates(
      AggregateStore store,
      AggregateKinds kinds,
      AggregateRounding rounding,
      Organisations organisations,
      Gate gate,
      AuditLog auditLog,
      MonitorSettings settings,
      PlatformTransactionManager transactions,
      Clock clock) {
    this.store = store;
    this.kinds = kinds;
    this.rounding = rounding;
    this.organisations = organisations;
    this.gate = gate;
    this.auditLog = auditLog;
    this.settings = settings;
    this.transactions = new TransactionTemplate(transactions);
    this.clock = clock;
  }

  /**
   * A version of a table with its numbers.
   *
   * @param own whether the reader's organisation uploaded it
   * @param exact whether these are the counts as uploaded
   * @param versions of the same table that the reader may know, the newest first
   */
  public record Table(
      Aggregate aggregate,
      String uploader,
      List<AggregateRow> rows,
      boolean own,
      boolean exact,
      List<Aggregate> versions) {
    public Table {
      rows = List.copyOf(rows);
      versions = List.copyOf(versions);
    }

    public boolean newest() {
      return versions.stream()
          .filter(one -> one.state() == AggregateState.APPROVED)
          .noneMatch(one -> one.version() > aggregate.version());
    }
  }

  /** Checks a table as a whole, and keeps it or nothing. */
  public UploadOutcome upload(AggregateRequest request, byte[] file) {
    return upload(gate.require(MonitorRights.RELEASE), request, file);
  }

  UploadOutcome upload(Actor actor, AggregateRequest request, byte[] file) {
    List<AggregateProblem> problems =
        new ArrayList<>(request.problems(kinds, LocalDate.now(clock.withZone(settings.zone()))));
    List<AggregateRow> rows = List.of();
    Optional<AggregateKind> kind = kinds.kind(request.kind());
    if (kind.isPresent()) {
      AggregateReader.Read read = AggregateReader.read(kind.get(), file);
      problems.addAll(read.problems());
      rows = read.rows();
    }
    if (!problems.isEmpty()) {
      return refused(problems);
    }
    rounding.makeReady();
    List<AggregateRow> counts = rows;
    return transactions.execute(status -> keep(actor, request, kind.orElseThrow(), counts));
  }

  private UploadOutcome refused(List<AggregateProblem> problems) {
    return transactions.execute(
        status -> {
          auditLog.write(AggregateEvent.refused(problems.size()));
          return new UploadOutcome.Refused(problems);
        });
  }

  private UploadOutcome keep(
      Actor actor, AggregateRequest request, AggregateKind kind, List<AggregateRow> counts) {
    store.oneAtATime(actor.organisation());
    Optional<Aggregate> corrected = request.corrects().flatMap(id -> correctable(actor, id, kind));
    if (request.corrects().isPresent() && corrected.isEmpty()) {
      return refused(List.of(AggregateProblem.of(0, "corrects", "last")));
    }
    Aggregate aggregate = aggregate(actor, request, kind, corrected);
    store.insert(aggregate, request.corrects());
    store.insertCounts(aggregate.id(), counts);
    store.insertShown(
        aggregate.id(),
        aggregate.alreadyPublished()
            ? counts
            : rounding.protect(counts, store.shownBefore(actor.organisation(), kind.code())));
    auditLog.write(AggregateEvent.uploaded(aggregate, counts.size()));
    return new UploadOutcome.Kept(aggregate.id());
  }

  /** The version that may be corrected: approved, of the same kind, and no later one there. */
  private Optional<Aggregate> correctable(Actor actor, AggregateId id, AggregateKind kind) {
    Aggregate found =
        store.lock(actor.organisation(), id).orElseThrow(() -> new AggregateNotFound(id));
    boolean last =
        store.versions(found.series()).stream()
            .filter(one -> one.state() != AggregateState.RETURNED)
            .noneMatch(one -> one.version() > found.version());
    return Optional.of(found)
        .filter(one -> last && one.state() == AggregateState.APPROVED)
        .filter(one -> one.kind().code().equals(kind.code()));
  }

  private Aggregate aggregate(
      Actor actor, AggregateRequest request, AggregateKind kind, Optional<Aggregate> corrected) {
    AggregateId id = new AggregateId(ids.generate());
    return new Aggregate(
        id,
        actor.organisation(),
        corrected.map(Aggregate::series).orElse(id),
        corrected.map(one -> one.version() + 1).orElse(1),
        corrected.isPresent() ? request.changeNote() : "",
        kind,
        request.title(),
        request.maker(),
        request.madeOn().orElseThrow(),
        request.alreadyPublished(),
        request.citation(),
        request.certainty(),
        actor.account(),
        clock.instant(),
        AggregateState.UPLOADED,
        "");
  }

  /** Approves an upload, so that others see it; never by whoever uploaded it. */
  public AggregateDecision approve(AggregateId id, String note) {
    return decide(gate.require(MonitorRights.RELEASE), id, AggregateState.APPROVED, note);
  }

  /** Gives an upload back with the reason; others never see it. */
  public AggregateDecision giveBack(AggregateId id, String note) {
    return decide(gate.require(MonitorRights.RELEASE), id, AggregateState.RETURNED, note);
  }

  AggregateDecision decide(Actor actor, AggregateId id, AggregateState state, String note) {
    String reason = note.strip();
    return transactions.execute(
        status -> {
          Aggregate aggregate =
              store.lock(actor.organisation(), id).orElseThrow(() -> new AggregateNotFound(id));
          if (!aggregate.state().next().contains(state)) {
            return AggregateDecision.NOT_OPEN;
          }
          if (aggregate.uploadedBy().equals(actor.account())) {
            return AggregateDecision.OWN_UPLOAD;
          }
          if (reason.length() > LONGEST_NOTE
              || state == AggregateState.RETURNED && reason.isEmpty()) {
            return AggregateDecision.NO_REASON;
          }
          store.decide(id, state, actor, clock.instant(), reason);
          auditLog.write(AggregateEvent.decided(id, state));
          return AggregateDecision.DONE;
        });
  }

  /** All of the own organisation, and of others the newest approved version of each table. */
  public List<Aggregate> all() {
    Actor actor = gate.require(MonitorRights.READ);
    List<Aggregate> all = transactions.execute(status -> store.readable(actor.organisation()));
    return all.stream()
        .filter(one -> one.organisation().equals(actor.organisation()) || newest(one, all))
        .toList();
  }

  private static boolean newest(Aggregate aggregate, List<Aggregate> among) {
    return among.stream()
        .filter(one -> one.state() == AggregateState.APPROVED)
        .noneMatch(
            one -> one.series().equals(aggregate.series()) && one.version() > aggregate.version());
  }

  /**
   * One version: with its counts for who may upload for its organisation, otherwise as others see
   * it.
   *
   * @param asOthers shows to the own organisation too what others see
   */
  public Table get(AggregateId id, boolean asOthers) {
    Actor actor = gate.require(MonitorRights.READ);
    return transactions.execute(
        status -> {
          Aggregate aggregate = store.find(id).orElseThrow(() -> new AggregateNotFound(id));
          boolean own = aggregate.organisation().equals(actor.organisation());
          if (!own && aggregate.state() != AggregateState.APPROVED) {
            throw new AggregateNotFound(id);
          }
          boolean exact = own && !asOthers && gate.may(MonitorRights.RELEASE);
          if (exact
              && !(aggregate.alreadyPublished() && aggregate.state() == AggregateState.APPROVED)) {
            auditLog.write(AggregateEvent.read(id));
          }
          return table(aggregate, own, exact);
        });
  }

  private Table table(Aggregate aggregate, boolean own, boolean exact) {
    return new Table(
        aggregate,
        organisations.nameOf(aggregate.organisation()),
        exact ? store.counts(aggregate.id()) : store.shown(aggregate.id()),
        own,
        exact || aggregate.alreadyPublished() && aggregate.state() == AggregateState.APPROVED,
        store.versions(aggregate.series()).stream()
            .filter(one -> own || one.state() == AggregateState.APPROVED)
            .toList());
  }

  /** What everybody may read, signed in or not: the newest approved version of each table. */
  public List<Aggregate> everybodys() {
    List<Aggregate> all = transactions.execute(status -> store.approved());
    return all.stream().filter(one -> newest(one, all)).toList();
  }

  /** One approved version as everybody sees it, signed in or not. */
  public Table everybodys(AggregateId id) {
    return transactions.execute(
        status ->
            store
                .find(id)
                .filter(one -> one.state() == AggregateState.APPROVED)
                .map(one -> table(one, false, false))
                .orElseThrow(() -> new AggregateNotFound(id)));
  }

  public List<AggregateKind> kinds() {
    return kinds.all();
  }

  /** The kind with this code. */
  public AggregateKind kind(String code) {
    return kinds.kind(code).orElseThrow(() -> new AggregateNotFound(code));
  }
}
