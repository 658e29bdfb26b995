// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Suppression beside patterns that others published: the same table, the same sensitive cells, a
 * range at least as wide, and the number of cells that are hidden in the end.
 *
 * <p>Sources; only figures were taken over. sdcTable 0.34.0 (sdcTools/sdcTable, commit 6393dfb,
 * GPL): {@code tests/testthat/test-protectTable.r}, {@code test-simpleheuristic.R}, {@code
 * test-linked-tables.r}, and {@code vignettes/sdcTable.rmd} with its printed output on branch
 * gh-pages. easySdcTable 1.1.1 (CRAN, Apache-2.0), which calls sdcTable: {@code
 * inst/doc/easySdcTableVignette.html} and {@code singletonsAndZeros.html}. GaussSuppression 1.0.0
 * (CRAN, MIT): {@code inst/doc/Small_count_frequency_table_suppression.html}.
 */
class PublishedSuppressionTest {
  /** Of a cell of sdcTable one person more and one fewer must be possible. */
  private static final int ONE_EITHER_WAY = 2;

  private record Published(String name, CountTable table, BitSet sensitive, int width, int hidden) {
    static Published of(
        String name, CountTable table, int upTo, boolean zeros, int width, int hidden) {
      BitSet sensitive = new BitSet();
      for (int cell = 0; cell < table.sums().length; cell++) {
        long count = table.sums()[cell];
        sensitive.set(cell, count <= upTo && (zeros || count > 0));
      }
      return new Published(name, table, sensitive, width, hidden);
    }
  }

  private static CountTable table(Dimension rows, Dimension columns, long... counts) {
    return CountTable.of(List.of(rows, columns), counts);
  }

  private static Dimension tree(String name, String... parentsAndCodes) {
    Map<String, String> parents = new LinkedHashMap<>();
    for (String each : parentsAndCodes) {
      int slash = each.indexOf('/');
      parents.put(each.substring(slash + 1), slash < 0 ? "" : each.substring(0, slash));
    }
    return Dimension.tree(name, parents);
  }

  private static List<Published> sdcTable() {
    CountTable regions =
        table(
            Dimension.of("region", "A", "B", "C", "D"),
            Dimension.of("gender", "male", "female"),
            18,
            2,
            14,
            19,
            12,
            10,
            11,
            14);
    CountTable fourByFour =
        table(
            Dimension.of("v1", "w", "x", "y", "z"),
            Dimension.of("v2", "a", "b", "c", "d"),
            30,
            47,
            64,
            89,
            90,
            124,
            5,
            31,
            92,
            100,
            59,
            85,
            800,
            991,
            651,
            685);
    BitSet nine = new BitSet();
    for (String cell : List.of("wa", "wb", "wc", "xa", "xc", "yb", "yd", "zb", "zd")) {
      nine.set(fourByFour.shape().cell(List.of(cell.substring(0, 1), cell.substring(1))));
    }
    CountTable counties =
        CountTable.of(
            List.of(
                tree(
                    "region", "c1", "c1/A", "c1/B", "c1/I", "c1/J", "c2", "c2/K", "c2/L", "c2/M",
                    "c2/N")),
            2,
            2,
            8,
            8,
            3,
            3,
            3,
            7);
    CountTable sizes =
        CountTable.of(
            List.of(
                tree(
                    "region", "big", "big/L", "big/M", "small", "small/A", "small/B", "small/I",
                    "small/J", "small/K", "small/N")),
            3,
            3,
            2,
            2,
            8,
            8,
            3,
            7);
    return List.of(
        Published.of("sdcTable, test of protectTable", regions, 2, false, ONE_EITHER_WAY, 4),
        new Published("sdcTable, test of simple heuristic", fourByFour, nine, ONE_EITHER_WAY, 10),
        Published.of("sdcTable, linked tables, first", counties, 3, false, ONE_EITHER_WAY, 5),
        Published.of("sdcTable, linked tables, second", sizes, 3, false, ONE_EITHER_WAY, 5),
        Published.of("sdcTable, vignette, OPT", vignette(), 10, false, ONE_EITHER_WAY, 37));
  }

