// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.disclosure;

import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Controlled rounding of one table; cells that were published before keep their figure.
 *
 * <p>All figures are sums of rounded leaf cells. Where no rounding with all totals is found, totals
 * are left out; the leaf cells alone can always be rounded, unless earlier figures forbid it.
 */
final class Rounding {
  private static final int ATTEMPTS = 2;
  private static final long STEPS = 100_000;
  private static final long STEPS_PER_CELL = 50;

  private final CountTable table;
  private final Method.ControlledRounding method;
  private final long[] fixed;
  private final Shape shape;

  /**
   * What was found.
   *
   * @param shown the figures to publish, by cell
   * @param leaves multiples of the base by leaf cell, of which all figures are sums
   */
  record Found(long[] shown, long[] leaves) {}

  /**
   * @param fixed the figure of each cell that was published before
   */
  Rounding(CountTable table, Method.ControlledRounding method, long[] fixed) {
    this.table = table;
    this.method = method;
    this.fixed = fixed;
    shape = table.shape();
  }

  /** Returns the attempt-th rounding with the fewest totals left out for which there is one. */
  Optional<Found> find(int attempt) {
    for (int left = 0; left < shape.dimensions().size() + 1; left++) {
      for (int again = 0; again < ATTEMPTS; again++) {
        String seed = "rounding|%d.%d.%d|%s".formatted(attempt, left, again, table.identity());
        Optional<Found> found = search(shown(left), new SplittableRandom(method.key().bits(seed)));
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  /**
   * Which cells are shown when totals are left out: first those over one dimension, then those over
   * two, and so on; the leaf cells always are.
   */
  private boolean[] shown(int leftOut) {
    boolean[] isShown = new boolean[shape.cells()];
    for (int cell = 0; cell < isShown.length; cell++) {
      int[] nodes = shape.nodes(cell);
      int over = 0;
      for (int d = 0; d < nodes.length; d++) {
        over += shape.dimensions().get(d).isLeaf(nodes[d]) ? 0 : 1;
      }
      isShown[cell] = over == 0 || over > leftOut || fixed[cell] != Release.NOT_SHOWN;
    }
    return isShown;
  }

  private Optional<Found> search(boolean[] isShown, SplittableRandom random) {
    int[] numbers = new int[shape.cells()];
    int count = 0;
    for (int cell = 0; cell < numbers.length; cell++) {
      numbers[cell] = isShown[cell] ? count++ : -1;
    }
    int[] least = new int[count];
    int[] most = new int[count];
    for (int cell = 0; cell < numbers.length; cell++) {
      if (numbers[cell] >= 0) {
        boolean free = fixed[cell] == Release.NOT_SHOWN;
        least[numbers[cell]] = free ? floor(table.sums()[cell]) : floor(fixed[cell]);
        most[numbers[cell]] = free ? ceiling(table.sums()[cell]) : floor(fixed[cell]);
      }
    }
    int[] values = new int[shape.leaves()];
    int[] least1 = new int[values.length];
    int[] most1 = new int[values.length];
    int[][] sumsOf = new int[values.length][];
    for (int leaf = 0; leaf < values.length; leaf++) {
      long persons = table.leafCounts()[leaf];
      least1[leaf] = floor(persons);
      most1[leaf] = ceiling(persons);
      // Up with the probability that makes it right on average.
      boolean up = random.nextInt(method.base()) < persons % method.base();
      values[leaf] = least1[leaf] + (up ? 1 : 0);
      sumsOf[leaf] =
          Arrays.stream(shape.cellsOver(leaf))
              .map(cell -> numbers[cell])
              .filter(number -> number >= 0)
              .toArray();
    }
    RoundingSearch search = new RoundingSearch(sumsOf, least1, most1, least, most, random);
    if (!search.run(values, STEPS + STEPS_PER_CELL * count)) {
      return Optional.empty();
    }
    long[] leaves = Arrays.stream(values).mapToLong(v -> (long) v * method.base()).toArray();
    return Optional.of(found(leaves, isShown));
  }

  private Found found(long[] leaves, boolean[] isShown) {
    long[] shown = shape.sums(leaves);
    for (int cell = 0; cell < shown.length; cell++) {
      if (!isShown[cell]) {
        shown[cell] = Release.NOT_SHOWN;
      }
    }
    return new Found(shown, leaves);
  }

  private int floor(long count) {
    return (int) (count / method.base());
  }

  private int ceiling(long count) {
    return (int) ((count + method.base() - 1) / method.base());
  }
}
