// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.estimate;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleSupplier;

/** Times the estimates against the CPU seconds that R took; checks every answer before it is timed. */
public final class EstimateBenchmark {
  private static final int ROUNDS = 5;

  /** Only tasks whose name holds this text are run. */
  private static String only = "";

  private final Path data;
  private final boolean large;

  private EstimateBenchmark(Path data, boolean large) {
    this.data = data;
    this.large = large;
  }

  /** First argument: folder with the tables; second, if {@code large}: also the long ones. */
  public static void main(String[] arguments) {
    only = arguments.length > 2 ? arguments[2] : "";
    boolean large = arguments.length > 1 && arguments[1].equals("large");
    EstimateBenchmark benchmark = new EstimateBenchmark(Path.of(arguments[0]), large);
    System.out.printf(
        Locale.ROOT,
        "Java %s, %d processors, median of %d rounds after warm-up, CPU seconds of this process%n%n",
        Runtime.version(),
        Runtime.getRuntime().availableProcessors(),
        ROUNDS);
    System.out.printf(
        "%-58s %12s %12s %10s %8s %s%n", "task", "wall s", "CPU s", "R CPU s", "ratio", "answer");
    benchmark.gates();
    benchmark.small();
    benchmark.covariates();
    benchmark.updates();
    if (large) {
      benchmark.large();
    }
  }

  private CaptureTable table(String name) {
    return TableReader.read(data.resolve(name + ".csv"));
  }

  private void gates() {
    CaptureTable uk = table("UKdat");
    CaptureTable uk5 = table("UKdat_5");
    long[] pairs = ModelSpace.codes(6, 2);
    time("all 32,768 pairwise models UKdat, 1 thread", 62.781, 12349.586954, 1, () -> best(uk, pairs, 1));
    time("all 32,768 pairwise models UKdat, 2 threads", 62.781, 12349.586954, 1, () -> best(uk, pairs, 2));
    memory(uk, pairs);
    long[] triples = ModelSpace.codes(5, 3);
    time("all 6,212 models order <= 3 UKdat_5, 1 thread", 8.363, 25311.2906125, 1, () -> best(uk5, triples, 1));
    time("stepwise bootstrap B=1000 + jackknife UKdat, 1 thread", 96.0, 11417.991092, 1, () -> Search.bootstrapStepwise(uk, 0.02, 1000, 1, 1, Progress.NONE).estimate());
    time("stepwise bootstrap B=1000 + jackknife UKdat_5, 1 thread", 41.9, 11312.9902894, 1, () -> Search.bootstrapStepwise(uk5, 0.02, 1000, 1, 1, Progress.NONE).estimate());
    long[] top = top(uk5, triples);
    time("BIC bootstrap B=1000 n_top 100 UKdat_5, 1 thread", 75.221 + 12.025, 25311.2906125, 1, () -> bicBootstrap(uk5, top, 1));
    time("BIC bootstrap B=1000 n_top 100 UKdat_5, 2 threads", 75.221 + 12.025, 25311.2906125, 1, () -> bicBootstrap(uk5, top, 2));
  }

  private static double best(CaptureTable table, long[] codes, int threads) {
    ModelFits fits = ModelFits.of(Cells.of(table), codes, threads, Progress.NONE);
    return fits.population[fits.best(Criterion.BIC, 1)[0]];
  }

  private static long[] top(CaptureTable table, long[] codes) {
    ModelFits fits = ModelFits.of(Cells.of(table), codes, 1, Progress.NONE);
    return Arrays.stream(fits.best(Criterion.BIC, 100)).mapToLong(i -> codes[i]).toArray();
  }

  private static double bicBootstrap(CaptureTable table, long[] top, int threads) {
    return Bootstrap.run(
            Cells.of(table), 1000, 1, threads, Progress.NONE, () -> new BestOf(table.size(), top))
        .estimate();
  }

