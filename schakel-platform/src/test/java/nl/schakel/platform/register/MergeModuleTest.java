// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.register;

import static nl.schakel.platform.register.Chain.COORDINATOR;
import static nl.schakel.platform.register.Chain.POLICE;
import static nl.schakel.platform.register.Chain.SHELTER;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import javax.sql.DataSource;
import nl.schakel.platform.SchakelTest;
import nl.schakel.platform.TestActors;
import nl.schakel.platform.TestDatabase;
import nl.schakel.platform.access.Actor;
import nl.schakel.platform.access.Gate;
import nl.schakel.platform.access.OrganisationId;
import nl.schakel.platform.report.ReportId;
import nl.schakel.platform.report.Reports;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@SchakelTest
@Import(Chain.class)
class MergeModuleTest {
  private static final Actor REGISTRAR = TestActors.registrar();

  @Autowired Chain chain;
  @Autowired Register register;
  @Autowired Weighing weighing;
  private final JdbcClient behind;

  @Autowired
  MergeModuleTest(DataSource dataSource) {
    behind = TestDatabase.ownerOf(dataSource);
  }

  private static <T> T judging(Callable<T> work) {
    return TestActors.as(REGISTRAR, work);
  }

  private VictimId victim(ReportId report) {
    return behind
        .sql("select victim_id from register.source where report_id = :report")
        .param("report", report.value())
        .query((row, n) -> new VictimId(row.getObject(1, UUID.class)))
        .single();
  }

  private String column(String column, VictimId victim) {
    return behind
        .sql("select %s::text from register.victim where id = :victim".formatted(column))
        .param("victim", victim.value())
        .query((row, n) -> String.valueOf(row.getString(1)))
        .single();
  }

  private static String newKey() {
    return UUID.randomUUID().toString();
  }

  @Test
  void a_merge_brings_all_reports_together_and_undoing_it_brings_exactly_those_back() {
    ReportId police = chain.report(POLICE);
    ReportId shelter = chain.report(SHELTER, "exploitationForms", "labour");
    VictimId first = victim(police);
    VictimId second = victim(shelter);

    Moved.Done merged =
        (Moved.Done) judging(() -> register.merge(first, second, "same person, seen on papers"));

    assertThat(victim(shelter)).isEqualTo(first);
    assertThat(column("lists", first)).isEqualTo("{O,P}");
    assertThat(column("forms", first)).isEqualTo("{labour,sexual}");
    assertThat(column("reports", second)).isEqualTo("0");

    assertThat(judging(() -> register.undo(merged.movement(), "papers were of somebody else")))
        .isInstanceOf(Moved.Done.class);

    assertThat(victim(police)).isEqualTo(first);
    assertThat(victim(shelter)).isEqualTo(second);
    assertThat(column("lists", first)).isEqualTo("{P}");
    assertThat(column("merged_into_victim_id", second)).isEqualTo("null");
  }

  @Test
  void a_parent_whom_one_report_names_does_not_answer_for_a_person_merged_with_it() {
    ReportId child = chain.report(SHELTER);
    ReportId naming = chain.report(POLICE, "exploiterRelation", "parent");
    assertThat(closed(child, naming)).containsExactly(naming.value());

    VictimId first = victim(child);
    VictimId second = victim(naming);
    Moved.Done merged = (Moved.Done) judging(() -> register.merge(first, second, "the same child"));
    assertThat(closed(child, naming)).containsExactlyInAnyOrder(child.value(), naming.value());

    judging(() -> register.undo(merged.movement(), "another child after all"));
    assertThat(closed(child, naming)).containsExactly(naming.value());
  }

  @Test
  void parents_whom_reports_named_before_anybody_listened_are_told_of_afterwards() {
    ReportId naming = chain.report(POLICE, "exploiterRelation", "parent");
    behind
        .sql("delete from sharing.parents_way where report_id = :report")
        .param("report", naming.value())
        .update();

    int told = gate.asSystem(() -> ParentsCaughtUp.tell(reports, store, parents, transaction));

    assertThat(told).isPositive();
    assertThat(closed(naming)).containsExactly(naming.value());
  }

  @Autowired Gate gate;
  @Autowired Reports reports;
  @Autowired RegisterStore store;
  @Autowired ExploitingParents parents;
  @Autowired TransactionTemplate transaction;