  private static CountTable vignette() {
    return CountTable.of(
        List.of(
            tree("V1", "A", "B", "B/Ba", "B/Bb", "B/Bc", "C", "D"),
            Dimension.of("V2", "m", "w"),
            Dimension.of("V3", "a", "b", "c", "d", "e", "f")),
        12,
        16,
        11,
        13,
        6,
        22,
        19,
        21,
        15,
        11,
        13,
        10,
        18,
        15,
        26,
        7,
        13,
        18,
        12,
        12,
        10,
        13,
        15,
        16,
        18,
        10,
        15,
        15,
        9,
        18,
        12,
        6,
        21,
        12,
        21,
        16,
        10,
        17,
        7,
        13,
        14,
        19,
        18,
        12,
        21,
        16,
        11,
        18,
        11,
        12,
        11,
        8,
        10,
        14,
        16,
        12,
        15,
        14,
        17,
        10,
        13,
        10,
        14,
        14,
        12,
        16,
        19,
        16,
        11,
        8,
        9,
        15);
  }

  private static List<Published> easySdcTable() {
    Dimension form = Dimension.of("form", "annet", "arbeid", "soshjelp", "trygd");
    Dimension regions =
        Dimension.of("region", "A", "B", "C", "D", "E", "F", "G", "H", "I", "J", "K");
    Dimension grouped =
        tree(
            "region", "300", "300/A", "300/B", "300/C", "300/D", "300/E", "300/F", "300/G", "300/H",
            "400", "400/I", "400/J", "400/K");
    long[] counts = {
      11, 11, 55, 36, 7, 1, 29, 18, 5, 8, 35, 25, 13, 2, 17, 13, 9, 14, 63, 52, 12, 9, 24, 22, 6, 4,
      22, 8, 9, 3, 38, 15, 3, 0, 9, 2, 9, 0, 32, 20, 4, 2, 18, 11
    };
    long[] ones = new long[44];
    Arrays.fill(ones, 1);
    Dimension two = Dimension.of("row", "r1", "r2");
    Dimension five = Dimension.of("column", "A", "B", "H", "M", "W");
    CountTable flat = table(regions, form, counts);
    int w = ONE_EITHER_WAY;
    return List.of(
        Published.of("easySdcTable, z2w, Gauss", flat, 3, true, w, 15),
        Published.of("easySdcTable, z2w, HITAS", flat, 3, true, w, 14),
        Published.of("easySdcTable, z2 in groups", table(grouped, form, counts), 3, true, w, 17),
        Published.of("easySdcTable, z2 of ones", table(grouped, form, ones), 3, true, w, 52),
        Published.of(
            "easySdcTable, data1a", table(two, five, 0, 1, 7, 1, 0, 2, 0, 0, 2, 8), 3, false, w, 9),
        Published.of(
            "easySdcTable, data1b",
            table(two, five, 1, 1, 7, 1, 0, 1, 0, 0, 2, 8),
            3,
            false,
            w,
            10),
        Published.of(
            "easySdcTable, data0a", table(two, five, 5, 0, 7, 0, 9, 5, 9, 9, 5, 8), 3, true, w, 6),
        Published.of(
            "easySdcTable, data0b",
            table(two, five, 0, 0, 7, 0, 9, 0, 9, 9, 2, 8),
            3,
            true,
            w,
            10));
  }

  private static List<Published> gaussSuppression() {
    Dimension age = Dimension.of("age", "young", "old");
    Dimension geo = Dimension.of("geo", "Iceland", "Portugal", "Spain");
    Dimension union = tree("geo", "nonEU", "nonEU/Iceland", "EU", "EU/Portugal", "EU/Spain");
    long[] a = {2, 0, 5, 3, 4, 6};
    long[] b = {0, 0, 5, 3, 4, 6};
    CountTable late = table(age, union, b);
    BitSet one = new BitSet();
    one.set(late.shape().cell(List.of("young", "Portugal")));
    int w = ONE_EITHER_WAY;
    return List.of(
        Published.of("GaussSuppression, table 1", table(age, geo, a), 1, true, w, 4),
        Published.of("GaussSuppression, table 2", table(age, union, a), 2, true, w, 8),
        Published.of("GaussSuppression, table 4", table(age, union, a), 4, false, w, 10),
        Published.of("GaussSuppression, table 5", table(age, union, a), 3, false, w, 8),
        new Published("GaussSuppression, table 6", late, one, w, 4),
        Published.of("GaussSuppression, table 7", late, 2, true, w, 10),
        Published.of(
            "GaussSuppression, table 9", table(age, geo, 3, 1, 17, 10, 11, 17), 3, false, 5, 6));
  }

