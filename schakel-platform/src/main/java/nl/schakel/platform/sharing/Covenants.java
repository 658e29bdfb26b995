// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.schakel.platform.access.AccountId;
import nl.schakel.platform.access.Actor;
import nl.schakel.platform.access.Gate;
import nl.schakel.platform.access.OrganisationId;
import nl.schakel.platform.audit.AuditLog;
import nl.schakel.platform.organisation.Organisations;
import nl.schakel.platform.web.FieldProblem;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The register of agreements and partnerships. Dutch: convenantenregister.
 *
 * <p>Guarantee: an agreement meets a condition of the rules only on the days on which it is in
 * force, between its parties, for its purposes and its classes of data, and only when somebody else
 * than who wrote it down has confirmed it.
 */
@Service
public class Covenants {
  /** From how long before its review an agreement asks for attention. */
  public static final int REVIEW_WITHIN_DAYS = 60;

  private static final ZoneId ZONE = ZoneId.of("Europe/Amsterdam");
  private static final int NAME_LENGTH = 200;
  private static final int TEXT_LENGTH = 2000;
  private static final int REASON_LENGTH = 500;

  private final CovenantStore store;
  private final SharingCodes codes;
  private final LawGrounds grounds;
  private final Organisations organisations;
  private final Gate gate;
  private final AuditLog auditLog;
  private final Clock clock;

  Covenants(
      CovenantStore store,
      SharingCodes codes,
      LawGrounds grounds,
      Organisations organisations,
      Gate gate,
      AuditLog auditLog,
      Clock clock) {
    this.store = store;
    this.codes = codes;
    this.grounds = grounds;
    this.organisations = organisations;
    this.gate = gate;
    this.auditLog = auditLog;
    this.clock = clock;
  }

  /** How a change ended. */
  public sealed interface Kept {
    record Done(CovenantId id) implements Kept {}

    record Refused(List<FieldProblem> problems) implements Kept {
      public Refused {
        problems = List.copyOf(problems);
      }
    }

    /** Somebody else changed it in the meantime, or its state does not allow this. */
    record Outdated() implements Kept {}
  }

  /** One thing that happened to an agreement. */
  public record Step(int version, String what, String reason, AccountId by, Instant at) {}

  /**
   * Something of one class that goes from one to another for one purpose.
   *
   * @param senderType kind of organisation, a code of the list party
   * @param sender the organisation itself, where it is known
   */
  public record Exchange(
      String senderType,
      Optional<OrganisationId> sender,
      String receiverType,
      Optional<OrganisationId> receiver,
      String purpose,
      String data) {
    /** Those of these agreements that cover all of this. */
    List<Covenant> coveredBy(List<Covenant> agreements) {
      return agreements.stream()
          .filter(one -> one.contents().purposes().contains(purpose))
          .filter(one -> one.contents().data().contains(data))
          .filter(one -> one.contents().binds(senderType, sender))
          .filter(one -> one.contents().binds(receiverType, receiver))
          .toList();
    }
  }

  /** The agreements that are in force today for this purpose, whoever they are between. */
  @Transactional(readOnly = true)
  public List<Covenant> inForce(String purpose) {
    return store.inForce(today(), purpose);
  }

  /** Whether agreements decide about this condition, so that nobody may simply declare it met. */
  public static boolean decidesAbout(String gateCode) {
    for (CovenantKind kind : CovenantKind.values()) {
      if (kind.meets(gateCode)) {
        return true;
      }
    }
    return false;
  }

  @Transactional(readOnly = true)
  public List<Covenant> all() {
    gate.require(SharingRights.READ_COVENANTS);
    return store.all();
  }

  @Transactional(readOnly = true)
  public Covenant get(CovenantId id) {
    gate.require(SharingRights.READ_COVENANTS);
    return store.byId(id).orElseThrow(() -> new SharingNotFound("covenant", id));
  }

  @Transactional(readOnly = true)
  public List<Step> steps(CovenantId id) {
    return store.steps(get(id).id());
  }

