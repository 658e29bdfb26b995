// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor.release;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import nl.schakel.platform.access.Actor;
import nl.schakel.platform.access.Gate;
import nl.schakel.platform.audit.AuditLog;
import nl.schakel.platform.monitor.FigureDisclosure;
import nl.schakel.platform.monitor.MonitorRights;
import nl.schakel.platform.web.FieldProblem;
import nl.schakel.platform.web.InvalidInput;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes drafts of releases beside the pages: counts, protects and audits every table of a monitor.
 *
 * <p>Guarantee: no table gets into a release without an audit together with every release over its
 * years, from its set or another; a draft has all of its tables or none. What is refused stays in
 * the draft with its reasons, and does not go out.
 */
@Service
public class ReleaseDrafts {
  private static final Duration FURTHEST = Duration.ofDays(5 * 365L);

  /** People were erased from the set before the tables were made. */
  private static final String ERASED = "erased";

  /** The work kept failing. */
  private static final String FAULT = "fault";

  private final ReleaseStore store;
  private final FrozenSets sets;
  private final Cubes cubes;
  private final Neighbours neighbours;
  private final ReleaseTables tables;
  private final OwnSpecifications specifications;
  private final Gate gate;
  private final FigureDisclosure door;
  private final AuditLog auditLog;
  private final ObjectProvider<SchedulerClient> scheduler;
  private final ObjectProvider<CustomTask<UUID>> task;
  private final TransactionTemplate transactions;
  private final TransactionTemplate apart;

  /** Whoever waits for another draft must not hold a connection meanwhile. */
  private final ReentrantLock drafting = new ReentrantLock(true);

  private final Clock clock;
  private final NoArgGenerator ids = Generators.timeBasedEpochGenerator();

  ReleaseDrafts(
      ReleaseStore store,
      FrozenSets sets,
      Cubes cubes,
      Neighbours neighbours,
      ReleaseTables tables,
      OwnSpecifications specifications,
      Gate gate,
      FigureDisclosure door,
      AuditLog auditLog,
      ObjectProvider<SchedulerClient> scheduler,
      ObjectProvider<CustomTask<UUID>> task,
      PlatformTransactionManager transactions,
      Clock clock) {
    this.store = store;
    this.sets = sets;
    this.cubes = cubes;
    this.neighbours = neighbours;
    this.tables = tables;
    this.specifications = specifications;
    this.gate = gate;
    this.door = door;
    this.auditLog = auditLog;
    this.scheduler = scheduler;
    this.task = task;
    this.transactions = new TransactionTemplate(transactions);
    this.apart = new TransactionTemplate(transactions);
    this.apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    this.clock = clock;
  }

  /**
   * Plans a draft, which is made beside the pages.
   *
   * @throws InvalidInput when the moment, the note or the monitor will not do
   */
  public Release plan(DraftRequest request) {
    Actor actor = door.requireExact(MonitorRights.RELEASE, "releases");
    return transactions.execute(
        status -> {
          Release release = plan(actor, request);
          scheduler
              .getObject()
              .scheduleIfNotExists(
                  task.getObject().instance(release.id().toString(), release.id().value()),
                  clock.instant());
          return release;
        });
  }

  /** Makes a draft at once, on behalf of this account. */
  ReleaseId make(Actor actor, DraftRequest request) {
    ReleaseId id = transactions.execute(status -> plan(actor, request)).id();
    make(id);
    return id;
  }

  private Release plan(Actor actor, DraftRequest request) {
    FrozenSet set = sets.get(request.set());
    MonitorSpecification monitor =
        specifications
            .monitor(actor, request.monitor())
            .orElseThrow(() -> invalid("monitor", "monitor.draft-monitor"));
    if (specifications.isReserved(actor, monitor)) {
      throw invalid("monitor", "monitor.draft-reserved");
    }
    if (request.publishAt().isAfter(clock.instant().plus(FURTHEST))) {
      throw invalid("publishAt", "monitor.draft-moment");
    }
    if (sets.erasures(set.id()).any()) {
      throw invalid("set", "monitor.draft-erased");
    }
    String publication = monitor.code() + "-" + set.lastYear();
    store.oneAtATime(publication);
    if (isOfAnother(publication, actor)) {
      throw invalid("monitor", "monitor.draft-taken");
    }
    Release release = release(actor, set, monitor, publication, request);
    store.insert(release);
    auditLog.writeFor(
        actor,
        ReleaseEvent.of(
            "monitor.draft-release",
            release.id(),
            Map.of("monitor", monitor.code(), "set", set.id().toString())));
    return release;
  }

