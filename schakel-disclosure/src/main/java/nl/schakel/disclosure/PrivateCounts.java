// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.disclosure;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * A few coarse counts under differential privacy.
 *
 * <p>Guarantee: whether one person is in the records or not changes the probability of any outcome
 * by at most a factor exp(epsilon). It protects against everybody, whatever they know, but only
 * within the budget; and only if the categories were fixed without looking at the records.
 *
 * @param counts noisy counts by category; can be negative, and are not rounded up to 0
 * @param epsilonMillionths what was spent, in millionths
 * @param recordsEach most records of one person that were counted
 * @param budget what is left after this
 */
public record PrivateCounts(
    SortedMap<String, Long> counts, long epsilonMillionths, int recordsEach, PrivacyBudget budget) {
  private static final long MILLION = 1_000_000;

  public PrivateCounts {
    counts = Collections.unmodifiableSortedMap(counts);
  }

  /**
   * Counts the records of a year by one dimension, with noise of scale {@code recordsEach /
   * epsilon}.
   *
   * @param records all of them; of a person with more than {@code recordsEach} some are left out by
   *     lot
   * @param categories by their base codes; categories without records get noise too
   * @param random a {@link java.security.SecureRandom} for anything that is published
   * @return empty when the budget does not allow it: nothing was drawn then
   */
  public static Optional<PrivateCounts> of(
      Cube records,
      Dimension categories,
      int year,
      int recordsEach,
      long epsilonMillionths,
      PrivacyBudget budget,
      RandomGenerator random) {
    if (recordsEach < 1 || recordsEach > 1000) {
      throw new IllegalArgumentException(
          "recordsEach = %d, expected 1..1000".formatted(recordsEach));
    }
    Optional<PrivacyBudget> left = budget.spend(year, epsilonMillionths);
    if (left.isEmpty()) {
      return Optional.empty();
    }
    long[] bounded = bounded(records, categories, recordsEach, random);
    DiscreteLaplace noise = new DiscreteLaplace(recordsEach * MILLION, epsilonMillionths, random);
    SortedMap<String, Long> counts = new TreeMap<>();
    for (int leaf = 0; leaf < bounded.length; leaf++) {
      counts.put(categories.code(categories.leafNode(leaf)), bounded[leaf] + noise.draw());
    }
    return Optional.of(new PrivateCounts(counts, epsilonMillionths, recordsEach, left.get()));
  }

  /** Counts at most so many records of each person, chosen by lot. */
  static long[] bounded(
      Cube records, Dimension categories, int recordsEach, RandomGenerator random) {
    int[] leaves = records.leafCells(new Shape(List.of(categories)), Filter.NONE);
    Map<String, List<Integer>> ofPerson = new HashMap<>();
    for (int row = 0; row < leaves.length; row++) {
      if (leaves[row] >= 0) {
        ofPerson.computeIfAbsent(records.person(row), p -> new ArrayList<>()).add(leaves[row]);
      }
    }
    long[] counts = new long[categories.leafCount()];
    for (List<Integer> theirs : ofPerson.values()) {
      for (int taken = 0; taken < recordsEach && !theirs.isEmpty(); taken++) {
        counts[theirs.remove(random.nextInt(theirs.size()))]++;
      }
    }
    return counts;
  }

  /** Returns in one sentence for a reader what was done. */
  public Sentence sentence() {
    String epsilon = BigDecimal.valueOf(epsilonMillionths, 6).stripTrailingZeros().toPlainString();
    return new Sentence(
        "Bij elk aantal is toeval opgeteld of afgetrokken, zoveel dat niet te zeggen is of een bepaald persoon meetelt (epsilon %s, ten hoogste %d records per persoon)."
            .formatted(epsilon.replace('.', ','), recordsEach),
        "Chance was added to or taken from every count, enough that nobody can tell whether one person is counted (epsilon %s, at most %d records a person)."
            .formatted(epsilon, recordsEach));
  }
}
