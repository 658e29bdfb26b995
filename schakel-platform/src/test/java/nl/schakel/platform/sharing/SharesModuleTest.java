// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing;

import static nl.schakel.platform.sharing.ReportedPersons.CENTRE;
import static nl.schakel.platform.sharing.ReportedPersons.COORDINATOR;
import static nl.schakel.platform.sharing.ReportedPersons.OTHER_POLICE;
import static nl.schakel.platform.sharing.ReportedPersons.POLICE;
import static nl.schakel.platform.sharing.ReportedPersons.SHELTER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import nl.schakel.platform.SchakelTest;
import nl.schakel.platform.TestActors;
import nl.schakel.platform.TestDatabase;
import nl.schakel.platform.access.Actor;
import nl.schakel.platform.access.Gate;
import nl.schakel.platform.access.NotAllowed;
import nl.schakel.platform.access.OrganisationId;
import nl.schakel.platform.access.Role;
import nl.schakel.platform.identity.ErasureGround;
import nl.schakel.platform.identity.PersonId;
import nl.schakel.platform.identity.Vault;
import nl.schakel.platform.organisation.Organisations;
import nl.schakel.platform.sharing.ReceivedShares.Answered;
import nl.schakel.platform.sharing.Shares.Kept;
import nl.schakel.platform.web.FieldProblem;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@SchakelTest
@Import(ReportedPersons.class)
class SharesModuleTest {
  private static final LocalDate TODAY = LocalDate.now(ZoneId.of("Europe/Amsterdam"));
  private static final Actor SENDER = TestActors.reporter(COORDINATOR);
  private static final Actor RECEIVER = TestActors.person(CENTRE, Role.REGISTRAR);
  private static final Actor NEXT = TestActors.reporter(SHELTER);
  private static final Actor STRANGER = TestActors.reporter(OTHER_POLICE);

  @Autowired Shares shares;
  @Autowired ReceivedShares received;
  @Autowired ShareEndings endings;
  @Autowired Consents consents;
  @Autowired Vault vault;
  @Autowired Gate gate;
  @Autowired ReportedPersons persons;
  @Autowired ApplicationEventPublisher events;
  @Autowired TransactionTemplate transaction;
  private final JdbcClient behind;

  @Autowired
  SharesModuleTest(DataSource dataSource) {
    behind = TestDatabase.ownerOf(dataSource);
  }

  private UUID consent(Actor by, String kind, UUID about, OrganisationId to, String toType) {
    return consent(by, kind, about, to, toType, "person");
  }

  private UUID consent(
      Actor by, String kind, UUID about, OrganisationId to, String toType, String giver) {
    Consents.Kept kept =
        TestActors.as(
            by,
            () ->
                consents.record(
                    kind,
                    about,
                    new Consent.Asked(
                        "shelter",
                        toType,
                        Optional.of(to),
                        List.of("identity", "needs", "residence"),
                        Consent.Answer.GIVEN,
                        giver,
                        "spoken",
                        false,
                        true,
                        "no",
                        TODAY)));
    return ((Consents.Kept.Done) kept).id();
  }

  /** The person takes back everything that was said in this answer. */
  private Consents.Kept withdraw(UUID consent) {
    return withdraw(consent, consents.read(consent).asked().data());
  }

  private Consents.Kept withdraw(UUID consent, List<String> data) {
    return consents.withdraw(consent, TODAY, "spoken", data);
  }

  private ShareId begun(Actor by, String kind, UUID about, OrganisationId to, String purpose) {
    Kept kept =
        TestActors.as(
            by,
            () ->
                shares.begin(
                    new Shares.NewShare(
                        kind, about, Optional.of(to), purpose, "normal", true, Optional.empty())));
    return ((Kept.Done) kept).id();
  }

  private void sent(Actor by, ShareId id) {
    String fingerprint = TestActors.as(by, () -> shares.preview(id)).fingerprint();
    assertThat(TestActors.as(by, () -> shares.send(id, fingerprint, "Voorbeeld")))
        .isEqualTo(new Kept.Done(id));
  }

  /** A person who said yes, shared for shelter by the coordinator with the centre. */
  private final class Story {
    final UUID report;
    final UUID consent;
    final ShareId share;

    private final String giver;

    Story(String... answers) {
      this("person", List.of(answers));
    }

    Story(String giver, List<String> answers) {
      this.giver = giver;
      report = persons.by(COORDINATOR, answers.toArray(String[]::new));
      consent =
          SharesModuleTest.this.consent(
              SENDER, "report", report, CENTRE, "coordination-centre", giver);
      share = begun(SENDER, "report", report, CENTRE, "shelter");
    }

    Story sent() {
      SharesModuleTest.this.sent(SENDER, share);
      return this;
    }

    Story accepted() {
      sent();
      assertThat(TestActors.as(RECEIVER, () -> received.accept(share, 1)))
          .isInstanceOf(Answered.Done.class);
      return this;
    }

    /** The centre asks the person too, and passes it on to a shelter that accepts it. */
    ShareId passedOn() {
      SharesModuleTest.this.consent(
          RECEIVER,
          "share",
          share.value(),
          SHELTER,
          "shelter",
          giver.equals("parent") ? "guardian" : giver);
      ShareId next = begun(RECEIVER, "share", share.value(), SHELTER, "shelter");
      SharesModuleTest.this.sent(RECEIVER, next);
      TestActors.as(NEXT, () -> received.accept(next, 1));
      return next;
    }
  }

  private ReceivedShares.View view(Actor actor, ShareId share) {
    return TestActors.as(actor, () -> received.read(share));
  }

  private static Map<String, CaseField> byName(List<CaseField> fields) {
    return fields.stream().collect(Collectors.toMap(CaseField::name, Function.identity()));
  }

  private static CaseField.State state(List<CaseField> fields, String name) {
    return Optional.ofNullable(byName(fields).get(name)).orElseThrow().state();
  }

  private ShareState state(Actor actor, ShareId share) {
    return view(actor, share).share().state();
  }

