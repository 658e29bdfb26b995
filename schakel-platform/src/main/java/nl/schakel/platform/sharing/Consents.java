// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing;

import com.fasterxml.uuid.Generators;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import nl.schakel.platform.access.Actor;
import nl.schakel.platform.access.Gate;
import nl.schakel.platform.access.OrganisationId;
import nl.schakel.platform.audit.AuditEvent;
import nl.schakel.platform.audit.AuditLog;
import nl.schakel.platform.web.FieldProblem;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What people answered when asked whether something about them may be shared.
 *
 * <p>Guarantee: what was answered stays as it was written down; an answer counts only for its
 * purpose, recipient and classes of data, the newest one first; and no parent answers for a child
 * whom a parent is said to exploit, whenever that became known.
 */
@Service
public class Consents {
  private static final ZoneId ZONE = ZoneId.of("Europe/Amsterdam");
  private static final int MOST = 100;
  private static final OrganisationId NOBODY_IN_PARTICULAR = new OrganisationId(new UUID(0, 0));

  /** How a person can answer or withdraw. */
  public static final List<String> WAYS = List.of("written", "spoken", "digital");

  private static final Set<String> YES_NO_UNKNOWN = Set.of("yes", "no", "unknown");

  private final ConsentStore store;
  private final ConsentGivers givers;
  private final Cases cases;
  private final SharingCodes codes;
  private final SharingParties parties;
  private final Gate gate;
  private final AuditLog auditLog;
  private final ApplicationEventPublisher events;
  private final Clock clock;

  Consents(
      ConsentStore store,
      ConsentGivers givers,
      Cases cases,
      SharingCodes codes,
      SharingParties parties,
      Gate gate,
      AuditLog auditLog,
      ApplicationEventPublisher events,
      Clock clock) {
    this.store = store;
    this.givers = givers;
    this.cases = cases;
    this.codes = codes;
    this.parties = parties;
    this.gate = gate;
    this.auditLog = auditLog;
    this.events = events;
    this.clock = clock;
  }

  /** How writing something down ended. */
  public sealed interface Kept {
    record Done(UUID id) implements Kept {}

    record Refused(List<FieldProblem> problems) implements Kept {
      public Refused {
        problems = List.copyOf(problems);
      }
    }
  }

  /** Whose case it is about, and what is known about it that an answer must agree with. */
  @Transactional
  public SharedCase about(String kind, UUID id) {
    gate.require(SharingRights.KEEP_CONSENTS);
    return cases.read(kind, id);
  }

  @Transactional
  public Kept record(String kind, UUID id, Consent.Asked asked) {
    Actor actor = gate.require(SharingRights.KEEP_CONSENTS);
    SharedCase about = cases.read(kind, id);
    inTurn(about.reports());
    Consent.Asked complete = withType(asked);
    List<FieldProblem> problems = problems(complete, about, actor.organisation());
    if (!problems.isEmpty()) {
      return new Kept.Refused(problems);
    }
    Consent consent =
        new Consent(
            Generators.timeBasedEpochGenerator().generate(),
            actor.organisation(),
            about.anchor(),
            complete,
            actor.account(),
            clock.instant(),
            Optional.empty());
    store.insert(consent);
    auditLog.write(ConsentEvent.done("record", consent));
    boolean parents = complete.parentsExploit().equals("yes");
    if (parents || complete.answer() != Consent.Answer.GIVEN) {
      events.publishEvent(
          new ConsentChanged(
              actor.organisation(),
              about.reports(),
              about.parentExploits(),
              parents ? ConsentChanged.PARENTS_ANSWER : ConsentChanged.WITHDRAWN));
    }
    return new Kept.Done(consent.id());
  }

  private boolean byParent(Consent consent) {
    return givers.find(consent.asked().giver()).filter(ConsentGivers.Giver::parent).isPresent();
  }

  private Consent.Asked withType(Consent.Asked asked) {
    return asked
        .recipient()
        .map(
            one ->
                new Consent.Asked(
                    asked.purpose(),
                    parties.of(one),
                    asked.recipient(),
                    asked.data(),
                    asked.answer(),
                    asked.giver(),
                    asked.way(),
                    asked.explicit(),
                    asked.toldWithdrawable(),
                    asked.parentsExploit(),
                    asked.answeredOn()))
        .orElse(asked);
  }

