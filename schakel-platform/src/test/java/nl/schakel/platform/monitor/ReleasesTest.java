// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor;

import static nl.schakel.platform.TestActors.COORDINATION_CENTRE;
import static nl.schakel.platform.TestActors.person;
import static nl.schakel.platform.TestActors.signedIn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import jakarta.servlet.http.Cookie;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import nl.schakel.platform.SchakelTest;
import nl.schakel.platform.TestActors;
import nl.schakel.platform.TestDatabase;
import nl.schakel.platform.access.AccountId;
import nl.schakel.platform.access.Actor;
import nl.schakel.platform.access.OrganisationId;
import nl.schakel.platform.access.Role;
import nl.schakel.platform.monitor.aggregate.AggregateDecision;
import nl.schakel.platform.monitor.aggregate.AggregateId;
import nl.schakel.platform.monitor.aggregate.AggregateRequest;
import nl.schakel.platform.monitor.aggregate.Aggregates;
import nl.schakel.platform.monitor.aggregate.UploadOutcome;
import nl.schakel.platform.monitor.release.DecideOutcome;
import nl.schakel.platform.monitor.release.DraftRequest;
import nl.schakel.platform.monitor.release.Exploration;
import nl.schakel.platform.monitor.release.ExploreOutcome;
import nl.schakel.platform.monitor.release.Explorer;
import nl.schakel.platform.monitor.release.FreezeRequest;
import nl.schakel.platform.monitor.release.FrozenSet;
import nl.schakel.platform.monitor.release.FrozenSets;
import nl.schakel.platform.monitor.release.MonitorSpecification;
import nl.schakel.platform.monitor.release.Publications;
import nl.schakel.platform.monitor.release.Refusal;
import nl.schakel.platform.monitor.release.Release;
import nl.schakel.platform.monitor.release.ReleaseDrafts;
import nl.schakel.platform.monitor.release.ReleaseId;
import nl.schakel.platform.monitor.release.ReleaseNotFound;
import nl.schakel.platform.monitor.release.ReleaseState;
import nl.schakel.platform.monitor.release.ReleaseTable;
import nl.schakel.platform.monitor.release.Releases;
import nl.schakel.platform.organisation.Organisations;
import nl.schakel.platform.register.ReportsForgotten;
import nl.schakel.platform.report.ReportId;
import nl.schakel.platform.sharing.DisclosureRefused;
import nl.schakel.platform.web.InvalidInput;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** From a frozen set to a public page: frozen, drafted, audited, approved by another, published. */
@SchakelTest(properties = {"test.database=monitor-releases", "db-scheduler.polling-interval=1h"})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.MethodName.class)
class ReleasesTest {
  private static final Actor DRAFTER = person(COORDINATION_CENTRE, Role.ANALYST);
  private static final Actor SECOND = person(COORDINATION_CENTRE, Role.ANALYST);

  /** Beside the centre the one that the sharing rules let see exact figures. */
  private static final Actor STATISTICS =
      person(Organisations.idOf("Centraal Bureau voor de Statistiek"), Role.ANALYST);

  private static final Actor ELSEWHERE =
      person(
          Organisations.idOf("Nationaal Rapporteur Mensenhandel en Seksueel Geweld tegen Kinderen"),
          Role.ANALYST);

  @Autowired DataSource dataSource;
  @Autowired FrozenSets sets;
  @Autowired ReleaseDrafts drafts;
  @Autowired Releases releases;
  @Autowired Publications publications;
  @Autowired Explorer explorer;
  @Autowired Aggregates aggregates;
  @Autowired MockMvc mvc;
  @Autowired JdbcClient jdbc;
  @Autowired TransactionTemplate transaction;
  @Autowired ApplicationEventPublisher events;
  private int names;

  @BeforeAll
  void fill() {
    new MonitorFixtures(dataSource).fill();
  }

  private FrozenSet frozen(int first, int last) {
    return TestActors.as(
        DRAFTER, () -> sets.freeze(FreezeRequest.first("voorbeeld-" + names++, first, last)));
  }

  private Release draft(FrozenSet set, String monitor, Instant publishAt) {
    return made(new DraftRequest(set.id(), monitor, publishAt, ""));
  }

  private Release made(DraftRequest request) {
    Release planned = TestActors.as(DRAFTER, () -> drafts.plan(request));
    drafts.make(planned.id());
    return TestActors.as(DRAFTER, () -> releases.get(planned.id()));
  }

  private JdbcClient behind() {
    return TestDatabase.ownerOf(dataSource);
  }

  private Release published(FrozenSet set, String monitor) {
    Release draft = draft(set, monitor, Instant.now().minusSeconds(5));
    assertThat(TestActors.as(SECOND, () -> releases.approve(draft.id(), "Nagelezen")))
        .isInstanceOf(DecideOutcome.Done.class);
    return draft;
  }

  private MockHttpServletResponse asNobody(String path) throws Exception {
    return mvc.perform(get(path)).andReturn().getResponse();
  }

  private MockHttpServletResponse send(Actor actor, MockHttpServletRequestBuilder request)
      throws Exception {
    return mvc.perform(request.with(signedIn(actor)).with(csrf())).andReturn().getResponse();
  }

  @Test
  void a_release_goes_from_frozen_facts_to_everybody_through_a_second_person() {
    FrozenSet set = frozen(2016, 2020);
    Release draft = draft(set, "slachtoffermonitor", Instant.now().minusSeconds(5));
    List<ReleaseTable> tables = TestActors.as(DRAFTER, () -> releases.tables(draft.id()));

    assertThatExceptionOfType(ReleaseNotFound.class)
        .isThrownBy(() -> publications.get(draft.publication(), Optional.empty()));
    assertThat(TestActors.as(DRAFTER, () -> releases.approve(draft.id(), "")))
        .isInstanceOf(DecideOutcome.OwnDraft.class);
    assertThat(TestActors.as(SECOND, () -> releases.giveBack(draft.id(), " ")))
        .isInstanceOf(DecideOutcome.NoReason.class);
    assertThat(TestActors.as(SECOND, () -> releases.approve(draft.id(), "Nagelezen")))
        .isInstanceOf(DecideOutcome.Done.class);
    assertThat(TestActors.as(SECOND, () -> releases.approve(draft.id(), "")))
        .isInstanceOf(DecideOutcome.NotOpen.class);

    var read = publications.get("slachtoffermonitor-2020", Optional.empty());
    assertThat(read.tables()).hasSameSizeAs(tables);
    assertThat(read.sha256()).isEqualTo(set.sha256());
    assertThat(read.tables().stream().filter(table -> table.published().isPresent()))
        .hasSizeGreaterThan(4);
  }