  @Test
  void what_waits_for_an_answer_is_on_the_first_page_however_much_came_after_it() {
    Story waiting = new Story().sent();
    Story read = new Story().accepted();
    behind
        .sql(
            """
            with later as (
              select s.*, gen_random_uuid() as other, n from sharing.share s, generate_series(1, 130) n
               where s.id = :id)
            insert into sharing.share
              (id, root_id, from_organisation, to_organisation, seen_by, source_kind, source_id,
               report_ids, purpose, subject, urgency, onward, state, version, read_version, expires_on,
               created_by, created_at, changed_at)
            select other, other, from_organisation, to_organisation, seen_by, source_kind, source_id,
                   report_ids, purpose, 'copy', urgency, onward, state, version, read_version,
                   expires_on, created_by, created_at, changed_at + n * interval '1 second'
              from later
            """)
        .param("id", read.share.value())
        .update();

    try {
      ReceivedShares.Boxes first = TestActors.as(RECEIVER, () -> received.boxes(1));
      ReceivedShares.Boxes next = TestActors.as(RECEIVER, () -> received.boxes(2));

      assertThat(first.received()).hasSize(100).anyMatch(one -> one.id().equals(waiting.share));
      assertThat(first.more()).isTrue();
      assertThat(next.received())
          .hasSizeGreaterThanOrEqualTo(30)
          .doesNotContainAnyElementsOf(first.received());
    } finally {
      behind.sql("delete from sharing.share where subject = 'copy'").update();
    }
  }

  @Test
  void what_may_be_passed_on_is_offered_however_much_came_after_it() {
    Story open = new Story().accepted();
    behind
        .sql(
            """
            insert into sharing.share
              (id, root_id, from_organisation, to_organisation, seen_by, source_kind, source_id,
               report_ids, purpose, subject, urgency, onward, state, version, read_version, expires_on,
               created_by, created_at, changed_at)
            select gen_random_uuid(), root_id, from_organisation, to_organisation, seen_by,
                   source_kind, source_id, report_ids, purpose, 'copy', urgency, false, state, version,
                   read_version, expires_on, created_by, created_at, changed_at + n * interval '1 second'
              from sharing.share, generate_series(1, 230) n
             where id = :id
            """)
        .param("id", open.share.value())
        .update();

    try {
      assertThat(TestActors.as(RECEIVER, () -> shares.newestCases()).get("share"))
          .isNotNull()
          .extracting(ShareableCases.Choice::id)
          .contains(open.share.value());
    } finally {
      behind.sql("delete from sharing.share where subject = 'copy'").update();
    }
  }

  @Test
  void what_the_recipient_reads_is_what_the_sender_previewed() {
    Story story = new Story();
    List<CaseField> previewed = TestActors.as(SENDER, () -> shares.preview(story.share)).fields();

    story.accepted();

    assertThat(view(RECEIVER, story.share).contents()).isEqualTo(previewed);
    assertThat(view(SENDER, story.share).contents()).isEqualTo(previewed);
  }

  @Test
  void not_allowed_hidden_unknown_and_empty_are_four_different_things() {
    Story story = new Story("nationalities", "unknown");
    Set<String> all =
        TestActors.as(SENDER, () -> shares.preview(story.share)).share().chosen().stream()
            .collect(Collectors.toSet());
    all.remove("sex");
    all.add("nationalities");
    all.add("residenceStatus");
    TestActors.as(SENDER, () -> shares.choose(story.share, all, Set.of()));
    story.accepted();

    List<CaseField> seen = view(RECEIVER, story.share).contents();
    assertThat(state(seen, "exploitationForms")).isEqualTo(CaseField.State.NOT_ALLOWED);
    assertThat(state(seen, "sex")).isEqualTo(CaseField.State.HIDDEN);
    assertThat(state(seen, "nationalities")).isEqualTo(CaseField.State.UNKNOWN);
    assertThat(state(seen, "residenceStatus")).isEqualTo(CaseField.State.EMPTY);
    assertThat(state(seen, "birthYear")).isEqualTo(CaseField.State.GIVEN);
    assertThat(state(seen, "familyName")).isEqualTo(CaseField.State.SEALED);
  }

  @Test
  void a_field_that_is_kept_back_looks_the_same_with_and_without_a_value() {
    Story with = new Story("sectors", "isic-a");
    Story without = new Story();
    with.accepted();
    without.accepted();

    assertThat(byName(view(RECEIVER, with.share).contents()).get("sectors"))
        .isEqualTo(byName(view(RECEIVER, without.share).contents()).get("sectors"));
  }

  @Test
  void what_a_sender_leaves_out_hides_what_has_no_value_with_it() {
    Story story = new Story();
    TestActors.as(SENDER, () -> shares.choose(story.share, List.of("birthYear"), Set.of()));
    story.accepted();

    List<CaseField> seen = view(RECEIVER, story.share).contents();
    assertThat(state(seen, "sex")).isEqualTo(CaseField.State.HIDDEN);
    assertThat(state(seen, "birthPlace")).isEqualTo(CaseField.State.HIDDEN);
    assertThat(state(seen, "shelterAsked")).isEqualTo(CaseField.State.EMPTY);
  }

  @Test
  void before_accepting_a_recipient_sees_the_kinds_of_data_and_not_the_data() {
    Story story = new Story().sent();

    ReceivedShares.View seen = view(RECEIVER, story.share);
    assertThat(seen.contents()).isEmpty();
    assertThat(seen.kinds()).contains("identity", "residence").doesNotContain("exploitation");
    assertThat(TestActors.as(RECEIVER, () -> received.identity(story.share))).isEmpty();
  }

  @Test
  void without_consent_nothing_goes_where_the_rules_ask_it() {
    UUID report = persons.by(COORDINATOR);
    ShareId share = begun(SENDER, "report", report, CENTRE, "shelter");
    Shares.Preview preview = TestActors.as(SENDER, () -> shares.preview(share));

    assertThat(preview.fields()).allMatch(field -> field.state() == CaseField.State.NOT_ALLOWED);
    assertThat(TestActors.as(SENDER, () -> shares.send(share, preview.fingerprint(), "")))
        .isEqualTo(new Kept.Refused(List.of(new FieldProblem("", "share.nothing-goes"))));
  }

  private Kept policeData(UUID report, String regime) {
    return TestActors.as(
        TestActors.reporter(POLICE),
        () ->
            shares.begin(
                new Shares.NewShare(
                    "report",
                    report,
                    Optional.of(SHELTER),
                    "care",
                    "normal",
                    Optional.of(regime),
                    false,
                    Optional.empty())));
  }