  private static List<Published> all() {
    List<Published> all = new ArrayList<>(sdcTable());
    all.addAll(easySdcTable());
    all.addAll(gaussSuppression());
    return all;
  }

  @Test
  void twenty_published_patterns_are_made_safe_with_at_most_a_tenth_more_cells() {
    List<Published> all = all();
    int ours = 0;
    int theirs = 0;
    for (Published published : all) {
      Suppressor suppressor =
          new Suppressor(published.table(), published.sensitive(), published.width());

      List<List<String>> open = suppressor.run();

      assertThat(open).as(published.name()).isEmpty();
      assertSafe(published, suppressor);
      int hidden = hidden(suppressor);
      System.out.printf(
          "%-36s theirs %2d, ours %2d%n", published.name(), published.hidden(), hidden);
      assertThat(10 * hidden).as(published.name()).isLessThanOrEqualTo(11 * published.hidden());
      ours += hidden;
      theirs += published.hidden();
    }
    System.out.printf("all: theirs %d, ours %d%n", theirs, ours);
    assertThat(all).hasSize(20);
    assertThat(ours).isLessThanOrEqualTo(theirs);
  }

  /** Witnesses for a wide enough range, and an attack from outside that finds nothing narrower. */
  private static void assertSafe(Published published, Suppressor suppressor) {
    CountTable table = published.table();
    long[] shown = suppressor.shown();
    Audit audit = suppressor.audit();
    Attack attack = attack(table, shown);
    for (int cell = 0; cell < shown.length; cell++) {
      boolean isHidden = shown[cell] == Release.NOT_SHOWN;
      assertThat(isHidden || !published.sensitive().get(cell)).as(published.name()).isTrue();
      if (isHidden) {
        assertThat(audit.least(cell)).isNotNegative();
        assertThat(audit.most(cell) - audit.least(cell)).isGreaterThanOrEqualTo(published.width());
        assertThat(attack.least[cell]).isLessThanOrEqualTo(audit.least(cell));
        assertThat(attack.most[cell]).isGreaterThanOrEqualTo(audit.most(cell));
      } else {
        assertThat(shown[cell]).isEqualTo(table.sums()[cell]);
      }
    }
  }

  private static Attack attack(CountTable table, long[] shown) {
    long[] least = new long[shown.length];
    long[] most = new long[shown.length];
    for (int cell = 0; cell < shown.length; cell++) {
      boolean isHidden = shown[cell] == Release.NOT_SHOWN;
      least[cell] = isHidden ? 0 : shown[cell];
      most[cell] = isHidden ? table.total() : shown[cell];
    }
    return new Attack(table.shape(), least, most).propagate();
  }

  @Test
  void the_intervals_that_were_published_with_a_pattern_are_those_of_our_attack_on_ours() {
    Published nine = gaussSuppression().getLast();
    Suppressor suppressor = new Suppressor(nine.table(), nine.sensitive(), nine.width());
    suppressor.run();

    Attack attack = attack(nine.table(), suppressor.shown());

    int iceland = nine.table().shape().cell(List.of("young", "Iceland"));
    int portugal = nine.table().shape().cell(List.of("young", "Portugal"));
    assertThat(new long[] {attack.least[iceland], attack.most[iceland]}).containsExactly(0, 13);
    assertThat(new long[] {attack.least[portugal], attack.most[portugal]}).containsExactly(0, 12);
  }

  private static int hidden(Suppressor suppressor) {
    int count = 0;
    for (long shown : suppressor.shown()) {
      count += shown == Release.NOT_SHOWN ? 1 : 0;
    }
    return count;
  }
}
