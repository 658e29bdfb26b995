// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import nl.schakel.platform.access.AccountId;
import nl.schakel.platform.access.Actor;
import nl.schakel.platform.access.Gate;
import nl.schakel.platform.access.OrganisationId;
import nl.schakel.platform.audit.AuditLog;
import nl.schakel.platform.web.FieldProblem;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Reads, accepts and declines shares; and tells sender and recipient how each stands.
 *
 * <p>Guarantee: before accepting, a recipient sees what kinds of data a share holds and not the
 * data; at each look afterwards the rules are asked again; a name is shown only through the vault.
 */
@Service
public class ReceivedShares {
  private static final ShareLooks.Look NOTHING = new ShareLooks.Look(List.of(), List.of());

  /** Why a share can be declined. */
  public static final List<String> DECLINE_REASONS =
      List.of("not-for-us", "no-ground", "too-much", "too-little", "cannot-help", "other");

  private static final int PAGE_SIZE = 100;
  private static final int LAST_PAGE = 10_000;

  private final ShareStore store;
  private final ShareContentStore kept;
  private final ShareLooks looks;
  private final CaseFields caseFields;
  private final SharedIdentities identities;
  private final Gate gate;
  private final AuditLog auditLog;

  ReceivedShares(
      ShareStore store,
      ShareContentStore kept,
      ShareLooks looks,
      CaseFields caseFields,
      SharedIdentities identities,
      Gate gate,
      AuditLog auditLog) {
    this.store = store;
    this.kept = kept;
    this.looks = looks;
    this.caseFields = caseFields;
    this.identities = identities;
    this.gate = gate;
    this.auditLog = auditLog;
  }

  /** How a step of the recipient ended. */
  public sealed interface Answered {
    record Done(Share share) implements Answered {}

    record Refused(List<FieldProblem> problems) implements Answered {
      public Refused {
        problems = List.copyOf(problems);
      }
    }

    /** Its state does not allow this; it was answered before, or ended. */
    record NotNow(ShareState state) implements Answered {}

    /** The sender changed it meanwhile; this is the version to look at. */
    record Outdated(int version) implements Answered {}
  }

  /**
   * What came in and what went out: what asks something of the organisation first, then the last
   * changed.
   *
   * @param more whether there is a next page
   */
  public record Boxes(List<Share> received, List<Share> sent, int page, boolean more) {}

  /** A page of both boxes, counted from 1; what is no page is the first. */
  @Transactional(readOnly = true)
  public Boxes boxes(int page) {
    OrganisationId own = gate.require(SharingRights.RECEIVE_SHARES).organisation();
    int shown = page < 1 || page > LAST_PAGE ? 1 : page;
    int skipped = (shown - 1) * PAGE_SIZE;
    List<Share> came = store.received(own, skipped, PAGE_SIZE + 1);
    List<Share> went = store.sent(own, skipped, PAGE_SIZE + 1);
    return new Boxes(
        came.stream().limit(PAGE_SIZE).toList(),
        went.stream().limit(PAGE_SIZE).toList(),
        shown,
        came.size() > PAGE_SIZE || went.size() > PAGE_SIZE);
  }

  /** One thing that happened, by which organisation. */
  public record Step(
      Instant at,
      AccountId account,
      OrganisationId organisation,
      String what,
      int version,
      String reasonCode,
      String reason) {}

  /**
   * A share as somebody may see it.
   *
   * @param contents field by field; empty for who may know that it exists and no more, for a
   *     recipient who has not accepted, and once it has ended for the recipient
   * @param classes what the rules say about each class: as it was decided for the sender, as it is
   *     today for the recipient
   * @param kinds classes of data in it, for who has not accepted yet
   * @param gone classes that the recipient read and may use no more
   * @param lacks what the recipient's own field list asks and the sender does not know
   * @param withheld what it asks and was kept back: that is not missing
   */
  public record View(
      Share share,
      boolean own,
      boolean received,
      List<CaseField> contents,
      List<ShareClass> classes,
      List<String> kinds,
      List<String> gone,
      List<String> lacks,
      List<String> withheld,
      List<Share> tree,
      List<Step> steps) {
    public View {
      contents = List.copyOf(contents);
      classes = List.copyOf(classes);
      kinds = List.copyOf(kinds);
      gone = List.copyOf(gone);
      lacks = List.copyOf(lacks);
      withheld = List.copyOf(withheld);
      tree = List.copyOf(tree);
      steps = List.copyOf(steps);
    }
  }

