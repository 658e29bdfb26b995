// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor;

import static nl.schakel.platform.TestActors.COORDINATION_CENTRE;
import static nl.schakel.platform.TestActors.anOrganisation;
import static nl.schakel.platform.TestActors.person;
import static nl.schakel.platform.TestActors.signedIn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import jakarta.servlet.http.Cookie;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import nl.schakel.platform.SchakelTest;
import nl.schakel.platform.TestActors;
import nl.schakel.platform.TestDatabase;
import nl.schakel.platform.access.AccountId;
import nl.schakel.platform.access.Actor;
import nl.schakel.platform.access.NotAllowed;
import nl.schakel.platform.access.OrganisationId;
import nl.schakel.platform.access.Role;
import nl.schakel.platform.monitor.aggregate.AggregateDecision;
import nl.schakel.platform.monitor.aggregate.AggregateId;
import nl.schakel.platform.monitor.aggregate.AggregateNotFound;
import nl.schakel.platform.monitor.aggregate.AggregateRequest;
import nl.schakel.platform.monitor.aggregate.AggregateRow;
import nl.schakel.platform.monitor.aggregate.AggregateState;
import nl.schakel.platform.monitor.aggregate.Aggregates;
import nl.schakel.platform.monitor.aggregate.UploadOutcome;
import nl.schakel.platform.organisation.Organisations;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.transaction.support.TransactionTemplate;

/** Tables of counts that others made: checked as a whole, a second person, versions, protection. */
@SchakelTest(properties = "test.database=monitor-aggregates")
class AggregatesTest {
  private static final String FIER =
      """
      year,figure,split,category,count
      2021,visitors,,,314
      2021,visitors,who,self,285
      2021,visitors,who,other,29
      2021,visitors,form,sexual,278
      2021,visitors,form,criminal,15
      2021,visitors,form,both,21
      """;

  /** 47 = 44 + 3 = 38 + 2 + 7: numbers of 1 to 4 that nobody else may work out. */
  private static final String SMALL =
      """
      year,figure,split,category,count
      2023,visitors,,,47
      2023,visitors,who,self,44
      2023,visitors,who,other,3
      2023,visitors,form,sexual,38
      2023,visitors,form,criminal,2
      2023,visitors,form,both,7
      """;

  private static final OrganisationId RAPPORTEUR =
      Organisations.idOf("Nationaal Rapporteur Mensenhandel en Seksueel Geweld tegen Kinderen");

  private static final Actor ANALYST = person(RAPPORTEUR, Role.ANALYST);
  private static final Actor SECOND = person(RAPPORTEUR, Role.ANALYST);
  private static final OrganisationId CHAT = Organisations.idOf("Chat met Fier");
  private static final Actor OF_THE_CHAT = person(CHAT, Role.ANALYST);
  private static final Actor SECOND_OF_THE_CHAT = person(CHAT, Role.ANALYST);
  private static final Actor ELSEWHERE = person(COORDINATION_CENTRE, Role.REGISTRAR);

  @Autowired Aggregates aggregates;
  @Autowired MockMvc mvc;
  @Autowired DataSource dataSource;
  @Autowired JdbcClient jdbc;
  @Autowired TransactionTemplate transaction;

  private static AggregateRequest help(String title, boolean published) {
    return request(Optional.empty(), "", title, published);
  }

