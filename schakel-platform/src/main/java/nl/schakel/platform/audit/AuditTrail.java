// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.audit;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import nl.schakel.platform.access.Gate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reads the log, and leaves a line each time. */
@Service
public class AuditTrail {
  private final AuditStore store;
  private final AuditLog auditLog;
  private final Gate gate;

  AuditTrail(AuditStore store, AuditLog auditLog, Gate gate) {
    this.store = store;
    this.auditLog = auditLog;
    this.gate = gate;
  }

  /** Lines from new to old, those after {@code last} when it is given. */
  @Transactional
  public List<AuditLine> lines(AuditFilter filter, Optional<UUID> last, int most) {
    gate.require(AuditRights.READ);
    List<AuditLine> lines = store.lines(filter, last, most);
    auditLog.write(
        new AuditRead("audit.search", filter, Map.of("lines", Integer.toString(lines.size()))));
    return lines;
  }

  /** One line. */
  @Transactional
  public Optional<AuditLine> line(UUID id) {
    gate.require(AuditRights.READ);
    Optional<AuditLine> line = store.line(id);
    auditLog.write(
        new AuditRead(
            "audit.search",
            AuditFilter.everything(),
            Map.of("lines", line.isPresent() ? "1" : "0")));
    return line;
  }

  /** All lines, one by one, so that a log of any size passes. */
  @Transactional
  public void each(AuditFilter filter, Consumer<AuditLine> reader) {
    gate.require(AuditRights.READ);
    auditLog.write(new AuditRead("audit.export", filter, Map.of()));
    store.each(filter, reader);
  }

  /** Somebody read the log. */
  private record AuditRead(String activity, AuditFilter filter, Map<String, String> found)
      implements AuditEvent {
    @Override
    public Purpose purpose() {
      return Purpose.OVERSIGHT;
    }

    @Override
    public Optional<UUID> subject() {
      return filter.subject();
    }

    @Override
    public Map<String, String> details() {
      Map<String, String> details = filter.details();
      details.putAll(found);
      return details;
    }
  }
}
