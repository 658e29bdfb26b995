// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing;

import com.fasterxml.uuid.Generators;
import java.util.UUID;

/** Identifies an agreement or partnership. */
public record CovenantId(UUID value) {
  static CovenantId next() {
    return new CovenantId(Generators.timeBasedEpochGenerator().generate());
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
