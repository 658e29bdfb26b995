// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.register;

import com.fasterxml.uuid.Generators;
import java.util.UUID;

/** Identifies a presumed victim in the register; says nothing about who it is. */
public record VictimId(UUID value) {
  static VictimId next() {
    return new VictimId(Generators.timeBasedEpochGenerator().generate());
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
