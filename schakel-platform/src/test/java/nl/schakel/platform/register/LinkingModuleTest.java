// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.register;

import static nl.schakel.platform.register.Chain.BORDER_POLICE;
import static nl.schakel.platform.register.Chain.COORDINATOR;
import static nl.schakel.platform.register.Chain.HISTORY;
import static nl.schakel.platform.register.Chain.POLICE;
import static nl.schakel.platform.register.Chain.SHELTER;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import nl.schakel.platform.SchakelTest;
import nl.schakel.platform.TestDatabase;
import nl.schakel.platform.report.ReportFacts;
import nl.schakel.platform.report.ReportId;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

@SchakelTest
@Import(Chain.class)
class LinkingModuleTest {
  @Autowired Chain chain;
  @Autowired Linker linker;
  private final JdbcClient behind;

  @Autowired
  LinkingModuleTest(DataSource dataSource) {
    behind = TestDatabase.ownerOf(dataSource);
  }

  private UUID victim(ReportId report) {
    return behind
        .sql("select victim_id from register.source where report_id = :report")
        .param("report", report.value())
        .query(UUID.class)
        .single();
  }

  private List<String> waitingAbout(ReportId report) {
    return behind
        .sql(
            """
            select reason from register.candidate
             where :report in (low_report_id, high_report_id) and state = 'open'
            """)
        .param("report", report.value())
        .query((row, n) -> row.getString(1))
        .list();
  }

  private static String newKey() {
    return UUID.randomUUID().toString();
  }

  private static String newVNumber() {
    return "%010d".formatted((long) (Math.random() * 9_000_000_000L) + 1_000_000_000L);
  }

  @Test
  void reports_that_share_a_strong_key_are_one_victim() {
    String vNumber = newVNumber();
    ReportId police = chain.report(POLICE, "vNumber", vNumber);
    ReportId border = chain.report(BORDER_POLICE, "vNumber", vNumber);

    assertThat(victim(border)).isEqualTo(victim(police));
  }

  @Test
  void reports_without_a_key_are_victims_of_their_own() {
    ReportId one = chain.report(POLICE);
    ReportId other = chain.report(POLICE);

    assertThat(victim(one)).isNotEqualTo(victim(other));
  }

  @Test
  void who_reported_stays_known_per_victim_and_year() {
    String key = newKey();
    ReportId police = chain.report(POLICE, "personKey", key, "reportedOn", "2023-02-01");
    chain.report(SHELTER, "personKey", key, "reportedOn", "2023-05-01");
    chain.report(COORDINATOR, "personKey", key, "reportedOn", "2024-01-01");

    List<String> years =
        behind
            .sql(
                """
                select year || ' ' || array_to_string(lists, '')
                  from register.victim_year where victim_id = :victim order by year
                """)
            .param("victim", victim(police))
            .query((row, n) -> row.getString(1))
            .list();

    assertThat(years).containsExactly("2023 OP", "2024 R");
  }

  @Test
  void keys_that_point_at_two_victims_merge_nothing_and_ask_a_registrar() {
    String vNumber = newVNumber();
    String key = newKey();
    ReportId one = chain.report(POLICE, "vNumber", vNumber);
    ReportId other = chain.report(SHELTER, "personKey", key);
    ReportId both = chain.report(BORDER_POLICE, "vNumber", vNumber, "personKey", key);

    assertThat(victim(one)).isNotEqualTo(victim(other));
    assertThat(victim(both)).isNotIn(victim(one), victim(other));
    assertThat(waitingAbout(both)).containsExactly("exact-key-conflict", "exact-key-conflict");
  }

  @Test
  void a_batch_that_is_announced_twice_is_linked_once() {
    String key = newKey();
    List<ReportFacts> stored =
        chain.store(
            POLICE,
            List.of(Chain.facts("personKey", key), Chain.facts("personKey", key), Chain.facts()));

    linker.link(stored.getFirst().number(), stored.getLast().number());
    UUID before = victim(stored.getFirst().id());
    linker.link(stored.getFirst().number(), stored.getLast().number());

    assertThat(victim(stored.get(1).id())).isEqualTo(before).isEqualTo(victim(stored.get(0).id()));
    assertThat(
            behind
                .sql("select reports from register.victim where id = :victim")
                .param("victim", before)
                .query(Integer.class)
                .single())
        .isEqualTo(2);
  }

  @Test
  void two_batches_at_once_give_one_victim_for_one_key() {
    String key = newKey();
    List<ReportFacts> stored = new ArrayList<>();
    List<CompletableFuture<Void>> running = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      ReportFacts one = chain.store(POLICE, List.of(Chain.facts("personKey", key))).getFirst();
      stored.add(one);
      running.add(CompletableFuture.runAsync(() -> linker.link(one.number(), one.number())));
    }
    running.forEach(CompletableFuture::join);

    assertThat(stored.stream().map(one -> victim(one.id())).distinct()).hasSize(1);
  }

  @Test
  void a_report_that_comes_in_is_linked_without_anybody_asking() {
    ReportFacts stored = chain.store(POLICE, List.of(Chain.facts())).getFirst();

    Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(
                        behind
                            .sql("select count(*) from register.source where report_id = :report")
                            .param("report", stored.id().value())
                            .query(Long.class)
                            .single())
                    .isOne());
  }

  @Test
  void a_report_of_a_published_list_waits_for_nobody() {
    Map<String, List<String>> row =
        Map.of("sourceList", List.of("K"), "personKey", List.of(newKey()));
    ReportId report = chain.reportAll(HISTORY, List.of(row)).getFirst();

    assertThat(
            behind
                .sql(
                    "select review_since is null and missing = '{}' from register.victim where id = :id")
                .param("id", victim(report))
                .query(Boolean.class)
                .single())
        .isTrue();
  }
}