  private static AggregateRequest request(
      Optional<AggregateId> corrects, String note, String title, boolean published) {
    return new AggregateRequest(
        corrects,
        note,
        "help",
        title,
        "Voorbeeldorganisatie",
        Optional.of(LocalDate.of(published ? 2022 : 2024, 10, 17)),
        published ? AggregateRequest.PUBLISHED : AggregateRequest.UNPROTECTED,
        published ? "Voorbeeldorganisatie, Jaarbeeld, 17 oktober 2022" : "",
        "sure");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private AggregateId uploaded(AggregateRequest request, String text) {
    return TestActors.as(ANALYST, () -> aggregates.upload(request, bytes(text)))
            instanceof UploadOutcome.Kept(AggregateId id)
        ? id
        : new AggregateId(new UUID(0, 0));
  }

  private AggregateId approved(AggregateRequest request, String text) {
    AggregateId id = uploaded(request, text);
    assertThat(TestActors.as(SECOND, () -> aggregates.approve(id, "Nagelezen")))
        .isEqualTo(new AggregateDecision.Done());
    return id;
  }

  private static Map<String, OptionalLong> numbers(Aggregates.Table table) {
    return table.rows().stream()
        .collect(
            Collectors.toMap(
                row -> row.place().split() + "/" + row.place().category(), AggregateRow::value));
  }

  private JdbcClient behind() {
    return TestDatabase.ownerOf(dataSource);
  }

  private MockHttpServletResponse asNobody(String path) throws Exception {
    return mvc.perform(get(path)).andReturn().getResponse();
  }

  private MockHttpServletResponse send(Actor actor, MockHttpServletRequestBuilder request)
      throws Exception {
    return mvc.perform(request.with(signedIn(actor)).with(csrf())).andReturn().getResponse();
  }

  @Test
  void a_published_table_goes_through_a_second_person_to_everybody_as_it_is() throws Exception {
    AggregateId id = uploaded(help("Chat 2021", true), FIER);

    assertThat(asNobody("/aggregates/" + id).getStatus()).isEqualTo(404);
    assertThatExceptionOfType(AggregateNotFound.class)
        .isThrownBy(() -> TestActors.as(ELSEWHERE, () -> aggregates.get(id, false)));
    assertThat(TestActors.as(ANALYST, () -> aggregates.approve(id, "")))
        .isEqualTo(new AggregateDecision.OwnAct());
    assertThat(TestActors.as(SECOND, () -> aggregates.giveBack(id, " ")))
        .isEqualTo(new AggregateDecision.NoReason());
    assertThat(TestActors.as(SECOND, () -> aggregates.approve(id, "Nagelezen")))
        .isEqualTo(new AggregateDecision.Done());
    assertThat(TestActors.as(SECOND, () -> aggregates.giveBack(id, "Toch niet")))
        .isEqualTo(new AggregateDecision.NotOpen(AggregateState.APPROVED));

    MockHttpServletResponse page = asNobody("/aggregates/" + id);
    assertThat(page.getStatus()).isEqualTo(200);
    assertThat(page.getContentAsString())
        .contains(
            "Chat 2021", "285 + 29 = 314", "278 + 15 + 21 = 314", "Voorbeeldorganisatie, Jaarbeeld")
        .doesNotContain("??");
    assertThat(numbers(TestActors.as(ELSEWHERE, () -> aggregates.get(id, false))))
        .containsEntry("form/both", OptionalLong.of(21));
    assertThat(asNobody("/aggregates").getContentAsString()).contains("Chat 2021");
  }

  @Test
  void a_table_that_does_not_add_up_leaves_nothing_behind_and_says_where() throws Exception {
    long before =
        behind().sql("select count(*) from monitor.aggregate_upload").query(Long.class).single();
    MockHttpServletResponse answer =
        send(
            ANALYST,
            upload(
                FIER.replace("both,21", "both,20").replace("other,29", "other,-29"),
                Map.of(
                    "kind",
                    "help",
                    "title",
                    "Chat",
                    "maker",
                    "CKM",
                    "madeOn",
                    "17-10-2022",
                    "protection",
                    "published",
                    "citation",
                    "",
                    "certainty",
                    "sure")));

    assertThat(answer.getStatus()).isEqualTo(422);
    assertThat(answer.getContentAsString())
        .contains(
            // The sum with both sides, on the line of the total, and the negative count on its own.
            "het totaal 314, maar de delen van form zijn 278 + 15 + 20 = 313",
            "Een aantal kan niet onder 0 liggen",
            "Noem waar de aantallen zijn gepubliceerd",
            "De delen moeten optellen tot het totaal")
        .doesNotContain("??");
    assertThat(
            behind()
                .sql("select count(*) from monitor.aggregate_upload")
                .query(Long.class)
                .single())
        .isEqualTo(before);
  }

  private static MockHttpServletRequestBuilder upload(String file, Map<String, String> fields) {
    String line = "\r\n";
    StringBuilder body = new StringBuilder();
    fields.forEach(
        (name, value) ->
            body.append("--grens")
                .append(line)
                .append("Content-Disposition: form-data; name=\"")
                .append(name)
                .append('"')
                .append(line)
                .append(line)
                .append(value)
                .append(line));
    body.append("--grens")
        .append(line)
        .append("Content-Disposition: form-data; name=\"file\"; filename=\"t.csv\"")
        .append(line)
        .append("Content-Type: text/csv")
        .append(line)
        .append(line)
        .append(file)
        .append(line)
        .append("--grens--")
        .append(line);
    return post("/monitor/aggregates")
        .contentType("multipart/form-data; boundary=grens")
        .content(body.toString().getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void a_form_that_is_right_leads_to_the_page_of_the_table() throws Exception {
    MockHttpServletResponse answer =
        send(
            ANALYST,
            upload(
                FIER,
                Map.of(
                    "kind",
                    "help",
                    "title",
                    "Langs het formulier",
                    "maker",
                    "CKM",
                    "madeOn",
                    "17-10-2022",
                    "protection",
                    "published",
                    "citation",
                    "CKM, rapport, 17 oktober 2022",
                    "certainty",
                    "sure")));

    assertThat(answer.getStatus()).isEqualTo(302);
    MockHttpServletResponse page =
        send(
            SECOND,
            get(String.valueOf(answer.getRedirectedUrl()))
                .cookie(new Cookie("schakel-language", "en")));
    assertThat(page.getContentAsString())
        .contains("Langs het formulier", "waits for a second person", "Decide on this table")
        .doesNotContain("??");
  }

  @Test
  void counts_that_were_not_protected_are_rounded_for_everybody_but_the_own_organisation()
      throws Exception {
    AggregateId id = approved(help("Kleine aantallen", false), SMALL);

    Map<String, OptionalLong> own = numbers(TestActors.as(SECOND, () -> aggregates.get(id, false)));
    assertThat(own).containsEntry("who/other", OptionalLong.of(3));
    Map<String, OptionalLong> others =
        numbers(TestActors.as(ELSEWHERE, () -> aggregates.get(id, false)));
    assertThat(others.keySet()).isEqualTo(own.keySet());
    assertThat(others.values()).allSatisfy(one -> assertThat(one.orElse(0) % 5).isZero());
    assertThat(Math.abs(others.get("/").orElseThrow() - 47)).isLessThan(5);
    assertThat(others.get("who/self").orElseThrow() + others.get("who/other").orElseThrow())
        .isEqualTo(others.get("/").orElseThrow());
    String page = asNobody("/aggregates/" + id).getContentAsString();
    assertThat(page)
        .contains("Afgerond op vijftallen")
        .doesNotContain(">3<", ">47<", ">44<", "44 + 3");
    assertThat(asNobody("/aggregates/" + id + "/table.csv").getContentAsString())
        .doesNotContain(",47,", ",44,", ",38,")
        .contains("rounded");
    assertThat(numbers(TestActors.as(SECOND, () -> aggregates.get(id, true)))).isEqualTo(others);
  }

  @Test
  void what_stays_the_same_in_a_correction_is_not_rounded_so_that_both_together_tell_it() {
    AggregateId first = approved(help("Gecorrigeerd", false), SMALL.replace("2023", "2019"));
    Map<String, OptionalLong> before =
        numbers(TestActors.as(ELSEWHERE, () -> aggregates.get(first, false)));
    String corrected =
        SMALL
            .replace("2023", "2019")
            .replace(",47", ",52")
            .replace(",44", ",49")
            .replace(",38", ",43");
    AggregateId second =
        approved(
            request(Optional.of(first), "Vijf bezoekers gevonden", "Gecorrigeerd", false),
            corrected);
    Map<String, OptionalLong> after =
        numbers(TestActors.as(ELSEWHERE, () -> aggregates.get(second, false)));

    // 3, 2 and 7 did not change: shown as 0 once and as 5 once they would be proven 1 to 4.
    assertThat(List.of("who/other", "form/criminal"))
        .allSatisfy(
            place -> {
              OptionalLong one = before.getOrDefault(place, OptionalLong.empty());
              OptionalLong other = after.getOrDefault(place, OptionalLong.empty());
              assertThat(one.isEmpty() || other.isEmpty() || one.equals(other)).isTrue();
            });
    Aggregates.Table old = TestActors.as(ELSEWHERE, () -> aggregates.get(first, false));
    assertThat(old.newest()).isFalse();
    assertThat(TestActors.as(ELSEWHERE, aggregates::all))
        .extracting(one -> one.id())
        .contains(second)
        .doesNotContain(first);
  }

  @Test
  void a_correction_is_a_new_version_of_the_last_approved_one_with_a_note() {
    AggregateId first = approved(help("Versies", true), FIER);

    assertThat(
            TestActors.as(
                ANALYST,
                () ->
                    aggregates.upload(
                        request(Optional.of(first), "", "Versies", true), bytes(FIER))))
        .isInstanceOfSatisfying(
            UploadOutcome.Refused.class,
            refused ->
                assertThat(refused.problems())
                    .extracting(one -> one.problem().rule())
                    .containsExactly("aggregate-note"));
    AggregateId second =
        uploaded(request(Optional.of(first), "Telfout verbeterd", "Versies", true), FIER);
    assertThat(TestActors.as(ANALYST, () -> aggregates.get(second, false)).aggregate())
        .satisfies(
            one -> {
              assertThat(one.version()).isEqualTo(2);
              assertThat(one.changeNote()).isEqualTo("Telfout verbeterd");
            });
    // While the second waits, the first cannot be corrected again.
    assertThat(
            TestActors.as(
                ANALYST,
                () ->
                    aggregates.upload(
                        request(Optional.of(first), "Nog eens", "Versies", true), bytes(FIER))))
        .isInstanceOf(UploadOutcome.Refused.class);
    assertThat(TestActors.as(SECOND, () -> aggregates.giveBack(second, "Verkeerd bestand")))
        .isEqualTo(new AggregateDecision.Done());
    assertThat(uploaded(request(Optional.of(first), "Nog eens", "Versies", true), FIER).value())
        .isNotEqualTo(new UUID(0, 0));
  }

  @Test
  void
      only_analysts_upload_and_nobody_corrects_or_decides_about_what_another_organisation_uploaded() {
    AggregateId id = approved(help("Van de rapporteur", true), FIER);
    Actor other = person(anOrganisation(), Role.ANALYST);

    assertThatExceptionOfType(NotAllowed.class)
        .isThrownBy(
            () ->
                TestActors.as(
                    person(RAPPORTEUR, Role.REPORTER),
                    () -> aggregates.upload(help("Niet", true), bytes(FIER))));
    assertThatExceptionOfType(AggregateNotFound.class)
        .isThrownBy(() -> TestActors.as(other, () -> aggregates.approve(id, "")));
    assertThatExceptionOfType(AggregateNotFound.class)
        .isThrownBy(
            () ->
                TestActors.as(
                    other,
                    () ->
                        aggregates.upload(
                            request(Optional.of(id), "Van ons", "Van ons", true), bytes(FIER))));
  }

  @Test
  void the_database_hands_the_counts_to_the_own_organisation_alone() {
    AggregateId id = approved(help("Achter de muur", false), SMALL.replace("2023", "2018"));
    String counts = "select count(*) from monitor.aggregate_count where upload_id = :id";
    String shown = "select count(*) from monitor.aggregate_shown where upload_id = :id";

    assertThat(seenBy(SECOND, counts, id)).isEqualTo(6);
    assertThat(seenBy(ELSEWHERE, shown, id)).isEqualTo(6);
    assertThat(seenBy(person(anOrganisation(), Role.ANALYST), counts, id)).isZero();
  }

  private long seenBy(Actor actor, String sql, AggregateId id) {
    return TestActors.as(
        actor,
        () ->
            transaction.execute(
                status -> jdbc.sql(sql).param("id", id.value()).query(Long.class).single()));
  }

  @Test
  void each_step_is_in_the_log_and_so_is_reading_what_was_not_protected() {
    AggregateId id = approved(help("In het logboek", false), SMALL.replace("2023", "2017"));
    TestActors.as(SECOND, () -> aggregates.get(id, false));

    assertThat(
            behind()
                .sql("select activity from audit.entry where object = :object order by at, id")
                .param("object", "aggregate/" + id)
                .query(String.class)
                .list())
        .containsExactly(
            "monitor.upload-aggregate",
            "monitor.decide-aggregate",
            "monitor.read-unprotected-aggregate");
  }

  @Test
  void the_template_is_accepted_once_it_is_filled_in_and_a_formula_in_a_source_is_neutralised()
      throws Exception {
    String template =
        send(
                ANALYST,
                get("/monitor/aggregates/templates/help.csv")
                    .cookie(new Cookie("schakel-language", "en")))
            .getContentAsString();
    assertThat(template.lines().findFirst()).contains("year,figure,split,category,label,count");
    String filled =
        template
            .replace("Visitors with a request for help about trafficking,", "x,12")
            .replaceAll("(?m)^(\\d+,visitors,who,self,[^,]*),$", "$1,12")
            .replaceAll("(?m)^(\\d+,visitors,who,other,[^,]*),$", "$1,0");
    AggregateRequest request =
        new AggregateRequest(
            Optional.empty(),
            "",
            "help",
            "Sjabloon",
            "=HYPERLINK(\"http://voorbeeld\")",
            Optional.of(LocalDate.now(ZoneId.of("Europe/Amsterdam"))),
            AggregateRequest.PUBLISHED,
            "@voorbeeld",
            "likely");
    AggregateId id = approved(request, filled);

    assertThat(asNobody("/aggregates/" + id + "/table.csv").getContentAsString())
        .contains("\"'=HYPERLINK(", "'@voorbeeld")
        .doesNotContain(",=HYPERLINK", ",@voorbeeld");
  }

  private static AggregateRequest by(String maker, String title, boolean published) {
    return new AggregateRequest(
        Optional.empty(),
        "",
        "help",
        title,
        maker,
        Optional.of(LocalDate.of(2022, 10, 17)),
        published ? AggregateRequest.PUBLISHED : AggregateRequest.UNPROTECTED,
        published ? "Voorbeeldorganisatie, Jaarbeeld, 17 oktober 2022" : "",
        "sure");
  }

  private static AggregateId kept(UploadOutcome outcome) {
    assertThat(outcome).isInstanceOf(UploadOutcome.Kept.class);
    return ((UploadOutcome.Kept) outcome).id();
  }

  @Test
  void
      an_organisation_puts_before_everybody_only_what_it_counted_itself_unless_it_publishes_for_all()
          throws Exception {
    AggregateId ofOthers =
        kept(
            TestActors.as(
                OF_THE_CHAT,
                () ->
                    aggregates.upload(by("Politie Limburg", "Van een ander", true), bytes(FIER))));
    AggregateId own =
        kept(
            TestActors.as(
                OF_THE_CHAT,
                () -> aggregates.upload(by("chat met fier", "Eigen telling", true), bytes(FIER))));

    assertThat(TestActors.as(SECOND_OF_THE_CHAT, () -> aggregates.approve(ofOthers, "")))
        .isEqualTo(new AggregateDecision.NotEntitled());
    assertThat(asNobody("/aggregates/" + ofOthers).getStatus()).isEqualTo(404);
    assertThat(
            send(SECOND_OF_THE_CHAT, get("/monitor/aggregates/" + ofOthers)).getContentAsString())
        .contains("mag deze tabel niet openbaar maken", "Geef terug")
        .doesNotContain("Keur goed", "??");
    assertThat(TestActors.as(SECOND_OF_THE_CHAT, () -> aggregates.approve(own, "")))
        .isEqualTo(new AggregateDecision.Done());
    assertThat(asNobody("/aggregates/" + own).getStatus()).isEqualTo(200);
  }

  @Test
  void an_organisation_that_publishes_nothing_of_a_kind_gets_nothing_onto_the_open_pages() {
    OrganisationId police = Organisations.idOf("Politie Limburg");
    Actor one = person(police, Role.ANALYST);
    Actor two = person(police, Role.ANALYST);
    AggregateId id =
        kept(
            TestActors.as(
                one, () -> aggregates.upload(by("Politie Limburg", "Van ons", true), bytes(FIER))));

    assertThat(TestActors.as(two, () -> aggregates.approve(id, "")))
        .isEqualTo(new AggregateDecision.NotEntitled());
    assertThat(TestActors.as(two, () -> aggregates.giveBack(id, "Mag niet")))
        .isEqualTo(new AggregateDecision.Done());
  }

  @Test
  void what_is_taken_back_keeps_its_address_and_says_why_and_its_numbers_are_gone_everywhere()
      throws Exception {
    AggregateId id = approved(help("Ingetrokken tabel", true), FIER);

    assertThat(TestActors.as(ANALYST, () -> aggregates.withdraw(id, " ")))
        .isEqualTo(new AggregateDecision.NoReason());
    assertThat(TestActors.as(ANALYST, () -> aggregates.withdraw(id, "x".repeat(2001))))
        .isEqualTo(new AggregateDecision.NoteTooLong(2000));
    assertThat(
            send(
                    ANALYST,
                    post("/monitor/aggregates/" + id + "/withdrawal")
                        .param("note", "De maker telde dubbel."))
                .getStatus())
        .isEqualTo(302);

    MockHttpServletResponse page = asNobody("/aggregates/" + id);
    assertThat(page.getStatus()).isEqualTo(200);
    assertThat(page.getContentAsString())
        .contains("Deze tabel is ingetrokken op", "De maker telde dubbel.")
        .doesNotContain(">285<", "285 + 29", ">314<", "??");
    MockHttpServletResponse csv = asNobody("/aggregates/" + id + "/table.csv");
    assertThat(csv.getStatus()).isEqualTo(410);
    assertThat(csv.getContentAsString()).contains("ingetrokken").doesNotContain("285");
    assertThat(asNobody("/aggregates").getContentAsString()).contains("Ingetrokken tabel");
    assertThat(send(ELSEWHERE, get("/api/v1/aggregates/" + id)).getContentAsString())
        .contains("WITHDRAWN", "De maker telde dubbel.", "\"numbers\":[]")
        .doesNotContain("285");
    assertThat(send(ELSEWHERE, get("/monitor/aggregates/" + id + "/table.csv")).getStatus())
        .isEqualTo(410);
    assertThat(send(SECOND, get("/monitor/aggregates/" + id + "/table.csv?as=others")).getStatus())
        .isEqualTo(410);

    assertThat(TestActors.as(ANALYST, () -> aggregates.check(id)))
        .isEqualTo(new AggregateDecision.OwnAct());
    assertThat(send(SECOND, get("/monitor/aggregates/" + id)).getContentAsString())
        .contains("Ik heb meegekeken", "285")
        .doesNotContain("Trek deze tabel in", "??");
    assertThat(TestActors.as(SECOND, () -> aggregates.check(id)))
        .isEqualTo(new AggregateDecision.Done());
    assertThat(TestActors.as(SECOND, () -> aggregates.withdraw(id, "Nog eens")))
        .isEqualTo(new AggregateDecision.NotOpen(AggregateState.WITHDRAWN));
  }

  @Test
  void who_publishes_for_all_takes_back_what_another_put_out_and_nobody_else_does()
      throws Exception {
    AggregateId id =
        kept(
            TestActors.as(
                OF_THE_CHAT,
                () -> aggregates.upload(by("Chat met Fier", "Van de chat", true), bytes(FIER))));
    TestActors.as(SECOND_OF_THE_CHAT, () -> aggregates.approve(id, ""));

    assertThatExceptionOfType(AggregateNotFound.class)
        .isThrownBy(
            () ->
                TestActors.as(
                    person(anOrganisation(), Role.ANALYST), () -> aggregates.withdraw(id, "Weg")));
    assertThat(TestActors.as(ANALYST, () -> aggregates.withdraw(id, "Klopt niet")))
        .isEqualTo(new AggregateDecision.Done());
    assertThat(asNobody("/aggregates/" + id).getContentAsString())
        .contains("door Nationaal Rapporteur");
    assertThat(TestActors.as(OF_THE_CHAT, () -> aggregates.check(id)))
        .isEqualTo(new AggregateDecision.Done());
  }

  @Test
  void a_withdrawn_version_hides_the_older_one_in_the_list_and_is_corrected_by_a_new_one()
      throws Exception {
    AggregateId first = approved(help("Wordt verbeterd", true), FIER);
    AggregateId second =
        approved(request(Optional.of(first), "Beter", "Wordt slechter", true), FIER);
    TestActors.as(ANALYST, () -> aggregates.withdraw(second, "Toch fout"));

    assertThat(asNobody("/aggregates").getContentAsString())
        .contains("Wordt slechter")
        .doesNotContain("Wordt verbeterd");
    AggregateId third = approved(request(Optional.of(second), "Nu goed", "Wordt goed", true), FIER);
    assertThat(asNobody("/aggregates/" + third).getStatus()).isEqualTo(200);
    assertThat(asNobody("/aggregates").getContentAsString())
        .contains("Wordt goed")
        .doesNotContain("Wordt slechter");
  }

  @Test
  void a_later_table_is_judged_with_what_was_taken_back_whoever_of_the_two_put_it_out() {
    String small = SMALL.replace("2023", "2016");
    AggregateId first =
        kept(
            TestActors.as(
                OF_THE_CHAT,
                () -> aggregates.upload(by("Chat met Fier", "Eerst", false), bytes(small))));
    TestActors.as(SECOND_OF_THE_CHAT, () -> aggregates.approve(first, ""));
    Map<String, OptionalLong> before =
        numbers(TestActors.as(ELSEWHERE, () -> aggregates.get(first, false)));
    TestActors.as(ANALYST, () -> aggregates.withdraw(first, "Dubbel"));
    String changed = small.replace(",47", ",52").replace(",44", ",49").replace(",38", ",43");
    AggregateId second = approved(by("chat met fier", "Later", false), changed);
    Map<String, OptionalLong> after =
        numbers(TestActors.as(ELSEWHERE, () -> aggregates.get(second, false)));

    assertThat(List.of("who/other", "form/criminal"))
        .allSatisfy(
            place -> {
              OptionalLong one = before.getOrDefault(place, OptionalLong.empty());
              OptionalLong other = after.getOrDefault(place, OptionalLong.empty());
              assertThat(one.isEmpty() || other.isEmpty() || one.equals(other)).isTrue();
            });
  }

  @Test
  void the_wall_lets_nobody_write_what_the_desk_would_refuse() {
    AggregateId waiting = uploaded(help("Achter de muur wacht", false), SMALL);
    AggregateId out = approved(help("Achter de muur uit", false), SMALL.replace("2023", "2015"));
    AggregateId gone = approved(help("Achter de muur weg", false), SMALL.replace("2023", "2014"));
    TestActors.as(ANALYST, () -> aggregates.withdraw(gone, "Weg"));
    Actor registrar = ELSEWHERE;
    Actor other = person(anOrganisation(), Role.ANALYST);
    String counts = "select count(*) from monitor.aggregate_count where upload_id = :id";
    String shown = "select count(*) from monitor.aggregate_shown where upload_id = :id";
    String upload = "select count(*) from monitor.aggregate_upload where id = :id";

    // A registrar sees rows of every organisation elsewhere; no counts here.
    for (Actor stranger : List.of(registrar, other)) {
      for (AggregateId id : List.of(waiting, out, gone)) {
        assertThat(seenBy(stranger, counts, id)).isZero();
      }
      assertThat(seenBy(stranger, shown, waiting)).isZero();
      assertThat(seenBy(stranger, upload, waiting)).isZero();
      assertThat(seenBy(stranger, shown, out)).isEqualTo(6);
      assertThat(seenBy(stranger, upload, gone)).isEqualTo(1);
    }
    assertThat(seenBy(other, shown, gone)).isZero();
    assertThat(seenBy(SECOND, counts, gone)).isEqualTo(6);

    assertRefused(
        SECOND, "update monitor.aggregate_upload set state = 'UPLOADED' where id = :id", out);
    assertRefused(
        SECOND, "update monitor.aggregate_upload set state = 'RETURNED' where id = :id", out);
    assertRefused(
        SECOND, "update monitor.aggregate_upload set decided_note = 'x' where id = :id", out);
    assertRefused(
        SECOND,
        "update monitor.aggregate_upload set state = 'APPROVED', withdrawn_by = null, withdrawn_of = null,"
            + " withdrawn_at = null, withdrawn_note = null where id = :id",
        gone);
    assertRefused(
        SECOND, "update monitor.aggregate_upload set withdrawn_note = 'x' where id = :id", gone);
    assertRefused(
        SECOND,
        "update monitor.aggregate_upload set checked_at = now(), checked_by = withdrawn_by where id = :id",
        gone);
    String count =
        "insert into monitor.%s (upload_id, position, year, figure, split, category, %s)"
            + " values (:id, 99, 2001, 'visitors', '', '', 1)";
    assertRefused(SECOND, count.formatted("aggregate_shown", "shown"), waiting);
    assertRefused(SECOND, count.formatted("aggregate_count", "count"), waiting);
    // Of others not even a registrar moves what waits or brings back what is gone.
    String decide =
        "update monitor.aggregate_upload set state = 'APPROVED', decided_by = gen_random_uuid(),"
            + " decided_at = now() where id = :id";
    assertThat(changedBy(registrar, decide, waiting)).isZero();
    assertThat(changedBy(other, decide, waiting)).isZero();
    assertThat(
            changedBy(
                other,
                "update monitor.aggregate_upload set state = 'WITHDRAWN', withdrawn_by = gen_random_uuid(),"
                    + " withdrawn_of = gen_random_uuid(), withdrawn_at = now(), withdrawn_note = 'x' where id = :id",
                out))
        .isZero();
  }

  private int changedBy(Actor actor, String sql, AggregateId id) {
    return TestActors.as(
        actor, () -> transaction.execute(status -> jdbc.sql(sql).param("id", id.value()).update()));
  }

  private void assertRefused(Actor actor, String sql, AggregateId id) {
    assertThatExceptionOfType(DataAccessException.class)
        .as(sql)
        .isThrownBy(() -> changedBy(actor, sql, id));
  }

  @Test
  void a_program_decides_about_nothing() {
    AggregateId id = uploaded(help("Door een programma", true), FIER);
    Actor program =
        new Actor(
            Actor.Kind.MACHINE, new AccountId(UUID.randomUUID()), RAPPORTEUR, Set.of(Role.ANALYST));

    assertThat(TestActors.as(program, () -> aggregates.approve(id, "")))
        .isEqualTo(new AggregateDecision.NotAPerson());
  }

  @Test
  void uploads_at_the_same_moment_are_each_judged_with_the_others() throws Exception {
    List<Future<UploadOutcome>> sent = new ArrayList<>();
    try (ExecutorService analysts = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int more = 0; more < 4; more++) {
        String file =
            SMALL
                .replace("2023", "2013")
                .replace(",47", "," + (47 + 5 * more))
                .replace(",44", "," + (44 + 5 * more))
                .replace(",38", "," + (38 + 5 * more));
        AggregateRequest request = help("Tegelijk " + more, false);
        sent.add(
            analysts.submit(
                () -> TestActors.as(ANALYST, () -> aggregates.upload(request, bytes(file)))));
      }
    }
    Set<Long> three = new HashSet<>();
    Set<Long> two = new HashSet<>();
    for (Future<UploadOutcome> one : sent) {
      AggregateId id = kept(one.get());
      Map<String, OptionalLong> shown =
          numbers(TestActors.as(SECOND, () -> aggregates.get(id, true)));
      shown.get("who/other").ifPresent(three::add);
      shown.get("form/criminal").ifPresent(two::add);
    }

    // Shown as 0 once and as 5 once they would be proven 1 to 4.
    assertThat(three).hasSizeLessThan(2);
    assertThat(two).hasSizeLessThan(2);
  }

  private static final String OTHERS = "who/other";

  /** Years of their own: tables of one organisation are judged together by year. */
  private static String small(int year) {
    return SMALL.replace("2023", Integer.toString(year));
  }

  private OptionalLong shownOfOthers(AggregateId id, Actor reader) {
    return numbers(TestActors.as(reader, () -> aggregates.get(id, true)))
        .getOrDefault(OTHERS, OptionalLong.empty());
  }

  /** Readers saw 0 for 3 visitors, and would see 5 for them too, or the other way round. */
  private void showTheOtherFigure(AggregateId id, long figure) {
    behind()
        .sql(
            """
            update monitor.aggregate_shown set shown = :shown
             where upload_id = :id and split = 'who' and category = 'other'
            """)
        .param("shown", 5 - figure)
        .param("id", id.value())
        .update();
  }

  @Test
  void tables_under_two_spellings_of_one_maker_are_judged_together_whoever_uploads_them() {
    Actor elsewhere = person(anOrganisation(), Role.ANALYST);
    AggregateId apart =
        kept(
            TestActors.as(
                elsewhere,
                () ->
                    aggregates.upload(
                        by("Voorbeeldhulp Oost", "Apart", false), bytes(small(2018)))));
    long alone = shownOfOthers(apart, elsewhere).orElseThrow();
    AggregateId out = approved(by("Centrum Voorbeeldhulp (CVH)", "Voluit", false), small(2018));
    showTheOtherFigure(out, alone);

    for (String spelling :
        List.of("CVH", "centrum  voorbeeldhulp", "Céntrum Voorbeeld-hulp (cvh)")) {
      Actor another = person(anOrganisation(), Role.ANALYST);
      AggregateId id =
          kept(
              TestActors.as(
                  another,
                  () ->
                      aggregates.upload(
                          by(spelling, "Anders gespeld", false), bytes(small(2018)))));
      assertThat(shownOfOthers(id, another)).as(spelling).isNotEqualTo(OptionalLong.of(alone));
    }
  }

  @Test
  void what_went_out_while_a_table_waited_is_judged_with_it_when_it_is_approved() throws Exception {
    AggregateId first = uploaded(by("chat met fier", "Van de rapporteur", false), small(2019));
    AggregateId second =
        kept(
            TestActors.as(
                OF_THE_CHAT,
                () ->
                    aggregates.upload(
                        by("Chat met Fier", "Van de chat zelf", false), bytes(small(2019)))));
    showTheOtherFigure(first, shownOfOthers(second, OF_THE_CHAT).orElseThrow());
    assertThat(TestActors.as(SECOND, () -> aggregates.approve(first, "Nagelezen")))
        .isEqualTo(new AggregateDecision.Done());

    assertThat(TestActors.as(SECOND_OF_THE_CHAT, () -> aggregates.approve(second, "")))
        .isEqualTo(new AggregateDecision.TellsTooMuch());
    assertThat(
            send(SECOND_OF_THE_CHAT, post("/monitor/aggregates/" + second + "/approval"))
                .getContentAsString())
        .contains("Samen zouden zij te veel zeggen")
        .doesNotContain("??");
    assertThat(asNobody("/aggregates/" + second).getStatus()).isEqualTo(404);
    assertThat(TestActors.as(SECOND_OF_THE_CHAT, () -> aggregates.giveBack(second, "Opnieuw")))
        .isEqualTo(new AggregateDecision.Done());
    AggregateId again =
        kept(
            TestActors.as(
                OF_THE_CHAT,
                () ->
                    aggregates.upload(by("Chat met Fier", "Opnieuw", false), bytes(small(2019)))));
    assertThat(TestActors.as(SECOND_OF_THE_CHAT, () -> aggregates.approve(again, "")))
        .isEqualTo(new AggregateDecision.Done());
  }
}
