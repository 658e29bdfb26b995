// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor;

import static nl.schakel.platform.TestActors.COORDINATION_CENTRE;
import static nl.schakel.platform.TestActors.person;
import static nl.schakel.platform.TestActors.signedIn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import jakarta.servlet.http.Cookie;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import nl.schakel.platform.SchakelTest;
import nl.schakel.platform.TestActors;
import nl.schakel.platform.TestDatabase;
import nl.schakel.platform.access.Actor;
import nl.schakel.platform.access.OrganisationId;
import nl.schakel.platform.access.Role;
import nl.schakel.platform.organisation.Organisations;
import nl.schakel.platform.web.InvalidInput;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The published Dutch table as a register: asked, made, repeated, read and taken out. */
@SchakelTest(properties = {"test.database=monitor-unseen", "db-scheduler.polling-interval=1h"})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EstimateRunsTest {
  /** Beside the centre the one that the sharing rules let see exact figures. */
  private static final OrganisationId RAPPORTEUR =
      Organisations.idOf("Nationaal Rapporteur Mensenhandel en Seksueel Geweld tegen Kinderen");

  private static final Actor ANALYST = person(COORDINATION_CENTRE, Role.ANALYST);
  private static final Actor OFFICER = person(COORDINATION_CENTRE, Role.PROGRAMME_OFFICER);
  private static final List<String> LISTS = List.of("F", "I", "K", "O", "P", "R", "Z");

  @Autowired DataSource dataSource;
  @Autowired EstimateRuns runs;
  @Autowired JdbcClient jdbc;
  @Autowired TransactionTemplate transaction;
  @Autowired MockMvc mvc;

  @BeforeAll
  void fill() throws IOException {
    MonitorFixtures fixtures = new MonitorFixtures(dataSource);
    try (InputStream file =
        Objects.requireNonNull(
            EstimateRunsTest.class.getResourceAsStream(
                "/register/overlap-netherlands-2010-2015.csv"))) {
      fixtures.overlap(2015, new String(file.readAllBytes(), StandardCharsets.UTF_8));
    }
    for (int year = 2020; year <= 2023; year++) {
      fixtures.overlap(
          year,
          """
          I,K,P,R,count
          1,0,0,0,%d
          0,1,0,0,160
          0,0,1,0,310
          0,0,0,1,150
          1,0,1,0,21
          0,1,1,0,33
          0,0,1,1,29
          0,1,0,1,16
          1,1,1,0,3
          """
              .formatted(90 + 5 * (year - 2020)));
    }
  }

  private static EstimateQuestion about(int first, int last, int replicates) {
    return new EstimateQuestion(first, last, "", "", "", "", LISTS, 1, replicates);
  }

  private final Map<EstimateQuestion, EstimateRunId> ready = new HashMap<>();

  /** A finished estimate; the same question is computed once. */
  private EstimateRunId ready(EstimateQuestion question) {
    return ready.computeIfAbsent(question, this::made);
  }

  private EstimateRunId made(EstimateQuestion question) {
    EstimateRunId id = TestActors.as(ANALYST, () -> runs.start(question));
    runs.make(id);
    return id;
  }

  private EstimateRun run(EstimateRunId id) {
    return TestActors.as(ANALYST, () -> runs.get(id));
  }

  private JsonNode result(EstimateRunId id) {
    return new JsonMapper().readTree(TestActors.as(ANALYST, () -> runs.read(id)).json());
  }

  private MockHttpServletResponse send(Actor actor, MockHttpServletRequestBuilder request)
      throws Exception {
    return mvc.perform(request.with(signedIn(actor)).with(csrf())).andReturn().getResponse();
  }

  private String page(Actor actor, String path) throws Exception {
    return send(actor, get(path)).getContentAsString();
  }

  private long logged(String activity) {
    return TestDatabase.ownerOf(dataSource)
        .sql("select count(*) from audit.entry where activity = :activity")
        .param("activity", activity)
        .query(Long.class)
        .single();
  }

  @Test
  void the_register_gives_what_the_published_table_gives_and_says_not_to_publish_one_number()
      throws Exception {
    EstimateRunId id = made(about(2015, 2015, 100));

    JsonNode json = result(id);
    // reference.json, Ned, stepwise at 0.02: MultipleSystemsEstimation 1.2.0.
    assertThat(json.get("observed").asLong()).isEqualTo(8234);
    assertThat(json.get("estimates").get(0).get("population").asDouble())
        .isCloseTo(111139.37123, within(1e-4));
    assertThat(json.get("estimates").size()).isEqualTo(5);
    assertThat(run(id).state()).isEqualTo(EstimateRunState.DONE);
    assertThat(run(id).question().lists()).containsExactly("I", "K", "O", "P", "R", "Z");
    assertThat(page(ANALYST, "/monitor/unseen/" + id))
        .contains("Publiceer niet één getal")
        .contains("111.139")
        .contains("7,4%")
        .contains("Gepubliceerd: WODC 2017")
        .contains("role=\"img\"")
        .contains(run(id).snapshot())
        .doesNotContain("style=")
        .doesNotContain("??monitor");
  }

  @Test
  void a_repetition_is_equal_bit_for_bit_although_the_register_has_changed() throws Exception {
    EstimateRunId first = made(about(2020, 2023, 100));
    new MonitorFixtures(dataSource).overlap(2021, "K,P,count\n1,1,7\n");

    EstimateRunId second = TestActors.as(ANALYST, () -> runs.repeat(first));
    assertThat(TestActors.as(ANALYST, () -> runs.equalsOriginal(run(second)))).isEmpty();
    runs.make(second);

    assertThat(run(second).snapshot()).isEqualTo(run(first).snapshot());
    assertThat(run(second).fingerprint()).isEqualTo(run(first).fingerprint()).isPresent();
    assertThat(TestActors.as(ANALYST, () -> runs.equalsOriginal(run(second))))
        .isEqualTo(Optional.of(true));
    assertThat(page(ANALYST, "/monitor/unseen/" + second))
        .contains("precies zo terug als de eerste keer");
    assertThat(run(made(about(2020, 2023, 100))).snapshot()).isNotEqualTo(run(first).snapshot());
  }

  @Test
  void another_seed_gives_another_fingerprint() {
    EstimateQuestion other = new EstimateQuestion(2022, 2022, "", "", "", "", LISTS, 2, 100);

    assertThat(run(made(other)).fingerprint())
        .isNotEqualTo(run(ready(about(2022, 2022, 100))).fingerprint());
  }

  @Test
  void years_are_estimated_apart_and_smoothed_beside_published_figures() throws Exception {
    EstimateRunId id = ready(about(2020, 2023, 0));

    JsonNode json = result(id);
    assertThat(json.get("strata").size()).isEqualTo(4);
    assertThat(json.get("trend").size()).isEqualTo(4);
    assertThat(page(ANALYST, "/monitor/unseen/" + id))
        .contains("Hoe gaat het per jaar?")
        .contains("2020")
        .doesNotContain("??monitor");
    EstimateRunId wide = made(about(2015, 2023, 0));
    assertThat(page(ANALYST, "/monitor/unseen/" + wide)).contains("Gepubliceerd: WODC 2021");
  }

  @Test
  void a_stratum_and_chosen_lists_count_only_those() {
    EstimateQuestion women =
        new EstimateQuestion(2022, 2022, "", "female", "", "", List.of("K", "P", "R"), 1, 0);

    long all = result(ready(about(2022, 2022, 0))).get("observed").asLong();
    EstimateRunId id = made(women);

    // 90 + 5 * 2 persons stand on I alone in 2022; the fixture makes every fourth person male.
    assertThat(result(id).get("observed").asLong()).isBetween(all / 2, all - 100);
    assertThat(run(id).question().lists()).containsExactly("K", "P", "R");
    assertThat(run(id).question().everybody()).isFalse();
  }

  @Test
  void nothing_below_five_leaves_the_house() throws Exception {
    EstimateRunId id = ready(about(2022, 2022, 0));
    long before = logged("monitor.export-estimate");

    String csv = page(ANALYST, "/monitor/unseen/" + id + "/overlap.csv");
    String json = page(ANALYST, "/monitor/unseen/" + id + "/estimates.json");
    MockHttpServletResponse report = send(ANALYST, get("/monitor/unseen/" + id + "/report.html"));

    assertThat(csv).contains("exactly,K:P,35").doesNotContain("I:K:P,3");
    csv.lines()
        .skip(1)
        .map(line -> line.substring(line.lastIndexOf(',') + 1))
        .forEach(persons -> assertThat(persons.matches("<5|–|[0-9]*[05]")).as(persons).isTrue());
    JsonNode safe = new JsonMapper().readTree(json);
    assertThat(safe.get("observed").asLong() % 5).isZero();
    assertThat(safe.get("estimates").get(0).get("population").asLong() % 5).isZero();
    assertThat(safe.get("estimates").get(0).has("bic")).isFalse();
    assertThat(json).doesNotContain("logLikelihood");
    assertThat(report.getHeader("Content-Disposition")).contains("attachment");
    assertThat(report.getContentAsString())
        .contains("<html lang=\"nl\">", "Oordeel", "Verdict in English")
        .contains("Modelwolk")
        .contains(id.toString())
        .doesNotContain("<script", "src=")
        .doesNotContain(run(id).snapshot().substring(0, 8));
    assertThat(logged("monitor.export-estimate")).isEqualTo(before + 3);
  }

  @Test
  void each_question_repetition_and_reading_is_logged() throws Exception {
    long asked = logged("monitor.estimate");
    long read = logged("monitor.read-estimate");

    EstimateRunId id = made(about(2023, 2023, 0));
    EstimateRunId again = TestActors.as(ANALYST, () -> runs.repeat(id));
    runs.make(again);
    page(ANALYST, "/monitor/unseen/" + id);

    assertThat(logged("monitor.estimate")).isEqualTo(asked + 1);
    assertThat(logged("monitor.repeat-estimate")).isPositive();
    assertThat(logged("monitor.estimate-ended")).isPositive();
    assertThat(logged("monitor.read-estimate")).isEqualTo(read + 1);
  }

  @Test
  void only_the_own_analysts_find_it() throws Exception {
    EstimateRunId id = ready(about(2022, 2022, 0));
    Actor elsewhere = person(RAPPORTEUR, Role.ANALYST);

    assertThat(send(OFFICER, get("/monitor/unseen")).getStatus()).isEqualTo(403);
    for (String path : List.of("", "/report.html", "/estimates.json", "/overlap.csv")) {
      assertThat(send(elsewhere, get("/monitor/unseen/" + id + path)).getStatus()).isEqualTo(404);
      assertThat(send(OFFICER, get("/monitor/unseen/" + id + path)).getStatus()).isEqualTo(403);
    }
    assertThat(send(ANALYST, get("/monitor/unseen/" + UUID.randomUUID())).getStatus())
        .isEqualTo(404);
    assertThat(page(elsewhere, "/monitor/unseen")).doesNotContain(id.toString());
  }

  @Test
  void the_database_itself_shows_a_run_and_its_counts_to_the_own_organisation_alone() {
    EstimateRunId id = ready(about(2022, 2022, 0));
    String query =
        """
        select count(*) from monitor.estimate_run run
          join monitor.estimate_snapshot snapshot on snapshot.sha256 = run.snapshot_sha256
         where run.id = :id
        """;
    Function<Actor, Long> seen =
        actor ->
            TestActors.as(
                actor,
                () ->
                    transaction.execute(
                        status ->
                            jdbc.sql(query).param("id", id.value()).query(Long.class).single()));

    assertThat(seen.apply(person(TestActors.anOrganisation(), Role.ANALYST))).isZero();
    assertThat(seen.apply(ANALYST)).isOne();
  }

  @Test
  void the_page_shows_the_overlap_that_the_estimates_rest_on_and_no_small_group() throws Exception {
    EstimateRunId id = ready(about(2022, 2022, 0));

    assertThat(page(ANALYST, "/monitor/unseen/" + id))
        .contains("Waarop rusten de schattingen?")
        .contains(">K P<", ">35<")
        .doesNotContain(">I K P<");
  }

  @Test
  void a_form_without_a_single_tick_asks_for_no_list_instead_of_for_all() throws Exception {
    MockHttpServletResponse answer =
        send(ANALYST, post("/monitor/unseen").param("from", "2022").param("lists", ""));

    assertThat(answer.getStatus()).isEqualTo(422);
    assertThat(answer.getContentAsString())
        .contains("minder dan twee bronlijsten")
        .doesNotContain("checked=\"checked\"");
    assertThat(page(ANALYST, "/monitor/unseen"))
        .contains("<input type=\"hidden\" name=\"lists\" value=\"\">")
        .contains("checked=\"checked\"");
  }

  @Test
  void many_who_ask_at_once_break_nothing_and_get_no_more_than_wait_in_turn() throws Exception {
    Actor flood = person(RAPPORTEUR, Role.ANALYST);
    List<EstimateRunId> planned = new CopyOnWriteArrayList<>();
    AtomicInteger refused = new AtomicInteger();

    try (ExecutorService many = Executors.newFixedThreadPool(8)) {
      List<Future<?>> asked = new ArrayList<>();
      for (int i = 0; i < EstimateRuns.MOST_WAITING + 4; i++) {
        asked.add(
            many.submit(
                () -> {
                  try {
                    planned.add(TestActors.as(flood, () -> runs.start(about(2022, 2022, 0))));
                  } catch (InvalidInput busy) {
                    refused.incrementAndGet();
                  }
                }));
      }
      for (Future<?> one : asked) {
        one.get();
      }
    }

    assertThat(planned).hasSize(EstimateRuns.MOST_WAITING);
    assertThat(refused.get()).isEqualTo(4);
    planned.forEach(runs::giveUp);
  }

  @Test
  void a_run_that_waits_shows_how_far_it_is_without_script() throws Exception {
    MockHttpServletResponse sent =
        send(
            ANALYST,
            post("/monitor/unseen")
                .param("from", "2022")
                .param("to", "2022")
                .param("replicates", "0"));
    String path = Objects.requireNonNull(sent.getHeader("Location"));

    MockHttpServletResponse waiting = send(ANALYST, get(path));
    assertThat(waiting.getHeader("Refresh")).isEqualTo("2");
    assertThat(waiting.getContentAsString()).contains("<progress", "wacht");
    runs.make(new EstimateRunId(UUID.fromString(path.substring(path.length() - 36))));
    MockHttpServletResponse done = send(ANALYST, get(path));
    assertThat(done.getHeader("Refresh")).isNull();
    assertThat(done.getContentAsString()).contains("Herhaal deze schatting");
    assertThat(page(ANALYST, "/monitor/unseen")).contains(path).contains("klaar");
  }

  @Test
  void a_wrong_question_is_answered_with_what_would_mend_it() throws Exception {
    MockHttpServletResponse wrong =
        send(
            ANALYST,
            post("/monitor/unseen")
                .param("from", "vroeger")
                .param("sex", "beide")
                .param("lists", "P")
                .param("replicates", "7")
                .param("seed", "toeval"));

    assertThat(wrong.getStatus()).isEqualTo(422);
    assertThat(wrong.getContentAsString())
        .contains("Vul een jaar in van 1900 tot en met 2100.")
        .contains("Dit antwoord staat niet op de lijst.")
        .contains("minder dan twee bronlijsten")
        .contains("0 of een getal van 100 tot en met 10.000")
        .contains("geheel getal van ten hoogste vijftien cijfers");
    assertThatExceptionOfType(InvalidInput.class)
        .isThrownBy(() -> TestActors.as(ANALYST, () -> runs.start(about(1950, 1950, 0))));
  }

  @Test
  void lists_that_never_overlap_are_answered_in_words() throws Exception {
    new MonitorFixtures(dataSource).overlap(1999, "P,R,count\n1,0,30\n0,1,40\n");

    EstimateRunId id = made(about(1999, 1999, 100));

    assertThat(run(id).state()).isEqualTo(EstimateRunState.DONE);
    assertThat(page(ANALYST, "/monitor/unseen/" + id))
        .contains("de lijsten overlappen nergens")
        .contains("geen getal");
  }

  @Test
  void a_run_that_was_given_up_says_so() throws Exception {
    EstimateRunId id = TestActors.as(ANALYST, () -> runs.start(about(2022, 2022, 0)));

    runs.giveUp(id);

    assertThat(run(id).state()).isEqualTo(EstimateRunState.FAILED);
    assertThat(page(ANALYST, "/monitor/unseen/" + id)).contains("vastgelopen");
    runs.make(id);
    assertThat(run(id).state()).isEqualTo(EstimateRunState.FAILED);
  }

  @Test
  void both_languages_are_complete() throws Exception {
    EstimateRunId id = ready(about(2020, 2023, 0));
    for (String path : List.of("/monitor/unseen", "/monitor/unseen/" + id)) {
      String html =
          send(ANALYST, get(path).cookie(new Cookie("schakel-language", "en")))
              .getContentAsString();
      assertThat(html).contains("lang=\"en\"").doesNotContain("??monitor");
    }
    assertThat(TestActors.as(ANALYST, () -> runs.report(id, Locale.ENGLISH)))
        .contains("<html lang=\"en\">");
  }

  @Test
  void a_snapshot_reads_back_as_it_was_written() {
    String text = "year,K,P,count\n0,1,0,7\n0,1,1,3\n2020,1,0,7\n2020,1,1,3\n";

    assertThat(EstimateSnapshot.read(text).text()).isEqualTo(text);
    assertThat(EstimateSnapshot.read(text).together().observed()).isEqualTo(10);
    assertThat(Pattern.matches("[0-9a-f]{64}", run(ready(about(2022, 2022, 0))).snapshot()))
        .isTrue();
  }
}
