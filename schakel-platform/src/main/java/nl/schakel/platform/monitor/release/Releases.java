// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor.release;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import nl.schakel.platform.access.Actor;
import nl.schakel.platform.access.Gate;
import nl.schakel.platform.audit.AuditLog;
import nl.schakel.platform.monitor.FigureDisclosure;
import nl.schakel.platform.monitor.MonitorRights;
import nl.schakel.platform.web.FieldProblem;
import nl.schakel.platform.web.InvalidInput;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The publication desk: draft, audit, a second person, and out at a moment.
 *
 * <p>Guarantee: no table leaves without an audit together with every release from its set; nobody
 * approves what they drafted; before its moment nobody outside the organisation reads a release, by
 * whatever address; what was published is never changed, a correction is a new version.
 */
@Service
public class Releases {
  private static final Duration FURTHEST = Duration.ofDays(5 * 365L);
  private static final int LONGEST_NOTE = 2000;
  private static final String MINOR = "minor";

  private final ReleaseStore store;
  private final FrozenSets sets;
  private final Cubes cubes;
  private final TableProtection protection;
  private final OwnSpecifications specifications;
  private final Gate gate;
  private final FigureDisclosure door;
  private final AuditLog auditLog;
  private final TransactionTemplate transactions;

  /** Whoever waits for a draft must not hold a connection meanwhile. */
  private final ReentrantLock drafting = new ReentrantLock(true);

  private final Clock clock;
  private final NoArgGenerator ids = Generators.timeBasedEpochGenerator();

  Releases(
      ReleaseStore store,
      FrozenSets sets,
      Cubes cubes,
      TableProtection protection,
      OwnSpecifications specifications,
      Gate gate,
      FigureDisclosure door,
      AuditLog auditLog,
      PlatformTransactionManager transactions,
      Clock clock) {
    this.store = store;
    this.sets = sets;
    this.cubes = cubes;
    this.protection = protection;
    this.specifications = specifications;
    this.gate = gate;
    this.door = door;
    this.auditLog = auditLog;
    this.transactions = new TransactionTemplate(transactions);
    this.clock = clock;
  }

  private <T> T within(Supplier<T> work) {
    T result = transactions.execute(status -> work.get());
    if (result == null) {
      throw new IllegalStateException("A transaction gave nothing back");
    }
    return result;
  }

  private Actor require() {
    return door.requireExact(MonitorRights.RELEASE, "releases");
  }

  /**
   * Counts, protects and audits every table of a monitor. What is refused stays in the draft with
   * its reasons, and does not go out.
   *
   * @throws InvalidInput when the moment, the note or the monitor will not do
   */
  public Release draft(DraftRequest request) {
    return draft(require(), request);
  }

  /** As {@link #draft(DraftRequest)}, on behalf of this account. */
  Release draft(Actor actor, DraftRequest request) {
    FrozenSet set = sets.get(request.set());
    MonitorSpecification monitor =
        specifications
            .monitor(actor, request.monitor())
            .orElseThrow(() -> invalid("monitor", "monitor.draft-monitor"));
    if (request.publishAt().isAfter(clock.instant().plus(FURTHEST))) {
      throw invalid("publishAt", "monitor.draft-moment");
    }
    if (sets.erasures(set.id()).any()) {
      throw invalid("set", "monitor.draft-erased");
    }
    String publication = monitor.code() + "-" + set.lastYear();
    if (gate.asSystem(() -> within(() -> store.isOfAnother(publication, actor.organisation())))) {
      throw invalid("monitor", "monitor.draft-taken");
    }
    drafting.lock();
    try {
      return draft(actor, request, set, monitor, publication);
    } finally {
      drafting.unlock();
    }
  }

  private Release draft(
      Actor actor,
      DraftRequest request,
      FrozenSet set,
      MonitorSpecification monitor,
      String publication) {
    FrozenCube cube = cubes.of(set);
    protection.makeReady();
    return within(
        () -> {
          store.oneAtATime(set.id());
          Release release = release(actor, set, monitor, publication, request);
          Ledgers ledger = ledger(store.of(set.id()), cube);
          store.insert(release);
          int position = 0;
          for (TableSpecification table : monitor.tables()) {
            for (TableSpecification counted : table.counted()) {
              ReleaseTable made = table(release, cube, counted, position++, ledger);
              store.insert(release.id(), made);
            }
          }
          auditLog.writeFor(
              actor,
              ReleaseEvent.of(
                  "monitor.draft-release",
                  release.id(),
                  Map.of("monitor", monitor.code(), "set", set.id().toString())));
          // Once more, now that whoever erases waits: the tables may have been made meanwhile.
          sets.holdErasures();
          if (sets.erasures(set.id()).any()) {
            throw invalid("set", "monitor.draft-erased");
          }
          return release;
        });
  }

