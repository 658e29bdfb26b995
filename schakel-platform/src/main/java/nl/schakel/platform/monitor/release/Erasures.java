// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor.release;

import java.time.LocalDate;
import java.util.Optional;

/**
 * What was erased from a frozen set since it was frozen.
 *
 * @param persons exact; the number is told only to who may see exact numbers
 */
public record Erasures(int persons, Optional<LocalDate> last) {
  public boolean any() {
    return persons > 0;
  }
}
