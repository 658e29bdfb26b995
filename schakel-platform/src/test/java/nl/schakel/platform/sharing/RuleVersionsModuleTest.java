// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.sql.DataSource;
import nl.schakel.platform.SchakelTest;
import nl.schakel.platform.TestActors;
import nl.schakel.platform.TestDatabase;
import nl.schakel.platform.access.Actor;
import nl.schakel.platform.access.Role;
import nl.schakel.platform.web.FieldProblem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@SchakelTest(properties = "test.database=rule-versions")
class RuleVersionsModuleTest {
  private static final LocalDate TODAY = LocalDate.now(ZoneId.of("Europe/Amsterdam"));
  private static final Actor ONE = TestActors.dataProtectionOfficer();
  private static final Actor OTHER = TestActors.dataProtectionOfficer();

  /** The police asks to give data on offences: no field list does, so no list stands in the way. */
  private static final SharingQuestion OFFENCE =
      new SharingQuestion(
          "police",
          "coordination-centre",
          "registration",
          List.of("offence"),
          "adult",
          "not-asked",
          "wpg",
          "normal");

  /** Two more of which no field list speaks, so that tests do not meet. */
  private static final SharingQuestion BY_CARE =
      new SharingQuestion(
          "care-coordinator",
          "coordination-centre",
          "registration",
          List.of("offence"),
          "adult",
          "not-asked",
          "avg",
          "normal");

  private static final SharingQuestion FOR_SHELTER = OFFENCE.withPurpose("shelter");

  @Autowired RuleVersions versions;
  @Autowired RuleProposals proposals;
  @Autowired SigningKeys keys;
  @Autowired SharingRules rules;
  @Autowired LawGrounds grounds;
  @Autowired Disclosures disclosures;
  @Autowired ReplayDecision replays;
  @Autowired PlatformTransactionManager transactions;
  @Autowired DataSource dataSource;

  private KeyPair key;

  @BeforeEach
  void a_key_that_is_known() throws GeneralSecurityException {
    key = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    assertThat(register(pem(key))).isEmpty();
  }

  private List<FieldProblem> register(String pem) {
    return TestActors.as(
        TestActors.person(TestActors.COORDINATION_CENTRE, Role.ADMINISTRATOR),
        () -> keys.register("Juristen van het voorbeeld", pem));
  }

  private static String pem(KeyPair key) {
    return "-----BEGIN PUBLIC KEY-----\n%s\n-----END PUBLIC KEY-----\n"
        .formatted(Base64.getMimeEncoder().encodeToString(key.getPublic().getEncoded()));
  }

  private String signed(byte[] file) throws GeneralSecurityException {
    Signature signature = Signature.getInstance("Ed25519");
    signature.initSign(key.getPrivate());
    signature.update(file);
    return Base64.getEncoder().encodeToString(signature.sign());
  }

  /** The registration table of today in which a row gives another answer. */
  private byte[] table(String row, String decision) {
    return table("registration", row, decision);
  }

  private byte[] table(String name, String row, String decision) {
    String text =
        new String(
            versions.file(rules.version(), name + ".dmn").orElseThrow(), StandardCharsets.UTF_8);
    String changed =
        text.replaceFirst(
            "(id=\"%s-decision\"><text>)\"[a-z-]+\"".formatted(row),
            "$1\"%s\"".formatted(decision));
    assertThat(changed).isNotEqualTo(text);
    return changed.getBytes(StandardCharsets.UTF_8);
  }

  private RuleProposals.Proposed propose(byte[] file, String signature, LocalDate from) {
    return TestActors.as(
        ONE,
        () ->
            proposals.propose(
                new RuleProposals.Proposal(
                    "Strafbare feiten",
                    "Voorbeeld van een wet",
                    Optional.of(from),
                    file,
                    signature)));
  }

  private RuleVersionId proposed(byte[] file, LocalDate from) throws GeneralSecurityException {
    RuleProposals.Proposed outcome = propose(file, signed(file), from);
    assertThat(outcome).isInstanceOf(RuleProposals.Proposed.Done.class);
    return ((RuleProposals.Proposed.Done) outcome).id();
  }