  private Release release(
      Actor actor,
      FrozenSet set,
      MonitorSpecification monitor,
      String publication,
      DraftRequest request) {
    int version = store.lastVersion(publication) + 1;
    String note = request.changeNote().strip();
    if ((version == 1) != note.isEmpty() || note.length() > LONGEST_NOTE) {
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
        ReleaseState.DRAFT,
        actor.account(),
        now,
        request.publishAt().isBefore(now) ? now : request.publishAt(),
        Optional.empty(),
        Optional.empty(),
        "",
        Optional.empty(),
        "",
        sets.definitions(set.id()).software());
  }

  private static InvalidInput invalid(String field, String rule) {
    return new InvalidInput(List.of(new FieldProblem(field, rule)));
  }

  /** A table that would tell too much with minors apart is tried without. */
  private ReleaseTable table(
      Release release,
      FrozenCube cube,
      TableSpecification specification,
      int position,
      Ledgers ledger) {
    ReleaseTable made = attempt(release, cube, specification, position, ledger);
    if (made.refusal().isEmpty()
        || specification.dimensions().size() < 3
        || !specification.dimensions().contains(MINOR)) {
      return made;
    }
    ReleaseTable without = attempt(release, cube, specification.without(MINOR), position, ledger);
    return without.published().isPresent()
        ? without.noting(
            new Wording(
                "Met minderjarigen apart zou deze tabel te veel zeggen; zonder mag hij.",
                "With minors apart this table would tell too much; without it may go out."),
            made.audit())
        : made;
  }

  private ReleaseTable attempt(
      Release release,
      FrozenCube cube,
      TableSpecification specification,
      int position,
      Ledgers ledger) {
    String name = name(release, specification);
    return switch (protection.protect(
        cube, specification, release.monitor().window(), name, ledger)) {
      case TableProtection.Made.Shown(PublishedTable shown, AuditReport audit) ->
          new ReleaseTable(
              position,
              specification.code(),
              specification,
              Optional.of(shown),
              Optional.empty(),
              audit,
              Sha256.hex(ReleaseStore.text(shown)));
      case TableProtection.Made.NotShown(Refusal refusal, AuditReport audit) ->
          new ReleaseTable(
              position,
              specification.code(),
              specification,
              Optional.empty(),
              Optional.of(refusal),
              audit,
              "");
    };
  }

  private static String name(Release release, TableSpecification specification) {
    return "%s v%d, %s".formatted(release.publication(), release.version(), specification.code());
  }

  /** These releases as readers saw them or will. */
  private Ledgers ledger(List<Release> releases, FrozenCube cube) {
    Ledgers ledger = new Ledgers();
    for (Release earlier : releases) {
      for (ReleaseTable table : store.tables(earlier.id())) {
        table
            .published()
            .ifPresent(
                shown ->
                    protection.remember(
                        cube,
                        table.specification(),
                        earlier.monitor().window(),
                        name(earlier, table.specification()),
                        shown,
                        ledger));
      }
    }
    return ledger;
  }

  /** What one can draft: the monitors that come with the application and the saved tables. */
  public List<MonitorSpecification> monitors() {
    return specifications.all(require());
  }

  /** Releases of the own organisation, the newest first. */
  public List<Release> all() {
    Actor actor = require();
    return within(() -> store.own(actor.organisation()));
  }

  public Release get(ReleaseId id) {
    Actor actor = require();
    return within(() -> store.own(actor.organisation(), id))
        .orElseThrow(() -> new ReleaseNotFound(id));
  }

  /** The tables of a release of the own organisation, those that are refused too. */
  public List<ReleaseTable> tables(ReleaseId id) {
    get(id);
    return within(() -> store.tables(id));
  }

  /** Approves a draft, so that it goes out at its moment; never by whoever drafted it. */
  public DecideOutcome approve(ReleaseId id, String note) {
    return decide(require(), id, ReleaseState.APPROVED, note);
  }

