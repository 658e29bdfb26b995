// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.register;

import static nl.schakel.platform.register.Chain.COORDINATOR;
import static nl.schakel.platform.register.Chain.POLICE;
import static nl.schakel.platform.register.Chain.SHELTER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
import nl.schakel.platform.identity.LinkModel;
import nl.schakel.platform.identity.LinkModels;
import nl.schakel.platform.report.EncodedTrial.Receipts;
import nl.schakel.platform.report.ReportId;
import nl.schakel.platform.web.FieldProblem;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.transaction.support.TransactionTemplate;

@SchakelTest(properties = "test.database=matching-desk")
@Import(Chain.class)
class MatchingDeskModuleTest {
  private static final Actor RIK = TestActors.registrar();
  private static final Actor ROOS = TestActors.registrar();
  private static final Actor RAF = TestActors.registrar();
  private static final Judgement.Answer SAME = Judgement.Answer.SAME;
  private static final Judgement.Answer NOT_SAME = Judgement.Answer.NOT_SAME;

  @Autowired Chain chain;
  @Autowired Register register;
  @Autowired Judging judging;
  @Autowired Weighing weighing;
  @Autowired Worklist worklist;
  @Autowired Victims victims;
  @Autowired TrainingRuns runs;
  @Autowired LinkModels models;
  @Autowired CandidateStore candidates;
  @Autowired TransactionTemplate transaction;
  @Autowired Gate gate;
  @Autowired EncodedPairs encoded;
  @Autowired MockMvc mvc;
  private final JdbcClient behind;

  @Autowired
  MatchingDeskModuleTest(DataSource dataSource) {
    behind = TestDatabase.ownerOf(dataSource);
  }

  private ReportId report(OrganisationId from, String name, String... more) {
    String[] names = name.split(" ", 2);
    String[] all = new String[more.length + 6];
    System.arraycopy(
        new String[] {"givenNames", names[0], "familyName", names[1], "nationalities", "SR"},
        0,
        all,
        0,
        6);
    System.arraycopy(more, 0, all, 6, more.length);
    ReportId report = chain.report(from, all);
    compare(report);
    return report;
  }

  private void compare(ReportId report) {
    long number =
        one("select number from register.source where report_id = :id", report.value(), Long.class);
    weighing.compare(number, number);
  }

  private <T> T one(String sql, UUID id, Class<T> type) {
    return behind.sql(sql).param("id", id).query(type).single();
  }

  private VictimId victim(ReportId report) {
    return new VictimId(
        one(
            "select victim_id from register.source where report_id = :id",
            report.value(),
            UUID.class));
  }

  private List<UUID> questions(ReportId one, ReportId other) {
    return behind
        .sql(
            """
            select id from register.candidate
             where low_report_id in (:one, :other) and high_report_id in (:one, :other)
            """)
        .param("one", one.value())
        .param("other", other.value())
        .query(UUID.class)
        .list();
  }

  private UUID question(ReportId one, ReportId other) {
    assertThat(questions(one, other)).hasSize(1);
    return questions(one, other).getFirst();
  }

  private String state(UUID question) {
    return one("select state from register.candidate where id = :id", question, String.class);
  }

  private UUID aQuestion(String name) {
    ReportId one = report(POLICE, name, "birthYear", "2001");
    ReportId other = report(COORDINATOR, name + "t", "birthYear", "2001");
    return question(one, other);
  }

  private void judge(Actor who, UUID question, Judgement.Answer answer) {
    TestActors.run(who, () -> judging.judge(question, answer, "looked at the facts"));
  }

  private Judging.Outcome decide(Actor who, UUID question, Judgement.Answer answer) {
    return TestActors.as(who, () -> judging.decide(question, answer, "and at the weight"));
  }

  private Judging.View view(Actor who, UUID question) {
    return TestActors.as(who, () -> judging.view(question));
  }

