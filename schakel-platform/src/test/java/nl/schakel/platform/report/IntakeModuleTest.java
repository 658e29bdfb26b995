// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.report;

import static nl.schakel.platform.report.ReportFixtures.POLICE;
import static nl.schakel.platform.report.ReportFixtures.policeReport;
import static nl.schakel.platform.report.ReportFixtures.submission;
import static nl.schakel.platform.report.ReportFixtures.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import nl.schakel.platform.SchakelTest;
import nl.schakel.platform.TestActors;
import nl.schakel.platform.TestDatabase;
import nl.schakel.platform.access.Actor;
import nl.schakel.platform.access.Gate;
import nl.schakel.platform.identity.Vault;
import nl.schakel.platform.organisation.Organisations;
import nl.schakel.platform.report.IntakeOutcome.Accepted;
import nl.schakel.platform.report.IntakeOutcome.Refused;
import nl.schakel.platform.web.FieldProblem;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@SchakelTest
class IntakeModuleTest {
  private static final Actor REPORTER = TestActors.reporter(POLICE);

  @Autowired Intake intake;
  @Autowired Reports reports;
  @Autowired FieldLists fieldLists;
  @Autowired Vault vault;
  @Autowired Gate gate;
  @Autowired javax.sql.DataSource dataSource;

  private IntakeOutcome send(String key, Map<String, List<String>> values) {
    return TestActors.as(REPORTER, () -> intake.submit(submission(key, values)));
  }

  private static String newKey() {
    return UUID.randomUUID().toString();
  }

  @Test
  void a_report_is_stored_with_its_facts_and_a_receipt() {
    Accepted accepted = (Accepted) send(newKey(), policeReport());

    ReportFacts facts = TestActors.as(REPORTER, () -> reports.read(accepted.id()));

    assertThat(accepted.repeated()).isFalse();
    assertThat(facts.receipt()).isEqualTo(accepted.receipt()).startsWith("SK-");
    assertThat(facts.reporterType()).isEqualTo("police");
    assertThat(facts.sourceList()).isEqualTo("P");
    assertThat(facts.exploitationForms()).containsExactly("sexual");
    assertThat(facts.groundProposed()).contains(true);
    assertThat(facts.person()).isEmpty();
  }

  @Test
  void the_same_report_sent_twice_is_one_report() {
    String key = newKey();
    Accepted first = (Accepted) send(key, policeReport());
    Accepted second = (Accepted) send(key, policeReport());

    assertThat(second).isEqualTo(new Accepted(first.id(), first.receipt(), true));
  }

  @Test
  void a_key_that_is_used_again_for_something_else_is_refused() {
    String key = newKey();
    Accepted first = (Accepted) send(key, policeReport());

    IntakeOutcome other = send(key, with(policeReport(), "sex", "male"));

    assertThat(other)
        .isEqualTo(new Refused(List.of(new FieldProblem("key", "key-reused", first.receipt()))));
  }

  @Test
  void identity_goes_to_the_vault_and_the_register_keeps_no_name() {
    Map<String, List<String>> values =
        with(with(policeReport(), "familyName", "Voorbeeld"), "birthDate", "2004-05-06");
    Accepted accepted = (Accepted) send(newKey(), values);

    ReportFacts facts = TestActors.as(REPORTER, () -> reports.read(accepted.id()));

    assertThat(facts.person()).isPresent();
    assertThat(facts.birthYear()).contains(2004);
    assertThat(facts.identityFields()).containsExactly("birthDate", "familyName");
    String everything =
        TestDatabase.ownerOf(dataSource)
            .sql("select r::text from report.report r where id = :id")
            .param("id", accepted.id().value())
            .query(String.class)
            .single();
    assertThat(everything).doesNotContain("Voorbeeld").doesNotContain("2004-05-06");
  }

  @Test
  void a_batch_stores_the_good_and_gives_back_the_bad_in_order() {
    String key = newKey();
    List<Submission> batch =
        List.of(
            submission(key + "1", policeReport()),
            submission(key + "2", with(policeReport(), "placeOfOffence", "GM0014")),
            submission(key + "1", policeReport()),
            submission(key + "3", with(policeReport(), "personKey", key)));

    List<IntakeOutcome> outcomes = TestActors.as(REPORTER, () -> intake.submitAll(batch));

    Accepted first = (Accepted) outcomes.get(0);
    assertThat(((Refused) outcomes.get(1)).problems())
        .extracting(FieldProblem::field, FieldProblem::rule)
        .containsExactly(org.assertj.core.groups.Tuple.tuple("placeOfOffence", "not-allowed-now"));
    assertThat(outcomes.get(2)).isEqualTo(new Accepted(first.id(), first.receipt(), true));
    assertThat(outcomes.get(3)).isInstanceOf(Accepted.class);
  }

