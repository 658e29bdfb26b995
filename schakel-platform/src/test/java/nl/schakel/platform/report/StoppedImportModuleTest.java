// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.report;

import static nl.schakel.platform.TestActors.signedIn;
import static nl.schakel.platform.report.ReportFixtures.POLICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import nl.schakel.platform.SchakelTest;
import nl.schakel.platform.TestActors;
import nl.schakel.platform.TestDatabase;
import nl.schakel.platform.access.Actor;
import nl.schakel.platform.access.Role;
import nl.schakel.platform.organisation.Organisations;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;

@SchakelTest(
    properties = {
      "test.database=stopped_imports",
      "schakel.import.batch=3",
      "db-scheduler.polling-interval=1h"
    })
class StoppedImportModuleTest {
  private static final Actor REPORTER = TestActors.reporter(POLICE);

  @Autowired Imports imports;
  @Autowired MockMvc mvc;
  @Autowired DataSource dataSource;

  private ImportId upload(String prefix) throws Exception {
    StringBuilder text =
        new StringBuilder(
            "reference,reported_on,ground,age_band,sex,nationalities,exploitation_forms\n");
    for (int i = 0; i < 10; i++) {
      text.append(
          "%s%d,2025-03-04,police-policy-duty,18-22,female,NL,sexual%n".formatted(prefix, i));
    }
    byte[] file = text.toString().getBytes(StandardCharsets.UTF_8);
    return TestActors.as(REPORTER, () -> imports.receive(new ByteArrayInputStream(file)));
  }

  private Import now(ImportId id) {
    return TestActors.as(REPORTER, () -> imports.get(id));
  }

  private void press(ImportId id, String button) throws Exception {
    mvc.perform(
            post("/reports/imports/%s/%s".formatted(id, button))
                .with(signedIn(REPORTER))
                .with(csrf()))
        .andExpect(redirectedUrl("/reports/imports/" + id));
  }

  private List<String> activities(ImportId id) {
    return TestDatabase.ownerOf(dataSource)
        .sql("select activity from audit.entry where object = :object order by at, id")
        .param("object", "import/" + id)
        .query(String.class)
        .list();
  }

  private long jobs(ImportId id) {
    return TestDatabase.ownerOf(dataSource)
        .sql("select count(*) from database.scheduled_tasks where task_instance = :id")
        .param("id", id.toString())
        .query(Long.class)
        .single();
  }

  private long reports(String prefix) {
    return TestDatabase.ownerOf(dataSource)
        .sql("select count(*) from report.report where reference like :prefix")
        .param("prefix", prefix + "%")
        .query(Long.class)
        .single();
  }

  @Test
  void a_stop_while_it_runs_ends_it_with_the_batch_that_is_under_way() throws Exception {
    ImportId id = upload("S");
    List<Import> steps = new ArrayList<>();

    Import stopped =
        imports.run(
            now(id),
            imports.uploaded(id),
            step -> {
              steps.add(step);
              if (steps.size() == 1) {
                TestActors.as(
                    REPORTER,
                    () -> {
                      imports.halt(id);
                      return id;
                    });
              }
            });

    assertThat(stopped.state()).isEqualTo(ImportState.STOPPED);
    assertThat(stopped.accepted()).isEqualTo(6);
    assertThat(steps).hasSize(2);
    assertThat(reports("S")).isEqualTo(6);
  }

  @Test
  void a_machine_stops_and_continues_its_own_upload_through_the_interface() throws Exception {
    ImportId id = upload("M");
    String address = "/api/v1/report-imports/" + id;

    mvc.perform(post(address + "/stop").with(signedIn(REPORTER)))
        .andExpect(status().isOk())
        .andExpect(jsonPath("$.halted").value(true));
    assertThat(imports.resume(id).rowsRead()).isZero();
    mvc.perform(
            post(address + "/continuation")
                .with(signedIn(TestActors.reporter(Organisations.idOf("FairWork")))))
        .andExpect(status().isNotFound());
    mvc.perform(post(address + "/continuation").with(signedIn(REPORTER)))
        .andExpect(status().isOk());

    assertThat(imports.resume(id).accepted()).isEqualTo(10);
  }