  @Test
  void data_of_an_investigation_go_by_the_rules_for_an_investigation() {
    UUID report = persons.by(POLICE);
    Actor police = TestActors.reporter(POLICE);
    ShareId ordinary = ((Kept.Done) policeData(report, "wpg")).id();
    ShareId investigation = ((Kept.Done) policeData(report, "wpg-art-9-10")).id();

    Shares.Preview may = TestActors.as(police, () -> shares.preview(ordinary));
    Shares.Preview mayNot = TestActors.as(police, () -> shares.preview(investigation));

    assertThat(may.openGates()).contains("special-case");
    assertThat(mayNot.openGates()).isEmpty();
    assertThat(mayNot.classes())
        .isNotEmpty()
        .allSatisfy(one -> assertThat(one.decision()).isEqualTo(Decision.FORBIDDEN));
    assertThat(mayNot.share().regime()).contains("wpg-art-9-10");
    assertThat(policeData(report, "geen-wet"))
        .isEqualTo(new Kept.Refused(List.of(new FieldProblem("regime", "share.regime"))));
  }

  @Test
  void a_share_of_before_the_law_was_asked_goes_by_the_usual_law_of_its_sender() {
    Story story = new Story().accepted();
    behind
        .sql("update sharing.share set regime = null where id = :id")
        .param("id", story.share.value())
        .update();

    assertThat(state(view(RECEIVER, story.share).contents(), "birthYear"))
        .isEqualTo(CaseField.State.GIVEN);
  }

  @Test
  void a_sender_says_which_conditions_are_met_but_not_those_that_have_a_register() {
    UUID report = persons.by(POLICE);
    ShareId share = begun(TestActors.reporter(POLICE), "report", report, SHELTER, "care");
    Actor police = TestActors.reporter(POLICE);
    Shares.Preview before = TestActors.as(police, () -> shares.preview(share));
    assertThat(before.openGates()).contains("competent-authority", "special-case");
    assertThat(before.fields()).noneMatch(field -> field.state().there());

    TestActors.as(
        police,
        () ->
            shares.choose(
                share,
                before.share().chosen(),
                List.of("competent-authority", "special-case", "covenant", "consent-recorded")));

    Shares.Preview after = TestActors.as(police, () -> shares.preview(share));
    assertThat(after.share().confirmed()).containsExactly("competent-authority", "special-case");
    assertThat(after.fields()).anyMatch(field -> field.state().there());
    assertThat(
            behind
                .sql(
                    """
                    select details ->> 'declared' from audit.entry
                     where activity = 'sharing.share-choose' and object = :object
                    """)
                .param("object", "share/" + share)
                .query((row, n) -> row.getString(1))
                .list())
        .containsExactly("competent-authority,special-case");
  }

  @Test
  void a_change_after_the_preview_stops_the_sending() {
    Story story = new Story();
    String fingerprint = TestActors.as(SENDER, () -> shares.preview(story.share)).fingerprint();
    TestActors.as(SENDER, () -> withdraw(story.consent));

    assertThat(TestActors.as(SENDER, () -> shares.send(story.share, fingerprint, "")))
        .isEqualTo(new Kept.Changed());
  }

  @Test
  void an_answer_counts_once() {
    Story story = new Story().accepted();

    assertThat(TestActors.as(RECEIVER, () -> received.accept(story.share, 1)))
        .isEqualTo(new Answered.NotNow(ShareState.ACCEPTED));
    assertThat(TestActors.as(RECEIVER, () -> received.decline(story.share, "too-much", "")))
        .isEqualTo(new Answered.NotNow(ShareState.ACCEPTED));
    assertThat(
            behind
                .sql(
                    "select count(*) from sharing.share_step where share_id = :id and what ="
                        + " 'accepted'")
                .param("id", story.share.value())
                .query(Long.class)
                .single())
        .isEqualTo(1);
  }

  @Test
  void only_the_recipient_answers_and_a_stranger_finds_nothing() {
    Story story = new Story().sent();

    assertThat(TestActors.as(SENDER, () -> received.accept(story.share, 1)))
        .isEqualTo(new Answered.NotNow(ShareState.SENT));
    for (Actor actor : List.of(STRANGER, NEXT)) {
      assertThatThrownBy(() -> view(actor, story.share)).isInstanceOf(SharingNotFound.class);
      assertThatThrownBy(() -> TestActors.as(actor, () -> received.accept(story.share, 1)))
          .isInstanceOf(SharingNotFound.class);
      assertThatThrownBy(() -> TestActors.as(actor, () -> shares.revoke(story.share, "x")))
          .isInstanceOf(SharingNotFound.class);
      assertThatThrownBy(() -> TestActors.as(actor, () -> shares.preview(story.share)))
          .isInstanceOf(SharingNotFound.class);
    }
    assertThatThrownBy(
            () ->
                TestActors.as(
                    TestActors.person(CENTRE, Role.REGISTRAR), () -> shares.preview(story.share)))
        .isInstanceOf(SharingNotFound.class);
    assertThat(state(RECEIVER, story.share)).isEqualTo(ShareState.SENT);
  }

  @Test
  void a_draft_is_not_there_for_its_recipient() {
    Story story = new Story();

    assertThatThrownBy(() -> view(RECEIVER, story.share)).isInstanceOf(SharingNotFound.class);
    assertThat(TestActors.as(RECEIVER, () -> received.boxes(1)).received())
        .extracting(Share::id)
        .doesNotContain(story.share);
  }

  @Test
  void declining_takes_a_reason_and_both_sides_see_it() {
    Story story = new Story().sent();

    assertThat(TestActors.as(RECEIVER, () -> received.decline(story.share, "zomaar", "")))
        .isInstanceOf(Answered.Refused.class);
    assertThat(TestActors.as(RECEIVER, () -> received.decline(story.share, "other", " ")))
        .isInstanceOf(Answered.Refused.class);
    assertThat(
            TestActors.as(
                RECEIVER, () -> received.decline(story.share, "too-much", "Minder graag")))
        .isInstanceOf(Answered.Done.class);

    for (Actor side : List.of(SENDER, RECEIVER)) {
      ReceivedShares.View seen = view(side, story.share);
      assertThat(seen.share().state()).isEqualTo(ShareState.DECLINED);
      assertThat(seen.share().reasonCode()).isEqualTo("too-much");
      assertThat(seen.steps().getFirst().reason()).isEqualTo("Minder graag");
    }
    assertThat(view(RECEIVER, story.share).contents()).isEmpty();
  }

