// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import nl.schakel.platform.access.Actor;
import nl.schakel.platform.access.Gate;
import nl.schakel.platform.access.OrganisationId;
import nl.schakel.platform.audit.AuditLog;
import nl.schakel.platform.organisation.Organisation;
import nl.schakel.platform.organisation.Organisations;
import nl.schakel.platform.web.FieldProblem;
import nl.schakel.platform.web.Submitted;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Makes, sends, amends and revokes shares.
 *
 * <p>Guarantee: what goes out is what the sender saw in the preview, field by field; anything that
 * changed in between, in the case or in the rules, is shown again before it goes.
 */
@Service
public class Shares {
  /** How long a share lasts when the sender says nothing, in days. */
  public static final int USUAL_DAYS = 90;

  /** How long a share can last, in days. */
  public static final int MOST_DAYS = 365;

  static final int REASON_LENGTH = 500;

  /** The way out, in the log, when it is sent and not only shown. */
  private static final String SENDING = "share";

  private static final int MOST_CASES = 20;
  private static final Set<String> URGENCIES = Set.of("normal", "urgent");

  private final ShareStore store;
  private final ShareContentStore kept;
  private final ShareDecisions decisions;
  private final ShareEndings endings;
  private final Cases cases;
  private final Consents consents;
  private final SharingCodes codes;
  private final SharingParties parties;
  private final Organisations organisations;
  private final Gate gate;
  private final AuditLog auditLog;
  private final Clock clock;

  Shares(
      ShareStore store,
      ShareContentStore kept,
      ShareDecisions decisions,
      ShareEndings endings,
      Cases cases,
      Consents consents,
      SharingCodes codes,
      SharingParties parties,
      Organisations organisations,
      Gate gate,
      AuditLog auditLog,
      Clock clock) {
    this.store = store;
    this.kept = kept;
    this.decisions = decisions;
    this.endings = endings;
    this.cases = cases;
    this.consents = consents;
    this.codes = codes;
    this.parties = parties;
    this.organisations = organisations;
    this.gate = gate;
    this.auditLog = auditLog;
    this.clock = clock;
  }

  /** How a step of the sender ended. */
  public sealed interface Kept {
    record Done(ShareId id) implements Kept {}

    record Refused(List<FieldProblem> problems) implements Kept {
      public Refused {
        problems = List.copyOf(problems);
      }
    }

    /** Its state does not allow this. */
    record NotNow(ShareState state) implements Kept {}

    /** Something changed since the preview; look at it again. */
    record Changed() implements Kept {}
  }

  /**
   * What a sender wants: who gets it, what for, and how long.
   *
   * @param regime the law under which the sender holds the data; empty for its usual one
   */
  public record NewShare(
      String kind,
      UUID source,
      Optional<OrganisationId> to,
      String purpose,
      String urgency,
      Optional<String> regime,
      boolean onward,
      Optional<LocalDate> expiresOn) {
    /** Of data that the sender holds under the law that it usually works under. */
    public NewShare(
        String kind,
        UUID source,
        Optional<OrganisationId> to,
        String purpose,
        String urgency,
        boolean onward,
        Optional<LocalDate> expiresOn) {
      this(kind, source, to, purpose, urgency, Optional.empty(), onward, expiresOn);
    }
  }

  /** Cases that can be shared, by kind. */
  @Transactional
  public Map<String, List<ShareableCases.Choice>> newestCases() {
    gate.require(SharingRights.SEND_SHARES);
    return cases.newest(MOST_CASES);
  }

  /** The case that somebody is about to share. */
  @Transactional
  public SharedCase about(String kind, UUID id) {
    gate.require(SharingRights.SEND_SHARES);
    return cases.read(kind, id);
  }

  /** Begins a share; nobody but the sender knows of it yet. */
  @Transactional
  public Kept begin(NewShare asked) {
    Actor actor = gate.require(SharingRights.SEND_SHARES);
    SharedCase about = cases.read(asked.kind(), asked.source());
    Optional<Share> passedOn =
        asked.kind().equals(ReceivedCases.KIND)
            ? store.byId(new ShareId(asked.source()), actor.organisation())
            : Optional.empty();
    List<FieldProblem> problems = problems(asked, actor, passedOn);
    if (!problems.isEmpty()) {
      return new Kept.Refused(problems);
    }
    Share share = draft(asked, actor, about, passedOn);
    store.insert(share);
    kept.step(share, actor, "begun", "", "");
    auditLog.write(ShareEvent.done("begin", share));
    return new Kept.Done(share.id());
  }