  @Test
  void doubt_asks_a_registrar_with_a_weight_that_is_the_sum_of_its_steps_and_holds_no_name() {
    UUID question = aQuestion("Dorothea Twijfelgeval");
    judge(RIK, question, SAME);

    Evidence evidence = view(RIK, question).evidence().orElseThrow();

    assertThat(evidence.steps().stream().mapToDouble(step -> step.bits()).sum())
        .isCloseTo(evidence.bits(), org.assertj.core.api.Assertions.within(1e-9));
    assertThat(evidence.model()).isPositive();
    assertThat(
            one(
                "select array_to_string(steps, ' ') from register.candidate where id = :id",
                question,
                String.class))
        .contains("family_name|jaro-winkler 0.92")
        .doesNotContainIgnoringCase("twijfel")
        .doesNotContainIgnoringCase("dorothea");
  }

  @Test
  void next_to_no_doubt_links_without_a_registrar_and_says_which_model_did() {
    ReportId police = report(POLICE, "Zekerina Vaststaand", "birthDate", "1999-03-17");
    ReportId care = report(COORDINATOR, "Zekerina Vaststaand", "birthDate", "1999-03-17");

    assertThat(victim(care)).isEqualTo(victim(police));
    Victims.Dossier dossier = TestActors.as(RIK, () -> victims.read(victim(police)));
    assertThat(dossier.movements().getFirst().byModel().orElseThrow().version()).isPositive();
    assertThat(
            behind
                .sql(
                    "select count(*) from audit.entry where activity = 'register.link-by-model' and subject_id = :id")
                .param("id", victim(police).value())
                .query(Long.class)
                .single())
        .isOne();
  }

  @Test
  void a_link_that_was_undone_does_not_come_back_by_itself() {
    ReportId police = report(POLICE, "Teruggedraaida Vaststaand", "birthDate", "1998-03-17");
    ReportId care = report(COORDINATOR, "Teruggedraaida Vaststaand", "birthDate", "1998-03-17");
    UUID movement =
        one(
            "select id from register.movement where to_victim_id = :id",
            victim(police).value(),
            UUID.class);
    TestActors.as(RIK, () -> register.undo(movement, "two sisters"));

    compare(care);
    compare(police);

    assertThat(victim(care)).isNotEqualTo(victim(police));
    assertThat(state(question(police, care))).isEqualTo("open");
  }

  @Test
  void who_was_said_to_be_somebody_else_is_never_linked_by_weight() {
    ReportId police =
        report(POLICE, "Gescheidena Vaststaand", "birthDate", "1997-03-17", "personKey", "sisters");
    ReportId care = report(COORDINATOR, "Bedenksela Anders", "personKey", "sisters");
    TestActors.as(RIK, () -> register.split(victim(police), Set.of(care), "two people, one key"));
    ReportId third = report(SHELTER, "Bedenksela Anders", "birthDate", "1990-01-05");
    TestActors.as(RIK, () -> register.merge(victim(care), victim(third), "same papers"));

    ReportId fourth = report(SHELTER, "Gescheidena Vaststaand", "birthDate", "1997-03-17");

    assertThat(victim(fourth)).isEqualTo(victim(police)).isNotEqualTo(victim(care));
    assertThat(TestActors.as(RIK, () -> register.merge(victim(fourth), victim(care), "sure?")))
        .isEqualTo(new Moved.SaidNotSame());
  }

  @Test
  void a_victim_that_would_get_too_large_is_left_to_a_registrar() {
    String key = UUID.randomUUID().toString();
    ReportId first =
        report(POLICE, "Grotina Vaststaand", "birthDate", "1996-03-17", "personKey", key);
    for (int i = 0; i < 7; i++) {
      report(POLICE, "Grotina Vaststaand", "birthDate", "1996-03-17", "personKey", key);
    }
    ReportId care = report(COORDINATOR, "Grotina Vaststaand", "birthDate", "1996-03-17");

    assertThat(victim(care)).isNotEqualTo(victim(first));
    assertThat(
            behind
                .sql(
                    """
                    select count(*)
                      from register.candidate c
                      join register.source s
                        on s.report_id in (c.low_report_id, c.high_report_id) and s.victim_id = :large
                     where c.state = 'open' and :care in (c.low_report_id, c.high_report_id)
                    """)
                .param("care", care.value())
                .param("large", victim(first).value())
                .query(Long.class)
                .single())
        .isOne();
  }