  @Test
  void revoking_after_acceptance_closes_it_and_asks_the_recipient_to_clear_up() {
    Story story = new Story().accepted();

    assertThat(TestActors.as(SENDER, () -> shares.revoke(story.share, " ")))
        .isInstanceOf(Kept.Refused.class);
    TestActors.as(SENDER, () -> shares.revoke(story.share, "Vergissing"));

    ReceivedShares.View seen = view(RECEIVER, story.share);
    assertThat(seen.share().state()).isEqualTo(ShareState.REVOKED);
    assertThat(seen.contents()).isEmpty();
    assertThat(seen.share().endsAsk()).isTrue();
    assertThat(TestActors.as(RECEIVER, () -> received.identity(story.share))).isEmpty();
    assertThat(TestActors.as(SENDER, () -> shares.revoke(story.share, "Nog eens")))
        .isEqualTo(new Kept.NotNow(ShareState.REVOKED));

    TestActors.as(RECEIVER, () -> received.done(story.share));
    assertThat(view(SENDER, story.share).share().doneAt()).isPresent();
    assertThat(TestActors.as(RECEIVER, () -> received.done(story.share)))
        .isEqualTo(new Answered.NotNow(ShareState.REVOKED));
  }

  @Test
  void amending_makes_a_version_that_the_recipient_must_read_and_the_old_one_is_kept() {
    Story story = new Story().sent();
    List<CaseField> first = view(SENDER, story.share).contents();
    TestActors.as(SENDER, () -> shares.choose(story.share, List.of("birthYear"), List.of()));
    sent(SENDER, story.share);

    assertThat(TestActors.as(RECEIVER, () -> received.accept(story.share, 1)))
        .isEqualTo(new Answered.Outdated(2));
    TestActors.as(RECEIVER, () -> received.accept(story.share, 2));
    assertThat(state(view(RECEIVER, story.share).contents(), "sex"))
        .isEqualTo(CaseField.State.HIDDEN);
    TestActors.as(SENDER, () -> shares.choose(story.share, List.of("birthYear", "sex"), List.of()));
    sent(SENDER, story.share);

    ReceivedShares.View seen = view(RECEIVER, story.share);
    assertThat(seen.share().amended()).isTrue();
    assertThat(state(seen.contents(), "sex")).isEqualTo(CaseField.State.GIVEN);
    TestActors.as(RECEIVER, () -> received.takeNote(story.share, 3));
    assertThat(view(SENDER, story.share).share().amended()).isFalse();
    assertThat(
            behind
                .sql(
                    "select count(*) from sharing.share_field where share_id = :id and version = 1")
                .param("id", story.share.value())
                .query(Integer.class)
                .single())
        .isEqualTo(first.size());
  }

  @Test
  void past_its_last_day_it_is_closed_also_before_the_job_says_so() {
    Story story = new Story().accepted();
    behind
        .sql("update sharing.share set expires_on = current_date - 2 where id = :id")
        .param("id", story.share.value())
        .update();

    assertThat(view(RECEIVER, story.share).contents()).isEmpty();
    assertThat(state(SENDER, story.share)).isEqualTo(ShareState.EXPIRED);
    assertThat(TestActors.as(RECEIVER, () -> received.identity(story.share))).isEmpty();
    gate.asSystem(endings::expire);
    assertThat(
            behind
                .sql("select state from sharing.share where id = :id")
                .param("id", story.share.value())
                .query((row, n) -> row.getString(1))
                .single())
        .isEqualTo("EXPIRED");
    assertThat(view(RECEIVER, story.share).share().endsAsk()).isTrue();
  }

  @Test
  void passing_on_is_a_decision_of_its_own_and_its_tree_is_seen_by_who_it_came_from() {
    Story story = new Story().accepted();
    ShareId undecided = begun(RECEIVER, "share", story.share.value(), SHELTER, "shelter");
    assertThat(TestActors.as(RECEIVER, () -> shares.preview(undecided)).fields())
        .noneMatch(field -> field.state().there());

    ShareId next = story.passedOn();

    assertThat(view(SENDER, story.share).tree())
        .extracting(Share::id)
        .containsExactly(story.share, next);
    assertThat(view(SENDER, next).contents()).isEmpty();
    assertThat(view(RECEIVER, next).contents()).isNotEmpty();
    assertThat(view(NEXT, next).tree()).extracting(Share::id).containsExactly(next);
    assertThat(state(view(NEXT, next).contents(), "familyName")).isEqualTo(CaseField.State.SEALED);
    assertThat(state(view(NEXT, next).contents(), "exploitationForms"))
        .isEqualTo(CaseField.State.NOT_ALLOWED);
    assertThatThrownBy(() -> view(NEXT, story.share)).isInstanceOf(SharingNotFound.class);
  }

  @Test
  void what_may_not_be_passed_on_or_comes_back_is_refused() {
    Story story = new Story().accepted();
    behind
        .sql("update sharing.share set onward = false where id = :id")
        .param("id", story.share.value())
        .update();

    Kept kept =
        TestActors.as(
            RECEIVER,
            () ->
                shares.begin(
                    new Shares.NewShare(
                        "share",
                        story.share.value(),
                        Optional.of(COORDINATOR),
                        "shelter",
                        "normal",
                        false,
                        Optional.of(TODAY.plusDays(Shares.USUAL_DAYS + 1)))));

    assertThat(kept)
        .isInstanceOfSatisfying(
            Kept.Refused.class,
            refused ->
                assertThat(refused.problems())
                    .extracting(FieldProblem::rule)
                    .containsExactly("share.expires", "share.not-onward", "share.has-it"));
  }

  @Test
  void withdrawing_consent_ends_what_rests_on_it_and_everything_passed_on() {
    Story story = new Story().accepted();
    ShareId next = story.passedOn();

    TestActors.as(SENDER, () -> withdraw(story.consent));

    assertThat(view(RECEIVER, story.share).share())
        .satisfies(
            share -> {
              assertThat(share.state()).isEqualTo(ShareState.ENDED);
              assertThat(share.reasonCode()).isEqualTo("consent-withdrawn");
              assertThat(share.endsAsk()).isTrue();
            });
    assertThat(view(NEXT, next).share())
        .satisfies(
            share -> {
              assertThat(share.state()).isEqualTo(ShareState.ENDED);
              assertThat(share.reasonCode()).isEqualTo("source-ended");
              assertThat(share.endsAsk()).isTrue();
            });
    assertThat(view(NEXT, next).contents()).isEmpty();
    assertThat(view(RECEIVER, next).contents())
        .as("who passed it on reads nothing through what was passed on")
        .isEmpty();
  }

