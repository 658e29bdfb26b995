// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage;

import java.time.DateTimeException;
import java.time.LocalDate;

/** Reads dates as they are written in registers; what is not a day of the calendar is no date. */
final class DateText {
  /** No date. */
  static final int NONE = Integer.MIN_VALUE;

  /** Month and day that are written down when only the year is known. */
  static final String GUESSED_DAY = "0101";

  private DateText() {}

  /**
   * Days since 1970-01-01, or {@link #NONE}. Read are 2026-11-22, 20261122, 22-11-2026, 22/11/2026
   * and 22.11.2026, also with one digit for day and month and a time behind it.
   */
  static int epochDay(String value) {
    int[] parts = parts(value);
    return parts.length == 0 ? NONE : epochDay(parts[0], parts[1], parts[2]);
  }

  /** Days since 1970-01-01 of year, month and day, or {@link #NONE}. */
  static int epochDay(int year, int month, int day) {
    try {
      return (int) LocalDate.of(year, month, day).toEpochDay();
    } catch (DateTimeException impossible) {
      return NONE;
    }
  }

  /** Year, month and day as written, possibly impossible; empty when the text is no date at all. */
  static int[] parts(String value) {
    String text = value;
    int time = Math.max(text.indexOf('T'), text.indexOf(' '));
    if (time >= 8) {
      text = text.substring(0, time);
    }
    if (text.length() == 8 && digits(text)) {
      return new int[] {number(text, 0, 4), number(text, 4, 6), number(text, 6, 8)};
    }
    String[] pieces = text.split("[-/.]", -1);
    if (pieces.length != 3) {
      return new int[0];
    }
    for (String piece : pieces) {
      if (piece.isEmpty() || piece.length() > 4 || !digits(piece)) {
        return new int[0];
      }
    }
    int[] read = new int[3];
    boolean yearFirst = pieces[0].length() == 4;
    if (!yearFirst && pieces[2].length() != 4) {
      return new int[0];
    }
    for (int i = 0; i < 3; i++) {
      read[yearFirst ? i : 2 - i] = Integer.parseInt(pieces[i]);
    }
    return read;
  }

  /** The date as 20261122 when it exists, else empty. */
  static String compact(String value) {
    int[] parts = parts(value);
    if (parts.length == 0 || epochDay(parts[0], parts[1], parts[2]) == NONE) {
      return "";
    }
    return "%04d%02d%02d".formatted(parts[0], parts[1], parts[2]);
  }

  private static int number(String text, int from, int to) {
    return Integer.parseInt(text, from, to, 10);
  }

  private static boolean digits(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }
}
