// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.disclosure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Looks for other true tables that would have given exactly the published figures of several tables
 * over one frozen set, and that the rule about differences would have let pass: witnesses of what
 * an attacker cannot rule out.
 *
 * <p>Starts from the truth and changes codes of records, one or two records at a time, never
 * leaving what the figures allow. Every state on the way is a witness, so the smallest and largest
 * count of a cell met on the way lie within what an attacker must think possible. That is the safe
 * direction: what is found is proven, and a cell for which too little is found counts as unsafe.
 */
final class Witnesses {
  private static final int TRIES = 400;
  private static final int ROUNDS = 7;

  /** What is still closed after so many rounds is worth a look by other means. */
  private static final int EASY_ROUNDS = 2;

  /** After so many tries for a cell it hardly helps to go on drawing from all records. */
  private static final int EASY_TRIES = 100;

  private static final int DONORS = 30;

  /** How many persons more than in truth a witness can have. */
  private static final int SPARE = 64;

  /** Stands for a record that is not there. */
  private static final int[] NOBODY = {};

  /** A published table: what the true count of each cell can be by its own figure. */
  static final class Sheet {
    private final Shape shape;
    private final int[][] shares;

    /** Dimensions of the set that the table asks for, in its cells or its conditions. */
    private final int[] asked;

    private final long[] least;
    private final long[] most;
    private final long[] counts;
    private final long[] smallest;
    private final long[] largest;
    private final int[][] over;

    /** Cells of which too much may not be known; a figure that is true was meant to be known. */
    private final boolean[] isGuarded;

    private final Conditions conditions;

    /** Persons by cell whom the attacker knows, beside those of the table. */
    private final long[] known;

    Sheet(Cube cube, Release release) {
      CountTable table = release.table();
      shape = table.shape();
      shares = table.sharesIn(cube);
      asked = IntStream.range(0, shares.length).filter(d -> shares[d].length > 0).toArray();
      conditions = table.conditionsIn(cube);
      counts = table.sums().clone();
      smallest = counts.clone();
      largest = counts.clone();
      least = new long[counts.length];
      most = new long[counts.length];
      isGuarded = new boolean[counts.length];
      known = release.known();
      over = new int[shape.leaves()][];
      for (int cell = 0; cell < counts.length; cell++) {
        isGuarded[cell] = release.reach() > 0 || !release.isShown(cell);
        least[cell] = release.least(cell);
        most[cell] = release.most(cell);
      }
    }

    private int leaf(int[] codes) {
      if (codes.length == 0) {
        return -1;
      }
      int leaf = 0;
      for (int d : asked) {
        leaf += shares[d][codes[d]];
      }
      return leaf;
    }

    private int[] over(int leaf) {
      if (over[leaf] == null) {
        over[leaf] = shape.cellsOver(leaf);
      }
      return over[leaf];
    }

    private void add(int leaf, int change) {
      if (leaf >= 0) {
        for (int cell : over(leaf)) {
          counts[cell] += change;
        }
      }
    }

    private void move(int from, int to) {
      if (from != to) {
        add(from, -1);
        add(to, 1);
      }
    }

    private boolean isAllowed(int leaf) {
      if (leaf >= 0) {
        for (int cell : over(leaf)) {
          if (counts[cell] < least[cell] || counts[cell] > most[cell]) {
            return false;
          }
        }
      }
      return true;
    }

    private void note(int leaf) {
      if (leaf >= 0) {
        for (int cell : over(leaf)) {
          smallest[cell] = Math.min(smallest[cell], counts[cell]);
          largest[cell] = Math.max(largest[cell], counts[cell]);
        }
      }
    }

    /**
     * Whether nobody who knows all witnesses could say: few persons, or exactly so many. Who knows
     * persons in a cell may learn that there is nobody else.
     */
    boolean isOpen(int cell, int small) {
      boolean isNobody = known[cell] > 0 && largest[cell] == 0;
      return isNobody
          || (smallest[cell] < largest[cell] && (smallest[cell] < 1 || largest[cell] >= small));
    }

    long[] smallest() {
      return smallest;
    }

    long[] largest() {
      return largest;
    }
  }

  private final List<Sheet> sheets;

  /** By sheet and cell: the gaps that a change of the cell changes. */
  private final List<Map<Integer, List<Gaps.Gap>>> gaps = new ArrayList<>();

  private final boolean hasGaps;
  private final int fewest;
  private final SplittableRandom random;
  private final int small;
  private final int[][] records;
  private final int real;

  private final RecordSets sets;
  private final BitSet everyDimension = new BitSet();

