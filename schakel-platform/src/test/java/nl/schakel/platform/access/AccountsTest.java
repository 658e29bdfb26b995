// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.access;

import static nl.schakel.platform.TestActors.COORDINATION_CENTRE;
import static nl.schakel.platform.TestActors.as;
import static nl.schakel.platform.TestActors.person;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import nl.schakel.platform.SchakelTest;
import nl.schakel.platform.TestDatabase;
import nl.schakel.platform.web.FieldProblem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@SchakelTest
class AccountsTest {
  private static final Actor ADMINISTRATOR = person(COORDINATION_CENTRE, Role.ADMINISTRATOR);
  private static final String OWN = "vier losse woorden samen";

  @Autowired Accounts accounts;
  @Autowired DataSource pool;
  @LocalServerPort int port;
  TestPeople people;

  @BeforeEach
  void browser() {
    people = new TestPeople(port, HttpClient.newHttpClient());
  }

  @Test
  void a_one_time_password_must_be_replaced_before_anything_else() throws Exception {
    Opened opened = open(Role.REGISTRAR);

    String cookie = people.signIn(opened.name(), opened.password());
    assertThat(location(people.get("/organisations", cookie))).endsWith("/account/password");
    HttpResponse<String> changed = changePassword(cookie, opened.password(), OWN);
    String renewed = TestPeople.cookie(changed, cookie);

    assertThat(changed.statusCode()).isEqualTo(302);
    assertThat(renewed).isNotEqualTo(cookie);
    assertThat(people.get("/organisations", renewed).statusCode()).isEqualTo(200);
    assertThat(location(people.get("/organisations", cookie))).endsWith("/sign-in");
  }

  @Test
  void a_short_or_repeated_password_is_refused_with_every_reason() throws Exception {
    Opened opened = open(Role.REGISTRAR);
    String cookie = people.signIn(opened.name(), opened.password());

    HttpResponse<String> answer =
        people.fill(
            "/account/password",
            "/account/password",
            cookie,
            Map.of("current", "fout", "wanted", "kort", "again", "anders"));

    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body())
        .contains("Dit is niet uw huidige wachtwoord")
        .contains("minstens 12 tekens")
        .contains("Dit is niet hetzelfde");
  }

  @Test
  void a_changed_role_ends_the_session() throws Exception {
    Signed signed = signedIn(Role.REGISTRAR);

    as(ADMINISTRATOR, () -> accounts.changeRoles(signed.id(), Set.of(Role.ANALYST)));

    assertThat(location(people.get("/organisations", signed.cookie()))).endsWith("/sign-in");
  }

  @Test
  void a_closed_account_ends_the_session_and_signs_nobody_in() throws Exception {
    Signed signed = signedIn(Role.REGISTRAR);

    as(ADMINISTRATOR, () -> accounts.activate(signed.id(), false));

    assertThat(location(people.get("/organisations", signed.cookie()))).endsWith("/sign-in");
    assertThat(accounts.signIn(signed.name(), OWN)).isInstanceOf(Accounts.SignIn.Refused.class);
  }

  @Test
  void an_administrator_ends_a_lock() throws Exception {
    Signed signed = signedIn(Role.REGISTRAR);
    for (int attempt = 0; attempt < 5; attempt++) {
      accounts.signIn(signed.name(), "fout");
    }
    assertThat(accounts.signIn(signed.name(), OWN)).isInstanceOf(Accounts.SignIn.Locked.class);

    as(ADMINISTRATOR, () -> accounts.unlock(signed.id()));

    assertThat(accounts.signIn(signed.name(), OWN)).isInstanceOf(Accounts.SignIn.Welcome.class);
  }

  @Test
  void a_new_password_from_an_administrator_is_good_for_one_sign_in() throws Exception {
    Signed signed = signedIn(Role.REGISTRAR);

    Accounts.Kept kept = as(ADMINISTRATOR, () -> accounts.resetPassword(signed.id()));

    String password = ((Accounts.Kept.Opened) kept).oneTimePassword();
    assertThat(accounts.signIn(signed.name(), OWN)).isInstanceOf(Accounts.SignIn.Refused.class);
    assertThat(((Accounts.SignIn.Welcome) accounts.signIn(signed.name(), password)).account())
        .matches(Account::mustChangePassword);
  }

  @Test
  void nobody_gives_roles_to_themselves() {
    Opened opened = open(Role.ADMINISTRATOR);
    Actor oneself =
        new Actor(Actor.Kind.PERSON, opened.id(), COORDINATION_CENTRE, Set.of(Role.ADMINISTRATOR));

    Accounts.Kept kept = as(oneself, () -> accounts.changeRoles(opened.id(), Set.of(Role.AUDITOR)));

    assertThat(kept)
        .isEqualTo(new Accounts.Kept.Refused(List.of(new FieldProblem("", "account.not-oneself"))));
  }

  @Test
  void nobody_but_an_administrator_keeps_accounts() {
    Opened opened = open(Role.REPORTER);
    Actor registrar = person(COORDINATION_CENTRE, Role.REGISTRAR);

    assertThatThrownBy(() -> as(registrar, () -> accounts.activate(opened.id(), false)))
        .isInstanceOf(NotAllowed.class);
    assertThat(logged(registrar.account())).containsExactly("access.refuse REFUSED");
  }

  @Test
  void every_change_and_every_sign_in_is_in_the_log() throws Exception {
    Signed signed = signedIn(Role.REGISTRAR);
    accounts.signIn(signed.name(), "fout");

    assertThat(logged(signed.id()))
        .containsExactly(
            "access.sign-in DONE",
            "access.account-password-changed DONE",
            "access.sign-in REFUSED");
  }

  private record Opened(AccountId id, String name, String password) {}

  private record Signed(AccountId id, String name, String cookie) {}

  private Opened open(Role role) {
    String name = "proef-" + UUID.randomUUID();
    Accounts.Kept kept =
        as(
            ADMINISTRATOR,
            () ->
                accounts.open(
                    new Accounts.NewAccount(
                        COORDINATION_CENTRE, name, "Petra Proef-Voorbeeld", Set.of(role))));
    Accounts.Kept.Opened opened = (Accounts.Kept.Opened) kept;
    return new Opened(opened.account(), name, opened.oneTimePassword());
  }

  private Signed signedIn(Role role) throws Exception {
    Opened opened = open(role);
    String cookie = people.signIn(opened.name(), opened.password());
    HttpResponse<String> changed = changePassword(cookie, opened.password(), OWN);
    return new Signed(opened.id(), opened.name(), TestPeople.cookie(changed, cookie));
  }

  private HttpResponse<String> changePassword(String cookie, String current, String wanted)
      throws Exception {
    return people.fill(
        "/account/password",
        "/account/password",
        cookie,
        Map.of("current", current, "wanted", wanted, "again", wanted));
  }

  private static String location(HttpResponse<String> answer) {
    return answer.headers().firstValue("Location").orElse("status " + answer.statusCode());
  }

  private List<String> logged(AccountId account) {
    return TestDatabase.ownerOf(pool)
        .sql(
            """
            select activity || ' ' || result from audit.entry
             where account_id = :account order by id
            """)
        .param("account", account.value())
        .query(String.class)
        .list();
  }
}
