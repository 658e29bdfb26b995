// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.disclosure;

import static nl.schakel.disclosure.Fixtures.KEY;
import static nl.schakel.disclosure.Fixtures.flat;
import static nl.schakel.disclosure.Fixtures.tree;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is found over bits and kinds of records is what a plain look at each record finds. */
class FasterAuditTest {
  private static final int CUBES = 20;
  private static final int[] SIZES = {0, 1, 5, 63, 64, 65, 128, 200, 300, 1_001};
  private static final List<Dimension> DIMENSIONS =
      List.of(flat("year", 4), flat("sex", 3), tree("age", 2, 3), flat("form", 5));

  private static Cube cube(SplittableRandom random, int size) {
    List<Cube.Row> rows = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      List<String> codes = new ArrayList<>();
      for (Dimension dimension : DIMENSIONS) {
        double u = random.nextDouble();
        codes.add(dimension.leaves().get((int) (u * u * dimension.leafCount())));
      }
      rows.add(new Cube.Row("p" + random.nextInt(1 + size / 2), codes));
    }
    return Cube.of("invented", DIMENSIONS, rows);
  }

  /** One to three dimensions, some coarser than in the set, and by chance a filter. */
  private static CountTable table(SplittableRandom random, Cube cube) {
    List<Dimension> wanted = new ArrayList<>();
    Map<String, List<String>> only = new TreeMap<>();
    for (Dimension dimension : DIMENSIONS) {
      int chance = random.nextInt(4);
      if (chance == 0) {
        only.put(dimension.name(), List.of(dimension.leaves().get(random.nextInt(2))));
      }
      boolean coarse = random.nextInt(3) == 0;
      if ((chance == 1 || chance == 2 || dimension.name().equals("form")) && wanted.size() < 3) {
        wanted.add(
            coarse
                ? dimension.at(dimension.leaves().get(0), dimension.leaves().get(1))
                : dimension);
      }
    }
    return cube.table(wanted, only);
  }

  private static List<Release> published(SplittableRandom random, Cube cube, GroupRules rules) {
    List<Release> releases = new ArrayList<>();
    int tables = 1 + random.nextInt(4);
    for (int i = 0; i < tables; i++) {
      Outcome outcome =
          Disclosure.protect(
              table(random, cube),
              Method.ControlledRounding.toFive(KEY),
              rules,
              Ledger.of(releases));
      if (outcome instanceof ProtectedTable safe) {
        releases.add(safe.release("table " + i));
      }
    }
    return releases;
  }

  @Test
  void the_search_over_bits_takes_every_step_of_the_plain_search() {
    SplittableRandom random = new SplittableRandom(20261123);
    int searched = 0;
    int closed = 0;
    for (int i = 0; i < CUBES; i++) {
      int fewest = i % 2 == 0 ? 0 : 3;
      GroupRules rules = GroupRules.differencesOnly("test");
      Cube cube = cube(random, SIZES[i % SIZES.length]);
      List<Release> releases =
          published(random, cube, fewest == 0 ? rules.withoutDifferences() : rules);
      if (releases.isEmpty()) {
        continue;
      }
      List<Gaps.Gap> gaps = Gaps.ofAll(cube, releases, fewest);
      long seed = random.nextLong();
      List<Witnesses.Sheet> fast =
          releases.stream().map(one -> new Witnesses.Sheet(cube, one)).toList();
      List<PlainWitnesses.Sheet> plain =
          releases.stream().map(one -> new PlainWitnesses.Sheet(cube, one)).toList();
      SplittableRandom one = new SplittableRandom(seed);
      SplittableRandom other = new SplittableRandom(seed);
      List<List<Integer>> found = new Witnesses(cube, fast, gaps, fewest, 5, one).search();
      assertThat(found).isEqualTo(new PlainWitnesses(cube, plain, gaps, fewest, 5, other).search());
      // The next number drawn tells whether both drew equally often.
      assertThat(one.nextLong()).isEqualTo(other.nextLong());
      for (int sheet = 0; sheet < fast.size(); sheet++) {
        assertThat(fast.get(sheet).smallest()).isEqualTo(plain.get(sheet).smallest());
        assertThat(fast.get(sheet).largest()).isEqualTo(plain.get(sheet).largest());
      }
      searched++;
      closed += found.stream().mapToInt(List::size).sum();
    }
    assertThat(searched).isGreaterThan(CUBES / 2);
    assertThat(closed).as("some searches must come to an end without success").isPositive();
  }

  @Test
  void records_found_over_bits_are_those_of_a_plain_look_while_codes_change() {
    SplittableRandom random = new SplittableRandom(7);
    for (int size : SIZES) {
      Cube cube = cube(random, size);
      int[][] records = new int[size + 10][];
      for (int row = 0; row < records.length; row++) {
        records[row] = row < size ? cube.codes(row) : new int[0];
      }
      RecordSets sets = new RecordSets(cube, records);
      for (int i = 0; i < 60; i++) {
        for (int move = 0; move < 3; move++) {
          int row = random.nextInt(records.length);
          int[] codes = random.nextInt(4) == 0 ? new int[0] : codes(random);
          sets.move(row, records[row], codes);
          records[row] = codes;
        }
        List<BitSet> inside = inside(random);
        BitSet dimensions = BitSet.valueOf(new long[] {random.nextInt(16)});
        int below = random.nextBoolean() ? size : records.length;
        int[] plain =
            IntStream.range(0, below)
                .filter(row -> isIn(records[row], inside, dimensions))
                .toArray();
        RecordSets.Found found = sets.find(inside, dimensions, below);
        assertThat(IntStream.range(0, found.size()).map(found::at).toArray()).isEqualTo(plain);
      }
    }
  }

  private static int[] codes(SplittableRandom random) {
    return DIMENSIONS.stream().mapToInt(one -> random.nextInt(one.leafCount())).toArray();
  }

  private static List<BitSet> inside(SplittableRandom random) {
    List<BitSet> inside = new ArrayList<>();
    for (Dimension dimension : DIMENSIONS) {
      BitSet codes = new BitSet();
      boolean all = random.nextInt(3) == 0;
      for (int code = 0; code < dimension.leafCount(); code++) {
        codes.set(code, all || random.nextBoolean());
      }
      inside.add(codes);
    }
    return inside;
  }

  private static boolean isIn(int[] codes, List<BitSet> inside, BitSet dimensions) {
    return codes.length > 0 && dimensions.stream().allMatch(d -> inside.get(d).get(codes[d]));
  }

  @Test
  void counts_by_kind_are_counts_of_each_record() {
    SplittableRandom random = new SplittableRandom(11);
    for (int i = 0; i < CUBES; i++) {
      Cube cube = cube(random, SIZES[i % SIZES.length]);
      CountTable table = table(random, cube);
      long[] plain = new long[table.shape().leaves()];
      for (int row = 0; row < cube.size(); row++) {
        boolean counts = true;
        int leaf = 0;
        for (Dimension own : DIMENSIONS) {
          String code = own.leaves().get(cube.code(cube.index(own.name()), row));
          counts &= table.conditions().holds(own.name(), code);
        }
        for (Dimension used : table.dimensions()) {
          Dimension own = cube.dimension(used.name());
          String code = own.leaves().get(cube.code(cube.index(used.name()), row));
          int at = -1;
          for (int of = 0; of < used.leafCount(); of++) {
            at = used.basesOfLeaf(of).contains(code) ? of : at;
          }
          counts &= at >= 0;
          leaf = leaf * used.leafCount() + at;
        }
        if (counts) {
          plain[leaf]++;
        }
      }
      assertThat(table.leafCounts()).isEqualTo(plain);
    }
  }
}
