// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor;

import static nl.schakel.platform.TestActors.COORDINATION_CENTRE;
import static nl.schakel.platform.TestActors.person;
import static nl.schakel.platform.TestActors.signedIn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import jakarta.servlet.http.Cookie;
import java.util.Locale;
import javax.sql.DataSource;
import nl.schakel.platform.SchakelTest;
import nl.schakel.platform.access.Role;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;

/** What others published, on its own page and beside our own numbers. */
@SchakelTest(properties = "test.database=monitor-published")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PublishedPagesTest {
  @Autowired DataSource dataSource;
  @Autowired MockMvc mvc;
  @Autowired PublishedNumbers published;

  @BeforeAll
  void fill() {
    new MonitorFixtures(dataSource).fill();
  }

  private String read(String path, Locale locale) throws Exception {
    return mvc.perform(
            get(path)
                .cookie(new Cookie("schakel-language", locale.getLanguage()))
                .with(signedIn(person(COORDINATION_CENTRE, Role.ANALYST))))
        .andReturn()
        .getResponse()
        .getContentAsString();
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;")
        .replace("<", "&lt;")
        .replace(">", "&gt;");
  }

  @Test
  void the_page_shows_every_published_number_with_its_definition_and_source() throws Exception {
    String page = read("/monitor/published", Locale.of("nl"));

    assertThat(published.quoted())
        .allSatisfy(
            one -> {
              assertThat(page).contains(escaped(one.definitionNl()));
              assertThat(page).contains(escaped(one.source()));
            });
    assertThat(page)
        .contains("45,9%", "meer dan 20%", "minder dan 10%", "641 dagen", "85 per jaar")
        .doesNotContain("??");
  }

  @Test
  void the_page_shows_each_place_where_sources_disagree_and_how_it_is_read() throws Exception {
    String page = read("/monitor/published", Locale.ENGLISH);

    assertThat(published.disagreements())
        .allSatisfy(
            one -> {
              assertThat(page).contains(escaped(one.differsEn()));
              assertThat(page).contains(escaped(one.readingEn()));
            });
    assertThat(page).doesNotContain("??");
  }

  @Test
  void the_safety_agenda_stands_with_target_and_realised_by_year() throws Exception {
    String page = read("/monitor/published", Locale.ENGLISH).replaceAll("\\s+", " ");

    // Target 190 and realised 187 in 2020, three short.
    assertThat(page)
        .containsPattern(">2020</th>.{0,600}>190</td>.{0,300}>187</td>.{0,300}>-3</td>");
    assertThat(page).containsPattern(">2026</th>.{0,600}>220</td>.{0,300}>not found</td>");
  }

  @Test
  void under_our_own_number_of_a_year_stand_the_others_each_by_name() throws Exception {
    String page = read("/monitor", Locale.ENGLISH).replaceAll("\\s+", " ");

    assertThat(page.indexOf("figure-beside"))
        .isBetween(page.indexOf("figure-year"), page.indexOf("figure-reporter-type"));
    // The fixture holds 1,334 persons in 2019, shown as 1,335; NR 1,334 and CM 1,372 differ by 38.
    assertThat(page)
        .containsPattern(
            ">2019</th>.{0,400}>1,335</td>.{0,400}>1,334 \\(sure\\)</td>.{0,400}>1,372 \\(sure\\)</td>.{0,400}differ by 38");
    assertThat(page).contains("1,334 or 1,372?", "about 1,044 (likely, computed)");
  }

  @Test
  void under_our_groups_stand_the_numbers_of_others_about_the_same_groups() throws Exception {
    String page = read("/monitor?from=2019&to=2019", Locale.ENGLISH).replaceAll("\\s+", " ");

    assertThat(page).contains("What do others count about the same groups?");
    // NR counted 108 minors in 2019; the fixture holds 8 of each 97 of 1,334 persons, shown as 110.
    assertThat(page).containsPattern(">2019</td>.{0,200}>110</td>.{0,400}>108</td>");
    assertThat(page)
        .as("Nigerians are not a group that this register shows")
        .containsPattern("Nigeria.{0,300}not counted that way");
    assertThat(read("/monitor?from=2015&to=2015", Locale.ENGLISH))
        .contains("Reporters outside investigation");
  }

  @Test
  void what_is_lacking_in_the_safety_agenda_follows_from_its_numbers() throws Exception {
    assertThat(read("/monitor/published", Locale.ENGLISH))
        .contains(
            "No realised number found of 2015, 2016, 2018, 2021, 2022, 2023, 2024, 2025 and 2026.")
        .contains("No target found of 2014, 2015, 2016, 2017, 2018 and 2022.");
  }

  @Test
  void years_that_were_not_asked_for_bring_no_published_numbers() throws Exception {
    String page = read("/monitor?from=2021&to=2021", Locale.ENGLISH);

    assertThat(page).contains("791 (sure)").doesNotContain("1,372");
  }

  @Test
  void the_download_holds_every_number() throws Exception {
    assertThat(read("/monitor/published.csv", Locale.ENGLISH).lines())
        .hasSize(published.quoted().size() + 1)
        .anyMatch(
            line ->
                line.startsWith("VA,2026,2026,om-suspects-target,all,persons,exact,220,sure,no,"));
  }
}
