// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import nl.schakel.platform.access.Gate;
import nl.schakel.platform.audit.AuditLine;
import nl.schakel.platform.audit.AuditTrail;
import nl.schakel.platform.command.Command;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code ./schakel replay-decision}: gives a logged decision again, by the version that made it.
 */
@Component
class ReplayDecision implements Command {
  private final AuditTrail trail;
  private final RuleVersions versions;
  private final Disclosures disclosures;
  private final Gate gate;
  private final JsonMapper json;

  ReplayDecision(
      AuditTrail trail,
      RuleVersions versions,
      Disclosures disclosures,
      Gate gate,
      JsonMapper json) {
    this.trail = trail;
    this.versions = versions;
    this.disclosures = disclosures;
    this.gate = gate;
    this.json = json;
  }

  @Override
  public String name() {
    return "replay-decision";
  }

  @Override
  public String usage() {
    return "replay-decision ID            give a logged decision about sharing again and compare it with the log";
  }

  @Override
  public int run(List<String> arguments) {
    Optional<UUID> id = arguments.size() == 1 ? id(arguments.getFirst()) : Optional.empty();
    if (id.isEmpty()) {
      System.err.printf("replay-decision takes the identifier of a line of the log.%n");
      return 2;
    }
    return switch (replay(id.get())) {
      case Replayed.Same(String version) -> {
        System.out.printf("The same decision, by the tables %s.%n", version);
        yield 0;
      }
      case Replayed.Different(String logged, String now) -> {
        System.out.printf("Another decision.%n  logged: %s%n  now:    %s%n", logged, now);
        yield 1;
      }
      case Replayed.Unknown(String why) -> {
        System.err.printf("%s%n", why);
        yield 2;
      }
    };
  }

  private static Optional<UUID> id(String text) {
    try {
      return Optional.of(UUID.fromString(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** What giving a decision again showed. */
  sealed interface Replayed {
    record Same(String version) implements Replayed {}

    record Different(String logged, String now) implements Replayed {}

    record Unknown(String why) implements Replayed {}
  }

  Replayed replay(UUID id) {
    Optional<AuditLine> line = gate.asSystem(() -> trail.line(id));
    if (line.filter(one -> one.activity().equals(DisclosureDecided.ACTIVITY)).isEmpty()) {
      return new Replayed.Unknown("The log has no decision about sharing with this identifier.");
    }
    JsonNode details = json.readTree(line.get().details());
    String version = details.path("policies").asString("");
    List<Object> again = new ArrayList<>();
    for (JsonNode asked : json.readTree(details.path("request").asString("[]"))) {
      DisclosureRequest request = request(asked);
      Optional<SharingAnswer> answer = versions.answer(request.question(), version);
      if (answer.isEmpty()) {
        return new Replayed.Unknown("The tables %s are not kept here.".formatted(version));
      }
      again.add(disclosures.response(request, answer.get(), gates(details, answer.get())));
    }
    String logged = details.path("response").asString("");
    String now = json.writeValueAsString(again);
    return json.readTree(logged).equals(json.readTree(now))
        ? new Replayed.Same(version)
        : new Replayed.Different(logged, now);
  }

  /** As they were logged; lines from before they were are read by the codes of today. */
  private Set<String> gates(JsonNode details, SharingAnswer answer) {
    return details.has("gates")
        ? Set.of(details.path("gates").asString("").split(",", -1))
        : disclosures.gates(answer);
  }

  private static DisclosureRequest request(JsonNode asked) {
    return new DisclosureRequest(
        new SharingQuestion(
            asked.path("sender").asString(""),
            asked.path("receiver").asString(""),
            asked.path("purpose").asString(""),
            List.copyOf(texts(asked.path("data"))),
            asked.path("subject").asString(""),
            asked.path("consent").asString(""),
            asked.path("regime").asString(""),
            asked.path("urgency").asString("")),
        texts(asked.path("met")),
        agreed(asked.path("agreed")),
        texts(asked.path("argued")),
        Optional.empty(),
        Optional.empty(),
        "",
        "");
  }

  /** Lines from before agreements were looked up for every decision name none. */
  private static Map<String, DisclosureRequest.Agreed> agreed(JsonNode logged) {
    Map<String, DisclosureRequest.Agreed> agreed = new LinkedHashMap<>();
    logged
        .properties()
        .forEach(
            one ->
                agreed.put(
                    one.getKey(), new DisclosureRequest.Agreed(texts(one.getValue()), Set.of())));
    return agreed;
  }

  private static Set<String> texts(JsonNode array) {
    Set<String> texts = new LinkedHashSet<>();
    array.forEach(one -> texts.add(one.asString("")));
    return texts;
  }
}
