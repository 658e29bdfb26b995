// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor;

import java.util.List;
import java.util.Optional;
import nl.schakel.platform.access.Gate;
import nl.schakel.platform.audit.AuditLog;
import nl.schakel.platform.register.RegisterFigures;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reads the overlap of source lists; each reading is logged, because the numbers are exact. */
@Service
public class Overlaps {
  private final RegisterFigures register;
  private final Gate gate;
  private final FigureDisclosure door;
  private final AuditLog auditLog;

  Overlaps(RegisterFigures register, Gate gate, FigureDisclosure door, AuditLog auditLog) {
    this.register = register;
    this.gate = gate;
    this.door = door;
    this.auditLog = auditLog;
  }

  /** The overlap in one year, or over all years together. */
  @Transactional
  public Overlap of(Optional<Integer> year) {
    door.requireExact(MonitorRights.OVERLAP, "overlap");
    Overlap overlap = Overlap.of(year, register.overlap(year));
    auditLog.write(new OverlapRead(year, overlap.sets().size()));
    return overlap;
  }

  /** Years with at least one victim. */
  @Transactional(readOnly = true)
  public List<Integer> years() {
    gate.require(MonitorRights.OVERLAP);
    return register.years();
  }
}