  @Test
  void before_the_first_answer_neither_weight_nor_colleague_is_shown() {
    UUID question = aQuestion("Blindelina Oordeel");
    judge(RIK, question, SAME);

    Judging.View forRoos = view(ROOS, question);

    assertThat(forRoos.stage()).isEqualTo(Judging.Stage.BLIND);
    assertThat(forRoos.evidence()).isEmpty();
    assertThat(forRoos.judgements()).isEmpty();
    assertThat(view(RIK, question).evidence()).isPresent();
    assertThat(view(TestActors.dataProtectionOfficer(), question).evidence()).isEmpty();
    assertThat(decide(ROOS, question, SAME)).isInstanceOf(Judging.Outcome.NotJudged.class);
  }

  @Test
  void the_first_answer_stays_when_the_decision_is_another() {
    UUID question = aQuestion("Andersina Bedacht");
    judge(RIK, question, SAME);
    judge(RIK, question, NOT_SAME);

    assertThat(decide(RIK, question, NOT_SAME)).isEqualTo(new Judging.Outcome.Done(NOT_SAME));

    Judgement kept = view(RIK, question).own().orElseThrow();
    assertThat(kept.blind()).isEqualTo(SAME);
    assertThat(kept.decided().orElseThrow().answer()).isEqualTo(NOT_SAME);
    assertThat(state(question)).isEqualTo("not-same");
  }

  @Test
  void a_large_merge_waits_for_a_second_reader_who_looks_blind() {
    String key = UUID.randomUUID().toString();
    ReportId known = report(POLICE, "Tweedelina Lezer", "birthYear", "2001", "personKey", key);
    for (int i = 0; i < 4; i++) {
      report(POLICE, "Tweedelina Lezer", "birthYear", "2001", "personKey", key);
    }
    ReportId other = report(COORDINATOR, "Tweedelina Lezert", "birthYear", "2001");
    UUID question =
        one(
            "select id from register.candidate where :id in (low_report_id, high_report_id)",
            other.value(),
            UUID.class);
    judge(RIK, question, SAME);

    assertThat(decide(RIK, question, SAME)).isEqualTo(new Judging.Outcome.SecondAwaited());
    assertThat(decide(RIK, question, SAME)).isEqualTo(new Judging.Outcome.SecondAwaited());
    assertThat(victim(other)).isNotEqualTo(victim(known));
    assertThat(view(ROOS, question).stage()).isEqualTo(Judging.Stage.BLIND);
    assertThat(view(ROOS, question).judgements()).isEmpty();

    judge(ROOS, question, SAME);
    assertThat(decide(ROOS, question, SAME)).isEqualTo(new Judging.Outcome.Done(SAME));
    assertThat(victim(other)).isEqualTo(victim(known));
  }

  @Test
  void a_merge_by_hand_goes_through_the_question_that_waits_between_the_two() {
    ReportId one = report(POLICE, "Omwegina Handmatig", "birthYear", "2001");
    ReportId other = report(COORDINATOR, "Omwegina Handmatigt", "birthYear", "2001");
    UUID question = question(one, other);

    assertThat(mergeByHand(RIK, one, other)).isEqualTo(new Moved.AtTheDesk(question));
    assertThat(victim(one)).isNotEqualTo(victim(other));
    assertThat(state(question)).isEqualTo("open");
  }

  @Test
  void a_large_merge_by_hand_waits_for_a_colleague() {
    String key = UUID.randomUUID().toString();
    ReportId known = report(POLICE, "Eerstelina Groep", "birthYear", "1991", "personKey", key);
    for (int i = 0; i < 4; i++) {
      report(POLICE, "Eerstelina Groep", "birthYear", "1991", "personKey", key);
    }
    ReportId other = report(COORDINATOR, "Geheelanders Naam", "birthYear", "1962");

    Moved.AtTheDesk asked = (Moved.AtTheDesk) mergeByHand(RIK, known, other);

    assertThat(victim(other)).isNotEqualTo(victim(known));
    assertThat(state(asked.question())).isEqualTo("second");
    assertThat(mergeByHand(RIK, known, other)).isEqualTo(asked);
    assertThat(decide(RIK, asked.question(), SAME)).isEqualTo(new Judging.Outcome.SecondAwaited());
    judge(ROOS, asked.question(), SAME);
    assertThat(decide(ROOS, asked.question(), SAME)).isEqualTo(new Judging.Outcome.Done(SAME));
    assertThat(victim(other)).isEqualTo(victim(known));
  }

