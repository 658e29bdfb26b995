// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor.release;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import nl.schakel.platform.access.Actor;
import nl.schakel.platform.access.Gate;
import nl.schakel.platform.audit.AuditLog;
import nl.schakel.platform.monitor.FigureDisclosure;
import nl.schakel.platform.monitor.MonitorRights;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Questions to a frozen set, answered by protected tables alone.
 *
 * <p>Guarantee: each answer is judged together with everything that went out, from this set or
 * another over the same years, and with every earlier answer to this organisation, so that two
 * answers never tell what one may not. An answer never stands in the way of a release: releases are
 * judged among themselves.
 */
@Service
public class Explorer {
  /** What names of saved questions begin with; no shipped monitor's name does. */
  static final String OWN = "own-";

  /** Whoever waits for a table holds a connection that others need. */
  private static final int MOST_AT_ONCE = 2;

  private static final ExploreOutcome BUSY =
      new ExploreOutcome.NotAllowed(
          List.of(
              new Wording(
                  "Er worden al vragen beantwoord. Probeer het over een minuut opnieuw.",
                  "Questions are being answered already. Try again in a minute.")));

  private final FrozenSets sets;
  private final Cubes cubes;
  private final Neighbours neighbours;
  private final TableProtection protection;
  private final ExplorerLedgers ledgers;
  private final ExplorerTables tables;
  private final Specifications specifications;
  private final OwnSpecifications own;
  private final ReleaseStore releases;
  private final ExplorerStore store;
  private final FigureDisclosure door;
  private final Gate gate;
  private final AuditLog auditLog;
  private final Clock clock;
  private final TransactionTemplate transactions;
  private final Semaphore answering = new Semaphore(MOST_AT_ONCE);

  Explorer(
      FrozenSets sets,
      Cubes cubes,
      Neighbours neighbours,
      TableProtection protection,
      ExplorerLedgers ledgers,
      ExplorerTables tables,
      Specifications specifications,
      OwnSpecifications own,
      ReleaseStore releases,
      ExplorerStore store,
      FigureDisclosure door,
      Gate gate,
      AuditLog auditLog,
      Clock clock,
      PlatformTransactionManager transactions) {
    this.sets = sets;
    this.cubes = cubes;
    this.neighbours = neighbours;
    this.protection = protection;
    this.ledgers = ledgers;
    this.tables = tables;
    this.specifications = specifications;
    this.own = own;
    this.releases = releases;
    this.store = store;
    this.door = door;
    this.gate = gate;
    this.auditLog = auditLog;
    this.clock = clock;
    this.transactions = new TransactionTemplate(transactions);
  }

  private Actor require() {
    return door.requireExact(MonitorRights.RELEASE, "explorer");
  }

  /** Every dimension, those that may not be published too: asked for, they say why not. */
  public List<MonitorDimension> dimensions() {
    require();
    return specifications.inOrder();
  }

  /** Answers a question, or says why not and what would help; the question is kept. */
  public ExploreOutcome ask(Exploration asked) {
    Actor actor = require();
    FrozenSet set = sets.get(asked.set());
    TableSpecification table = tables.of(asked);
    try {
      specifications.check(table);
    } catch (SpecificationRefused refused) {
      return new ExploreOutcome.NotAllowed(refused.reasons());
    }
    if (sets.erasures(set.id()).any()) {
      return new ExploreOutcome.ErasedSince();
    }
    String text = Specifications.write(new Asked(table, asked.window()));
    // What was answered before needs neither the records nor a turn.
    Optional<ExploreOutcome> before =
        transactions.execute(status -> shownBefore(actor, set, table, text));
    if (before.isEmpty()) {
      before =
          gate.asSystemFor(
              actor.organisation(),
              () -> transactions.execute(status -> refusedBefore(actor, set, text)));
    }
    return before.orElseGet(() -> judge(actor, set, table, asked.window(), text));
  }

  private ExploreOutcome judge(
      Actor actor, FrozenSet set, TableSpecification table, int window, String text) {
    if (!answering.tryAcquire()) {
      return BUSY;
    }
    try {
      FrozenCube cube = cubes.of(set);
      if (!cube.knows(table)) {
        return new ExploreOutcome.NotAllowed(
            List.of(Specifications.NOT_IN_SET, Specifications.FREEZE_ANEW));
      }
      protection.makeReady();
      // Most of the work is done before anybody waits; what counts is read again under the lock.
      neighbours.of(set, cube, actor.organisation());
      return gate.asSystemFor(
          actor.organisation(),
          () -> transactions.execute(status -> judged(actor, set, cube, table, window, text)));
    } finally {
      answering.release();
    }
  }

