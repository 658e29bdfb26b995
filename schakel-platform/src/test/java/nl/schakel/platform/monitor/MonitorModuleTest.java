// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor;

import static nl.schakel.platform.TestActors.COORDINATION_CENTRE;
import static nl.schakel.platform.TestActors.person;
import static nl.schakel.platform.TestActors.signedIn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import jakarta.servlet.http.Cookie;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import javax.sql.DataSource;
import nl.schakel.platform.SchakelTest;
import nl.schakel.platform.TestActors;
import nl.schakel.platform.TestDatabase;
import nl.schakel.platform.access.Actor;
import nl.schakel.platform.access.Role;
import nl.schakel.platform.command.CommandRunner;
import nl.schakel.platform.register.RegisterFigures;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;

@SchakelTest(properties = "test.database=monitor")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MonitorModuleTest {
  private static final Actor REGISTRAR = TestActors.registrar();
  private static final Actor ANALYST = person(COORDINATION_CENTRE, Role.ANALYST);
  private static final Actor OFFICER = person(COORDINATION_CENTRE, Role.PROGRAMME_OFFICER);

  @Autowired DataSource dataSource;
  @Autowired Figures figures;
  @Autowired FallenReporters fallenReporters;
  @Autowired GroupChanges groupChanges;
  @Autowired RegisterFigures register;
  @Autowired CommandRunner commands;
  @Autowired MockMvc mvc;

  @BeforeAll
  void fill() {
    new MonitorFixtures(dataSource).fill();
  }

  private PublishedFigures published() {
    return TestActors.as(ANALYST, figures::ofTheDay);
  }

  private MockHttpServletResponse page(Actor actor, String path) throws Exception {
    return mvc.perform(get(path).with(signedIn(actor))).andReturn().getResponse();
  }

  @Test
  void everything_that_is_shown_keeps_hidden_numbers_open() {
    assertThat(published().years()).hasSize(12);
    assertThat(published().years().values())
        .allSatisfy(
            year -> {
              CellAudit audit = new CellAudit(year);
              assertThat(
                      audit.keepsAllOpen()
                          || year.cuts().values().stream()
                              .noneMatch(
                                  cut ->
                                      cut instanceof SafeCut.Shown shown
                                          && !audit.keepsOpenForWhoKnowsTheTotal(shown)))
                  .isTrue();
            });
  }

  @Test
  void the_total_of_a_year_is_the_count_of_the_register_rounded() {
    assertThat(published().years().get(2018))
        .extracting(SafeYear::total)
        .isEqualTo(new SafeCell.Shown(670));
  }

  @Test
  void the_figures_of_a_day_stay_the_same_all_day_and_after_a_restart() {
    PublishedFigures before = published();
    long version = TestActors.as(REGISTRAR, register::version);

    new MonitorFixtures(dataSource).victims(2010, 40);

    assertThat(TestActors.as(REGISTRAR, register::version)).isNotEqualTo(version);
    assertThat(published()).isEqualTo(before);
    assertThat(stored()).contains(before.years());
  }

  private Optional<NavigableMap<Integer, SafeYear>> stored() {
    return TestDatabase.ownerOf(dataSource)
        .sql("select figures from monitor.day_figures")
        .query(String.class)
        .optional()
        .map(FigureJson::read);
  }

  @Test
  void the_page_answers_one_question_a_figure_with_its_definition_beside_it() throws Exception {
    String html = page(ANALYST, "/monitor").getContentAsString();

    assertThat(html)
        .contains("Hoeveel vermoedelijke slachtoffers zijn er per jaar gemeld?")
        .contains("role=\"img\"")
        .contains("Iemand telt één keer in elk jaar")
        .contains("0 meldingen is niet 0 slachtoffers")
        .contains("mei 2018: AVG")
        .contains("Wat konden wij in 2025 niet zien?")
        .doesNotContain("style=")
        .doesNotContain("??monitor");
    assertThat(page(ANALYST, "/monitor?from=2020&to=2021").getContentAsString())
        .contains("Wat konden wij in 2021 niet zien?")
        .doesNotContain("mei 2018");
  }

  @Test
  void both_languages_are_complete_on_every_page() throws Exception {
    for (String path :
        List.of("/monitor", "/monitor/estimates", "/monitor/overlap", "/monitor/drops")) {
      assertThat(
              mvc.perform(
                      get(path)
                          .with(signedIn(REGISTRAR))
                          .cookie(new Cookie("schakel-language", "en")))
                  .andReturn()
                  .getResponse()
                  .getContentAsString())
          .contains("lang=\"en\"")
          .doesNotContain("??monitor");
    }
  }

  @Test
  void a_year_that_is_no_year_is_answered_with_what_would_mend_it() throws Exception {
    MockHttpServletResponse onPage = page(ANALYST, "/monitor?from=vroeger");
    assertThat(onPage.getStatus()).isEqualTo(422);
    assertThat(onPage.getContentAsString()).contains("Vul een jaar in van 1900 tot en met 2100.");

    MockHttpServletResponse fromApi = page(ANALYST, "/api/v1/figures?from=2024&to=2020");
    assertThat(fromApi.getStatus()).isEqualTo(400);
    assertThat(fromApi.getContentType()).startsWith("application/problem+json");
    assertThat(fromApi.getContentAsString()).contains("monitor.years-order");

    assertThat(page(ANALYST, "/monitor/overlap?year=20x4").getStatus()).isEqualTo(422);
    assertThat(page(ANALYST, "/monitor/overlap.csv?year=20x4").getStatus()).isEqualTo(422);
    assertThat(page(ANALYST, "/api/v1/overlap?year=20x4").getStatus()).isEqualTo(400);
  }

  @Test
  void the_download_tells_hidden_apart_from_shown_and_carries_the_definitions() throws Exception {
    String csv = page(ANALYST, "/monitor/figures.csv?from=2018&to=2018").getContentAsString();

    assertThat(csv)
        .startsWith("year,dimension,code,label,state,persons,definition,counting_rule,source,as_of")
        .contains("2018,year,all,Alle vermoedelijke slachtoffers,rounded,670,")
        .contains("2018,form,organ-removal,")
        .contains(",under-5,,");
    assertThat(page(OFFICER, "/monitor/estimates.csv").getContentAsString())
        .contains("published,NR,2018,2018,all,668,,,sure");
  }

  @Test
  void programs_get_the_same_figures_with_their_definitions() throws Exception {
    String json = page(ANALYST, "/api/v1/figures?from=2018&to=2018").getContentAsString();

    assertThat(json)
        .contains("\"year\":2018")
        .contains("\"persons\":670")
        .contains("\"state\":\"under-5\"")
        .contains("\"countingRule\"")
        .contains("\"2018-05-25\"");
  }

  @Test
  void published_numbers_stand_beside_estimates_and_the_share_is_computed() throws Exception {
    assertThat(page(OFFICER, "/monitor/estimates").getContentAsString())
        .contains("29 van 1.300 is 2,2%")
        .contains("andere groep")
        .contains("Global Slavery Index")
        .doesNotContain("??monitor");
  }

  @Test
  void the_overlap_counts_exact_sets_and_each_reading_is_logged() throws Exception {
    long before = logged("monitor.overlap");

    String json = page(ANALYST, "/api/v1/overlap?year=2018").getContentAsString();
    String html = page(ANALYST, "/monitor/overlap?year=2018").getContentAsString();

    assertThat(json).contains("\"persons\":668").contains("[\"O\",\"P\",\"R\"]");
    assertThat(html).contains("niet om te publiceren").contains("Politie + Regionale");
    assertThat(logged("monitor.overlap")).isEqualTo(before + 2);
    assertThat(page(OFFICER, "/monitor/overlap").getStatus()).isEqualTo(403);
  }

  private long logged(String activity) {
    return TestDatabase.ownerOf(dataSource)
        .sql(
            "select count(*) from audit.entry where activity = :activity and purpose = 'STATISTICS'")
        .param("activity", activity)
        .query(Long.class)
        .single();
  }

  @Test
  void the_command_prints_the_overlap_for_people_and_for_programs() {
    String csv = printed("overlap", "--csv", "--year", "2018");
    String people = printed("overlap", "--year", "2018");

    assertThat(csv).startsWith("F,I,K,O,P,R,count\n").contains("0,0,0,1,1,1,");
    assertThat(people).contains("668 presumed victims in 2018").contains("P  Police").contains("#");
    assertThat(printed("overlap", "--csv", "--year", "1950")).isEqualTo("count\n");
  }

  @Test
  void a_year_that_is_none_ends_the_command_with_one_sentence() {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PrintStream before = System.err;
    System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
    try {
      assertThat(commands.run("overlap", List.of("--year", "now"))).isEqualTo(2);
      assertThat(commands.run("overlap", List.of("--year"))).isEqualTo(2);
      assertThat(commands.run("overlap", List.of("--what"))).isEqualTo(2);
    } finally {
      System.setErr(before);
    }

    assertThat(said.toString(StandardCharsets.UTF_8).lines())
        .containsExactly(
            "--year takes a year from 1900 to 2100, such as 2024.",
            "--year takes a year from 1900 to 2100, such as 2024.",
            "Schakel knows: overlap [--year Y] [--csv].");
  }

  private String printed(String verb, String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream before = System.out;
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
    try {
      assertThat(commands.run(verb, List.of(arguments))).isZero();
    } finally {
      System.setOut(before);
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void who_reports_less_is_on_the_list_and_on_the_registrars_home_page() throws Exception {
    String html = page(REGISTRAR, "/monitor/drops").getContentAsString();

    assertThat(html)
        .contains("Fier")
        .contains(
            "12 meldingen in de laatste twaalf maanden, tegen gemiddeld 60 per jaar daarvoor.")
        .doesNotContain("Politie Noord-Nederland")
        .doesNotContain("??monitor");
    assertThat(TestActors.as(REGISTRAR, fallenReporters::waiting)).hasSize(1);
    assertThat(TestActors.as(OFFICER, fallenReporters::waiting)).isEmpty();
    assertThat(page(OFFICER, "/monitor/drops").getStatus()).isEqualTo(403);
  }

  @Test
  void what_fell_and_what_rose_is_told_in_tens_and_organisations_only_to_who_may_know_them()
      throws Exception {
    String html = page(ANALYST, "/monitor/drops").getContentAsString();

    assertThat(html)
        .as("one organisation reports in that region")
        .doesNotContain("Regio van de melder: Landelijk")
        .contains("Vorm van uitbuiting: Seksuele uitbuiting")
        .contains("Gestegen naar 100 meldingen")
        .contains("hoogstens 1 op 10.000")
        .doesNotContain("Fier")
        .doesNotContain("12 meldingen")
        .doesNotContain("??monitor");
    assertThat(page(REGISTRAR, "/monitor/drops").getContentAsString())
        .contains("Regio van de melder: Landelijk")
        .contains(
            "Gedaald naar minder dan 20 meldingen in de laatste twaalf maanden. Daarvoor 60, 60 en 60 per twaalf maanden.");
  }

  /** Whoever reads the page learns tens: every number of reports on it is one, or none. */
  @Test
  void no_exact_number_of_reports_leaves_the_list_of_groups() {
    assertThat(TestActors.as(ANALYST, groupChanges::all))
        .isNotEmpty()
        .allSatisfy(
            group ->
                assertThat(group.years())
                    .allSatisfy(
                        year ->
                            assertThat(
                                    year.about().isEmpty()
                                        || year.about().getAsLong() >= 20
                                            && year.about().getAsLong() % 10 == 0)
                                .isTrue()));
  }
}
