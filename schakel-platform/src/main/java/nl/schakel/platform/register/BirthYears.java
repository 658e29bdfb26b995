// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.register;

import java.util.Optional;

/** The years of birth that fit what a report says about age. */
record BirthYears(int low, int high) {

  /** The oldest age that "60 or older" is taken to reach when ranges are compared. */
  private static final int OLDEST = 100;

  BirthYears {
    if (low > high) {
      throw new IllegalArgumentException("low = %d, high = %d".formatted(low, high));
    }
  }

  boolean overlaps(BirthYears other) {
    return low <= other.high && other.low <= high;
  }

  /**
   * Years of birth of people in this age band in that year; empty when the band says too little.
   */
  static Optional<BirthYears> ofBand(String band, int year) {
    return switch (band) {
      case "under-12" -> ages(0, 11, year);
      case "12-15" -> ages(12, 15, year);
      case "16-17" -> ages(16, 17, year);
      case "minor-unknown" -> ages(0, 17, year);
      case "18-22" -> ages(18, 22, year);
      case "23-29" -> ages(23, 29, year);
      case "30-39" -> ages(30, 39, year);
      case "40-49" -> ages(40, 49, year);
      case "50-59" -> ages(50, 59, year);
      case "60-plus" -> ages(60, OLDEST, year);
      default -> Optional.empty();
    };
  }

  /** Years of birth of everyone in the age band that this year of birth falls in. */
  static BirthYears around(int birthYear, int year) {
    return ofBand(band(year - birthYear), year)
        .map(band -> new BirthYears(Math.min(band.low, birthYear), Math.max(band.high, birthYear)))
        .orElseGet(() -> new BirthYears(birthYear, birthYear));
  }

  /** Someone of this age may have the birthday still to come in that year, hence one year more. */
  private static Optional<BirthYears> ages(int youngest, int oldest, int year) {
    return Optional.of(new BirthYears(year - oldest - 1, year - youngest));
  }

  private static String band(int age) {
    if (age < 12) {
      return "under-12";
    }
    if (age < 16) {
      return "12-15";
    }
    if (age < 18) {
      return "16-17";
    }
    if (age < 23) {
      return "18-22";
    }
    if (age < 30) {
      return "23-29";
    }
    return age >= 60 ? "60-plus" : "%d0-%d9".formatted(age / 10, age / 10);
  }

  /**
   * Age group of the figures: minor, 18-22, 23-plus or unknown. With a year of birth alone the age
   * that the person reaches in that year counts.
   */
  static String ageGroup(Optional<Integer> birthYear, Optional<String> band, int year) {
    return band.map(BirthYears::groupOfBand)
        .filter(group -> !group.equals(UNKNOWN))
        .or(() -> birthYear.map(born -> groupOfBand(band(year - born))))
        .orElse(UNKNOWN);
  }

  private static final String UNKNOWN = "unknown";

  private static String groupOfBand(String band) {
    return switch (band) {
      case "under-12", "12-15", "16-17", "minor-unknown" -> "minor";
      case "18-22" -> "18-22";
      case "23-29", "30-39", "40-49", "50-59", "60-plus" -> "23-plus";
      default -> UNKNOWN;
    };
  }
}