  @Test
  void taking_back_one_class_of_data_takes_it_out_of_the_share_and_of_what_was_passed_on() {
    Story story = new Story("givenNames", "Lina").accepted();
    ShareId next = story.passedOn();

    TestActors.as(SENDER, () -> withdraw(story.consent, List.of("identity")));

    for (ShareId share : List.of(story.share, next)) {
      Actor reader = share.equals(next) ? NEXT : RECEIVER;
      ReceivedShares.View seen = view(reader, share);
      assertThat(seen.share().state()).isEqualTo(ShareState.ACCEPTED);
      assertThat(seen.share().version()).isEqualTo(2);
      assertThat(seen.share().narrowed()).isTrue();
      assertThat(seen.share().reasonCode()).isEqualTo("consent-withdrawn");
      assertThat(seen.gone()).containsExactly("identity");
      assertThat(seen.contents())
          .filteredOn(field -> field.data().equals("identity"))
          .isNotEmpty()
          .allMatch(field -> field.state() == CaseField.State.NOT_ALLOWED);
      assertThat(state(seen.contents(), "nationalities")).isEqualTo(CaseField.State.GIVEN);
      assertThat(seen.steps().getFirst().reasonCode()).isEqualTo("consent-withdrawn");
      assertThat(TestActors.as(reader, () -> received.identity(share))).isEmpty();
    }
    assertThat(
            view(SENDER, story.share).classes().stream()
                .filter(one -> one.data().equals("identity"))
                .findFirst()
                .orElseThrow())
        .satisfies(
            lost -> {
              assertThat(lost.mayGo()).isFalse();
              assertThat(lost.rests()).isFalse();
              assertThat(lost.consent()).isEqualTo("refused");
            });

    TestActors.as(RECEIVER, () -> received.takeNote(story.share, 2));
    assertThat(view(RECEIVER, story.share).share().narrowed()).isFalse();
  }

  @Test
  void taking_back_class_after_class_ends_what_has_nothing_left() {
    Story story = new Story().accepted();
    ShareId next = story.passedOn();
    for (String data : List.of("identity", "needs", "residence")) {
      assertThat(state(RECEIVER, story.share)).isEqualTo(ShareState.ACCEPTED);
      TestActors.as(SENDER, () -> withdraw(story.consent, List.of(data)));
    }

    assertThat(view(RECEIVER, story.share).share())
        .satisfies(
            ended -> {
              assertThat(ended.state()).isEqualTo(ShareState.ENDED);
              assertThat(ended.reasonCode()).isEqualTo("consent-withdrawn");
            });
    assertThat(view(NEXT, next).share().state()).isEqualTo(ShareState.ENDED);
  }

  @Test
  void a_narrowed_share_that_its_sender_amends_still_asks_to_clear_up() {
    Story story = new Story().accepted();
    TestActors.as(SENDER, () -> withdraw(story.consent, List.of("identity")));
    TestActors.as(SENDER, () -> shares.choose(story.share, List.of("nationalities"), List.of()));
    sent(SENDER, story.share);

    assertThat(view(RECEIVER, story.share).share().narrowed()).isTrue();
    TestActors.as(RECEIVER, () -> received.takeNote(story.share, 3));
    sent(SENDER, story.share);

    assertThat(view(RECEIVER, story.share).share())
        .satisfies(
            amended -> {
              assertThat(amended.amended()).isTrue();
              assertThat(amended.narrowed()).isFalse();
            });
  }

  /** A child whose parent said yes, shared with the centre that accepted it. */
  private Story childOfWhomAParentSaidYes(String... answers) {
    List<String> all = new ArrayList<>(List.of(answers));
    all.addAll(List.of("birthYear", Integer.toString(TODAY.getYear() - 12)));
    return new Story("parent", all).accepted();
  }

  private void said(Set<UUID> reports, boolean exploit) {
    gate.asSystem(
        () ->
            transaction.execute(
                status -> {
                  events.publishEvent(new ParentsReported(reports, exploit));
                  return true;
                }));
  }

  @Test
  void once_a_parent_is_named_as_exploiter_what_rests_on_a_parents_yes_ends_and_both_are_told() {
    Story story = childOfWhomAParentSaidYes();
    ShareId next = story.passedOn();

    said(Set.of(story.report, UUID.randomUUID()), true);

    assertThat(view(RECEIVER, story.share).share())
        .satisfies(
            ended -> {
              assertThat(ended.state()).isEqualTo(ShareState.ENDED);
              assertThat(ended.reasonCode()).isEqualTo("parents-answer");
              assertThat(ended.endsAsk()).isTrue();
            });
    assertThat(view(NEXT, next).share().state()).isEqualTo(ShareState.ENDED);
    assertThat(view(SENDER, story.share).share().toCheck())
        .map(Share.Check::reason)
        .contains("parents-answer");
    TestActors.as(SENDER, () -> shares.checked(story.share));
    assertThat(view(SENDER, story.share).share().toCheck()).isEmpty();
  }

  @Test
  void no_parent_answers_for_the_child_of_such_a_parent_until_it_turns_out_to_be_another_child() {
    Story story = childOfWhomAParentSaidYes();
    said(Set.of(story.report), true);

    assertThat(TestActors.as(SENDER, () -> answerOfParent(story.report)))
        .isEqualTo(
            new Consents.Kept.Refused(
                List.of(new FieldProblem("giver", "consent.parents-answer"))));
    ShareId share = begun(SENDER, "report", story.report, CENTRE, "shelter");
    assertThat(TestActors.as(SENDER, () -> shares.preview(share)).fields())
        .noneMatch(field -> field.state().there());

    said(Set.of(story.report), false);
    assertThat(TestActors.as(SENDER, () -> answerOfParent(story.report)))
        .isInstanceOf(Consents.Kept.Done.class);
  }

  @Test
  void what_stands_in_for_a_parents_yes_has_to_prove_as_much() {
    Story story = new Story("parent", List.of("birthYear", Integer.toString(TODAY.getYear() - 12)));
    // An older yes of the guardian, who did not know that it can be withdrawn, so it proves
    // nothing.
    TestActors.as(
        SENDER,
        () ->
            consents.record(
                "report",
                story.report,
                new Consent.Asked(
                    "shelter",
                    "coordination-centre",
                    Optional.of(CENTRE),
                    List.of("identity", "needs", "residence"),
                    Consent.Answer.GIVEN,
                    "guardian",
                    "spoken",
                    false,
                    false,
                    "no",
                    TODAY.minusDays(1))));
    story.accepted();

    said(Set.of(story.report), true);

    assertThat(state(RECEIVER, story.share)).isEqualTo(ShareState.ENDED);
  }