  /** Answers to an organisation are judged one at a time, over whatever sets it asks. */
  private ExploreOutcome judged(
      Actor actor,
      FrozenSet set,
      FrozenCube cube,
      TableSpecification table,
      int window,
      String text) {
    releases.oneAtATime("explorer " + actor.organisation());
    return shownBefore(actor, set, table, text)
        .or(() -> refusedBefore(actor, set, text))
        .orElseGet(
            () ->
                answer(
                    actor,
                    set,
                    cube,
                    table,
                    window,
                    text,
                    neighbours.of(set, cube, actor.organisation())));
  }

  /** The same question to the same organisation gives the same table; the look is logged. */
  private Optional<ExploreOutcome> shownBefore(
      Actor actor, FrozenSet set, TableSpecification table, String text) {
    Optional<PublishedTable> before = store.shown(set.id(), actor.organisation(), text);
    before.ifPresent(
        shown -> auditLog.writeFor(actor, ReleaseEvent.explored(set.id(), "shown-again")));
    return before.map(
        shown -> new ExploreOutcome.Shown(asTable(table, shown, new AuditReport(true, List.of()))));
  }

  /** What was refused stays so for as long as it would be judged with the very same. */
  private Optional<ExploreOutcome> refusedBefore(Actor actor, FrozenSet set, String text) {
    Optional<ExploreOutcome> before =
        store
            .refused(set.id(), actor.organisation(), text)
            .filter(
                refused ->
                    refused.judgedWith().equals(ledgers.stamp(actor.organisation(), set).sha256()))
            .map(refused -> new ExploreOutcome.Refused(refused.refusal()));
    before.ifPresent(
        refused -> auditLog.writeFor(actor, ReleaseEvent.explored(set.id(), "refused-again")));
    return before;
  }

  private ExploreOutcome answer(
      Actor actor,
      FrozenSet set,
      FrozenCube cube,
      TableSpecification table,
      int window,
      String text,
      Neighbours.Found beside) {
    ExplorerLedgers.Judging judging = ledgers.of(actor.organisation(), set, cube, beside);
    TableProtection.Made made =
        protection.protect(cube, table, window, "explorer", judging.ledger());
    // Now that whoever erases waits: somebody may have gone while the table was made.
    sets.holdErasures();
    if (sets.erasures(set.id()).any()) {
      return new ExploreOutcome.ErasedSince();
    }
    boolean isShown = made instanceof TableProtection.Made.Shown;
    ledgers.handBack(set.id(), judging, isShown);
    auditLog.writeFor(actor, ReleaseEvent.explored(set.id(), isShown ? "shown" : "refused"));
    return switch (made) {
      case TableProtection.Made.Shown(PublishedTable safe, AuditReport audit) -> {
        store.keep(set.id(), actor, clock.instant(), text, safe);
        yield new ExploreOutcome.Shown(asTable(table, safe, audit));
      }
      case TableProtection.Made.NotShown(Refusal refusal, AuditReport audit) -> {
        store.keep(set.id(), actor, clock.instant(), text, refusal, judging.stamp().sha256());
        yield new ExploreOutcome.Refused(refusal);
      }
    };
  }

  private static ReleaseTable asTable(
      TableSpecification table, PublishedTable shown, AuditReport audit) {
    return new ReleaseTable(
        0, table.code(), table, Optional.of(shown), Optional.empty(), audit, "");
  }

  /** A question as it is kept: the same question is answered from what was shown. */
  record Asked(TableSpecification table, int window) {}

  /**
   * Saves a question as a monitor of one table, so that a release can be drafted from it. Its name
   * is of the organisation alone, so that nobody takes it by asking the same first.
   */
  public MonitorSpecification save(Exploration asked) {
    Actor actor = require();
    TableSpecification plain = tables.of(asked);
    TableSpecification table = asked.chart().map(plain::drawnAs).orElse(plain);
    specifications.check(table);
    String code =
        OWN
            + Sha256.hex(
                    actor.organisation() + Specifications.write(new Asked(table, asked.window())))
                .substring(0, 10);
    return own.monitor(actor, code)
        .orElseGet(
            () ->
                own.keep(
                    actor,
                    new MonitorSpecification(
                        code,
                        table.title(),
                        table.definition(),
                        new Wording("Eigen tabel", "Own table"),
                        asked.window(),
                        List.of(table))));
  }
}
