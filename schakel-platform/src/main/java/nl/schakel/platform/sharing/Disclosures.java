// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import nl.schakel.platform.access.Actor;
import nl.schakel.platform.access.Gate;
import nl.schakel.platform.audit.AuditEntryId;
import nl.schakel.platform.audit.AuditLog;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks the rules in force before anything is disclosed, and writes the decision to the audit log.
 *
 * <p>Guarantee: what goes out after an answer of this class has a line in the log that says by
 * which rows of which version; a "no" is logged also when the caller rolls back. Whether an
 * agreement is in force is looked up here for each decision, whatever the caller says about it. It
 * does not keep a caller from ignoring the answer: the tests over all routes do.
 */
@Component
public class Disclosures {
  private final SharingRules rules;
  private final SharingCodes codes;
  private final Covenants covenants;
  private final AuditLog auditLog;
  private final Gate gate;
  private final JsonMapper json;

  Disclosures(
      SharingRules rules,
      SharingCodes codes,
      Covenants covenants,
      AuditLog auditLog,
      Gate gate,
      JsonMapper json) {
    this.rules = rules;
    this.codes = codes;
    this.covenants = covenants;
    this.auditLog = auditLog;
    this.gate = gate;
    this.json = json;
  }

  /** Decides and logs in the transaction of the caller; never throws for "no". */
  @Transactional(propagation = Propagation.MANDATORY)
  public Disclosure decide(DisclosureRequest request) {
    return decide(List.of(request)).getFirst();
  }

  /** Decides several of one request, with one line in the log; the answers are in their order. */
  @Transactional(propagation = Propagation.MANDATORY)
  public List<Disclosure> decide(List<DisclosureRequest> requests) {
    return decided(requests, false);
  }

  /** Decides and commits the line at once, for what is shown even when a later step fails. */
  public Disclosure decideApart(DisclosureRequest request) {
    return decided(List.of(request), true).getFirst();
  }

  private List<Disclosure> decided(List<DisclosureRequest> asked, boolean apart) {
    if (asked.isEmpty()) {
      return List.of();
    }
    List<DisclosureRequest> requests = withAgreements(asked);
    Rulebook rulebook = rules.rulebook();
    List<Weighed> weighed = requests.stream().map(one -> weigh(one, rulebook)).toList();
    boolean anythingGoes = weighed.stream().anyMatch(one -> !one.mayGo().isEmpty());
    DisclosureDecided event = event(requests, weighed, rulebook.version(), anythingGoes);
    Actor actor = gate.actor().orElseThrow(() -> new IllegalStateException("Nobody is at work"));
    AuditEntryId id =
        apart || !anythingGoes
            ? auditLog.writeApart(actor, event)
            : auditLog.writeFor(actor, event);
    List<Disclosure> disclosures = new ArrayList<>();
    for (int i = 0; i < weighed.size(); i++) {
      Weighed one = weighed.get(i);
      disclosures.add(
          new Disclosure(
              id.value(), one.answer(), one.mayGo(), one.withheld(), requests.get(i).agreed()));
    }
    return disclosures;
  }

  /** An agreement counts when it is in force now; that it is, nobody can simply declare. */
  private List<DisclosureRequest> withAgreements(List<DisclosureRequest> requests) {
    Map<String, List<Covenant>> inForce = new HashMap<>();
    List<DisclosureRequest> proven = new ArrayList<>();
    for (DisclosureRequest request : requests) {
      List<Covenant> agreements =
          inForce.computeIfAbsent(request.question().purpose(), covenants::inForce);
      Set<String> declared = new TreeSet<>(request.met());
      declared.removeIf(Covenants::decidesAbout);
      proven.add(request.meeting(declared).agreeing(agreed(request, agreements)));
    }
    return proven;
  }

  private static Map<String, DisclosureRequest.Agreed> agreed(
      DisclosureRequest request, List<Covenant> agreements) {
    SharingQuestion question = request.question();
    Map<String, DisclosureRequest.Agreed> agreed = new LinkedHashMap<>();
    for (String data : question.data()) {
      Covenants.Exchange exchange =
          new Covenants.Exchange(
              question.sender(),
              request.from(),
              question.receiver(),
              request.to(),
              question.purpose(),
              data);
      List<Covenant> covering = exchange.coveredBy(agreements);
      if (!covering.isEmpty()) {
        agreed.put(data, DisclosureRequest.Agreed.by(covering));
      }
    }
    return agreed;
  }

