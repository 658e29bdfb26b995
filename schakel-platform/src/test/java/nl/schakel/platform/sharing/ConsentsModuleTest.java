// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing;

import static nl.schakel.platform.sharing.ReportedPersons.COORDINATOR;
import static nl.schakel.platform.sharing.ReportedPersons.OTHER_POLICE;
import static nl.schakel.platform.sharing.ReportedPersons.POLICE;
import static nl.schakel.platform.sharing.ReportedPersons.SHELTER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import nl.schakel.platform.SchakelTest;
import nl.schakel.platform.TestActors;
import nl.schakel.platform.TestDatabase;
import nl.schakel.platform.access.Actor;
import nl.schakel.platform.access.OrganisationId;
import nl.schakel.platform.web.FieldProblem;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@SchakelTest
@Import(ReportedPersons.class)
class ConsentsModuleTest {
  private static final LocalDate TODAY = LocalDate.now(ZoneId.of("Europe/Amsterdam"));
  private static final Actor WORKER = TestActors.reporter(COORDINATOR);

  @Autowired Consents consents;
  @Autowired ReportedPersons persons;
  @Autowired TransactionTemplate transaction;
  private final JdbcClient behind;

  @Autowired
  ConsentsModuleTest(DataSource dataSource) {
    behind = TestDatabase.ownerOf(dataSource);
  }

  static Consent.Asked asked(Consent.Answer answer, String giver, String parentsExploit) {
    return new Consent.Asked(
        "shelter",
        "shelter",
        Optional.of(SHELTER),
        List.of("identity", "needs"),
        answer,
        answer == Consent.Answer.CANNOT_ASK_SAFELY ? "" : giver,
        answer == Consent.Answer.GIVEN ? "spoken" : "",
        false,
        true,
        parentsExploit,
        TODAY);
  }

  private UUID recorded(UUID report, Consent.Asked asked) {
    return ((Consents.Kept.Done)
            TestActors.as(WORKER, () -> consents.record("report", report, asked)))
        .id();
  }

  /** The person takes back everything that was said in this answer. */
  private Consents.Kept withdraw(UUID consent) {
    return consents.withdraw(consent, TODAY, "spoken", List.of("identity", "needs"));
  }

  private List<String> refused(UUID report, Consent.Asked asked) {
    return ((Consents.Kept.Refused)
            TestActors.as(WORKER, () -> consents.record("report", report, asked)))
        .problems().stream().map(FieldProblem::rule).toList();
  }

  private String standing(UUID report, String data, OrganisationId recipient) {
    return TestActors.as(
        WORKER,
        () ->
            transaction.execute(
                status -> {
                  Consents.Known known =
                      consents.known(
                          COORDINATOR, consents.about("report", report).reports(), false);
                  return consents.standing(known, "shelter", "shelter", recipient, data).code();
                }));
  }

  @Test
  void nobody_asked_is_not_the_same_as_no() {
    UUID report = persons.by(COORDINATOR);

    assertThat(standing(report, "identity", SHELTER)).isEqualTo("not-asked");
    recorded(report, asked(Consent.Answer.REFUSED, "person", "no"));
    assertThat(standing(report, "identity", SHELTER)).isEqualTo("refused");
    recorded(report, asked(Consent.Answer.CANNOT_ASK_SAFELY, "", "unknown"));
    assertThat(standing(report, "identity", SHELTER)).isEqualTo("cannot-ask-safely");
  }

  @Test
  void a_yes_counts_for_its_purpose_recipient_and_data_only() {
    UUID report = persons.by(COORDINATOR);
    recorded(report, asked(Consent.Answer.GIVEN, "person", "no"));

    assertThat(standing(report, "identity", SHELTER)).isEqualTo("given");
    assertThat(standing(report, "health", SHELTER)).isEqualTo("not-asked");
    assertThat(standing(report, "identity", POLICE)).isEqualTo("not-asked");
  }

  @Test
  void a_yes_that_is_withdrawn_is_a_no_and_stays_in_the_history() {
    UUID report = persons.by(COORDINATOR);
    UUID consent = recorded(report, asked(Consent.Answer.GIVEN, "person", "no"));

    assertThat(TestActors.as(WORKER, () -> withdraw(consent)))
        .isInstanceOf(Consents.Kept.Done.class);
    assertThat(standing(report, "identity", SHELTER)).isEqualTo("refused");
    assertThat(TestActors.as(WORKER, () -> withdraw(consent)))
        .isEqualTo(new Consents.Kept.Refused(List.of(new FieldProblem("", "consent.stands-not"))));
    assertThat(TestActors.as(WORKER, () -> consents.read(consent)).withdrawal()).isPresent();
  }

  @Test
  void a_yes_is_taken_back_for_one_class_of_data_and_stands_for_the_rest() {
    UUID report = persons.by(COORDINATOR);
    UUID consent = recorded(report, asked(Consent.Answer.GIVEN, "person", "no"));

    assertThat(
            TestActors.as(
                WORKER, () -> consents.withdraw(consent, TODAY, "spoken", List.of("needs"))))
        .isInstanceOf(Consents.Kept.Done.class);

    assertThat(standing(report, "needs", SHELTER)).isEqualTo("refused");
    assertThat(standing(report, "identity", SHELTER)).isEqualTo("given");
    Consent read = TestActors.as(WORKER, () -> consents.read(consent));
    assertThat(read.withdrawal()).isEmpty();
    assertThat(TestActors.as(WORKER, () -> consents.counting(read))).containsExactly("identity");
    assertThat(
            TestActors.as(
                WORKER, () -> consents.withdraw(consent, TODAY, "shouted", List.of("health"))))
        .isEqualTo(
            new Consents.Kept.Refused(
                List.of(
                    new FieldProblem("way", "consent.way"),
                    new FieldProblem("data", "consent.withdrawn-data"))));
  }

