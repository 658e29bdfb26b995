// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import nl.schakel.platform.SchakelTest;
import nl.schakel.platform.TestActors;
import nl.schakel.platform.access.Actor;
import nl.schakel.platform.access.Role;
import nl.schakel.platform.organisation.Organisations;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;

/** Thousands of hostile inputs into API and pages: each gets a clear refusal, none a fault. */
@SchakelTest
class HostileRequestsTest {
  private static final int API_CALLS = 6_000;
  private static final int FORMS = 3_000;
  private static final int SEARCHES = 1_000;

  private static final List<String> FIELDS =
      List.of(
          "reportedOn",
          "signalOn",
          "ground",
          "birthYear",
          "birthDate",
          "sex",
          "nationalities",
          "exploitationForms",
          "periodFrom",
          "bsn",
          "vNumber",
          "contactAddress",
          "reference",
          "givenNames",
          "exploitationMunicipalities",
          "linkedVictims",
          "__proto__",
          "");

  private static final List<String> NASTY =
      List.of(
          "",
          " ",
          "=cmd()",
          "' or 1=1 --",
          "<script>alert(1)</script>",
          "${7*7}",
          "{{7*7}}",
          "../../etc/passwd",
          "2026-02-30",
          "99999999999999999999",
          "-1",
          "1e400",
          "NaN",
          "\u202e",
          "\ud800",
          "a".repeat(5_000),
          "%s%n",
          "\r\nSet-Cookie: x=1",
          "null",
          "true",
          "💥",
          "É́́́",
          "0x41");

  private final Actor reporter =
      TestActors.person(Organisations.idOf("Politie Rotterdam"), Role.REPORTER);
  private final SplittableRandom random = new SplittableRandom(20261122);

  @Autowired MockMvc mvc;

  @Test
  void hostile_calls_of_the_api_get_a_refusal_with_reasons() throws Exception {
    for (int i = 0; i < API_CALLS; i++) {
      String body = i % 3 == 0 ? broken(json(2)) : json(2);
      MockHttpServletResponse answer =
          send(
              MockMvcRequestBuilders.post(i % 5 == 0 ? "/api/v1/report-batches" : "/api/v1/reports")
                  .contentType(MediaType.APPLICATION_JSON)
                  .header("Idempotency-Key", "hostile-" + i)
                  .content(body.getBytes(StandardCharsets.UTF_8)));

      assertSound(answer, body);
    }
  }

  @Test
  void hostile_answers_in_a_form_get_the_form_back() throws Exception {
    String draft =
        String.valueOf(send(MockMvcRequestBuilders.post("/report-drafts")).getRedirectedUrl());
    assertThat(draft).contains("/report-drafts/");
    String steps = draft.replaceAll("/[a-z-]+$", "/");
    List<String> names = List.of("report", "person", "ground", "exploitation", "identity", "place");
    for (int i = 0; i < FORMS; i++) {
      MockHttpServletRequestBuilder form =
          MockMvcRequestBuilders.post(steps + names.get(i % names.size()));
      IntStream.range(0, 4)
          .forEach(n -> form.param(oneOf(FIELDS) + "x".repeat(random.nextInt(2)), text()));

      assertSound(send(form), "form " + i);
    }
  }

  @Test
  void hostile_filters_and_identifiers_find_nothing() throws Exception {
    List<String> pages =
        List.of("/sent-reports", "/organisations", "/reports", "/monitor", "/completeness");
    for (int i = 0; i < SEARCHES; i++) {
      MockHttpServletRequestBuilder page = MockMvcRequestBuilders.get(oneOf(pages));
      List.of("query", "year", "page", "type", "region", "from", "to", "form", "channel", "before")
          .forEach(name -> page.param(name, text()));

      assertSound(send(page), "search " + i);
    }
  }

  private static void assertSound(MockHttpServletResponse answer, String input) throws Exception {
    assertThat(answer.getStatus()).as(() -> "status for " + input).isLessThan(500);
    assertThat(answer.getContentAsString())
        .as(() -> "answer to " + input)
        .doesNotContain("java.", "at nl.schakel", "SQLException");
  }

  private MockHttpServletResponse send(MockHttpServletRequestBuilder request) throws Exception {
    return mvc.perform(
            request
                .with(SecurityMockMvcRequestPostProcessors.csrf())
                .with(TestActors.signedIn(reporter)))
        .andReturn()
        .getResponse();
  }

  private String json(int depth) {
    return switch (random.nextInt(depth > 0 ? 9 : 6)) {
      case 0 -> String.valueOf(random.nextLong());
      case 1 -> String.valueOf(random.nextDouble());
      case 2 -> random.nextBoolean() ? "true" : "null";
      case 3, 4, 5 -> quoted(text());
      case 6 ->
          IntStream.range(0, random.nextInt(5))
              .mapToObj(n -> json(depth - 1))
              .collect(Collectors.joining(",", "[", "]"));
      default ->
          IntStream.range(0, random.nextInt(6))
              .mapToObj(n -> quoted(oneOf(FIELDS)) + ":" + json(depth - 1))
              .collect(Collectors.joining(",", "{", "}"));
    };
  }

  /** The same with a few characters lost or doubled. */
  private String broken(String json) {
    int at = random.nextInt(json.length() + 1);
    return random.nextBoolean()
        ? json.substring(0, at)
        : json.substring(0, at) + "\u0001{" + json.substring(at);
  }

  private String text() {
    if (random.nextInt(3) > 0) {
      return oneOf(NASTY);
    }
    return random
        .ints(random.nextInt(30), 1, 0x2fff)
        .mapToObj(Character::toString)
        .collect(Collectors.joining());
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  private String oneOf(List<String> words) {
    return words.get(random.nextInt(words.size()));
  }
}
