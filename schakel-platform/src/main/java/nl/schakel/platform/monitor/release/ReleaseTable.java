// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor.release;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One table of a release.
 *
 * @param code of the table in its monitor; with the dimension for one that is counted apart
 * @param published empty when it is refused
 * @param fingerprint SHA-256 of what is published, in hexadecimal; empty when it is refused
 */
public record ReleaseTable(
    int position,
    String code,
    TableSpecification specification,
    Optional<PublishedTable> published,
    Optional<Refusal> refusal,
    AuditReport audit,
    String fingerprint) {

  /** Whether what is published still has its fingerprint. */
  boolean isWhole() {
    return published
        .map(shown -> Sha256.hex(ReleaseStore.text(shown)).equals(fingerprint))
        .orElse(true);
  }

  /** The same table, with what came before it in the audit. */
  ReleaseTable noting(Wording note, AuditReport before) {
    List<AuditReport.Finding> findings = new ArrayList<>();
    findings.add(new AuditReport.Finding(note, ""));
    findings.addAll(before.findings());
    findings.addAll(audit.findings());
    return new ReleaseTable(
        position,
        code,
        specification,
        published,
        refusal,
        new AuditReport(audit.passed(), findings),
        fingerprint);
  }
}
