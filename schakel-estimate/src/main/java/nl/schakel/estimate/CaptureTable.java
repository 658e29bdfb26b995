// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.estimate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Counts of persons by the exact set of lists they are on: the only input of every estimate.
 *
 * <p>A history is a bit mask, bit i set when the person is on list i. History 0, on no list, is
 * what is estimated, so it has no count here. Counts are whole persons.
 */
public final class CaptureTable {
  /** The most lists a table can hold; a table of 20 lists has 1,048,575 histories. */
  public static final int MOST_LISTS = 20;

  /** Counts add up to at most this, so that every sum is exact in a double. */
  public static final long MOST_PERSONS = 1L << 53;

  private final List<String> lists;
  private final long[] counts;
  private final long observed;

  private CaptureTable(List<String> lists, long[] counts) {
    this.lists = List.copyOf(lists);
    this.counts = counts;
    this.observed = sum(counts);
  }

  /**
   * Makes a table from counts by history.
   *
   * @param lists names of the lists, 2 to 20, all different
   * @param counts number of persons by history; a history left out counts 0
   */
  public static CaptureTable of(List<String> lists, Map<Integer, Long> counts) {
    checkNames(lists);
    long[] dense = new long[1 << lists.size()];
    counts.forEach(
        (history, count) -> {
          if (history <= 0 || history >= dense.length) {
            throw new InvalidTable(
                0, 0, "history %d, expected 1..%d".formatted(history, dense.length - 1));
          }
          dense[history] = count;
        });
    return of(lists, dense);
  }

  /** Makes a table from counts indexed by history; index 0 must be 0. */
  public static CaptureTable of(List<String> lists, long[] counts) {
    checkNames(lists);
    if (counts.length != 1 << lists.size()) {
      throw new InvalidTable(
          0, 0, "%d counts, expected %d".formatted(counts.length, 1 << lists.size()));
    }
    if (counts[0] != 0) {
      throw new InvalidTable(0, 0, "a count for persons on no list; that number is not known");
    }
    for (long count : counts) {
      if (count < 0) {
        throw new InvalidTable(0, 0, "count %d, expected 0 or more".formatted(count));
      }
    }
    return new CaptureTable(lists, counts.clone());
  }

  static void checkNames(List<String> lists) {
    if (lists.size() < 2) {
      throw new InvalidTable(
          0, 0, "%d list; overlap needs at least two lists".formatted(lists.size()));
    }
    if (lists.size() > MOST_LISTS) {
      throw new InvalidTable(
          0, 0, "%d lists, expected at most %d".formatted(lists.size(), MOST_LISTS));
    }
    Set<String> seen = new HashSet<>();
    for (String name : lists) {
      if (name.isBlank()) {
        throw new InvalidTable(0, 0, "a list without a name");
      }
      if (name.matches(".*[:,\\[\\]\\p{Cntrl}].*")) {
        throw new InvalidTable(0, 0, "list name '%s' holds one of : , [ ]".formatted(name));
      }
      if (!seen.add(name)) {
        throw new InvalidTable(0, 0, "two lists with the name '%s'".formatted(name));
      }
    }
  }

  private static long sum(long[] counts) {
    long sum = 0;
    for (long count : counts) {
      if (count > MOST_PERSONS || (sum += count) > MOST_PERSONS) {
        throw new InvalidTable(0, 0, "counts add up to more than 2^53, too many to count exactly");
      }
    }
    return sum;
  }

  /** Returns the names of the lists; position i belongs to bit i of a history. */
  public List<String> lists() {
    return lists;
  }

  /** Returns the number of lists. */
  public int size() {
    return lists.size();
  }

  /** Returns the number of persons on at least one list. */
  public long observed() {
    return observed;
  }

  /** Returns the number of persons on exactly the lists of {@code history}. */
  public long count(int history) {
    return counts[history];
  }

  /** Returns the number of persons on at least all lists of {@code set}. */
  public long onAll(int set) {
    long sum = 0;
    for (int history = set; history < counts.length; history = (history + 1) | set) {
      sum += counts[history];
    }
    return sum;
  }

