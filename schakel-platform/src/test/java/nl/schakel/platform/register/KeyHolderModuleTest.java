// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.register;

import static nl.schakel.platform.register.Chain.BORDER_POLICE;
import static nl.schakel.platform.register.Chain.POLICE;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import nl.schakel.keyholder.KeyHolderAccess;
import nl.schakel.keyholder.NumberKind;
import nl.schakel.platform.RealKeyHolder;
import nl.schakel.platform.SchakelTest;
import nl.schakel.platform.TestActors;
import nl.schakel.platform.TestDatabase;
import nl.schakel.platform.access.OrganisationId;
import nl.schakel.platform.access.Role;
import nl.schakel.platform.identity.ErasureGround;
import nl.schakel.platform.identity.ExactKeysAdded;
import nl.schakel.platform.identity.NumberPseudonyms;
import nl.schakel.platform.identity.PersonId;
import nl.schakel.platform.identity.Vault;
import nl.schakel.platform.report.LinkageRoute;
import nl.schakel.platform.report.LinkageRoutes;
import nl.schakel.platform.report.ReportId;
import nl.schakel.platform.report.RouteRule;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Numbers in clear and pseudonyms of the same numbers, with a key holder in its own process. */
@SchakelTest(properties = "test.database=key-holder")
@Import(Chain.class)
@DirtiesContext // It would go on asking a key holder that is gone.
class KeyHolderModuleTest {
  private static final RealKeyHolder KEY_HOLDER = new RealKeyHolder();
  private static final Path OF_VAULT = KEY_HOLDER.client("vault", 1_000);
  private static final Path OF_BORDER_POLICE = KEY_HOLDER.client("border-police", 1_000);
  private static final List<String> PUBLIC_KEYS = KEY_HOLDER.publicKeys();

  @Autowired Chain chain;
  @Autowired NumberPseudonyms numbers;
  @Autowired LinkageRoutes routes;
  @Autowired Register register;
  @Autowired LateKeys late;
  @Autowired Vault vault;
  @Autowired TransactionTemplate transaction;
  private final JdbcClient behind;

  @Autowired
  KeyHolderModuleTest(DataSource dataSource) {
    behind = TestDatabase.ownerOf(dataSource);
  }

  @DynamicPropertySource
  static void asked(DynamicPropertyRegistry settings) {
    settings.add("schakel.identity.key-holder.address", KEY_HOLDER::address);
    settings.add("schakel.identity.key-holder.token-file", OF_VAULT::toString);
    settings.add("schakel.identity.key-holder.public-keys", () -> PUBLIC_KEYS.getFirst());
  }

  @BeforeAll
  static void serve() {
    KEY_HOLDER.serve();
  }

  @AfterAll
  static void stop() {
    KEY_HOLDER.close();
  }

  private void open(OrganisationId organisation) {
    TestActors.as(
        TestActors.person(TestActors.COORDINATION_CENTRE, Role.ADMINISTRATOR),
        () ->
            routes.decide(
                new LinkageRoutes.RouteDecision(
                    organisation,
                    LinkageRoute.OBLIVIOUS,
                    RouteRule.ANY_GROUND,
                    true,
                    "likely",
                    "officer-decision",
                    LocalDate.now(ZoneId.of("Europe/Amsterdam")),
                    Optional.empty(),
                    Optional.empty())));
  }

  /** As the organisation itself makes it, with its own token. */
  private static String pseudonym(String vNumber) {
    return new KeyHolderAccess(
            KEY_HOLDER.address(), OF_BORDER_POLICE, PUBLIC_KEYS, Optional.empty())
        .client(new SecureRandom())
        .pseudonyms(NumberKind.V_NUMBER, List.of(vNumber))
        .getFirst()
        .getFirst()
        .text();
  }

  private UUID victim(ReportId report) {
    return behind
        .sql("select victim_id from register.source where report_id = :report")
        .param("report", report.value())
        .query(UUID.class)
        .single();
  }

  private void oneVictim(ReportId one, ReportId other) {
    Awaitility.await().untilAsserted(() -> assertThat(victim(one)).isEqualTo(victim(other)));
  }

  private static String newVNumber() {
    return "%010d".formatted((long) (Math.random() * 9_000_000_000L) + 1_000_000_000L);
  }

