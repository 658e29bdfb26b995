// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import nl.schakel.platform.SchakelTest;
import nl.schakel.platform.TestActors;
import nl.schakel.platform.TestDatabase;
import nl.schakel.platform.access.Gate;
import nl.schakel.platform.access.Role;
import nl.schakel.platform.architecture.Routes.Route;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpMethod;
import org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Every route of the house, called as every role and as nobody. */
@SchakelTest
class RoutesTest {
  private static final int ASK_TO_SIGN_IN = 302;

  @Autowired RequestMappingHandlerMapping requestMappingHandlerMapping;
  @Autowired Gate gate;
  @Autowired MessageSource texts;
  @Autowired MockMvc mvc;
  @Autowired DataSource dataSource;
  @LocalServerPort int port;

  @Test
  void every_right_has_words_in_both_languages() {
    for (Locale locale : List.of(Locale.of("nl"), Locale.ENGLISH)) {
      assertThat(gate.grants().keySet())
          .allSatisfy(
              right ->
                  assertThat(texts.getMessage("right." + right.replace(':', '.'), null, locale))
                      .isNotBlank());
    }
  }

  @Test
  void each_handler_says_which_right_it_asks_or_that_it_is_open() {
    assertThat(routes())
        .hasSizeGreaterThan(20)
        .allSatisfy(
            route ->
                assertThat(route.open() || route.right() != null)
                    .as("%s %s says nothing about rights", route.method(), route.path())
                    .isTrue());
  }

  @Test
  void nobody_gets_through_a_closed_door() {
    assertThat(routes().stream().filter(route -> !route.open()))
        .allSatisfy(
            route ->
                assertThat(status(route, null))
                    .as("%s %s as nobody", route.method(), route.path())
                    .isIn(ASK_TO_SIGN_IN, 401));
  }

  @Test
  void everybody_gets_through_an_open_door() throws Exception {
    for (Route route : routes()) {
      if (route.open() && route.method() == HttpMethod.GET && !route.path().equals("/error")) {
        HttpResponse<String> answer =
            HttpClient.newHttpClient()
                .send(
                    HttpRequest.newBuilder(URI.create("http://localhost:" + port + filled(route)))
                        .build(),
                    HttpResponse.BodyHandlers.ofString());
        // What an address names may not be there; a door that is closed would answer otherwise.
        List<Integer> open = route.path().contains("{") ? List.of(200, 404) : List.of(200);
        assertThat(answer.statusCode()).as("%s as nobody", route).isIn(open);
      }
    }
  }

  @Test
  void a_role_without_the_right_is_refused_and_one_with_it_is_not() {
    assertThat(routes().stream().filter(route -> !route.open()))
        .allSatisfy(
            route ->
                assertThat(Role.values())
                    .allSatisfy(
                        role -> {
                          boolean may =
                              gate.grants().getOrDefault(route.right(), Set.of()).contains(role);
                          int status = status(route, role);
                          if (may) {
                            assertThat(status).as("%s as %s", route, role).isNotIn(401, 403, 500);
                          } else {
                            assertThat(status).as("%s as %s", route, role).isEqualTo(403);
                          }
                        }));
  }

  @Test
  void the_table_of_routes_and_rights_is_up_to_date() {
    StringBuilder text =
        new StringBuilder(
            """
            <!-- SPDX-License-Identifier: EUPL-1.2 -->
            # Routes and the right that each asks

            Written from the code. What no row allows is refused.

            | route | right | roles |
            | --- | --- | --- |
            """);
    routes()
        .forEach(
            route ->
                text.append(
                    "| `%s %s` | %s | %s |%n"
                        .formatted(
                            route.method(),
                            route.path(),
                            route.open() ? "open" : "`" + route.right() + "`",
                            route.open() ? "everybody" : holders(String.valueOf(route.right())))));
    WrittenFromCode.architecture("routes.md").holds(text.toString());
  }

