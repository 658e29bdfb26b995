// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The linter Spectral over the committed description of the API, with its own rules for OpenAPI and
 * the NL API Design Rules.
 *
 * <p>The ruleset of the standard itself is in a repository of developer.overheid.nl and not on npm,
 * so {@code src/test/api-lint} states its rules again, rule by rule under their own names. What
 * cannot be seen in a description (the headers that are really sent, who may read it from another
 * site) is checked by {@code OpenApiTest}.
 */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ApiLintTest {
  private static final Path LINT = Path.of("src", "test", "api-lint");
  private static final Path RULES = LINT.resolve("nl-api-design-rules.yaml");
  private static final JsonMapper JSON = new JsonMapper();

  @TempDir Path folder;

  @Test
  void the_description_of_the_api_keeps_the_rules() throws Exception {
    assertThat(findings(WrittenFromCode.DOCS.resolve("api").resolve("openapi.json"))).isEmpty();
  }

  @Test
  void each_rule_finds_what_breaks_it() throws Exception {
    List<String> rules =
        Pattern.compile("(?m)^  (core-[a-z-]+|schema-camel-case):")
            .matcher(Files.readString(RULES))
            .results()
            .map(rule -> rule.group(1))
            .toList();
    Path broken = folder.resolve("openapi.json");
    // Two descriptions, as a contact cannot be both incomplete and not there.
    Files.writeString(broken, BROKEN.formatted("\"contact\": {\"name\": \"Nobody\"},"));
    List<String> found = new ArrayList<>(rulesOf(findings(broken)));
    Files.writeString(broken, BROKEN.formatted(""));
    found.addAll(rulesOf(findings(broken)));

    assertThat(rules).hasSizeGreaterThan(10);
    assertThat(found).containsAll(rules);
  }

  private static final String BROKEN =
      """
      {
        "openapi": "3.0.4",
        "info": {%s "title": "Broken", "version": "1"},
        "servers": [{"url": "/api"}],
        "paths": {
          "/SomeThings/": {
            "trace": {"responses": {"200": {"description": "No header"}}},
            "get": {
              "parameters": [{"name": "Page_Size", "in": "query", "schema": {"type": "string"}}],
              "responses": {"404": {"description": "No problem"}}
            }
          }
        },
        "components": {
          "schemas": {
            "some_thing": {
              "type": "object",
              "properties": {
                "birthDate": {"type": "string", "format": "date-time"},
                "startsAt": {"type": "string", "format": "time"}
              }
            }
          }
        }
      }
      """;

  private static List<String> rulesOf(List<String> findings) {
    return findings.stream().map(finding -> finding.substring(0, finding.indexOf(' '))).toList();
  }

  /** Each as rule, place and message. */
  private List<String> findings(Path description) throws IOException, InterruptedException {
    Path answer = folder.resolve("findings.json");
    Files.deleteIfExists(answer);
    Process linter =
        new ProcessBuilder(
                "node",
                LINT.resolve("node_modules/@stoplight/spectral-cli/dist/index.js").toString(),
                "lint",
                description.toString(),
                "--ruleset",
                RULES.toString(),
                "--format",
                "json",
                "--output",
                answer.toString(),
                "--quiet")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("said.txt").toFile())
            .start();
    assertThat(linter.waitFor(2, TimeUnit.MINUTES)).as("the linter ends").isTrue();
    assertThat(answer).as(() -> "the linter answers; it said: " + said()).exists();
    List<String> findings = new ArrayList<>();
    for (JsonNode finding : JSON.readTree(Files.readString(answer))) {
      findings.add(
          "%s %s: %s"
              .formatted(
                  finding.get("code").asString(),
                  finding.get("path"),
                  finding.get("message").asString()));
    }
    return findings;
  }

  private String said() {
    try {
      return Files.readString(folder.resolve("said.txt"));
    } catch (IOException e) {
      return e.getMessage();
    }
  }
}
