// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor;

import static nl.schakel.platform.TestActors.COORDINATION_CENTRE;
import static nl.schakel.platform.TestActors.person;
import static nl.schakel.platform.TestActors.signedIn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import javax.sql.DataSource;
import nl.schakel.platform.SchakelTest;
import nl.schakel.platform.TestActors;
import nl.schakel.platform.TestDatabase;
import nl.schakel.platform.access.Actor;
import nl.schakel.platform.access.NotAllowed;
import nl.schakel.platform.access.Role;
import nl.schakel.platform.monitor.release.DraftRequest;
import nl.schakel.platform.monitor.release.FreezeRequest;
import nl.schakel.platform.monitor.release.FrozenSet;
import nl.schakel.platform.monitor.release.FrozenSets;
import nl.schakel.platform.monitor.release.Publications;
import nl.schakel.platform.monitor.release.PublishedTable;
import nl.schakel.platform.monitor.release.Release;
import nl.schakel.platform.monitor.release.ReleaseDrafts;
import nl.schakel.platform.monitor.release.ReleaseTable;
import nl.schakel.platform.monitor.release.Releases;
import nl.schakel.platform.organisation.Organisations;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Somebody in the chain lays what they see here beside a release of the same years. With the
 * figures of the day small numbers are found; with what they really get, none.
 */