  /** For which of these no parent answers. */
  private List<UUID> closed(ReportId... reports) {
    return behind
        .sql("select report_id from sharing.parents_way where report_id = any(:reports)")
        .param("reports", Stream.of(reports).map(ReportId::value).toArray(UUID[]::new))
        .query((row, n) -> row.getObject(1, UUID.class))
        .list();
  }

  @Test
  void a_decision_goes_along_with_a_merge_and_comes_back() {
    ReportId police = chain.report(POLICE);
    ReportId shelter = chain.report(SHELTER);
    VictimId first = victim(police);
    VictimId second = victim(shelter);
    judging(() -> register.decide(second, status("identified")));

    Moved.Done merged = (Moved.Done) judging(() -> register.merge(first, second, "same"));

    assertThat(column("status", first)).isEqualTo("identified");
    judging(() -> register.undo(merged.movement(), "not the same after all"));
    assertThat(column("status", first)).isEqualTo("presumed");
    assertThat(column("status", second)).isEqualTo("identified");
  }

  @Test
  void a_decision_can_be_withdrawn_and_stays_in_the_history() {
    VictimId victim = victim(chain.report(POLICE));
    Decision decision = judging(() -> register.decide(victim, status("not-a-victim")));

    assertThat(counted(victim)).isFalse();
    TestActors.run(REGISTRAR, () -> register.withdraw(victim, decision.id(), "wrong file"));

    assertThat(column("status", victim)).isEqualTo("presumed");
    assertThat(counted(victim)).isTrue();
    assertThat(
            behind
                .sql("select count(*) from register.decision where victim_id = :victim")
                .param("victim", victim.value())
                .query(Long.class)
                .single())
        .isOne();
  }

  private boolean counted(VictimId victim) {
    return behind
        .sql("select bool_and(counted) from register.victim_year where victim_id = :victim")
        .param("victim", victim.value())
        .query(Boolean.class)
        .single();
  }

  private static Verdict status(String code) {
    return new Verdict(
        Aspect.STATUS, List.of(code), "police", "", LocalDate.of(2025, 6, 1), "letter of that day");
  }

  @Test
  void a_split_is_two_people_from_then_on_and_a_new_report_with_their_key_asks_a_registrar() {
    String key = newKey();
    ReportId one = chain.report(POLICE, "personKey", key);
    ReportId other = chain.report(SHELTER, "personKey", key);

    judging(() -> register.split(victim(one), Set.of(other), "two people with one key"));
    ReportId third = chain.report(COORDINATOR, "personKey", key);

    assertThat(victim(other)).isNotEqualTo(victim(one));
    assertThat(victim(third)).isNotIn(victim(one), victim(other));
    assertThat(judging(() -> register.merge(victim(one), victim(other), "sure?")))
        .isEqualTo(new Moved.SaidNotSame());
  }

  @Test
  void undoing_a_split_makes_one_victim_again() {
    String key = newKey();
    ReportId one = chain.report(POLICE, "personKey", key);
    ReportId other = chain.report(SHELTER, "personKey", key);
    VictimId before = victim(one);
    Moved.Done split =
        (Moved.Done) judging(() -> register.split(before, Set.of(other), "two people"));

    judging(() -> register.undo(split.movement(), "one person after all"));
    ReportId third = chain.report(COORDINATOR, "personKey", key);

    assertThat(victim(other)).isEqualTo(before);
    assertThat(victim(third)).isEqualTo(before);
  }

  @Test
  void a_later_step_with_the_same_reports_is_undone_first() {
    VictimId a = victim(chain.report(POLICE));
    VictimId b = victim(chain.report(POLICE));
    VictimId c = victim(chain.report(POLICE));
    Moved.Done first = (Moved.Done) judging(() -> register.merge(b, c, "same"));
    Moved.Done second = (Moved.Done) judging(() -> register.merge(a, b, "same"));

    assertThat(judging(() -> register.undo(first.movement(), "wrong")))
        .isEqualTo(new Moved.LaterStepFirst());
    assertThat(judging(() -> register.undo(second.movement(), "wrong")))
        .isInstanceOf(Moved.Done.class);
    assertThat(judging(() -> register.undo(first.movement(), "wrong")))
        .isInstanceOf(Moved.Done.class);
  }