  private RuleProposals.Approved approve(Actor actor, RuleVersionId id) {
    return TestActors.as(actor, () -> proposals.approve(id));
  }

  private long count() {
    return owner().sql("select count(*) from sharing.rule_version").query(Long.class).single();
  }

  private JdbcClient owner() {
    return TestDatabase.ownerOf(dataSource);
  }

  @Test
  void an_upload_without_the_signature_of_a_known_key_changes_nothing() throws Exception {
    byte[] file = table("registration-04", "forbidden");
    String valid = signed(file);
    long before = count();

    byte[] altered = file.clone();
    altered[altered.length - 2] ^= 1;
    key = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();

    for (RuleProposals.Proposed outcome :
        List.of(
            propose(file, "", TODAY),
            propose(file, "no base64 at all!", TODAY),
            propose(altered, valid, TODAY),
            propose(file, signed(file), TODAY))) {
      assertThat(outcome)
          .isInstanceOfSatisfying(
              RuleProposals.Proposed.Refused.class,
              refused ->
                  assertThat(refused.problems())
                      .extracting(FieldProblem::rule)
                      .containsExactly("rules-signature"));
    }
    assertThat(count()).isEqualTo(before);
  }

  @Test
  void a_revoked_key_signs_nothing_new() throws Exception {
    byte[] file = table("registration-04", "forbidden");
    String id =
        owner()
            .sql("select id from sharing.signing_key where public_key = :key")
            .param("key", key.getPublic().getEncoded())
            .query(String.class)
            .single();

    TestActors.run(
        TestActors.person(TestActors.COORDINATION_CENTRE, Role.ADMINISTRATOR),
        () -> keys.revoke(id));

    assertThat(propose(file, signed(file), TODAY))
        .isInstanceOf(RuleProposals.Proposed.Refused.class);
    assertThat(register(pem(key)))
        .extracting(FieldProblem::rule)
        .containsExactly("rules-key-known");
  }

  @Test
  void a_key_that_is_none_is_refused() {
    assertThat(register("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----"))
        .extracting(FieldProblem::rule)
        .containsExactly("rules-key");
  }

  @Test
  void a_signed_table_with_an_error_is_refused_with_table_row_and_column() throws Exception {
    byte[] unknown = table("registration-04", "maybe");
    byte[] entity =
        new String(SharingFiles.content("registration.dmn"), StandardCharsets.UTF_8)
            .replaceFirst(
                "<definitions",
                "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><definitions")
            .getBytes(StandardCharsets.UTF_8);
    long before = count();

    assertThat(propose(unknown, signed(unknown), TODAY))
        .isInstanceOfSatisfying(
            RuleProposals.Proposed.Refused.class,
            refused ->
                assertThat(refused.tables())
                    .anySatisfy(
                        problem ->
                            assertThat(problem.toString())
                                .contains("registration-04", "decision")));
    assertThat(propose(entity, signed(entity), TODAY))
        .isInstanceOfSatisfying(
            RuleProposals.Proposed.Refused.class,
            refused -> assertThat(refused.tables()).isNotEmpty());
    assertThat(count()).isEqualTo(before);
  }

  @Test
  void a_zip_with_a_file_of_no_version_is_refused() throws Exception {
    byte[] zip = zip(Map.of("../registration.dmn", table("registration-04", "forbidden")));

    assertThat(propose(zip, signed(zip), TODAY))
        .isInstanceOfSatisfying(
            RuleProposals.Proposed.Refused.class,
            refused ->
                assertThat(refused.tables().getFirst().message()).contains("no file of the rules"));
  }

