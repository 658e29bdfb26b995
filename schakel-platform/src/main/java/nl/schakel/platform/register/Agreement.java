// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.register;

import java.util.OptionalDouble;

/**
 * How often two who answered the same question said the same.
 *
 * @param both both said: one person
 * @param firstOnly the first said one person, the second two
 * @param secondOnly the other way round
 * @param neither both said: two people
 */
public record Agreement(long both, long firstOnly, long secondOnly, long neither) {
  public long pairs() {
    return both + firstOnly + secondOnly + neither;
  }

  /** Share of the questions on which they agree; empty without any. */
  public OptionalDouble share() {
    return pairs() == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of((double) (both + neither) / pairs());
  }

  /**
   * Agreement beyond what chance gives: (observed - expected) / (1 - expected), where expected
   * follows from how often each says "one person". J. Cohen, A coefficient of agreement for nominal
   * scales, 1960. Empty without pairs, and when both always give one and the same answer: then
   * chance alone explains it.
   */
  public OptionalDouble kappa() {
    if (pairs() == 0) {
      return OptionalDouble.empty();
    }
    double all = pairs();
    double first = (both + firstOnly) / all;
    double second = (both + secondOnly) / all;
    double expected = first * second + (1 - first) * (1 - second);
    if (expected >= 1) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(((both + neither) / all - expected) / (1 - expected));
  }
}
