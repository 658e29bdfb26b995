// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.disclosure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Controlled rounding of a table together with all earlier releases.
 *
 * <p>What is looked for is one table of multiples of the base over the smallest groups ({@link
 * Atoms}) that gives every figure published so far, and for each cell of the new table one of its
 * two neighbouring multiples. If it exists the new table is safe, because that table itself, and it
 * with up to {@code base - 1} persons more or fewer in one group, are possible true tables: each
 * shown value r stands for {@code max(0, r - base + 1)} to {@code r + base - 1} and nothing
 * narrower (the proof is in docs/disclosure/method.md). Where none is found, totals are left out;
 * where that does not help either, nothing is published.
 */
final class Rounding {
  private static final int ATTEMPTS = 3;
  private static final long STEPS = 200_000;
  private static final long STEPS_PER_CELL = 50;

  private final CountTable table;
  private final Method.ControlledRounding method;
  private final List<Release> releases;
  private final Shape shape;
  private final Atoms atoms;

  /** What was found: the shown figures, and the table of the smallest groups that gives them. */
  record Found(long[] shown, long[] witness) {}

  Rounding(CountTable table, Method.ControlledRounding method, List<Release> releases) {
    this.table = table;
    this.method = method;
    this.releases = releases;
    shape = table.shape();
    atoms = Atoms.of(table, releases);
  }

  Optional<Found> find() {
    for (int left = 0; left <= shape.dimensions().size(); left++) {
      boolean[] isShown = shown(left);
      for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
        Optional<Found> found = search(isShown, left + "." + attempt);
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
      isShown[cell] = over == 0 || over > leftOut;
    }
    return isShown;
  }

  private Optional<Found> search(boolean[] isShown, String attempt) {
    int[] numbers = new int[shape.cells()];
    int count = 0;
    for (int cell = 0; cell < numbers.length; cell++) {
      numbers[cell] = isShown[cell] ? count++ : -1;
    }
    List<int[]> numbersOfReleases = new ArrayList<>();
    for (Release release : releases) {
      int[] theirs = new int[release.table().shape().cells()];
      for (int cell = 0; cell < theirs.length; cell++) {
        theirs[cell] = release.isShown(cell) ? count++ : -1;
      }
      numbersOfReleases.add(theirs);
    }
    int[] least = new int[count];
    int[] most = new int[count];
    limits(numbers, numbersOfReleases, least, most);
    SplittableRandom random =
        new SplittableRandom(method.key().bits("rounding|" + attempt + "|" + table.identity()));
    int[] values = start(random);
    int[] least1 = new int[values.length];
    int[] most1 = new int[values.length];
    for (int atom = 0; atom < values.length; atom++) {
      boolean alone = releases.isEmpty();
      least1[atom] = alone ? floor(atoms.counts()[atom]) : 0;
      most1[atom] = ceiling(atoms.counts()[atom]) + (alone ? 0 : 1);
    }
    RoundingSearch search =
        new RoundingSearch(sumsOf(numbers, numbersOfReleases), least1, most1, least, most, random);
    if (!search.run(values, STEPS + STEPS_PER_CELL * count)) {
      return Optional.empty();
    }
    return Optional.of(found(values, isShown));
  }

  private void limits(int[] numbers, List<int[]> ofReleases, int[] least, int[] most) {
    for (int cell = 0; cell < numbers.length; cell++) {
      if (numbers[cell] >= 0) {
        least[numbers[cell]] = floor(table.sums()[cell]);
        most[numbers[cell]] = ceiling(table.sums()[cell]);
      }
    }
    for (int r = 0; r < releases.size(); r++) {
      int[] theirs = ofReleases.get(r);
      for (int cell = 0; cell < theirs.length; cell++) {
        if (theirs[cell] >= 0) {
          int fixed = (int) (releases.get(r).shown(cell) / method.base());
          least[theirs[cell]] = fixed;
          most[theirs[cell]] = fixed;
        }
      }
    }
  }

  /** Rounds each group up with the probability that makes it right on average. */
  private int[] start(SplittableRandom random) {
    int[] values = new int[atoms.counts().length];
    for (int atom = 0; atom < values.length; atom++) {
      long count = atoms.counts()[atom];
      boolean up = random.nextInt(method.base()) < count % method.base();
      values[atom] = floor(count) + (up ? 1 : 0);
    }
    return values;
  }

  private int[][] sumsOf(int[] numbers, List<int[]> ofReleases) {
    int[][] sumsOf = new int[atoms.counts().length][];
    for (int atom = 0; atom < sumsOf.length; atom++) {
      List<int[]> parts = new ArrayList<>();
      parts.add(sums(shape, atoms.mine()[atom], numbers));
      for (int r = 0; r < releases.size(); r++) {
        Shape theirs = releases.get(r).table().shape();
        parts.add(sums(theirs, atoms.earlier().get(r)[atom], ofReleases.get(r)));
      }
      sumsOf[atom] = parts.stream().flatMapToInt(Arrays::stream).toArray();
    }
    return sumsOf;
  }

  private static int[] sums(Shape shape, int leafCell, int[] numbers) {
    return leafCell < 0
        ? new int[0]
        : Arrays.stream(shape.cellsOver(leafCell))
            .map(cell -> numbers[cell])
            .filter(number -> number >= 0)
            .toArray();
  }

  private Found found(int[] values, boolean[] isShown) {
    long[] witness = new long[values.length];
    long[] leaves = new long[shape.leaves()];
    for (int atom = 0; atom < values.length; atom++) {
      witness[atom] = (long) values[atom] * method.base();
      if (atoms.mine()[atom] >= 0) {
        leaves[atoms.mine()[atom]] += witness[atom];
      }
    }
    long[] shown = shape.sums(leaves);
    for (int cell = 0; cell < shown.length; cell++) {
      if (!isShown[cell]) {
        shown[cell] = Release.NOT_SHOWN;
      }
    }
    return new Found(shown, witness);
  }

  private int floor(long count) {
    return (int) (count / method.base());
  }

  private int ceiling(long count) {
    return (int) ((count + method.base() - 1) / method.base());
  }

  Atoms atoms() {
    return atoms;
  }
}
