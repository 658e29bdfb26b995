// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor.release;

import static nl.schakel.platform.TestActors.COORDINATION_CENTRE;
import static nl.schakel.platform.TestActors.person;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import nl.schakel.disclosure.CountTable;
import nl.schakel.disclosure.Cube;
import nl.schakel.platform.SchakelTest;
import nl.schakel.platform.TestActors;
import nl.schakel.platform.TestDatabase;
import nl.schakel.platform.access.Actor;
import nl.schakel.platform.access.Role;
import nl.schakel.platform.monitor.MonitorFixtures;
import nl.schakel.platform.register.ReportsForgotten;
import nl.schakel.platform.report.ReportId;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Releases from several frozen sets over the same years, laid side by side by a reader. */
@SchakelTest(properties = "test.database=monitor-several-sets")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.MethodName.class)
class SeveralSetsTest {
  private static final Actor DRAFTER = person(COORDINATION_CENTRE, Role.ANALYST);
  private static final int REACH = 4;

  @Autowired DataSource dataSource;
  @Autowired FrozenSets sets;
  @Autowired ReleaseDrafts drafts;
  @Autowired Releases releases;
  @Autowired Explorer explorer;
  @Autowired Cubes cubes;
  @Autowired Clock clock;
  @Autowired TransactionTemplate transaction;
  @Autowired ApplicationEventPublisher events;

  private FrozenSet first;
  private FrozenSet corrected;
  private Release before;
  private Release after;

  /** A table that is shown, with its set. */
  private record Shown(FrozenSet set, FrozenCube cube, Release release, ReleaseTable table) {
    CountTable whole() {
      return cube.count(table.specification(), release.monitor().window());
    }

    CountTable among(Cube persons) {
      return cube.over(persons).count(table.specification(), release.monitor().window());
    }

    boolean isLike(Shown other) {
      TableSpecification mine = table.specification();
      TableSpecification theirs = other.table().specification();
      return mine.code().equals(theirs.code()) && mine.dimensions().equals(theirs.dimensions());
    }

    Map<List<String>, Long> figures() {
      return table.published().orElseThrow().values();
    }
  }

  @BeforeAll
  void publishCorrectAndPublishAgain() {
    MonitorFixtures fixtures = new MonitorFixtures(dataSource);
    fixtures.victims(2023, 931);
    fixtures.victims(2024, 1068);
    fixtures.victims(2025, 1002);
    fewMinors();
    fixtures.reported();
    fixtures.alwaysAlike();
    first = freeze(FreezeRequest.first("meting", 2023, 2025));
    before = draft(first, "slachtoffermonitor", "");
    correct();
    corrected =
        freeze(
            new FreezeRequest(
                "meting", 2023, 2025, Optional.of(first.id()), "Tien mensen stonden verkeerd."));
    after = draft(corrected, "slachtoffermonitor", "Tien mensen stonden verkeerd.");
  }

  private JdbcClient behind() {
    return TestDatabase.ownerOf(dataSource);
  }

  /** So that there are rows of many people with one to four minors among them. */
  private void fewMinors() {
    behind()
        .sql(
            """
            update register.victim_year set age_group = '23-plus'
             where victim_id in
               (select victim_id
                  from (select victim_id,
                               row_number() over (
                                 partition by year
                                 order by forms, nationality_group, reporter_types, sex) as n
                          from register.victim_year where age_group = 'minor') one
                 where n % 4 > 0)
            """)
        .update();
  }

  /** Ten people turn out to have been exploited in another way, three were no victims. */
  private void correct() {
    behind()
        .sql(
            """
            update register.victim_year set forms = '{criminal}', sex = 'male'
             where victim_id in (select victim_id from register.victim_year
                                  where forms = '{labour}' and year = 2024
                                  order by age_group, nationality_group, reporter_types, sex
                                  limit 10)
            """)
        .update();
    behind()
        .sql(
            """
            update register.victim_year set counted = false
             where victim_id in (select victim_id from register.victim_year
                                  where sex = 'unknown'
                                  order by year, age_group, nationality_group, reporter_types, forms
                                  limit 3)
            """)
        .update();
  }

  private FrozenSet freeze(FreezeRequest request) {
    return TestActors.as(DRAFTER, () -> sets.freeze(request));
  }

  private Release draft(FrozenSet set, String monitor, String note) {
    return TestActors.as(
        DRAFTER,
        () ->
            releases.get(
                drafts.make(DRAFTER, new DraftRequest(set.id(), monitor, clock.instant(), note))));
  }

  private List<Shown> shown(FrozenSet set, Release release) {
    return TestActors.as(
        DRAFTER,
        () ->
            releases.tables(release.id()).stream()
                .filter(table -> table.published().isPresent())
                .map(table -> new Shown(set, cubes.of(set), release, table))
                .toList());
  }

  private List<Cube> common() {
    return TestActors.as(
        DRAFTER,
        () -> {
          List<Cube> both = List.of(cubes.of(first).cube(), cubes.of(corrected).cube());
          return List.of(
              Cube.common("c", both, "year", Cube.Alike.CODES),
              Cube.common("c", both, "year", Cube.Alike.PERSON));
        });
  }