  private Moved mergeByHand(Actor who, ReportId keep, ReportId absorb) {
    return TestActors.as(
        who, () -> judging.merge(victim(keep), victim(absorb), "seen together on papers"));
  }

  @Test
  void readers_who_disagree_move_nothing_until_two_agree() {
    UUID question = aQuestion("Oneensia Verschil");
    behind
        .sql("update register.candidate set state = 'second' where id = :id")
        .param("id", question)
        .update();
    judge(RIK, question, SAME);
    judge(ROOS, question, NOT_SAME);
    decide(RIK, question, SAME);

    assertThat(decide(ROOS, question, NOT_SAME)).isEqualTo(new Judging.Outcome.Disagree());
    assertThat(view(RIK, question).stage()).isEqualTo(Judging.Stage.DISAGREE);
    assertThat(view(RIK, question).judgements()).hasSize(2);
    assertThat(state(question)).isEqualTo("second");

    judge(RAF, question, NOT_SAME);
    assertThat(decide(RAF, question, NOT_SAME)).isEqualTo(new Judging.Outcome.Done(NOT_SAME));
    Judging.Agreements agreements = TestActors.as(RIK, () -> judging.agreements());
    assertThat(agreements.readers().pairs()).isPositive();
    assertThat(agreements.readers().firstOnly()).isPositive();
    assertThat(agreements.model().pairs()).isPositive();
  }

  @Test
  void the_queue_begins_with_what_may_cost_most_and_ends_with_what_was_put_off() {
    UUID certain = aQuestion("Volgordelia Eerstens");
    ReportId one = report(POLICE, "Volgordia Tweedens", "birthYear", "2001");
    ReportId other = report(COORDINATOR, "Volgordia Tweedensen", "birthYear", "2004");
    UUID doubtful = question(one, other);
    UUID putOff = aQuestion("Volgordina Laatstens");
    TestActors.run(RIK, () -> judging.later(putOff, "ask the reporter"));

    List<UUID> queue = queue();

    assertThat(queue.indexOf(certain)).isLessThan(queue.indexOf(doubtful));
    assertThat(queue.indexOf(doubtful)).isLessThan(queue.indexOf(putOff));
  }

  private List<UUID> queue() {
    List<UUID> queue = new java.util.ArrayList<>();
    Worklist.Place place = Worklist.Place.START;
    for (boolean more = true; more; ) {
      Worklist.Place from = place;
      Worklist.Page page =
          TestActors.as(RIK, () -> worklist.waiting(Worklist.Group.POSSIBLE_SAME, "", from, 7));
      page.items().forEach(item -> queue.add(item.id()));
      more = page.next().isPresent();
      place = page.next().orElse(place);
    }
    assertThat(queue).doesNotHaveDuplicates();
    return queue;
  }

  @Test
  void an_erased_person_leaves_no_key_and_the_judgement_stays() {
    ReportId police = report(POLICE, "Wissina Weggehaald", "birthYear", "2001");
    ReportId care = report(COORDINATOR, "Wissina Weggehaaldt", "birthYear", "2001");
    UUID question = question(police, care);
    judge(RIK, question, SAME);
    UUID person =
        one(
            "select person_id from register.source where report_id = :id",
            police.value(),
            UUID.class);
    assertThat(keys(person)).isPositive();

    TestActors.as(
        TestActors.dataProtectionOfficer(),
        () -> victims.erase(victim(police), ErasureGround.values()[0]));

    assertThat(keys(person)).isZero();
    assertThat(view(RIK, question).own()).isPresent();
    compare(police);
    assertThat(keys(person)).isZero();
  }

