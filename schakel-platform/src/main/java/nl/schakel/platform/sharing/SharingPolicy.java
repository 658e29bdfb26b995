// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import nl.schakel.platform.web.FieldProblem;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * The sharing rules as an AuthZEN policy: may an organisation of this type ({@code subject}) share
 * ({@code action}) this class of data ({@code resource}) with another?
 *
 * <p>{@code true} means that it may go now: the answer is allowed, or allowed-if with every
 * condition in {@code action.properties.met}. Everything that the rules do not know is {@code
 * false}.
 */
@Component
class SharingPolicy implements AuthZen.Policy {
  private static final int MOST_MET = 50;

  static final String SUBJECT = "organisation-type";
  static final String ACTION = "share";
  static final String RESOURCE = "data-class";

  private final SharingRules rules;
  private final SharingCodes codes;

  SharingPolicy(SharingRules rules, SharingCodes codes) {
    this.rules = rules;
    this.codes = codes;
  }

  @Override
  public AuthZen.Decided decide(AuthZen.Asked asked) {
    if (!asked.subject().type().equals(SUBJECT)
        || !asked.action().equals(ACTION)
        || !asked.resource().type().equals(RESOURCE)) {
      return refused(
          "The rules are asked about subject type %s, action %s and resource type %s"
              .formatted(SUBJECT, ACTION, RESOURCE));
    }
    Map<String, String> given = new HashMap<>();
    given.put("sender", asked.subject().id());
    put(given, "receiver", asked.actionProperties().path("to"));
    for (String field : List.of("purpose", "consent", "urgency")) {
      put(given, field, asked.actionProperties().path(field));
    }
    for (String field : List.of("subject", "regime")) {
      put(given, field, asked.resource().properties().path(field));
    }
    return switch (rules.read(given, List.of(asked.resource().id()))) {
      case SharingRules.Read.Asked read -> told(rules.answer(read.question()), met(asked));
      case SharingRules.Read.Refused unknown -> refused(sentence(unknown.problems()));
    };
  }

  /** A property of another kind than text is a code that no list has. */
  private static void put(Map<String, String> given, String field, JsonNode value) {
    if (!value.isMissingNode()) {
      given.put(field, value.isString() ? value.asString() : SharingParties.UNKNOWN);
    }
  }

  private static Set<String> met(AuthZen.Asked asked) {
    JsonNode given = asked.actionProperties().path("met");
    if (given.size() > MOST_MET) {
      throw new AuthZen.Invalid("met is an array of at most %d codes".formatted(MOST_MET));
    }
    Set<String> met = new TreeSet<>();
    given.forEach(one -> met.add(one.asString("")));
    return met;
  }

  private AuthZen.Decided told(SharingAnswer answer, Set<String> met) {
    List<String> unmet = new ArrayList<>(answer.conditions());
    unmet.removeIf(condition -> !codes.isGate(condition) || met.contains(condition));
    Map<String, Object> reason = new LinkedHashMap<>();
    reason.put("decision", answer.decision().code());
    reason.put("certainty", answer.certainty().code());
    reason.put("conditions", answer.conditions());
    reason.put("unmet", unmet);
    reason.put("grounds", answer.grounds());
    reason.put("rows", answer.rules().stream().map(SharingAnswer.Rule::id).toList());
    reason.put("tableVersion", answer.tableVersion());
    Map<String, Object> context = new LinkedHashMap<>();
    context.put(
        "id", answer.rules().stream().findFirst().map(SharingAnswer.Rule::id).orElse("no-row"));
    context.put("reason_user", reason);
    return new AuthZen.Decided(answer.decision().positive() && unmet.isEmpty(), context);
  }

  private static String sentence(List<FieldProblem> problems) {
    FieldProblem first = problems.getFirst();
    return "%s is not known or missing; allowed: %s"
        .formatted(first.field(), first.arguments().get(1));
  }

  private static AuthZen.Decided refused(String why) {
    return new AuthZen.Decided(
        false, Map.of("id", "not-understood", "reason_user", Map.of("en", why)));
  }
}
