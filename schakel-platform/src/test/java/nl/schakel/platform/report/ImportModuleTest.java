// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.report;

import static nl.schakel.platform.TestActors.signedIn;
import static nl.schakel.platform.report.ReportFixtures.POLICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import javax.sql.DataSource;
import nl.schakel.platform.SchakelTest;
import nl.schakel.platform.TestActors;
import nl.schakel.platform.TestDatabase;
import nl.schakel.platform.access.Actor;
import nl.schakel.platform.access.OrganisationId;
import nl.schakel.platform.access.Role;
import nl.schakel.platform.organisation.Organisations;
import nl.schakel.platform.web.FieldProblem;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.MockMvc;

@SchakelTest(
    properties = {
      "test.database=imports",
      "schakel.import.batch=3",
      "schakel.import.largest-upload=1MB",
      "db-scheduler.polling-interval=1h"
    })
class ImportModuleTest {
  private static final OrganisationId SOURCE_LISTS =
      Organisations.idOf("Historische bronlijsten 2010-2015");
  private static final String HEADER =
      "reference,reported_on,ground,age_band,sex,nationalities,exploitation_forms,given_names\n";
  private static final Actor REPORTER = TestActors.reporter(POLICE);

  @Autowired Imports imports;
  @Autowired ImportStore store;
  @Autowired MockMvc mvc;
  @Autowired DataSource dataSource;

  private static String row(String reference, String sex) {
    return "%s,2025-03-04,police-policy-duty,18-22,%s,NL,sexual,Lina%n".formatted(reference, sex);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private Import open(OrganisationId organisation, byte[] file) throws Exception {
    return imports.open(organisation, ImportSum.of(new ByteArrayInputStream(file)), file.length);
  }

  private Import run(OrganisationId organisation, byte[] file) throws Exception {
    return imports.run(open(organisation, file), () -> new ByteArrayInputStream(file), step -> {});
  }

  private long reports(String prefix) {
    return TestDatabase.ownerOf(dataSource)
        .sql("select count(*) from report.report where reference like :prefix")
        .param("prefix", prefix + "%")
        .query(Long.class)
        .single();
  }

  @Test
  void the_good_rows_go_in_and_the_bad_ones_come_back_with_line_and_rule() throws Exception {
    String file =
        HEADER
            + row("G1", "female")
            + row("G2", "femal")
            + "G3,2025-03-04\n"
            + row("G4", "male")
            + row("G5", "male");

    Import ended = run(POLICE, bytes(file));

    assertThat(ended.state()).isEqualTo(ImportState.DONE);
    assertThat(ended.accepted()).isEqualTo(3);
    assertThat(ended.refused()).isEqualTo(2);
    assertThat(ended.rowsRead()).isEqualTo(5);
    assertThat(reports("G")).isEqualTo(3);
    List<ImportProblem> problems = TestActors.as(REPORTER, () -> imports.problems(ended.id(), 0));
    assertThat(problems)
        .extracting(
            ImportProblem::line, each -> each.problem().field(), each -> each.problem().rule())
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(3L, "sex", "code-unknown"),
            org.assertj.core.groups.Tuple.tuple(4L, "", "import-cells"));
  }

  @Test
  void the_refused_rows_come_back_as_csv_that_runs_no_formula() {
    StringWriter out = new StringWriter();
    ImportProblemsCsv csv = new ImportProblemsCsv(out, imports.texts(), Locale.ENGLISH);

    csv.write(new ImportProblem(1, 7, new FieldProblem("=1+1", "import-cell-size", "2000")));
    csv.end();

    assertThat(out.toString().split("\r?\n"))
        .containsExactly(
            "line,field,rule,what is wrong,what would mend it",
            "7,'=1+1,import-cell-size,This text is longer than 2000 characters.,Make the text shorter.");
  }