@SchakelTest(properties = {"test.database=monitor-day", "db-scheduler.polling-interval=1h"})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DayBesideReleaseTest {
  private static final Actor ANALYST = person(COORDINATION_CENTRE, Role.ANALYST);
  private static final Actor SECOND = person(COORDINATION_CENTRE, Role.ANALYST);
  private static final Actor OFFICER = person(COORDINATION_CENTRE, Role.PROGRAMME_OFFICER);
  private static final Actor ELSEWHERE =
      person(
          Organisations.idOf("Ministerie van Justitie en Veiligheid"),
          Role.ANALYST,
          Role.PROGRAMME_OFFICER);

  /** Each year has a few minors, too few to show. */
  private static final Map<Integer, Integer> MINORS =
      new TreeMap<>(
          Map.of(2001, 1, 2002, 2, 2003, 3, 2004, 4, 2005, 1, 2006, 2, 2007, 3, 2008, 4, 2009, 3));

  private static final int NOT_RELEASED = 2011;

  @Autowired DataSource dataSource;
  @Autowired Figures figures;
  @Autowired FrozenSets sets;
  @Autowired ReleaseDrafts drafts;
  @Autowired Releases releases;
  @Autowired Publications publications;
  @Autowired MockMvc mvc;

  @BeforeAll
  void release() {
    MonitorFixtures fixtures = new MonitorFixtures(dataSource);
    MINORS.forEach(
        (year, minors) -> {
          fixtures.victims(year, 130);
          onlyMinors(year, minors);
        });
    fixtures.victims(NOT_RELEASED, 130);
    published(2001, 2005);
    published(2006, 2009);
  }

  private void onlyMinors(int year, int minors) {
    TestDatabase.ownerOf(dataSource)
        .sql(
            """
            update register.victim_year y
               set age_group = case when n <= :minors then 'minor' else '23-plus' end
              from (select victim_id, row_number() over (order by victim_id) as n
                      from register.victim_year where year = :year) as numbered
             where y.victim_id = numbered.victim_id and y.year = :year
            """)
        .param("year", year)
        .param("minors", minors)
        .update();
  }

  private void published(int first, int last) {
    FrozenSet set =
        TestActors.as(ANALYST, () -> sets.freeze(FreezeRequest.first("dag-" + last, first, last)));
    Release draft =
        TestActors.as(
            ANALYST,
            () ->
                drafts.plan(
                    new DraftRequest(
                        set.id(), "slachtoffermonitor", Instant.now().minusSeconds(5), "")));
    drafts.make(draft.id());
    TestActors.as(SECOND, () -> releases.approve(draft.id(), "Nagelezen"));
  }

  /** How many minors a release lets one think there were in a year. */
  private long[] ofRelease(int year) {
    long shown =
        publications.newest().stream()
            .map(one -> publications.get(one.publication(), Optional.empty()))
            .flatMap(one -> one.tables().stream())
            .filter(table -> table.code().equals("total"))
            .map(ReleaseTable::published)
            .flatMap(Optional::stream)
            .flatMap(table -> minors(table, year).stream())
            .findFirst()
            .orElseThrow();
    return new long[] {Math.max(0, shown - 4), shown + 4};
  }

  private static Optional<Long> minors(PublishedTable table, int year) {
    return Optional.ofNullable(table.values().get(List.of(Integer.toString(year), "minor")));
  }

  private static boolean provenSmall(long low, long high) {
    return low >= 1 && high <= 4;
  }

  @Test
  void the_figures_of_the_day_beside_a_release_prove_that_a_number_is_one_to_four() {
    PublishedFigures day = TestActors.as(ANALYST, figures::ofTheDay);
    long proven =
        MINORS.keySet().stream()
            .filter(
                year -> {
                  SafeCell cell =
                      ((SafeCut.Shown)
                              Objects.requireNonNull(
                                  Objects.requireNonNull(day.years().get(year))
                                      .cuts()
                                      .get("age-group")))
                          .cells()
                          .getOrDefault("minor", new SafeCell.Hidden());
                  long[] released = ofRelease(year);
                  return provenSmall(
                      Math.max(cell.low(), released[0]), Math.min(cell.high(), released[1]));
                })
            .count();

    assertThat(proven).as("the attack must work on what is kept apart").isPositive();
  }

  @Test
  void what_others_get_is_the_release_number_for_number() throws Exception {
    for (Actor reader : List.of(OFFICER, ELSEWHERE, TestActors.machine(ELSEWHERE.organisation()))) {
      JsonNode answer =
          new JsonMapper().readTree(read(reader, "/api/v1/figures?from=2001&to=" + NOT_RELEASED));

      assertThat(answer.get("basis").stringValue()).isEqualTo("release");
      assertThat(answer.has("asOf") && !answer.get("asOf").isNull()).isFalse();
      List<Integer> years = new ArrayList<>();
      for (JsonNode year : answer.get("years")) {
        years.add(year.get("year").intValue());
        assertThat(numbers(year)).isSubsetOf(released(year.get("year").intValue()));
      }
      assertThat(years).containsExactlyElementsOf(MINORS.keySet());
    }
  }

  private static List<String> numbers(JsonNode year) {
    List<String> numbers = new ArrayList<>();
    for (JsonNode cut : year.get("cuts")) {
      for (JsonNode cell : cut.get("cells")) {
        numbers.add(
            "%s %s %s"
                .formatted(
                    cut.get("dimension").stringValue(),
                    cell.get("code").stringValue(),
                    cell.get("state").stringValue().equals("rounded")
                        ? cell.get("persons").asString()
                        : cell.get("state").stringValue()));
      }
    }
    return numbers;
  }

  private List<String> released(int year) {
    List<String> numbers = new ArrayList<>();
    publications
        .newest()
        .forEach(
            one ->
                publications
                    .get(one.publication(), Optional.empty())
                    .tables()
                    .forEach(
                        table ->
                            table
                                .published()
                                .ifPresent(shown -> gather(table.code(), shown, year, numbers))));
    return numbers;
  }

  private static void gather(String table, PublishedTable shown, int year, List<String> into) {
    for (PublishedTable.Cell cell : shown.cells()) {
      if (cell.codes().getFirst().equals(Integer.toString(year))) {
        List<String> codes =
            cell.codes().stream().skip(1).filter(code -> !code.equals("*")).toList();
        Long value = cell.value();
        into.add(
            "%s %s %s"
                .formatted(
                    table,
                    codes.isEmpty() ? "total" : String.join("+", codes),
                    value == null ? "withheld" : value == 0 ? "under-5" : value.toString()));
      }
    }
  }

  private String read(Actor reader, String path) throws Exception {
    return mvc.perform(get(path).with(signedIn(reader)))
        .andReturn()
        .getResponse()
        .getContentAsString();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/monitor", "/monitor/figures.csv", "/monitor/estimates", "/monitor/published"})
  void no_page_and_no_file_tells_others_of_a_year_without_a_release(String path) throws Exception {
    assertThat(read(ANALYST, "/monitor/figures.csv")).contains("2011,year,all");
    assertThat(read(OFFICER, path))
        .doesNotContain("2011,year,all", "2011,total,total", "Wat konden wij in 2011", "Geteld op");
  }

  @Test
  void the_page_says_where_its_numbers_come_from_and_the_analysts_page_whom_they_are_for()
      throws Exception {
    assertThat(read(OFFICER, "/monitor"))
        .contains("zoals ze zijn gepubliceerd", "/publications/slachtoffermonitor-2009/v1")
        .contains("/publications/slachtoffermonitor-2005/v1")
        .doesNotContain("Geteld op", "??");
    assertThat(read(ANALYST, "/monitor"))
        .contains("Geteld op", "Alleen voor wie precieze cijfers mag zien")
        .doesNotContain("??");
    assertThat(read(OFFICER, "/monitor?from=2011&to=2011"))
        .contains("Over deze jaren is nog niets uit dit register gepubliceerd");
    assertThat(read(OFFICER, "/monitor/figures.csv?from=2003&to=2003").lines().skip(1))
        .isNotEmpty()
        .allMatch(line -> line.startsWith("2003,"));
  }

  @Test
  void nobody_else_reads_the_day_by_another_way() {
    for (Actor reader : List.of(OFFICER, ELSEWHERE)) {
      assertThatExceptionOfType(NotAllowed.class)
          .isThrownBy(() -> TestActors.as(reader, figures::ofTheDay));
    }
    assertThat(TestActors.as(ANALYST, figures::mayReadTheDay)).isTrue();
    assertThat(
            TestActors.as(
                person(
                    Organisations.idOf(
                        "Nationaal Rapporteur Mensenhandel en Seksueel Geweld tegen Kinderen"),
                    Role.ANALYST),
                figures::mayReadTheDay))
        .isTrue();
  }
}
