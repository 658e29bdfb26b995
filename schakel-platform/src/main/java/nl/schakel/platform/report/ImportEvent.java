// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.report;

import java.util.Map;
import nl.schakel.platform.audit.AuditEvent;

/** A file of reports came in, was dealt with, or what became of it was read. */
record ImportEvent(String activity, ImportId id, Map<String, String> details)
    implements AuditEvent {

  static ImportEvent received(ImportId id, long size) {
    return new ImportEvent("report.receive-file", id, Map.of("bytes", Long.toString(size)));
  }

  static ImportEvent ended(Import ended) {
    return new ImportEvent(
        "report.import",
        ended.id(),
        Map.of(
            "state", ended.state().name(),
            "format", ended.format().map(Enum::name).orElse(""),
            "accepted", Long.toString(ended.accepted()),
            "repeated", Long.toString(ended.repeated()),
            "refused", Long.toString(ended.refused())));
  }

  /** Its sender stopped it where it was. */
  static ImportEvent halted(Import halted) {
    return new ImportEvent(
        "report.stop-import", halted.id(), Map.of("line", Long.toString(halted.lastLine())));
  }

  /** Its sender has it go on. */
  static ImportEvent goesOn(Import from) {
    return new ImportEvent(
        "report.resume-import", from.id(), Map.of("line", Long.toString(from.lastLine())));
  }

  static ImportEvent problemsRead(ImportId id) {
    return new ImportEvent("report.read-import-problems", id, Map.of());
  }

  @Override
  public Purpose purpose() {
    return Purpose.REGISTRATION;
  }

  @Override
  public String object() {
    return "import/" + id;
  }
}
