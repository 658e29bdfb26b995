// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import nl.schakel.platform.SchakelTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The description of the API against the NL API Design Rules 2.1; each rule is named. */
@SchakelTest
class OpenApiTest {
  private static final Pattern DUTCH =
      Pattern.compile("(?i)\\b(de|het|een|van|voor|niet|lees|zoek|uw|geen|wordt|deze)\\b");
  private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

  @Autowired JsonMapper json;
  @LocalServerPort int port;
  HttpResponse<String> answer;
  JsonNode api;

  @BeforeEach
  void read() throws Exception {
    answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(
                        URI.create("http://localhost:" + port + "/api/v1/openapi.json"))
                    .build(),
                HttpResponse.BodyHandlers.ofString());
    api = json.readTree(answer.body());
  }

  @Test
  void publish_openapi_for_everybody_and_every_site() {
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).contains("*");
    assertThat(answer.headers().firstValue("API-Version")).contains("1.0.0");
    assertThat(api.get("openapi").asString()).startsWith("3.1");
  }

  @Test
  void doc_openapi_contact_and_semver() {
    JsonNode info = api.get("info");

    assertThat(info.get("version").asString()).matches("\\d+\\.\\d+\\.\\d+");
    for (String field : List.of("name", "email", "url")) {
      assertThat(info.get("contact").get(field).asString()).as(field).isNotEmpty();
    }
  }

  @Test
  void uri_version_stands_in_the_server_and_not_in_the_paths() {
    assertThat(api.get("servers")).hasSize(1);
    assertThat(api.get("servers").get(0).get("url").asString()).isEqualTo("/api/v1");
    assertThat(paths()).isNotEmpty().noneMatch(path -> path.contains("/v1"));
    assertThat(paths()).contains("/organisations", "/organisations/{id}");
  }

  @Test
  void paths_are_kebab_case_without_trailing_slash() {
    assertThat(paths())
        .allMatch(path -> path.matches("(/([a-z0-9-]+(\\.[a-z]+)?|\\{[a-zA-Z]+}))+"), "kebab-case");
  }

  @Test
  void query_keys_are_camel_case() {
    List<String> keys = new ArrayList<>();
    operations(
        (name, operation) -> {
          for (JsonNode parameter : operation.path("parameters")) {
            if (parameter.get("in").asString().equals("query")) {
              keys.add(parameter.get("name").asString());
            }
          }
        });

    assertThat(keys).isNotEmpty().allMatch(key -> key.matches("[a-z][a-zA-Z0-9]*"));
  }

  @Test
  void every_answer_carries_the_version() {
    operations(
        (name, operation) -> {
          for (JsonNode response : operation.get("responses")) {
            assertThat(response.path("headers").has("API-Version")).as(name).isTrue();
          }
        });
  }

  @Test
  void every_operation_tells_its_errors_as_problem_json() {
    operations(
        (name, operation) -> {
          for (String status : List.of("400", "401", "403", "404")) {
            JsonNode content = operation.get("responses").path(status).path("content");
            assertThat(content.has("application/problem+json")).as(name + " " + status).isTrue();
          }
        });
    JsonNode required = api.at("/components/schemas/Problem/required");
    assertThat(required.toString()).contains("status").contains("title").contains("detail");
  }

  @Test
  void every_operation_has_a_name_of_its_own_a_summary_and_a_tag() {
    List<String> names = new ArrayList<>();
    operations(
        (name, operation) -> {
          names.add(operation.get("operationId").asString());
          assertThat(operation.path("summary").asString("")).as(name).isNotEmpty();
        });

    assertThat(names).doesNotHaveDuplicates();
  }

  @Test
  void days_say_that_they_are_days() {
    for (JsonNode schema : api.at("/components/schemas")) {
      schema
          .path("properties")
          .properties()
          .forEach(
              property -> {
                if (property.getKey().matches(".*(On|From|To|Date)")
                    && property.getValue().has("format")) {
                  assertThat(property.getValue().get("format").asString())
                      .as(property.getKey())
                      .isIn("date", "date-time");
                }
              });
    }
  }

  @Test
  void the_way_in_is_client_credentials() {
    assertThat(api.at("/components/securitySchemes/clientCredentials/type").asString())
        .isEqualTo("oauth2");
    assertThat(
            api.at("/components/securitySchemes/clientCredentials/flows/clientCredentials/tokenUrl")
                .asString())
        .isEqualTo("/oauth2/token");
  }

  @Test
  void each_operation_has_a_name_that_stays_and_a_tag_that_is_explained() {
    List<String> explained = new ArrayList<>();
    for (JsonNode tag : api.get("tags")) {
      assertThat(tag.path("description").asString("")).as(tag.toString()).isNotEmpty();
      explained.add(tag.get("name").asString());
    }
    assertThat(explained).doesNotHaveDuplicates();
    operations(
        (name, operation) -> {
          assertThat(operation.get("operationId").asString()).as(name).matches("[a-z][a-zA-Z]+");
          assertThat(operation.get("tags")).as(name).isNotEmpty();
          for (JsonNode tag : operation.get("tags")) {
            assertThat(explained).as(name).contains(tag.asString());
          }
        });
  }

  @Test
  void what_it_says_is_english() {
    for (JsonNode text : api.findValues("summary")) {
      assertThat(text.asString()).doesNotContainPattern(DUTCH);
    }
    for (JsonNode text : api.findValues("description")) {
      assertThat(text.asString()).doesNotContainPattern(DUTCH);
    }
  }

  @Test
  void path_params_are_declared_and_required() {
    operations(
        (name, operation) -> {
          List<String> declared = new ArrayList<>();
          for (JsonNode parameter : operation.path("parameters")) {
            if (parameter.get("in").asString().equals("path")) {
              assertThat(parameter.get("required").asBoolean()).as(name).isTrue();
              declared.add("{" + parameter.get("name").asString() + "}");
            }
          }
          List<String> used =
              Pattern.compile("\\{[^}]+}").matcher(name).results().map(MatchResult::group).toList();
          assertThat(declared).as(name).containsExactlyInAnyOrderElementsOf(used);
        });
  }

  @Test
  void http_methods_are_standard_and_every_error_is_a_problem() {
    for (JsonNode path : api.get("paths")) {
      assertThat(path.propertyNames())
          .allMatch(key -> METHODS.contains(key) || key.equals("parameters"));
    }
    operations(
        (name, operation) ->
            operation
                .get("responses")
                .properties()
                .forEach(
                    response -> {
                      if (response.getKey().matches("[45]..")) {
                        assertThat(response.getValue().get("content").propertyNames())
                            .as(name + " " + response.getKey())
                            .containsExactly("application/problem+json");
                      }
                    }));
  }

  @Test
  void schemas_and_members_are_named_alike_and_moments_say_their_format() {
    api.at("/components/schemas")
        .properties()
        .forEach(
            schema -> {
              assertThat(schema.getKey()).matches("[A-Z][a-zA-Z0-9]*");
              schema
                  .getValue()
                  .path("properties")
                  .properties()
                  .forEach(member -> checkMember(schema.getKey(), member));
            });
  }

  private static void checkMember(String schema, Map.Entry<String, JsonNode> member) {
    String name = schema + "." + member.getKey();
    String format = member.getValue().path("format").asString("");
    assertThat(member.getKey()).as(name).matches("[a-z][a-zA-Z0-9]*");
    assertThat(format).as(name).isNotIn("date-time-local", "time");
    if (member.getKey().matches(".+At")) {
      assertThat(format).as(name).isEqualTo("date-time");
    }
    if (member.getKey().matches("valid(From|To)|.+On|(.+D|d)ate")) {
      assertThat(format).as(name).isEqualTo("date");
    }
  }

  @Test
  void what_is_open_says_so_and_answers_everybody() throws Exception {
    List<String> open = new ArrayList<>();
    operations(
        (name, operation) -> {
          if (operation.has("security")) {
            assertThat(operation.get("security")).as(name).isEmpty();
            open.add(name);
          }
        });

    assertThat(open)
        .containsExactlyInAnyOrder(
            "get /field-lists",
            "get /code-lists",
            "get /publications",
            "get /publications/{publication}",
            "get /publications/{publication}/versions/{version}",
            "get /publications/{publication}/versions/{version}/tables/{table}");
    for (String path : List.of("/field-lists", "/code-lists", "/publications")) {
      HttpResponse<String> lists =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/v1" + path))
                      .build(),
                  HttpResponse.BodyHandlers.ofString());
      assertThat(lists.statusCode()).as(path).isEqualTo(200);
      assertThat(json.readTree(lists.body())).as(path).isNotEmpty();
    }
  }

  private List<String> paths() {
    return new ArrayList<>(api.get("paths").propertyNames());
  }

  private void operations(BiConsumer<String, JsonNode> check) {
    api.get("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(
                        operation -> {
                          if (METHODS.contains(operation.getKey())) {
                            check.accept(
                                operation.getKey() + " " + path.getKey(), operation.getValue());
                          }
                        }));
  }
}