  /** One share, and the look is logged; "not yours" is "not there". */
  @Transactional(noRollbackFor = SharingNotFound.class)
  public View read(ShareId id) {
    Actor actor = gate.require(SharingRights.RECEIVE_SHARES);
    Share share = known(id, actor, "read");
    boolean own = share.sentBy(actor.organisation());
    boolean received = share.receivedBy(actor.organisation());
    ShareLooks.Look look = look(share, actor);
    List<String> kinds = own || received ? kinds(id, share.version()) : List.of();
    List<String> gone =
        received && share.narrowed()
            ? kinds(id, share.readVersion()).stream().filter(kind -> !kinds.contains(kind)).toList()
            : List.of();
    Needs needs = received ? needs(actor, look.fields()) : new Needs(List.of(), List.of());
    auditLog.write(ShareEvent.done("read", share));
    return new View(
        share,
        own,
        received,
        look.fields(),
        look.classes(),
        kinds,
        gone,
        needs.lacks(),
        needs.withheld(),
        store.tree(share.root(), actor.organisation()),
        kept.steps(id).stream().map(ReceivedShares::step).toList());
  }

  /** The classes of data that this version holds. */
  private List<String> kinds(ShareId id, int version) {
    return kept.fields(id, version).stream()
        .filter(field -> field.state().there())
        .map(CaseField::data)
        .distinct()
        .toList();
  }

  private ShareLooks.Look look(Share share, Actor actor) {
    if (share.sentBy(actor.organisation())) {
      return share.parent().isEmpty() ? asSent(share) : passedOn(share, actor);
    }
    return share.receivedBy(actor.organisation()) && share.state() == ShareState.ACCEPTED
        ? looks.today(share)
        : NOTHING;
  }

  private ShareLooks.Look asSent(Share share) {
    return new ShareLooks.Look(
        kept.fields(share.id(), share.version()), kept.decisions(share.id(), share.version()));
  }

  /** Who passed something on sees no more of it than of what was received, now. */
  private ShareLooks.Look passedOn(Share share, Actor actor) {
    return share
        .parent()
        .flatMap(parent -> store.byId(parent, actor.organisation()))
        .filter(parent -> parent.receivedBy(actor.organisation()))
        .filter(parent -> parent.state() == ShareState.ACCEPTED)
        .map(parent -> within(asSent(share), looks.today(parent)))
        .orElse(NOTHING);
  }

  private static ShareLooks.Look within(ShareLooks.Look sent, ShareLooks.Look received) {
    Set<String> seen =
        received.fields().stream()
            .filter(field -> field.state().there())
            .map(CaseField::name)
            .collect(Collectors.toSet());
    return new ShareLooks.Look(
        sent.fields().stream()
            .filter(field -> !field.state().there() || seen.contains(field.name()))
            .toList(),
        sent.classes());
  }

  private static Step step(ShareContentStore.Step step) {
    return new Step(
        step.at(),
        step.account(),
        step.organisation(),
        step.what(),
        step.version(),
        step.reasonCode(),
        step.reason());
  }

  private record Needs(List<String> lacks, List<String> withheld) {}

  /** A field that was kept back is not missing: asking the sender for it again leads nowhere. */
  private Needs needs(Actor actor, List<CaseField> fields) {
    if (fields.isEmpty()) {
      return new Needs(List.of(), List.of());
    }
    Map<String, CaseField> byName =
        fields.stream().collect(Collectors.toMap(CaseField::name, field -> field));
    List<String> lacks = new ArrayList<>();
    List<String> withheld = new ArrayList<>();
    for (List<String> group : caseFields.needed(actor.organisation())) {
      List<CaseField> found =
          group.stream().flatMap(name -> Optional.ofNullable(byName.get(name)).stream()).toList();
      if (found.isEmpty() || found.stream().anyMatch(field -> field.state().there())) {
        continue;
      }
      boolean keptBack = found.stream().anyMatch(field -> field.state().withheld());
      (keptBack ? withheld : lacks).add(group.getFirst());
    }
    return new Needs(lacks, withheld);
  }

  /** Takes on what was sent, in the version that was announced. */
  @Transactional(noRollbackFor = SharingNotFound.class)
  public Answered accept(ShareId id, int version) {
    Actor actor = gate.require(SharingRights.RECEIVE_SHARES);
    Share share = held(id, actor, "accept");
    if (!share.receivedBy(actor.organisation())
        || !share.state().next().contains(ShareState.ACCEPTED)) {
      return new Answered.NotNow(share.state());
    }
    if (share.version() != version) {
      return new Answered.Outdated(share.version());
    }
    store.move(id, ShareState.ACCEPTED, "");
    store.read(id, version);
    return answered(share.in(ShareState.ACCEPTED), actor, "accepted", "", "");
  }