  /** The sheets by number in the order in which they are asked whether a step is allowed. */
  private final int[] order;

  /**
   * By sheet, of the step at hand: for each record the leaf cell it was in and the one it is in.
   */
  private final int[][] leaves;

  /** Rows by the dimensions whose codes they have of the cell at hand, when it was first asked. */
  private final Map<BitSet, RecordSets.Found> donors = new HashMap<>();

  /** The same, with those who came in. */
  private final Map<BitSet, RecordSets.Found> near = new HashMap<>();

  private final int[] codesByDimension;

  /**
   * @param small a cell proven to hold 1 to less than this gives somebody away
   */
  Witnesses(
      Cube cube,
      List<Sheet> sheets,
      List<Gaps.Gap> narrow,
      int fewest,
      int small,
      SplittableRandom random) {
    this.sheets = sheets;
    this.fewest = fewest;
    hasGaps = !narrow.isEmpty();
    sheets.forEach(sheet -> gaps.add(new HashMap<>()));
    for (Gaps.Gap gap : narrow) {
      gaps.get(gap.outer()).computeIfAbsent(gap.outerCell(), c -> new ArrayList<>()).add(gap);
      gaps.get(gap.inner()).computeIfAbsent(gap.innerCell(), c -> new ArrayList<>()).add(gap);
    }
    this.small = small;
    this.random = random;
    real = cube.size();
    records = new int[real + SPARE][];
    Arrays.fill(records, real, records.length, NOBODY);
    for (int row = 0; row < real; row++) {
      records[row] = cube.codes(row);
    }
    sets = new RecordSets(cube, records);
    everyDimension.set(0, cube.dimensions().size());
    codesByDimension = cube.dimensions().stream().mapToInt(Dimension::leafCount).toArray();
    order = IntStream.range(0, sheets.size()).toArray();
    leaves = new int[sheets.size()][2 * Math.max(2, fewest)];
  }

  /** Returns the guarded cells of each sheet for which too little was found; best all empty. */
  List<List<Integer>> search() {
    return search(closed -> false);
  }

  /**
   * Returns the same, sooner where it is of no use to look on.
   *
   * @param isHopeless told of closed cells whether one of them cannot be opened by any true table
   */
  List<List<Integer>> search(Predicate<List<List<Integer>>> isHopeless) {
    for (int round = 0; round < ROUNDS; round++) {
      if (round == EASY_ROUNDS) {
        List<List<Integer>> left = sheets.stream().map(this::closed).toList();
        if (left.stream().allMatch(List::isEmpty) || isHopeless.test(left)) {
          return left;
        }
      }
      for (Sheet sheet : sheets) {
        for (int cell : closed(sheet)) {
          widen(sheet, cell, TRIES << round);
        }
      }
    }
    return sheets.stream().map(this::closed).toList();
  }

  private List<Integer> closed(Sheet sheet) {
    List<Integer> cells = new ArrayList<>();
    for (int cell = 0; cell < sheet.counts.length; cell++) {
      if (sheet.isGuarded[cell] && !sheet.isOpen(cell, small)) {
        cells.add(cell);
      }
    }
    return cells;
  }

  private void widen(Sheet sheet, int cell, int tries) {
    if (sheet.isOpen(cell, small)) {
      return;
    }
    List<BitSet> inside = sheet.conditions.of(cell);
    RecordSets.Found members = sets.find(inside, everyDimension, records.length);
    widen(sheet, cell, tries, inside, members);
    sets.giveBack(members);
    donors.values().forEach(sets::giveBack);
    donors.clear();
    near.values().forEach(sets::giveBack);
    near.clear();
  }

  private void widen(
      Sheet sheet, int cell, int tries, List<BitSet> inside, RecordSets.Found members) {
    for (int i = 0; i < tries && !sheet.isOpen(cell, small) && real > 0; i++) {
      boolean few = sheet.most[cell] < small;
      boolean either = sheet.largest[cell] >= small || sheet.least[cell] < 1;
      boolean fewer = sheet.smallest[cell] > 0 && (few || (either && i % 2 == 0));
      if (hasGaps && random.nextInt(4) == 0) {
        leap(inside, members, fewer);
      } else if (fewer) {
        if (members.size() > 0) {
          takeOut(sheet, inside, members.at(random.nextInt(members.size())));
        }
      } else {
        int outsider = random.nextInt(real);
        boolean fresh = members.size() > 0 && random.nextInt(6) == 0;
        if (i >= EASY_TRIES && random.nextBoolean()) {
          takeNear(inside);
        } else if (fresh) {
          appear(members.at(random.nextInt(members.size())));
        } else {
          takeIn(inside, outsider);
        }
      }
    }
  }

