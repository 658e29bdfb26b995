// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import nl.schakel.platform.access.OrganisationId;
import org.springframework.stereotype.Component;

/**
 * Asks the rules about every class of data of a share and takes out what may not go.
 *
 * <p>Guarantee: preview, sending and every look of the recipient go through here, so that what was
 * previewed is what was sent, and what is shown is what may go today.
 */
@Component
class ShareDecisions {
  /** Conditions that only a consent is the proof of. */
  static final Set<String> BY_CONSENT = Set.of("consent-recorded", "explicit-consent");

  /** What can stand instead of a consent once it is not there. */
  private static final List<String> WITHOUT = List.of("not-asked", "refused");

  private final Disclosures disclosures;
  private final SharingRules rules;
  private final SharingCodes codes;
  private final SharingParties parties;

  ShareDecisions(
      Disclosures disclosures, SharingRules rules, SharingCodes codes, SharingParties parties) {
    this.disclosures = disclosures;
    this.rules = rules;
    this.codes = codes;
    this.parties = parties;
  }

  /** Who gives whom, what for; the same for all classes. */
  record Exchange(
      OrganisationId from,
      OrganisationId to,
      String purpose,
      String subject,
      String urgency,
      Optional<String> regime,
      String object,
      String channel) {
    static Exchange of(Share share, String channel) {
      return new Exchange(
          share.from(),
          share.to(),
          share.purpose(),
          share.subject(),
          share.urgency(),
          share.regime(),
          "share/" + share.id(),
          channel);
    }
  }

  /** What is known about one class beside the question: consent, and the proof that there is. */
  record Stance(String consent, Set<String> met) {
    Stance {
      met = new TreeSet<>(met);
    }
  }

  /** Whether a sender may say of this condition that it is met; others have a register. */
  static boolean mayDeclare(String gate) {
    return !Covenants.decidesAbout(gate) && !BY_CONSENT.contains(gate);
  }

  /** Decides about these classes, with one line in the log. */
  List<ShareClass> decide(
      Exchange exchange, List<String> classes, Function<String, Stance> stanceOf) {
    Map<Stance, List<String>> alike = new LinkedHashMap<>();
    for (String data : classes) {
      alike.computeIfAbsent(stanceOf.apply(data), one -> new ArrayList<>()).add(data);
    }
    List<DisclosureRequest> requests = new ArrayList<>();
    alike.forEach((stance, data) -> requests.add(request(exchange, stance, data)));
    List<Disclosure> answers = disclosures.decide(requests);
    List<ShareClass> decided = new ArrayList<>();
    List<Stance> stances = List.copyOf(alike.keySet());
    for (int i = 0; i < answers.size(); i++) {
      Disclosure answer = answers.get(i);
      Stance stance = stances.get(i);
      answer.answer().classes().forEach(one -> decided.add(decided(exchange, stance, answer, one)));
    }
    return decided;
  }

  private DisclosureRequest request(Exchange exchange, Stance stance, List<String> data) {
    return new DisclosureRequest(
            question(exchange, stance.consent(), data),
            exchange.to(),
            exchange.object(),
            exchange.channel())
        .sentBy(exchange.from())
        .meeting(stance.met());
  }

  private SharingQuestion question(Exchange exchange, String consent, List<String> data) {
    String sender = parties.of(exchange.from());
    return new SharingQuestion(
        sender,
        parties.of(exchange.to()),
        exchange.purpose(),
        data,
        exchange.subject(),
        consent,
        exchange.regime().orElseGet(() -> codes.usualRegime(sender)),
        exchange.urgency());
  }

  private ShareClass decided(
      Exchange exchange, Stance stance, Disclosure answer, SharingAnswer.ForClass one) {
    Optional<Disclosure.Withheld> withheld = Optional.ofNullable(answer.withheld().get(one.data()));
    boolean mayGo = answer.mayGo().contains(one.data());
    Stance proven = proven(stance, Optional.ofNullable(answer.agreed().get(one.data())));
    return new ShareClass(
        one.data(),
        stance.consent(),
        mayGo && rests(exchange, proven, one.data()),
        List.copyOf(proven.met()),
        mayGo,
        one.decision(),
        withheld.map(Disclosure.Withheld::unmet).orElse(List.of()),
        one.rules().stream().map(SharingAnswer.Rule::id).toList(),
        one.conditions(),
        answer.id());
  }

  /** With what agreements in force meet, and without what was said about agreements. */
  private static Stance proven(Stance stance, Optional<DisclosureRequest.Agreed> agreed) {
    Set<String> met = new TreeSet<>(stance.met());
    met.removeIf(Covenants::decidesAbout);
    agreed.ifPresent(one -> met.addAll(one.gates()));
    return new Stance(stance.consent(), met);
  }

  /**
   * Whether it would not go without this consent: when nobody had been asked, or when the person
   * had said no, which is what a consent becomes that is withdrawn.
   */
  private boolean rests(Exchange exchange, Stance stance, String data) {
    return stance.consent().equals("given")
        && WITHOUT.stream().anyMatch(answer -> !goes(exchange, answer, stance.met(), data));
  }

  private boolean goes(Exchange exchange, String consent, Set<String> met, String data) {
    SharingAnswer.ForClass answer =
        rules.answer(question(exchange, consent, List.of(data))).classes().getFirst();
    return answer.decision().positive()
        && answer.conditions().stream()
            .filter(condition -> codes.code(SharingCodes.GATE, condition).isPresent())
            .allMatch(gate -> met.contains(gate) && !BY_CONSENT.contains(gate));
  }

  /**
   * Takes out what may not go and what the sender leaves out. What was withheld before stays
   * withheld. A field that is kept back looks the same whether it has a value or not: so where the
   * sender leaves a field out, what has no value in that class of data is hidden with it.
   */
  static List<CaseField> redact(
      List<CaseField> fields, List<ShareClass> classes, Set<String> chosen) {
    Set<String> mayGo = new LinkedHashSet<>();
    classes.stream().filter(ShareClass::mayGo).forEach(one -> mayGo.add(one.data()));
    Set<String> leftOut = new LinkedHashSet<>();
    fields.stream()
        .filter(field -> field.state().there() && !chosen.contains(field.name()))
        .forEach(field -> leftOut.add(field.data()));
    return fields.stream()
        .map(
            field -> {
              boolean shown =
                  field.state().there()
                      ? chosen.contains(field.name())
                      : !leftOut.contains(field.data());
              return redact(field, mayGo.contains(field.data()), shown);
            })
        .toList();
  }

  private static CaseField redact(CaseField field, boolean mayGo, boolean shown) {
    if (field.state().withheld()) {
      return field;
    }
    if (!mayGo) {
      return field.as(CaseField.State.NOT_ALLOWED);
    }
    return shown ? field : field.as(CaseField.State.HIDDEN);
  }

  static List<String> classes(List<CaseField> fields) {
    return fields.stream().map(CaseField::data).distinct().toList();
  }
}
