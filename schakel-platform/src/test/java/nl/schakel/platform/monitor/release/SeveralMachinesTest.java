// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor.release;

import static nl.schakel.platform.TestActors.COORDINATION_CENTRE;
import static nl.schakel.platform.TestActors.person;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import javax.sql.DataSource;
import nl.schakel.platform.SchakelTest;
import nl.schakel.platform.TestActors;
import nl.schakel.platform.TestDatabase;
import nl.schakel.platform.access.Actor;
import nl.schakel.platform.access.Gate;
import nl.schakel.platform.access.Role;
import nl.schakel.platform.audit.AuditLog;
import nl.schakel.platform.monitor.FigureDisclosure;
import nl.schakel.platform.monitor.MonitorFixtures;
import nl.schakel.platform.organisation.Organisations;
import nl.schakel.platform.register.ReportsForgotten;
import nl.schakel.platform.report.ReportId;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Two machines over one database: what one of them does, the other reckons with. */
@SchakelTest(
    properties = {"test.database=monitor-several-machines", "db-scheduler.polling-interval=1h"})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.MethodName.class)
class SeveralMachinesTest {
  private static final Actor ANALYST = person(COORDINATION_CENTRE, Role.ANALYST);

  @Autowired DataSource dataSource;
  @Autowired FrozenSets sets;
  @Autowired FrozenSetStore setStore;
  @Autowired ReleaseStore releaseStore;
  @Autowired ExplorerStore explorerStore;
  @Autowired ReleaseDrafts drafts;
  @Autowired Releases releases;
  @Autowired Cubes cubes;
  @Autowired Neighbours neighbours;
  @Autowired TableProtection protection;
  @Autowired FrozenDefinitions definitions;
  @Autowired ExplorerTables explorerTables;
  @Autowired ReleaseTables tables;
  @Autowired Specifications specifications;
  @Autowired OwnSpecifications own;
  @Autowired FigureDisclosure door;
  @Autowired Gate gate;
  @Autowired AuditLog auditLog;
  @Autowired Clock clock;
  @Autowired PlatformTransactionManager transactions;
  @Autowired TransactionTemplate transaction;
  @Autowired ObjectProvider<SchedulerClient> scheduler;
  @Autowired ObjectProvider<CustomTask<UUID>> task;
  @Autowired ApplicationEventPublisher events;

  private FrozenSet first;
  private FrozenSet second;

  @BeforeAll
  void freezeTwice() {
    MonitorFixtures fixtures = new MonitorFixtures(dataSource);
    fixtures.victims(2024, 968);
    fixtures.victims(2025, 1002);
    fixtures.reported();
    first = freeze("eerste");
    second = freeze("tweede");
  }

  private FrozenSet freeze(String name) {
    return TestActors.as(ANALYST, () -> sets.freeze(FreezeRequest.first(name, 2024, 2025)));
  }

  /** Beans of a second machine; they hear of no event of the first. */
  private Explorer elsewhere() {
    Cubes theirs = new Cubes(setStore, transactions);
    Neighbours beside =
        new Neighbours(
            releaseStore, explorerStore, setStore, theirs, protection, gate, clock, transactions);
    return new Explorer(
        sets,
        theirs,
        beside,
        protection,
        new ExplorerLedgers(releaseStore, explorerStore, beside, protection, definitions),
        explorerTables,
        specifications,
        own,
        releaseStore,
        explorerStore,
        door,
        gate,
        auditLog,
        clock,
        transactions);
  }

  private static Exploration asked(FrozenSet set, String... dimensions) {
    return new Exploration(set.id(), List.of(dimensions), Map.of(), 5);
  }

  private static String besideOthers(ReleaseTable table) {
    return table.audit().findings().stream()
        .filter(finding -> finding.what().nl().contains("andere datasets"))
        .map(AuditReport.Finding::value)
        .findFirst()
        .orElse("");
  }

  @Test
  void a_draft_counts_for_a_machine_whose_clock_is_behind() {
    ReleaseId before =
        TestActors.as(
            ANALYST,
            () ->
                drafts.make(ANALYST, new DraftRequest(first.id(), "eu-19a", clock.instant(), "")));
    ReleaseDrafts behind =
        new ReleaseDrafts(
            releaseStore,
            sets,
            cubes,
            neighbours,
            tables,
            own,
            gate,
            door,
            auditLog,
            scheduler,
            task,
            transactions,
            Clock.offset(clock, Duration.ofHours(-2)));
    ReleaseId after =
        TestActors.as(
            ANALYST,
            () ->
                behind.make(
                    ANALYST, new DraftRequest(second.id(), "sdg-16-2-2", clock.instant(), "")));

    List<ReleaseTable> shown =
        TestActors.as(ANALYST, () -> releases.tables(after)).stream()
            .filter(table -> table.published().isPresent())
            .toList();
    assertThat(shown).isNotEmpty();
    assertThat(shown)
        .allSatisfy(table -> assertThat(Integer.parseInt(besideOthers(table))).isPositive());
    for (ReleaseId one : List.of(before, after)) {
      assertThat(TestActors.as(ANALYST, () -> releases.repeat(one)))
          .isEqualTo(Releases.Repeated.SAME);
    }
  }

