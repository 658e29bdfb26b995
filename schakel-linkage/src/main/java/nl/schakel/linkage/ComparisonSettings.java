// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How one field is compared: the first level that holds counts, else the values differ.
 *
 * @param name the name in reports
 * @param column the column of the input
 * @param clean the transform before comparing, such as {@code name} or {@code date}
 * @param levels from the strongest agreement to the weakest, without "all other"
 * @param frequencyFloor no value counts as rarer than this in the term-frequency adjustment
 */
public record ComparisonSettings(
    String name, String column, String clean, List<LevelSettings> levels, double frequencyFloor) {
  /** More levels than this do not fit in the packed pattern of a pair. */
  static final int MOST_LEVELS = 14;

  /** Checks the number of levels and that none is named twice. */
  public ComparisonSettings {
    levels = List.copyOf(levels);
    Transform.of(clean);
    if (levels.isEmpty() || levels.size() > MOST_LEVELS) {
      throw new InvalidInput(
          "comparison '%s' has %d levels, expected 1 to %d"
              .formatted(name, levels.size(), MOST_LEVELS));
    }
    Set<String> seen = new HashSet<>();
    for (LevelSettings level : levels) {
      if (!seen.add(level.rule())) {
        throw new InvalidInput(
            "comparison '%s' has the level '%s' twice".formatted(name, level.rule()));
      }
    }
    LevelSettings.range("frequencyFloor", frequencyFloor, 0, 1);
  }

  /** Levels by their rules; the level "exact" takes the frequency adjustment when asked. */
  public static ComparisonSettings of(
      String column, String clean, boolean termFrequency, String... rules) {
    return new ComparisonSettings(
        column,
        column,
        clean,
        java.util.Arrays.stream(rules)
            .map(LevelSettings::of)
            .map(l -> termFrequency && l.rule().equals("exact") ? l.withFrequency() : l)
            .toList(),
        0);
  }

  boolean usesFrequency() {
    return levels.stream().anyMatch(l -> l.frequencyWeight() > 0);
  }

  /** How many levels there are with "all other", which is level 0. */
  public int levelCount() {
    return levels.size() + 1;
  }

  /** The settings of a level above 0; the strongest has the highest number. */
  public LevelSettings level(int number) {
    return levels.get(levels.size() - number);
  }

  /** What a level says, in words; -1 is a missing value. */
  public String label(int number, Language language) {
    if (number < 0) {
      return language.of("niet ingevuld", "missing");
    }
    return number == 0 ? language.of("anders", "different") : level(number).label(language);
  }
}
