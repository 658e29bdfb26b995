// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.access;

import static nl.schakel.platform.TestActors.COORDINATION_CENTRE;
import static nl.schakel.platform.TestActors.as;
import static nl.schakel.platform.TestActors.person;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import nl.schakel.platform.SchakelTest;
import nl.schakel.platform.TestDatabase;
import nl.schakel.platform.organisation.Organisations;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@SchakelTest
class ApiAccessTest {
  private static final Actor ADMINISTRATOR = person(COORDINATION_CENTRE, Role.ADMINISTRATOR);
  private static final OrganisationId POLICE = Organisations.idOf("Politie Rotterdam");

  @Autowired MachineClients clients;
  @Autowired Accounts accounts;
  @Autowired JsonMapper json;
  @Autowired DataSource pool;
  @LocalServerPort int port;
  private final HttpClient http = HttpClient.newHttpClient();

  @Test
  void a_system_gets_a_token_and_reads_with_it() throws Exception {
    Made made = make(Set.of(Role.REPORTER));

    JsonNode token = json.readTree(token(made.id(), made.secret()).body());
    HttpResponse<String> answer =
        get("/api/v1/organisations?name=inspectie%20szw", token.get("access_token").asString());

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("Nederlandse Arbeidsinspectie");
    assertThat(answer.headers().firstValue("API-Version")).contains("1.0.0");
    assertThat(answer.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
    assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
        .contains("frame-ancestors 'none'");
  }

  @Test
  void a_system_of_the_centre_reads_victims_as_a_registrar_does() throws Exception {
    Made made = make(COORDINATION_CENTRE, Set.of(Role.REGISTRAR));
    Made reporter = make(COORDINATION_CENTRE, Set.of(Role.REPORTER));

    assertThat(get("/api/v1/victims", bearer(made)).statusCode()).isEqualTo(200);
    assertThat(get("/api/v1/victims", bearer(reporter)).statusCode()).isEqualTo(403);
  }

  private String bearer(Made made) throws Exception {
    return json.readTree(token(made.id(), made.secret()).body()).get("access_token").asString();
  }

  @Test
  void the_token_is_an_access_token_of_rfc_9068() throws Exception {
    Made made = make(Set.of());

    String token =
        json.readTree(token(made.id(), made.secret()).body()).get("access_token").asString();
    JsonNode header = part(token, 0);
    JsonNode claims = part(token, 1);

    assertThat(header.get("typ").asString()).isEqualTo("at+jwt");
    assertThat(header.get("alg").asString()).isEqualTo("RS256");
    for (String claim : List.of("iss", "exp", "aud", "sub", "client_id", "iat", "jti")) {
      assertThat(claims.has(claim)).as(claim).isTrue();
    }
    assertThat(claims.get("client_id").asString()).isEqualTo(made.id().toString());
  }

  @Test
  void nobody_gets_a_problem_and_a_challenge() throws Exception {
    HttpResponse<String> answer = get("/api/v1/organisations", "");

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("WWW-Authenticate").orElse("")).startsWith("Bearer");
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/problem+json");
    assertThat(answer.headers().firstValue("API-Version")).contains("1.0.0");
    assertThat(json.readTree(answer.body()).get("status").asInt()).isEqualTo(401);
    assertThat(json.readTree(answer.body()).get("detail").asString()).isNotEmpty();
  }

  @Test
  void a_wrong_secret_gets_no_token() throws Exception {
    Made made = make(Set.of());

    assertThat(token(made.id(), "wrong").statusCode()).isEqualTo(401);
    assertThat(token(UUID.randomUUID(), made.secret()).statusCode()).isEqualTo(401);
    assertThat(token("a\0b", made.secret()).statusCode()).isEqualTo(400);
  }

  @Test
  void a_system_that_is_shut_out_stops_though_its_token_lives() throws Exception {
    Made made = make(Set.of());
    String token =
        json.readTree(token(made.id(), made.secret()).body()).get("access_token").asString();
    assertThat(get("/api/v1/organisations", token).statusCode()).isEqualTo(200);

    as(ADMINISTRATOR, () -> clients.revoke(made.id()));

    assertThat(get("/api/v1/organisations", token).statusCode()).isEqualTo(401);
    assertThat(token(made.id(), made.secret()).statusCode()).isEqualTo(401);
  }

  @Test
  void a_new_secret_makes_the_old_one_worthless() throws Exception {
    Made made = make(Set.of());

    MachineClients.Kept rotated = as(ADMINISTRATOR, () -> clients.rotate(made.id()));

    String secret = ((MachineClients.Kept.Made) rotated).secret().orElseThrow();
    assertThat(token(made.id(), made.secret()).statusCode()).isEqualTo(401);
    assertThat(token(made.id(), secret).statusCode()).isEqualTo(200);
  }

  @Test
  void a_token_that_was_tampered_with_opens_nothing() throws Exception {
    Made made = make(Set.of());
    String token =
        json.readTree(token(made.id(), made.secret()).body()).get("access_token").asString();
    String[] parts = token.split("\\.");
    String other =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(
                new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8)
                    .replace(made.id().toString(), UUID.randomUUID().toString())
                    .getBytes(StandardCharsets.UTF_8));