  private long waiting() {
    return numbers.state().waiting();
  }

  private List<String> history(ReportId report) {
    return behind
        .sql("select by_key from register.movement where to_victim_id = :victim and kind = 'merge'")
        .param("victim", victim(report))
        .query((row, n) -> row.getString(1))
        .list();
  }

  @Test
  void a_number_in_clear_and_its_pseudonym_become_one_victim_in_either_order() {
    open(BORDER_POLICE);
    String vNumber = newVNumber();
    ReportId hidden = chain.report(BORDER_POLICE, "vNumberPseudonym", pseudonym(vNumber));
    ReportId clear = chain.report(POLICE, "vNumber", vNumber);
    assertThat(victim(clear)).isNotEqualTo(victim(hidden));

    assertThat(numbers.ask()).isTrue();

    oneVictim(hidden, clear);
    assertThat(history(clear)).containsExactly("V_NUMBER_PSEUDONYM");
    ReportId again = chain.report(BORDER_POLICE, "vNumberPseudonym", pseudonym(vNumber));
    assertThat(victim(again)).isEqualTo(victim(clear));
  }

  @Test
  void a_report_is_taken_while_the_key_holder_is_away_and_meets_the_other_when_it_is_back() {
    open(BORDER_POLICE);
    String vNumber = newVNumber();
    ReportId hidden = chain.report(BORDER_POLICE, "vNumberPseudonym", pseudonym(vNumber));
    KEY_HOLDER.close();
    ReportId clear;
    try {
      clear = chain.report(POLICE, "vNumber", vNumber);
      assertThat(numbers.ask()).isFalse();
      assertThat(waiting()).isPositive();
      assertThat(numbers.state().failingSince()).isPresent();
      assertThat(victim(clear)).isNotEqualTo(victim(hidden));
    } finally {
      KEY_HOLDER.serve();
    }

    assertThat(numbers.ask()).isTrue();

    oneVictim(hidden, clear);
    assertThat(waiting()).isZero();
    assertThat(numbers.state().failingSince()).isEmpty();
  }

  @Test
  void who_stood_in_the_vault_before_it_asked_is_caught_up_with() {
    open(BORDER_POLICE);
    assertThat(numbers.ask()).isTrue();
    String vNumber = newVNumber();
    ReportId clear = chain.report(POLICE, "vNumber", vNumber);
    // As it is with reports from before the settings were given.
    behind.sql("delete from identity.number_to_ask").update();
    behind.sql("delete from identity.number_epoch").update();
    ReportId hidden = chain.report(BORDER_POLICE, "vNumberPseudonym", pseudonym(vNumber));

    assertThat(numbers.ask()).isTrue();

    oneVictim(hidden, clear);
  }

  @Test
  void a_merge_that_was_undone_does_not_come_back_by_itself() {
    open(BORDER_POLICE);
    String vNumber = newVNumber();
    ReportId hidden = chain.report(BORDER_POLICE, "vNumberPseudonym", pseudonym(vNumber));
    ReportId clear = chain.report(POLICE, "vNumber", vNumber);
    assertThat(numbers.ask()).isTrue();
    oneVictim(hidden, clear);
    UUID movement =
        behind
            .sql("select id from register.movement where to_victim_id = :victim and kind = 'merge'")
            .param("victim", victim(clear))
            .query(UUID.class)
            .single();

    TestActors.as(
        TestActors.registrar(), () -> register.undo(movement, "Two people after all, it seems."));
    TestActors.run(
        TestActors.registrar(),
        () -> late.on(new ExactKeysAdded(List.of(person(clear), person(hidden)))));

    assertThat(victim(clear)).isNotEqualTo(victim(hidden));
    assertThat(
            behind
                .sql(
                    """
                    select state || ' ' || round from register.candidate
                     where :report in (low_report_id, high_report_id)
                    """)
                .param("report", clear.value())
                .query(String.class)
                .single())
        .isEqualTo("open 2");
  }

  private PersonId person(ReportId report) {
    return new PersonId(
        behind
            .sql("select person_id from register.source where report_id = :report")
            .param("report", report.value())
            .query(UUID.class)
            .single());
  }

