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

/**
 * The Access Evaluation and Access Evaluations APIs of OpenID AuthZEN Authorization API 1.0, over
 * any policy: reads requests, fills in defaults, orders and stops as the semantics say.
 */
public final class AuthZen {
  private static final int MOST_EVALUATIONS = 1_000;
  private static final List<String> ENTITY_PARTS = List.of("type", "id");

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
    JsonNode items = request.path("evaluations");
    if (items.isMissingNode() || (items.isArray() && items.isEmpty())) {
      return told(policy.decide(asked(request)));
    }
    if (!items.isArray() || items.size() > MOST_EVALUATIONS) {
      throw new Invalid("evaluations is an array of at most %d".formatted(MOST_EVALUATIONS));
    }
    Optional<Boolean> last = last(request);
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
    JsonNode semantic = request.path("options").path("evaluations_semantic");
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

  /** One of several; a fault of its own is a no of its own. */
  private Decided each(JsonNode request, JsonNode item) {
    try {
      return policy.decide(
          new Asked(
              entity("subject", item, request),
              name(own("action", item, request), request.path("action")),
              own("action", item, request).path("properties"),
              entity("resource", item, request),
              own("context", item, request)));
    } catch (Invalid invalid) {
      return new Decided(
          false, Map.of("id", "invalid", "reason_user", Map.of("en", invalid.getMessage())));
    }
  }

  private Asked asked(JsonNode request) {
    JsonNode nothing = json.createObjectNode();
    JsonNode context = request.path("context");
    if (!context.isMissingNode() && !context.isObject()) {
      throw new Invalid("context is an object");
    }
    return new Asked(
        entity("subject", request, nothing),
        name(request.path("action"), nothing),
        request.path("action").path("properties"),
        entity("resource", request, nothing),
        context);
  }

  private JsonNode read(String text) {
    try {
      JsonNode read = json.readTree(text);
      if (!read.isObject()) {
        throw new Invalid("a request is an object");
      }
      return read;
    } catch (JacksonException e) {
      throw new Invalid("this is not JSON");
    }
  }

  /** What an item says itself replaces the default as a whole. */
  private static JsonNode own(String field, JsonNode item, JsonNode request) {
    JsonNode own = item.path(field);
    return own.isMissingNode() ? request.path(field) : own;
  }

  /** As {@link #own}, but a type or id that the item leaves out is that of the default. */
  private static Entity entity(String field, JsonNode item, JsonNode request) {
    JsonNode own = own(field, item, request);
    if (!own.isObject()) {
      throw new Invalid("%s is missing or is no object".formatted(field));
    }
    List<String> parts = new ArrayList<>();
    for (String part : ENTITY_PARTS) {
      JsonNode value = own.has(part) ? own.path(part) : request.path(field).path(part);
      if (!value.isString()) {
        throw new Invalid("%s.%s is missing or is no text".formatted(field, part));
      }
      parts.add(value.asString());
    }
    return new Entity(parts.get(0), parts.get(1), own.path("properties"));
  }

  private static String name(JsonNode action, JsonNode otherwise) {
    if (!action.isObject()) {
      throw new Invalid("action is missing or is no object");
    }
    JsonNode name = action.has("name") ? action.path("name") : otherwise.path("name");
    if (!name.isString()) {
      throw new Invalid("action.name is missing or is no text");
    }
    return name.asString();
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