  private static MockHttpServletRequestBuilder planned(
      FrozenSet set, String monitor, String publishAt) {
    return post("/monitor/releases")
        .param("set", set.id().toString())
        .param("monitor", monitor)
        .param("publishAt", publishAt);
  }

  @Test
  void a_draft_is_made_beside_the_page_that_tells_how_far_it_is() throws Exception {
    FrozenSet set = frozen(2018, 2020);
    MockHttpServletResponse sent = send(DRAFTER, planned(set, "sdg-16-2-2", "1-1-2020 9:00"));
    String address = Objects.requireNonNull(sent.getRedirectedUrl());
    MockHttpServletResponse waiting = send(DRAFTER, get(address));

    assertThat(waiting.getHeader("Refresh")).isEqualTo("2");
    assertThat(waiting.getContentAsString())
        .contains("Wordt gemaakt", "<progress")
        .doesNotContain("/approval");
    ReleaseId id = new ReleaseId(UUID.fromString(address.substring(address.length() - 36)));
    assertThat(TestActors.as(SECOND, () -> releases.approve(id, "")))
        .as("nobody approves what is not there yet")
        .isInstanceOf(DecideOutcome.NotOpen.class);

    drafts.make(id);
    drafts.make(id);

    MockHttpServletResponse ready = send(SECOND, get(address));
    assertThat(ready.getHeader("Refresh")).isNull();
    assertThat(ready.getContentAsString()).contains("/approval").doesNotContain("<progress");
    assertThat(TestActors.as(DRAFTER, () -> releases.tables(id))).isNotEmpty();
  }

  @Test
  void a_draft_of_whose_set_somebody_is_erased_meanwhile_fails_without_a_table() {
    FrozenSet set = frozen(2020, 2021);
    Release planned =
        TestActors.as(
            DRAFTER, () -> drafts.plan(new DraftRequest(set.id(), "eu-19a", Instant.now(), "")));
    behind()
        .sql(
            """
            insert into monitor.frozen_erasure (set_id, erased_on, persons, records)
            values (:set, current_date, 1, 1)
            """)
        .param("set", set.id().value())
        .update();

    drafts.make(planned.id());

    Release failed = TestActors.as(DRAFTER, () -> releases.get(planned.id()));
    assertThat(failed.state()).isEqualTo(ReleaseState.FAILED);
    assertThat(failed.failedWhy()).contains("erased");
    assertThat(TestActors.as(DRAFTER, () -> releases.tables(planned.id()))).isEmpty();
    assertThat(draft(frozen(2019, 2021), "eu-19a", Instant.now()).version())
        .as("a failed draft takes no number")
        .isEqualTo(1);
  }

  @Test
  void nobody_works_a_small_number_out_of_a_table_that_goes_out() {
    Release release = published(frozen(2016, 2019), "slachtoffermonitor");

    assertThat(publications.get(release.publication(), Optional.empty()).tables())
        .allSatisfy(
            table ->
                table
                    .published()
                    .ifPresent(
                        shown -> {
                          assertThat(shown.values().values())
                              .isNotEmpty()
                              .allMatch(value -> value % 5 == 0);
                          assertThat(table.audit().passed()).isTrue();
                        }));
  }

  @Test
  void shares_in_files_and_answers_are_computed_from_the_shown_numbers() throws Exception {
    Release release = published(frozen(2014, 2017), "slachtoffermonitor");
    String base = "/publications/%s/v%d/total".formatted(release.publication(), release.version());
    List<String> lines = asNobody(base + ".csv").getContentAsString().lines().toList();
    Map<String, Long> totals = new LinkedHashMap<>();
    lines.stream()
        .skip(1)
        .map(line -> line.split(",", -1))
        .filter(cells -> cells[3].equals("total"))
        .forEach(cells -> totals.put(cells[0], Long.valueOf(cells[6])));

    assertThat(lines.getFirst()).endsWith("persons,share");
    assertThat(lines.stream().skip(1).map(line -> line.split(",", -1)))
        .allSatisfy(
            cells -> {
              long persons = Long.parseLong(cells[6]);
              boolean shared = !cells[3].equals("total") && persons > 0;
              assertThat(cells[7])
                  .isEqualTo(
                      shared
                          ? Double.toString(
                              Math.round(
                                      100.0
                                          * persons
                                          / Objects.requireNonNull(totals.get(cells[0])))
                                  / 100.0)
                          : "");
            });
    JsonNode answer =
        new JsonMapper()
            .readTree(
                asNobody(
                        "/api/v1/publications/%s/versions/%d/tables/total"
                            .formatted(release.publication(), release.version()))
                    .getContentAsString());
    assertThat(answer.get("cells").findValues("share")).isNotEmpty();
    assertThat(asNobody(base + ".csv-metadata.json").getContentAsString()).contains("\"share\"");
    assertThat(
            asNobody("/publications/" + release.publication() + "/v" + release.version())
                .getContentAsString())
        .contains("is bij ongeveer", "seksuele uitbuiting gemeld, alleen of naast een andere vorm")
        .contains("De grootste groep:", "berekend uit de afgeronde aantallen");
  }

  @Test
  void the_same_figures_come_out_again_bit_for_bit_after_a_later_release() {
    FrozenSet set = frozen(2014, 2018);
    Release first = published(set, "slachtoffermonitor");
    Release later = published(set, "sdg-16-2-2");

    assertThat(TestActors.as(SECOND, () -> releases.repeat(first.id())))
        .isEqualTo(Releases.Repeated.SAME);
    assertThat(TestActors.as(SECOND, () -> releases.repeat(later.id())))
        .isEqualTo(Releases.Repeated.SAME);
  }

  @Test
  void before_its_moment_a_release_is_not_there_by_any_address() throws Exception {
    Release draft =
        draft(frozen(2014, 2021), "veiligheidsagenda", Instant.now().plus(Duration.ofDays(1)));
    TestActors.as(SECOND, () -> releases.approve(draft.id(), ""));
    String path = "/publications/" + draft.publication();
    String api = "/api/v1" + path;

    for (String address :
        List.of(
            api,
            api + "/versions/1",
            api + "/versions/1/tables/va-police",
            path,
            path + "/v1",
            path + "/v1/va-police.csv",
            path + "/v1/va-police.json",
            path + "/v1/report.pdf",
            path + "/v1/va-police.csv-metadata.json")) {
      assertThat(asNobody(address).getStatus()).as(address).isEqualTo(404);
      assertThat(send(person(TestActors.anOrganisation(), Role.ANALYST), get(address)).getStatus())
          .as(address)
          .isEqualTo(404);
    }
    assertThat(asNobody("/publications/catalogue.jsonld").getContentAsString())
        .doesNotContain(draft.publication());
    long rows =
        Objects.requireNonNull(
            transaction.execute(
                status ->
                    jdbc.sql("select count(*) from monitor.release_table where release_id = :id")
                        .param("id", draft.id().value())
                        .query(Long.class)
                        .single()));
    assertThat(rows).as("rows that nobody reads, even past the pages").isZero();

    behind()
        .sql("update monitor.release set publish_at = now() where id = :id")
        .param("id", draft.id().value())
        .update();
    assertThat(asNobody(path + "/v1/va-police.csv").getStatus()).isEqualTo(200);
  }