  /** Sends it back unread. */
  @Transactional(noRollbackFor = SharingNotFound.class)
  public Answered decline(ShareId id, String reasonCode, String reason) {
    Actor actor = gate.require(SharingRights.RECEIVE_SHARES);
    Share share = held(id, actor, "decline");
    if (!share.receivedBy(actor.organisation())
        || !share.state().next().contains(ShareState.DECLINED)) {
      return new Answered.NotNow(share.state());
    }
    List<FieldProblem> problems = new ArrayList<>();
    if (!DECLINE_REASONS.contains(reasonCode)) {
      problems.add(
          new FieldProblem(
              "reasonCode", "share.decline-reason", String.join(", ", DECLINE_REASONS)));
    }
    if (reason.strip().length() > Shares.REASON_LENGTH
        || (reasonCode.equals("other") && reason.isBlank())) {
      problems.add(
          new FieldProblem("reason", "share.reason", Integer.toString(Shares.REASON_LENGTH)));
    }
    if (!problems.isEmpty()) {
      return new Answered.Refused(problems);
    }
    store.move(id, ShareState.DECLINED, reasonCode);
    return answered(share.in(ShareState.DECLINED), actor, "declined", reasonCode, reason.strip());
  }

  /** Took note of the newest version. */
  @Transactional(noRollbackFor = SharingNotFound.class)
  public Answered takeNote(ShareId id, int version) {
    Actor actor = gate.require(SharingRights.RECEIVE_SHARES);
    Share share = held(id, actor, "take-note");
    if (!share.receivedBy(actor.organisation()) || !share.amended()) {
      return new Answered.NotNow(share.state());
    }
    if (share.version() != version) {
      return new Answered.Outdated(share.version());
    }
    store.read(id, version);
    return answered(share, actor, "noted", "", "");
  }

  /** Says that what the end asks was done: use stopped, copies destroyed, others told. */
  @Transactional(noRollbackFor = SharingNotFound.class)
  public Answered done(ShareId id) {
    Actor actor = gate.require(SharingRights.RECEIVE_SHARES);
    Share share = held(id, actor, "done");
    if (!share.receivedBy(actor.organisation()) || !share.endsAsk()) {
      return new Answered.NotNow(share.state());
    }
    store.done(id);
    return answered(share, actor, "done", "", "");
  }

  private Answered answered(
      Share share, Actor actor, String what, String reasonCode, String reason) {
    kept.step(share, actor, what, reasonCode, reason);
    auditLog.write(ShareEvent.done(what, share));
    return new Answered.Done(share);
  }

  /**
   * Shows who an accepted share is about, as far as the rules let that go today; the vault writes
   * its own line before it opens. Empty when nothing may be shown, or the person was erased.
   */
  @Transactional(noRollbackFor = SharingNotFound.class)
  public Map<String, List<String>> identity(ShareId id) {
    Actor actor = gate.require(SharingRights.RECEIVE_SHARES);
    Share share = held(id, actor, "identity");
    if (!share.receivedBy(actor.organisation())
        || share.state() != ShareState.ACCEPTED
        || share.person().isEmpty()) {
      return Map.of();
    }
    ShareLooks.Look look = looks.today(share);
    Set<String> sealed = new HashSet<>();
    look.fields().stream()
        .filter(field -> field.state() == CaseField.State.SEALED)
        .forEach(field -> sealed.add(field.name()));
    if (sealed.isEmpty()) {
      return Map.of();
    }
    return identities.reveal(
        new IdentityGrant(share.person().get(), sealed, id, look.classes().getFirst().audit()));
  }

  /** Known to the own organisation, as sender, recipient or somebody it came from. */
  private Share known(ShareId id, Actor actor, String verb) {
    Optional<Share> found = store.byId(id, actor.organisation());
    if (found.isEmpty()) {
      auditLog.write(ShareEvent.notTheirs(verb, id));
    }
    return found.orElseThrow(() -> new SharingNotFound("share", id));
  }

  /** As {@link #known}, holding the row; who is not the recipient can answer nothing. */
  private Share held(ShareId id, Actor actor, String verb) {
    Optional<Share> found = store.lock(id, actor.organisation());
    if (found.isEmpty()) {
      auditLog.write(ShareEvent.notTheirs(verb, id));
    }
    return found.orElseThrow(() -> new SharingNotFound("share", id));
  }
}