  private boolean isOfAnother(String publication, Actor actor) {
    // In a transaction of its own, because the wall stands where a transaction begins.
    return gate.asSystem(
        () -> apart.execute(status -> store.isOfAnother(publication, actor.organisation())));
  }

  private Release release(
      Actor actor,
      FrozenSet set,
      MonitorSpecification monitor,
      String publication,
      DraftRequest request) {
    int version = store.lastVersion(publication) + 1;
    String note = request.changeNote().strip();
    if ((version == 1) != note.isEmpty()
        || note.length() > Releases.LONGEST_NOTE
        || note.indexOf('\0') >= 0) {
      throw invalid("changeNote", version == 1 ? "monitor.draft-first" : "monitor.draft-note");
    }
    Instant now = clock.instant();
    return new Release(
        new ReleaseId(ids.generate()),
        actor.organisation(),
        set.id(),
        publication,
        version,
        monitor,
        note,
        ReleaseState.MAKING,
        actor.account(),
        now,
        request.publishAt().isBefore(now) ? now : request.publishAt(),
        Optional.empty(),
        Optional.empty(),
        "",
        Optional.empty(),
        "",
        Optional.empty(),
        sets.definitions(set.id()).software());
  }

  private static InvalidInput invalid(String field, String rule) {
    return new InvalidInput(List.of(new FieldProblem(field, rule)));
  }

  /** Makes what was planned; begun before and not ended, it begins again. */
  public void make(ReleaseId id) {
    Release release =
        gate.asSystem(() -> transactions.execute(status -> store.find(id)))
            .orElseThrow(() -> new ReleaseNotFound(id));
    if (release.state() != ReleaseState.MAKING) {
      return;
    }
    drafting.lock();
    try {
      gate.asSystemFor(release.organisation(), () -> made(release));
    } finally {
      drafting.unlock();
    }
  }

  private ReleaseId made(Release release) {
    FrozenSet set = sets.get(release.set());
    FrozenCube cube = cubes.of(set);
    tables.makeReady();
    boolean whole =
        transactions.execute(
            status -> {
              // Drafts over other sets too: each is judged together with the others.
              store.oneAtATime("drafts");
              store.oneAtATime(set.id().toString());
              long erasures = sets.lastErasure();
              List<ReleaseId> judgedWith = count(release, set, cube);
              // Now that whoever erases waits: somebody may have gone while the tables were made.
              sets.holdErasures();
              if (sets.erasures(set.id()).any()) {
                status.setRollbackOnly();
                return false;
              }
              store.made(release.id(), clock.instant(), judgedWith, erasures);
              auditLog.write(ReleaseEvent.of("monitor.made-release", release.id(), Map.of()));
              return true;
            });
    if (!whole) {
      transactions.executeWithoutResult(status -> fail(release.id(), ERASED));
    }
    return release.id();
  }

  /** Returns what the tables were judged together with. */
  private List<ReleaseId> count(Release release, FrozenSet set, FrozenCube cube) {
    List<Release> own = store.of(set.id());
    Neighbours.Found beside = neighbours.of(set, cube);
    Ledgers ledger = tables.ledger(own, cube).beside(beside.common());
    List<ReleaseTable> made = new ArrayList<>();
    int at = 0;
    for (TableSpecification table : release.monitor().counted()) {
      if (ReleaseTables.isWanted(table, made)) {
        made.add(tables.table(release, cube, table, made.size(), ledger));
        store.insert(release.id(), made.getLast());
      }
      int done = ++at;
      apart.executeWithoutResult(status -> store.progress(release.id(), done));
    }
    return Stream.concat(own.stream().map(Release::id), beside.releases().stream()).toList();
  }

  /** How many tables of a planned draft are made. */
  public int progress(ReleaseId id) {
    door.requireExact(MonitorRights.RELEASE, "releases");
    return transactions.execute(status -> store.progress(id));
  }

  /** Gives a draft up that keeps failing. */
  void giveUp(ReleaseId id) {
    gate.asSystem(
        () -> {
          transactions.executeWithoutResult(status -> fail(id, FAULT));
          return id;
        });
  }

  private void fail(ReleaseId id, String why) {
    store.failed(id, why);
    auditLog.write(ReleaseEvent.of("monitor.failed-release", id, Map.of("why", why)));
  }
}
