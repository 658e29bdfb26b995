// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/**
 * The protocol against the schemas of the standard: what a schema refuses is refused, what it
 * accepts is answered, and every answer is one of its schema.
 */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class AuthZenSchemaTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final SharingCodes CODES = new SharingCodes();
  private static final AuthZen RULES =
      new AuthZen(new SharingPolicy(new SharingRules(CODES, new LawGrounds()), CODES), JSON);

  /** Values of a key: right ones, and each way of being wrong; empty means that it is not there. */
  private static final List<String> ENTITIES =
      List.of(
          "",
          "null",
          "\"text\"",
          "[]",
          "{}",
          "{\"type\": \"t\"}",
          "{\"id\": \"i\"}",
          "{\"type\": 1, \"id\": \"i\"}",
          "{\"type\": \"t\", \"id\": null}",
          "{\"type\": \"t\", \"id\": \"i\", \"properties\": \"text\"}",
          "{\"type\": \"t\", \"id\": \"i\", \"properties\": null}",
          "{\"type\": \"t\", \"id\": \"i\", \"properties\": {\"a\": 1}, \"more\": true}",
          "{\"type\": \"data-class\", \"id\": \"identity\"}");

  private static final List<String> ACTIONS =
      List.of(
          "",
          "7",
          "{}",
          "{\"name\": 1}",
          "{\"name\": \"share\", \"properties\": []}",
          "{\"name\": \"share\", \"properties\": {}}",
          "{\"name\": \"share\"}");

  private static final List<String> CONTEXTS = List.of("", "null", "[]", "{\"time\": \"now\"}");

  private static final List<String> ITEMS =
      List.of(
          "",
          "null",
          "{}",
          "[]",
          "[{}]",
          "[{}, \"text\"]",
          "[null]",
          "[{\"subject\": \"wrong within an item\"}, {\"resource\": {\"id\": \"i\"}}]",
          "[{\"subject\": {\"type\": \"t\", \"id\": \"i\"}, \"context\": {}}]");

  private static final List<String> OPTIONS =
      List.of(
          "",
          "null",
          "\"execute_all\"",
          "{}",
          "{\"evaluations_semantic\": \"deny_on_first_deny\"}",
          "{\"evaluations_semantic\": \"maybe\"}",
          "{\"evaluations_semantic\": 1}");

  private static String object(String... keysAndValues) {
    List<String> members = new ArrayList<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      if (!keysAndValues[i + 1].isEmpty()) {
        members.add("\"%s\": %s".formatted(keysAndValues[i], keysAndValues[i + 1]));
      }
    }
    return "{%s}".formatted(String.join(", ", members));
  }

  /** The answer, or nothing when the request is refused. */
  private static Optional<String> answer(boolean several, String request) {
    try {
      Map<String, Object> answer = several ? RULES.evaluations(request) : RULES.evaluation(request);
      return Optional.of(JSON.writeValueAsString(answer));
    } catch (AuthZen.Invalid refused) {
      return Optional.empty();
    }
  }

  @Test
  void one_question_is_answered_exactly_when_its_schema_accepts_it() {
    int accepted = 0;
    List<String> differences = new ArrayList<>();
    for (String subject : ENTITIES) {
      for (String resource : ENTITIES) {
        for (String action : ACTIONS) {
          for (String context : CONTEXTS) {
            String request =
                object(
                    "subject", subject, "action", action, "resource", resource, "context", context);
            boolean valid = AuthZenSchema.EVALUATION_REQUEST.problems(request).isEmpty();
            Optional<String> answer = answer(false, request);
            accepted += valid ? 1 : 0;
            if (valid != answer.isPresent()
                || answer.filter(one -> !isAnswer(one)).isPresent()
                || !answer.equals(answer(true, request))) {
              differences.add(request);
            }
          }
        }
      }
    }

    assertThat(differences).isEmpty();
    // Two entities that are right, for subject and resource, two actions, two contexts.
    assertThat(accepted).isEqualTo(16);
  }

  private static boolean isAnswer(String answer) {
    return AuthZenSchema.EVALUATION_RESPONSE.problems(answer).isEmpty();
  }

  @Test
  void a_batch_is_answered_exactly_when_its_schema_accepts_it() {
    int accepted = 0;
    List<String> differences = new ArrayList<>();
    for (String subject : ENTITIES) {
      for (String action : ACTIONS) {
        for (String items : ITEMS) {
          for (String options : OPTIONS) {
            String request =
                object(
                    "subject",
                    subject,
                    "action",
                    action,
                    "resource",
                    ENTITIES.getLast(),
                    "evaluations",
                    items,
                    "options",
                    options);
            boolean valid = AuthZenSchema.EVALUATIONS_REQUEST.problems(request).isEmpty();
            Optional<String> answer = answer(true, request);
            accepted += valid ? 1 : 0;
            if (valid != answer.isPresent() || answer.filter(one -> !isAnswers(one)).isPresent()) {
              differences.add(request);
            }
          }
        }
      }
    }

    assertThat(differences).isEmpty();
    assertThat(accepted).isPositive();
  }

  /** A batch without items is one question. */
  private static boolean isAnswers(String answer) {
    return AuthZenSchema.EVALUATIONS_RESPONSE.problems(answer).isEmpty() || isAnswer(answer);
  }

  @Test
  void an_item_with_a_fault_is_a_no_in_its_place_and_nothing_in_it_is_filled_in() {
    String request =
        """
        {"subject": {"type": "organisation-type", "id": "police"},
         "action": {"name": "share",
           "properties": {"to": "coordination-centre", "purpose": "registration"}},
         "resource": {"type": "data-class", "id": "identity"},
         "evaluations": [{}, {"resource": {"id": "identity"}}, {"context": []}, {}]}
        """;

    String answer = answer(true, request).orElseThrow();

    assertThat(AuthZenSchema.EVALUATIONS_RESPONSE.problems(answer)).isEmpty();
    assertThat(JSON.readTree(answer).path("evaluations").valueStream())
        .extracting(one -> one.path("decision").booleanValue())
        .containsExactly(true, false, false, true);
  }
}