  /** Names in order, so that a change of the API is a change of few lines. */
  @Test
  void the_description_of_the_api_is_up_to_date() throws Exception {
    String served =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(
                        URI.create("http://localhost:" + port + "/api/v1/openapi.json"))
                    .build(),
                HttpResponse.BodyHandlers.ofString())
            .body();
    JsonMapper inOrder =
        JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    assertThat(served).doesNotContain("localhost");
    new WrittenFromCode(WrittenFromCode.DOCS.resolve("api").resolve("openapi.json"))
        .holds(inOrder.writeValueAsString(inOrder.readValue(served, Map.class)) + "\n");
  }

  @Test
  void the_data_dictionary_is_up_to_date_and_explains_every_table() {
    List<Map<String, @Nullable Object>> columns =
        TestDatabase.ownerOf(dataSource)
            .sql(
                """
                select c.table_schema as room, c.table_name as "table", c.column_name as "column",
                       c.data_type as type, c.is_nullable as nullable,
                       coalesce(col_description(format('%I.%I', c.table_schema, c.table_name)::regclass, c.ordinal_position), '') as meaning,
                       coalesce(obj_description(format('%I.%I', c.table_schema, c.table_name)::regclass), '') as purpose,
                       (select t.relrowsecurity from pg_class t where t.oid = format('%I.%I', c.table_schema, c.table_name)::regclass) as walled
                  from information_schema.columns c
                 where c.table_schema not in ('pg_catalog', 'information_schema', 'public')
                   and c.table_name <> 'migration'
                 order by c.table_schema, c.table_name, c.ordinal_position
                """)
            .query()
            .listOfRows();
    assertThat(columns)
        .allSatisfy(
            column ->
                assertThat(column.get("purpose"))
                    .as("comment on %s.%s", column.get("room"), column.get("table"))
                    .isNotEqualTo(""));
    StringBuilder text =
        new StringBuilder(
            "<!-- SPDX-License-Identifier: EUPL-1.2 -->\n"
                + "# Data dictionary\n\n"
                + "Written from the comments in the database.\n");
    String table = "";
    for (Map<String, @Nullable Object> column : columns) {
      String name = column.get("room") + "." + column.get("table");
      if (!name.equals(table)) {
        table = name;
        text.append(
            "\n## %s%n%n%s.%s%n%n| column | type | may be empty | meaning |%n| --- | --- | --- | --- |%n"
                .formatted(
                    name,
                    column.get("purpose"),
                    Boolean.TRUE.equals(column.get("walled"))
                        ? " Walled by row-level security."
                        : ""));
      }
      text.append(
          "| `%s` | %s | %s | %s |%n"
              .formatted(
                  column.get("column"),
                  column.get("type"),
                  "YES".equals(column.get("nullable")) ? "yes" : "",
                  column.get("meaning")));
    }
    WrittenFromCode.architecture("data-dictionary.md").holds(text.toString());
  }

  private String holders(String right) {
    return gate.grants().getOrDefault(right, Set.of()).stream()
        .map(Role::name)
        .sorted()
        .collect(Collectors.joining(", "));
  }

  private int status(Route route, @Nullable Role role) {
    MockHttpServletRequestBuilder request =
        MockMvcRequestBuilders.request(route.method(), filled(route))
            .with(SecurityMockMvcRequestPostProcessors.csrf());
    if (!route.consumes().isEmpty()) {
      request = request.contentType(route.consumes());
    }
    if (role != null) {
      request =
          request.with(
              TestActors.signedIn(TestActors.person(TestActors.COORDINATION_CENTRE, role)));
    }
    try {
      return mvc.perform(request).andReturn().getResponse().getStatus();
    } catch (Exception e) {
      throw new IllegalStateException(route.toString(), e);
    }
  }

  private List<Route> routes() {
    return Routes.of(requestMappingHandlerMapping);
  }

  private static String filled(Route route) {
    return route.path().replaceAll("\\{[^}]+}", new UUID(0x5ca4e1, 0x404).toString());
  }
}
