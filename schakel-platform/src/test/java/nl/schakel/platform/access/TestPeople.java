// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.access;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A browser without script: keeps a session cookie, fills in forms. */
final class TestPeople {
  private static final Pattern CSRF = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");

  private final int port;
  private final HttpClient http;

  TestPeople(int port, HttpClient http) {
    this.port = port;
    this.http = http;
  }

  /** Signs in and returns the session cookie. */
  String signIn(String name, String password) throws Exception {
    HttpResponse<String> page = get("/sign-in", "");
    String before = cookie(page, "");
    HttpResponse<String> answer =
        send("/sign-in", before, csrf(page), Map.of("name", name, "password", password));
    return cookie(answer, before);
  }

  HttpResponse<String> get(String path, String cookie) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(address(path));
    if (!cookie.isEmpty()) {
      request.header("Cookie", cookie);
    }
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  /** Opens the page with the form, then sends it. */
  HttpResponse<String> fill(String page, String action, String cookie, Map<String, String> values)
      throws Exception {
    return send(action, cookie, csrf(get(page, cookie)), values);
  }

  private HttpResponse<String> send(
      String action, String cookie, String csrf, Map<String, String> values) throws Exception {
    String body =
        "_csrf="
            + csrf
            + values.entrySet().stream()
                .map(
                    value ->
                        "&"
                            + value.getKey()
                            + "="
                            + URLEncoder.encode(value.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining());
    return http.send(
        HttpRequest.newBuilder(address(action))
            .header("Cookie", cookie)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  static String cookie(HttpResponse<String> answer, String otherwise) {
    return answer.headers().allValues("Set-Cookie").stream()
        .filter(set -> set.startsWith("schakel-session="))
        .map(set -> set.substring(0, set.indexOf(';')))
        .reduce(otherwise, (first, last) -> last);
  }

  private static String csrf(HttpResponse<String> page) {
    Matcher field = CSRF.matcher(page.body());
    if (!field.find()) {
      throw new IllegalStateException("No form on a page with status " + page.statusCode());
    }
    return URLEncoder.encode(field.group(1), StandardCharsets.UTF_8);
  }

  private URI address(String path) {
    return URI.create("http://localhost:" + port + path);
  }
}