    assertThat(get("/api/v1/organisations", parts[0] + "." + other + "." + parts[2]).statusCode())
        .isEqualTo(401);
    assertThat(get("/api/v1/organisations", "not.a.token").statusCode()).isEqualTo(401);
  }

  @Test
  void a_session_of_a_browser_opens_nothing_of_the_api() throws Exception {
    String name = "sessie-" + UUID.randomUUID();
    TestPeople people = new TestPeople(port, http);
    as(
        ADMINISTRATOR,
        () ->
            accounts.open(
                COORDINATION_CENTRE,
                name,
                "Sanne Sessie-Voorbeeld",
                Set.of(Role.REGISTRAR),
                "lang-genoeg-voorbeeld"));
    String cookie = people.signIn(name, "lang-genoeg-voorbeeld");

    assertThat(people.get("/organisations", cookie).statusCode()).isEqualTo(200);
    assertThat(people.get("/api/v1/organisations", cookie).statusCode()).isEqualTo(401);
  }

  @Test
  void the_metadata_promises_client_credentials_alone() throws Exception {
    JsonNode told = json.readTree(get("/.well-known/oauth-authorization-server", "").body());

    assertThat(told.get("token_endpoint").asString()).endsWith("/oauth2/token");
    assertThat(texts(told.get("grant_types_supported"))).containsExactly("client_credentials");
    assertThat(told.has("authorization_endpoint")).isFalse();
    assertThat(json.readTree(get("/oauth2/jwks", "").body()).toString())
        .contains("\"kty\":\"RSA\"")
        .doesNotContain("\"d\":");
  }

  @Test
  void every_answer_about_tokens_carries_the_strict_policy() throws Exception {
    Made made = make(Set.of());

    for (HttpResponse<String> answer :
        List.of(
            token(made.id(), made.secret()),
            token(made.id(), "wrong"),
            get("/oauth2/jwks", ""),
            get("/oauth2/token", ""))) {
      assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
          .as(answer.uri() + " " + answer.statusCode())
          .isEqualTo(ApiSecurity.CONTENT_SECURITY_POLICY);
    }
  }

  @Test
  void asking_for_options_is_refused_as_a_method_and_breaks_nothing() throws Exception {
    Made made = make(Set.of(Role.REPORTER));
    String token =
        json.readTree(token(made.id(), made.secret()).body()).get("access_token").asString();

    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(address("/api/v1/reports"))
                .header("Authorization", "Bearer " + token)
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                .build(),
            HttpResponse.BodyHandlers.ofString());

    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/problem+json");
  }

  @Test
  void giving_a_token_is_logged() throws Exception {
    Made made = make(Set.of());

    token(made.id(), made.secret());

    assertThat(
            TestDatabase.ownerOf(pool)
                .sql(
                    """
                    select count(*) from audit.entry
                     where account_id = :client and actor_kind = 'MACHINE' and activity = 'access.sign-in'
                    """)
                .param("client", made.id())
                .query(Long.class)
                .single())
        .isEqualTo(1);
  }

  @Test
  void a_request_that_gets_no_token_is_logged_with_whose_it_is() throws Exception {
    Made wrong = make(Set.of());
    Made shutOut = make(Set.of());
    as(ADMINISTRATOR, () -> clients.revoke(shutOut.id()));

    token(wrong.id(), "wrong");
    token(shutOut.id(), shutOut.secret());
    token(UUID.randomUUID(), "wrong");

    assertThat(refusals(wrong.id())).isEqualTo(1);
    assertThat(refusals(shutOut.id())).isEqualTo(1);
    assertThat(refusals(new UUID(0, 1))).isPositive();
  }

  private long refusals(UUID client) {
    return TestDatabase.ownerOf(pool)
        .sql(
            """
            select count(*) from audit.entry
             where account_id = :client and actor_kind = 'MACHINE' and activity = 'access.sign-in'
               and result = 'REFUSED' and details ->> 'way' = 'token-request'
            """)
        .param("client", client)
        .query(Long.class)
        .single();
  }

  private record Made(UUID id, String secret) {}

  private Made make(Set<Role> roles) {
    return make(POLICE, roles);
  }

  private Made make(OrganisationId organisation, Set<Role> roles) {
    MachineClients.Kept kept =
        as(
            ADMINISTRATOR,
            () -> clients.make(organisation, "Zaaksysteem Voorbeeld", Optional.empty(), roles));
    MachineClients.Kept.Made made = (MachineClients.Kept.Made) kept;
    return new Made(made.client(), made.secret().orElseThrow());
  }

  private HttpResponse<String> token(Object client, String secret) throws Exception {
    String credentials =
        Base64.getEncoder()
            .encodeToString((client + ":" + secret).getBytes(StandardCharsets.UTF_8));
    return http.send(
        HttpRequest.newBuilder(address("/oauth2/token"))
            .header("Authorization", "Basic " + credentials)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials"))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> get(String path, String token) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(address(path));
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private URI address(String path) {
    return URI.create("http://localhost:" + port + path);
  }

  private JsonNode part(String token, int index) {
    return json.readTree(Base64.getUrlDecoder().decode(token.split("\\.")[index]));
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(node -> texts.add(node.asString()));
    return texts;
  }
}
