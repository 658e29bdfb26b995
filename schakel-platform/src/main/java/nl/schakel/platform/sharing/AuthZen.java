// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The Access Evaluation and Access Evaluations APIs of OpenID AuthZEN Authorization API 1.0, over
 * any policy: reads requests, fills in defaults, orders and stops as the semantics say.
 */
public final class AuthZen {
  private static final int MOST_EVALUATIONS = 1_000;
  private static final List<String> KEYS = List.of("subject", "action", "resource", "context");

  private final Policy policy;
  private final JsonMapper json;

  public AuthZen(Policy policy, JsonMapper json) {
    this.policy = policy;
    this.json = json;
  }

  /** Decides one question. */
  public interface Policy {
    Decided decide(Asked asked);
  }

  /** A subject or a resource. */
  public record Entity(String type, String id, JsonNode properties) {}

  /** One question: may this subject do this to this resource? */
  public record Asked(
      Entity subject,
      String action,
      JsonNode actionProperties,
      Entity resource,
      JsonNode context) {}

  /** One answer. */
  public record Decided(boolean decision, Map<String, Object> context) {}

  /** A request that is not one of the standard. */
  public static final class Invalid extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Invalid(String message) {
      super(message);
    }
  }

  /**
   * Answers one question.
   *
   * @throws Invalid when the text is not a request
   */
  public Map<String, Object> evaluation(String text) {
    return told(policy.decide(asked(read(text))));
  }

  /**
   * Answers several questions with shared defaults, or one when there are none.
   *
   * @throws Invalid when the text is not a request
   */
  public Map<String, Object> evaluations(String text) {
    JsonNode request = read(text);
    Optional<Boolean> last = last(request);
    JsonNode items = request.path("evaluations");
    if (items.isMissingNode() || (items.isArray() && items.isEmpty())) {
      return told(policy.decide(asked(request)));
    }
    if (!items.isArray() || items.size() > MOST_EVALUATIONS) {
      throw new Invalid("evaluations is an array of at most %d".formatted(MOST_EVALUATIONS));
    }
    items.forEach(item -> object("an item of evaluations", item));
    checkDefaults(request);
    List<Map<String, Object>> answers = new ArrayList<>();
    for (JsonNode item : items) {
      Decided decided = each(request, item);
      answers.add(told(decided));
      if (last.filter(stop -> stop == decided.decision()).isPresent()) {
        break;
      }
    }
    return Map.of("evaluations", answers);
  }

  /** The decision after which nothing more is evaluated; empty when all are. */
  private static Optional<Boolean> last(JsonNode request) {
    JsonNode options = optional("options", request);
    JsonNode semantic = options.path("evaluations_semantic");
    if (semantic.isMissingNode()) {
      return Optional.empty();
    }
    return switch (semantic.asString("")) {
      case "execute_all" -> Optional.empty();
      case "deny_on_first_deny" -> Optional.of(false);
      case "permit_on_first_permit" -> Optional.of(true);
      default ->
          throw new Invalid(
              "evaluations_semantic is execute_all, deny_on_first_deny or permit_on_first_permit");
    };
  }

  /** What is given for all items is whole, also when no item turns out to need it. */
  private static void checkDefaults(JsonNode request) {
    for (String field : List.of("subject", "resource")) {
      if (request.has(field)) {
        entity(field, request);
      }
    }
    if (request.has("action")) {
      action(request);
    }
    optional("context", request);
  }

  /** One of several; a fault of its own is a no of its own. */
  private Decided each(JsonNode request, JsonNode item) {
    try {
      return policy.decide(asked(filled(request, item)));
    } catch (Invalid invalid) {
      return new Decided(
          false, Map.of("id", "invalid", "reason_user", Map.of("en", invalid.getMessage())));
    }
  }

  /** What an item says itself replaces the default as a whole; nothing in it is filled in. */
  private JsonNode filled(JsonNode request, JsonNode item) {
    ObjectNode filled = json.createObjectNode();
    for (String key : KEYS) {
      JsonNode own = item.has(key) ? item.path(key) : request.path(key);
      if (!own.isMissingNode()) {
        filled.set(key, own);
      }
    }
    return filled;
  }

  private static Asked asked(JsonNode request) {
    return new Asked(
        entity("subject", request),
        action(request),
        request.path("action").path("properties"),
        entity("resource", request),
        optional("context", request));
  }

  private JsonNode read(String text) {
    try {
      return object("a request", json.readTree(text));
    } catch (JacksonException e) {
      throw new Invalid("this is not JSON");
    }
  }

  private static Entity entity(String field, JsonNode request) {
    JsonNode own = object(field, request.path(field));
    return new Entity(
        text(field, "type", own), text(field, "id", own), optional("properties", own));
  }

  private static String action(JsonNode request) {
    JsonNode own = object("action", request.path("action"));
    optional("properties", own);
    return text("action", "name", own);
  }

  private static JsonNode object(String name, JsonNode value) {
    if (!value.isObject()) {
      throw new Invalid("%s is missing or is no object".formatted(name));
    }
    return value;
  }

  /** An object or nothing. */
  private static JsonNode optional(String name, JsonNode parent) {
    JsonNode value = parent.path(name);
    return value.isMissingNode() ? value : object(name, value);
  }

  private static String text(String entity, String part, JsonNode own) {
    JsonNode value = own.path(part);
    if (!value.isString()) {
      throw new Invalid("%s.%s is missing or is no text".formatted(entity, part));
    }
    return value.asString();
  }

  private static Map<String, Object> told(Decided decided) {
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("decision", decided.decision());
    if (!decided.context().isEmpty()) {
      told.put("context", decided.context());
    }
    return told;
  }
}
