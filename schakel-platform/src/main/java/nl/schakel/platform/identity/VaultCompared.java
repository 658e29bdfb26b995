// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.identity;

import java.util.Map;
import nl.schakel.platform.audit.AuditEvent;

/**
 * The system was given a permit to work on persons inside the vault; what comes out is numbers.
 *
 * @param count persons or pairs that the permit is for
 */
record VaultCompared(Work work, int count) implements AuditEvent {
  /** What the system may do. */
  enum Work {
    /** Open new persons to see whose names are alike. */
    FIND,
    /** Weigh pairs. */
    COMPARE,
    /** Learn what agreement is worth. */
    TRAIN,
    /** Open persons to ask the key holder about their numbers, blinded. */
    PSEUDONYM
  }

  @Override
  public String activity() {
    return switch (work) {
      case FIND -> "identity.find";
      case COMPARE -> "identity.compare";
      case TRAIN -> "identity.train";
      case PSEUDONYM -> "identity.pseudonym";
    };
  }

  @Override
  public Purpose purpose() {
    return Purpose.REGISTRATION;
  }

  @Override
  public Map<String, String> details() {
    return Map.of(work == Work.COMPARE ? "pairs" : "persons", Integer.toString(count));
  }
}
