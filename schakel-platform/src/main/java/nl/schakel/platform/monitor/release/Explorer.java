// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor.release;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import nl.schakel.platform.access.Actor;
import nl.schakel.platform.access.Gate;
import nl.schakel.platform.audit.AuditLog;
import nl.schakel.platform.monitor.FigureDisclosure;
import nl.schakel.platform.monitor.MonitorRights;
import nl.schakel.platform.register.ReportsForgotten;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.event.TransactionalEventListener;
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

  private static final int MOST_SETS = 3;

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
  private final Specifications specifications;
  private final OwnSpecifications own;
  private final ReleaseStore releases;
  private final ExplorerStore store;
  private final FigureDisclosure door;
  private final Gate gate;
  private final AuditLog auditLog;
  private final Clock clock;
  private final TransactionTemplate transactions;
  private final Map<FrozenSetId, Held> held = new LinkedHashMap<>();
  private final Semaphore answering = new Semaphore(MOST_AT_ONCE);

  private record Held(String stamp, Ledgers ledger) {}

  Explorer(
      FrozenSets sets,
      Cubes cubes,
      Neighbours neighbours,
      TableProtection protection,
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
    TableSpecification table = table(asked);
    try {
      specifications.check(table);
    } catch (SpecificationRefused refused) {
      return new ExploreOutcome.NotAllowed(refused.reasons());
    }
    if (sets.erasures(set.id()).any()) {
      return new ExploreOutcome.ErasedSince();
    }
    String text = Specifications.write(new Asked(table, asked.window()));
    // What was shown before needs neither the records nor a turn.
    Optional<ExploreOutcome> before =
        transactions.execute(status -> shownBefore(actor, set, table, text));
    if (before.isPresent()) {
      return before.get();
    }
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
          () ->
              transactions.execute(
                  status -> judged(actor, set, cube, table, asked.window(), text)));
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

  /** Of somebody who was erased nothing is held. */
  @TransactionalEventListener
  public void on(ReportsForgotten ignored) {
    synchronized (held) {
      held.clear();
    }
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

  private ExploreOutcome answer(
      Actor actor,
      FrozenSet set,
      FrozenCube cube,
      TableSpecification table,
      int window,
      String text,
      Neighbours.Found beside) {
    Ledgers ledger = ledger(actor, set, cube, beside);
    TableProtection.Made made = protection.protect(cube, table, window, "explorer", ledger);
    Optional<PublishedTable> shown =
        made instanceof TableProtection.Made.Shown one
            ? Optional.of(one.table())
            : Optional.empty();
    // Now that whoever erases waits: somebody may have gone while the table was made.
    sets.holdErasures();
    if (sets.erasures(set.id()).any()) {
      return new ExploreOutcome.ErasedSince();
    }
    store.keep(set.id(), actor, clock.instant(), text, shown);
    synchronized (held) {
      held.put(set.id(), new Held(stamp(actor, set) + beside.stamp(), ledger));
    }
    auditLog.writeFor(
        actor, ReleaseEvent.explored(set.id(), shown.isPresent() ? "shown" : "refused"));
    return switch (made) {
      case TableProtection.Made.Shown(PublishedTable safe, AuditReport audit) ->
          new ExploreOutcome.Shown(asTable(table, safe, audit));
      case TableProtection.Made.NotShown(Refusal refusal, AuditReport audit) ->
          new ExploreOutcome.Refused(refusal);
    };
  }

  private static ReleaseTable asTable(
      TableSpecification table, PublishedTable shown, AuditReport audit) {
    return new ReleaseTable(
        0, table.code(), table, Optional.of(shown), Optional.empty(), audit, "");
  }

  /** A question as it is kept: the same question is answered from what was shown. */
  record Asked(TableSpecification table, int window) {}

  private String stamp(Actor actor, FrozenSet set) {
    return actor.organisation()
        + " "
        + store.count(set.id(), actor.organisation())
        + releases.of(set.id()).stream()
            .map(release -> release.id().toString())
            .collect(Collectors.joining(" "));
  }

  private Ledgers ledger(Actor actor, FrozenSet set, FrozenCube cube, Neighbours.Found beside) {
    String stamp = stamp(actor, set) + beside.stamp();
    synchronized (held) {
      Held known = held.remove(set.id());
      if (known != null && known.stamp().equals(stamp)) {
        return known.ledger();
      }
      while (held.size() >= MOST_SETS) {
        held.remove(held.keySet().iterator().next());
      }
    }
    Ledgers ledger = new Ledgers().beside(beside.common());
    for (Release release : releases.of(set.id())) {
      String name = "%s v%d".formatted(release.publication(), release.version());
      for (ReleaseTable table : releases.tables(release.id())) {
        protection.remember(cube, table, release.monitor().window(), name, ledger);
      }
    }
    for (ExplorerStore.Answered answered : store.answered(set.id(), actor.organisation())) {
      Asked asked = Specifications.readAsked(answered.asked());
      protection.remember(
          cube, asked.table(), asked.window(), "explorer", answered.shown(), ledger);
    }
    return ledger;
  }

  /**
   * Saves a question as a monitor of one table, so that a release can be drafted from it. Its name
   * is of the organisation alone, so that nobody takes it by asking the same first.
   */
  public MonitorSpecification save(Exploration asked) {
    Actor actor = require();
    TableSpecification plain = table(asked);
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

  private TableSpecification table(Exploration asked) {
    List<MonitorDimension> chosen = new ArrayList<>();
    for (String code : asked.dimensions()) {
      Optional.ofNullable(specifications.dimensions().get(code)).ifPresent(chosen::add);
    }
    Wording by =
        new Wording(
            chosen.stream()
                .map(one -> one.label().nl().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", ")),
            chosen.stream()
                .map(one -> one.label().en().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", ")));
    return new TableSpecification(
        "own",
        new Wording(
            "Gemelde vermoedelijke slachtoffers naar " + by.nl(),
            "Reported presumed victims by " + by.en()),
        new Wording(
            "In {year} zijn ongeveer {number} mensen gemeld die aan deze keuze voldoen.",
            "In {year} about {number} people who fit this choice were reported."),
        new Wording(
            "Vermoedelijke slachtoffers die aan dit register zijn gemeld" + kept(asked, true) + ".",
            "Presumed victims who were reported to this register" + kept(asked, false) + "."),
        new Wording(
            "Iemand telt één keer in elk jaar waarin is gemeld.",
            "Somebody counts once in each year with a report."),
        asked.dimensions(),
        asked.filters(),
        null,
        null,
        null,
        null,
        null,
        "Schakel, explorer",
        "sure");
  }

  /** The filters in words, so that the definition says who is counted. */
  private String kept(Exploration asked, boolean dutch) {
    List<String> parts = new ArrayList<>();
    asked.filters().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(
            entry -> {
              MonitorDimension dimension = specifications.dimensions().get(entry.getKey());
              if (dimension != null) {
                parts.add(
                    entry.getValue().stream()
                        .map(
                            code ->
                                dimension
                                    .category(code)
                                    .map(MonitorDimension.Category::label)
                                    .orElse(new Wording(code, code)))
                        .map(label -> dutch ? label.nl() : label.en())
                        .collect(Collectors.joining(" / ")));
              }
            });
    return parts.isEmpty() ? "" : ": " + String.join(", ", parts);
  }
}
