// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.register;

import com.fasterxml.uuid.Generators;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import nl.schakel.platform.report.ReportId;

/**
 * Two reports of different victims that may be about one person.
 *
 * @param points count of facts that agree, less those that differ; no probability
 * @param agrees facts that agree, as codes
 * @param differs facts that differ, as codes
 * @param list source list of the newer report
 */
record Candidate(
    UUID id,
    ReportId low,
    ReportId high,
    Reason reason,
    int points,
    List<String> agrees,
    List<String> differs,
    String list,
    Instant since) {

  /** Why a registrar is asked. */
  enum Reason {
    /** Strong exact keys of one report point at several victims. */
    EXACT_KEY_CONFLICT("exact-key-conflict"),
    /** Facts and names are alike. */
    NEAR("near");

    private final String code;

    Reason(String code) {
      this.code = code;
    }

    String code() {
      return code;
    }
  }

  static Candidate of(
      ReportId one,
      ReportId other,
      Reason reason,
      int points,
      List<String> agrees,
      List<String> differs,
      String list,
      Instant since) {
    // As PostgreSQL orders uuids: by their bytes, that is by their text.
    boolean inOrder = one.value().toString().compareTo(other.value().toString()) < 0;
    return new Candidate(
        Generators.timeBasedEpochGenerator().generate(),
        inOrder ? one : other,
        inOrder ? other : one,
        reason,
        points,
        agrees,
        differs,
        list,
        since);
  }
}
