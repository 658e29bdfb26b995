// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.register;

import com.fasterxml.uuid.Generators;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import nl.schakel.platform.access.AccountId;
import nl.schakel.platform.report.ReportId;

/**
 * Two reports of different victims that may be about one person.
 *
 * @param evidence what the vault found; empty where it did not weigh
 * @param expectedLoss what deciding without a registrar is expected to cost, in judgements
 * @param list source list of the newer report
 * @param askedBy who brought it and so does not answer it; empty where nobody did
 */
record Candidate(
    UUID id,
    ReportId low,
    ReportId high,
    Reason reason,
    Optional<Evidence> evidence,
    double expectedLoss,
    String list,
    Instant since,
    Optional<AccountId> askedBy) {

  /** Why a registrar is asked. */
  enum Reason {
    /** Strong exact keys of one report point at several victims. */
    EXACT_KEY_CONFLICT("exact-key-conflict"),
    /** Facts and names are alike. */
    NEAR("near"),
    /** A registrar wants to merge what takes two people. */
    REGISTRAR("registrar"),
    /** A trial outside this system found their encodings alike. */
    ENCODED("encoded");

    private final String code;

    Reason(String code) {
      this.code = code;
    }

    String code() {
      return code;
    }

    static Reason of(String code) {
      return Stream.of(values()).filter(one -> one.code.equals(code)).findFirst().orElseThrow();
    }
  }

  static Candidate of(
      ReportId one,
      ReportId other,
      Reason reason,
      Optional<Evidence> evidence,
      double expectedLoss,
      String list,
      Instant since) {
    // As PostgreSQL orders uuids: by their bytes, that is by their text.
    boolean inOrder = one.value().toString().compareTo(other.value().toString()) < 0;
    return new Candidate(
        Generators.timeBasedEpochGenerator().generate(),
        inOrder ? one : other,
        inOrder ? other : one,
        reason,
        evidence,
        expectedLoss,
        list,
        since,
        Optional.empty());
  }

  /** The same question, brought by somebody. */
  Candidate askedBy(AccountId account) {
    return new Candidate(
        id, low, high, reason, evidence, expectedLoss, list, since, Optional.of(account));
  }

  /** Place in the queue, the lowest first. */
  long rank() {
    return -Math.round(expectedLoss * 1_000);
  }
}
