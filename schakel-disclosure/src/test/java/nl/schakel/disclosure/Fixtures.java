// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.disclosure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Invented dimensions, tables and records. */
final class Fixtures {
  static final NoiseKey KEY = NoiseKey.of("0123456789abcdef".repeat(4));
  static final GroupRules NO_RULES = GroupRules.differencesOnly("test").withoutDifferences();

  private Fixtures() {}

  static Dimension flat(String name, int size) {
    List<String> codes = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      codes.add(name + i);
    }
    return Dimension.of(name, codes);
  }

  /** A total, groups and leaves: three levels. */
  static Dimension tree(String name, int groups, int each) {
    Map<String, String> parents = new LinkedHashMap<>();
    for (int g = 0; g < groups; g++) {
      parents.put(name + g, "");
      for (int i = 0; i < each; i++) {
        parents.put(name + g + "." + i, name + g);
      }
    }
    return Dimension.tree(name, parents);
  }

  static int poisson(SplittableRandom random, double mean) {
    double limit = Math.exp(-mean);
    int count = -1;
    for (double product = 1; product > limit; product *= random.nextDouble()) {
      count++;
    }
    return count;
  }

  static CountTable table(SplittableRandom random, double mean, Dimension... dimensions) {
    long[] counts = new long[new Shape(List.of(dimensions)).leaves()];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = poisson(random, mean);
    }
    return CountTable.of(List.of(dimensions), counts);
  }

  /** 2x2 to 6x12 with three levels wherever the size allows, mean count 1 to 20. */
  static CountTable randomTable(SplittableRandom random) {
    int rows = 2 + random.nextInt(5);
    int columns = 2 + random.nextInt(11);
    return table(random, 1 + random.nextInt(20), levels("r", rows), levels("c", columns));
  }

  private static Dimension levels(String name, int size) {
    return size >= 4 && size % 2 == 0
        ? tree(name, size % 3 == 0 ? 3 : 2, size / (size % 3 == 0 ? 3 : 2))
        : flat(name, size);
  }

  /** About as many presumed victims a year, and as unevenly spread, as the Dutch register holds. */
  static Cube victims(int years, int eachYear, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Dimension> dimensions =
        List.of(
            flat("year", years),
            flat("sex", 3),
            flat("form", 5),
            tree("age", 3, 3),
            flat("reporter", 6),
            flat("nationality", 8),
            tree("region", 4, 3));
    List<Cube.Row> rows = new ArrayList<>();
    for (int i = 0; i < years * eachYear; i++) {
      List<String> codes = new ArrayList<>();
      for (Dimension dimension : dimensions) {
        List<String> leaves = dimension.leaves();
        double u = random.nextDouble();
        boolean even = dimension.name().equals("year");
        codes.add(leaves.get((int) ((even ? u : u * u) * leaves.size())));
      }
      rows.add(new Cube.Row("person-" + i, codes));
    }
    return Cube.of("invented", dimensions, rows);
  }

  /** The same set after some persons turned out to have other codes. */
  static Cube corrected(Cube cube, int persons, SplittableRandom random) {
    List<Cube.Row> rows = new ArrayList<>();
    for (int row = 0; row < cube.size(); row++) {
      List<String> codes = new ArrayList<>();
      for (int d = 0; d < cube.dimensions().size(); d++) {
        codes.add(cube.dimensions().get(d).leaves().get(cube.code(d, row)));
      }
      rows.add(new Cube.Row(cube.person(row), codes));
    }
    for (int i = 0; i < persons; i++) {
      int at = random.nextInt(rows.size());
      List<String> codes = new ArrayList<>(rows.get(at).codes());
      int d = 1 + random.nextInt(codes.size() - 1);
      List<String> leaves = cube.dimensions().get(d).leaves();
      codes.set(d, leaves.get(random.nextInt(leaves.size())));
      rows.set(at, new Cube.Row(rows.get(at).person(), codes));
    }
    return Cube.of(cube.name() + ", corrected", cube.dimensions(), rows);
  }

  static ProtectedTable published(Outcome outcome) {
    if (outcome instanceof ProtectedTable table) {
      return table;
    }
    throw new AssertionError(outcome);
  }
}