  @Test
  void what_was_written_about_an_erased_person_goes_with_the_person() {
    ReportId police = report(POLICE, "Zwijgina Beschreven", "birthYear", "2001");
    ReportId care = report(COORDINATOR, "Zwijgina Beschrevent", "birthYear", "2001");
    UUID question = question(police, care);
    TestActors.run(RIK, () -> judging.later(question, "kwetsbare-woorden 1"));
    TestActors.run(RIK, () -> judging.judge(question, SAME, "kwetsbare-woorden 2"));
    TestActors.as(RIK, () -> judging.decide(question, SAME, "kwetsbare-woorden 3"));
    TestActors.as(RIK, () -> register.split(victim(police), Set.of(care), "kwetsbare-woorden 4"));
    assertThat(tablesWith("kwetsbare-woorden"))
        .contains("candidate", "judgement", "movement", "separation");

    TestActors.as(
        TestActors.dataProtectionOfficer(),
        () -> victims.erase(victim(police), ErasureGround.values()[0]));

    assertThat(tablesWith("kwetsbare-woorden")).isEmpty();
    assertThat(
            one(
                "select cardinality(steps) from register.candidate where id = :id",
                question,
                Integer.class))
        .isZero();
    assertThat(view(RIK, question).own().orElseThrow().blind()).isEqualTo(SAME);
  }

  /** Every table of the register in which these words stand, in any column. */
  private List<String> tablesWith(String words) {
    return behind
        .sql(
            """
            select table_name from information_schema.tables
             where table_schema = 'register' and table_type = 'BASE TABLE'
            """)
        .query(String.class)
        .list()
        .stream()
        .filter(
            table ->
                behind
                    .sql(
                        "select exists (select from register.%s t where t::text like '%%' || :words || '%%')"
                            .formatted(table))
                    .param("words", words)
                    .query(Boolean.class)
                    .single())
        .toList();
  }

  @Test
  void a_weight_that_comes_after_the_erasure_asks_nothing() {
    ReportId police = report(POLICE, "Tussentijda Gewist", "birthYear", "2001");
    ReportId care = report(COORDINATOR, "Anderena Iemand", "birthYear", "1980");
    TestActors.as(
        TestActors.dataProtectionOfficer(),
        () -> victims.erase(victim(police), ErasureGround.values()[0]));
    Candidate late =
        Candidate.of(
            police,
            care,
            Candidate.Reason.NEAR,
            Optional.of(new Evidence(3.5, 1, List.of())),
            1,
            "police",
            Instant.now());

    assertThat(gate.asSystem(() -> insert(late))).isEmpty();
    assertThat(questions(police, care)).isEmpty();
  }

  private Set<UUID> insert(Candidate candidate) {
    return Objects.requireNonNull(
        transaction.execute(status -> candidates.insert(List.of(candidate))));
  }

  @Test
  void the_place_in_the_queue_tells_nothing_of_the_weight() {
    aQuestion("Plaatsina Geheim");
    aQuestion("Plaatsela Geheimen");

    Worklist.Page page = page(Worklist.Place.START, 1);

    assertThat(page.next().orElseThrow().text()).isEqualTo("0_" + page.items().getFirst().id());
  }

  @Test
  void a_page_after_something_that_was_put_off_meanwhile_begins_at_the_top() {
    aQuestion("Topina Bovenaan");
    aQuestion("Topela Bovenstaand");
    Worklist.Page page = page(Worklist.Place.START, 1);
    UUID first = page.items().getFirst().id();
    TestActors.run(RIK, () -> judging.later(first, "ask the reporter"));

    assertThat(page(page.next().orElseThrow(), 1).items().getFirst().id())
        .isEqualTo(page(Worklist.Place.START, 1).items().getFirst().id())
        .isNotEqualTo(first);
  }

  private Worklist.Page page(Worklist.Place from, int size) {
    return TestActors.as(RIK, () -> worklist.waiting(Worklist.Group.POSSIBLE_SAME, "", from, size));
  }

  @Test
  void what_people_decided_stands_beside_what_the_model_expected() {
    UUID question = aQuestion("Gelijkina Verwacht");
    double bits = weight(question);
    judge(RIK, question, SAME);
    decide(RIK, question, SAME);
    if (state(question).equals("second")) {
      judge(ROOS, question, SAME);
      decide(ROOS, question, SAME);
    }

    AnsweredBand band =
        TestActors.as(RIK, () -> judging.agreements()).byWeight().stream()
            .filter(one -> one.from() <= bits && bits < one.to())
            .findFirst()
            .orElseThrow();

    assertThat(band.same()).isPositive();
    assertThat(band.expected()).isBetween(0.0, 1.0);
    assertThat(band.low()).isLessThanOrEqualTo(band.share());
    assertThat(band.high()).isGreaterThanOrEqualTo(band.share());
  }