  @Test
  void the_public_page_says_what_is_counted_in_both_languages() throws Exception {
    Release release = published(frozen(2015, 2022), "slachtoffermonitor");
    String path = "/publications/" + release.publication();

    String dutch = asNobody(path).getContentAsString();
    assertThat(dutch)
        .contains("Slachtoffermonitor 2022")
        .contains("0 meldingen is niet 0 slachtoffers")
        .contains("Voor journalisten")
        .containsPattern(
            "(?s)Voor journalisten.{0,900}Het getal is afgerond.{0,900}Wat telt mee.{0,900}Bron:")
        .contains("Iemand telt één keer in elk jaar")
        .contains("role=\"img\"")
        .doesNotContain("??monitor")
        .doesNotContain("style=");
    String english =
        mvc.perform(get(path).cookie(new Cookie("schakel-language", "en")))
            .andReturn()
            .getResponse()
            .getContentAsString();
    assertThat(english)
        .contains("Victim monitor 2022")
        .contains("For journalists")
        .doesNotContain("??monitor");
    String csv = asNobody(path + "/v1/total.csv").getContentAsString();
    assertThat(csv).startsWith("year,year_nl,year_en,minor,").contains("2022,2022,2022,total,");
    JsonNode metadata =
        new JsonMapper()
            .readTree(asNobody(path + "/v1/total.csv-metadata.json").getContentAsString());
    List<String> columns = new ArrayList<>();
    metadata
        .get("tableSchema")
        .get("columns")
        .forEach(column -> columns.add(column.get("name").asString()));
    assertThat(String.join(",", columns)).isEqualTo(csv.lines().findFirst().orElseThrow());
    String catalogue = asNobody("/publications/catalogue.jsonld").getContentAsString();
    assertThat(CatalogueCheck.violations(catalogue)).isEmpty();
    assertThat(CatalogueCheck.missing(new JsonMapper().readTree(catalogue))).isEmpty();
  }

  @Test
  void programs_of_everybody_read_what_is_published() throws Exception {
    Release release = published(frozen(2014, 2022), "veiligheidsagenda");
    Release other = published(frozen(2014, 2016), "sdg-16-2-2");
    String path = "/api/v1/publications";

    JsonNode first = json(asNobody(path + "?pageSize=1"));
    assertThat(first.get("items")).hasSize(1);
    assertThat(first.get("total").asInt()).isGreaterThan(1);
    JsonNode all = json(asNobody(path + "?pageSize=100"));
    assertThat(all.get("items").findValuesAsString("publication"))
        .contains(release.publication(), other.publication())
        .doesNotHaveDuplicates();
    JsonNode one = json(asNobody(path + "/" + release.publication()));
    assertThat(one.get("publisher").asString()).isEqualTo("CoMensha");
    String address = one.get("tables").get(0).get("address").asString();
    JsonNode table = json(asNobody(address));
    assertThat(table.get("definition").get("en").asString()).isNotBlank();
    assertThat(table.get("warning").get("nl").asString()).contains("0 meldingen is niet");
    assertThat(table.get("cells")).isNotEmpty();
    assertThat(table.get("cells").findValuesAsString("persons"))
        .allMatch(persons -> persons.isEmpty() || Integer.parseInt(persons) % 5 == 0);
    String file =
        "/publications/%s/v1/%s.json"
            .formatted(release.publication(), one.get("tables").get(0).get("code").asString());
    assertThat(table.get("fingerprint")).isEqualTo(json(asNobody(file)).get("fingerprint"));
    assertThat(table.get("cells").size()).isEqualTo(json(asNobody(file)).get("cells").size());
  }

  @Test
  void a_client_drafts_and_a_person_decides() throws Exception {
    FrozenSet set = frozen(2014, 2017);
    Actor client = machineOf(COORDINATION_CENTRE);
    Actor other = machineOf(COORDINATION_CENTRE);
    String order =
        "{\"frozenSet\": \"%s\", \"monitor\": \"sdg-16-2-2\", \"publishAt\": \"2026-01-01T08:00:00Z\"}"
            .formatted(set.id());
    MockHttpServletResponse planned = send(client, body("/api/v1/releases", order));
    assertThat(planned.getStatus()).isEqualTo(202);
    String address = Objects.requireNonNull(planned.getHeader("Location"));
    drafts.make(new ReleaseId(UUID.fromString(address.substring(address.lastIndexOf('/') + 1))));

    JsonNode draft = json(send(client, get(address)));
    assertThat(draft.at("/release/state").asString()).isEqualTo("draft");
    assertThat(draft.at("/tables/0/audit")).isNotEmpty();
    assertThat(send(other, body(address + "/approval", "{}")).getStatus()).isEqualTo(404);
    ReleaseId id = new ReleaseId(UUID.fromString(address.substring(address.lastIndexOf('/') + 1)));
    assertThat(TestActors.as(other, () -> releases.approve(id, "")))
        .isInstanceOf(DecideOutcome.NotAPerson.class);
    assertThat(TestActors.as(SECOND, () -> releases.approve(id, "")))
        .isInstanceOf(DecideOutcome.Done.class);
    assertThat(json(send(client, get(address))).at("/release/state").asString())
        .isEqualTo("published");
    for (String noReason : List.of("{}", "{\"note\": \"a\\u0000\"}")) {
      assertThat(send(other, body(address + "/withdrawal", noReason)).getStatus()).isEqualTo(400);
    }
    assertThat(
            json(send(other, body(address + "/withdrawal", "{\"note\": \"Dubbel geteld.\"}")))
                .get("state")
                .asString())
        .isEqualTo("withdrawn");
    assertThat(send(ELSEWHERE, get(address)).getStatus()).isEqualTo(404);
    assertThat(send(TestActors.machine(COORDINATION_CENTRE), get(address)).getStatus())
        .isEqualTo(403);
    assertThat(json(send(client, body("/api/v1/releases", "{}"))).get("errors")).hasSize(3);
    String again = order.replace("}", ", \"changeNote\": \"a\\u0000\"}");
    assertThat(send(client, body("/api/v1/releases", again)).getStatus())
        .as("a note with a NUL is no text")
        .isEqualTo(400);
    assertThat(json(send(client, get("/api/v1/frozen-sets"))).get(0).get("sha256").asString())
        .hasSize(64);
  }

