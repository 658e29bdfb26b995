// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage;

import java.util.List;

/**
 * Which records are one person.
 *
 * @param person for each record the smallest record number of its person
 * @param weakest for each record the weight of the weakest link that holds its person together;
 *     infinite for a person of one record
 * @param refused links that a guard kept apart, strongest first
 */
public record Clusters(int[] person, double[] weakest, List<Refused> refused) {
  /** Why two groups that a link would join were kept apart. */
  public enum Guard {
    /** The person would have more records than allowed. */
    SIZE,
    /** Two records of a source that holds no person twice. */
    ONE_PER_SOURCE,
    /** Someone decided that two of the records are not the same person. */
    NEVER_SAME,
    /** The pairs between the groups speak against it on average: a bridge. */
    BRIDGE
  }

  /** A link that was not followed; the mean weight is over all pairs between the two groups. */
  public record Refused(int left, int right, double weight, Guard guard, double meanWeight) {}

  /** How many persons there are. */
  public int persons() {
    int count = 0;
    for (int i = 0; i < person.length; i++) {
      count += person[i] == i ? 1 : 0;
    }
    return count;
  }
}