  @Transactional
  public Kept add(CovenantDraft draft) {
    Actor actor = gate.require(SharingRights.KEEP_COVENANTS);
    List<FieldProblem> problems = problems(draft);
    if (!problems.isEmpty()) {
      return new Kept.Refused(problems);
    }
    return add(draft, actor, "added")
        .<Kept>map(Kept.Done::new)
        .orElseGet(
            () -> new Kept.Refused(List.of(new FieldProblem("name", "covenant.name-taken"))));
  }

  /** Adds one that the product knows of; empty when there is one of this name. */
  Optional<CovenantId> add(CovenantDraft draft, Actor actor, String what) {
    CovenantId id = CovenantId.next();
    Instant now = clock.instant();
    if (!store.insert(id, draft, actor.account(), now)) {
      return Optional.empty();
    }
    store.step(id, what, "", actor.account(), now);
    auditLog.write(new CovenantEvent(id, what, 1));
    return Optional.of(id);
  }

  /** Changes one that does not count; {@code version} is the one that was shown. */
  @Transactional
  public Kept change(CovenantId id, int version, CovenantDraft draft) {
    Actor actor = gate.require(SharingRights.KEEP_COVENANTS);
    get(id);
    List<FieldProblem> problems = new ArrayList<>(problems(draft));
    boolean taken =
        store.all().stream()
            .anyMatch(
                one ->
                    !one.id().equals(id) && one.contents().name().equalsIgnoreCase(draft.name()));
    if (taken) {
      problems.add(new FieldProblem("name", "covenant.name-taken"));
    }
    if (!problems.isEmpty()) {
      return new Kept.Refused(problems);
    }
    Instant now = clock.instant();
    if (!store.update(id, version, draft, actor.account(), now)) {
      return new Kept.Outdated();
    }
    store.step(id, "changed", "", actor.account(), now);
    auditLog.write(new CovenantEvent(id, "changed", version + 1));
    return new Kept.Done(id);
  }

  /** Lets it count from its first day; who changed it last cannot be the one who does this. */
  @Transactional
  public Kept putInForce(CovenantId id, int version) {
    Actor actor = gate.require(SharingRights.CONFIRM_COVENANTS);
    Covenant covenant = get(id);
    if (covenant.version() != version) {
      // What is confirmed must be what was read, whoever changes it at this moment.
      return new Kept.Outdated();
    }
    List<FieldProblem> problems = new ArrayList<>(missing(covenant.contents()));
    if (covenant.changedBy().equals(actor.account())) {
      problems.add(new FieldProblem("", "covenant.second-person"));
    }
    if (covenant.pastEndOn(today())) {
      problems.add(new FieldProblem("endsOn", "covenant.over"));
    }
    return problems.isEmpty()
        ? move(covenant, version, CovenantState.IN_FORCE, "in-force", "", actor)
        : new Kept.Refused(problems);
  }

  /** Lets it count no more, so that it can be changed and confirmed again. */
  @Transactional
  public Kept setAside(CovenantId id, int version, String reason) {
    Actor actor = gate.require(SharingRights.KEEP_COVENANTS);
    return withReason(get(id), version, CovenantState.PROPOSED, "set-aside", reason, actor);
  }

  @Transactional
  public Kept end(CovenantId id, int version, String reason) {
    Actor actor = gate.require(SharingRights.KEEP_COVENANTS);
    return withReason(get(id), version, CovenantState.ENDED, "ended", reason, actor);
  }

  private Kept withReason(
      Covenant covenant, int version, CovenantState to, String what, String reason, Actor actor) {
    String said = reason.strip();
    if (said.isEmpty() || said.length() > REASON_LENGTH) {
      return new Kept.Refused(
          List.of(new FieldProblem("reason", "covenant.reason", Integer.toString(REASON_LENGTH))));
    }
    return move(covenant, version, to, what, said, actor);
  }