  private static Actor machineOf(OrganisationId organisation) {
    return new Actor(
        Actor.Kind.MACHINE,
        new AccountId(UUID.randomUUID()),
        organisation,
        Set.of(Role.MACHINE, Role.ANALYST));
  }

  private static MockHttpServletRequestBuilder body(String address, String json) {
    return post(address).contentType("application/json").content(json);
  }

  @Test
  void what_programs_ask_wrong_is_told_as_a_problem() throws Exception {
    for (String wrong : List.of("?page=0", "?pageSize=101", "?pageSize=x", "?page=-1")) {
      MockHttpServletResponse answer = asNobody("/api/v1/publications" + wrong);
      assertThat(answer.getStatus()).as(wrong).isEqualTo(400);
      assertThat(answer.getContentType()).startsWith("application/problem+json");
      assertThat(json(answer).get("errors")).hasSize(1);
    }
    for (String absent : List.of("/bestaat-niet", "/bestaat-niet/versions/x/tables/total")) {
      MockHttpServletResponse answer = asNobody("/api/v1/publications" + absent);
      assertThat(answer.getStatus()).as(absent).isEqualTo(404);
      assertThat(answer.getHeader("API-Version")).isNotBlank();
      assertThat(json(answer).get("detail").asString()).isNotBlank();
    }
  }

  private static JsonNode json(MockHttpServletResponse answer) throws Exception {
    return new JsonMapper().readTree(answer.getContentAsString());
  }

  @Test
  void the_document_of_a_page_is_there_in_both_languages_and_from_its_moment() throws Exception {
    Release release = published(frozen(2014, 2022), "sdg-16-2-2");
    String path = "/publications/%s/v1/".formatted(release.publication());

    for (String file : List.of("report.pdf", "report-nl.pdf", "report-en.pdf")) {
      MockHttpServletResponse answer = asNobody(path + file);
      assertThat(answer.getStatus()).as(file).isEqualTo(200);
      assertThat(answer.getContentType()).isEqualTo("application/pdf");
      try (PDDocument document = Loader.loadPDF(answer.getContentAsByteArray())) {
        assertThat(document.getDocumentCatalog().getLanguage())
            .isEqualTo(file.equals("report-en.pdf") ? "en" : "nl");
        assertThat(new PDFTextStripper().getText(document))
            .contains(file.equals("report-en.pdf") ? "is not 0 victims" : "is niet 0 slachtoffers")
            .doesNotContain("??monitor");
      }
    }
    assertThat(asNobody(path + "report-nl.pdf").getContentAsByteArray())
        .as("made once")
        .isEqualTo(asNobody(path + "report.pdf").getContentAsByteArray());
    byte[] asked =
        mvc.perform(
                get(path + "report.pdf")
                    .with(
                        request -> {
                          request.setServerName("ergens-anders.example");
                          return request;
                        }))
            .andReturn()
            .getResponse()
            .getContentAsByteArray();
    assertThat(asked)
        .as("by whatever name it is asked")
        .isEqualTo(asNobody(path + "report.pdf").getContentAsByteArray());
    Release later = draft(frozen(2014, 2023), "sdg-16-2-2", Instant.now().plus(Duration.ofDays(1)));
    assertThat(
            asNobody("/publications/%s/v1/report.pdf".formatted(later.publication())).getStatus())
        .isEqualTo(404);
  }

  @Test
  void a_correction_is_a_new_version_with_a_note_and_the_old_one_stays() throws Exception {
    FrozenSet first = frozen(2014, 2023);
    published(first, "veiligheidsagenda");
    FrozenSet second =
        TestActors.as(
            DRAFTER,
            () ->
                sets.freeze(
                    new FreezeRequest(
                        first.name(), 2014, 2023, Optional.of(first.id()), "Een regio ontbrak.")));
    assertThat(second.version()).isEqualTo(2);
    assertThatExceptionOfType(InvalidInput.class)
        .isThrownBy(() -> draft(second, "veiligheidsagenda", Instant.now()));
    Release corrected =
        made(
            new DraftRequest(
                second.id(),
                "veiligheidsagenda",
                Instant.now().minusSeconds(5),
                "Een regio ontbrak."));
    TestActors.as(SECOND, () -> releases.approve(corrected.id(), ""));

    assertThat(asNobody("/publications/veiligheidsagenda-2023").getContentAsString())
        .contains("Een regio ontbrak.");
    assertThat(asNobody("/publications/veiligheidsagenda-2023/v1").getContentAsString())
        .contains("Dit is een oudere versie.");
  }

  @Test
  void what_is_withdrawn_keeps_its_address_and_says_why() throws Exception {
    Release release = published(frozen(2014, 2024), "veiligheidsagenda");
    assertThat(TestActors.as(SECOND, () -> releases.withdraw(release.id(), "Dubbel geteld.")))
        .isInstanceOf(DecideOutcome.Done.class);

    String path = "/publications/" + release.publication();
    assertThat(asNobody(path).getContentAsString())
        .contains("ingetrokken")
        .contains("Dubbel geteld.")
        .doesNotContain("schakel-chart");
    assertThat(asNobody(path + "/v1/va-police.csv").getStatus()).isEqualTo(404);
  }

  @Test
  void the_working_role_can_neither_change_nor_remove_what_is_frozen_or_published() {
    for (String table :
        List.of(
            "frozen_set",
            "frozen_record",
            "release_table",
            "explorer_query",
            "own_specification")) {
      for (String change : List.of("delete from monitor." + table, "truncate monitor." + table)) {
        assertThatException()
            .isThrownBy(() -> transaction.executeWithoutResult(status -> jdbc.sql(change).update()))
            .withStackTraceContaining("permission denied");
      }
    }
    for (String change :
        List.of(
            "update monitor.frozen_set set sha256 = sha256",
            "update monitor.frozen_record set facts = ''",
            "update monitor.release_table set published = '{}'",
            "update monitor.release set publish_at = now()",
            "update monitor.release set specification = '{}'")) {
      assertThatException()
          .isThrownBy(() -> transaction.executeWithoutResult(status -> jdbc.sql(change).update()))
          .withStackTraceContaining("permission denied");
    }
  }

  @Test
  void nothing_is_added_to_a_set_after_it_was_frozen() {
    FrozenSet set = frozen(2014, 2014);

    assertThatException()
        .isThrownBy(
            () ->
                TestActors.run(
                    DRAFTER,
                    () ->
                        transaction.executeWithoutResult(
                            status ->
                                jdbc.sql(
                                        """
                                        insert into monitor.frozen_record
                                          (set_id, position, mark, record_key, facts)
                                        values
                                          (:set, 1000000, sha256('x'), substr(sha256('x'), 1, 16), 'x')
                                        """)
                                    .param("set", set.id().value())
                                    .update())))
        .withStackTraceContaining("row-level security");
  }

