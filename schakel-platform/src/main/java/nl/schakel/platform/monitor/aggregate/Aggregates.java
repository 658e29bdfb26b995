// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor.aggregate;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
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
 * uploaded; an organisation puts before everybody only what it counted itself, unless it publishes
 * for all; what is out can be taken back at once; outside the organisation that uploaded it nobody
 * reads a table before it is approved, and of counts that their maker did not protect never more
 * than the rounded ones.
 */
@Service
public class Aggregates {
  /** Of an uploaded file. */
  public static final int LARGEST_BYTES = AggregateReader.LARGEST_BYTES;

  private static final int LONGEST_NOTE = 2000;

  /** Uploads of the same tables that come in between. */
  private static final int MOST_ATTEMPTS = 5;

  private final AggregateStore store;
  private final AggregateKinds kinds;
  private final AggregateRounding rounding;
  private final AggregatePublishers publishers;
  private final Makers makers;
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
      AggregatePublishers publishers,
      Makers makers,
      Organisations organisations,
      Gate gate,
      AuditLog auditLog,
      MonitorSettings settings,
      PlatformTransactionManager transactions,
      Clock clock) {
    this.store = store;
    this.kinds = kinds;
    this.rounding = rounding;
    this.publishers = publishers;
    this.makers = makers;
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
   * @param withdrawer name of the organisation that took it back, empty while nobody did
   * @param versions of the same table that the reader may know, the newest first
   */
  public record Table(
      Aggregate aggregate,
      String uploader,
      String withdrawer,
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
          .filter(one -> one.state().isOut())
          .noneMatch(one -> one.version() > aggregate.version());
    }
  }

  /** Checks a table as a whole, and keeps it or nothing. */
  public UploadOutcome upload(AggregateRequest request, byte[] file) {
    return upload(gate.require(MonitorRights.RELEASE), request, file);
  }

  UploadOutcome upload(Actor actor, AggregateRequest request, byte[] file) {
    LocalDate today = LocalDate.now(clock.withZone(settings.zone()));
    List<AggregateProblem> problems = new ArrayList<>(request.problems(kinds, today));
    List<AggregateRow> rows = List.of();
    Optional<AggregateKind> kind = kinds.kind(request.kind());
    if (kind.isPresent()) {
      AggregateReader.Read read =
          AggregateReader.read(kind.get(), request.madeOn().orElse(today).getYear(), file);
      problems.addAll(read.problems());
      rows = read.rows();
    }
    if (!problems.isEmpty()) {
      return refused(actor, problems);
    }
    return keep(actor, request, kind.orElseThrow(), rows);
  }

  /**
   * Rounds before there is a transaction, and again when an upload of the same tables came first.
   */
  private UploadOutcome keep(
      Actor actor, AggregateRequest request, AggregateKind kind, List<AggregateRow> counts) {
    rounding.makeReady();
    List<AggregateAudit.Known> before = shownBefore(actor, request, kind);
    for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      List<AggregateRow> shown =
          request.alreadyPublished() ? counts : rounding.protect(counts, before);
      List<AggregateAudit.Known> judged = before;
      Optional<UploadOutcome> kept =
          asSystem(actor, () -> keep(actor, request, kind, counts, shown, judged));
      if (kept.isPresent()) {
        return kept.get();
      }
      before = shownBefore(actor, request, kind);
    }
    return refused(actor, List.of(AggregateProblem.of(0, "file", "busy")));
  }

  private List<AggregateAudit.Known> shownBefore(
      Actor actor, AggregateRequest request, AggregateKind kind) {
    return asSystem(
        actor,
        () -> store.shownBefore(actor.organisation(), kind.code(), makers.same(request.maker())));
  }

  /**
   * A transaction that also reads what was taken back elsewhere; the wall hands nobody the counts
   * of another organisation, the system neither.
   */
  private <T> T asSystem(Actor actor, Supplier<T> work) {
    return gate.asSystemFor(actor.organisation(), () -> transactions.execute(status -> work.get()));
  }

  private UploadOutcome refused(Actor actor, List<AggregateProblem> problems) {
    return transactions.execute(
        status -> {
          auditLog.writeFor(actor, AggregateEvent.refused(problems.size()));
          return new UploadOutcome.Refused(problems);
        });
  }

  /** Empty when something was uploaded meanwhile that this table was not judged with. */
  private Optional<UploadOutcome> keep(
      Actor actor,
      AggregateRequest request,
      AggregateKind kind,
      List<AggregateRow> counts,
      List<AggregateRow> shown,
      List<AggregateAudit.Known> judged) {
    store.oneAtATime(actor.organisation().toString());
    if (!judged.equals(
        store.shownBefore(actor.organisation(), kind.code(), makers.same(request.maker())))) {
      return Optional.empty();
    }
    Optional<Aggregate> corrected = request.corrects().flatMap(id -> correctable(actor, id, kind));
    if (request.corrects().isPresent() && corrected.isEmpty()) {
      return Optional.of(refused(actor, List.of(AggregateProblem.of(0, "corrects", "last"))));
    }
    Aggregate aggregate = aggregate(actor, request, kind, corrected);
    store.insert(aggregate, request.corrects());
    store.insertCounts(aggregate.id(), counts);
    store.insertShown(aggregate.id(), shown);
    auditLog.writeFor(actor, AggregateEvent.uploaded(aggregate, counts.size()));
    return Optional.of(new UploadOutcome.Kept(aggregate.id()));
  }

  /** The version that may be corrected: it went out, of the same kind, and no later one there. */
  private Optional<Aggregate> correctable(Actor actor, AggregateId id, AggregateKind kind) {
    Aggregate found = own(actor, id);
    boolean last =
        store.versions(found.series()).stream()
            .filter(one -> one.state() != AggregateState.RETURNED)
            .noneMatch(one -> one.version() > found.version());
    return Optional.of(found)
        .filter(one -> last && one.state().isOut())
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
        "",
        Optional.empty());
  }

  private Aggregate own(Actor actor, AggregateId id) {
    return store
        .lock(id)
        .filter(one -> one.organisation().equals(actor.organisation()))
        .orElseThrow(() -> new AggregateNotFound(id));
  }

  /**
   * Approves an upload, so that everybody sees it; never by whoever uploaded it, and only where the
   * organisation may publish such a table of this maker.
   */
  public AggregateDecision approve(AggregateId id, String note) {
    return decide(gate.require(MonitorRights.RELEASE), id, AggregateState.APPROVED, note);
  }

  /** Gives an upload back with the reason; others never see it. */
  public AggregateDecision giveBack(AggregateId id, String note) {
    return decide(gate.require(MonitorRights.RELEASE), id, AggregateState.RETURNED, note);
  }

  AggregateDecision decide(Actor actor, AggregateId id, AggregateState state, String note) {
    String reason = note.strip();
    return asSystem(
        actor,
        () -> {
          store.oneAtATime("decisions");
          Aggregate aggregate = own(actor, id);
          if (!aggregate.state().next().contains(state)) {
            return new AggregateDecision.NotOpen(aggregate.state());
          }
          if (actor.kind() == Actor.Kind.MACHINE) {
            return new AggregateDecision.NotAPerson();
          }
          if (aggregate.uploadedBy().equals(actor.account())) {
            return new AggregateDecision.OwnAct();
          }
          if (state == AggregateState.APPROVED && !isEntitled(aggregate)) {
            return new AggregateDecision.NotEntitled();
          }
          if (state == AggregateState.RETURNED && reason.isEmpty()) {
            return new AggregateDecision.NoReason();
          }
          if (reason.length() > LONGEST_NOTE) {
            return new AggregateDecision.NoteTooLong(LONGEST_NOTE);
          }
          if (state == AggregateState.APPROVED && !staysSafe(aggregate)) {
            return new AggregateDecision.TellsTooMuch();
          }
          store.decide(id, state, actor, clock.instant(), reason);
          auditLog.writeFor(actor, AggregateEvent.decided(id, state));
          return new AggregateDecision.Done();
        });
  }

  /**
   * Whether it still tells nothing beside what others put out since it was uploaded: their uploads
   * are seen here once they are out.
   */
  private boolean staysSafe(Aggregate aggregate) {
    return aggregate.alreadyPublished()
        || AggregateRounding.keepsOpen(
            store.shown(aggregate.id()),
            store.shownBefore(
                aggregate.organisation(), aggregate.kind().code(), makers.same(aggregate.maker())));
  }

  private boolean isEntitled(Aggregate aggregate) {
    return publishers.may(aggregate.organisation(), aggregate.kind(), aggregate.maker());
  }

  /**
   * Takes a table back that is out: its address stays and says why, the numbers go at once. By the
   * organisation that uploaded it, or by one that publishes this kind for all.
   */
  public AggregateDecision withdraw(AggregateId id, String note) {
    Actor actor = gate.require(MonitorRights.RELEASE);
    String reason = note.strip();
    return asSystem(
        actor,
        () -> {
          Aggregate aggregate = takenCareOf(actor, id);
          if (!aggregate.state().next().contains(AggregateState.WITHDRAWN)) {
            return new AggregateDecision.NotOpen(aggregate.state());
          }
          if (actor.kind() == Actor.Kind.MACHINE) {
            return new AggregateDecision.NotAPerson();
          }
          if (reason.isEmpty()) {
            return new AggregateDecision.NoReason();
          }
          if (reason.length() > LONGEST_NOTE) {
            return new AggregateDecision.NoteTooLong(LONGEST_NOTE);
          }
          store.withdraw(
              id,
              new Aggregate.Withdrawal(
                  actor.account(), actor.organisation(), clock.instant(), reason, false));
          auditLog.writeFor(actor, AggregateEvent.withdrawn(id));
          return new AggregateDecision.Done();
        });
  }

  /** A second person looked at what was taken back and why. */
  public AggregateDecision check(AggregateId id) {
    Actor actor = gate.require(MonitorRights.RELEASE);
    return asSystem(
        actor,
        () -> {
          Aggregate aggregate = takenCareOf(actor, id);
          Optional<Aggregate.Withdrawal> open =
              aggregate.withdrawal().filter(one -> !one.checked());
          if (open.isEmpty()) {
            return new AggregateDecision.NotOpen(aggregate.state());
          }
          if (actor.kind() == Actor.Kind.MACHINE) {
            return new AggregateDecision.NotAPerson();
          }
          if (open.get().by().equals(actor.account())) {
            return new AggregateDecision.OwnAct();
          }
          store.check(id, actor, clock.instant());
          auditLog.writeFor(actor, AggregateEvent.checked(id));
          return new AggregateDecision.Done();
        });
  }

  private Aggregate takenCareOf(Actor actor, AggregateId id) {
    return store
        .lock(id)
        .filter(one -> mayTakeBack(actor, one))
        .orElseThrow(() -> new AggregateNotFound(id));
  }

  private boolean mayTakeBack(Actor actor, Aggregate aggregate) {
    return aggregate.organisation().equals(actor.organisation())
        || aggregate.state().isOut()
            && publishers.mayForAll(actor.organisation(), aggregate.kind());
  }

  /** All of the own organisation, and of others the newest version of each table that is out. */
  public List<Aggregate> all() {
    Actor actor = gate.require(MonitorRights.READ);
    List<Aggregate> all = transactions.execute(status -> store.readable(actor.organisation()));
    return all.stream()
        .filter(one -> one.organisation().equals(actor.organisation()) || newest(one, all))
        .toList();
  }

  private static boolean newest(Aggregate aggregate, List<Aggregate> among) {
    return among.stream()
        .filter(one -> one.state().isOut())
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
          if (!own && !aggregate.state().isOut()) {
            throw new AggregateNotFound(id);
          }
          boolean exact = own && !asOthers && gate.may(MonitorRights.RELEASE);
          if (exact && !isKnownToAll(aggregate)) {
            auditLog.write(AggregateEvent.read(id));
          }
          return table(aggregate, own, exact);
        });
  }

  /** What its maker published stands on the open page as it is. */
  private static boolean isKnownToAll(Aggregate aggregate) {
    return aggregate.alreadyPublished() && aggregate.state() == AggregateState.APPROVED;
  }

  private Table table(Aggregate aggregate, boolean own, boolean exact) {
    return new Table(
        aggregate,
        organisations.nameOf(aggregate.organisation()),
        aggregate.withdrawal().map(one -> organisations.nameOf(one.of())).orElse(""),
        rows(aggregate, exact),
        own,
        exact || isKnownToAll(aggregate),
        store.versions(aggregate.series()).stream()
            .filter(one -> own || one.state().isOut())
            .toList());
  }

  /** Of what was taken back nobody but the own organisation gets numbers. */
  private List<AggregateRow> rows(Aggregate aggregate, boolean exact) {
    if (exact) {
      return store.counts(aggregate.id());
    }
    return aggregate.state() == AggregateState.WITHDRAWN ? List.of() : store.shown(aggregate.id());
  }

  /**
   * What may be done to a table by whoever asks.
   *
   * @param approve whether the organisation may put it before everybody
   */
  public record Choices(boolean decide, boolean approve, boolean withdraw, boolean check) {}

  /** What whoever asks may do to this table. */
  public Choices choices(Aggregate aggregate) {
    Actor actor = gate.require(MonitorRights.READ);
    boolean person = gate.may(MonitorRights.RELEASE) && actor.kind() == Actor.Kind.PERSON;
    boolean decide =
        person
            && aggregate.organisation().equals(actor.organisation())
            && aggregate.state() == AggregateState.UPLOADED;
    boolean takeBack = person && mayTakeBack(actor, aggregate);
    return new Choices(
        decide,
        decide && isEntitled(aggregate),
        takeBack && aggregate.state() == AggregateState.APPROVED,
        takeBack
            && aggregate.withdrawal().filter(one -> !one.checked()).isPresent()
            && aggregate.withdrawal().filter(one -> one.by().equals(actor.account())).isEmpty());
  }

  /** What everybody may read, signed in or not: the newest version of each table that is out. */
  public List<Aggregate> everybodys() {
    List<Aggregate> all = transactions.execute(status -> store.out());
    return all.stream().filter(one -> newest(one, all)).toList();
  }

  /** One version that is out, as everybody sees it, signed in or not. */
  public Table everybodys(AggregateId id) {
    return transactions.execute(
        status ->
            store
                .find(id)
                .filter(one -> one.state().isOut())
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