  private Share draft(NewShare asked, Actor actor, SharedCase about, Optional<Share> passedOn) {
    ShareId id = ShareId.next();
    Instant now = clock.instant();
    LocalDate last =
        asked
            .expiresOn()
            .or(() -> passedOn.map(Share::expiresOn))
            .orElseGet(() -> store.today().plusDays(USUAL_DAYS));
    return new Share(
        id,
        passedOn.map(Share::id),
        passedOn.map(Share::root).orElse(id),
        actor.organisation(),
        asked.to().orElseThrow(),
        List.of(actor.organisation()),
        asked.kind(),
        asked.source(),
        about.reports(),
        Optional.empty(),
        asked.purpose(),
        about.subject(),
        asked.urgency(),
        asked.regime().or(() -> Optional.of(usualRegime(actor))),
        asked.onward(),
        about.fields().stream()
            .filter(field -> field.state().there())
            .map(CaseField::name)
            .toList(),
        List.of(),
        ShareState.DRAFT,
        0,
        0,
        last,
        actor.account(),
        now,
        now,
        "",
        Optional.empty(),
        Optional.empty());
  }

  /** The law under which the own organisation usually holds its data. */
  @Transactional(readOnly = true)
  public String usualRegime() {
    return usualRegime(gate.require(SharingRights.SEND_SHARES));
  }

  private String usualRegime(Actor actor) {
    return codes.usualRegime(parties.of(actor.organisation()));
  }

  private List<FieldProblem> problems(NewShare asked, Actor actor, Optional<Share> passedOn) {
    List<FieldProblem> problems = new ArrayList<>();
    boolean reachable =
        asked
            .to()
            .flatMap(organisations::find)
            .filter(one -> one.existsOn(store.today()))
            .map(Organisation::id)
            .filter(to -> !to.equals(actor.organisation()))
            .isPresent();
    if (!reachable) {
      problems.add(new FieldProblem("to", "share.to"));
    }
    if (codes.code("purpose", asked.purpose()).isEmpty()) {
      problems.add(new FieldProblem("purpose", "share.purpose"));
    }
    if (!URGENCIES.contains(asked.urgency())) {
      problems.add(new FieldProblem("urgency", "share.urgency"));
    }
    if (asked.regime().filter(one -> codes.code("regime", one).isEmpty()).isPresent()) {
      problems.add(new FieldProblem("regime", "share.regime"));
    }
    LocalDate latest =
        passedOn.map(Share::expiresOn).orElseGet(() -> store.today().plusDays(MOST_DAYS));
    if (asked
        .expiresOn()
        .filter(day -> day.isBefore(store.today()) || day.isAfter(latest))
        .isPresent()) {
      problems.add(new FieldProblem("expiresOn", "share.expires", Submitted.typed(latest)));
    }
    passedOn.ifPresent(source -> passingOn(problems, source, asked));
    return problems;
  }

  /** What came in may go on only where its sender left that open, and to nobody who has it. */
  private static void passingOn(List<FieldProblem> problems, Share source, NewShare asked) {
    if (!source.onward()) {
      problems.add(new FieldProblem("", "share.not-onward"));
    }
    if (asked.to().filter(source.seenBy()::contains).isPresent()) {
      problems.add(new FieldProblem("to", "share.has-it"));
    }
  }

  /**
   * What the recipient will see.
   *
   * @param fields field by field, with what is kept back taken out
   * @param source the same fields as the sender knows them, to choose from
   * @param openGates conditions that the sender can say are met
   * @param fingerprint names exactly this; sending asks for it back
   */
  public record Preview(
      Share share,
      String label,
      List<CaseField> fields,
      List<CaseField> source,
      List<ShareClass> classes,
      Set<String> openGates,
      String fingerprint) {
    public Preview {
      fields = List.copyOf(fields);
      source = List.copyOf(source);
      classes = List.copyOf(classes);
      openGates = Collections.unmodifiableSet(new TreeSet<>(openGates));
    }
  }

  /** Shows the own draft, or what the next version of an own live share would be. */
  @Transactional(noRollbackFor = SharingNotFound.class)
  public Preview preview(ShareId id) {
    Actor actor = gate.require(SharingRights.SEND_SHARES);
    return preview(own(id, actor, "preview", store.byId(id, actor.organisation())), "page")
        .preview();
  }

  private record Prepared(Preview preview, SharedCase contents, Set<UUID> consents) {}