  @Test
  void who_freezes_waits_for_whoever_erases() throws Exception {
    try (ExecutorService other = Executors.newSingleThreadExecutor()) {
      Future<FrozenSet> freezing =
          Objects.requireNonNull(
              transaction.execute(
                  status -> {
                    TestActors.run(
                        TestActors.dataProtectionOfficer(),
                        () ->
                            events.publishEvent(
                                new ReportsForgotten(Set.of(new ReportId(UUID.randomUUID())))));
                    Future<FrozenSet> begun = other.submit(() -> frozen(2014, 2014));
                    Awaitility.await().untilAsserted(() -> assertThat(waitsForALock()).isTrue());
                    assertThat(begun.isDone()).isFalse();
                    return begun;
                  }));

      assertThat(freezing.get().records()).isPositive();
    }
  }

  private boolean waitsForALock() {
    return behind()
        .sql("select exists (select from pg_locks where locktype = 'advisory' and not granted)")
        .query(Boolean.class)
        .single();
  }

  @Test
  void a_set_that_was_changed_behind_the_back_is_not_whole_and_nothing_goes_out_from_it() {
    FrozenSet set = frozen(2014, 2014);
    Release draft = draft(set, "veiligheidsagenda", Instant.now());
    assertThat(TestActors.as(DRAFTER, () -> sets.isWhole(set.id()))).isTrue();
    behind()
        .sql(
            """
            update monitor.frozen_record set facts = replace(facts, 'female', 'male')
             where set_id = :set and position = 0
            """)
        .param("set", set.id().value())
        .update();
    behind()
        .sql(
            """
            update monitor.frozen_record set facts = facts || '+x'
             where set_id = :set and position = 0
            """)
        .param("set", set.id().value())
        .update();

    assertThat(TestActors.as(DRAFTER, () -> sets.isWhole(set.id()))).isFalse();
    assertThat(TestActors.as(SECOND, () -> releases.approve(draft.id(), "")))
        .isInstanceOf(DecideOutcome.NotWhole.class);
  }

  @Test
  void who_is_erased_later_leaves_a_mark_from_which_nothing_can_be_computed() {
    behind()
        .sql(
            """
            insert into register.source
              (report_id, number, victim_id, named, organisation_id, reporter_type, list,
               reported_on, year, linked_at, age_group, sex, nationalities, nationality_group,
               forms, sectors, municipalities, countries, border, dossier_type)
            select gen_random_uuid(), (select max(number) + 1 from register.source), y.victim_id,
                   false, :organisation, 'police', 'P', make_date(2023, 5, 5), 2023, now(), 'unknown',
                   'unknown', '{}', 'unknown', '{}', '{}', '{GM0599}', '{}', 'unknown', 'registration'
              from register.victim_year y where y.year = 2023 limit 1
            """)
        .param("organisation", MonitorFixtures.STEADY.value())
        .update();
    FrozenSet set = frozen(2021, 2025);
    Release release = published(set, "veiligheidsagenda");
    UUID report =
        behind()
            .sql(
                "select report_id from register.source where year = 2023 and reported_on = make_date(2023, 5, 5)")
            .query(UUID.class)
            .single();

    transaction.executeWithoutResult(
        status -> {
          TestActors.run(
              TestActors.dataProtectionOfficer(),
              () -> events.publishEvent(new ReportsForgotten(Set.of(new ReportId(report)))));
        });

    assertThat(TestActors.as(DRAFTER, () -> sets.isWhole(set.id()))).isTrue();
    assertThat(TestActors.as(DRAFTER, () -> sets.erasures(set.id()).persons())).isEqualTo(1);
    assertThat(
            behind()
                .sql("select count(*) from monitor.record_key where report_id = :report")
                .param("report", report)
                .query(Long.class)
                .single())
        .isZero();
    assertThat(TestActors.as(SECOND, () -> releases.repeat(release.id())))
        .isEqualTo(Releases.Repeated.ERASED_SINCE);
    // On the day itself it would tell who knows of a request; it is told from the next quarter on.
    assertThat(publications.get(release.publication(), Optional.empty()).erasedSince()).isFalse();
    behind()
        .sql("update monitor.frozen_erasure set erased_on = erased_on - 93 where set_id = :set")
        .param("set", set.id().value())
        .update();
    assertThat(publications.get(release.publication(), Optional.empty()).erasedSince()).isTrue();
    assertThatExceptionOfType(InvalidInput.class)
        .isThrownBy(() -> draft(set, "eu-19a", Instant.now()));
    assertThat(
            TestActors.as(
                DRAFTER,
                () -> explorer.ask(new Exploration(set.id(), List.of("year", "sex"), Map.of(), 5))))
        .isInstanceOf(ExploreOutcome.ErasedSince.class);
  }

  @Test
  void no_record_holds_an_identifier_of_the_register() {
    FrozenSet set = frozen(2014, 2015);

    assertThat(
            behind()
                .sql(
                    """
                    select count(*) from monitor.frozen_record r
                     where r.set_id = :set
                       and (r.facts ~ '[0-9a-f]{8}-[0-9a-f]{4}-'
                            or exists (select from register.victim v
                                        where v.id = encode(substr(r.record_key, 1, 16), 'hex')::uuid))
                    """)
                .param("set", set.id().value())
                .query(Long.class)
                .single())
        .isZero();
  }

  @Test
  void two_tables_that_differ_by_a_few_people_are_not_both_shown() {
    FrozenSet set = frozen(2019, 2019);
    Map<String, List<String>> only = Map.of("year", List.of("2019"));
    ExploreOutcome all =
        TestActors.as(
            DRAFTER,
            () -> explorer.ask(new Exploration(set.id(), List.of("nationality"), only, 1)));
    assertThat(all).isInstanceOf(ExploreOutcome.Shown.class);

    ExploreOutcome almostAll =
        TestActors.as(
            SECOND,
            () ->
                explorer.ask(
                    new Exploration(
                        set.id(),
                        List.of("nationality"),
                        Map.of("year", List.of("2019"), "sex", List.of("female", "male")),
                        1)));

    assertThat(almostAll)
        .isInstanceOfSatisfying(
            ExploreOutcome.Refused.class,
            refused ->
                assertThat(refused.refusal().reasons())
                    .anySatisfy(
                        reason -> {
                          assertThat(reason.code()).isEqualTo("NOT_PROVEN");
                          assertThat(reason.help().nl()).isNotBlank();
                        }));
    assertThat(
            TestActors.as(
                DRAFTER,
                () -> explorer.ask(new Exploration(set.id(), List.of("nationality"), only, 1))))
        .isEqualTo(
            TestActors.as(
                DRAFTER,
                () -> explorer.ask(new Exploration(set.id(), List.of("nationality"), only, 1))));
  }

