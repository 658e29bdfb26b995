// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/**
 * The protocol, with a test policy that gives the eight decisions which the certification scenario
 * of AuthZEN 1.0 prescribes (openid/authzen, certification, August 2026), then the sharing rules.
 */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class AuthZenTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final AuthZen FIXTURE = new AuthZen(AuthZenTest::fixture, JSON);
  private static final SharingCodes CODES = new SharingCodes();
  private static final AuthZen RULES =
      new AuthZen(new SharingPolicy(new SharingRules(CODES, new LawGrounds()), CODES), JSON);

  /** Two people, two records: who is no admin may not write to what is archived, or delete hard. */
  private static AuthZen.Decided fixture(AuthZen.Asked asked) {
    boolean admin = asked.subject().properties().path("role").asString("").equals("admin");
    boolean archived = asked.resource().properties().path("status").asString("").equals("archived");
    boolean decision =
        switch (asked.action()) {
          case "read" -> true;
          case "write" -> admin || (asked.subject().id().equals("alice") && !archived);
          case "delete" -> asked.actionProperties().path("soft").asBoolean(false);
          default -> false;
        };
    return new AuthZen.Decided(decision, Map.of());
  }

  private static String request(String subject, String action, String resource) {
    return """
        {"subject": {"type": "user", %s}, "action": {%s}, "resource": {"type": "record", %s}}
        """
        .formatted(subject, action, resource);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "id": "alice" | "name": "read" | "id": "record-1" | true
          "id": "alice" | "name": "write" | "id": "record-1" | true
          "id": "bob" | "name": "read" | "id": "record-1" | true
          "id": "bob" | "name": "write" | "id": "record-1" | false
          "id": "alice" | "name": "write" | "id": "record-2", "properties": {"status": "archived"} | false
          "id": "bob", "properties": {"role": "admin"} | "name": "write" | "id": "record-2", "properties": {"status": "archived"} | true
          "id": "alice" | "name": "delete", "properties": {"soft": true} | "id": "record-1" | true
          "id": "alice" | "name": "delete", "properties": {"soft": false} | "id": "record-1" | false
          """,
      quoteCharacter = '\'')
  void the_eight_decisions_of_the_certification_scenario(
      String subject, String action, String resource, boolean decision) {
    String request = request(subject, action, resource);
    Map<String, Object> answer = FIXTURE.evaluation(request);

    assertThat(answer).containsEntry("decision", decision);
    assertThat(AuthZenSchema.EVALUATION_REQUEST.problems(request)).isEmpty();
    assertThat(AuthZenSchema.EVALUATION_RESPONSE.problems(JSON.writeValueAsString(answer)))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no json",
        "[]",
        "{\"action\": {\"name\": \"read\"}, \"resource\": {\"type\": \"record\", \"id\": \"1\"}}",
        "{\"subject\": \"alice\", \"action\": {\"name\": \"read\"}, \"resource\": {\"type\": \"r\", \"id\": \"1\"}}",
        "{\"subject\": {\"id\": \"a\"}, \"action\": {\"name\": \"read\"}, \"resource\": {\"type\": \"r\", \"id\": \"1\"}}",
        "{\"subject\": {\"type\": \"u\"}, \"action\": {\"name\": \"read\"}, \"resource\": {\"type\": \"r\", \"id\": \"1\"}}",
        "{\"subject\": {\"type\": \"u\", \"id\": \"a\"}, \"action\": {}, \"resource\": {\"type\": \"r\", \"id\": \"1\"}}",
        "{\"subject\": {\"type\": \"u\", \"id\": \"a\"}, \"action\": {\"name\": 123}, \"resource\": {\"type\": \"r\", \"id\": \"1\"}}",
        "{\"subject\": {\"type\": \"u\", \"id\": \"a\"}, \"action\": {\"name\": \"read\"}, \"resource\": {\"id\": \"1\"}}",
        "{\"subject\": {\"type\": \"u\", \"id\": \"a\"}, \"action\": {\"name\": \"read\"}, \"resource\": {\"type\": \"r\"}}"
      })
  void what_is_not_a_request_is_refused(String text) {
    assertThatThrownBy(() -> FIXTURE.evaluation(text)).isInstanceOf(AuthZen.Invalid.class);
  }

  @Test
  void fields_that_nobody_knows_are_left_alone() {
    String text =
        """
        {"subject": {"type": "user", "id": "alice"}, "action": {"name": "read"},
         "resource": {"type": "record", "id": "record-1"}, "foo": {"bar": true}}
        """;

    assertThat(FIXTURE.evaluation(text)).containsEntry("decision", true);
  }

  @Test
  void a_batch_answers_in_order_and_takes_what_an_item_leaves_out_from_the_defaults() {
    String text =
        """
        {"subject": {"type": "user", "id": "alice"}, "action": {"name": "write"},
         "resource": {"type": "record", "id": "record-1", "properties": {"status": "active"}},
         "evaluations": [
           {},
           {"resource": {"type": "record", "id": "record-2", "properties": {"status": "archived"}}},
           {"subject": {"type": "user", "id": "bob"}},
           {"resource": {"id": "record-1"}}]}
        """;

    assertThat(decisions(text)).containsExactly(true, false, false, false);
  }

  @ParameterizedTest
  @CsvSource({
    "execute_all, 'true,false,true'",
    "deny_on_first_deny, 'true,false'",
    "permit_on_first_permit, 'true'"
  })
  void a_batch_stops_where_its_semantics_say(String semantic, String expected) {
    String text =
        """
        {"subject": {"type": "user", "id": "bob"}, "resource": {"type": "record", "id": "record-1"},
         "options": {"evaluations_semantic": "%s"},
         "evaluations": [{"action": {"name": "read"}}, {"action": {"name": "write"}},
           {"action": {"name": "read"}}]}
        """
            .formatted(semantic);

    assertThat(decisions(text).stream().map(String::valueOf))
        .containsExactly(expected.split(",", -1));
  }

  @Test
  void an_empty_batch_is_one_question() {
    String one = request("\"id\": \"alice\"", "\"name\": \"read\"", "\"id\": \"record-1\"").strip();

    assertThat(FIXTURE.evaluations(one)).containsEntry("decision", true);
    assertThat(FIXTURE.evaluations(one.substring(0, one.length() - 1) + ", \"evaluations\": []}"))
        .containsEntry("decision", true);
  }

  @Test
  void semantics_that_the_standard_does_not_have_are_refused() {
    assertThatThrownBy(
            () ->
                FIXTURE.evaluations(
                    "{\"options\": {\"evaluations_semantic\": \"maybe\"}, \"evaluations\": [{}]}"))
        .isInstanceOf(AuthZen.Invalid.class);
  }

  private static List<Boolean> decisions(String text) {
    return ((List<?>) FIXTURE.evaluations(text).get("evaluations"))
        .stream().map(one -> (Boolean) ((Map<?, ?>) one).get("decision")).toList();
  }

  private static String share(String from, String to, String purpose, String data, String more) {
    return """
        {"subject": {"type": "organisation-type", "id": "%s"},
         "action": {"name": "share", "properties": {"to": "%s", "purpose": "%s"%s}},
         "resource": {"type": "data-class", "id": "%s", "properties": {"subject": "adult"}}}
        """
        .formatted(from, to, purpose, more, data);
  }

  @Test
  void the_rules_answer_through_the_same_protocol() {
    assertThat(
            RULES.evaluation(
                share("police", "coordination-centre", "registration", "identity", "")))
        .containsEntry("decision", true)
        .hasEntrySatisfying(
            "context",
            context ->
                assertThat(context.toString()).contains("registration-01", "sha256:", "jci1.3"));
    assertThat(
            RULES.evaluation(share("police", "coordination-centre", "registration", "suspect", "")))
        .containsEntry("decision", false);
  }

  @Test
  void a_condition_counts_as_met_only_when_the_caller_says_so() {
    String without =
        share("care-coordinator", "coordination-centre", "registration", "exploitation", "");
    String with =
        share(
            "care-coordinator",
            "coordination-centre",
            "registration",
            "exploitation",
            ", \"met\": [\"weigh-interests\"]");

    assertThat(RULES.evaluation(without)).containsEntry("decision", false);
    assertThat(RULES.evaluation(with)).containsEntry("decision", true);
  }

  @Test
  void more_conditions_than_there_are_rules_for_are_refused() {
    String many =
        share(
            "care-coordinator",
            "coordination-centre",
            "registration",
            "exploitation",
            ", \"met\": [%s]".formatted("\"a\",".repeat(50) + "\"b\""));

    assertThatThrownBy(() -> RULES.evaluation(many)).isInstanceOf(AuthZen.Invalid.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"nobody", "*", "", "police\\\", \\\"x"})
  void what_the_rules_do_not_know_is_no(String sender) {
    assertThat(
            RULES.evaluation(share(sender, "coordination-centre", "registration", "identity", "")))
        .containsEntry("decision", false);
  }
}