  @Test
  void the_same_file_again_adds_nothing() throws Exception {
    byte[] file = bytes(HEADER + row("S1", "female") + row("S2", "male"));
    run(POLICE, file);

    Import again = run(POLICE, file);

    assertThat(again.accepted()).isZero();
    assertThat(again.repeated()).isEqualTo(2);
    assertThat(reports("S")).isEqualTo(2);
  }

  @Test
  void equal_rows_without_a_reference_are_as_many_reports_and_none_when_sent_again()
      throws Exception {
    byte[] file = bytes("source_list,person_key\nP,twins\nP,twins\nR,twins\n");
    Import first = run(SOURCE_LISTS, file);
    Import again = run(SOURCE_LISTS, file);
    Import other = run(SOURCE_LISTS, bytes("person_key,source_list\ntwins,P\n"));

    assertThat(first.accepted()).isEqualTo(3);
    assertThat(again.repeated()).isEqualTo(3);
    assertThat(other.repeated()).isEqualTo(1);
  }

  @Test
  void an_import_that_broke_off_goes_on_after_its_last_batch() throws Exception {
    StringBuilder text = new StringBuilder(HEADER);
    for (int i = 0; i < 10; i++) {
      text.append(row("B" + i, "female"));
    }
    byte[] file = bytes(text.toString());
    Import begun = open(POLICE, file);
    List<Import> steps = new ArrayList<>();

    assertThatThrownBy(
            () ->
                imports.run(
                    begun,
                    () -> new ByteArrayInputStream(file),
                    step -> {
                      steps.add(step);
                      if (steps.size() == 2) {
                        throw new IllegalStateException("pulled the plug");
                      }
                    }))
        .hasMessage("pulled the plug");
    Import resumed = open(POLICE, file);
    Import ended =
        imports.run(resumed, () -> new ByteArrayInputStream(file), step -> steps.add(step));

    assertThat(resumed.id()).isEqualTo(begun.id());
    assertThat(resumed.rowsRead()).isEqualTo(6);
    assertThat(ended.accepted()).isEqualTo(10);
    assertThat(ended.repeated()).isZero();
    assertThat(reports("B")).isEqualTo(10);
  }

  @Test
  void a_second_process_on_the_same_file_gives_way() throws Exception {
    byte[] file = bytes(HEADER + row("T1", "female") + row("T2", "male"));
    Import stale = open(POLICE, file);
    run(POLICE, file);

    assertThatThrownBy(() -> imports.run(stale, () -> new ByteArrayInputStream(file), step -> {}))
        .isInstanceOf(ImportTaken.class);
    assertThat(reports("T")).isEqualTo(2);
  }

  @Test
  void what_was_read_before_the_file_broke_is_kept() throws Exception {
    byte[] file = bytes(HEADER + row("Q1", "female") + row("Q2", "male") + "\"Q3,male\n");

    Import ended = run(POLICE, file);

    assertThat(ended.state()).isEqualTo(ImportState.FAILED);
    assertThat(ended.accepted()).isEqualTo(2);
    assertThat(TestActors.as(REPORTER, () -> imports.failure(ended.id())))
        .hasValueSatisfying(
            failure -> {
              assertThat(failure.line()).isEqualTo(4);
              assertThat(failure.problem().rule()).isEqualTo("import-quote");
            });
  }

  @Test
  void an_upload_is_sealed_taken_in_and_forgotten() throws Exception {
    String file = HEADER + row("U1", "female");
    ImportId id =
        TestActors.as(REPORTER, () -> imports.receive(new ByteArrayInputStream(bytes(file))));
    List<byte[]> kept =
        TestDatabase.ownerOf(dataSource)
            .sql("select sealed from report.import_chunk where import_id = :id")
            .param("id", id.value())
            .query(byte[].class)
            .list();

    Import ended = imports.resume(id);

    assertThat(kept).hasSize(1);
    assertThat(new String(kept.getFirst(), StandardCharsets.ISO_8859_1))
        .doesNotContain("Lina", "reference");
    assertThat(ended.accepted()).isEqualTo(1);
    assertThat(
            TestDatabase.ownerOf(dataSource)
                .sql("select count(*) from report.import_chunk")
                .query(Long.class)
                .single())
        .isZero();
  }