  @Test
  void nobody_sees_the_number_and_the_log_says_how_many_were_opened() {
    open(BORDER_POLICE);
    String vNumber = newVNumber();
    String pseudonym = pseudonym(vNumber);
    chain.report(POLICE, "vNumber", vNumber);
    assertThat(numbers.ask()).isTrue();

    String everything =
        behind
            .sql(
                """
                select (select string_agg(e::text, ' ') from audit.entry e)
                       || (select string_agg(k::text, ' ') from identity.linking_key k)
                       || coalesce((select string_agg(o::text, ' ') from database.event_publication o), '')
                """)
            .query(String.class)
            .single();
    assertThat(everything + KEY_HOLDER.log())
        .contains("identity.pseudonym")
        .contains("vault evaluated")
        .doesNotContain(vNumber)
        .doesNotContain(pseudonym.substring(3));
  }

  @Test
  void nobody_who_is_erased_gets_a_key_and_nothing_waits_for_them() {
    String vNumber = newVNumber();
    ReportId clear = chain.report(POLICE, "vNumber", vNumber);
    PersonId person = person(clear);

    TestActors.run(
        TestActors.dataProtectionOfficer(), () -> vault.erase(person, ErasureGround.values()[0]));
    assertThat(numbers.ask()).isTrue();

    assertThat(
            behind
                .sql(
                    """
                    select (select count(*) from identity.linking_key where person_id = :person)
                         + (select count(*) from identity.number_to_ask where person_id = :person)
                    """)
                .param("person", person.value())
                .query(Long.class)
                .single())
        .isZero();
  }

  @Test
  void nobody_is_put_down_while_somebody_is_being_erased() throws Exception {
    PersonId person = person(chain.report(POLICE, "vNumber", newVNumber()));
    assertThat(numbers.ask()).isTrue();
    assertThat(waiting()).isZero();

    try (ExecutorService other = Executors.newSingleThreadExecutor()) {
      Future<Boolean> asking =
          Objects.requireNonNull(
              transaction.execute(
                  status -> {
                    TestActors.run(
                        TestActors.dataProtectionOfficer(),
                        () -> vault.erase(person, ErasureGround.values()[0]));
                    Future<Boolean> begun = other.submit(numbers::ask);
                    Awaitility.await().untilAsserted(() -> assertThat(waitsForALock()).isTrue());
                    return begun;
                  }));

      assertThat(asking.get()).isTrue();
    }
  }

  private boolean waitsForALock() {
    return behind
        .sql("select exists (select from pg_locks where locktype = 'advisory' and not granted)")
        .query(Boolean.class)
        .single();
  }

  @Test
  void what_is_announced_survives_a_restart() {
    ExactKeysAdded added = new ExactKeysAdded(List.of(new PersonId(UUID.randomUUID())));

    JsonMapper outbox = JsonMapper.builder().build();
    assertThat(outbox.readValue(outbox.writeValueAsString(added), ExactKeysAdded.class))
        .isEqualTo(added);
  }

  @Test
  void several_victims_with_one_number_are_put_before_a_registrar() {
    open(BORDER_POLICE);
    String vNumber = newVNumber();
    ReportId one = chain.report(BORDER_POLICE, "vNumberPseudonym", pseudonym(vNumber));
    ReportId apart = chain.report(BORDER_POLICE, "personKey", vNumber + "-key");
    behind
        .sql(
            """
            insert into identity.linking_key (person_id, kind, key)
            select :person, kind, key from identity.linking_key where person_id = :other
               and kind = 'V_NUMBER_PSEUDONYM'
            """)
        .param("person", person(apart).value())
        .param("other", person(one).value())
        .update();
    ReportId clear = chain.report(POLICE, "vNumber", vNumber);

    assertThat(numbers.ask()).isTrue();

    Awaitility.await().untilAsserted(() -> assertThat(asked(clear)).hasSize(2));
    assertThat(victim(clear)).isNotIn(victim(one), victim(apart));
  }

  private List<String> asked(ReportId report) {
    return behind
        .sql(
            """
            select reason from register.candidate
             where :report in (low_report_id, high_report_id) and state = 'open'
            """)
        .param("report", report.value())
        .query(String.class)
        .list();
  }
}