  @Test
  void a_parent_does_not_answer_when_the_report_names_a_parent_as_exploiter() {
    int child = TODAY.getYear() - 14;
    UUID report =
        persons.by(
            COORDINATOR, "birthYear", Integer.toString(child), "exploiterRelation", "parent");

    assertThat(refused(report, asked(Consent.Answer.GIVEN, "parent", "no")))
        .containsExactly("consent.parent-exploits");
    assertThat(refused(report, asked(Consent.Answer.REFUSED, "parent", "no")))
        .containsExactly("consent.parent-exploits");
    recorded(report, asked(Consent.Answer.GIVEN, "guardian", "yes"));
    assertThat(standing(report, "identity", SHELTER)).isEqualTo("given");
  }

  @Test
  void what_a_parent_answered_before_counts_no_more_once_parents_are_said_to_exploit() {
    int child = TODAY.getYear() - 14;
    UUID report = persons.by(COORDINATOR, "birthYear", Integer.toString(child));
    recorded(report, asked(Consent.Answer.GIVEN, "parent", "unknown"));
    assertThat(standing(report, "identity", SHELTER)).isEqualTo("given");

    recorded(
        report,
        new Consent.Asked(
            "care",
            "youth-care",
            Optional.empty(),
            List.of("needs"),
            Consent.Answer.CANNOT_ASK_SAFELY,
            "",
            "",
            false,
            false,
            "yes",
            TODAY));

    assertThat(standing(report, "identity", SHELTER)).isEqualTo("not-asked");
    assertThat(refused(report, asked(Consent.Answer.GIVEN, "parent", "no")))
        .containsExactly("consent.parent-exploits");
  }

  @Test
  void a_child_below_16_does_not_decide_alone_and_a_parent_not_for_an_adult() {
    UUID child = persons.by(COORDINATOR, "birthYear", Integer.toString(TODAY.getYear() - 12));
    UUID adult = persons.by(COORDINATOR, "birthYear", "1990");

    assertThat(refused(child, asked(Consent.Answer.GIVEN, "person", "no")))
        .containsExactly("consent.giver-age");
    assertThat(refused(adult, asked(Consent.Answer.GIVEN, "parent", "no")))
        .containsExactly("consent.giver-age");
  }

  @Test
  void all_that_is_wrong_is_told_at_once() {
    UUID report = persons.by(COORDINATOR);

    assertThat(
            refused(
                report,
                new Consent.Asked(
                    "",
                    "",
                    Optional.empty(),
                    List.of(),
                    Consent.Answer.GIVEN,
                    "",
                    "",
                    false,
                    false,
                    "",
                    TODAY.plusDays(1))))
        .containsExactly(
            "consent.parents",
            "consent.purpose",
            "consent.recipient",
            "consent.data",
            "consent.future",
            "consent.way",
            "consent.giver");
  }

  @Test
  void only_the_own_organisation_sees_or_withdraws_and_only_for_its_own_cases() {
    UUID report = persons.by(COORDINATOR);
    UUID consent = recorded(report, asked(Consent.Answer.GIVEN, "person", "no"));
    Actor stranger = TestActors.reporter(OTHER_POLICE);

    assertThatThrownBy(() -> TestActors.as(stranger, () -> consents.read(consent)))
        .isInstanceOf(SharingNotFound.class);
    assertThatThrownBy(() -> TestActors.as(stranger, () -> withdraw(consent)))
        .isInstanceOf(SharingNotFound.class);
    assertThatThrownBy(
            () ->
                TestActors.as(
                    stranger,
                    () ->
                        consents.record(
                            "report", report, asked(Consent.Answer.GIVEN, "person", "no"))))
        .isInstanceOf(SharingNotFound.class);
    assertThat(TestActors.as(stranger, consents::newest)).isEmpty();
    assertThat(TestActors.as(WORKER, consents::newest)).extracting(Consent::id).contains(consent);
  }

  @Test
  void no_name_is_kept_with_a_consent_and_every_look_is_logged() {
    UUID report = persons.by(COORDINATOR, "familyName", "Bedachtnaam");
    UUID consent = recorded(report, asked(Consent.Answer.GIVEN, "person", "no"));
    TestActors.as(WORKER, () -> consents.read(consent));

    assertThat(
            behind
                .sql("select c::text from sharing.consent c where id = :id")
                .param("id", consent)
                .query((row, n) -> row.getString(1))
                .single())
        .doesNotContain("Bedachtnaam");
    assertThat(
            behind
                .sql("select activity from audit.entry where object = :object order by at")
                .param("object", "consent/" + consent)
                .query((row, n) -> row.getString(1))
                .list())
        .containsExactly("sharing.consent-record", "sharing.consent-read");
  }
}