  @Test
  void b_two_questions_at_once_over_two_sets_are_judged_together() throws Exception {
    FrozenSet one = freeze("vraag-een");
    FrozenSet other = freeze("vraag-twee");
    Explorer there = elsewhere();
    TableSpecification byYear = specification(second, "year");
    try (ExecutorService machine = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<ExploreOutcome> answer =
          gate.asSystemFor(
              COORDINATION_CENTRE,
              () ->
                  transaction.execute(
                      status -> {
                        // The first question is being judged, and has not been answered yet.
                        releaseStore.oneAtATime("explorer " + COORDINATION_CENTRE);
                        Future<ExploreOutcome> waiting =
                            machine.submit(
                                () ->
                                    TestActors.as(ANALYST, () -> there.ask(asked(other, "year"))));
                        Awaitility.await().until(this::somebodyWaits);
                        explorerStore.keep(
                            one.id(),
                            ANALYST,
                            clock.instant(),
                            Specifications.write(new Explorer.Asked(byYear, 5)),
                            shown(one, byYear));
                        return waiting;
                      }));

      ExploreOutcome judged = answer.get();

      assertThat(judged)
          .isInstanceOfSatisfying(
              ExploreOutcome.Shown.class,
              shown -> {
                int judgedWith = Integer.parseInt(besideOthers(shown.table()));
                assertThat(judgedWith).isEqualTo(answersElsewhere(other) + publicTables(other));
              });
    }
  }

  private boolean somebodyWaits() {
    return TestDatabase.ownerOf(dataSource)
        .sql("select exists (select from pg_locks where locktype = 'advisory' and not granted)")
        .query(Boolean.class)
        .single();
  }

  private int answersElsewhere(FrozenSet set) {
    return Math.toIntExact(
        gate.asSystem(
            () ->
                transaction.execute(
                    status -> explorerStore.countElsewhere(set, COORDINATION_CENTRE))));
  }

  private int publicTables(FrozenSet set) {
    return gate.asSystem(
        () ->
            transaction.execute(
                status ->
                    releaseStore.beside(set).stream()
                        .mapToInt(
                            release ->
                                (int)
                                    releaseStore.tables(release.id()).stream()
                                        .filter(table -> table.published().isPresent())
                                        .count())
                        .sum()));
  }

  private TableSpecification specification(FrozenSet set, String... dimensions) {
    ExploreOutcome outcome = TestActors.as(ANALYST, () -> elsewhere().ask(asked(set, dimensions)));
    assertThat(outcome).as("%s", set).isInstanceOf(ExploreOutcome.Shown.class);
    return ((ExploreOutcome.Shown) outcome).table().specification();
  }

  private PublishedTable shown(FrozenSet set, TableSpecification table) {
    return ((TableProtection.Made.Shown)
            protection.protect(cubes.of(set), table, 5, "explorer", new Ledgers()))
        .table();
  }

  @Test
  void c_what_a_machine_holds_is_read_anew_once_another_erased_somebody() {
    Cubes there = new Cubes(setStore, transactions);
    FrozenSet set = freeze("gewist");
    long before = TestActors.as(ANALYST, () -> there.of(set)).records();
    Neighbours beside =
        new Neighbours(
            releaseStore, explorerStore, setStore, there, protection, gate, clock, transactions);
    Neighbours.Found held =
        TestActors.as(ANALYST, () -> beside.of(set, there.of(set), COORDINATION_CENTRE));

    erase("select report_id from register.source where year = 2025 order by number limit 1");

    assertThat(TestActors.as(ANALYST, () -> there.of(set)).records()).isEqualTo(before - 1);
    Neighbours.Found again =
        TestActors.as(ANALYST, () -> beside.of(set, there.of(set), COORDINATION_CENTRE));
    assertThat(again.stamp()).isNotEqualTo(held.stamp());
    assertThat(again).isNotSameAs(held);
  }