  private Prepared preview(Share share, String channel) {
    SharedCase contents = cases.read(share.sourceKind(), share.source());
    if (channel.equals(SENDING)) {
      // Reports may have come to the case since the draft was begun.
      consents.inTurn(contents.reports());
    }
    Consents.Known known =
        consents.known(share.from(), contents.reports(), contents.parentExploits());
    String receiver = parties.of(share.to());
    Set<UUID> used = new LinkedHashSet<>();
    List<ShareClass> classes =
        decisions.decide(
            new ShareDecisions.Exchange(
                share.from(),
                share.to(),
                share.purpose(),
                contents.subject(),
                share.urgency(),
                share.regime(),
                "share/" + share.id(),
                channel),
            ShareDecisions.classes(contents.fields()),
            data -> stance(share, known, receiver, data));
    Set<String> chosen = Set.copyOf(share.chosen());
    List<CaseField> fields = ShareDecisions.redact(contents.fields(), classes, chosen);
    Set<String> going = new HashSet<>();
    fields.stream()
        .filter(field -> field.state().there())
        .forEach(field -> going.add(field.data()));
    classes.stream()
        .filter(one -> one.rests() && going.contains(one.data()))
        .forEach(
            one ->
                consents
                    .standing(known, share.purpose(), receiver, share.to(), one.data())
                    .consent()
                    .ifPresent(consent -> used.add(consent.id())));
    Preview preview =
        new Preview(
            share,
            contents.label(),
            fields,
            contents.fields(),
            classes,
            classes.stream()
                .flatMap(one -> one.conditions().stream())
                .filter(this::canBeSaid)
                .collect(Collectors.toSet()),
            fingerprint(share, contents, fields, classes));
    return new Prepared(preview, contents, used);
  }

  private ShareDecisions.Stance stance(
      Share share, Consents.Known known, String receiver, String data) {
    Consents.Standing standing =
        consents.standing(known, share.purpose(), receiver, share.to(), data);
    Set<String> met = new HashSet<>(standing.gates());
    share.confirmed().stream().filter(ShareDecisions::mayDeclare).forEach(met::add);
    return new ShareDecisions.Stance(standing.code(), met);
  }