  private long keys(UUID person) {
    return one(
        "select count(*) from identity.blocking_key where person_id = :id", person, Long.class);
  }

  @Test
  void judgements_make_a_new_version_that_somebody_else_puts_in_force_and_old_weights_stay()
      throws Exception {
    UUID before = aQuestion("Leerlinga Model");
    for (String name : List.of("Leerlina Een", "Leerlisa Twee", "Leerlida Drie")) {
      UUID question = aQuestion(name);
      judge(RIK, question, SAME);
      decide(RIK, question, SAME);
    }
    int version = TestActors.as(RIK, () -> runs.start()).orElseThrow();
    LinkModel made =
        Awaitility.await()
            .atMost(Duration.ofSeconds(60))
            .until(
                () -> TestActors.as(RIK, () -> models.version(version)).orElseThrow(),
                one -> one.state() == LinkModel.State.PROPOSED);

    assertThat(
            behind
                .sql(
                    """
                    select details->>'state' from audit.entry
                     where activity = 'identity.model' and object = :object order by at
                    """)
                .param("object", "model/" + version)
                .query(String.class)
                .list())
        .containsExactly("waiting", "proposed");
    assertThat(made.judged()).isGreaterThanOrEqualTo(3);
    assertThat(made.findings().orElseThrow().rows()).isNotEmpty();
    Actor colleague = TestActors.person(TestActors.COORDINATION_CENTRE, Role.ADMINISTRATOR);
    assertThat(asked(RIK, "/comparing/" + version)).doesNotContain("value=\"in-force\"");
    assertThat(asked(colleague, "/comparing/" + version)).contains("value=\"in-force\"");
    assertThat(TestActors.as(RIK, () -> models.putInForce(version)))
        .isEqualTo(LinkModels.Decided.SAME_PERSON);
    assertThat(TestActors.as(colleague, () -> models.putInForce(version)))
        .isEqualTo(LinkModels.Decided.DONE);
    UUID after = aQuestion("Leerlanda Model");

    assertThat(modelOf(before)).isLessThan(version);
    assertThat(modelOf(after)).isEqualTo(version);
    assertThat(weight(after)).isNotEqualTo(weight(before));
  }

  @Test
  void who_works_elsewhere_reads_asks_and_decides_no_version_of_the_model() throws Exception {
    int version = TestActors.as(RIK, () -> models.versions()).getFirst().version();
    for (Role role : List.of(Role.REGISTRAR, Role.ADMINISTRATOR)) {
      Actor elsewhere = TestActors.person(POLICE, role);

      for (String address : List.of("/comparing", "/comparing/" + version)) {
        mvc.perform(get(address).with(TestActors.signedIn(elsewhere)))
            .andExpect(status().isForbidden());
      }
      for (Runnable attempt :
          List.<Runnable>of(
              () -> runs.start(), () -> models.putInForce(version), () -> models.passBy(version))) {
        assertThatThrownBy(() -> TestActors.run(elsewhere, attempt)).isInstanceOf(NotAllowed.class);
      }
      assertThat(
              behind
                  .sql(
                      """
                      select count(*) from audit.entry
                       where activity = 'access.refuse' and details->>'right' = 'identity:model'
                         and account_id = :account
                      """)
                  .param("account", elsewhere.account().value())
                  .query(Long.class)
                  .single())
          .as("each refusal is a line in the log")
          .isEqualTo(5);
    }
  }

  private int modelOf(UUID question) {
    return one(
        "select model_version from register.candidate where id = :id", question, Integer.class);
  }

  private double weight(UUID question) {
    return one("select weight from register.candidate where id = :id", question, Double.class);
  }

  private String asked(Actor who, String address) throws Exception {
    return mvc.perform(get(address).with(TestActors.signedIn(who)))
        .andExpect(status().isOk())
        .andReturn()
        .getResponse()
        .getContentAsString();
  }

