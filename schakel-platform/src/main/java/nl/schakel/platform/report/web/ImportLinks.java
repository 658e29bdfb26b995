// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.report.web;

import java.util.UUID;
import nl.schakel.platform.report.ImportId;
import nl.schakel.platform.report.ImportNotFound;

/** Reads the identifier of an import from an address: what is no identifier is not there. */
final class ImportLinks {
  private ImportLinks() {}

  static ImportId read(String text) {
    try {
      if (text.length() == 36) {
        return new ImportId(UUID.fromString(text));
      }
    } catch (IllegalArgumentException notOne) {
      throw new ImportNotFound(new UUID(0, 0));
    }
    throw new ImportNotFound(new UUID(0, 0));
  }
}
