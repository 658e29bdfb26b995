// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage;

import java.util.List;

/**
 * Which pairs are looked at.
 *
 * @param rules each a list of keys, such as {@code first_name} or {@code year(dob)}; a pair is
 *     looked at when all keys of one rule agree
 * @param compareAllUpTo when there are at most so many pairs in all, no rule is needed
 * @param blockCap a block of more records than this is left out and reported
 */
public record BlockingSettings(List<List<String>> rules, long compareAllUpTo, int blockCap) {
  /** More rules than this do not fit in the mask of a pair. */
  static final int MOST_RULES = 24;

  /** Default for {@code compareAllUpTo}. */
  public static final long ALL_UP_TO = 30_000_000;

  /** Default for {@code blockCap}. */
  public static final int CAP = 1000;

  /** Copies the rules and checks the ranges. */
  public BlockingSettings {
    rules = rules.stream().map(List::copyOf).toList();
    if (rules.size() > MOST_RULES) {
      throw new InvalidInput(
          "%d blocking rules, expected 0 to %d".formatted(rules.size(), MOST_RULES));
    }
    for (List<String> rule : rules) {
      if (rule.isEmpty() || rule.size() > 6) {
        throw new InvalidInput(
            "a blocking rule of %d keys, expected 1 to 6".formatted(rule.size()));
      }
    }
    LevelSettings.range("compareAllUpTo", (double) compareAllUpTo, 0, 1e12);
    LevelSettings.range("blockCap", blockCap, 2, 1_000_000);
  }
}