  private record Weighed(
      SharingAnswer answer, Set<String> mayGo, Map<String, Disclosure.Withheld> withheld) {}

  private Weighed weigh(DisclosureRequest request, Rulebook rulebook) {
    SharingAnswer answer = rulebook.answer(request.question());
    return weigh(request, answer, gates(answer));
  }

  /** The conditions of an answer that must be so before anything goes, by the codes of today. */
  Set<String> gates(SharingAnswer answer) {
    return answer.conditions().stream()
        .filter(codes::isGate)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /**
   * What a decision says in the log, by an answer that is given again.
   *
   * @param gates conditions that counted as gates then, whatever the codes of today say of them
   */
  Map<String, Object> response(DisclosureRequest request, SharingAnswer answer, Set<String> gates) {
    return fields(weigh(request, answer, gates));
  }

  private static Weighed weigh(DisclosureRequest request, SharingAnswer answer, Set<String> gates) {
    Set<String> mayGo = new LinkedHashSet<>();
    Map<String, Disclosure.Withheld> withheld = new LinkedHashMap<>();
    for (SharingAnswer.ForClass one : answer.classes()) {
      List<String> unmet = unmet(one, gates, request);
      if ((one.decision().positive() && unmet.isEmpty()) || request.argued().contains(one.data())) {
        mayGo.add(one.data());
      } else {
        withheld.put(one.data(), new Disclosure.Withheld(one.decision(), unmet, one.rules()));
      }
    }
    return new Weighed(answer, mayGo, withheld);
  }

  /** The gates of an answer of which there is no proof. */
  private static List<String> unmet(
      SharingAnswer.ForClass one, Set<String> gates, DisclosureRequest request) {
    Set<String> agreed =
        Optional.ofNullable(request.agreed().get(one.data()))
            .map(DisclosureRequest.Agreed::gates)
            .orElse(Set.of());
    return one.conditions().stream()
        .filter(gates::contains)
        .filter(gate -> !request.met().contains(gate) && !agreed.contains(gate))
        .toList();
  }

  private DisclosureDecided event(
      List<DisclosureRequest> requests,
      List<Weighed> weighed,
      String version,
      boolean anythingGoes) {
    List<Map<String, Object>> asked = new ArrayList<>();
    List<Map<String, Object>> answered = new ArrayList<>();
    for (int i = 0; i < requests.size(); i++) {
      asked.add(fields(requests.get(i)));
      answered.add(fields(weighed.get(i)));
    }
    return new DisclosureDecided(
        requests,
        json.writeValueAsString(asked),
        json.writeValueAsString(answered),
        version,
        weighed.stream()
            .flatMap(one -> one.answer().rules().stream())
            .map(SharingAnswer.Rule::id)
            .distinct()
            .collect(Collectors.joining(",")),
        weighed.stream()
            .flatMap(one -> gates(one.answer()).stream())
            .distinct()
            .sorted()
            .collect(Collectors.joining(",")),
        TraceContext.trace(),
        TraceContext.span(),
        anythingGoes);
  }

  private static Map<String, Object> fields(DisclosureRequest request) {
    SharingQuestion question = request.question();
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("sender", question.sender());
    fields.put("receiver", question.receiver());
    fields.put("purpose", question.purpose());
    fields.put("data", question.data());
    fields.put("subject", question.subject());
    fields.put("consent", question.consent());
    fields.put("regime", question.regime());
    fields.put("urgency", question.urgency());
    fields.put("met", request.met().stream().sorted().toList());
    if (!request.agreed().isEmpty()) {
      Map<String, Set<String>> agreed = new TreeMap<>();
      Map<String, Set<String>> agreements = new TreeMap<>();
      request
          .agreed()
          .forEach(
              (data, one) -> {
                agreed.put(data, one.gates());
                agreements.put(data, one.agreements());
              });
      fields.put("agreed", agreed);
      fields.put("agreements", agreements);
    }
    if (!request.argued().isEmpty()) {
      fields.put("argued", request.argued().stream().sorted().toList());
    }
    return fields;
  }

  private static Map<String, Object> fields(Weighed weighed) {
    Map<String, Object> withheld = new LinkedHashMap<>();
    weighed
        .withheld()
        .forEach(
            (data, why) ->
                withheld.put(
                    data, Map.of("decision", why.decision().code(), "unmet", why.unmet())));
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("decision", weighed.answer().decision().code());
    fields.put("mayGo", List.copyOf(weighed.mayGo()));
    fields.put("withheld", withheld);
    return fields;
  }
}