  /** As many change at once as the rule about differences asks for; one by one would break it. */
  private void leap(List<BitSet> inside, RecordSets.Found members, boolean fewer) {
    int[] rows = new int[fewest];
    int[][] codes = new int[fewest][];
    int like = fewer ? pick(members) : random.nextInt(real);
    int wanted = fewer ? random.nextInt(real) : pick(members);
    if (like < 0 || wanted < 0 || records[wanted].length == 0) {
      return;
    }
    boolean gone = random.nextInt(3) == 0;
    Set<Integer> chosen = new HashSet<>();
    for (int at = 0; at < fewest; at++) {
      int row =
          gone && !fewer
              ? real + random.nextInt(SPARE)
              : fewer ? pick(members) : random.nextInt(real);
      if (!chosen.add(row) || isIn(inside, records[row]) != fewer) {
        return;
      }
      rows[at] = row;
      codes[at] = gone && fewer ? NOBODY : records[wanted].clone();
    }
    attempt(rows, codes);
  }

  private int pick(RecordSets.Found rows) {
    return rows.size() == 0 ? -1 : rows.at(random.nextInt(rows.size()));
  }

  private static boolean isIn(List<BitSet> inside, int[] codes) {
    if (codes.length == 0) {
      return false;
    }
    for (int d = 0; d < codes.length; d++) {
      if (!inside.get(d).get(codes[d])) {
        return false;
      }
    }
    return true;
  }

  /** Somebody like this member comes in. */
  private void appear(int member) {
    int row = real + random.nextInt(SPARE);
    if (records[row].length == 0 && records[member].length > 0) {
      attempt(new int[] {row}, records[member].clone());
    }
  }

  /** A member takes one code from a record that does not meet the conditions with it. */
  private void takeOut(Sheet sheet, List<BitSet> inside, int member) {
    if (!isIn(inside, records[member])) {
      return;
    }
    if (random.nextInt(6) == 0) {
      attempt(new int[] {member}, NOBODY);
      return;
    }
    int seen = 0;
    int one = -1;
    for (int d = 0; d < inside.size(); d++) {
      if (sheet.shares[d].length > 0 && random.nextInt(++seen) == 0) {
        one = d;
      }
    }
    for (int i = 0; i < DONORS; i++) {
      int donor = random.nextInt(real);
      if (records[donor].length > 0 && !inside.get(one).get(records[donor][one])) {
        boolean[] taken = new boolean[inside.size()];
        taken[one] = true;
        change(inside, member, donor, taken);
        return;
      }
    }
  }

  /** A record outside takes all codes it lacks from one that has them. */
  private void takeIn(List<BitSet> inside, int outsider) {
    int[] codes = records[outsider];
    if (codes.length == 0) {
      return;
    }
    BitSet lacking = new BitSet();
    for (int d = 0; d < codes.length; d++) {
      lacking.set(d, !inside.get(d).get(codes[d]));
    }
    if (lacking.isEmpty()) {
      return;
    }
    // Few have them, so drawing at random would hardly meet one.
    RecordSets.Found having =
        donors.computeIfAbsent(lacking, wanted -> sets.find(inside, wanted, real));
    if (having.size() == 0) {
      takeUp(inside, outsider, lacking);
      return;
    }
    for (int i = 0; i < DONORS; i++) {
      int donor = having.at(random.nextInt(having.size()));
      if (has(inside, records[donor], lacking)) {
        boolean[] taken = new boolean[codes.length];
        lacking.stream().forEach(d -> taken[d] = true);
        change(inside, outsider, donor, taken);
        return;
      }
    }
  }

  /**
   * A record that meets some of the conditions takes the codes it lacks. Where a figure leaves room
   * for a few persons only, one of these few must move on; a draw among all records would hardly
   * ever meet them.
   */
  private void takeNear(List<BitSet> inside) {
    BitSet met = new BitSet();
    boolean lacks = false;
    for (int d = 0; d < inside.size(); d++) {
      if (inside.get(d).cardinality() < codesByDimension[d]) {
        boolean isMet = random.nextBoolean();
        met.set(d, isMet);
        lacks |= !isMet;
      }
    }
    if (lacks && !met.isEmpty()) {
      int outsider =
          pick(near.computeIfAbsent(met, wanted -> sets.find(inside, wanted, records.length)));
      if (outsider >= 0) {
        takeIn(inside, outsider);
      }
    }
  }

