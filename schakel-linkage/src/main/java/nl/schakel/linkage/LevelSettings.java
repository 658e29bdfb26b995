// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage;

import java.util.OptionalDouble;

/**
 * One level of agreement of a comparison.
 *
 * @param rule a word and perhaps a value, as {@code jaro-winkler 0.92}
 * @param frequencyWeight how much of the term-frequency adjustment this level takes, 0 to 1
 * @param m probability of this level among pairs of one person, when it is not to be trained
 * @param u probability of this level among pairs of two persons, when it is not to be trained
 */
public record LevelSettings(
    String rule, double frequencyWeight, OptionalDouble m, OptionalDouble u) {
  /** Checks the rule and the ranges. */
  public LevelSettings {
    LevelKind kind = LevelKind.of(word(rule));
    String value = value(rule);
    if (kind.takesValue == value.isEmpty()) {
      throw new InvalidInput(
          "level '%s' %s".formatted(rule, kind.takesValue ? "needs a value" : "takes no value"));
    }
    checkValue(kind, rule, value);
    range("termFrequency", frequencyWeight, 0, 1);
    m.ifPresent(p -> range("m", p, 1e-12, 1));
    u.ifPresent(p -> range("u", p, 1e-12, 1));
  }

  /** A level that is trained and has no term-frequency adjustment. */
  public static LevelSettings of(String rule) {
    return new LevelSettings(rule, 0, OptionalDouble.empty(), OptionalDouble.empty());
  }

  /** The same level with the full term-frequency adjustment. */
  public LevelSettings withFrequency() {
    return new LevelSettings(rule, 1, m, u);
  }

  static void range(String name, double value, double low, double high) {
    if (!(value >= low && value <= high)) {
      throw new InvalidInput(
          "%s is %s, expected %s to %s".formatted(name, plain(value), plain(low), plain(high)));
    }
  }

  static double checked(String name, double value, double low, double high) {
    range(name, value, low, high);
    return value;
  }

  static String plain(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? String.valueOf((long) value)
        : String.valueOf(value);
  }

  private static void checkValue(LevelKind kind, String rule, String value) {
    if (kind.namesColumn() || !kind.takesValue) {
      return;
    }
    double number;
    try {
      number = Double.parseDouble(value);
    } catch (NumberFormatException e) {
      throw new InvalidInput("level '%s': '%s' is not a number".formatted(rule, value));
    }
    switch (kind) {
      case JARO_WINKLER, PARTS, EACH_PART, JACCARD -> range("level '" + rule + "'", number, 0, 1);
      case DAMERAU_LEVENSHTEIN, PREFIX -> range("level '" + rule + "'", number, 1, 20);
      default -> range("level '" + rule + "'", number, 0, 100_000);
    }
  }

  LevelKind kind() {
    return LevelKind.of(word(rule));
  }

  String value() {
    return value(rule);
  }

  double number() {
    return Double.parseDouble(value(rule));
  }

  private static String word(String rule) {
    int space = rule.indexOf(' ');
    return space < 0 ? rule : rule.substring(0, space);
  }

  private static String value(String rule) {
    int space = rule.indexOf(' ');
    return space < 0 ? "" : rule.substring(space + 1).strip();
  }

  /** What the level says, in words. */
  public String label(Language language) {
    return kind().label(language, value());
  }
}