  private List<FieldProblem> problems(
      Consent.Asked asked, SharedCase about, OrganisationId organisation) {
    List<FieldProblem> problems = new ArrayList<>();
    if (!YES_NO_UNKNOWN.contains(asked.parentsExploit())) {
      problems.add(new FieldProblem("parentsExploit", "consent.parents"));
    }
    if (codes.code("purpose", asked.purpose()).isEmpty()) {
      problems.add(new FieldProblem("purpose", "consent.purpose"));
    }
    if (codes.code(SharingCodes.PARTY, asked.recipientType()).isEmpty()) {
      problems.add(new FieldProblem("recipient", "consent.recipient"));
    }
    if (asked.data().isEmpty() || !codes.codes("data").containsAll(asked.data())) {
      problems.add(new FieldProblem("data", "consent.data"));
    }
    if (asked.answeredOn().isAfter(today())) {
      problems.add(new FieldProblem("answeredOn", "consent.future"));
    }
    if (asked.answer() == Consent.Answer.GIVEN && !WAYS.contains(asked.way())) {
      problems.add(new FieldProblem("way", "consent.way"));
    }
    giver(problems, asked, about, organisation);
    return problems;
  }

  private void giver(
      List<FieldProblem> problems,
      Consent.Asked asked,
      SharedCase about,
      OrganisationId organisation) {
    Optional<ConsentGivers.Giver> giver = givers.find(asked.giver());
    if (giver.isEmpty()) {
      if (asked.answer() != Consent.Answer.CANNOT_ASK_SAFELY || !asked.giver().isEmpty()) {
        problems.add(new FieldProblem("giver", "consent.giver"));
      }
      return;
    }
    boolean said =
        asked.parentsExploit().equals("yes")
            || about.parentExploits()
            || parentExploits(store.about(organisation, about.reports()));
    if (giver.get().parent() && said) {
      problems.add(new FieldProblem("giver", "consent.parent-exploits"));
    } else if (giver.get().parent() && store.parentsWayClosed(about.reports())) {
      // What another organisation reported is not told here.
      problems.add(new FieldProblem("giver", "consent.parents-answer"));
    }
    if (asked.answer() == Consent.Answer.GIVEN
        && about
            .birthYear()
            .filter(born -> giver.get().impossible(born, asked.answeredOn().getYear()))
            .isPresent()) {
      problems.add(new FieldProblem("giver", "consent.giver-age"));
    }
  }

  private static boolean parentExploits(Collection<Consent> known) {
    return known.stream().anyMatch(consent -> consent.asked().parentsExploit().equals("yes"));
  }

  /**
   * Writes down that the person took it back, for some classes of data or for all; what rests on it
   * goes out of every share in the same transaction. Taking back a part is a later no about that
   * part, so that both answers stay to be seen.
   *
   * @param data the classes that it is about
   */
  @Transactional(noRollbackFor = SharingNotFound.class)
  public Kept withdraw(UUID id, LocalDate on, String way, List<String> data) {
    Actor actor = gate.require(SharingRights.KEEP_CONSENTS);
    Consent consent = own(id, actor, "withdraw");
    inTurn(List.of(consent.report()));
    List<FieldProblem> problems = withdrawProblems(consent, on, way, data);
    if (problems.isEmpty() && !takenBack(consent, on, way, data, actor)) {
      problems.add(new FieldProblem("", "consent.stands-not"));
    }
    if (!problems.isEmpty()) {
      return new Kept.Refused(problems);
    }
    auditLog.write(ConsentEvent.done("withdraw", consent));
    events.publishEvent(
        new ConsentChanged(
            actor.organisation(), List.of(consent.report()), false, ConsentChanged.WITHDRAWN));
    return new Kept.Done(id);
  }

  private List<FieldProblem> withdrawProblems(
      Consent consent, LocalDate on, String way, List<String> data) {
    List<FieldProblem> problems = new ArrayList<>();
    if (!WAYS.contains(way)) {
      problems.add(new FieldProblem("way", "consent.way"));
    }
    if (on.isAfter(today()) || on.isBefore(consent.asked().answeredOn())) {
      problems.add(new FieldProblem("withdrawnOn", "consent.withdrawn-on"));
    }
    if (data.isEmpty() || !consent.asked().data().containsAll(data)) {
      problems.add(new FieldProblem("data", "consent.withdrawn-data"));
    }
    return problems;
  }

  /** False when it stands no more. */
  private boolean takenBack(
      Consent consent, LocalDate on, String way, List<String> data, Actor actor) {
    if (Set.copyOf(data).containsAll(consent.asked().data())) {
      return store.withdraw(
          consent.id(),
          actor.organisation(),
          new Consent.Withdrawal(on, way, actor.account(), clock.instant()));
    }
    if (!stand(Set.of(consent.id()))) {
      return false;
    }
    store.insert(
        new Consent(
            Generators.timeBasedEpochGenerator().generate(),
            actor.organisation(),
            consent.report(),
            consent.asked().noLonger(data, way, on),
            actor.account(),
            clock.instant(),
            Optional.empty()));
    return true;
  }

