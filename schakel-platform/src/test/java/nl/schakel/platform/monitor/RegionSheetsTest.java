// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor;

import static nl.schakel.platform.TestActors.COORDINATION_CENTRE;
import static nl.schakel.platform.TestActors.person;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import jakarta.servlet.http.Cookie;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;
import nl.schakel.platform.SchakelTest;
import nl.schakel.platform.TestActors;
import nl.schakel.platform.access.Actor;
import nl.schakel.platform.access.Role;
import nl.schakel.platform.monitor.release.DecideOutcome;
import nl.schakel.platform.monitor.release.DraftRequest;
import nl.schakel.platform.monitor.release.FreezeRequest;
import nl.schakel.platform.monitor.release.FrozenSet;
import nl.schakel.platform.monitor.release.FrozenSets;
import nl.schakel.platform.monitor.release.Publications;
import nl.schakel.platform.monitor.release.PublishedTable;
import nl.schakel.platform.monitor.release.RegionSheets;
import nl.schakel.platform.monitor.release.Release;
import nl.schakel.platform.monitor.release.ReleaseDrafts;
import nl.schakel.platform.monitor.release.ReleaseTable;
import nl.schakel.platform.monitor.release.Releases;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;

/** What a municipality reads about its region, and what its neighbours do not give away. */
@SchakelTest(properties = "test.database=monitor-regions")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RegionSheetsTest {
  private static final Actor DRAFTER = person(COORDINATION_CENTRE, Role.ANALYST);
  private static final Actor SECOND = person(COORDINATION_CENTRE, Role.ANALYST);

  /** A rounded figure is off by at most this many, upwards or downwards. */
  private static final int OFF_BY = 4;

  @Autowired DataSource dataSource;
  @Autowired FrozenSets sets;
  @Autowired ReleaseDrafts drafts;
  @Autowired Releases releases;
  @Autowired Publications publications;
  @Autowired RegionSheets sheets;
  @Autowired MockMvc mvc;

  private final Map<Integer, Map<String, Long>> truth = new HashMap<>();
  private Release release;

  @BeforeAll
  void publish() throws Exception {
    MonitorFixtures fixtures = new MonitorFixtures(dataSource);
    assertThat(page("/publications/regions/limburg", "nl"))
        .contains("Er is nog geen tabel per regio gepubliceerd.");
    for (int year = 2021; year <= 2025; year++) {
      fixtures.victims(year, 400);
      // Limburg and Noord-Holland stay small: those are what an attacker is after.
      truth.put(
          year, fixtures.reportedIn(year, Map.of("limburg", 3, "noord-holland", year - 2020)));
    }
    FrozenSet set =
        TestActors.as(DRAFTER, () -> sets.freeze(FreezeRequest.first("regio", 2021, 2025)));
    DraftRequest request =
        new DraftRequest(set.id(), "regiobeeld", Instant.now().minusSeconds(5), "");
    release = TestActors.as(DRAFTER, () -> drafts.plan(request));
    drafts.make(release.id());
    assertThat(TestActors.as(SECOND, () -> releases.approve(release.id(), "")))
        .isInstanceOf(DecideOutcome.Done.class);
  }

  private String page(String path, String language) throws Exception {
    return mvc.perform(get(path).cookie(new Cookie("schakel-language", language)))
        .andReturn()
        .getResponse()
        .getContentAsString();
  }

  private List<PublishedTable> tables() {
    return publications.get(release.publication(), Optional.empty()).tables().stream()
        .flatMap(table -> table.published().stream())
        .toList();
  }

  @Test
  void a_sheet_shows_rows_of_the_published_table_and_no_other_number() {
    RegionSheets.Sheet sheet = sheets.of("amsterdam");

    assertThat(sheet.published().orElseThrow().release().id()).isEqualTo(release.id());
    assertThat(sheet.tables())
        .extracting(ReleaseTable::fingerprint)
        .isSubsetOf(
            publications.get(release.publication(), Optional.empty()).tables().stream()
                .map(ReleaseTable::fingerprint)
                .toList());
    assertThat(sheet.tables().getFirst().published()).isPresent();
  }

  /** Open data of before: small ones hidden, the rest exact, the total beside it. */
  @Test
  void subtracting_the_neighbours_tells_the_hidden_region_of_a_naive_table() {
    Map<String, Long> regions = truth.getOrDefault(2025, Map.of());
    long total = regions.values().stream().mapToLong(n -> n).sum();
    List<String> hidden =
        regions.entrySet().stream()
            .filter(one -> one.getValue() < 5)
            .map(Map.Entry::getKey)
            .toList();
    long neighbours =
        regions.entrySet().stream()
            .filter(one -> !hidden.contains(one.getKey()))
            .mapToLong(Map.Entry::getValue)
            .sum();

    assertThat(hidden).containsExactly("limburg");
    assertThat(total - neighbours).isEqualTo(3);
  }

  @Test
  void subtracting_the_neighbours_tells_no_small_region_of_the_published_tables() {
    assertThat(tables()).isNotEmpty();
    for (PublishedTable table : tables()) {
      Map<List<String>, long[]> bounds = attacked(table);
      bounds.forEach(
          (cell, bound) -> {
            assertThat(bound[0] >= 1 && bound[1] <= 4)
                .as("%s is proven to be %d to %d", cell, bound[0], bound[1])
                .isFalse();
            assertThat(bound[0]).as("%s is known exactly", cell).isLessThan(bound[1]);
          });
    }
  }

  @Test
  void the_true_numbers_lie_within_what_the_attacker_finds() {
    PublishedTable table =
        tables().stream()
            .filter(one -> one.axes().size() == 2)
            .findFirst()
            .orElse(tables().getFirst());
    Map<List<String>, long[]> bounds = attacked(table);
    truth.forEach(
        (year, regions) ->
            regions.forEach(
                (region, persons) -> {
                  List<String> cell =
                      table.axes().stream()
                          .map(
                              axis ->
                                  switch (axis.code()) {
                                    case "year" -> Integer.toString(year);
                                    case "region" -> region;
                                    default -> PublishedTable.TOTAL;
                                  })
                          .toList();
                  assertThat(persons).isBetween(at(bounds, cell)[0], at(bounds, cell)[1]);
                }));
  }

  /** Narrows every cell by every sum it stands in, as part and as whole, until nothing moves. */
  private static Map<List<String>, long[]> attacked(PublishedTable table) {
    Map<List<String>, long[]> bounds = new HashMap<>();
    table
        .cells()
        .forEach(
            cell ->
                bounds.put(
                    cell.codes(),
                    cell.value() == null
                        ? new long[] {0, 100_000}
                        : new long[] {Math.max(0, cell.value() - OFF_BY), cell.value() + OFF_BY}));
    boolean moved = true;
    while (moved) {
      moved = false;
      for (List<String> whole : List.copyOf(bounds.keySet())) {
        for (int axis = 0; axis < table.axes().size(); axis++) {
          List<List<String>> parts = parts(table, whole, axis);
          moved |= !parts.isEmpty() && narrowed(bounds, whole, parts);
        }
      }
    }
    return bounds;
  }

  private static List<List<String>> parts(PublishedTable table, List<String> whole, int axis) {
    String code = whole.get(axis).equals(PublishedTable.TOTAL) ? "" : whole.get(axis);
    List<List<String>> parts = new ArrayList<>();
    for (PublishedTable.AxisCategory category : table.axes().get(axis).categories()) {
      if (category.parent().equals(code)) {
        List<String> part = new ArrayList<>(whole);
        part.set(axis, category.code());
        parts.add(part);
      }
    }
    return parts;
  }

  private static long[] at(Map<List<String>, long[]> bounds, List<String> cell) {
    return Objects.requireNonNull(bounds.get(cell), cell::toString);
  }

  private static boolean narrowed(
      Map<List<String>, long[]> bounds, List<String> whole, List<List<String>> parts) {
    long[] sum = at(bounds, whole);
    long least = parts.stream().mapToLong(part -> at(bounds, part)[0]).sum();
    long most = parts.stream().mapToLong(part -> at(bounds, part)[1]).sum();
    boolean moved = set(sum, Math.max(sum[0], least), Math.min(sum[1], most));
    for (List<String> part : parts) {
      long[] one = at(bounds, part);
      moved |=
          set(
              one,
              Math.max(one[0], sum[0] - (most - one[1])),
              Math.min(one[1], sum[1] - (least - one[0])));
    }
    return moved;
  }

  private static boolean set(long[] bound, long least, long most) {
    boolean moved = bound[0] != least || bound[1] != most;
    bound[0] = least;
    bound[1] = most;
    return moved;
  }

  @Test
  void the_page_of_a_region_tells_what_is_shown_what_that_means_and_what_one_can_do()
      throws Exception {
    String dutch = page("/publications/regions/limburg", "nl");

    assertThat(dutch)
        .contains("Mensenhandel in de regio Limburg")
        .contains("0 meldingen is niet 0 slachtoffers")
        .contains("Te weinig om te tonen")
        .contains("role=\"img\"")
        .contains("ongeveer 5.000 slachtoffers per jaar in heel Nederland, tussen 4.000 en 7.000")
        .contains("U mag het landelijke deel dat in beeld is niet op uw regio toepassen")
        .contains("Zorgcoördinatie Limburg")
        .contains("Politie Limburg")
        .contains(release.publication() + "/v1")
        .doesNotContain("Zorgcoördinatie Oost-Brabant")
        .doesNotContain("GM09")
        .doesNotContain("??monitor")
        .doesNotContain("style=");
    assertThat(page("/publications/regions/limburg", "en"))
        .contains("Human trafficking in the region Limburg")
        .contains("What can a municipality do?")
        .doesNotContain("??monitor");
    assertThat(page("/publications/regions", "nl")).contains("/publications/regions/den-haag");
    assertThat(page("/publications", "nl")).contains("/publications/regions");
  }

  @Test
  void no_shelter_and_no_telephone_number_stands_on_a_public_sheet() throws Exception {
    assertThat(page("/publications/regions/amsterdam", "nl"))
        .contains("Politie Amsterdam")
        .doesNotContain("HVO-Querido");
  }

  @Test
  void a_place_that_is_no_region_has_no_sheet() throws Exception {
    for (String place : List.of("GM0935", "maastricht", "nationwide")) {
      assertThat(
              mvc.perform(get("/publications/regions/" + place))
                  .andReturn()
                  .getResponse()
                  .getStatus())
          .as(place)
          .isEqualTo(404);
    }
  }
}