  private static String fingerprint(
      Share share, SharedCase contents, List<CaseField> fields, List<ShareClass> classes) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      List<String> parts = new ArrayList<>();
      parts.add(share.id() + "/" + share.version() + "/" + contents.reports() + contents.person());
      fields.forEach(field -> parts.add(field.name() + field.state() + field.values()));
      classes.stream()
          .map(one -> one.data() + one.mayGo() + one.met())
          .sorted()
          .forEach(parts::add);
      for (String part : parts) {
        digest.update(part.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Chooses which fields go and says which conditions are met; then look at the preview again. */
  @Transactional(noRollbackFor = SharingNotFound.class)
  public Kept choose(ShareId id, Collection<String> fields, Collection<String> confirmed) {
    Actor actor = gate.require(SharingRights.SEND_SHARES);
    Share share = own(id, actor, "choose", store.lock(id, actor.organisation()));
    if (share.state() != ShareState.DRAFT && !share.state().live()) {
      return new Kept.NotNow(share.state());
    }
    SharedCase contents = cases.read(share.sourceKind(), share.source());
    Set<String> names = new HashSet<>();
    contents.fields().forEach(field -> names.add(field.name()));
    Set<String> declared = new TreeSet<>(confirmed.stream().filter(this::canBeSaid).toList());
    store.choose(id, new TreeSet<>(fields.stream().filter(names::contains).toList()), declared);
    auditLog.write(ShareEvent.chosen(share, declared));
    return new Kept.Done(id);
  }

  private boolean canBeSaid(String condition) {
    return codes.code(SharingCodes.GATE, condition).isPresent()
        && ShareDecisions.mayDeclare(condition);
  }

  /**
   * Sends the first version, or the next one of a share that is live.
   *
   * @param fingerprint of the preview that the sender saw
   * @param reason why it is amended; not asked for the first version
   */
  @Transactional(noRollbackFor = SharingNotFound.class)
  public Kept send(ShareId id, String fingerprint, String reason) {
    Actor actor = gate.require(SharingRights.SEND_SHARES);
    // Before the row is held, as whoever writes down an answer does, so that neither waits forever.
    consents.inTurn(own(id, actor, "send", store.byId(id, actor.organisation())).reports());
    Share share = own(id, actor, "send", store.lock(id, actor.organisation()));
    if (share.state() != ShareState.DRAFT && !share.state().live()) {
      return new Kept.NotNow(share.state());
    }
    // Held, so that neither the source nor a consent ends between this decision and its commit.
    boolean sourceGone =
        share
            .parent()
            .flatMap(parent -> store.lock(parent, actor.organisation()))
            .filter(source -> source.state() != ShareState.ACCEPTED)
            .isPresent();
    if (sourceGone) {
      throw new SharingNotFound("share", id);
    }
    Prepared prepared = preview(share, SENDING);
    if (!prepared.preview().fingerprint().equals(fingerprint)
        || !consents.stand(prepared.consents())) {
      return new Kept.Changed();
    }
    List<FieldProblem> problems = sendProblems(share, prepared.preview(), reason.strip());
    if (!problems.isEmpty()) {
      return new Kept.Refused(problems);
    }
    keep(share, prepared, actor, reason.strip());
    return new Kept.Done(id);
  }

  private static List<FieldProblem> sendProblems(Share share, Preview preview, String reason) {
    List<FieldProblem> problems = new ArrayList<>();
    if (preview.fields().stream().noneMatch(field -> field.state().there())) {
      problems.add(new FieldProblem("", "share.nothing-goes"));
    }
    boolean amends = share.version() > 0;
    if (amends && reason.isEmpty() || reason.length() > REASON_LENGTH) {
      problems.add(new FieldProblem("reason", "share.reason", Integer.toString(REASON_LENGTH)));
    }
    return problems;
  }

  private void keep(Share share, Prepared prepared, Actor actor, String reason) {
    Preview preview = prepared.preview();
    Set<OrganisationId> seenBy = new LinkedHashSet<>();
    share
        .parent()
        .flatMap(parent -> store.byId(parent, actor.organisation()))
        .ifPresent(parent -> seenBy.addAll(parent.seenBy()));
    seenBy.add(share.from());
    seenBy.add(share.to());
    boolean first = share.version() == 0;
    int version = share.version() + 1;
    store.send(
        share,
        first ? ShareState.SENT : share.state(),
        seenBy,
        prepared.contents(),
        prepared.contents().person());
    kept.keep(share.id(), version, preview.fields());
    kept.keepDecisions(share.id(), version, preview.classes());
    Share sent = store.byId(share.id(), actor.organisation()).orElseThrow();
    kept.step(sent, actor, first ? "sent" : "amended", "", first ? "" : reason);
    if (!first) {
      store.askToCheck(store.passedOn(share.id()), "source-amended");
    }
    auditLog.write(ShareEvent.done(first ? "send" : "amend", sent));
  }

  /** Takes back a share that is live, or throws a draft away. */
  @Transactional(noRollbackFor = SharingNotFound.class)
  public Kept revoke(ShareId id, String reason) {
    Actor actor = gate.require(SharingRights.SEND_SHARES);
    Share share = own(id, actor, "revoke", store.lock(id, actor.organisation()));
    if (!share.state().next().contains(ShareState.REVOKED)) {
      return new Kept.NotNow(share.state());
    }
    String said = reason.strip();
    if (share.version() > 0 && said.isEmpty() || said.length() > REASON_LENGTH) {
      return new Kept.Refused(
          List.of(new FieldProblem("reason", "share.reason", Integer.toString(REASON_LENGTH))));
    }
    endings.end(List.of(share), ShareState.REVOKED, "revoked", said);
    return new Kept.Done(id);
  }

  /** The sender looked at it again and it is right as it is. */
  @Transactional(noRollbackFor = SharingNotFound.class)
  public Kept checked(ShareId id) {
    Actor actor = gate.require(SharingRights.SEND_SHARES);
    Share share = own(id, actor, "check", store.lock(id, actor.organisation()));
    if (share.check().isEmpty()) {
      return new Kept.NotNow(share.state());
    }
    store.checked(id);
    kept.step(share, actor, "checked", share.check().get().reason(), "");
    auditLog.write(ShareEvent.done("check", share));
    return new Kept.Done(id);
  }

  /** Of the sender; for everybody else, also for the recipient, it is not there to send. */
  private Share own(ShareId id, Actor actor, String verb, Optional<Share> found) {
    Optional<Share> own = found.filter(share -> share.sentBy(actor.organisation()));
    if (own.isEmpty()) {
      auditLog.write(ShareEvent.notTheirs(verb, id));
    }
    return own.orElseThrow(() -> new SharingNotFound("share", id));
  }
}
