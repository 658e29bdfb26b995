// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import nl.schakel.platform.access.Open;
import nl.schakel.platform.sharing.AuthZen;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import tools.jackson.databind.json.JsonMapper;

/**
 * The sharing rules for systems that speak OpenID AuthZEN 1.0. As on the page, no sign-in: a
 * question holds codes only, and is not kept.
 */
@Open
@RestController
class AuthZenApi {
  private static final int LARGEST_BYTES = 1_000_000;
  private static final String EVALUATION = "/access/v1/evaluation";
  private static final String EVALUATIONS = "/access/v1/evaluations";

  private final AuthZen authZen;
  private final JsonMapper json;

  AuthZenApi(AuthZen.Policy policy, JsonMapper json) {
    this.authZen = new AuthZen(policy, json);
    this.json = json;
  }

  @GetMapping(path = "/.well-known/authzen-configuration", produces = "application/json")
  Map<String, String> configuration() {
    String here = ServletUriComponentsBuilder.fromCurrentContextPath().toUriString();
    Map<String, String> configuration = new LinkedHashMap<>();
    configuration.put("policy_decision_point", here);
    configuration.put("access_evaluation_endpoint", here + EVALUATION);
    configuration.put("access_evaluations_endpoint", here + EVALUATIONS);
    return configuration;
  }

  @PostMapping(path = EVALUATION, produces = "application/json")
  ResponseEntity<Object> evaluation(HttpServletRequest request) throws IOException {
    return answered(request, authZen::evaluation);
  }

  @PostMapping(path = EVALUATIONS, produces = "application/json")
  ResponseEntity<Object> evaluations(HttpServletRequest request) throws IOException {
    return answered(request, authZen::evaluations);
  }

  /** A refusal is a message as a JSON string, as the standard asks. */
  private ResponseEntity<Object> answered(
      HttpServletRequest request, Function<String, Map<String, Object>> work) throws IOException {
    try {
      return reply(ResponseEntity.ok(), request).body(work.apply(body(request)));
    } catch (AuthZen.Invalid invalid) {
      return reply(ResponseEntity.badRequest(), request)
          .body(json.writeValueAsString(invalid.getMessage()));
    }
  }

  private static String body(HttpServletRequest request) throws IOException {
    String type = request.getContentType();
    if (type == null
        || !type.toLowerCase(Locale.ROOT).startsWith(MediaType.APPLICATION_JSON_VALUE)) {
      throw new AuthZen.Invalid("a request is application/json");
    }
    byte[] body = request.getInputStream().readNBytes(LARGEST_BYTES + 1);
    if (body.length == 0 || body.length > LARGEST_BYTES) {
      throw new AuthZen.Invalid("a request has 1 to %d bytes".formatted(LARGEST_BYTES));
    }
    return new String(body, StandardCharsets.UTF_8);
  }

  /** The identifier of the caller's request goes back as it came, when it can stand in a header. */
  private static ResponseEntity.BodyBuilder reply(
      ResponseEntity.BodyBuilder builder, HttpServletRequest request) {
    String id = request.getHeader("X-Request-ID");
    return id != null && id.matches("[\\x21-\\x7e]{1,200}")
        ? builder.header("X-Request-ID", id)
        : builder;
  }
}
