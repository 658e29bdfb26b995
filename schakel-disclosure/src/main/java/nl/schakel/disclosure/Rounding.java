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
@SuppressWarnings("ArrayRecordComponent")
final class Rounding {
  private static final int ATTEMPTS = 2;
  private static final long STEPS = 100_000;
  private static final long STEPS_PER_CELL = 50;
  private static final long ANNEALING_PER_CELL = 2_000;

  private final CountTable table;
  private final Method.ControlledRounding method;
  private final Choices choices;
  private final Shape shape;

  /**
   * What was found.
   *
   * @param shown the figures to publish, by cell
   * @param leaves multiples of the base by leaf cell, of which all figures are sums
   */
  record Found(long[] shown, long[] leaves) {}

  /**
   * @param choices what figures published before leave to choose
   */
  Rounding(CountTable table, Method.ControlledRounding method, Choices choices) {
    this.table = table;
    this.method = method;
    this.choices = choices;
    shape = table.shape();
  }

  /**
   * Returns the attempt-th rounding with the fewest totals left out for which there is one. Beside
   * other frozen sets cells that did not change keep their figures if that can be.
   */
  Optional<Found> find(int attempt) {
    Optional<Found> found =
        choices.isAlone() || attempt > 0 ? Optional.empty() : find(attempt, 0, true);
    for (int left = 0; found.isEmpty() && left < shape.dimensions().size() + 1; left++) {
      found = find(attempt, left, false);
    }
    return found;
  }

  private Optional<Found> find(int attempt, int left, boolean keep) {
    Optional<Found> found = Optional.empty();
    boolean[] isShown = shown(left);
    if (isImpossible(isShown, keep)) {
      return found;
    }
    for (int again = 0; found.isEmpty() && again < ATTEMPTS; again++) {
      String seed =
          "rounding|%d.%d.%d%s|%s"
              .formatted(attempt, left, again, keep ? "k" : "", table.identity());
      found = search(attempt, isShown, keep, new SplittableRandom(method.key().bits(seed)));
    }
    return found;
  }

  /** Whether adding up already proves that no figures fit, so that no search has to find it out. */
  private boolean isImpossible(boolean[] isShown, boolean keep) {
    long[] least = new long[shape.cells()];
    long[] most = new long[shape.cells()];
    for (int cell = 0; cell < least.length; cell++) {
      least[cell] = isShown[cell] ? inBases(choices.least(cell, keep)) : 0;
      most[cell] = isShown[cell] ? inBases(choices.most(cell, keep)) : Sums.MANY;
    }
    Sums sums = new Sums(least, most);
    sums.add(shape, Sums.inOrder(shape));
    return !sums.narrow();
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
      isShown[cell] = over == 0 || over > leftOut || choices.isFixed(cell);
    }
    return isShown;
  }

  private Optional<Found> search(
      int attempt, boolean[] isShown, boolean keep, SplittableRandom random) {
    int[] numbers = new int[shape.cells()];
    int count = 0;
    for (int cell = 0; cell < numbers.length; cell++) {
      numbers[cell] = isShown[cell] ? count++ : -1;
    }
    int[] least = new int[count];
    int[] most = new int[count];
    for (int cell = 0; cell < numbers.length; cell++) {
      if (numbers[cell] >= 0) {
        least[numbers[cell]] = inBases(choices.least(cell, keep));
        most[numbers[cell]] = inBases(choices.most(cell, keep));
      }
    }
    int[] values = new int[shape.leaves()];
    int[] least1 = new int[values.length];
    int[] most1 = new int[values.length];
    int[][] sumsOf = new int[values.length][];
    for (int leaf = 0; leaf < values.length; leaf++) {
      int cell = shape.cellOfLeaf(leaf);
      least1[leaf] = inBases(choices.least(cell, keep));
      most1[leaf] = inBases(choices.most(cell, keep));
      values[leaf] = start(leaf, cell, random, attempt);
      sumsOf[leaf] =
          Arrays.stream(shape.cellsOver(leaf))
              .map(over -> numbers[over])
              .filter(number -> number >= 0)
              .toArray();
    }
    RoundingSearch search = new RoundingSearch(sumsOf, least1, most1, least, most, random);
    if (!search.run(values, STEPS + STEPS_PER_CELL * count)
        && !(search.hasMuchChoice() && search.anneal(values, ANNEALING_PER_CELL * values.length))) {
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

  /**
   * Up with the probability that makes it right on average, or as readers know it from elsewhere;
   * later attempts keep fewer figures.
   */
  private int start(int leaf, int cell, SplittableRandom random, int attempt) {
    long persons = table.leafCounts()[leaf];
    int lower = inBases(persons);
    int over = (int) (persons % method.base());
    boolean up = random.nextInt(method.base()) < over;
    int before = inBases(choices.before(cell));
    boolean isKnown =
        choices.before(cell) != Release.NOT_SHOWN && (attempt == 0 || random.nextBoolean());
    return isKnown && (before == lower || over > 0 && before == lower + 1)
        ? before
        : lower + (up ? 1 : 0);
  }

  private int inBases(long count) {
    return (int) (count / method.base());
  }
}