  @Test
  void
      d_what_another_organisation_has_not_published_plays_its_part_and_is_neither_counted_nor_named() {
    Actor rapporteur =
        person(
            Organisations.idOf(
                "Nationaal Rapporteur Mensenhandel en Seksueel Geweld tegen Kinderen"),
            Role.ANALYST);
    ReleaseId theirs =
        TestActors.as(
            rapporteur,
            () -> {
              FrozenSet set = sets.freeze(FreezeRequest.first("van-hen", 2024, 2025));
              return drafts.make(
                  rapporteur, new DraftRequest(set.id(), "veiligheidsagenda", clock.instant(), ""));
            });
    FrozenSet ours = freeze("van-ons");

    ExploreOutcome answer = TestActors.as(ANALYST, () -> elsewhere().ask(asked(ours, "year")));

    Neighbours.Found beside =
        TestActors.as(ANALYST, () -> neighbours.of(ours, cubes.of(ours), COORDINATION_CENTRE));
    assertThat(beside.releases()).contains(theirs);
    long all = most(beside, name -> true);
    long told = most(beside, name -> !name.equals(Neighbours.NOT_OURS));
    assertThat(told).isLessThan(all);
    assertThat(answer)
        .isInstanceOfSatisfying(
            ExploreOutcome.Shown.class,
            shown -> {
              assertThat(besideOthers(shown.table())).isEqualTo(Long.toString(told));
              assertThat(shown.table().audit().toString()).doesNotContain(Neighbours.NOT_OURS);
            });
  }

  private static long most(Neighbours.Found beside, Predicate<String> wanted) {
    return beside.common().stream()
        .mapToLong(
            group -> group.releases().stream().filter(one -> wanted.test(one.name())).count())
        .max()
        .orElse(0);
  }

  @Test
  void e_a_refusal_says_neither_which_table_stands_in_the_way_nor_which_cells_differ_by_a_few() {
    TestDatabase.ownerOf(dataSource)
        .sql(
            """
            update register.victim set status = 'identified'
             where id in (select victim_id from register.victim_year
                           where year = 2025 order by victim_id limit 3)
            """)
        .update();
    FrozenSet set = freeze("verschil");
    TableSpecification all = specification(set, "year");
    TableSpecification butAFew =
        new TableSpecification(
            all.code(),
            all.title(),
            all.sentence(),
            all.definition(),
            all.rule(),
            all.dimensions(),
            Map.of("status", List.of("presumed")),
            null,
            null,
            null,
            null,
            null,
            all.source(),
            all.certainty());
    FrozenCube cube = TestActors.as(ANALYST, () -> cubes.of(set));
    PublishedTable hidden =
        ((TableProtection.Made.Shown) protection.protect(cube, butAFew, 5, "hidden", new Ledgers()))
            .table();
    Ledgers ledger = new Ledgers();
    protection.remember(cube, butAFew, 5, Neighbours.NOT_OURS, hidden, ledger);

    TableProtection.Made made = protection.protect(cube, all, 5, "ours", ledger);

    assertThat(made)
        .isInstanceOfSatisfying(
            TableProtection.Made.NotShown.class,
            refused -> {
              assertThat(refused.refusal().reasons())
                  .extracting(Refusal.Reason::code)
                  .containsExactly("NOT_PROVEN");
              assertThat(refused.toString())
                  .doesNotContain(Neighbours.NOT_OURS, "DIFFERENCE", "verschil", "2025", "()");
            });
  }

  @Test
  void f_a_refusal_stays_on_every_machine_until_something_comes_that_it_is_judged_with() {
    FrozenSet set = freeze("geweigerd");
    assertThat(ask(asked(set, "year"))).isInstanceOf(ExploreOutcome.Shown.class);
    Exploration butAFew =
        new Exploration(set.id(), List.of("year"), Map.of("status", List.of("presumed")), 5);
    ExploreOutcome refused = ask(butAFew);
    assertThat(refused).isInstanceOf(ExploreOutcome.Refused.class);
    assertThat(refusals(set)).isEqualTo(1);

    assertThat(ask(butAFew)).isEqualTo(refused);
    assertThat(refusals(set)).as("nothing came in between").isEqualTo(1);
    assertThat(looks(set)).endsWith("refused", "refused-again");

    answerInBetween(set);
    assertThat(ask(butAFew)).isInstanceOf(ExploreOutcome.Refused.class);
    assertThat(refusals(set)).as("an answer came in between").isEqualTo(2);

    FrozenSet other = freeze("geweigerd-ernaast");
    ReleaseId beside =
        TestActors.as(
            ANALYST,
            () ->
                drafts.make(
                    ANALYST, new DraftRequest(other.id(), "eu-19a", clock.instant(), "Nog eens.")));
    assertThat(ask(butAFew)).isInstanceOf(ExploreOutcome.Refused.class);
    assertThat(refusals(set)).as("%s came in between", beside).isEqualTo(3);

    assertThat(stampNow(set)).isEqualTo(judgedWith(set));
    erase("select report_id from register.source where year = 2024 order by number limit 1");
    assertThat(stampNow(set)).isNotEqualTo(judgedWith(set));
  }

