// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.schakel.platform.access.Actor;
import nl.schakel.platform.access.Gate;
import nl.schakel.platform.audit.AuditLog;
import nl.schakel.platform.web.FieldProblem;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Changes of the rules: proposed by one person with a signed file, compared, approved by another.
 *
 * <p>Guarantee: an upload without the signature of a registered key, with a signature that was used
 * before, or with a table that fails a check, changes nothing; nobody approves what they proposed,
 * and whoever registered the key takes no other part.
 */
@Service
public class RuleProposals {
  private final RuleVersions versions;
  private final RuleVersionStore store;
  private final SigningKeys keys;
  private final SharingCodes codes;
  private final LawGrounds grounds;
  private final KeptQuestions questions;
  private final ObjectProvider<RuleReview> reviews;
  private final Gate gate;
  private final AuditLog auditLog;
  private final Clock clock;

  RuleProposals(
      RuleVersions versions,
      RuleVersionStore store,
      SigningKeys keys,
      SharingCodes codes,
      LawGrounds grounds,
      KeptQuestions questions,
      ObjectProvider<RuleReview> reviews,
      Gate gate,
      AuditLog auditLog,
      Clock clock) {
    this.versions = versions;
    this.store = store;
    this.keys = keys;
    this.codes = codes;
    this.grounds = grounds;
    this.questions = questions;
    this.reviews = reviews;
    this.gate = gate;
    this.auditLog = auditLog;
    this.clock = clock;
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
    if (signer.isEmpty()) {
      problems.add(new FieldProblem("signature", "rules-signature"));
    } else if (store.signedBefore(signature)) {
      problems.add(new FieldProblem("signature", "rules-signed-before"));
    }
    if (!problems.isEmpty() || signer.isEmpty() || proposal.validFrom().isEmpty()) {
      return refused(problems, List.of());
    }
    LocalDate from = proposal.validFrom().get();
    RuleFiles before = versions.filesOn(from);
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
    if (files.digest().equals(before.digest())) {
      return refused(List.of(new FieldProblem("file", "rules-same")), List.of());
    }
    if (versions.nameTaken(files)) {
      return refused(List.of(new FieldProblem("file", "rules-name-taken")), List.of());
    }
    RuleVersion version =
        new RuleVersion(
            RuleVersions.nextId(),
            files.version(),
            files.digest(),
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
    if (proposal.validFrom().filter(day -> !day.isBefore(versions.today())).isEmpty()) {
      problems.add(new FieldProblem("validFrom", "rules-day"));
    }
    if (proposal.file().length == 0 || proposal.file().length > RuleVersions.LARGEST_UPLOAD_BYTES) {
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

  /**
   * Added grounds count for this check alone. Reviews that are due between now and the first day
   * are told by the page, not refused here.
   */
  private List<TableProblem> checked(RuleFiles files) {
    try {
      return TableChecks.problems(
          files.tables(), codes, grounds.with(files.grounds()), versions.today());
    } catch (TablesRefused refused) {
      return refused.problems();
    }
  }

  /** What this version changes against the one that holds on its first day without it. */
  @Transactional(readOnly = true)
  public RuleComparison compare(RuleVersionId id) {
    gate.require(SharingRights.VERSIONS);
    RuleVersion version = versions.find(id);
    Rulebook after = versions.rulebook(version);
    Rulebook before = versions.before(version).map(versions::rulebook).orElse(after);
    return RuleComparison.of(before, after, questions.all());
  }

  /** What other rooms have against this version, each as one sentence. */
  @Transactional(readOnly = true)
  public List<String> objections(RuleVersionId id) {
    gate.require(SharingRights.VERSIONS);
    Rulebook rulebook = versions.rulebook(versions.find(id));
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
    RuleVersion version = versions.find(id);
    RuleFiles files = versions.filesOf(version);
    if (!files.digest().equals(version.digest())) {
      return new Approved.Refused(List.of("altered"));
    }
    List<String> reasons = new ArrayList<>();
    if (!version.open()) {
      reasons.add("closed");
    }
    if (version.proposedBy().filter(actor.account()::equals).isPresent()) {
      reasons.add("own");
    }
    reasons.addAll(againstSignature(version, actor));
    if (!version.shipped() && version.validFrom().isBefore(versions.today())) {
      reasons.add("past");
    }
    if (!version.shipped() && outdated(version)) {
      reasons.add("outdated");
    }
    if (!checked(files).isEmpty()) {
      reasons.add("checks");
    }
    if (!objections(id).isEmpty()) {
      reasons.add("objections");
    }
    if (!reasons.isEmpty()) {
      return new Approved.Refused(reasons);
    }
    if (store.approve(id, actor.account(), clock.instant()) != 1) {
      return new Approved.Refused(List.of("closed"));
    }
    auditLog.write(RuleEvent.version("sharing.rules-approve", version));
    versions.readAgainAfterCommit();
    return new Approved.Done();
  }

  /** A key may have been lost since, and three people stand behind a change: not fewer. */
  private List<String> againstSignature(RuleVersion version, Actor approver) {
    List<String> reasons = new ArrayList<>();
    version
        .signedWith()
        .map(store::standing)
        .ifPresent(
            key -> {
              if (key.revoked()) {
                reasons.add("key-revoked");
              }
              if (key.registeredBy().equals(approver.account())
                  || version.proposedBy().filter(key.registeredBy()::equals).isPresent()) {
                reasons.add("key-own");
              }
            });
    if (store.signedBefore(version.id())) {
      reasons.add("signed-before");
    }
    return reasons;
  }

  /** Whether a table that the proposal did not touch has changed since. */
  private boolean outdated(RuleVersion version) {
    Map<String, byte[]> proposed = store.files(version.id());
    List<String> uploaded = store.uploaded(version.id());
    Map<String, byte[]> now = versions.filesOn(version.validFrom()).content();
    return proposed.entrySet().stream()
        .filter(file -> !uploaded.contains(file.getKey()))
        .anyMatch(
            file -> !Arrays.equals(file.getValue(), now.getOrDefault(file.getKey(), new byte[0])));
  }

  /** Takes a proposal back; false when it was decided about before, and then nothing changes. */
  @Transactional
  public boolean withdraw(RuleVersionId id) {
    Actor actor = gate.require(SharingRights.DECIDE_VERSIONS);
    store.lock();
    RuleVersion version = versions.find(id);
    if (store.withdraw(id, actor.account(), clock.instant()) != 1) {
      return false;
    }
    auditLog.write(RuleEvent.version("sharing.rules-withdraw", version));
    return true;
  }
}
