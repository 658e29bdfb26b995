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
import java.util.stream.IntStream;

/**
 * The search for witnesses with a look at each record and each code, as a yardstick: the search
 * over bits must draw the same records, take the same steps and find the same.
 */
final class PlainWitnesses {
  private static final int TRIES = 400;
  private static final int ROUNDS = 7;
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
      shares = cube.shares(shape, table.conditions());
      conditions = new Conditions(cube, table);
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
      int leaf = codes.length == 0 ? -1 : 0;
      if (leaf < 0) {
        return leaf;
      }
      for (int d = 0; d < shares.length; d++) {
        leaf += shares[d].length == 0 ? 0 : shares[d][codes[d]];
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

  /** Rows by the dimensions whose codes they have of the cell at hand, when it was first asked. */
  private final Map<BitSet, int[]> donors = new HashMap<>();

  /** The same, with those who came in. */
  private final Map<BitSet, int[]> near = new HashMap<>();

  private final int[] codesByDimension;

  /**
   * @param small a cell proven to hold 1 to less than this gives somebody away
   */
  PlainWitnesses(
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
    codesByDimension = cube.dimensions().stream().mapToInt(Dimension::leafCount).toArray();
    records = new int[real + SPARE][];
    Arrays.fill(records, NOBODY);
    for (int row = 0; row < real; row++) {
      records[row] = new int[cube.dimensions().size()];
      for (int d = 0; d < records[row].length; d++) {
        records[row][d] = cube.code(d, row);
      }
    }
  }

  /** Returns the guarded cells of each sheet for which too little was found; best all empty. */
  List<List<Integer>> search() {
    for (int round = 0; round < ROUNDS; round++) {
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
    List<BitSet> inside = sheet.conditions.of(cell);
    int[] members = members(inside);
    donors.clear();
    near.clear();
    for (int i = 0; i < tries && !sheet.isOpen(cell, small) && real > 0; i++) {
      boolean few = sheet.most[cell] < small;
      boolean either = sheet.largest[cell] >= small || sheet.least[cell] < 1;
      boolean fewer = sheet.smallest[cell] > 0 && (few || (either && i % 2 == 0));
      if (hasGaps && random.nextInt(4) == 0) {
        leap(inside, members, fewer);
      } else if (fewer) {
        if (members.length > 0) {
          takeOut(sheet, inside, members[random.nextInt(members.length)]);
        }
      } else {
        int outsider = random.nextInt(real);
        boolean fresh = members.length > 0 && random.nextInt(6) == 0;
        if (i >= EASY_TRIES && random.nextBoolean()) {
          takeNear(inside);
        } else if (fresh) {
          appear(members[random.nextInt(members.length)]);
        } else {
          takeIn(inside, outsider);
        }
      }
    }
  }

  /** As many change at once as the rule about differences asks for; one by one would break it. */
  private void leap(List<BitSet> inside, int[] members, boolean fewer) {
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

  private int pick(int[] rows) {
    return rows.length == 0 ? -1 : rows[random.nextInt(rows.length)];
  }

  private int[] members(List<BitSet> inside) {
    int[] found = new int[records.length];
    int n = 0;
    for (int row = 0; row < records.length; row++) {
      if (isIn(inside, records[row])) {
        found[n++] = row;
      }
    }
    return Arrays.copyOf(found, n);
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
    int[] having = donors.computeIfAbsent(lacking, wanted -> having(inside, wanted, real));
    if (having.length == 0) {
      takeUp(inside, outsider, lacking);
      return;
    }
    for (int i = 0; i < DONORS && having.length > 0; i++) {
      int donor = having[random.nextInt(having.length)];
      if (has(inside, records[donor], lacking)) {
        boolean[] taken = new boolean[codes.length];
        lacking.stream().forEach(d -> taken[d] = true);
        change(inside, outsider, donor, taken);
        return;
      }
    }
  }

  /** A record that meets some of the conditions takes the codes it lacks. */
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
      int outsider = pick(near.computeIfAbsent(met, of -> having(inside, of, records.length)));
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

  /** Records with the wanted codes; few have them, so drawing at random would hardly meet one. */
  private int[] having(List<BitSet> inside, BitSet wanted, int below) {
    return IntStream.range(0, below).filter(row -> has(inside, records[row], wanted)).toArray();
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
      replace(rows[i], codes[i]);
    }
    for (int i = 0; i < rows.length; i++) {
      if (!isAllowed(old[i]) || !isAllowed(codes[i])) {
        for (int k = 0; k < rows.length; k++) {
          replace(rows[k], old[k]);
        }
        return;
      }
    }
    for (Sheet sheet : sheets) {
      for (int i = 0; i < rows.length; i++) {
        sheet.note(sheet.leaf(old[i]));
        sheet.note(sheet.leaf(codes[i]));
      }
    }
  }

  private boolean isAllowed(int[] codes) {
    for (Sheet sheet : sheets) {
      if (!sheet.isAllowed(sheet.leaf(codes))) {
        return false;
      }
    }
    for (int at = 0; hasGaps && at < sheets.size(); at++) {
      if (!keepsGaps(at, sheets.get(at).leaf(codes))) {
        return false;
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

  private void replace(int row, int[] codes) {
    for (Sheet sheet : sheets) {
      int from = sheet.leaf(records[row]);
      int to = sheet.leaf(codes);
      if (from != to) {
        sheet.add(from, -1);
        sheet.add(to, 1);
      }
    }
    records[row] = codes;
  }
}