  @Test
  void the_same_person_with_another_birth_year_and_a_shortened_name_is_asked_about() {
    String place = "GM0363";
    ReportId police = lina(POLICE, "Lina", "Voorbeeld", "2004", place);
    ReportId care = lina(COORDINATOR, "Leena", "V.", "2003", place);

    assertThat(questions(police, care)).containsExactly("open");
    assertThat(victim(police)).isNotEqualTo(victim(care));
  }

  @Test
  void other_names_are_no_reason_to_ask_and_another_sex_alone_is_none_to_be_sure() {
    String place = "GM0344";
    ReportId one = lina(POLICE, "Lina", "Voorbeeld", "2004", place);
    ReportId otherName = lina(COORDINATOR, "Mirjam", "Proefstra", "2004", place);
    ReportId otherSex = reportNamed(COORDINATOR, "Lina", "Voorbeeld", "2004", place, "male");

    assertThat(questions(one, otherName)).isEmpty();
    assertThat(questions(one, otherSex)).containsExactly("open");
  }

  @Test
  void not_the_same_is_remembered_through_a_merge() {
    String place = "GM0518";
    ReportId one = lina(POLICE, "Lina", "Voorbeeld", "2004", place);
    ReportId other = lina(COORDINATOR, "Lina", "Voorbeeldt", "2004", place);
    VictimId third = victim(chain.report(SHELTER));
    TestActors.run(REGISTRAR, () -> register.notTheSame(question(one, other), "two sisters"));
    judging(() -> register.merge(third, victim(one), "seen together on papers"));

    assertThat(questions(one, other)).containsExactly("not-same");
    assertThat(judging(() -> register.merge(third, victim(other), "same?")))
        .isEqualTo(new Moved.SaidNotSame());
  }

  @Test
  void searching_again_asks_nothing_twice() {
    String place = "GM0599";
    ReportId one = lina(POLICE, "Lina", "Voorbeeld", "2004", place);
    ReportId other = lina(COORDINATOR, "Lina", "Voorbeeld", "2004", place);
    search(other);
    search(one);

    assertThat(questions(one, other)).containsExactly("open");
  }

  private ReportId lina(
      OrganisationId from, String given, String family, String born, String place) {
    return reportNamed(from, given, family, born, place, "female");
  }

  private ReportId reportNamed(
      OrganisationId from, String given, String family, String born, String place, String sex) {
    ReportId report =
        chain.report(
            from,
            "givenNames",
            given,
            "familyName",
            family,
            "birthYear",
            born,
            "sex",
            sex,
            "nationalities",
            "SR",
            "exploitationMunicipalities",
            place);
    search(report);
    return report;
  }

  private void search(ReportId report) {
    long number =
        behind
            .sql("select number from register.source where report_id = :report")
            .param("report", report.value())
            .query(Long.class)
            .single();
    weighing.compare(number, number);
  }

  private List<String> questions(ReportId one, ReportId other) {
    return behind
        .sql(
            """
            select state from register.candidate
             where low_report_id in (:one, :other) and high_report_id in (:one, :other)
            """)
        .param("one", one.value())
        .param("other", other.value())
        .query((row, n) -> row.getString(1))
        .list();
  }

  private UUID question(ReportId one, ReportId other) {
    return behind
        .sql(
            """
            select id from register.candidate
             where low_report_id in (:one, :other) and high_report_id in (:one, :other)
            """)
        .param("one", one.value())
        .param("other", other.value())
        .query(UUID.class)
        .single();
  }

  @Test
  void every_column_that_points_at_a_victim_is_known_to_merging() {
    List<String> columns =
        behind
            .sql(
                """
                select n.nspname || '.' || c.relname || '.' || a.attname
                  from pg_catalog.pg_attribute a
                  join pg_catalog.pg_class c on c.oid = a.attrelid and c.relkind in ('r', 'p')
                  join pg_catalog.pg_namespace n on n.oid = c.relnamespace
                 where a.attname ~ '(^|_)victim_id$' and a.attnum > 0 and not a.attisdropped
                   and n.nspname !~ '^pg_'
                """)
            .query((row, n) -> row.getString(1))
            .list();

    assertThat(columns).containsExactlyInAnyOrderElementsOf(VictimReferences.COLUMNS.keySet());
  }