  @Test
  void a_file_through_the_page_is_received_and_shown() throws Exception {
    String boundary = "x7x";
    String body =
        "--%1$s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\nContent-Type: text/csv\r\n\r\n%2$s\r\n--%1$s--\r\n"
            .formatted(boundary, HEADER + row("P1", "female") + row("P2", "x"));
    String page =
        mvc.perform(
                post("/reports/imports")
                    .with(signedIn(REPORTER))
                    .with(csrf())
                    .contentType(
                        MediaType.parseMediaType("multipart/form-data; boundary=" + boundary))
                    .content(bytes(body)))
            .andExpect(status().is3xxRedirection())
            .andReturn()
            .getResponse()
            .getHeader("Location");
    mvc.perform(get(page).with(signedIn(REPORTER)))
        .andExpect(status().isOk())
        .andExpect(header().exists("Refresh"));
    imports.resume(new ImportId(UUID.fromString(page.substring(page.length() - 36))));

    mvc.perform(get(page).with(signedIn(REPORTER)))
        .andExpect(status().isOk())
        .andExpect(header().doesNotExist("Refresh"))
        .andExpect(content().string(org.hamcrest.Matchers.containsString(page + "/problems")));
    mvc.perform(get(page + "/problems").with(signedIn(REPORTER)))
        .andExpect(status().isOk())
        .andExpect(content().string(org.hamcrest.Matchers.containsString("3,sex,code-unknown")));
    mvc.perform(get("/reports/imports").with(signedIn(REPORTER))).andExpect(status().isOk());
    assertThat(reports("P")).isEqualTo(1);
  }

  @Test
  void no_file_and_an_empty_file_are_told_on_the_page() throws Exception {
    mvc.perform(
            post("/reports/imports")
                .with(signedIn(REPORTER))
                .with(csrf())
                .contentType("multipart/form-data; boundary=b")
                .content("--b--\r\n"))
        .andExpect(status().isUnprocessableContent());
  }

  @Test
  void a_file_through_the_api_is_accepted_and_followed() throws Exception {
    String location =
        mvc.perform(
                post("/api/v1/report-imports")
                    .with(signedIn(TestActors.machine(POLICE)))
                    .with(csrf())
                    .contentType("text/csv")
                    .content(HEADER + row("A1", "x")))
            .andExpect(status().isAccepted())
            .andReturn()
            .getResponse()
            .getHeader("Location");
    imports.resume(new ImportId(UUID.fromString(location.substring(location.length() - 36))));

    mvc.perform(get(location).with(signedIn(REPORTER)))
        .andExpect(status().isOk())
        .andExpect(content().string(org.hamcrest.Matchers.containsString("\"state\":\"done\"")));
    mvc.perform(get(location + "/problems").with(signedIn(REPORTER)).accept("text/csv"))
        .andExpect(status().isOk())
        .andExpect(content().string(org.hamcrest.Matchers.containsString("2,sex,code-unknown")));
    mvc.perform(get(location + "/problems").with(signedIn(REPORTER)).accept("application/json"))
        .andExpect(status().isOk())
        .andExpect(content().string(org.hamcrest.Matchers.containsString("\"line\":2")));
  }

  @Test
  void what_is_not_yours_is_not_there() throws Exception {
    Import ended = run(POLICE, bytes(HEADER + row("N1", "x")));
    Actor stranger = TestActors.person(SOURCE_LISTS, Role.REPORTER, Role.REGISTRAR);

    for (String path :
        List.of(
            "/reports/imports/%s", "/reports/imports/%s/problems",
            "/api/v1/report-imports/%s", "/api/v1/report-imports/%s/problems")) {
      mvc.perform(get(path.formatted(ended.id())).with(signedIn(stranger)))
          .andExpect(status().isNotFound());
      mvc.perform(get(path.formatted("nonsense")).with(signedIn(stranger)))
          .andExpect(status().isNotFound());
    }
  }

