// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.disclosure;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/** Times rounding and noise beside the plain tabulation of the same records in the same run. */
public final class DisclosureBenchmark {
  private static final NoiseKey KEY = NoiseKey.of("0123456789abcdef".repeat(4));

  private DisclosureBenchmark() {}

  /** Takes no arguments. */
  public static void main(String[] arguments) {
    System.out.printf(
        "Java %s, %d processors, heap of at most %d MB%n",
        Runtime.version(),
        Runtime.getRuntime().availableProcessors(),
        Runtime.getRuntime().maxMemory() / 1_048_576);
    rounding();
    cellKey();
  }

  private static Dimension flat(String name, int size) {
    List<String> codes = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      codes.add(name + i);
    }
    return Dimension.of(name, codes);
  }

  private static Cube cube(int records, int... sizes) {
    SplittableRandom random = new SplittableRandom(1);
    List<Dimension> dimensions = new ArrayList<>();
    for (int d = 0; d < sizes.length; d++) {
      dimensions.add(flat("d" + d + "-", sizes[d]));
    }
    List<Cube.Row> rows = new ArrayList<>();
    for (int i = 0; i < records; i++) {
      List<String> codes = new ArrayList<>();
      for (Dimension dimension : dimensions) {
        double u = random.nextDouble();
        codes.add(dimension.name() + (int) (u * u * dimension.leafCount()));
      }
      rows.add(new Cube.Row("person-" + i, codes));
    }
    return Cube.of("invented", dimensions, rows);
  }

  private static void rounding() {
    Cube cube = cube(20_000, 11, 11, 11, 11);
    CountTable table = timed("plain table of 4 dimensions", 0, () -> cube.table(names(cube, 0, 1, 2, 3)));
    double plain = last;
    System.out.printf("%,d cells, %,d persons%n", table.shape().cells(), table.total());
    GroupRules rules = GroupRules.differencesOnly("benchmark");
    Outcome outcome =
        timed(
            "the same rounded and audited (goal 60 s)",
            plain,
            () ->
                Disclosure.protect(
                    table, Method.ControlledRounding.toFive(KEY), rules, Ledger.EMPTY));
    if (outcome instanceof ProtectedTable safe) {
      long shown = Arrays.stream(safe.shown()).filter(v -> v != Release.NOT_SHOWN).count();
      System.out.printf(
          "%,d cells shown, narrowest interval %d%n", shown, safe.audit().narrowest() + 1);
    } else {
      System.out.println("WRONG: " + outcome);
    }
  }

  private static void cellKey() {
    Cube cube = cube(1_000_000, 5, 3, 5, 9, 6, 8, 12);
    List<String[]> tables = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      tables.add(names(cube, i % 7, (i / 7 + 1 + i) % 7 == i % 7 ? (i + 1) % 7 : (i / 7 + 1 + i) % 7));
    }
    timed("500 plain tables over 1,000,000 records", 0, () -> plain(cube, tables));
    double plain = last;
    Method.CellKey method = Method.CellKey.usual(KEY);
    timed("the same with cell key noise (goal 30 s)", plain, () -> noisy(cube, tables, method));
    System.out.printf("memory in use afterwards %d MB%n", used());
  }

  private static String[] names(Cube cube, int... dimensions) {
    return Arrays.stream(dimensions)
        .mapToObj(d -> cube.dimensions().get(d).name())
        .distinct()
        .toArray(String[]::new);
  }

  private static long plain(Cube cube, List<String[]> tables) {
    long sum = 0;
    for (String[] names : tables) {
      CountTable table = cube.table(names);
      sum += Arrays.stream(table.sums()).sum();
    }
    return sum;
  }

  private static long noisy(Cube cube, List<String[]> tables, Method.CellKey method) {
    long sum = 0;
    for (String[] names : tables) {
      CountTable table =
          cube.table(Arrays.stream(names).map(cube::dimension).toList(), Map.of());
      sum += Arrays.stream(CellKeys.shown(table, method)).sum();
    }
    return sum;
  }

  private static long used() {
    System.gc();
    return (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) / 1_048_576;
  }

  private static double last;

  private static <T> T timed(String task, double plain, Supplier<T> work) {
    long wall = System.nanoTime();
    long cpu = cpu();
    T answer = work.get();
    last = (cpu() - cpu) / 1e9;
    System.out.printf(
        Locale.ROOT,
        "%-50s %8.2f s wall %8.2f s CPU%s%n",
        task,
        (System.nanoTime() - wall) / 1e9,
        last,
        plain == 0 ? "" : String.format(Locale.ROOT, " %8.1f x plain", last / plain));
    return answer;
  }

  private static long cpu() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }
}