  @Test
  void the_explorer_refuses_a_field_that_may_not_go_out_with_the_rule() throws Exception {
    FrozenSet set = frozen(2019, 2019);
    MockHttpServletResponse page =
        send(DRAFTER, get("/monitor/explorer?first=municipality&set=" + set.id()));

    assertThat(page.getStatus()).isEqualTo(422);
    assertThat(page.getContentAsString()).contains("minimaal 10 mensen in een rij");
  }

  @Test
  void the_rapporteur_publishes_under_shipped_names_and_others_freeze_nothing() {
    assertThat(TestActors.as(ELSEWHERE, releases::monitors))
        .anySatisfy(monitor -> assertThat(monitor.code()).isEqualTo("veiligheidsagenda"));
    assertThatExceptionOfType(DisclosureRefused.class).isThrownBy(() -> frozenBy(STATISTICS, 2017));
  }

  @Test
  void two_organisations_that_save_the_same_question_each_have_a_name_of_their_own() {
    FrozenSet theirs = frozenBy(ELSEWHERE, 2016);
    FrozenSet ours = frozenBy(DRAFTER, 2016);
    Map<String, List<String>> only = Map.of("year", List.of("2016"));
    String theirName =
        TestActors.as(
            ELSEWHERE,
            () -> explorer.save(new Exploration(theirs.id(), List.of("sex"), only, 1)).code());
    String ourName =
        TestActors.as(
            DRAFTER,
            () -> explorer.save(new Exploration(ours.id(), List.of("sex"), only, 1)).code());

    assertThat(draftBy(ELSEWHERE, theirs, theirName).publication()).isEqualTo(theirName + "-2016");
    assertThat(draftBy(DRAFTER, ours, ourName).publication()).isEqualTo(ourName + "-2016");
  }

  private FrozenSet frozenBy(Actor actor, int year) {
    return TestActors.as(
        actor, () -> sets.freeze(FreezeRequest.first("voorbeeld-" + names++, year, year)));
  }

  private Release draftBy(Actor actor, FrozenSet set, String monitor) {
    return TestActors.as(
        actor, () -> drafts.plan(new DraftRequest(set.id(), monitor, Instant.now(), "")));
  }

  @Test
  void each_look_at_an_answer_is_in_the_log_also_when_it_was_answered_before() {
    FrozenSet set = frozen(2025, 2025);
    Exploration asked =
        new Exploration(set.id(), List.of("sex"), Map.of("year", List.of("2025")), 1);
    TestActors.as(DRAFTER, () -> explorer.ask(asked));
    TestActors.as(SECOND, () -> explorer.ask(asked));
    TestActors.as(SECOND, () -> explorer.ask(asked));

    assertThat(
            behind()
                .sql(
                    """
                    select account_id || ' ' || (details ->> 'outcome') from audit.entry
                     where activity = 'monitor.explore' and object = :set order by at, id
                    """)
                .param("set", "frozen-set/" + set.id())
                .query(String.class)
                .list())
        .containsExactly(
            DRAFTER.account() + " shown",
            SECOND.account() + " shown-again",
            SECOND.account() + " shown-again");
  }

  @Test
  void a_question_can_be_saved_and_drafted_as_a_release() throws Exception {
    FrozenSet set = frozen(2017, 2019);
    MockHttpServletResponse shown =
        send(DRAFTER, get("/monitor/explorer?first=year&second=age&window=3&set=" + set.id()));
    assertThat(shown.getStatus()).isEqualTo(200);
    assertThat(shown.getContentAsString()).contains("schakel-chart");
    send(
        DRAFTER,
        post("/monitor/explorer/specifications")
            .param("first", "year")
            .param("second", "age")
            .param("window", "3")
            .param("set", set.id().toString()));

    String own =
        TestActors.as(DRAFTER, releases::monitors).stream()
            .map(monitor -> monitor.code())
            .filter(code -> code.startsWith("own-"))
            .findFirst()
            .orElseThrow();
    assertThat(draft(set, own, Instant.now()).publication()).startsWith(own);
  }

  /** Where minors cannot be told apart finely, a coarser table tells them, or the rule why not. */
  @Test
  void every_table_of_the_victim_monitor_has_a_cut_of_minors_or_says_why_not() {
    Release draft = draft(frozen(2017, 2021), "slachtoffermonitor", Instant.now());
    Map<String, ReleaseTable> tables = new LinkedHashMap<>();
    TestActors.as(DRAFTER, () -> releases.tables(draft.id()))
        .forEach(table -> tables.put(table.code(), table));

    assertThat(tables.keySet()).contains("by-reporter", "by-region", "by-venue");
    tables.forEach(
        (code, table) -> {
          if (code.endsWith("-minors")) {
            assertThat(
                    table.published().isPresent()
                        || !table.refusal().orElseThrow().reasons().isEmpty())
                .isTrue();
            return;
          }
          boolean apart =
              table.published().isPresent()
                  && (table.specification().dimensions().contains("minor")
                      || table.specification().dimensions().contains("age"));
          boolean alone = table.specification().code().contains(".") || code.equals("total");
          assertThat(apart || alone || tables.containsKey(code + "-minors")).as(code).isTrue();
          assertThat(apart && tables.containsKey(code + "-minors"))
              .as("%s needs no coarser table beside it", code)
              .isFalse();
        });
  }

  @Test
  void a_chart_is_a_choice_of_the_reader_and_no_new_question() throws Exception {
    FrozenSet set = frozen(2016, 2020);
    String asked = "/monitor/explorer?first=year&second=reporter-main&window=5&set=" + set.id();

    String lines = send(DRAFTER, get(asked + "&chart=lines")).getContentAsString();
    long questions = questions(set);
    String bars = send(DRAFTER, get(asked + "&chart=bars")).getContentAsString();

    assertThat(lines).contains("schakel-chart__line--cm").doesNotContain("schakel-chart__ground");
    assertThat(bars).contains("schakel-chart__ground").contains("Opsporing, 2020");
    assertThat(questions(set)).isEqualTo(questions).isPositive();
    assertThat(
            send(
                    DRAFTER,
                    get(
                        "/monitor/explorer?first=year&second=age&window=3&chart=lines&set="
                            + set.id()))
                .getContentAsString())
        .contains("De gekozen grafiek past niet bij deze tabel. Wat wel past: iedereen, per jaar")
        .contains("schakel-chart__bar");
  }

  private long questions(FrozenSet set) {
    return behind()
        .sql("select count(*) from monitor.explorer_query where set_id = :set")
        .param("set", set.id().value())
        .query(Long.class)
        .single();
  }