  @Test
  void persons_with_the_same_key_share_it_in_the_vault() {
    String key = newKey();
    List<IntakeOutcome> outcomes =
        TestActors.as(
            REPORTER,
            () ->
                intake.submitAll(
                    List.of(
                        submission(key + "1", with(policeReport(), "personKey", key)),
                        submission(key + "2", with(policeReport(), "personKey", key)))));
    List<ReportFacts> facts =
        gate.asSystem(
            () ->
                reports.facts(
                    outcomes.stream().map(Accepted.class::cast).map(Accepted::id).toList()));

    assertThat(
            gate.asSystem(
                () -> vault.sharingExactKey(List.of(facts.get(0).person().orElseThrow()))))
        .anySatisfy(
            match -> assertThat(match.other()).isEqualTo(facts.get(1).person().orElseThrow()));
  }

  @Test
  void five_thousand_reports_come_in_as_one_batch() {
    String key = newKey();
    List<Submission> batch = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      batch.add(submission(key + i, policeReport()));
    }

    List<IntakeOutcome> outcomes = TestActors.as(REPORTER, () -> intake.submitAll(batch));
    List<IntakeOutcome> again = TestActors.as(REPORTER, () -> intake.submitAll(batch));

    assertThat(outcomes).allSatisfy(each -> assertThat(((Accepted) each).repeated()).isFalse());
    assertThat(again).allSatisfy(each -> assertThat(((Accepted) each).repeated()).isTrue());
    assertThat(again.stream().map(Accepted.class::cast).map(Accepted::id))
        .containsExactlyElementsOf(
            outcomes.stream().map(Accepted.class::cast).map(Accepted::id).toList());
  }

  @Test
  void reports_of_others_are_not_there() {
    Accepted accepted = (Accepted) send(newKey(), policeReport());
    Actor stranger = TestActors.reporter(Organisations.idOf("Politie Oost-Nederland"));

    assertThatThrownBy(() -> TestActors.as(stranger, () -> reports.read(accepted.id())))
        .isInstanceOf(ReportNotFound.class);
    assertThat(TestActors.as(stranger, () -> reports.facts(List.of(accepted.id())))).isEmpty();
    assertThat(TestActors.as(TestActors.registrar(), () -> reports.read(accepted.id())).id())
        .isEqualTo(accepted.id());
  }

  @Test
  void nobody_sends_for_another_organisation() {
    Actor stranger = TestActors.reporter(Organisations.idOf("Politie Oost-Nederland"));

    assertThatThrownBy(
            () ->
                TestActors.as(stranger, () -> intake.submit(submission(newKey(), policeReport()))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_report_that_came_in_on_new_years_night_counts_in_the_new_year() {
    Accepted accepted = (Accepted) send(newKey(), policeReport());
    TestDatabase.ownerOf(dataSource)
        .sql(
            """
            update report.report
               set received_at = '2019-12-31 23:30:00+00', reported_on = null
             where id = :id
            """)
        .param("id", accepted.id().value())
        .update();

    assertThat(found(2020)).contains(accepted.id());
    assertThat(found(2019)).doesNotContain(accepted.id());
  }

  @Test
  void every_repeat_in_a_batch_is_known_whatever_alphabet_its_key_is_in() {
    String part = newKey();
    List<Submission> batch =
        Stream.of("b", "\uFB00", "\uD83D\uDE00", "\u00E9", "B")
            .map(start -> submission(start + part, policeReport()))
            .toList();
    List<IntakeOutcome> first = TestActors.as(REPORTER, () -> intake.submitAll(batch));

    List<IntakeOutcome> second = TestActors.as(REPORTER, () -> intake.submitAll(batch.reversed()));

    assertThat(second.reversed())
        .isEqualTo(
            first.stream()
                .map(Accepted.class::cast)
                .map(each -> new Accepted(each.id(), each.receipt(), true))
                .toList());
  }

  @Test
  void keys_are_ordered_as_the_bytes_that_the_database_compares() {
    List<String> texts =
        List.of("", "a", "ab", "B", "\u00E9", "\uFB00", "\uD83D\uDE00", "\uD83D\uDE01", "a\uFB00");

    for (String one : texts) {
      for (String other : texts) {
        assertThat(Integer.signum(ReportStore.byBytes(one, other)))
            .as("%s %s", one, other)
            .isEqualTo(
                Integer.signum(
                    Arrays.compareUnsigned(
                        one.getBytes(StandardCharsets.UTF_8),
                        other.getBytes(StandardCharsets.UTF_8))));
      }
    }
  }

  @Test
  void of_a_batch_each_report_keeps_what_the_others_do_not_say() {
    List<IntakeOutcome> outcomes =
        TestActors.as(
            REPORTER,
            () ->
                intake.submitAll(
                    List.of(
                        submission(newKey(), with(policeReport(), "sectors", "restaurant")),
                        submission(newKey(), with(policeReport(), "sex", "unreadable")),
                        submission(newKey(), with(policeReport(), "familyName", "Voorbeeld")),
                        submission(newKey(), policeReport()))));

    assertThat(outcomes.get(1)).isInstanceOf(Refused.class);
    assertThat(facts(outcomes.get(0)).sectors()).containsExactly("restaurant");
    assertThat(facts(outcomes.get(0)).person()).isEmpty();
    assertThat(facts(outcomes.get(2)).sectors()).isEmpty();
    assertThat(facts(outcomes.get(2)).person()).isPresent();
    assertThat(facts(outcomes.get(3)).identityFields()).isEmpty();
    assertThat(facts(outcomes.get(3)).number()).isGreaterThan(facts(outcomes.get(2)).number());
  }

  private ReportFacts facts(IntakeOutcome accepted) {
    return TestActors.as(REPORTER, () -> reports.read(((Accepted) accepted).id()));
  }

  @Test
  void a_report_is_found_by_its_reference_whether_or_not_that_is_its_key() {
    String reference = "zaak " + newKey();
    Accepted byKey = (Accepted) send(reference, with(policeReport(), "reference", reference));
    Accepted beside = (Accepted) send(newKey(), with(policeReport(), "reference", reference));

    ReportSearch search =
        ReportSearch.typed(
            reference, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    assertThat(TestActors.as(REPORTER, () -> reports.search(search, 200)).reports())
        .extracting(ReportFacts::id)
        .containsExactly(beside.id(), byKey.id());
  }

  private List<ReportId> found(int year) {
    ReportSearch search =
        ReportSearch.typed(
            "", Optional.of(year), Optional.empty(), Optional.empty(), Optional.empty());
    return TestActors.as(REPORTER, () -> reports.search(search, 200)).reports().stream()
        .map(ReportFacts::id)
        .toList();
  }

  @Test
  void a_retry_gets_its_receipt_although_its_field_was_switched_off_since() {
    String key = newKey();
    Map<String, List<String>> values =
        with(
            with(with(policeReport(), "birthPlace", "Voorbeeldstad"), "birthDate", "2004-05-06"),
            "reference",
            key);
    switchBirthPlace(true, "public-task");
    Accepted first = (Accepted) send(key, values);
    switchBirthPlace(false, "not-on-list");

    IntakeOutcome retry = send(key, values);
    List<IntakeOutcome> batch =
        TestActors.as(
            REPORTER,
            () ->
                intake.submitAll(
                    List.of(submission(key, values), submission(newKey(), policeReport()))));

    assertThat(retry).isEqualTo(new Accepted(first.id(), first.receipt(), true));
    assertThat(batch.getFirst()).isEqualTo(retry);
    assertThat(send(key, with(values, "sex", "male"))).isInstanceOf(Refused.class);
    assertThat(send(key, with(values, "leads", "unreadable"))).isInstanceOf(Refused.class);
    assertThat(send(newKey(), values)).isInstanceOf(Refused.class);
  }

  private void switchBirthPlace(boolean on, String ground) {
    FieldLists.FieldSwitch asked =
        new FieldLists.FieldSwitch(
            "police",
            "birthPlace",
            on,
            ground,
            "likely",
            "officer-decision",
            LocalDate.now(ReportCalendar.ZONE));
    assertThat(TestActors.as(TestActors.dataProtectionOfficer(), () -> fieldLists.change(asked)))
        .isInstanceOf(FieldLists.SwitchOutcome.Done.class);
  }
}