  /** Gives a draft back with the reason; nothing of it goes out. */
  public DecideOutcome giveBack(ReleaseId id, String note) {
    return decide(require(), id, ReleaseState.RETURNED, note);
  }

  /** Decides on behalf of this account. */
  DecideOutcome decide(Actor actor, ReleaseId id, ReleaseState state, String note) {
    get(id);
    String reason = note.strip();
    return within(
        () -> {
          Release release =
              store.lock(actor.organisation(), id).orElseThrow(() -> new ReleaseNotFound(id));
          if (!release.state().next().contains(state)) {
            return new DecideOutcome.NotOpen(release.state());
          }
          if (release.draftedBy().equals(actor.account())) {
            return new DecideOutcome.OwnDraft();
          }
          if (reason.length() > LONGEST_NOTE
              || state == ReleaseState.RETURNED && reason.isEmpty()) {
            return new DecideOutcome.NoReason();
          }
          if (state == ReleaseState.APPROVED) {
            List<ReleaseTable> tables = store.tables(id);
            if (tables.stream().noneMatch(table -> table.published().isPresent())) {
              return new DecideOutcome.NothingToShow();
            }
            sets.holdErasures();
            if (sets.erasures(release.set()).any()) {
              return new DecideOutcome.ErasedSince();
            }
            if (!sets.isWhole(release.set()) || !tables.stream().allMatch(Releases::isWhole)) {
              return new DecideOutcome.NotWhole();
            }
          }
          store.decide(id, state, actor.account(), clock.instant(), reason);
          auditLog.writeFor(
              actor,
              ReleaseEvent.of(
                  state == ReleaseState.APPROVED
                      ? "monitor.approve-release"
                      : "monitor.return-release",
                  id,
                  Map.of("publication", release.publication())));
          return new DecideOutcome.Done(store.own(actor.organisation(), id).orElseThrow());
        });
  }

  private static boolean isWhole(ReleaseTable table) {
    return table
        .published()
        .map(shown -> Sha256.hex(ReleaseStore.text(shown)).equals(table.fingerprint()))
        .orElse(true);
  }

  /** Takes a release back: its address stays and says why, the figures go. */
  public DecideOutcome withdraw(ReleaseId id, String note) {
    Actor actor = require();
    get(id);
    String reason = note.strip();
    return within(
        () -> {
          Release release =
              store.lock(actor.organisation(), id).orElseThrow(() -> new ReleaseNotFound(id));
          if (!release.state().next().contains(ReleaseState.WITHDRAWN)) {
            return new DecideOutcome.NotOpen(release.state());
          }
          if (reason.isEmpty() || reason.length() > LONGEST_NOTE) {
            return new DecideOutcome.NoReason();
          }
          store.withdraw(id, actor.account(), clock.instant(), reason);
          auditLog.write(
              ReleaseEvent.of(
                  "monitor.withdraw-release", id, Map.of("publication", release.publication())));
          return new DecideOutcome.Done(store.own(actor.organisation(), id).orElseThrow());
        });
  }

  /** Whether the figures come out again. */
  public enum Repeated {
    /** Every table bit for bit. */
    SAME,
    /** Something is different: this must not happen. */
    DIFFERENT,
    /** Persons were erased since; what was published stays as it was, and is whole. */
    ERASED_SINCE
  }

  /** Counts and protects every table again from the frozen set. */
  public Repeated repeat(ReleaseId id) {
    Release release = get(id);
    FrozenSet set = sets.get(release.set());
    List<ReleaseTable> tables = tables(id);
    boolean whole = sets.isWhole(set.id()) && tables.stream().allMatch(Releases::isWhole);
    if (!whole) {
      return Repeated.DIFFERENT;
    }
    if (sets.erasures(set.id()).any()) {
      return Repeated.ERASED_SINCE;
    }
    FrozenCube cube = cubes.of(set);
    Ledgers ledger = within(() -> ledger(store.before(release), cube));
    List<String> again = new ArrayList<>();
    for (ReleaseTable table : tables) {
      again.add(
          table(release, cube, table.specification(), table.position(), ledger).fingerprint());
    }
    return again.equals(tables.stream().map(ReleaseTable::fingerprint).toList())
        ? Repeated.SAME
        : Repeated.DIFFERENT;
  }
}