  @Test
  void after_a_merge_only_history_points_at_the_victim_that_is_gone() {
    VictimId keep = victim(chain.report(POLICE));
    VictimId gone = victim(chain.report(SHELTER));
    judging(() -> register.decide(gone, status("identified")));

    judging(() -> register.merge(keep, gone, "same"));

    Map<String, VictimReferences.OnMerge> left = new TreeMap<>();
    VictimReferences.COLUMNS.forEach(
        (column, treatment) -> {
          int dot = column.lastIndexOf('.');
          long rows =
              behind
                  .sql(
                      "select count(*) from %s where %s = :gone"
                          .formatted(column.substring(0, dot), column.substring(dot + 1)))
                  .param("gone", gone.value())
                  .query(Long.class)
                  .single();
          if (rows > 0) {
            left.put(column, treatment);
          }
        });
    assertThat(left).isNotEmpty();
    assertThat(left.values()).containsOnly(VictimReferences.OnMerge.HISTORY);
  }

  /** Whatever is done in whatever order: each report is with one victim, and none is lost. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void any_row_of_steps_keeps_every_report_with_exactly_one_victim(long seed) {
    Random random = new Random(seed);
    List<ReportId> reports = new ArrayList<>();
    List<UUID> steps = new ArrayList<>();
    List<String> keys = List.of(newKey(), newKey(), newKey(), newKey());
    for (int step = 0; step < 40; step++) {
      int what = reports.size() < 3 ? 0 : random.nextInt(5);
      if (what <= 1) {
        reports.add(
            chain.report(
                random.nextBoolean() ? POLICE : SHELTER,
                "personKey",
                keys.get(random.nextInt(keys.size())),
                "reportedOn",
                "20%d-03-04".formatted(20 + random.nextInt(3))));
        continue;
      }
      VictimId one = victim(reports.get(random.nextInt(reports.size())));
      VictimId other = victim(reports.get(random.nextInt(reports.size())));
      ReportId report = reports.get(random.nextInt(reports.size()));
      Moved moved =
          switch (what) {
            case 2 -> judging(() -> register.merge(one, other, "step"));
            case 3 -> judging(() -> register.split(victim(report), Set.of(report), "step"));
            default ->
                steps.isEmpty()
                    ? new Moved.NothingLeft()
                    : judging(() -> register.undo(steps.get(random.nextInt(steps.size())), "step"));
          };
      if (moved instanceof Moved.Done done) {
        steps.add(done.movement());
      }
      agrees(reports);
    }
    assertThat(steps).isNotEmpty();
  }

  private void agrees(List<ReportId> reports) {
    Map<VictimId, Integer> held = new HashMap<>();
    reports.forEach(report -> held.merge(victim(report), 1, Integer::sum));
    held.forEach(
        (victim, count) -> {
          assertThat(column("reports", victim)).isEqualTo(count.toString());
          assertThat(column("merged_into_victim_id", victim)).isEqualTo("null");
        });
    assertThat(held.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(reports.size());
    assertThat(
            behind
                .sql(
                    """
                    select count(*) from register.victim v
                     where v.reports <> (select count(*) from register.source s where s.victim_id = v.id)
                    """)
                .query(Long.class)
                .single())
        .isZero();
    assertThat(drift()).isEmpty();
  }

  /** Tallies that differ from what a scan of the rows gives. */
  private List<String> drift() {
    return behind
        .sql(
            """
            select 'year ' || coalesce(t.year, s.year) as what
              from (select year, sum(victims) as n from register.figure_tally
                     where dimension = 'lists' and year > 0 group by year) t
              full join (select year, count(*) as n from register.victim_year where counted
                          group by year) s on s.year = t.year
             where coalesce(t.n, 0) <> coalesce(s.n, 0)
             union all
            select 'work ' || t.kind
              from (select kind, sum(items) as n from register.work_tally group by kind) t
             where t.n <> case t.kind
               when 'new' then (select count(*) from register.victim where review_since is not null)
               when 'incomplete' then (select count(*) from register.victim where missing <> '{}')
               else (select count(*) from register.candidate where state in ('open', 'later', 'second')) end
            """)
        .query((row, n) -> row.getString(1))
        .list();
  }
}