  @Test
  void a_stopped_upload_stays_where_it_is_until_its_sender_has_it_go_on() throws Exception {
    ImportId id = upload("G");
    press(id, "stop");

    Import still = imports.resume(id);
    mvc.perform(get("/reports/imports/" + id).with(signedIn(REPORTER)))
        .andExpect(status().isOk())
        .andExpect(header().doesNotExist("Refresh"))
        .andExpect(content().string(containsString("/continuation")))
        .andExpect(content().string(not(containsString("/stop\""))));
    press(id, "continuation");
    Import ended = imports.resume(id);

    assertThat(still.rowsRead()).isZero();
    assertThat(still.halted()).isTrue();
    assertThat(ended.state()).isEqualTo(ImportState.DONE);
    assertThat(ended.accepted()).isEqualTo(10);
    assertThat(reports("G")).isEqualTo(10);
    assertThat(jobs(id)).isEqualTo(1);
    assertThat(activities(id))
        .containsSubsequence(
            "report.receive-file", "report.stop-import", "report.resume-import", "report.import");
  }

  @Test
  void one_entry_of_the_navigation_is_where_the_reader_is() throws Exception {
    ImportId id = upload("Q");

    for (String page : List.of("/reports/imports", "/reports/imports/" + id, "/reports")) {
      String html =
          mvc.perform(get(page).with(signedIn(REPORTER)))
              .andReturn()
              .getResponse()
              .getContentAsString();
      // The navigation stands in the page twice, for wide and for narrow screens.
      assertThat(Pattern.compile("href=\"([^\"]*)\" aria-current=\"page\"").matcher(html).results())
          .as(page)
          .extracting(found -> found.group(1))
          .containsOnly(page.equals("/reports") ? "/reports" : "/reports/imports");
    }
    imports.resume(id);
  }

  @Test
  void pressing_twice_or_after_the_end_changes_nothing() throws Exception {
    ImportId id = upload("P");
    press(id, "stop");
    press(id, "stop");
    press(id, "continuation");
    press(id, "continuation");
    Import ended = imports.resume(id);
    press(id, "stop");
    press(id, "continuation");

    assertThat(now(id)).isEqualTo(ended);
    assertThat(activities(id)).filteredOn("report.stop-import"::equals).hasSize(1);
    assertThat(activities(id)).filteredOn("report.resume-import"::equals).hasSize(1);
  }

  @Test
  void a_sender_who_has_it_go_on_while_its_job_is_put_down_gets_a_new_job() throws Exception {
    ImportId id = upload("R");
    press(id, "stop");
    AtomicReference<CompletableFuture<Void>> pressed = new AtomicReference<>();

    boolean putDown =
        imports.whileHalted(
            id,
            () -> {
              pressed.set(CompletableFuture.runAsync(() -> goOn(id)));
              await().until(() -> somebodyWaits());
              TestDatabase.ownerOf(dataSource)
                  .sql("delete from database.scheduled_tasks where task_instance = :id")
                  .param("id", id.toString())
                  .update();
            });
    pressed.get().join();

    assertThat(putDown).isTrue();
    assertThat(now(id).halted()).isFalse();
    assertThat(jobs(id)).isEqualTo(1);
    assertThat(imports.whileHalted(id, () -> {})).isFalse();
    imports.resume(id);
  }

  private void goOn(ImportId id) {
    TestActors.as(
        REPORTER,
        () -> {
          imports.goOn(id);
          return id;
        });
  }

  private boolean somebodyWaits() {
    return TestDatabase.ownerOf(dataSource)
        .sql(
            """
            select exists (select from pg_stat_activity
                            where datname = current_database() and wait_event_type = 'Lock')
            """)
        .query(Boolean.class)
        .single();
  }

  @Test
  void only_the_organisation_that_sent_it_can_stop_it() throws Exception {
    ImportId id = upload("N");
    Actor stranger =
        TestActors.person(
            Organisations.idOf("Historische bronlijsten 2010-2015"), Role.REPORTER, Role.REGISTRAR);

    for (String button : List.of("stop", "continuation")) {
      mvc.perform(
              post("/reports/imports/%s/%s".formatted(id, button))
                  .with(signedIn(stranger))
                  .with(csrf()))
          .andExpect(status().isNotFound());
    }

    assertThat(now(id).halted()).isFalse();
    imports.resume(id);
  }

  @Test
  void a_file_that_nobody_has_go_on_is_deleted_after_a_week() throws Exception {
    ImportId id = upload("W");
    press(id, "stop");
    TestDatabase.ownerOf(dataSource)
        .sql("update report.import set halted_at = :long_ago where id = :id")
        .param(
            "long_ago",
            Timestamp.from(Instant.now().minus(Imports.HALTED).minus(Duration.ofHours(1))))
        .param("id", id.value())
        .update();

    imports.forgetAbandoned();

    assertThat(now(id).state()).isEqualTo(ImportState.FAILED);
    assertThat(
            TestDatabase.ownerOf(dataSource)
                .sql("select count(*) from report.import_chunk where import_id = :id")
                .param("id", id.value())
                .query(Long.class)
                .single())
        .isZero();
  }
}