  /** Another machine answers over other years; whether a table can be shown is not asked here. */
  private void answerInBetween(FrozenSet set) {
    TableSpecification byYear = specification(set, "year");
    PublishedTable shown = TestActors.as(ANALYST, () -> shown(set, byYear));
    gate.asSystemFor(
        COORDINATION_CENTRE,
        () ->
            transaction.execute(
                status -> {
                  explorerStore.keep(
                      set.id(),
                      ANALYST,
                      clock.instant(),
                      Specifications.write(new Explorer.Asked(byYear, 4)),
                      shown);
                  return true;
                }));
  }

  private String stampNow(FrozenSet set) {
    return gate.asSystemFor(
        COORDINATION_CENTRE,
        () -> transaction.execute(status -> ledgers().stamp(COORDINATION_CENTRE, set).sha256()));
  }

  /** Each question is asked on a machine that has just started. */
  private ExploreOutcome ask(Exploration asked) {
    return TestActors.as(ANALYST, () -> elsewhere().ask(asked));
  }

  private long refusals(FrozenSet set) {
    return TestDatabase.ownerOf(dataSource)
        .sql(
            "select count(*) from monitor.explorer_query where set_id = :set and outcome = 'refused'")
        .param("set", set.id().value())
        .query(Long.class)
        .single();
  }

  private String judgedWith(FrozenSet set) {
    return TestDatabase.ownerOf(dataSource)
        .sql(
            """
            select judged_with from monitor.explorer_query
             where set_id = :set and outcome = 'refused' order by id desc limit 1
            """)
        .param("set", set.id().value())
        .query(String.class)
        .single();
  }

  private List<String> looks(FrozenSet set) {
    return TestDatabase.ownerOf(dataSource)
        .sql(
            """
            select details ->> 'outcome' from audit.entry
             where activity = 'monitor.explore' and object = :set order by at, id
            """)
        .param("set", "frozen-set/" + set.id())
        .query(String.class)
        .list();
  }

  private ExplorerLedgers ledgers() {
    return new ExplorerLedgers(releaseStore, explorerStore, neighbours, protection, definitions);
  }

  private void erase(String reports) {
    UUID report = TestDatabase.ownerOf(dataSource).sql(reports).query(UUID.class).single();
    transaction.executeWithoutResult(
        status ->
            TestActors.run(
                TestActors.dataProtectionOfficer(),
                () -> events.publishEvent(new ReportsForgotten(Set.of(new ReportId(report))))));
  }

  @Test
  void g_a_release_that_is_made_while_a_question_is_judged_counts_for_the_next() {
    FrozenSet set = freeze("tegelijk");
    FrozenCube cube = TestActors.as(ANALYST, () -> cubes.of(set));
    ExplorerLedgers ledgers = ledgers();
    ExplorerLedgers.Judging asked = judging(ledgers, set, cube);
    assertThat(asked.stamp().releases()).isEmpty();

    ReleaseId made =
        TestActors.as(
            ANALYST,
            () ->
                drafts.make(
                    ANALYST,
                    new DraftRequest(set.id(), "eu-19a", clock.instant(), "En nog eens.")));
    ledgers.handBack(set.id(), asked, false);

    ExplorerLedgers.Judging next = judging(ledgers, set, cube);
    assertThat(next.stamp().releases()).containsExactly(made);
    assertThat(next.ledger().all().releases())
        .hasSizeGreaterThan(asked.ledger().all().releases().size());
    ledgers.handBack(set.id(), next, false);
    assertThat(judging(ledgers, set, cube).ledger())
        .as("held while nothing comes")
        .isSameAs(next.ledger());
  }

  private ExplorerLedgers.Judging judging(ExplorerLedgers ledgers, FrozenSet set, FrozenCube cube) {
    return gate.asSystemFor(
        COORDINATION_CENTRE,
        () ->
            transaction.execute(
                status ->
                    ledgers.of(
                        COORDINATION_CENTRE,
                        set,
                        cube,
                        neighbours.of(set, cube, COORDINATION_CENTRE))));
  }
}