  private UUID answered(String name) {
    UUID question = aQuestion(name);
    judge(RIK, question, SAME);
    decide(RIK, question, NOT_SAME);
    if (state(question).equals("second")) {
      judge(ROOS, question, SAME);
      decide(ROOS, question, NOT_SAME);
    }
    return question;
  }

  @Test
  void a_system_of_an_auditor_reads_answers_and_weights_and_nothing_of_what_waits()
      throws Exception {
    UUID answered = answered("Apia Voorbeeld");
    UUID waits = aQuestion("Apollo Voorbeeld");
    judge(RIK, waits, SAME);
    Actor auditor = TestActors.machine(TestActors.COORDINATION_CENTRE, Role.AUDITOR);

    String all = "";
    String address = "/api/v1/questions?pageSize=1";
    for (Optional<String> next = Optional.of(""); next.isPresent(); ) {
      String page = asked(auditor, address + next.get());
      all += page;
      Matcher more = Pattern.compile("\"next\":\"([^\"]+)\"").matcher(page);
      next = more.find() ? Optional.of("&after=" + more.group(1)) : Optional.empty();
    }

    assertThat(all)
        .contains("\"id\":\"" + answered)
        .contains("\"decision\":\"not-same\"")
        .contains("\"firstAnswers\":[\"same\"")
        .contains("\"field\":\"family_name\"")
        .doesNotContain(waits.toString())
        .doesNotContain("Voorbeeld")
        .doesNotContain(RIK.account().toString());
    for (Actor other :
        List.of(
            TestActors.registrar(),
            TestActors.machine(TestActors.COORDINATION_CENTRE, Role.ANALYST),
            TestActors.machine(POLICE, Role.AUDITOR))) {
      mvc.perform(get(address).with(TestActors.signedIn(other))).andExpect(status().isForbidden());
    }
  }

  @Test
  void the_same_click_twice_changes_nothing() {
    UUID question = answered("Dubbelina Klik");

    assertThat(decide(RIK, question, SAME)).isEqualTo(new Judging.Outcome.Answered());
    judge(RAF, question, SAME);

    assertThat(state(question)).isEqualTo("not-same");
    assertThat(view(RIK, question).judgements())
        .noneMatch(one -> one.account().equals(RAF.account()));
  }

  @Test
  void the_weight_of_a_link_that_was_undone_is_in_no_page_while_it_is_to_be_judged_blind()
      throws Exception {
    ReportId police = report(POLICE, "Geheimina Vaststaand", "birthDate", "1995-03-17");
    report(COORDINATOR, "Geheimina Vaststaand", "birthDate", "1995-03-17");
    String page = "/register/victims/" + victim(police).value();
    UUID movement =
        one(
            "select id from register.movement where to_victim_id = :id",
            victim(police).value(),
            UUID.class);
    assertThat(asked(ROOS, page)).contains("bits");

    TestActors.as(RIK, () -> register.undo(movement, "two sisters"));

    assertThat(asked(ROOS, page)).contains("model versie").doesNotContain("bits");
  }

  @Test
  void an_answer_counts_as_blind_in_the_first_round_and_once_it_tells_nobody_anything() {
    UUID question = aQuestion("Tellina Rondes");
    Agreement before = TestActors.as(RIK, () -> judging.agreements()).model();
    judge(RIK, question, SAME);
    assertThat(TestActors.as(ROOS, () -> judging.agreements()).model()).isEqualTo(before);

    behind
        .sql("update register.candidate set round = 2 where id = :id")
        .param("id", question)
        .update();
    judge(ROOS, question, SAME);

    assertThat(TestActors.as(ROOS, () -> judging.agreements()).model().pairs())
        .isEqualTo(before.pairs() + 1);
  }

  @Test
  void the_trial_with_encodings_is_off_unless_somebody_switched_it_on() {
    EncodedPairs.Outcome outcome =
        TestActors.as(
            RIK,
            () -> encoded.ask(List.of(new EncodedPairs.Pair(new Receipts("one", "other"), 0.9))));

    assertThat(((EncodedPairs.Outcome.Refused) outcome).problems())
        .extracting(FieldProblem::rule)
        .containsExactly("encoded-off");
  }
}