  private void memory(CaptureTable table, long[] codes) {
    com.sun.management.ThreadMXBean threads =
        (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    ModelFits fits = ModelFits.of(Cells.of(table), codes, 1, Progress.NONE);
    System.out.printf(
        Locale.ROOT,
        "%-58s %12.1f MB allocated in all, garbage included (R 1,100 MB resident), %d models%n",
        "  memory of that run",
        (threads.getCurrentThreadAllocatedBytes() - before) / 1048576.0,
        fits.codes.length);
  }

  private void small() {
    CaptureTable uk5 = table("UKdat_5");
    Cells cells = Cells.of(uk5);
    int[] model = Hierarchy.parse("[12,13,24,25,35,45]", uk5.lists()).terms();
    Newton newton = new Newton(5);
    Existence existence = new Existence(cells);
    time("one fit UKdat_5, 12 parameters", 0.00052, 11312.9902894, 10_000, () -> fit(newton, cells, model));
    time("fit and existence check UKdat_5", 0.00052 + 0.00036667, 11312.9902894, 10_000, () -> existence.usable(model, model.length) ? fit(newton, cells, model) : Double.NaN);
    CaptureTable uk = table("UKdat");
    CaptureTable orleans = table("NewOrl");
    time("stepwise point estimate UKdat", 0.087, 11417.991092, 500, () -> stepwise(uk));
    time("stepwise point estimate NewOrl (8 lists)", 0.282, 1110.488081, 200, () -> stepwise(orleans));
    time("dga UKdat_5, 1000 points", 0.019, 23016, 5, () -> DecomposableAverage.usual(uk5, 1, Progress.NONE).median());
    long[] pairs = ModelSpace.codes(5, 2);
    time("one exhaustive replicate, 1,024 pairwise models UKdat_5", 1.656, 22991.3313, 10, () -> best(uk5, pairs, 1));
    LatentClass.Settings settings = new LatentClass.Settings(10, 8, 1_000, 100, 100, 1);
    time("LCMCR model 8 x 11,000 iterations UKdat_5 (R: a tenth)", 0.9917, Double.NaN, 1, () -> LatentClass.run(uk5, settings, 1, Progress.NONE).rhat());
  }

  private static double fit(Newton newton, Cells cells, int[] model) {
    newton.fit(cells, model);
    return cells.total + newton.dark();
  }

  private static double stepwise(CaptureTable table) {
    return new Stepwise(table.size(), Stepwise.USUAL_THRESHOLD).population(Cells.of(table));
  }

  private void covariates() {
    Strata strata = TableReader.readStrata(data.resolve("simdat_covariates.csv"), List.of("X1", "X2", "X3", "X4", "Y"));
    int[] factors = new int[5];
    int[] quadratic = {0, 0, 0, 0, 2};
    time("step search with covariates, 1,536 cells, year as factor", 30.973, 8659.57694249621, 3, () -> CovariateSearch.of(strata, Criterion.BIC, CovariateFit.Penalty.NONE, factors).population());
    time("the same, year as polynomial of degree 2", 26.212, 11406.4217324932, 3, () -> CovariateSearch.of(strata, Criterion.BIC, CovariateFit.Penalty.NONE, quadratic).population());
  }

  /** One report more, by warm start; the answer is that of a fit from the start. */
  private void updates() {
    CaptureTable uk = table("UKdat");
    LiveEstimate live = new LiveEstimate(uk);
    live.population();
    double updated = live.report(1, 3);
    Newton newton = new Newton(6);
    double fresh = fit(newton, Cells.of(live.table()), live.model().terms());
    LiveEstimate again = new LiveEstimate(uk);
    again.population();
    int[] turn = {0};
    time("one report more, UKdat, warm start (goal 1 ms)", Double.NaN, fresh, 2_000, () -> {
      boolean there = turn[0]++ % 2 == 0;
      double population = there ? again.report(1, 3) : again.report(3, 1);
      return there ? population : updated;
    });
  }

  private void scaling(CaptureTable uk) {
    for (int threads : new int[] {1, 2, 1, 2}) {
      once("stepwise bootstrap B=100,000 UKdat, " + threads + " thread(s)", () -> Search.bootstrapStepwise(uk, 0.02, 100_000, 1, threads, Progress.NONE).quantile(0.5));
    }
  }

  /** A thousand small strata with the same dependence between two of six lists. */
  private static Strata thousand() {
    java.util.Map<List<String>, CaptureTable> tables = new java.util.LinkedHashMap<>();
    CaptureTable one = simulate(6, 400, 0);
    for (int i = 0; i < 1000; i++) {
      tables.put(List.of("stratum " + i), simulate(6, 400, i));
    }
    return new Strata(one.lists(), List.of("stratum"), tables);
  }

  private void large() {
    scaling(table("UKdat"));
    Strata thousand = thousand();
    once("1,000 strata x 6 lists, shared interactions (goal 10 s)", () -> SharedInteractions.of(thousand, 0).population());
    once("the same, truth", () -> 1000 * 400.0);
    CaptureTable uk = table("UKdat");
    once("all 3,702,013 models order <= 3 UKdat, 2 threads (goal 60 s)", () -> best(uk, ModelSpace.codes(6, 3), 2));
    once("all 7,785,061 models order <= 5 UKdat, 2 threads (goal 180 s)", () -> best(table("UKdat"), ModelSpace.codes(6, 5), 2));
    CaptureTable orleans = table("NewOrl");
    once("stepwise bootstrap B=10,000 NewOrl (8 lists), 2 threads (goal 60 s)", () -> Search.bootstrapStepwise(orleans, 0.02, 10_000, 1, 2, Progress.NONE).estimate());
    CaptureTable sixteen = simulate(16, 3000, 5);
    Newton newton = new Newton(16);
    Cells cells = Cells.of(sixteen);
    int[] all = Hierarchy.full(16, 2).terms();
    once("16 lists: fit of all 120 pairs (goal 0.05 s)", () -> fit(newton, cells, all));
    once("16 lists: the same, warm", () -> fit(newton, cells, all));
    once("16 lists: stepwise (goal 5 s)", () -> stepwise(sixteen));
    once("16 lists: stepwise bootstrap B=1000, 2 threads (goal 300 s)", () -> Search.bootstrapStepwise(sixteen, 0.02, 1000, 1, 2, Progress.NONE).estimate());
    once("dga 6 lists, 18,154 graphs (goal 2 s)", () -> DecomposableAverage.usual(uk, 2, Progress.NONE).median());
    CaptureTable seven = orleans.merge(List.of("E", "F"), "EF");
    once("dga 7 lists, 617,675 graphs, 2 threads (goal 60 s)", () -> DecomposableAverage.usual(seven, 2, Progress.NONE).median());
  }

  /** Persons with a known truth; list 1 pulls the last list along. */
  private static CaptureTable simulate(int lists, int persons, long seed) {
    RandomStream random = new RandomStream(seed, 0);
    long[] counts = new long[1 << lists];
    for (int i = 0; i < persons; i++) {
      int history = 0;
      for (int j = 0; j < lists; j++) {
        double chance = j == lists - 1 && (history & 1) != 0 ? 0.4 : 0.06 + 0.01 * (j % 4);
        history |= random.uniform() < chance ? 1 << j : 0;
      }
      counts[history]++;
    }
    counts[0] = 0;
    List<String> names = new ArrayList<>();
    for (int j = 0; j < lists; j++) {
      names.add("L" + (j + 1));
    }
    return CaptureTable.of(names, counts);
  }

  private static void once(String task, DoubleSupplier work) {
    if (!task.matches(".*(" + only + ").*")) {
      return;
    }
    long wall = System.nanoTime();
    long cpu = cpu();
    double answer = work.getAsDouble();
    System.out.printf(
        Locale.ROOT,
        "%-68s %9.3f s wall %9.3f s CPU   %s%n",
        task,
        (System.nanoTime() - wall) / 1e9,
        (cpu() - cpu) / 1e9,
        answer);
  }

  private static void time(
      String task, double reference, double expected, int repeats, DoubleSupplier work) {
    if (!task.matches(".*(" + only + ").*")) {
      return;
    }
    double answer = work.getAsDouble();
    boolean right = Double.isNaN(expected) || Math.abs(answer / expected - 1) < 1e-6;
    if (!right) {
      System.out.printf(Locale.ROOT, "%-58s WRONG: %s, expected %s%n", task, answer, expected);
      return;
    }
    work.getAsDouble();
    double[] walls = new double[ROUNDS];
    double[] cpus = new double[ROUNDS];
    double sink = 0;
    for (int round = 0; round < ROUNDS; round++) {
      long wall = System.nanoTime();
      long cpu = cpu();
      for (int i = 0; i < repeats; i++) {
        sink += work.getAsDouble();
      }
      walls[round] = (System.nanoTime() - wall) / 1e9 / repeats;
      cpus[round] = (cpu() - cpu) / 1e9 / repeats;
    }
    Arrays.sort(walls);
    Arrays.sort(cpus);
    System.out.printf(
        Locale.ROOT,
        "%-58s %12.7f %12.7f %10.5f %7.0fx %s%s%n",
        task,
        walls[ROUNDS / 2],
        cpus[ROUNDS / 2],
        reference,
        reference / cpus[ROUNDS / 2],
        Double.isNaN(expected) ? "-" : "equal",
        sink == 0 ? "!" : "");
  }

  private static long cpu() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }
}