  /** A record, or somebody like it who comes in, has codes that nobody has in truth. */
  private void takeUp(List<BitSet> inside, int outsider, BitSet lacking) {
    int[] moved = records[outsider].clone();
    for (int d = lacking.nextSetBit(0); d >= 0; d = lacking.nextSetBit(d + 1)) {
      int[] codes = inside.get(d).stream().toArray();
      if (codes.length == 0) {
        return;
      }
      moved[d] = codes[random.nextInt(codes.length)];
    }
    int spare = real + random.nextInt(SPARE);
    boolean comesIn = records[spare].length == 0 && random.nextBoolean();
    attempt(new int[] {comesIn ? spare : outsider}, moved);
  }

  private static boolean has(List<BitSet> inside, int[] codes, BitSet wanted) {
    if (codes.length == 0) {
      return false;
    }
    for (int d = wanted.nextSetBit(0); d >= 0; d = wanted.nextSetBit(d + 1)) {
      if (!inside.get(d).get(codes[d])) {
        return false;
      }
    }
    return true;
  }

  /** One record takes codes of another, which by chance takes them in return. */
  private void change(List<BitSet> inside, int taker, int donor, boolean[] taken) {
    boolean more = random.nextInt(3) == 0;
    boolean swap = random.nextBoolean();
    int[] moved = records[taker].clone();
    int[] given = records[donor].clone();
    for (int d = 0; d < taken.length; d++) {
      if (taken[d] || (more && random.nextInt(3) == 0)) {
        given[d] = moved[d];
        moved[d] = records[donor][d];
      }
    }
    boolean changesSides = isIn(inside, moved) != isIn(inside, records[taker]);
    if (changesSides && !swap) {
      attempt(new int[] {taker}, moved);
    } else if (changesSides && isIn(inside, given) == isIn(inside, records[donor])) {
      attempt(new int[] {taker, donor}, moved, given);
    }
  }

  private void attempt(int[] rows, int[]... codes) {
    int[][] old = new int[rows.length][];
    for (int i = 0; i < rows.length; i++) {
      old[i] = records[rows[i]];
    }
    int done = 0;
    boolean allowed = true;
    for (; allowed && done < order.length; done++) {
      allowed = change(order[done], old, codes);
    }
    if (!allowed) {
      // What forbids one step often forbids the next: this sheet is asked first.
      int strict = order[done - 1];
      takeBack(done, rows.length);
      System.arraycopy(order, 0, order, 1, done - 1);
      order[0] = strict;
      return;
    }
    if (!keepsGaps(rows.length)) {
      takeBack(done, rows.length);
      return;
    }
    for (int i = 0; i < rows.length; i++) {
      records[rows[i]] = codes[i];
      sets.move(rows[i], old[i], codes[i]);
    }
    for (int at = 0; at < order.length; at++) {
      for (int i = 0; i < 2 * rows.length; i++) {
        sheets.get(at).note(leaves[at][i]);
      }
    }
  }

  /** Changes the counts of one sheet; false when they are not allowed to be so. */
  private boolean change(int at, int[][] old, int[][] codes) {
    Sheet sheet = sheets.get(at);
    int[] of = leaves[at];
    for (int i = 0; i < old.length; i++) {
      of[2 * i] = sheet.leaf(old[i]);
      of[2 * i + 1] = sheet.leaf(codes[i]);
      sheet.move(of[2 * i], of[2 * i + 1]);
    }
    for (int i = 0; i < 2 * old.length; i++) {
      if (!sheet.isAllowed(of[i])) {
        return false;
      }
    }
    return true;
  }

  private void takeBack(int changed, int count) {
    for (int done = 0; done < changed; done++) {
      int at = order[done];
      for (int i = 0; i < count; i++) {
        sheets.get(at).move(leaves[at][2 * i + 1], leaves[at][2 * i]);
      }
    }
  }

  private boolean keepsGaps(int count) {
    for (int at = 0; hasGaps && at < order.length; at++) {
      for (int i = 0; i < 2 * count; i++) {
        if (!keepsGaps(at, leaves[at][i])) {
          return false;
        }
      }
    }
    return true;
  }

  private boolean keepsGaps(int at, int leaf) {
    if (leaf < 0 || gaps.get(at).isEmpty()) {
      return true;
    }
    for (int cell : sheets.get(at).over(leaf)) {
      for (Gaps.Gap gap : gaps.get(at).getOrDefault(cell, List.of())) {
        long between =
            sheets.get(gap.outer()).counts[gap.outerCell()]
                - sheets.get(gap.inner()).counts[gap.innerCell()];
        if (between > 0 && between < fewest) {
          return false;
        }
      }
    }
    return true;
  }
}