  /** One answer of the own organisation; the look is logged, "not yours" is "not there". */
  @Transactional(noRollbackFor = SharingNotFound.class)
  public Consent read(UUID id) {
    Actor actor = gate.require(SharingRights.KEEP_CONSENTS);
    Consent consent = own(id, actor, "read");
    auditLog.write(ConsentEvent.done("read", consent));
    return consent;
  }

  /** Of this answer the classes of data for which it still is the one that counts. */
  @Transactional(readOnly = true)
  public List<String> counting(Consent consent) {
    gate.require(SharingRights.KEEP_CONSENTS);
    Known known = known(consent.organisation(), List.of(consent.report()), false);
    Consent.Asked asked = consent.asked();
    OrganisationId recipient = asked.recipient().orElse(NOBODY_IN_PARTICULAR);
    return asked.data().stream()
        .filter(
            data ->
                standing(known, asked.purpose(), asked.recipientType(), recipient, data)
                    .consent()
                    .filter(one -> one.id().equals(consent.id()))
                    .isPresent())
        .toList();
  }

  private Consent own(UUID id, Actor actor, String verb) {
    Optional<Consent> found = store.byId(id, actor.organisation());
    if (found.isEmpty()) {
      auditLog.write(new ConsentEvent(verb, id, new UUID(0, 0), "", AuditEvent.Result.REFUSED));
    }
    return found.orElseThrow(() -> new SharingNotFound("consent", id));
  }

  /** The newest answers that the own organisation wrote down. */
  @Transactional(readOnly = true)
  public List<Consent> newest() {
    return store.newest(gate.require(SharingRights.KEEP_CONSENTS).organisation(), MOST);
  }

  /** What people call the cases of these answers. */
  @Transactional(readOnly = true)
  public Map<UUID, String> labels(Collection<Consent> consents) {
    gate.require(SharingRights.KEEP_CONSENTS);
    return cases.labels(consents.stream().map(Consent::report).distinct().toList());
  }

  /** Cases to write an answer down for; the room that keeps them logs that somebody looked. */
  @Transactional
  public Map<String, List<ShareableCases.Choice>> newestCases(int most) {
    gate.require(SharingRights.KEEP_CONSENTS);
    return cases.newest(most);
  }

  /**
   * What stands about one class of data.
   *
   * @param code of the list consent: given, refused, cannot-ask-safely or not-asked
   * @param consent the answer that it rests on; empty when nobody was asked
   */
  record Standing(String code, Optional<Consent> consent) {
    static final Standing NOT_ASKED = new Standing("not-asked", Optional.empty());

    /** The conditions of the rules that this answer is the proof of. */
    Set<String> gates() {
      if (!code.equals("given")) {
        return Set.of();
      }
      Consent.Asked asked = consent.orElseThrow().asked();
      if (!asked.toldWithdrawable()) {
        return Set.of();
      }
      return asked.explicit()
          ? Set.of("consent-recorded", "explicit-consent")
          : Set.of("consent-recorded");
    }
  }

  /** Everything that was answered about a case, to ask it about several classes of data. */
  record Known(List<Consent> consents, boolean parentExploits) {}

  /** What this organisation knows about a case; for the rules, so it asks no right of its own. */
  Known known(OrganisationId organisation, List<UUID> reports, boolean parentExploits) {
    List<Consent> consents = store.about(organisation, reports);
    return new Known(
        consents, parentExploits || parentExploits(consents) || store.parentsWayClosed(reports));
  }

  /** The newest answer about exactly this; an answer of a parent who exploits is no answer. */
  Standing standing(
      Known known, String purpose, String recipientType, OrganisationId recipient, String data) {
    return known.consents().stream()
        .filter(consent -> !(known.parentExploits() && byParent(consent)))
        .filter(consent -> consent.covers(purpose, recipientType, recipient, data))
        .findFirst()
        .map(
            consent ->
                new Standing(
                    consent.withdrawal().isPresent() ? "refused" : consent.asked().answer().code(),
                    Optional.of(consent)))
        .orElse(Standing.NOT_ASKED);
  }

  /**
   * Waits until nobody else writes down an answer about these reports, or sends them, and keeps
   * others waiting until the transaction ends: so a "no" comes before a share or after it, and is
   * never overlooked.
   */
  void inTurn(Collection<UUID> reports) {
    store.inTurn(reports);
  }

  /** Holds these consents until the transaction ends, so that no withdrawal comes in between. */
  boolean stand(Set<UUID> ids) {
    return ids.isEmpty() || store.hold(ids) == ids.size();
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZONE);
  }
}
