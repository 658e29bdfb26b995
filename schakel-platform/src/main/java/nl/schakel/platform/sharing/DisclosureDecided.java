// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import nl.schakel.platform.audit.AuditEvent;

/**
 * The rules were asked before something was disclosed. The details have the shape of the draft
 * Authorization Decision Log of the Dutch government: request, response, and the version and rows
 * of the policy, enough to give the same answer again.
 *
 * @param request JSON of everything that was asked
 * @param response JSON of everything that was answered
 * @param gates conditions in those rows that had to be so before anything went: which conditions
 *     are gates comes with a release and not with a version of the rules
 */
record DisclosureDecided(
    List<DisclosureRequest> asked,
    String request,
    String response,
    String policies,
    String rows,
    String gates,
    String traceId,
    String spanId,
    boolean anythingGoes)
    implements AuditEvent {
  static final String ACTIVITY = "sharing.decide";

  @Override
  public String activity() {
    return ACTIVITY;
  }

  @Override
  public Purpose purpose() {
    return switch (asked.getFirst().question().purpose()) {
      case "registration" -> Purpose.REGISTRATION;
      case "statistics", "research" -> Purpose.STATISTICS;
      default -> Purpose.CASE_HANDLING;
    };
  }

  @Override
  public String object() {
    return asked.getFirst().subject();
  }

  @Override
  public Optional<UUID> subject() {
    String subject = asked.getFirst().subject();
    return subject.startsWith("person/")
        ? Optional.of(UUID.fromString(subject.substring("person/".length())))
        : Optional.empty();
  }

  @Override
  public Result result() {
    return anythingGoes ? Result.DONE : Result.REFUSED;
  }

  @Override
  public Map<String, String> details() {
    Map<String, String> details = new LinkedHashMap<>();
    details.put("type", "disclosure");
    details.put("channel", asked.getFirst().channel());
    asked.getFirst().to().ifPresent(to -> details.put("to", to.value().toString()));
    details.put("trace_id", traceId);
    details.put("span_id", spanId);
    details.put("request", request);
    details.put("response", response);
    details.put("policies", policies);
    details.put("rows", rows);
    details.put("gates", gates);
    return details;
  }
}