  private Kept move(
      Covenant covenant, int version, CovenantState to, String what, String reason, Actor actor) {
    if (!covenant.state().next().contains(to)
        || !store.move(covenant.id(), version, covenant.state(), to)) {
      return new Kept.Outdated();
    }
    store.step(covenant.id(), what, reason, actor.account(), clock.instant());
    auditLog.write(new CovenantEvent(covenant.id(), what, version + 1));
    return new Kept.Done(covenant.id());
  }

  private List<FieldProblem> problems(CovenantDraft draft) {
    List<FieldProblem> problems = new ArrayList<>();
    if (draft.name().isEmpty() || draft.name().length() > NAME_LENGTH) {
      problems.add(new FieldProblem("name", "covenant.name", Integer.toString(NAME_LENGTH)));
    }
    known(problems, "nationwideTypes", SharingCodes.PARTY, draft.nationwideTypes());
    known(problems, "partyTypes", SharingCodes.PARTY, draft.partyTypes());
    known(problems, "purposes", "purpose", draft.purposes());
    known(problems, "data", "data", draft.data());
    if (draft.partyOrganisations().stream().anyMatch(id -> organisations.find(id).isEmpty())) {
      problems.add(new FieldProblem("partyOrganisations", "covenant.organisation"));
    }
    if (!draft.ground().isEmpty() && grounds.find(draft.ground()).isEmpty()) {
      problems.add(new FieldProblem("ground", "covenant.ground"));
    }
    if (draft.source().isEmpty() || draft.source().length() > TEXT_LENGTH / 2) {
      problems.add(
          new FieldProblem("source", "covenant.source", Integer.toString(TEXT_LENGTH / 2)));
    }
    texts(draft)
        .forEach(
            (field, text) -> {
              if (text.length() > TEXT_LENGTH) {
                problems.add(
                    new FieldProblem(field, "covenant.text", Integer.toString(TEXT_LENGTH)));
              }
            });
    if (draft.endsOn().isPresent()
        && draft.startsOn().filter(draft.endsOn().get()::isBefore).isPresent()) {
      problems.add(new FieldProblem("endsOn", "organisation.end-before-start"));
    }
    return problems;
  }

  private void known(List<FieldProblem> problems, String field, String list, List<String> given) {
    if (!codes.codes(list).containsAll(given)) {
      problems.add(new FieldProblem(field, "covenant.code"));
    }
  }

  /** What must be filled in before it can count. */
  private List<FieldProblem> missing(CovenantDraft draft) {
    List<FieldProblem> missing = new ArrayList<>();
    if (!draft.bindsTwo()) {
      missing.add(new FieldProblem("partyOrganisations", "covenant.two-parties"));
    }
    if (draft.purposes().isEmpty()) {
      missing.add(new FieldProblem("purposes", "covenant.purposes"));
    }
    if (draft.data().isEmpty()) {
      missing.add(new FieldProblem("data", "covenant.data"));
    }
    if (draft.startsOn().isEmpty()) {
      missing.add(new FieldProblem("startsOn", "covenant.starts"));
    }
    if (draft.reviewOn().isEmpty()) {
      missing.add(new FieldProblem("reviewOn", "covenant.review"));
    }
    if (draft.kind() == CovenantKind.TEMPORARY && draft.endsOn().isEmpty()) {
      missing.add(new FieldProblem("endsOn", "covenant.ends"));
    }
    if (draft.kind().needsDecision()) {
      texts(draft)
          .forEach(
              (field, text) -> {
                if (text.isEmpty()) {
                  missing.add(new FieldProblem(field, "covenant.wpg-20"));
                }
              });
    }
    return missing;
  }

  private static Map<String, String> texts(CovenantDraft draft) {
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("interest", draft.decision().interest());
    texts.put("partnership", draft.decision().partnership());
    texts.put("aim", draft.decision().aim());
    texts.put("dataDescribed", draft.decision().data());
    texts.put("conditions", draft.decision().conditions());
    texts.put("recipients", draft.decision().recipients());
    return texts;
  }

  /** The day in the Netherlands. */
  public LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZONE);
  }
}
