// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing;

import com.fasterxml.uuid.Generators;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import nl.schakel.platform.access.Actor;
import nl.schakel.platform.access.Gate;
import nl.schakel.platform.audit.AuditLog;
import nl.schakel.platform.web.FieldProblem;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Versions of the rules: proposed by one person, compared, approved by another, in force from a
 * day, and kept so that each decision can be given again.
 *
 * <p>Guarantee: an upload without the signature of a registered key, or with a table that fails a
 * check, changes nothing. An approval on another node is seen within {@link #FRESH_FOR}.
 */
@Service
public class RuleVersions {
  static final Duration FRESH_FOR = Duration.ofSeconds(10);
  public static final int LARGEST_UPLOAD_BYTES = 5_000_000;
  private static final ZoneId ZONE = ZoneId.of("Europe/Amsterdam");

  private final RuleVersionStore store;
  private final SigningKeys keys;
  private final SharingCodes codes;
  private final LawGrounds grounds;
  private final KeptQuestions questions;
  private final ObjectProvider<RuleReview> reviews;
  private final Gate gate;
  private final AuditLog auditLog;
  private final Clock clock;
  private final Map<String, Rulebook> rulebooks = new ConcurrentHashMap<>();
  private volatile Known known;

  /** The versions as they were read, with the one in force on that day. */
  private record Known(Instant readAt, LocalDate day, List<RuleVersion> approved, Rulebook now) {}

  RuleVersions(
      RuleVersionStore store,
      SigningKeys keys,
      SharingCodes codes,
      LawGrounds grounds,
      KeptQuestions questions,
      SharingRules rules,
      ObjectProvider<RuleReview> reviews,
      Gate gate,
      AuditLog auditLog,
      PlatformTransactionManager transactions,
      Clock clock) {
    this.store = store;
    this.keys = keys;
    this.codes = codes;
    this.grounds = grounds;
    this.questions = questions;
    this.reviews = reviews;
    this.gate = gate;
    this.auditLog = auditLog;
    this.clock = clock;
    new TransactionTemplate(transactions).executeWithoutResult(status -> keepShipped());
    this.known = read();
    rules.follow(this::inForce);
  }

  /**
   * Keeps the tables that came with this release. The first ones hold at once; later ones hold at
   * once too unless the chain has approved a version of its own: then somebody decides.
   */
  private void keepShipped() {
    store.lock();
    RuleFiles files = RuleFiles.shipped();
    List<RuleVersion> all = store.versions();
    String content = files.version();
    if (all.stream().anyMatch(one -> one.shipped() && one.content().equals(content))) {
      return;
    }
    boolean own = all.stream().anyMatch(one -> !one.shipped() && one.approvedAt().isPresent());
    Instant now = clock.instant();
    store.insert(
        new RuleVersion(
            nextId(),
            content,
            true,
            "Schakel " + SharingRules.SHIPPED_ON,
            "These tables came with the application.",
            Optional.empty(),
            Optional.empty(),
            now,
            all.isEmpty() ? SharingRules.SHIPPED_ON : today(),
            Optional.empty(),
            own ? Optional.empty() : Optional.of(now),
            Optional.empty()),
        Optional.empty(),
        files,
        Set.of());
  }

  private static RuleVersionId nextId() {
    return new RuleVersionId(Generators.timeBasedEpochGenerator().generate());
  }

  private LocalDate today() {
    return LocalDate.now(clock.withZone(ZONE));
  }

  private Known read() {
    List<RuleVersion> approved =
        store.versions().stream().filter(one -> one.approvedAt().isPresent()).toList();
    LocalDate day = today();
    return new Known(clock.instant(), day, approved, rulebook(holding(approved, day)));
  }

  private Known current() {
    Known seen = known;
    Instant now = clock.instant();
    if (seen.readAt().plus(FRESH_FOR).isBefore(now) || !seen.day().equals(today())) {
      seen = read();
      known = seen;
    }
    return seen;
  }

  /** The rules that hold now. */
  private Rulebook inForce() {
    return current().now();
  }

  /** The approved version whose first day was last; before all of them, the earliest. */
  private static RuleVersion holding(List<RuleVersion> approved, LocalDate day) {
    Comparator<RuleVersion> order =
        Comparator.comparing(RuleVersion::validFrom)
            .thenComparing(one -> one.approvedAt().orElse(Instant.MIN));
    return approved.stream()
        .filter(one -> !one.validFrom().isAfter(day))
        .max(order)
        .or(() -> approved.stream().min(order))
        .orElseThrow();
  }

  private Rulebook rulebook(RuleVersion version) {
    return rulebooks.computeIfAbsent(
        version.content(), content -> compiled(new RuleFiles(store.files(version.id()))));
  }

  private Rulebook compiled(RuleFiles files) {
    grounds.learn(files.grounds());
    return new Rulebook(files.tables(), files.version());
  }

  /** The answer by the rules of that day. */
  public SharingAnswer answer(SharingQuestion question, LocalDate day) {
    return rulebook(holding(current().approved(), day)).answer(question);
  }

  /** The answer by the version of that name; empty when no version had it. */
  Optional<SharingAnswer> answer(SharingQuestion question, String content) {
    return store.versions().stream()
        .filter(one -> one.content().equals(content))
        .findFirst()
        .map(version -> rulebook(version).answer(question));
  }

  /** A file of a version, as it came in. */
  Optional<byte[]> file(String content, String name) {
    return store.versions().stream()
        .filter(one -> one.content().equals(content))
        .findFirst()
        .flatMap(version -> Optional.ofNullable(store.files(version.id()).get(name)));
  }

  /** A version with where it is in its life. */
  public record Listed(RuleVersion version, RuleVersion.State state) {}

  /** Versions that held, hold or will hold, the latest day first; no secret. */
  public List<Listed> approved() {
    return listed(current().approved());
  }

  /** Every version, proposals and withdrawn ones too. */
  @Transactional(readOnly = true)
  public List<Listed> all() {
    gate.require(SharingRights.VERSIONS);
    return listed(store.versions());
  }

  private List<Listed> listed(List<RuleVersion> versions) {
    return versions.stream()
        .sorted(Comparator.comparing(RuleVersion::validFrom).reversed())
        .map(version -> new Listed(version, state(version)))
        .toList();
  }

  private RuleVersion.State state(RuleVersion version) {
    if (version.withdrawnAt().isPresent()) {
      return RuleVersion.State.WITHDRAWN;
    }
    if (version.approvedAt().isEmpty()) {
      return RuleVersion.State.PROPOSED;
    }
    if (version.validFrom().isAfter(today())
        && !holding(current().approved(), today()).id().equals(version.id())) {
      return RuleVersion.State.COMING;
    }
    return holding(current().approved(), today()).id().equals(version.id())
        ? RuleVersion.State.IN_FORCE
        : RuleVersion.State.PAST;
  }

  @Transactional(readOnly = true)
  public Listed get(RuleVersionId id) {
    gate.require(SharingRights.VERSIONS);
    RuleVersion version = find(id);
    return new Listed(version, state(version));
  }

  private RuleVersion find(RuleVersionId id) {
    return store.find(id).orElseThrow(() -> new RuleVersionNotFound(id));
  }

  /** Names of the files that came with the upload of this version. */
  @Transactional(readOnly = true)
  public List<String> uploaded(RuleVersionId id) {
    gate.require(SharingRights.VERSIONS);
    return store.uploaded(find(id).id());
  }

  /** One file of a version. */
  @Transactional(readOnly = true)
  public byte[] file(RuleVersionId id, String name) {
    gate.require(SharingRights.VERSIONS);
    return Optional.ofNullable(store.files(find(id).id()).get(name))
        .orElseThrow(() -> new RuleVersionNotFound(name));
  }

  /**
   * What somebody wants to change.
   *
   * @param file a table, or a ZIP with tables and grounds; the tables that it leaves out stay as
   *     they are on that day
   * @param signature Ed25519 over the bytes of the file, in base64
   */
  public record Proposal(
      String title, String reason, Optional<LocalDate> validFrom, byte[] file, String signature) {}

  /** What became of a proposal. */
  public sealed interface Proposed {
    record Done(RuleVersionId id) implements Proposed {}

    /**
     * @param problems wrong fields of the form
     * @param tables what is wrong with the tables, with table, row and column
     */
    record Refused(List<FieldProblem> problems, List<TableProblem> tables) implements Proposed {
      public Refused {
        problems = List.copyOf(problems);
        tables = List.copyOf(tables);
      }
    }
  }

  /** Keeps a signed change for a second person to approve; a refusal changes nothing. */
  @Transactional
  public Proposed propose(Proposal proposal) {
    Actor actor = gate.require(SharingRights.DECIDE_VERSIONS);
    store.lock();
    List<FieldProblem> problems = problems(proposal);
    byte[] signature = decoded(proposal.signature());
    Optional<SigningKey> signer = keys.signer(proposal.file(), signature);
    if (signer.isEmpty() && proposal.file().length > 0) {
      problems.add(new FieldProblem("signature", "rules-signature"));
    }
    if (!problems.isEmpty() || signer.isEmpty() || proposal.validFrom().isEmpty()) {
      return refused(problems, List.of());
    }
    LocalDate from = proposal.validFrom().get();
    RuleFiles before = filesOn(from);
    Map<String, byte[]> uploaded;
    RuleFiles files;
    try {
      uploaded = RuleUpload.files(proposal.file());
      files = before.with(uploaded);
      List<TableProblem> wrong = checked(files);
      if (!wrong.isEmpty()) {
        return refused(List.of(), wrong);
      }
    } catch (TablesRefused tables) {
      return refused(List.of(), tables.problems());
    }
    if (files.version().equals(before.version())) {
      return refused(List.of(new FieldProblem("file", "rules-same")), List.of());
    }
    RuleVersion version =
        new RuleVersion(
            nextId(),
            files.version(),
            false,
            proposal.title(),
            proposal.reason(),
            Optional.of(signer.get().id()),
            Optional.of(actor.account()),
            clock.instant(),
            from,
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    store.insert(version, Optional.of(signature), files, uploaded.keySet());
    auditLog.write(RuleEvent.version("sharing.rules-propose", version));
    return new Proposed.Done(version.id());
  }

  private List<FieldProblem> problems(Proposal proposal) {
    List<FieldProblem> problems = new ArrayList<>();
    if (proposal.title().isBlank() || proposal.title().length() > 100) {
      problems.add(new FieldProblem("title", "rules-text", "100"));
    }
    if (proposal.reason().isBlank() || proposal.reason().length() > 1000) {
      problems.add(new FieldProblem("reason", "rules-text", "1000"));
    }
    if (proposal.validFrom().filter(day -> !day.isBefore(today())).isEmpty()) {
      problems.add(new FieldProblem("validFrom", "rules-day"));
    }
    if (proposal.file().length == 0 || proposal.file().length > LARGEST_UPLOAD_BYTES) {
      problems.add(new FieldProblem("file", "rules-file"));
    }
    return problems;
  }

  private Proposed refused(List<FieldProblem> problems, List<TableProblem> tables) {
    auditLog.write(
        RuleEvent.refused(
            problems.stream().findFirst().map(FieldProblem::rule).orElse("rules-tables")));
    return new Proposed.Refused(problems, tables);
  }

  private static byte[] decoded(String signature) {
    try {
      return Base64.getMimeDecoder().decode(signature.strip());
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }

  private RuleFiles filesOn(LocalDate day) {
    return new RuleFiles(store.files(holding(read().approved(), day).id()));
  }

  /** Reviews that are due between now and the first day are told by the page, not refused here. */
  private List<TableProblem> checked(RuleFiles files) {
    return TableChecks.problems(files.tables(), codes, grounds.with(files.grounds()), today());
  }

  /** What this version changes against the one that holds on its first day without it. */
  @Transactional(readOnly = true)
  public RuleComparison compare(RuleVersionId id) {
    gate.require(SharingRights.VERSIONS);
    RuleVersion version = find(id);
    List<RuleVersion> others =
        read().approved().stream()
            .filter(one -> !one.id().equals(id))
            .filter(
                one ->
                    one.approvedAt()
                        .orElseThrow()
                        .isBefore(version.approvedAt().orElse(Instant.MAX)))
            .toList();
    Rulebook after = rulebook(version);
    Rulebook before = others.isEmpty() ? after : rulebook(holding(others, version.validFrom()));
    return RuleComparison.of(before, after, questions.all());
  }

  /** What other rooms have against this version, each as one sentence. */
  @Transactional(readOnly = true)
  public List<String> objections(RuleVersionId id) {
    gate.require(SharingRights.VERSIONS);
    Rulebook rulebook = rulebook(find(id));
    return reviews.stream().flatMap(review -> review.problems(rulebook::answer).stream()).toList();
  }

  /** What became of an approval. */
  public sealed interface Approved {
    record Done() implements Approved {}

    /** Codes of what stands in the way. */
    record Refused(List<String> reasons) implements Approved {
      public Refused {
        reasons = List.copyOf(reasons);
      }
    }
  }

  /** Approves what somebody else proposed; it holds from its first day on. */
  @Transactional
  public Approved approve(RuleVersionId id) {
    Actor actor = gate.require(SharingRights.DECIDE_VERSIONS);
    store.lock();
    RuleVersion version = find(id);
    List<String> reasons = new ArrayList<>();
    if (!version.open()) {
      reasons.add("closed");
    }
    if (version.proposedBy().filter(actor.account()::equals).isPresent()) {
      reasons.add("own");
    }
    if (!version.shipped() && version.validFrom().isBefore(today())) {
      reasons.add("past");
    }
    if (!version.shipped() && outdated(version)) {
      reasons.add("outdated");
    }
    if (!checked(new RuleFiles(store.files(id))).isEmpty()) {
      reasons.add("checks");
    }
    if (!objections(id).isEmpty()) {
      reasons.add("objections");
    }
    if (!reasons.isEmpty()) {
      return new Approved.Refused(reasons);
    }
    store.approve(id, actor.account(), clock.instant());
    auditLog.write(RuleEvent.version("sharing.rules-approve", version));
    readAgainAfterCommit();
    return new Approved.Done();
  }

  /** Whether a table that the proposal did not touch has changed since. */
  private boolean outdated(RuleVersion version) {
    Map<String, byte[]> proposed = store.files(version.id());
    List<String> uploaded = store.uploaded(version.id());
    Map<String, byte[]> now = filesOn(version.validFrom()).content();
    return proposed.entrySet().stream()
        .filter(file -> !uploaded.contains(file.getKey()))
        .anyMatch(
            file -> !Arrays.equals(file.getValue(), now.getOrDefault(file.getKey(), new byte[0])));
  }

  /** Takes a proposal back. */
  @Transactional
  public void withdraw(RuleVersionId id) {
    Actor actor = gate.require(SharingRights.DECIDE_VERSIONS);
    RuleVersion version = find(id);
    if (store.withdraw(id, actor.account(), clock.instant()) == 1) {
      auditLog.write(RuleEvent.version("sharing.rules-withdraw", version));
    }
  }

  private void readAgainAfterCommit() {
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            known = read();
          }
        });
  }
}