  @Test
  void an_upload_that_is_too_large_or_breaks_off_leaves_nothing() {
    InputStream large = InputStream.nullInputStream();
    byte[] chunk = new byte[1_200_000];
    java.util.Arrays.fill(chunk, (byte) 'a');

    assertThatThrownBy(
            () -> TestActors.as(REPORTER, () -> imports.receive(new ByteArrayInputStream(chunk))))
        .isInstanceOf(ImportBroken.class)
        .hasMessageContaining("import-size");
    assertThatThrownBy(() -> TestActors.as(REPORTER, () -> imports.receive(large)))
        .isInstanceOf(ImportBroken.class)
        .hasMessageContaining("import-empty");
    assertThat(
            TestDatabase.ownerOf(dataSource)
                .sql("select count(*) from report.import where state = 'RECEIVING'")
                .query(Long.class)
                .single())
        .isZero();
  }

  @Test
  void a_batch_of_reports_has_one_outcome_each() throws Exception {
    mvc.perform(
            post("/api/v1/report-batches")
                .with(signedIn(TestActors.machine(POLICE)))
                .with(csrf())
                .contentType("application/json")
                .content(
                    """
                    [{"reference":"J1","reportedOn":"2025-03-04","ground":"police-policy-duty","ageBand":"18-22",
                      "sex":"female","nationalities":["NL"],"exploitationForms":["sexual"]},
                     {"reference":"J2","sex":"x"}]
                    """))
        .andExpect(status().isOk())
        .andExpect(
            content().string(org.hamcrest.Matchers.containsString("\"outcome\":\"accepted\"")))
        .andExpect(
            content().string(org.hamcrest.Matchers.containsString("\"rule\":\"code-unknown\"")));
    for (String bad : List.of("{", "{}", "[]", "")) {
      mvc.perform(
              post("/api/v1/report-batches")
                  .with(signedIn(TestActors.machine(POLICE)))
                  .with(csrf())
                  .contentType("application/json")
                  .content(bad))
          .andExpect(status().isBadRequest());
    }
  }

  @Test
  void a_malformed_report_or_one_without_reference_does_not_hold_up_the_rest_of_a_batch()
      throws Exception {
    String good =
        """
        "reportedOn":"2025-03-04","ground":"police-policy-duty","ageBand":"18-22",
        "sex":"female","nationalities":["NL"],"exploitationForms":["sexual"]
        """;
    String body =
        """
        [1, {"reference":"unsound-1","sex":{"a":1}}, {%1$s}, {"reference":" ",%1$s}, {"reference":"unsound-2",%1$s}]
        """
            .formatted(good);
    for (String outcome : List.of("accepted", "repeated")) {
      mvc.perform(
              post("/api/v1/report-batches")
                  .with(signedIn(TestActors.machine(POLICE)))
                  .with(csrf())
                  .contentType("application/json")
                  .content(body))
          .andExpect(status().isOk())
          .andExpect(jsonPath("$.length()").value(5))
          .andExpect(jsonPath("$[0].errors[0].rule").value("report-form"))
          .andExpect(jsonPath("$[1].errors[0].field").value("sex"))
          .andExpect(jsonPath("$[1].errors[0].rule").value("text-or-texts"))
          .andExpect(jsonPath("$[2].errors[0].rule").value("key-missing"))
          .andExpect(jsonPath("$[3].errors[0].rule").value("key-missing"))
          .andExpect(jsonPath("$[4].outcome").value(outcome));
    }
    assertThat(reports("unsound-")).isEqualTo(1);
  }
}