  @Test
  void a_year_that_is_not_in_the_set_is_refused_when_asked_and_when_saved() throws Exception {
    FrozenSet set = frozen(2017, 2018);
    Exploration asked =
        new Exploration(set.id(), List.of("sex"), Map.of("year", List.of("2030")), 1);

    assertThat(
            send(DRAFTER, get("/monitor/explorer?first=sex&only-year=2030&set=" + set.id()))
                .getStatus())
        .isEqualTo(422);
    MonitorSpecification saved = TestActors.as(DRAFTER, () -> explorer.save(asked));
    Release draft = draft(set, saved.code(), Instant.now());

    assertThat(draft.state()).isEqualTo(ReleaseState.DRAFT);
    assertThat(TestActors.as(DRAFTER, () -> releases.tables(draft.id())))
        .singleElement()
        .satisfies(
            table ->
                assertThat(table.refusal().orElseThrow().reasons())
                    .extracting(Refusal.Reason::code)
                    .containsExactly("NOT_IN_SET"));
  }

  @Test
  void a_day_that_the_month_does_not_have_is_no_moment_to_publish() throws Exception {
    FrozenSet set = frozen(2017, 2018);

    MockHttpServletResponse answer = send(DRAFTER, planned(set, "regiobeeld", "31-2-2027 9:00"));

    assertThat(answer.getStatus()).isEqualTo(422);
    assertThat(answer.getContentAsString()).contains("Dit is geen moment");
  }

  @Test
  void a_set_from_before_a_dimension_existed_refuses_its_tables_with_the_reason() {
    FrozenSet set = frozen(2017, 2018);
    behind()
        .sql(
            """
            update monitor.frozen_set
               set definitions = replace(definitions::text, '"form-sexual"', '"form-older"')
             where id = :set
            """)
        .param("set", set.id().value())
        .update();

    Release draft = draft(set, "regiobeeld", Instant.now());

    assertThat(TestActors.as(DRAFTER, () -> releases.tables(draft.id())))
        .filteredOn(table -> table.code().equals("region-form"))
        .singleElement()
        .satisfies(
            table ->
                assertThat(table.refusal().orElseThrow().reasons())
                    .extracting(Refusal.Reason::code)
                    .containsExactly("NOT_IN_SET"));
    assertThat(
            TestActors.as(
                DRAFTER,
                () ->
                    explorer.ask(
                        new Exploration(set.id(), List.of("year", "form-sexual"), Map.of(), 2))))
        .isInstanceOf(ExploreOutcome.NotAllowed.class);
  }

  @Test
  void a_specification_chooses_its_chart() throws Exception {
    Release release = published(frozen(2024, 2025), "eu-19a");
    String page = asNobody("/publications/" + release.publication()).getContentAsString();

    assertThat(page).contains("id=\"table-eu-organisation\"").contains("schakel-chart__ground");
  }

  @Test
  void the_desk_tells_everything_that_is_wrong_with_a_form() throws Exception {
    MockHttpServletResponse freeze =
        send(
            DRAFTER,
            post("/monitor/frozen-sets")
                .param("name", "Niet Goed")
                .param("firstYear", "2020")
                .param("lastYear", "2019"));
    assertThat(freeze.getStatus()).isEqualTo(422);
    assertThat(freeze.getContentAsString())
        .contains("Deze naam kan niet.")
        .contains("Het laatste jaar ligt vóór het eerste");
    MockHttpServletResponse noYears =
        send(DRAFTER, post("/monitor/frozen-sets").param("name", "Niet Goed"));
    assertThat(noYears.getStatus()).isEqualTo(422);
    assertThat(noYears.getContentAsString())
        .as("name and years at once, each with the way out")
        .contains("Deze naam kan niet. Gebruik 2 tot 40 kleine letters, cijfers en streepjes.")
        .contains("Kies een jaar. Neem er een uit de lijst.");
    MockHttpServletResponse draft = send(DRAFTER, post("/monitor/releases"));
    assertThat(draft.getStatus()).isEqualTo(422);
    assertThat(draft.getContentAsString())
        .contains("Kies een bevroren dataset.", "Kies welke tabellen.")
        .contains("Schrijf dag en tijd, bijvoorbeeld 1-12-2026 9:00.");
    assertThat(send(DRAFTER, get("/monitor/releases")).getContentAsString())
        .doesNotContain("??monitor");
  }

  /** One year of the two has 170 suspects; the split by form adds up, that of 2018 too. */
  private static final String OFFENDERS =
      """
      year,figure,split,category,count
      2018,suspects,,,205
      2019,suspects,,,170
      2019,suspects,form,sexual-domestic,95
      2019,suspects,form,sexual-cross-border,30
      2019,suspects,form,labour,25
      2019,suspects,form,criminal,12
      2019,suspects,form,unknown,8
      2019,convicted,,,85
      """;

  private static final String MORE_OFFENDERS =
      """
      year,figure,split,category,count
      2017,convicted,,,139
      2019,decided,,,150
      2019,decided,decision,prosecuted,90
      2019,decided,decision,dismissed,55
      2019,decided,decision,other,5
      2019,convicted,,,86
      """;

  private AggregateId uploaded(String title, String rows) {
    AggregateRequest request =
        new AggregateRequest(
            Optional.empty(),
            "",
            "offenders",
            title,
            "Voorbeeldmaker",
            Optional.of(LocalDate.of(2021, 1, 21)),
            AggregateRequest.PUBLISHED,
            "Voorbeeldmaker, Dadermonitor, januari 2021",
            "likely");
    UploadOutcome outcome =
        TestActors.as(
            ELSEWHERE, () -> aggregates.upload(request, rows.getBytes(StandardCharsets.UTF_8)));
    assertThat(outcome).isInstanceOf(UploadOutcome.Kept.class);
    return ((UploadOutcome.Kept) outcome).id();
  }

  private void approve(AggregateId id) {
    Actor second = person(ELSEWHERE.organisation(), Role.ANALYST);
    assertThat(TestActors.as(second, () -> aggregates.approve(id, "Nagelezen")))
        .isEqualTo(new AggregateDecision.Done());
  }

