// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.access;

import static nl.schakel.platform.TestActors.COORDINATION_CENTRE;
import static nl.schakel.platform.TestActors.as;
import static nl.schakel.platform.TestActors.person;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import nl.schakel.platform.SchakelTest;
import nl.schakel.platform.TestDatabase;
import nl.schakel.platform.organisation.Organisations;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** People and systems that prove elsewhere who they are: a real provider on a port of its own. */
@SchakelTest(
    properties = {
      "schakel.sign-in.oidc.client-id=" + TestProvider.CLIENT,
      "schakel.sign-in.oidc.client-secret=" + TestProvider.SECRET,
      "schakel.sign-in.oidc.roles-claim=realm_access.roles",
      "schakel.sign-in.oidc.roles.schakel-registrar=REGISTRAR",
      "schakel.sign-in.oidc.roles.schakel-analyst=ANALYST",
      "schakel.sign-in.oidc.roles.schakel-machine=MACHINE"
    })
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SignInElsewhereTest {
  private static final String AWAY = "provider-away";
  private static final Actor ADMINISTRATOR = person(COORDINATION_CENTRE, Role.ADMINISTRATOR);
  private static final Pattern CSRF = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");
  private static final TestProvider PROVIDER = TestProvider.onAFreePort();

  @Autowired MachineClients clients;
  @Autowired Accounts accounts;
  @Autowired JsonMapper json;
  @Autowired DataSource pool;
  @LocalServerPort int port;
  HttpClient browser;
  Instant began;

  @DynamicPropertySource
  static void provider(DynamicPropertyRegistry settings) {
    settings.add("schakel.sign-in.oidc.issuer", PROVIDER::issuer);
    settings.add("schakel.api.issuer", PROVIDER::issuer);
  }

  @BeforeEach
  void begin(TestInfo test) {
    if (!test.getTags().contains(AWAY)) {
      PROVIDER.start();
    }
    anotherBrowser();
  }

  private void anotherBrowser() {
    browser =
        HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NORMAL)
            .cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_ALL))
            .build();
    began = Instant.now();
    PROVIDER.mayReturnTo("http://localhost:" + port + "/login/oauth2/code/elsewhere");
  }

  @Test
  @Order(1)
  @Tag(AWAY)
  void a_provider_that_does_not_answer_is_said_so_and_the_next_try_asks_it_again()
      throws Exception {
    HttpResponse<String> page = get(ElsewhereSignIn.START);
    assertThat(page.uri().getPath()).isEqualTo("/sign-in/elsewhere");
    assertThat(page.body()).contains("inlogdienst van uw organisatie geeft geen antwoord");
    assertThat(strangers())
        .anySatisfy(line -> assertThat(line.details()).contains("provider-away"));
    HttpResponse<String> answer = call("eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ4In0.AAAA");
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/problem+json");

    PROVIDER.start();

    assertThat(signIn(someone("Politie Rotterdam", List.of("schakel-registrar"))).uri().getPath())
        .isEqualTo("/");
    assertThat(call(token(system(Map.of("aud", List.of("schakel-api"))))).statusCode())
        .isEqualTo(200);
  }

  @Test
  void someone_with_the_right_claims_is_at_work_for_that_organisation_in_those_roles()
      throws Exception {
    String name = someone("CoMensha", List.of("schakel-registrar", "something-else"));

    HttpResponse<String> home = signIn(name);

    assertThat(home.uri().getPath()).isEqualTo("/");
    assertThat(home.body()).contains("Robin Voorbeeld", "CoMensha");
    assertThat(get("/register").statusCode()).isEqualTo(200);
    assertThat(get("/accounts").statusCode()).isEqualTo(403);
    Account account = accounts.knownElsewhere(PROVIDER.issuer(), name).orElseThrow();
    assertThat(account.roles()).containsExactly(Role.REGISTRAR);
    assertThat(account.organisation()).isEqualTo(Organisations.idOf("CoMensha"));
    assertThat(lines("account_id", account.id().value()))
        .extracting(Line::activity, Line::result)
        .contains(
            org.assertj.core.groups.Tuple.tuple("access.account-opened", "DONE"),
            org.assertj.core.groups.Tuple.tuple("access.sign-in", "DONE"));
  }

  @Test
  void who_asked_for_a_page_comes_back_to_it() throws Exception {
    String name = someone("Politie Rotterdam", List.of("schakel-registrar"));

    assertThat(get("/register?filter=new").uri().getPath()).isEqualTo("/sign-in");

    assertThat(signIn(name).uri().getPath()).isEqualTo("/register");
  }

  @Test
  void the_next_sign_in_brings_other_roles_and_another_organisation() throws Exception {
    String name = someone("Politie Rotterdam", List.of("schakel-registrar"));
    signIn(name);
    HttpClient before = browser;

    anotherBrowser();
    String rapporteur = "Nationaal Rapporteur Mensenhandel en Seksueel Geweld tegen Kinderen";
    PROVIDER.person(name, claims(rapporteur, List.of("schakel-analyst")));
    HttpResponse<String> home = signIn(name);

    assertThat(home.body()).contains(rapporteur);
    assertThat(get("/register").statusCode()).isEqualTo(403);
    assertThat(get("/monitor/overlap").statusCode()).isEqualTo(200);
    browser = before;
    assertThat(get("/register").uri().getPath()).as("the older session").isEqualTo("/sign-in");
  }

  @Test
  void an_organisation_that_the_directory_does_not_know_gets_nobody_in() throws Exception {
    String name = someone("Bedrijf Onbekend Voorbeeld", List.of("schakel-registrar"));

    assertRefused(signIn(name), "organisation", "staat niet in de gids");
    assertThat(accounts.knownElsewhere(PROVIDER.issuer(), name)).isEmpty();
  }

  @Test
  void without_a_role_of_ours_nobody_gets_in_and_no_person_becomes_a_machine() throws Exception {
    assertRefused(
        signIn(someone("Politie Rotterdam", List.of("another-role"))), "roles", "geen rol");
    anotherBrowser();
    assertRefused(
        signIn(someone("Politie Rotterdam", List.of("schakel-machine"))), "roles", "geen rol");
    anotherBrowser();
    String name = newName();
    PROVIDER.person(name, Map.of("organisation", "Politie Rotterdam"));
    assertRefused(signIn(name), "roles", "geen rol");
  }

  @Test
  void who_lost_the_role_is_named_in_the_line_of_the_refusal() throws Exception {
    String name = someone("Politie Rotterdam", List.of("schakel-registrar"));
    signIn(name);
    Account account = accounts.knownElsewhere(PROVIDER.issuer(), name).orElseThrow();
    anotherBrowser();

    PROVIDER.person(name, claims("Politie Rotterdam", List.of()));
    signIn(name);

    assertThat(lines("account_id", account.id().value()))
        .anySatisfy(line -> assertThat(line.details()).contains("roles", "own-organisation"));
  }

  @Test
  void an_account_that_was_shut_here_stays_shut() throws Exception {
    String name = someone("Politie Rotterdam", List.of("schakel-registrar"));
    signIn(name);
    AccountId account = accounts.knownElsewhere(PROVIDER.issuer(), name).orElseThrow().id();
    as(ADMINISTRATOR, () -> accounts.activate(account, false));

    anotherBrowser();
    HttpResponse<String> answer = signIn(name);

    assertThat(answer.body()).contains("Uw account bij Schakel is gesloten");
    assertThat(get("/register").uri().getPath()).isEqualTo("/sign-in");
    assertThat(lines("account_id", account.value())).extracting(Line::result).contains("REFUSED");
  }

  @Test
  void an_id_token_of_another_issuer_for_another_or_from_another_time_is_refused()
      throws Exception {
    Instant past = Instant.now().minusSeconds(3600);
    for (Map<String, Object> wrong :
        List.<Map<String, Object>>of(
            Map.of("iss", "https://elders.example"),
            Map.of("aud", List.of("another-client")),
            Map.of("iat", past.minusSeconds(600), "exp", past),
            Map.of("nonce", "not the one that was sent"))) {
      anotherBrowser();
      String name = newName();
      Map<String, Object> claims = claims("Politie Rotterdam", List.of("schakel-registrar"));
      claims.putAll(wrong);
      PROVIDER.person(name, claims);

      HttpResponse<String> answer = signIn(name);

      assertRefused(answer, wrong.containsKey("nonce") ? "nonce" : "id-token", "niet gelukt");
      assertThat(accounts.knownElsewhere(PROVIDER.issuer(), name)).isEmpty();
    }
  }

  @Test
  void an_answer_that_nobody_asked_for_is_refused() throws Exception {
    assertRefused(
        get("/login/oauth2/code/elsewhere?code=stolen&state=invented"), "not-asked", "niet gelukt");
    assertRefused(
        get("/login/oauth2/code/elsewhere?error=%3Cscript%3E&state=invented"),
        "not-asked",
        "niet gelukt");
  }

  @Test
  void signing_out_ends_the_session_here_and_says_that_the_other_goes_on() throws Exception {
    HttpResponse<String> home = signIn(someone("Politie Rotterdam", List.of("schakel-registrar")));

    HttpResponse<String> after =
        browser.send(
            HttpRequest.newBuilder(address("/sign-out"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("_csrf=" + csrf(home.body())))
                .build(),
            HttpResponse.BodyHandlers.ofString());

    assertThat(after.body())
        .contains("U bent uitgelogd bij Schakel", "Bij uw eigen organisatie bent u nog ingelogd");
    assertThat(get("/register").uri().getPath()).isEqualTo("/sign-in");
  }

  @Test
  void a_system_with_a_token_of_the_foreign_server_works_for_the_organisation_it_is_kept_under()
      throws Exception {
    String name = system(Map.of("aud", List.of("schakel-api"), "organisation", "IND"));

    HttpResponse<String> answer = call(token(name));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(json.readTree(answer.body()).size()).isPositive();
  }

  @Test
  void a_token_that_is_wrong_is_refused_with_a_problem_and_a_line() throws Exception {
    Instant past = Instant.now().minusSeconds(3600);
    List<String> meant = List.of("schakel-api");
    Map<String, Map<String, Object>> wrong =
        Map.of(
            "issuer", Map.of("aud", meant, "iss", "https://elders.example"),
            "audience", Map.of("aud", List.of("another-api")),
            "lifetime", Map.of("aud", meant, "iat", past.minusSeconds(600), "exp", past));
    for (var one : wrong.entrySet()) {
      String name = system(one.getValue());
      UUID client = clients.known(name).orElseThrow().id();

      assertUnauthorised(call(token(name)));

      assertThat(lines("account_id", client))
          .as(one.getKey())
          .anySatisfy(
              line -> {
                assertThat(line.result()).isEqualTo("REFUSED");
                assertThat(line.details()).contains(one.getKey(), "token");
              });
    }
  }

  @Test
  void a_token_of_an_unknown_system_or_with_a_broken_signature_is_refused_with_a_line()
      throws Exception {
    String unknown = "unknown-" + UUID.randomUUID();
    PROVIDER.system(unknown, Map.of("aud", List.of("schakel-api")));
    assertUnauthorised(call(token(unknown)));
    assertThat(strangers()).anySatisfy(line -> assertThat(line.details()).contains("client"));

    String[] parts = token(system(Map.of("aud", List.of("schakel-api")))).split("\\.");
    assertUnauthorised(call(parts[0] + "." + parts[1] + "." + "A".repeat(parts[2].length())));
    assertThat(strangers()).anySatisfy(line -> assertThat(line.details()).contains("unreadable"));
  }

  @Test
  void the_built_in_token_server_is_closed() throws Exception {
    HttpResponse<String> answer =
        browser.send(
            HttpRequest.newBuilder(address("/oauth2/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials"))
                .build(),
            HttpResponse.BodyHandlers.ofString());

    assertThat(answer.statusCode()).isBetween(400, 404);
    assertThat(get("/.well-known/oauth-authorization-server").statusCode()).isEqualTo(404);
  }

  private void assertRefused(HttpResponse<String> page, String reason, String told)
      throws Exception {
    assertThat(page.uri().getPath()).isEqualTo("/sign-in/elsewhere");
    assertThat(page.body()).contains("U bent niet ingelogd", told);
    assertThat(get("/register").uri().getPath()).isEqualTo("/sign-in");
    assertThat(strangers())
        .anySatisfy(line -> assertThat(line.details()).contains("own-organisation", reason));
  }

  private void assertUnauthorised(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/problem+json");
    assertThat(answer.headers().firstValue("WWW-Authenticate").orElse("")).startsWith("Bearer");
    JsonNode problem = json.readTree(answer.body());
    assertThat(problem.get("status").asInt()).isEqualTo(401);
    assertThat(problem.get("detail").asString()).isNotEmpty();
  }

  private static String newName() {
    return "robin-" + UUID.randomUUID();
  }

  private static String someone(String organisation, List<String> roles) {
    String name = newName();
    PROVIDER.person(name, claims(organisation, roles));
    return name;
  }

  private static Map<String, Object> claims(String organisation, List<String> roles) {
    return new HashMap<>(
        Map.of(
            "organisation",
            organisation,
            "realm_access",
            Map.of("roles", roles),
            "name",
            "Robin Voorbeeld"));
  }

  /** Through the provider's own page, as a person would. */
  private HttpResponse<String> signIn(String name) throws Exception {
    HttpResponse<String> page = get(ElsewhereSignIn.START);
    assertThat(page.uri().toString()).startsWith(PROVIDER.issuer() + "/login");
    return browser.send(
        HttpRequest.newBuilder(URI.create(PROVIDER.issuer() + "/login"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "_csrf=%s&username=%s&password=%s"
                        .formatted(
                            csrf(page.body()),
                            name,
                            URLEncoder.encode(TestProvider.SECRET, StandardCharsets.UTF_8))))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private String system(Map<String, Object> claims) {
    String name = "system-" + UUID.randomUUID();
    PROVIDER.system(name, claims);
    as(
        ADMINISTRATOR,
        () ->
            clients.make(
                Organisations.idOf("Politie Rotterdam"),
                "Zaaksysteem Voorbeeld",
                Optional.of(name),
                Set.of()));
    return name;
  }

  private String token(String system) throws Exception {
    String credentials =
        Base64.getEncoder()
            .encodeToString(
                (system + ":" + URLEncoder.encode(TestProvider.SECRET, StandardCharsets.UTF_8))
                    .getBytes(StandardCharsets.UTF_8));
    HttpResponse<String> answer =
        browser.send(
            HttpRequest.newBuilder(URI.create(PROVIDER.issuer() + "/oauth2/token"))
                .header("Authorization", "Basic " + credentials)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials"))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return json.readTree(answer.body()).get("access_token").asString();
  }

  private HttpResponse<String> call(String token) throws Exception {
    return browser.send(
        HttpRequest.newBuilder(address("/api/v1/organisations"))
            .header("Authorization", "Bearer " + token)
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> get(String path) throws Exception {
    return browser.send(
        HttpRequest.newBuilder(address(path)).header("Accept", "text/html").build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private URI address(String path) {
    return URI.create("http://localhost:" + port + path);
  }

  private static String csrf(String page) {
    Matcher field = CSRF.matcher(page);
    assertThat(field.find()).isTrue();
    return URLEncoder.encode(field.group(1), StandardCharsets.UTF_8);
  }

  private record Line(String activity, String result, String details) {}

  private List<Line> strangers() {
    return lines("account_id", new UUID(0, 1));
  }

  private List<Line> lines(String column, UUID value) {
    return TestDatabase.ownerOf(pool)
        .sql(
            """
            select activity, result, details::text as details
              from audit.entry
             where %s = :value and at >= :began
            """
                .formatted(column))
        .param("value", value)
        .param("began", java.sql.Timestamp.from(began))
        .query(Line.class)
        .list();
  }
}
