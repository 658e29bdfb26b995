// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.estimate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A hierarchical log-linear model over lists: with each term all its subsets belong to the model.
 *
 * <p>A term is a bit mask of lists; term 0 is the constant. Every model holds the constant and all
 * main effects. Written as generators, the terms inside no other term: {@code [A:B, C]}, or, up to
 * nine lists, with list numbers: {@code [12,3]}.
 */
public final class Hierarchy {
  private final int lists;
  private final int[] terms;

  private Hierarchy(int lists, int[] sortedTerms) {
    this.lists = lists;
    this.terms = sortedTerms;
  }

  /** Makes the smallest hierarchical model that has all main effects and the given terms. */
  public static Hierarchy of(int lists, int... generators) {
    if (lists < 2 || lists > CaptureTable.MOST_LISTS) {
      throw new IllegalArgumentException("lists = %d, expected 2..20".formatted(lists));
    }
    TreeSet<Integer> closed = new TreeSet<>();
    closed.add(0);
    for (int i = 0; i < lists; i++) {
      closed.add(1 << i);
    }
    for (int generator : generators) {
      if (generator < 0 || generator >= 1 << lists) {
        throw new IllegalArgumentException("term %d of %d lists".formatted(generator, lists));
      }
      for (int s = generator; s > 0; s = (s - 1) & generator) {
        closed.add(s);
      }
    }
    return new Hierarchy(lists, closed.stream().mapToInt(Integer::intValue).toArray());
  }

  /** Makes the model of independent lists. */
  public static Hierarchy mainEffects(int lists) {
    return of(lists);
  }

  /** Makes the model with every term up to {@code order} lists. */
  public static Hierarchy full(int lists, int order) {
    List<Integer> generators = new ArrayList<>();
    for (int term = 1; term < 1 << lists; term++) {
      if (Integer.bitCount(term) == order) {
        generators.add(term);
      }
    }
    return of(lists, generators.stream().mapToInt(Integer::intValue).toArray());
  }

  /** Makes a model from a code of at most six lists: bit s of the code is set when term s is in. */
  static Hierarchy ofCode(int lists, long code) {
    int[] terms = new int[Long.bitCount(code)];
    long rest = code;
    for (int i = 0; i < terms.length; i++) {
      terms[i] = Long.numberOfTrailingZeros(rest);
      rest &= rest - 1;
    }
    return new Hierarchy(lists, terms);
  }

  long code() {
    long code = 0;
    for (int term : terms) {
      code |= 1L << term;
    }
    return code;
  }

  /**
   * Reads a model written with list names, {@code [A:B, C]}, or with list numbers, {@code [12,3]}.
   */
  public static Hierarchy parse(String text, List<String> lists) {
    String inner = text.strip();
    if (!inner.startsWith("[") || !inner.endsWith("]")) {
      throw new IllegalArgumentException("model '%s', expected [A:B, C]".formatted(text));
    }
    String[] parts = inner.substring(1, inner.length() - 1).split(",");
    int[] generators = new int[parts.length];
    for (int i = 0; i < parts.length; i++) {
      generators[i] = parseTerm(parts[i].strip(), lists, text);
    }
    return of(lists.size(), generators);
  }

  private static int parseTerm(String part, List<String> lists, String text) {
    int term = 0;
    boolean digits = part.matches("[1-9]+") && !lists.contains(part);
    for (String name : digits ? part.split("") : part.split(":")) {
      int list = digits ? Integer.parseInt(name) - 1 : lists.indexOf(name.strip());
      if (list < 0 || list >= lists.size()) {
        throw new IllegalArgumentException(
            "model '%s' names '%s', expected one of %s".formatted(text, name, lists));
      }
      term |= 1 << list;
    }
    return term;
  }

  /** Returns the number of lists. */
  public int lists() {
    return lists;
  }

  /** Returns all terms, the constant first, in the order of their masks. */
  public int[] terms() {
    return terms.clone();
  }

  /** Returns the number of parameters, one for each term. */
  public int parameters() {
    return terms.length;
  }

  /** Returns true when {@code term} is in the model. */
  public boolean has(int term) {
    return Arrays.binarySearch(terms, term) >= 0;
  }

  /** Returns the largest number of lists in one term. */
  public int order() {
    return Arrays.stream(terms).map(Integer::bitCount).max().orElse(0);
  }

  /** Returns the model with {@code term} and its subsets added. */
  public Hierarchy with(int term) {
    int[] generators = Arrays.copyOf(terms, terms.length + 1);
    generators[terms.length] = term;
    return of(lists, generators);
  }

  /** Returns the model without {@code term} and every term that contains it. */
  public Hierarchy without(int term) {
    return of(lists, Arrays.stream(terms).filter(s -> (s & term) != term).toArray());
  }

  /** Returns the generators: larger terms first, then in the order of the lists. */
  public List<Integer> generators() {
    return Arrays.stream(terms)
        .filter(s -> s > 0 && Arrays.stream(terms).noneMatch(u -> u != s && (u & s) == s))
        .boxed()
        .sorted(
            Comparator.<Integer>comparingInt(s -> -Integer.bitCount(s))
                .thenComparing(Hierarchy::listNumbers, Arrays::compare))
        .toList();
  }

  private static int[] listNumbers(int term) {
    int[] numbers = new int[Integer.bitCount(term)];
    int rest = term;
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = Integer.numberOfTrailingZeros(rest);
      rest &= rest - 1;
    }
    return numbers;
  }

  /** Writes the model with list names, {@code [A:B, C]}. */
  public String named(List<String> names) {
    return generators().stream()
        .map(s -> termName(s, names))
        .collect(Collectors.joining(", ", "[", "]"));
  }

  static String termName(int term, List<String> names) {
    if (term == 0) {
      return "constant";
    }
    StringBuilder name = new StringBuilder();
    for (int i : listNumbers(term)) {
      name.append(name.isEmpty() ? "" : ":").append(names.get(i));
    }
    return name.toString();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Hierarchy that
        && lists == that.lists
        && Arrays.equals(terms, that.terms);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(terms);
  }

  @Override
  public String toString() {
    List<String> numbers = new ArrayList<>();
    for (int i = 1; i <= lists; i++) {
      numbers.add(String.valueOf(i));
    }
    return lists > 9 ? named(numbers) : named(numbers).replace(":", "").replace(" ", "");
  }
}
