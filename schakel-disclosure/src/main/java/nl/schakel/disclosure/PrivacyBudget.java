// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.disclosure;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How much has been told about each person, by year, with a hard stop.
 *
 * <p>Whoever counts in a year is charged for every release over that year, in or not: which persons
 * were counted would itself be telling. Epsilon is kept in millionths, so that it adds up exactly.
 *
 * @param limit most epsilon for a person and year, in millionths
 * @param spent epsilon spent so far by year, in millionths
 */
public record PrivacyBudget(long limit, Map<Integer, Long> spent) {
  public PrivacyBudget {
    if (limit < 1 || spent.values().stream().anyMatch(epsilon -> epsilon < 0 || epsilon > limit)) {
      throw new IllegalArgumentException(
          "limit = %d, spent = %s; expected 1 or more, 0..limit".formatted(limit, spent));
    }
    spent = Map.copyOf(spent);
  }

  /** Returns a budget of which nothing is spent. */
  public static PrivacyBudget of(long limitMillionths) {
    return new PrivacyBudget(limitMillionths, Map.of());
  }

  /** Returns what is left for persons of a year, in millionths. */
  public long left(int year) {
    return limit - spent.getOrDefault(year, 0L);
  }

  /** Returns the budget after a release over a year; empty when there is not enough left. */
  public Optional<PrivacyBudget> spend(int year, long epsilonMillionths) {
    if (epsilonMillionths < 1 || epsilonMillionths > left(year)) {
      return Optional.empty();
    }
    Map<Integer, Long> more = new TreeMap<>(spent);
    more.merge(year, epsilonMillionths, Long::sum);
    return Optional.of(new PrivacyBudget(limit, more));
  }
}