  /** Returns a copy of all counts, indexed by history. */
  public long[] counts() {
    return counts.clone();
  }

  /** Returns true when at least one person is on two lists. */
  public boolean overlaps() {
    for (int history = 1; history < counts.length; history++) {
      if (counts[history] > 0 && Integer.bitCount(history) > 1) {
        return true;
      }
    }
    return false;
  }

  /**
   * Returns the table with the named lists joined into one; a person on any of them is on the new
   * list.
   */
  public CaptureTable merge(List<String> merged, String newName) {
    int mask = maskOf(merged);
    int first = Integer.numberOfTrailingZeros(mask);
    List<String> names = new ArrayList<>();
    List<Integer> sources = new ArrayList<>();
    for (int i = 0; i < size(); i++) {
      if (i == first) {
        names.add(newName);
        sources.add(mask);
      } else if ((mask >> i & 1) == 0) {
        names.add(lists.get(i));
        sources.add(1 << i);
      }
    }
    return project(names, sources);
  }

  /** Returns the table without the named lists; persons only on those are no longer counted. */
  public CaptureTable omit(List<String> omitted) {
    int mask = maskOf(omitted);
    List<String> names = new ArrayList<>();
    List<Integer> sources = new ArrayList<>();
    for (int i = 0; i < size(); i++) {
      if ((mask >> i & 1) == 0) {
        names.add(lists.get(i));
        sources.add(1 << i);
      }
    }
    return project(names, sources);
  }

  /** Returns the table with the lists in another order. */
  public CaptureTable inOrder(List<String> order) {
    if (order.size() != size()) {
      throw new IllegalArgumentException("%d names, expected %d".formatted(order.size(), size()));
    }
    return project(order, order.stream().map(name -> maskOf(List.of(name))).toList());
  }

  /** Returns the table with lists named A, B, C and so on. */
  public CaptureTable anonymise() {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < size(); i++) {
      names.add(String.valueOf((char) ('A' + i)));
    }
    return new CaptureTable(names, counts);
  }

  /** Returns this table with the counts of another table over the same lists added. */
  public CaptureTable plus(CaptureTable other) {
    if (!lists.equals(other.lists)) {
      throw new IllegalArgumentException("lists %s, expected %s".formatted(other.lists, lists));
    }
    long[] total = counts.clone();
    Arrays.setAll(total, i -> total[i] + other.counts[i]);
    return new CaptureTable(lists, total);
  }

  private CaptureTable project(List<String> names, List<Integer> sources) {
    checkNames(names);
    long[] projected = new long[1 << names.size()];
    for (int history = 1; history < counts.length; history++) {
      int target = 0;
      for (int j = 0; j < sources.size(); j++) {
        if ((history & sources.get(j)) != 0) {
          target |= 1 << j;
        }
      }
      if (target != 0) {
        projected[target] += counts[history];
      }
    }
    return new CaptureTable(names, projected);
  }

  /** Returns the bit mask of the named lists. */
  public int maskOf(List<String> names) {
    int mask = 0;
    for (String name : names) {
      int i = lists.indexOf(name);
      if (i < 0) {
        throw new IllegalArgumentException(
            "no list '%s', expected one of %s".formatted(name, lists));
      }
      mask |= 1 << i;
    }
    return mask;
  }

  /** Returns the names of the lists in {@code set}, joined by colons. */
  public String nameOf(int set) {
    return Hierarchy.termName(set, lists);
  }

  /** Returns the counts that are not 0, by history name, in the order of the histories. */
  public Map<String, Long> positive() {
    Map<String, Long> named = new LinkedHashMap<>();
    for (int history = 1; history < counts.length; history++) {
      if (counts[history] > 0) {
        named.put(nameOf(history), counts[history]);
      }
    }
    return named;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CaptureTable that
        && lists.equals(that.lists)
        && Arrays.equals(counts, that.counts);
  }

  @Override
  public int hashCode() {
    return 31 * lists.hashCode() + Arrays.hashCode(counts);
  }

  @Override
  public String toString() {
    return "CaptureTable[%d persons on %s]".formatted(observed, lists);
  }
}