  private Consents.Kept answerOfParent(UUID report) {
    return consents.record(
        "report",
        report,
        new Consent.Asked(
            "shelter",
            "coordination-centre",
            Optional.of(CENTRE),
            List.of("identity"),
            Consent.Answer.GIVEN,
            "parent",
            "spoken",
            false,
            true,
            "no",
            TODAY));
  }

  @Test
  void a_report_of_somebody_else_about_the_same_child_closes_the_way_of_its_parents() {
    String key = UUID.randomUUID().toString();
    Story story = childOfWhomAParentSaidYes("personKey", key);
    Story guarded =
        new Story("guardian", List.of("birthYear", Integer.toString(TODAY.getYear() - 12)))
            .accepted();

    persons.by(
        POLICE,
        "personKey",
        key,
        "birthYear",
        Integer.toString(TODAY.getYear() - 12),
        "exploiterRelation",
        "parent");

    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(state(RECEIVER, story.share)).isEqualTo(ShareState.ENDED));
    assertThat(view(RECEIVER, story.share).share().reasonCode()).isEqualTo("parents-answer");
    assertThat(state(RECEIVER, guarded.share)).isEqualTo(ShareState.ACCEPTED);
  }

  @Test
  void a_later_no_takes_out_what_it_is_about_as_a_withdrawal_does() {
    Story story = new Story().accepted();

    TestActors.as(
        SENDER,
        () ->
            consents.record(
                "report",
                story.report,
                new Consent.Asked(
                    "shelter",
                    "coordination-centre",
                    Optional.empty(),
                    List.of("identity"),
                    Consent.Answer.REFUSED,
                    "person",
                    "",
                    false,
                    false,
                    "no",
                    TODAY)));

    assertThat(view(RECEIVER, story.share).share().narrowed()).isTrue();
    assertThat(state(view(RECEIVER, story.share).contents(), "birthYear"))
        .isEqualTo(CaseField.State.NOT_ALLOWED);
    assertThat(state(view(RECEIVER, story.share).contents(), "nationalities"))
        .isEqualTo(CaseField.State.GIVEN);
  }

  /** What the person answered about registration by the centre. */
  private UUID answered(Actor by, UUID report, Consent.Answer answer) {
    Consents.Kept kept =
        TestActors.as(
            by,
            () ->
                consents.record(
                    "report",
                    report,
                    new Consent.Asked(
                        "registration",
                        "coordination-centre",
                        Optional.of(CENTRE),
                        List.of("identity", "exploitation", "needs", "residence"),
                        answer,
                        "person",
                        answer == Consent.Answer.GIVEN ? "spoken" : "",
                        false,
                        true,
                        "no",
                        TODAY)));
    return ((Consents.Kept.Done) kept).id();
  }

  /** Somebody weighed the interests because nobody had asked the person yet. */
  private ShareId weighed(Actor by, UUID report) {
    ShareId share = begun(by, "report", report, CENTRE, "registration");
    Shares.Preview preview = TestActors.as(by, () -> shares.preview(share));
    assertThat(preview.openGates()).contains("weigh-interests");
    TestActors.as(by, () -> shares.choose(share, preview.share().chosen(), preview.openGates()));
    return share;
  }

  @Test
  void a_consent_counts_also_where_it_could_have_gone_while_nobody_had_asked() {
    UUID report = persons.by(SHELTER);
    ShareId share = weighed(NEXT, report);
    UUID consent = answered(NEXT, report, Consent.Answer.GIVEN);
    sent(NEXT, share);

    TestActors.as(NEXT, () -> withdraw(consent));

    assertThat(view(RECEIVER, share).share())
        .satisfies(
            ended -> {
              assertThat(ended.state()).isEqualTo(ShareState.ENDED);
              assertThat(ended.reasonCode()).isEqualTo("consent-withdrawn");
            });
  }

  @Test
  void a_first_no_ends_what_went_while_nobody_had_asked() {
    UUID report = persons.by(SHELTER);
    ShareId share = weighed(NEXT, report);
    sent(NEXT, share);
    TestActors.as(RECEIVER, () -> received.accept(share, 1));

    answered(NEXT, persons.by(SHELTER), Consent.Answer.REFUSED);
    assertThat(state(RECEIVER, share)).isEqualTo(ShareState.ACCEPTED);
    answered(NEXT, report, Consent.Answer.REFUSED);

    assertThat(view(RECEIVER, share).share())
        .satisfies(
            ended -> {
              assertThat(ended.state()).isEqualTo(ShareState.ENDED);
              assertThat(ended.reasonCode()).isEqualTo("consent-withdrawn");
              assertThat(ended.endsAsk()).isTrue();
            });
    assertThat(view(RECEIVER, share).contents()).isEmpty();
  }

  @Test
  void a_yes_that_came_after_the_share_and_is_withdrawn_ends_it_too() {
    UUID report = persons.by(SHELTER);
    ShareId share = weighed(NEXT, report);
    sent(NEXT, share);
    UUID consent = answered(NEXT, report, Consent.Answer.GIVEN);
    assertThat(state(RECEIVER, share)).isEqualTo(ShareState.SENT);

    TestActors.as(NEXT, () -> withdraw(consent));

    assertThat(state(RECEIVER, share)).isEqualTo(ShareState.ENDED);
  }

  @Test
  void a_no_that_is_written_down_while_somebody_sends_is_not_overlooked() throws Exception {
    UUID report = persons.by(SHELTER);
    ShareId share = weighed(NEXT, report);
    String fingerprint = TestActors.as(NEXT, () -> shares.preview(share)).fingerprint();

    try (ExecutorService apart = Executors.newSingleThreadExecutor()) {
      Future<Kept> sending =
          TestActors.as(
              NEXT,
              () ->
                  transaction.execute(
                      status -> {
                        answered(NEXT, report, Consent.Answer.REFUSED);
                        Future<Kept> begun =
                            apart.submit(
                                () ->
                                    TestActors.as(NEXT, () -> shares.send(share, fingerprint, "")));
                        awaitTurn(begun);
                        return begun;
                      }));

      assertThat(sending.get(1, TimeUnit.MINUTES)).isEqualTo(new Kept.Changed());
    }
  }

  @Test
  void who_is_named_as_exploiter_while_somebody_sends_on_a_parents_yes_is_not_overlooked()
      throws Exception {
    Story story = childWithAParentsYes();
    String fingerprint = TestActors.as(SENDER, () -> shares.preview(story.share)).fingerprint();

    try (ExecutorService apart = Executors.newSingleThreadExecutor()) {
      Future<?> accusing =
          TestActors.as(
              SENDER,
              () ->
                  transaction.execute(
                      status -> {
                        assertThat(shares.send(story.share, fingerprint, "Voorbeeld"))
                            .isEqualTo(new Kept.Done(story.share));
                        Future<?> begun = apart.submit(() -> said(Set.of(story.report), true));
                        awaitTurn(begun);
                        return begun;
                      }));
      accusing.get(1, TimeUnit.MINUTES);
    }

    assertThat(state(RECEIVER, story.share)).isEqualTo(ShareState.ENDED);
  }

  @Test
  void nobody_sends_on_a_parents_yes_while_the_parent_is_being_named_as_exploiter()
      throws Exception {
    Story story = childWithAParentsYes();
    String fingerprint = TestActors.as(SENDER, () -> shares.preview(story.share)).fingerprint();

    try (ExecutorService apart = Executors.newSingleThreadExecutor()) {
      Future<Kept> sending =
          gate.asSystem(
              () ->
                  transaction.execute(
                      status -> {
                        events.publishEvent(new ParentsReported(Set.of(story.report), true));
                        Future<Kept> begun =
                            apart.submit(
                                () ->
                                    TestActors.as(
                                        SENDER,
                                        () -> shares.send(story.share, fingerprint, "Voorbeeld")));
                        awaitTurn(begun);
                        return begun;
                      }));

      assertThat(sending.get(1, TimeUnit.MINUTES)).isEqualTo(new Kept.Changed());
    }
  }

  private Story childWithAParentsYes() {
    return new Story("parent", List.of("birthYear", Integer.toString(TODAY.getYear() - 12)));
  }

  /** Until it is done, or waits for its turn. */
  private void awaitTurn(Future<?> begun) {
    Instant latest = Instant.now().plusSeconds(60);
    while (!begun.isDone() && !somebodyWaits() && Instant.now().isBefore(latest)) {
      Thread.onSpinWait();
    }
  }

  private boolean somebodyWaits() {
    return behind
        .sql("select exists (select from pg_locks where locktype = 'advisory' and not granted)")
        .query(Boolean.class)
        .single();
  }

  private List<String> refusedTo(Actor by, ShareId share, String giver) {
    Consents.Kept kept =
        TestActors.as(
            by,
            () ->
                consents.record(
                    "share",
                    share.value(),
                    new Consent.Asked(
                        "shelter",
                        "shelter",
                        Optional.of(SHELTER),
                        List.of("identity"),
                        Consent.Answer.GIVEN,
                        giver,
                        "spoken",
                        false,
                        true,
                        "no",
                        TODAY)));
    return kept instanceof Consents.Kept.Refused refused
        ? refused.problems().stream().map(FieldProblem::rule).toList()
        : List.of();
  }

  /** What the centre may read about a child, sent by the police for registration. */
  private ShareId child(String relation, boolean withRelation) {
    Actor police = TestActors.reporter(POLICE);
    UUID report =
        persons.by(
            POLICE,
            "birthYear",
            Integer.toString(TODAY.getYear() - 12),
            "exploiterRelation",
            relation);
    ShareId share = begun(police, "report", report, CENTRE, "registration");
    if (!withRelation) {
      TestActors.as(police, () -> shares.choose(share, List.of("birthYear"), List.of()));
    }
    sent(police, share);
    TestActors.as(RECEIVER, () -> received.accept(share, 1));
    return share;
  }

  @Test
  void a_recipient_writes_down_no_yes_of_a_parent_whom_the_shared_data_name_as_exploiter() {
    assertThat(refusedTo(RECEIVER, child("parent", true), "parent"))
        .containsExactly("consent.parent-exploits");
    assertThat(refusedTo(RECEIVER, child("unknown", true), "parent")).isEmpty();
  }

  @Test
  void a_recipient_who_may_not_see_who_exploits_writes_down_no_yes_of_a_parent() {
    assertThat(refusedTo(RECEIVER, child("unknown", false), "parent"))
        .containsExactly("consent.parent-exploits");
    assertThat(refusedTo(RECEIVER, child("unknown", false), "guardian")).isEmpty();
  }

  @Test
  void a_recipient_writes_down_no_yes_of_a_child_that_is_too_young_by_the_shared_data() {
    assertThat(refusedTo(RECEIVER, child("unknown", true), "person"))
        .containsExactly("consent.giver-age");
  }

  @Test
  void what_does_not_rest_on_consent_does_not_end_with_it() {
    UUID report = persons.by(POLICE);
    Actor police = TestActors.reporter(POLICE);
    UUID consent =
        ((Consents.Kept.Done)
                TestActors.as(
                    police,
                    () ->
                        consents.record(
                            "report",
                            report,
                            new Consent.Asked(
                                "registration",
                                "coordination-centre",
                                Optional.of(CENTRE),
                                List.of("identity", "exploitation"),
                                Consent.Answer.GIVEN,
                                "person",
                                "spoken",
                                false,
                                true,
                                "no",
                                TODAY))))
            .id();
    ShareId share = begun(police, "report", report, CENTRE, "registration");
    sent(police, share);

    TestActors.as(police, () -> withdraw(consent));

    assertThat(state(RECEIVER, share)).isEqualTo(ShareState.SENT);
  }

  @Test
  void a_name_is_shown_through_the_vault_with_its_own_line_and_only_what_was_shared() {
    Story story = new Story("familyName", "Bedachtnaam", "givenNames", "Lina");
    TestActors.as(
        SENDER, () -> shares.choose(story.share, List.of("familyName", "birthYear"), List.of()));
    story.accepted();

    assertThat(TestActors.as(RECEIVER, () -> received.identity(story.share)))
        .containsExactly(Map.entry("familyName", List.of("Bedachtnaam")));
    assertThat(
            behind
                .sql(
                    """
                    select count(*) from audit.entry
                     where activity = 'identity.reveal' and details ->> 'share' = :share
                    """)
                .param("share", story.share.toString())
                .query(Long.class)
                .single())
        .isEqualTo(1);
    assertThat(TestActors.as(SENDER, () -> received.identity(story.share))).isEmpty();
  }

  @Test
  void no_name_is_ever_kept_in_the_room() {
    Story story = new Story("familyName", "Nergensbewaard");
    story.accepted();
    TestActors.as(RECEIVER, () -> received.identity(story.share));

    for (String table : List.of("share", "share_field", "share_class", "share_step", "consent")) {
      assertThat(
              behind
                  .sql(
                      "select count(*) from sharing.%s t where t::text ilike '%%nergensbewaard%%'"
                          .formatted(table))
                  .query(Long.class)
                  .single())
          .as(table)
          .isZero();
    }
  }

  private PersonId person(UUID report) {
    return new PersonId(
        behind
            .sql("select person_id from report.report where id = :id")
            .param("id", report)
            .query(UUID.class)
            .single());
  }

  @Test
  void erasing_the_person_ends_what_named_the_person_and_leaves_no_way_back() {
    Story story = new Story("familyName", "Gewist").accepted();
    ShareId next = story.passedOn();

    TestActors.run(
        TestActors.dataProtectionOfficer(),
        () -> vault.erase(person(story.report), ErasureGround.CONSENT_WITHDRAWN));

    for (ShareId share : List.of(story.share, next)) {
      assertThat(
              behind
                  .sql(
                      "select state || ' ' || (person_id is null)::text from sharing.share where id"
                          + " = :id")
                  .param("id", share.value())
                  .query((row, n) -> row.getString(1))
                  .single())
          .isEqualTo("ENDED true");
      assertThat(
              behind
                  .sql(
                      "select count(*) from sharing.share_field where share_id = :id and state ="
                          + " 'sealed'")
                  .param("id", share.value())
                  .query(Long.class)
                  .single())
          .isZero();
    }
    assertThat(view(RECEIVER, story.share).share().endsAsk()).isTrue();
    assertThat(view(RECEIVER, story.share).steps()).allMatch(step -> step.reason().isEmpty());
  }

  @Test
  void reports_that_are_told_apart_ask_the_sender_to_look_again() {
    Story story = new Story().accepted();
    UUID other = UUID.randomUUID();
    behind
        .sql("update sharing.share set report_ids = report_ids || :other where id = :id")
        .param("other", other)
        .param("id", story.share.value())
        .update();

    gate.asSystem(
        () ->
            transaction.execute(
                status -> {
                  events.publishEvent(new ReportsRegrouped(Set.of(other), Set.of(story.report)));
                  return true;
                }));

    assertThat(view(SENDER, story.share).share().check())
        .map(Share.Check::reason)
        .contains("regrouped");
    TestActors.as(SENDER, () -> shares.checked(story.share));
    assertThat(view(SENDER, story.share).share().check()).isEmpty();
  }

  @Test
  void an_amended_source_asks_who_passed_it_on_to_look_again() {
    Story story = new Story().accepted();
    ShareId next = story.passedOn();
    TestActors.as(SENDER, () -> shares.choose(story.share, List.of("birthYear"), List.of()));
    sent(SENDER, story.share);

    assertThat(view(RECEIVER, next).share().check())
        .map(Share.Check::reason)
        .contains("source-amended");
  }

  @Test
  void a_field_that_was_kept_back_is_not_called_missing() {
    UUID report = persons.by(POLICE, "nationalities", "unknown");
    Actor police = TestActors.reporter(POLICE);
    ShareId share = begun(police, "report", report, SHELTER, "care");
    TestActors.as(
        police,
        () ->
            shares.choose(
                share,
                List.of("birthYear", "nationalities"),
                List.of("competent-authority", "special-case")));
    sent(police, share);
    TestActors.as(NEXT, () -> received.accept(share, 1));

    ReceivedShares.View seen = view(NEXT, share);
    assertThat(seen.withheld()).contains("exploitationForms").doesNotContain("nationalities");
    assertThat(seen.lacks()).doesNotContain("exploitationForms");
  }

  @Test
  void an_agreement_that_ends_closes_what_rested_on_it_at_the_next_look() {
    ShareClass open = ownAgreementDecision(true);
    ShareClass closed = ownAgreementDecision(false);

    assertThat(open.mayGo()).isTrue();
    assertThat(closed.mayGo()).isFalse();
    assertThat(closed.unmet()).contains("covenant");
  }

  @Autowired ShareDecisions decisions;
  @Autowired Covenants covenants;

  private ShareClass ownAgreementDecision(boolean inForce) {
    Actor keeper = TestActors.person(CENTRE, Role.ADMINISTRATOR);
    Actor officer = TestActors.dataProtectionOfficer();
    CovenantId id =
        ((Covenants.Kept.Done) TestActors.as(keeper, () -> covenants.add(agreement()))).id();
    TestActors.as(officer, () -> covenants.putInForce(id, 1));
    if (!inForce) {
      TestActors.as(keeper, () -> covenants.end(id, 2, "Gestopt"));
    }
    ShareClass decided =
        TestActors.as(
            TestActors.reporter(POLICE),
            () ->
                transaction.execute(
                    status ->
                        decisions
                            .decide(
                                new ShareDecisions.Exchange(
                                    POLICE,
                                    Organisations.idOf("RIEC Rotterdam"),
                                    "partnership",
                                    "adult",
                                    "normal",
                                    Optional.empty(),
                                    "share/" + UUID.randomUUID(),
                                    "share"),
                                List.of("exploitation"),
                                data -> new ShareDecisions.Stance("not-asked", Set.of()))
                            .getFirst()));
    if (inForce) {
      TestActors.as(keeper, () -> covenants.end(id, 2, "Gestopt"));
    }
    return decided;
  }

  private static CovenantDraft agreement() {
    CovenantDraft all = CovenantsModuleTest.complete(CovenantKind.PARTNERSHIP);
    return new CovenantDraft(
        all.name(),
        all.kind(),
        List.of("police"),
        List.of(),
        List.of(Organisations.idOf("RIEC Rotterdam")),
        List.of(),
        List.of("partnership"),
        List.of("exploitation"),
        all.decision(),
        "",
        all.source(),
        all.certainty(),
        all.startsOn(),
        all.endsOn(),
        all.reviewOn());
  }

  @Test
  void who_has_no_right_is_refused() {
    Actor analyst = TestActors.person(CENTRE, Role.ANALYST);
    Story story = new Story().sent();

    assertThatThrownBy(() -> TestActors.as(analyst, () -> received.boxes(1)))
        .isInstanceOf(NotAllowed.class);
    assertThatThrownBy(() -> view(analyst, story.share)).isInstanceOf(NotAllowed.class);
    assertThatThrownBy(
            () -> TestActors.as(TestActors.machine(COORDINATOR), () -> shares.preview(story.share)))
        .isInstanceOf(NotAllowed.class);
  }
}
