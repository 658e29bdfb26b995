// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import nl.schakel.platform.SchakelTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Requests that no handler sees, byte by byte as a program with bad manners sends them. */
@SchakelTest
class RefusedRequestsTest {
  private static final String LONG = "x".repeat(20_000);

  @Autowired JsonMapper json;
  @LocalServerPort int port;

  /** What came back. */
  private record Answer(int status, String head, String body) {
    boolean says(String header, String value) {
      return head.lines()
          .anyMatch(
              line ->
                  line.regionMatches(
                      true, 0, header + ": " + value, 0, header.length() + 2 + value.length()));
    }
  }

  @Test
  void under_the_api_each_is_a_problem() throws Exception {
    for (String line :
        List.of(
            "GET /api/v1/..%2f HTTP/1.1",
            "GET /api/v1/%2e%2e%2faccounts HTTP/1.1",
            "GET /api/v1/reports?year=<2024> HTTP/1.1",
            "GET /api/v1/<reports> HTTP/1.1",
            "GET /api/v1/reports;v=2 HTTP/1.1",
            "GET /api/v1//reports HTTP/1.1",
            "GET /api/v1/reports%00 HTTP/1.1",
            "GET /api/v1/reports%zz HTTP/1.1",
            "GET /api/v1/code-lists?x=%00 HTTP/1.1",
            "TRACE /api/v1/reports HTTP/1.1",
            "OPTIONS /api/v1/code-lists HTTP/1.1",
            "NONSENSE /api/v1/code-lists HTTP/1.1",
            "GET /api/v1/nothing-here HTTP/1.1",
            "GET /api/v1/reports HTTP/1.1\r\nX-Long: " + LONG,
            "POST /api/v1/reports HTTP/1.1\r\nContent-Length: many")) {
      Answer answer = send(line);

      assertThat(answer.status()).as(shown(line)).isBetween(400, 599).isNotEqualTo(500);
      assertThat(answer.says("Content-Type", "application/problem+json"))
          .as(shown(line) + "\n" + answer)
          .isTrue();
      assertThat(answer.says("API-Version", "1.")).as(shown(line) + answer.head()).isTrue();
      assertThat(answer.says("Content-Security-Policy", "default-src 'none'"))
          .as(shown(line) + answer.head())
          .isTrue();
      JsonNode problem = json.readTree(answer.body());
      assertThat(problem.get("status").asInt()).as(shown(line)).isEqualTo(answer.status());
      assertThat(problem.get("title").asString()).isNotEmpty();
      assertThat(problem.get("detail").asString()).isNotEmpty();
      assertTellsNothing(answer, line);
    }
  }

  @Test
  void elsewhere_each_is_a_page_of_ours() throws Exception {
    for (String line :
        List.of(
            "GET /..%2f HTTP/1.1",
            "GET /reports?year=\u00012024 HTTP/1.1",
            "GET /reports;v=2 HTTP/1.1",
            "GET //reports HTTP/1.1",
            "GET /reports%zz HTTP/1.1",
            "GET /sign-in?name=%00 HTTP/1.1",
            "GET /sign-in?name=%ff HTTP/1.1",
            "TRACE /reports HTTP/1.1",
            "OPTIONS /reports HTTP/1.1",
            "OPTIONS /sign-in HTTP/1.1",
            "POST /privacy HTTP/1.1\r\nContent-Length: 0",
            "GET /nothing-here HTTP/1.1",
            "GET /sign-in HTTP/1.1\r\nX-Long: " + LONG,
            "GET /" + LONG + " HTTP/1.1",
            "GET /sign-in HTTP/7.3",
            "POST /sign-in HTTP/1.1\r\nTransfer-Encoding: nonsense",
            "hello",
            "G\u0001T / HTTP/1.1")) {
      Answer answer = send(line);

      assertThat(answer.status()).as(shown(line)).isBetween(400, 599).isNotEqualTo(500);
      assertThat(answer.says("Content-Type", "text/html")).as(shown(line) + "\n" + answer).isTrue();
      assertThat(answer.body())
          .as(shown(line))
          .contains("<html lang=\"nl\"", "Schakel</title>", "<h1", "href=\"/\"");
      assertThat(answer.says("Content-Security-Policy", "default-src 'none'"))
          .as(shown(line) + "\n" + answer.head())
          .isTrue();
      assertTellsNothing(answer, line);
    }
  }

  @Test
  void a_form_larger_than_the_server_takes_is_refused_by_a_page_of_ours() throws Exception {
    HttpResponse<String> answer;
    try (HttpClient client = HttpClient.newHttpClient()) {
      answer =
          client.send(
              HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/sign-in"))
                  .header("Content-Type", "application/x-www-form-urlencoded")
                  .POST(HttpRequest.BodyPublishers.ofString("name=" + LONG.repeat(150)))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
    }

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("Schakel</title>", "<h1", "href=\"/\"");
  }

  private static void assertTellsNothing(Answer answer, String line) {
    assertThat(answer.head() + answer.body())
        .as(shown(line))
        .doesNotContainIgnoringCase("tomcat", "apache", "exception", "\tat ", "org.spring")
        .doesNotContain(";schakel-session", "\nServer:", "xxxxxxxxxx", "2024");
  }

  private static String shown(String line) {
    return line.substring(0, Math.min(80, line.length()));
  }

  private Answer send(String line) throws Exception {
    try (Socket socket = new Socket("localhost", port)) {
      socket.setSoTimeout((int) Duration.ofSeconds(20).toMillis());
      socket
          .getOutputStream()
          .write(
              (line + "\r\nHost: localhost\r\nAccept: */*\r\nConnection: close\r\n\r\n")
                  .getBytes(StandardCharsets.ISO_8859_1));
      String whole = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(whole).as(shown(line)).startsWith("HTTP/1.1 ");
      int end = whole.indexOf("\r\n\r\n");
      return new Answer(
          Integer.parseInt(whole.substring(9, 12)),
          whole.substring(0, end),
          body(whole.substring(0, end), whole.substring(end + 4)));
    }
  }

  /** One chunk is all that an error needs; its length stands before it in hexadecimal. */
  private static String body(String head, String sent) {
    return head.toLowerCase(Locale.ROOT).contains("transfer-encoding: chunked")
        ? sent.replaceAll("(?m)^[0-9a-f]+\r\n", "").strip()
        : sent;
  }
}
