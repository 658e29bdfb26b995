// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.report.web;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;

/** A day as people or systems write it: {@code 31-12-2025} or {@code 2025-12-31}. */
final class TypedDay {
  private TypedDay() {}

  static Optional<LocalDate> read(String typed) {
    String text = typed.strip();
    try {
      return Optional.of(
          text.matches("[0-9]{1,2}-[0-9]{1,2}-[0-9]{4}")
              ? LocalDate.of(
                  Integer.parseInt(text.split("-")[2]),
                  Integer.parseInt(text.split("-")[1]),
                  Integer.parseInt(text.split("-")[0]))
              : LocalDate.parse(text));
    } catch (DateTimeException notOne) {
      return Optional.empty();
    }
  }
}
