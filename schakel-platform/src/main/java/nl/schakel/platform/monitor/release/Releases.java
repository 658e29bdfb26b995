// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor.release;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import nl.schakel.platform.access.Actor;
import nl.schakel.platform.audit.AuditLog;
import nl.schakel.platform.monitor.FigureDisclosure;
import nl.schakel.platform.monitor.MonitorRights;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The publication desk: drafts, a second person, and out at a moment.
 *
 * <p>Guarantee: nobody approves what they drafted; before its moment nobody outside the
 * organisation reads a release, by whatever address; what was published is never changed, a
 * correction is a new version.
 */
@Service
public class Releases {
  static final int LONGEST_NOTE = 2000;

  private final ReleaseStore store;
  private final FrozenSets sets;
  private final Cubes cubes;
  private final Neighbours neighbours;
  private final ReleaseTables made;
  private final OwnSpecifications specifications;
  private final FigureDisclosure door;
  private final AuditLog auditLog;
  private final TransactionTemplate transactions;

  private final Clock clock;

  Releases(
      ReleaseStore store,
      FrozenSets sets,
      Cubes cubes,
      Neighbours neighbours,
      ReleaseTables made,
      OwnSpecifications specifications,
      FigureDisclosure door,
      AuditLog auditLog,
      PlatformTransactionManager transactions,
      Clock clock) {
    this.store = store;
    this.sets = sets;
    this.cubes = cubes;
    this.neighbours = neighbours;
    this.made = made;
    this.specifications = specifications;
    this.door = door;
    this.auditLog = auditLog;
    this.transactions = new TransactionTemplate(transactions);
    this.clock = clock;
  }

  private Actor require() {
    return door.requireExact(MonitorRights.RELEASE, "releases");
  }

  /** What one can draft: saved tables, and who keeps the register the shipped monitors too. */
  public List<MonitorSpecification> monitors() {
    Actor actor = require();
    return specifications.all(actor).stream()
        .filter(monitor -> !specifications.isReserved(actor, monitor))
        .toList();
  }

  /** Releases of the own organisation, the newest first. */
  public List<Release> all() {
    Actor actor = require();
    return transactions.execute(status -> store.own(actor.organisation()));
  }

  public Release get(ReleaseId id) {
    Actor actor = require();
    return transactions
        .execute(status -> store.own(actor.organisation(), id))
        .orElseThrow(() -> new ReleaseNotFound(id));
  }

  /** The tables of a release of the own organisation, those that are refused too. */
  public List<ReleaseTable> tables(ReleaseId id) {
    get(id);
    return transactions.execute(status -> store.tables(id));
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
    return transactions.execute(
        status -> {
          Release release =
              store.lock(actor.organisation(), id).orElseThrow(() -> new ReleaseNotFound(id));
          if (!release.state().next().contains(state)) {
            return new DecideOutcome.NotOpen(release.state());
          }
          if (actor.kind() == Actor.Kind.MACHINE) {
            return new DecideOutcome.NotAPerson();
          }
          if (release.draftedBy().equals(actor.account())) {
            return new DecideOutcome.OwnDraft();
          }
          if (state == ReleaseState.RETURNED && isNone(reason)) {
            return new DecideOutcome.NoReason();
          }
          if (reason.length() > LONGEST_NOTE) {
            return new DecideOutcome.NoteTooLong(LONGEST_NOTE);
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
            if (!sets.isWhole(release.set()) || !tables.stream().allMatch(ReleaseTable::isWhole)) {
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

  /** Nothing, or no text: the database keeps no NUL. */
  private static boolean isNone(String reason) {
    return reason.isEmpty() || reason.indexOf('\0') >= 0;
  }

  /** Takes a release back: its address stays and says why, the figures go. */
  public DecideOutcome withdraw(ReleaseId id, String note) {
    Actor actor = require();
    get(id);
    String reason = note.strip();
    return transactions.execute(
        status -> {
          Release release =
              store.lock(actor.organisation(), id).orElseThrow(() -> new ReleaseNotFound(id));
          if (!release.state().next().contains(ReleaseState.WITHDRAWN)) {
            return new DecideOutcome.NotOpen(release.state());
          }
          if (isNone(reason)) {
            return new DecideOutcome.NoReason();
          }
          if (reason.length() > LONGEST_NOTE) {
            return new DecideOutcome.NoteTooLong(LONGEST_NOTE);
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
    boolean whole = sets.isWhole(set.id()) && tables.stream().allMatch(ReleaseTable::isWhole);
    if (!whole) {
      return Repeated.DIFFERENT;
    }
    if (sets.erasures(set.id()).any() || neighbours.erasedSince(id)) {
      return Repeated.ERASED_SINCE;
    }
    FrozenCube cube = cubes.of(set);
    Ledgers ledger =
        transactions.execute(
            status ->
                made.ledger(
                    store.judgedWith(id).stream()
                        .filter(one -> one.set().equals(set.id()))
                        .toList(),
                    cube));
    ledger.beside(neighbours.before(set, cube, id));
    List<String> again = new ArrayList<>();
    for (ReleaseTable table : tables) {
      again.add(
          made.table(release, cube, table.specification(), table.position(), ledger).fingerprint());
    }
    return again.equals(tables.stream().map(ReleaseTable::fingerprint).toList())
        ? Repeated.SAME
        : Repeated.DIFFERENT;
  }
}