  @Test
  void a_reader_who_knows_who_changed_proves_no_small_number_among_the_others() {
    int small = 0;
    List<String> given = new ArrayList<>();
    for (Cube persons : common()) {
      assertThat(persons.size()).isBetween(2_985, 2_990);
      for (Shown one : shown(first, before)) {
        for (Shown two : shown(corrected, after)) {
          if (!one.isLike(two)) {
            continue;
          }
          CountTable among = one.among(persons);
          for (List<String> codes : among.cells()) {
            long truth = count(among, codes);
            long[] bounds = {0, Long.MAX_VALUE};
            narrow(bounds, one, codes, truth);
            narrow(bounds, two, codes, truth);
            assertThat(truth).isBetween(bounds[0], bounds[1]);
            small += truth >= 1 && truth <= REACH ? 1 : 0;
            if (bounds[0] >= 1 && bounds[1] <= REACH) {
              given.add(one.table().code() + codes);
            }
          }
        }
      }
    }
    assertThat(given).isEmpty();
    assertThat(small).isPositive();
  }

  private static void narrow(long[] bounds, Shown one, List<String> codes, long truth) {
    Long figure = one.figures().get(codes);
    if (figure != null) {
      long known = count(one.whole(), codes) - truth;
      bounds[0] = Math.max(bounds[0], Math.max(figure > 0 ? 1 : 0, figure - REACH) - known);
      bounds[1] = Math.min(bounds[1], figure + REACH - known);
    }
  }

  private static long count(CountTable table, List<String> codes) {
    return table.count(codes.toArray(String[]::new));
  }

  @Test
  void a_correction_of_a_few_people_leaves_as_many_tables_as_before() {
    int tables = shown(first, before).size();
    assertThat(tables).isGreaterThan(3);
    assertThat(shown(corrected, after)).hasSizeGreaterThanOrEqualTo(tables - 1);
    assertThat(shown(corrected, after).getFirst().table().audit().findings())
        .anySatisfy(
            finding -> {
              assertThat(finding.what().nl()).contains("andere datasets");
              assertThat(finding.value()).isEqualTo(Integer.toString(tables));
            });
  }

  @Test
  void a_small_cell_with_as_many_people_as_before_keeps_its_figure() {
    int same = 0;
    for (Shown one : shown(first, before)) {
      for (Shown two : shown(corrected, after)) {
        if (one.isLike(two)) {
          for (List<String> codes : one.whole().cells()) {
            long count = count(one.whole(), codes);
            Long figure = one.figures().get(codes);
            if (count >= 1
                && count <= REACH
                && count == count(two.whole(), codes)
                && figure != null) {
              assertThat(two.figures().getOrDefault(codes, figure))
                  .as(one.table().code() + codes)
                  .isEqualTo(figure);
              same++;
            }
          }
        }
      }
    }
    assertThat(same).isPositive();
  }

  @Test
  void both_releases_come_out_again_bit_for_bit() {
    assertThat(TestActors.as(DRAFTER, () -> releases.repeat(before.id())))
        .isEqualTo(Releases.Repeated.SAME);
    assertThat(TestActors.as(DRAFTER, () -> releases.repeat(after.id())))
        .isEqualTo(Releases.Repeated.SAME);
  }

  @Test
  void the_explorer_over_the_same_people_frozen_again_shows_what_was_published() {
    Shown total =
        shown(corrected, after).stream()
            .filter(shown -> shown.table().code().equals("total"))
            .findFirst()
            .orElseThrow();
    FrozenSet again = freeze(FreezeRequest.first("nog-eens", 2023, 2025));

    ExploreOutcome answer =
        TestActors.as(
            DRAFTER,
            () -> explorer.ask(new Exploration(again.id(), List.of("year", "minor"), Map.of(), 5)));

    assertThat(answer)
        .isInstanceOfSatisfying(
            ExploreOutcome.Shown.class,
            shown ->
                assertThat(shown.table().published().orElseThrow().values())
                    .isEqualTo(total.figures()));
  }

  @Test
  void when_somebody_is_erased_from_the_old_sets_a_new_one_is_still_judged_with_them() {
    UUID report =
        behind()
            .sql("select report_id from register.source where year = 2025 order by number limit 1")
            .query(UUID.class)
            .single();
    behind()
        .sql(
            """
            update register.victim_year set counted = false where victim_id =
              (select victim_id from register.source where report_id = :report)
            """)
        .param("report", report)
        .update();
    transaction.executeWithoutResult(
        status ->
            TestActors.run(
                TestActors.dataProtectionOfficer(),
                () -> events.publishEvent(new ReportsForgotten(Set.of(new ReportId(report))))));
    FrozenSet third =
        freeze(
            new FreezeRequest(
                "meting", 2023, 2025, Optional.of(corrected.id()), "Iemand is gewist."));

    Release later = draft(third, "slachtoffermonitor", "Iemand is gewist.");

    assertThat(shown(third, later)).hasSizeGreaterThanOrEqualTo(shown(first, before).size() - 1);
    Set<List<String>> changed = new HashSet<>();
    for (Shown one : shown(first, before)) {
      for (Shown two : shown(third, later)) {
        if (one.isLike(two)) {
          one.figures()
              .forEach(
                  (codes, figure) -> {
                    if (codes.getFirst().equals("2023")
                        && figure.equals(0L)
                        && !figure.equals(two.figures().get(codes))) {
                      changed.add(codes);
                    }
                  });
        }
      }
    }
    assertThat(changed).as("cells of 2023 shown as 0 to 4 before").hasSizeLessThan(3);
    assertThat(TestActors.as(DRAFTER, () -> releases.repeat(after.id())))
        .isEqualTo(Releases.Repeated.ERASED_SINCE);
  }
}