  private static byte[] zip(Map<String, byte[]> files) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        zip.putNextEntry(new ZipEntry(file.getKey()));
        zip.write(file.getValue());
      }
    }
    return out.toByteArray();
  }

  @Test
  void a_proposal_says_which_stored_questions_change_and_changes_no_answer() throws Exception {
    Decision before = rules.answer(OFFENCE).decision();
    LocalDate from = TODAY.plusDays(1);

    RuleVersionId id = proposed(table("registration-04", "forbidden"), from);
    RuleComparison comparison = TestActors.as(OTHER, () -> proposals.compare(id));

    assertThat(rules.answer(OFFENCE).decision()).isEqualTo(before);
    assertThat(versions.answer(OFFENCE, from).decision()).isEqualTo(before);
    assertThat(comparison.asked()).isGreaterThan(150);
    assertThat(comparison.rows())
        .containsExactly(
            new RuleComparison.RowChange(
                "registration", "registration-04", RuleComparison.RowFate.CHANGED));
    assertThat(comparison.answers())
        .isNotEmpty()
        .allSatisfy(
            change ->
                assertThat(change.classes())
                    .contains(
                        new RuleComparison.ClassChange(
                            "offence", Decision.ASK, Decision.FORBIDDEN)));
  }

  @Test
  void who_proposes_does_not_approve_and_the_database_says_so_too() throws Exception {
    RuleVersionId id = proposed(table("registration-04", "forbidden"), TODAY.plusYears(3));

    assertThat(approve(ONE, id)).isEqualTo(new RuleProposals.Approved.Refused(List.of("own")));
    assertThatThrownBy(
            () ->
                owner()
                    .sql(
                        """
                        update sharing.rule_version set approved_by = proposed_by, approved_at = now()
                         where id = :id
                        """)
                    .param("id", id.value())
                    .update())
        .hasMessageContaining("second person");
    assertThatThrownBy(
            () ->
                owner()
                    .sql("update sharing.rule_version set approved_at = now() where id = :id")
                    .param("id", id.value())
                    .update())
        .hasMessageContaining("second person");
  }

  @Test
  void a_version_holds_from_its_day_on_and_earlier_days_keep_their_answer() throws Exception {
    LocalDate from = TODAY.plusYears(1);
    RuleVersionId id = proposed(table("registration-14", "forbidden"), from);

    assertThat(approve(OTHER, id)).isEqualTo(new RuleProposals.Approved.Done());

    assertThat(versions.answer(BY_CARE, from).decision()).isEqualTo(Decision.FORBIDDEN);
    assertThat(versions.answer(BY_CARE, from.minusDays(1)).decision()).isEqualTo(Decision.ASK);
    assertThat(versions.answer(BY_CARE, LocalDate.of(2020, 1, 1)).decision())
        .isEqualTo(Decision.ASK);
    assertThat(TestActors.as(ONE, () -> versions.get(id)).state())
        .isEqualTo(RuleVersion.State.COMING);
    assertThat(approve(TestActors.dataProtectionOfficer(), id))
        .isEqualTo(new RuleProposals.Approved.Refused(List.of("closed")));
    assertThatThrownBy(
            () ->
                owner()
                    .sql("update sharing.rule_version set valid_from = current_date where id = :id")
                    .param("id", id.value())
                    .update())
        .hasMessageContaining("not changed");
  }

  @Test
  void rules_that_would_make_a_field_list_unlawful_are_not_approved() throws Exception {
    RuleVersionId id = proposed(table("registration-01", "ask"), TODAY.plusYears(4));

    assertThat(TestActors.as(OTHER, () -> proposals.objections(id)))
        .anySatisfy(
            objection -> assertThat(objection).contains("police", "registration-01", "Bpg"));
    assertThat(approve(OTHER, id))
        .isEqualTo(new RuleProposals.Approved.Refused(List.of("objections")));
  }

  @Test
  void a_logged_decision_is_given_again_after_the_rules_changed() throws Exception {
    UUID asked = decide();
    RuleVersionId id = proposed(table("registration-08", "forbidden"), TODAY);

    assertThat(approve(OTHER, id)).isEqualTo(new RuleProposals.Approved.Done());
    UUID askedLater = decide();

    assertThat(rules.answer(FOR_SHELTER).decision()).isEqualTo(Decision.FORBIDDEN);
    assertThat(replays.replay(asked)).isInstanceOf(ReplayDecision.Replayed.Same.class);
    assertThat(replays.replay(askedLater)).isInstanceOf(ReplayDecision.Replayed.Same.class);
    assertThat(((ReplayDecision.Replayed.Same) replays.replay(asked)).version())
        .isNotEqualTo(((ReplayDecision.Replayed.Same) replays.replay(askedLater)).version());
    assertThat(replays.replay(UUID.randomUUID()))
        .isInstanceOf(ReplayDecision.Replayed.Unknown.class);
    assertThat(TestActors.as(ONE, () -> versions.get(id)).state())
        .isEqualTo(RuleVersion.State.IN_FORCE);
  }

  private UUID decide() {
    return TestActors.as(
        TestActors.registrar(),
        () ->
            new TransactionTemplate(transactions)
                .execute(
                    status ->
                        disclosures
                            .decide(
                                new DisclosureRequest(
                                    FOR_SHELTER,
                                    TestActors.COORDINATION_CENTRE,
                                    "share/x",
                                    "share"))
                            .id()));
  }

  @Test
  void a_proposal_whose_first_day_has_passed_is_not_approved() throws Exception {
    RuleVersionId id = proposed(table("registration-04", "forbidden"), TODAY.plusYears(6));
    owner()
        .sql("update sharing.rule_version set valid_from = :day where id = :id")
        .param("day", TODAY.minusDays(1))
        .param("id", id.value())
        .update();

    assertThat(approve(OTHER, id)).isEqualTo(new RuleProposals.Approved.Refused(List.of("past")));
    TestActors.run(ONE, () -> proposals.withdraw(id));
  }

  @Test
  void a_proposal_is_not_approved_once_another_table_of_it_changed() throws Exception {
    RuleVersionId earlier = proposed(table("registration-04", "forbidden"), TODAY.plusYears(8));
    RuleVersionId other = proposed(table("care", "care-02", "ask"), TODAY.plusYears(7));
    assertThat(approve(OTHER, other)).isEqualTo(new RuleProposals.Approved.Done());

    assertThat(approve(OTHER, earlier))
        .isEqualTo(new RuleProposals.Approved.Refused(List.of("outdated")));
  }

  @Test
  void a_withdrawn_proposal_is_not_approved() throws Exception {
    RuleVersionId id = proposed(table("registration-04", "forbidden"), TODAY.plusYears(5));

    TestActors.run(ONE, () -> proposals.withdraw(id));

    assertThat(approve(OTHER, id)).isEqualTo(new RuleProposals.Approved.Refused(List.of("closed")));
  }

  @Test
  void two_proposals_with_the_same_short_name_are_not_taken_for_each_other() throws Exception {
    LocalDate from = TODAY.plusYears(6);
    byte[] file = table("registration-04", "forbidden");
    RuleVersionId first = proposed(file, from);
    RuleVersion version = TestActors.as(OTHER, () -> versions.get(first)).version();
    String other = version.content() + "0".repeat(48);
    owner()
        .sql(
            """
            insert into sharing.rule_version
              (id, content, digest, shipped, title, reason, signed_with, signature, proposed_by,
               proposed_at, valid_from)
            select gen_random_uuid(), content, :other, false, title, reason, signed_with, '\\x00',
                   proposed_by, proposed_at, valid_from
              from sharing.rule_version where id = :id
            """)
        .param("other", other)
        .param("id", first.value())
        .update();
    long before = count();
    try {
      a_key_that_is_known();
      assertThat(refusal(propose(file, signed(file), from))).containsExactly("rules-name-taken");
      assertThat(count()).isEqualTo(before);
    } finally {
      owner()
          .sql("delete from sharing.rule_version where digest = :other")
          .param("other", other)
          .update();
    }
  }

  private static List<String> refusal(RuleProposals.Proposed outcome) {
    assertThat(outcome).isInstanceOf(RuleProposals.Proposed.Refused.class);
    return ((RuleProposals.Proposed.Refused) outcome)
        .problems().stream().map(FieldProblem::rule).toList();
  }

  @Test
  void files_that_are_not_those_that_were_proposed_are_not_approved() throws Exception {
    RuleVersionId id = proposed(table("registration-04", "forbidden"), TODAY.plusYears(6));
    TestActors.as(OTHER, () -> proposals.compare(id));

    owner()
        .sql(
            """
            update sharing.rule_file set content = :content
             where version_id = :id and name = 'registration.dmn'
            """)
        .param("content", table("registration-04", "allowed"))
        .param("id", id.value())
        .update();

    assertThat(approve(OTHER, id))
        .isEqualTo(new RuleProposals.Approved.Refused(List.of("altered")));
  }

  @Test
  void the_database_comes_to_the_same_digest_as_the_application() {
    assertThat(
            owner()
                .sql(
                    """
                    select v.digest = 'sha256:' || encode(sha256((
                             select string_agg(
                                      convert_to(regexp_replace(f.name, '[.]dmn$', ''), 'UTF8')
                                        || f.content,
                                      ''::bytea
                                      order by array_position(:order, f.name))
                               from sharing.rule_file f
                              where f.version_id = v.id)), 'hex')
                      from sharing.rule_version v
                     where v.shipped
                    """)
                .param(
                    "order",
                    Rulebook.files().stream().map(name -> name + ".dmn").toArray(String[]::new))
                .query(Boolean.class)
                .list())
        .isNotEmpty()
        .containsOnly(true);
  }

  private static byte[] ground(String name, String text) {
    return """
    id,special,label_nl,label_en,certainty,source,text_nl,text_en
    urn:schakel:source:%s,no,Bron %s,Source %s,unsure,Invented example,%s,An example.
    """
        .formatted(name, name, name, text)
        .getBytes(StandardCharsets.UTF_8);
  }

  private RuleVersionId withGround(String name, String text, LocalDate from) throws Exception {
    return proposed(zip(Map.of(RuleFiles.GROUNDS, ground(name, text))), from);
  }

  @Test
  void a_ground_is_known_once_its_version_is_approved_and_not_before() throws Exception {
    RuleVersionId id = withGround("voorbeeld-een", "Een voorbeeld.", TODAY.plusYears(20));

    TestActors.as(OTHER, () -> proposals.compare(id));
    TestActors.as(OTHER, () -> proposals.objections(id));
    assertThat(grounds.find("urn:schakel:source:voorbeeld-een")).isEmpty();

    assertThat(approve(OTHER, id)).isEqualTo(new RuleProposals.Approved.Done());
    assertThat(grounds.find("urn:schakel:source:voorbeeld-een")).isPresent();
  }

  @Test
  void the_words_of_a_withdrawn_ground_stand_in_the_way_of_nobody() throws Exception {
    RuleVersionId first = withGround("voorbeeld-twee", "Een voorbeeld.", TODAY.plusYears(21));
    TestActors.as(OTHER, () -> proposals.compare(first));
    TestActors.run(ONE, () -> proposals.withdraw(first));
    TestActors.as(OTHER, () -> proposals.compare(first));

    RuleVersionId second = withGround("voorbeeld-twee", "Andere woorden.", TODAY.plusYears(21));

    assertThat(second).isNotEqualTo(first);
    assertThat(grounds.find("urn:schakel:source:voorbeeld-twee")).isEmpty();
  }

  @Test
  void of_two_proposals_that_give_a_ground_other_words_one_is_approved() throws Exception {
    LocalDate from = TODAY.plusYears(22);
    RuleVersionId first = withGround("voorbeeld-drie", "Een voorbeeld.", from);
    RuleVersionId second = withGround("voorbeeld-drie", "Andere woorden.", from);

    assertThat(approve(OTHER, first)).isEqualTo(new RuleProposals.Approved.Done());

    assertThat(approve(OTHER, second))
        .isEqualTo(new RuleProposals.Approved.Refused(List.of("checks")));
  }

  private String keyId() {
    return owner()
        .sql("select id from sharing.signing_key where public_key = :key")
        .param("key", key.getPublic().getEncoded())
        .query(String.class)
        .single();
  }

  private void registeredBy(Actor actor) {
    owner()
        .sql("update sharing.signing_key set registered_by = :by where id = :id")
        .param("by", actor.account().value())
        .param("id", keyId())
        .update();
  }

  @Test
  void a_proposal_of_a_key_that_was_revoked_since_is_not_approved() throws Exception {
    RuleVersionId id = proposed(table("registration-04", "forbidden"), TODAY.plusYears(7));

    TestActors.run(
        TestActors.person(TestActors.COORDINATION_CENTRE, Role.ADMINISTRATOR),
        () -> keys.revoke(keyId()));

    assertThat(approve(OTHER, id))
        .isEqualTo(new RuleProposals.Approved.Refused(List.of("key-revoked")));
  }

  @Test
  void who_registered_the_key_neither_proposes_nor_approves() throws Exception {
    RuleVersionId id = proposed(table("registration-04", "forbidden"), TODAY.plusYears(7));

    registeredBy(ONE);
    assertThat(approve(OTHER, id))
        .isEqualTo(new RuleProposals.Approved.Refused(List.of("key-own")));
    registeredBy(OTHER);
    assertThat(approve(OTHER, id))
        .isEqualTo(new RuleProposals.Approved.Refused(List.of("key-own")));
  }

  @Test
  void a_signature_counts_once_also_when_its_proposal_was_withdrawn() throws Exception {
    byte[] file = table("registration-04", "forbidden");
    RuleVersionId id = proposed(file, TODAY.plusYears(8));
    TestActors.run(ONE, () -> proposals.withdraw(id));
    long before = count();

    assertThat(refusal(propose(file, signed(file), TODAY.plusYears(9))))
        .containsExactly("rules-signed-before");
    assertThat(count()).isEqualTo(before);
  }

  @Test
  void of_two_proposals_with_one_signature_the_later_is_not_approved() throws Exception {
    RuleVersionId first = proposed(table("registration-04", "forbidden"), TODAY.plusYears(8));
    a_key_that_is_known();
    RuleVersionId later = proposed(table("registration-04", "forbidden"), TODAY.plusYears(8));
    owner()
        .sql(
            """
            update sharing.rule_version later set signature = first.signature
              from sharing.rule_version first where first.id = :first and later.id = :later
            """)
        .param("first", first.value())
        .param("later", later.value())
        .update();

    assertThat(approve(OTHER, later))
        .isEqualTo(new RuleProposals.Approved.Refused(List.of("signed-before")));
  }

  @Test
  void an_approval_or_withdrawal_that_changes_no_row_is_neither_told_nor_logged() throws Exception {
    RuleVersionId id = proposed(table("registration-04", "forbidden"), TODAY.plusYears(8));
    owner()
        .sql(
            """
            create function sharing.no_row() returns trigger language plpgsql
              as 'begin return null; end'
            """)
        .update();
    owner()
        .sql(
            """
            create trigger a_no_row before update on sharing.rule_version
              for each row when (old.id = '%s') execute function sharing.no_row()
            """
                .formatted(id))
        .update();
    try {
      assertThat(approve(OTHER, id))
          .isEqualTo(new RuleProposals.Approved.Refused(List.of("closed")));
      assertThat(TestActors.as(OTHER, () -> proposals.withdraw(id))).isFalse();
    } finally {
      owner().sql("drop function sharing.no_row() cascade").update();
    }
    assertThat(
            owner()
                .sql("select activity from audit.entry where object = :version")
                .param("version", "rule-version/" + id)
                .query(String.class)
                .list())
        .containsExactly("sharing.rules-propose");
    assertThat(TestActors.as(OTHER, () -> versions.get(id)).state())
        .isEqualTo(RuleVersion.State.PROPOSED);
  }

  @Test
  void a_withdrawal_waits_for_other_decisions_about_versions() throws Exception {
    RuleVersionId id = proposed(table("registration-04", "forbidden"), TODAY.plusYears(8));

    Boolean free =
        TestActors.as(
            ONE,
            () ->
                new TransactionTemplate(transactions)
                    .execute(
                        status -> {
                          proposals.withdraw(id);
                          return owner()
                              .sql(
                                  "select pg_try_advisory_xact_lock(hashtext('sharing.rule_version'))")
                              .query(Boolean.class)
                              .single();
                        }));

    assertThat(free).isFalse();
  }
}