  @Test
  void the_export_for_the_union_has_the_offenders_of_its_year_from_tables_that_stand()
      throws Exception {
    Release release = published(frozen(2018, 2019), "eu-19a");
    String path = "/publications/" + release.publication();
    String none = "geen goedgekeurde tabel met verdachten";
    AggregateId monitor = uploaded("Dadermonitor 2015-2019", OFFENDERS);
    AggregateId decisions = uploaded("Beslissingen 2017-2019", MORE_OFFENDERS);
    assertThat(asNobody(path).getContentAsString()).as("nobody approved them yet").contains(none);
    assertThat(json(asNobody("/api/v1" + path)).get("offenders")).isEmpty();

    approve(monitor);
    approve(decisions);

    String page = asNobody(path).getContentAsString();
    assertThat(page)
        .contains("/v1/offenders-" + monitor + ".csv", "/aggregates/" + decisions)
        .contains("Dadermonitor, januari 2021")
        .contains("95 + 30 + 25 + 12 + 8 = 170", "90 + 55 + 5 = 150")
        .doesNotContain(none, ">205<", ">139<", "??");
    List<String> ids =
        Pattern.compile(" id=\"([^\"]+)\"")
            .matcher(page)
            .results()
            .map(one -> one.group(1))
            .toList();
    assertThat(ids).doesNotHaveDuplicates();
    JsonNode offenders = json(asNobody("/api/v1" + path)).get("offenders");
    assertThat(offenders).hasSize(2);
    assertThat(offenders.findValuesAsString("year")).isNotEmpty().containsOnly("2019");
    assertThat(offenders.findValuesAsString("count")).contains("170", "85", "86", "90");
    String other = published(frozen(2017, 2018), "eu-19a").publication();
    assertThat(asNobody("/publications/" + other).getContentAsString())
        .as("another year has the numbers of that year")
        .contains(">205<")
        .doesNotContain("95 + 30", none);

    TestActors.as(ELSEWHERE, () -> aggregates.withdraw(monitor, "Dubbel geteld."));
    assertThat(asNobody(path).getContentAsString()).doesNotContain("95 + 30").contains("90 + 55");
    assertThat(asNobody("/publications/" + other).getContentAsString()).contains(none);
  }

  @Test
  void the_offenders_in_the_export_for_the_union_go_along_as_files_of_their_own() throws Exception {
    Release release = published(frozen(2015, 2016), "eu-19a");
    String path = "/publications/%s/v1/".formatted(release.publication());
    String rows = OFFENDERS.replace("2018,", "2015,").replace("2019,", "2016,");
    AggregateId waiting = uploaded("Nog niet nagelezen", rows);
    AggregateId monitor = uploaded("Dadermonitor 2015-2016, verzonnen", rows);
    approve(monitor);
    String file = path + "offenders-" + monitor;

    String csv = asNobody(file + ".csv").getContentAsString();
    assertThat(csv.lines().toList())
        .contains(
            "2016,suspects,Verdachten bij de politie,Suspects with the police,total,Totaal,Total,"
                + "total,Totaal,Total,170,exact,personen,persons",
            "2016,suspects,Verdachten bij de politie,Suspects with the police,form,"
                + "Vorm van uitbuiting,Form of exploitation,labour,Arbeidsuitbuiting,"
                + "Labour exploitation,25,exact,personen,persons")
        .as("the export is about 2016")
        .noneMatch(line -> line.startsWith("2015"))
        .hasSize(8);
    JsonNode metadata = json(asNobody(file + ".csv-metadata.json"));
    List<String> columns = new ArrayList<>();
    metadata
        .get("tableSchema")
        .get("columns")
        .forEach(column -> columns.add(column.get("name").asString()));
    assertThat(String.join(",", columns)).isEqualTo(csv.lines().findFirst().orElseThrow());
    assertThat(metadata.get("dc:creator").asString()).isEqualTo("Voorbeeldmaker");
    JsonNode document = json(asNobody(file + ".json"));
    assertThat(document.get("rows")).hasSize(7);
    assertThat(document.get("rows").findValuesAsString("count")).contains("170", "25", "85");
    assertThat(document.get("citation").asString()).contains("januari 2021");

    String catalogue = asNobody("/publications/catalogue.jsonld").getContentAsString();
    assertThat(catalogue)
        .contains("offenders-" + monitor + ".csv\"", "offenders-" + monitor + ".json\"")
        .contains("offenders-" + monitor + ".csv-metadata.json\"")
        .doesNotContain("offenders-" + waiting);
    assertThat(CatalogueCheck.violations(catalogue)).isEmpty();
    assertThat(CatalogueCheck.missing(new JsonMapper().readTree(catalogue))).isEmpty();

    String victims = published(frozen(2016, 2019), "veiligheidsagenda").publication();
    for (String nowhere :
        List.of(
            path + "offenders-" + waiting + ".csv",
            path + "offenders-" + UUID.randomUUID() + ".json",
            path + "offenders-.csv",
            path + "offenders-" + monitor,
            "/publications/%s/v1/offenders-%s.csv".formatted(victims, monitor))) {
      assertThat(asNobody(nowhere).getStatus()).as(nowhere).isEqualTo(404);
    }
    TestActors.as(ELSEWHERE, () -> aggregates.withdraw(monitor, "Dubbel geteld."));
    MockHttpServletResponse gone = asNobody(file + ".csv");
    assertThat(gone.getStatus()).isEqualTo(410);
    assertThat(gone.getContentAsString()).contains("ngetrokken").doesNotContain("170");
    assertThat(asNobody("/publications/catalogue.jsonld").getContentAsString())
        .doesNotContain("offenders-" + monitor);
  }

  @Test
  void beside_a_group_of_several_parts_stands_ours_or_that_it_is_not_shown() throws Exception {
    Release release = published(frozen(2014, 2016), "slachtoffermonitor");

    String page =
        asNobody("/publications/" + release.publication())
            .getContentAsString()
            .replaceAll("\\s+", " ");
    // The Rapporteur named 227 minors in 2016, and which part of sexual exploitation is at a
    // window.
    assertThat(page)
        .containsPattern(
            ">Raam, club of privéhuis, .{0,300}>2016</td>.{0,200}niet zo geteld, of niet getoond")
        .containsPattern(">Minderjarigen<.{0,300}>2016</td>.{0,200}>[0-9]+ \\([0-9]+%\\)</td>");
  }

  @Test
  void the_desk_says_from_when_everybody_may_read_a_release() throws Exception {
    FrozenSet set = frozen(2016, 2020);
    Release waits = draft(set, "veiligheidsagenda", Instant.now().minusSeconds(5));
    String page = "/monitor/releases/" + waits.id();

    assertThat(send(SECOND, get(page)).getContentAsString())
        .as("its moment is over, but nobody approved it")
        .contains("Zodra een tweede persoon het goedkeurt")
        .doesNotContain("Embargo tot");
    assertThat(TestActors.as(SECOND, () -> releases.approve(waits.id(), "")))
        .isInstanceOf(DecideOutcome.Done.class);
    assertThat(send(SECOND, get("/monitor/releases")).getContentAsString())
        .containsPattern("(?s)veiligheidsagenda-2020 v1.{0,900}Voor iedereen sinds");
    assertThat(TestActors.as(SECOND, () -> releases.withdraw(waits.id(), "Dubbel geteld.")))
        .isInstanceOf(DecideOutcome.Done.class);
    assertThat(send(SECOND, get(page)).getContentAsString())
        .containsPattern("Ingetrokken op [^<]{5,40} uur. Dubbel geteld.");
  }
}
