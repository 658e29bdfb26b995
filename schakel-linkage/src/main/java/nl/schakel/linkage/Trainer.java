// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Learns a model from records without labels.
 *
 * <p>First u from random pairs; then m by EM, in one session for each blocking rule without the
 * fields of that rule, of which the median is taken; then the prior from all pairs that the rules
 * found. As pairs of one person are among the random pairs, u is corrected: P(level) = prior * m +
 * (1 - prior) * u. Without rules there is one session over all pairs.
 */
public final class Trainer {
  private static final int CORRECTIONS = 4;

  /** u is never corrected to less than this share of what was seen. */
  private static final double LEAST_SHARE = 0.01;

  /** A level that is rarer than this among matches and was not seen at random says nothing. */
  private static final double LEAST_KNOWN = 1e-3;

  /** The general u counts in a block as this share of the block's pairs. */
  private static final double BLOCK_U = 0.05;

  private final Records records;
  private final LinkageSettings settings;
  private final int threads;
  private final Progress progress;
  private final PairComparer comparer;
  private final int fields;
  private final List<String> notes = new ArrayList<>();

  private Trainer(Records records, LinkageSettings settings, int threads, Progress progress) {
    this.records = records;
    this.settings = settings;
    this.threads = threads;
    this.progress = progress;
    this.comparer = new PairComparer(records, settings.comparisons());
    this.fields = comparer.count();
  }

  /** Trains; the result depends on records and settings only. */
  public static Model train(
      Records records, LinkageSettings settings, int threads, Progress progress) {
    settings.check(records);
    return new Trainer(records, settings, threads, progress).train();
  }

  private Model train() {
    Blocks blocks = Blocks.forTraining(records, settings);
    PatternCounts patterns = countPatterns(blocks);
    double[][] seen = blocks.comparesAll() ? shares(patterns.table(-1, fields)) : randomShares();
    long total = Blocks.totalPairs(records, settings.mode());
    double[][] u = ExpectationMaximisation.copy(seen);
    double[][] start = startingM();
    PatternCounts.Table union = patterns.table(-1, fields);
    double prior = Math.min(0.1, 0.5 * records.size() / total);
    double[][] m = start;
    for (int round = 0; round < CORRECTIONS; round++) {
      m =
          blocks.comparesAll()
              ? single(union, u, start, prior)
              : sessions(patterns, blocks, u, start);
      fix(m, u);
      prior = prior(union, m, u, total, prior);
      u = corrected(seen, m, prior, total);
      fix(m, u);
    }
    return model(m, u, prior, total, union);
  }

  private Model model(
      double[][] m, double[][] u, double prior, long total, PatternCounts.Table union) {
    double used = settings.training().prior().orElse(prior);
    double matches = Math.max(1, used * total);
    double spread = 1.96 * Math.sqrt(matches + doubt(union, m, u, used));
    double low = Math.max(1, matches - spread) / total;
    double high = Math.min(0.5, (matches + spread) / total);
    if (records.size() < 5000) {
      notes.add(TrainingNote.FEW_RECORDS.about(""));
    }
    if (high / low > 3) {
      notes.add(TrainingNote.WIDE_PRIOR.about(""));
    }
    List<FieldModel> learned = new ArrayList<>();
    for (int f = 0; f < fields; f++) {
      ComparisonSettings comparison = settings.comparisons().get(f);
      learned.add(
          new FieldModel(
              comparison,
              m[f],
              u[f],
              comparison.usesFrequency() ? frequencies(view(f)) : Map.of(),
              view(f).present()));
    }
    return new Model(settings, used, low, high, learned, notes);
  }

  /** Variance of the number of matches that comes from pairs in doubt: the sum of p (1 - p). */
  private double doubt(PatternCounts.Table union, double[][] m, double[][] u, double prior) {
    double[][] ratio = ExpectationMaximisation.ratios(m, u);
    double sum = 0;
    for (int i = 0; i < union.counts().length; i++) {
      double p = probability(union.levels()[i], ratio, prior);
      sum += union.counts()[i] * p * (1 - p);
    }
    return sum;
  }

  private static double probability(byte[] levels, double[][] ratio, double prior) {
    double odds = prior / (1 - prior);
    for (int f = 0; f < ratio.length; f++) {
      if (levels[f] >= 0) {
        odds *= ratio[f][levels[f]];
      }
    }
    return odds / (1 + odds);
  }

  private View view(int f) {
    ComparisonSettings comparison = settings.comparisons().get(f);
    return records.view(comparison.column(), Transform.of(comparison.clean()));
  }

  static Map<String, Double> frequencies(View view) {
    int[] counts = view.counts();
    long present = view.present();
    Map<String, Double> frequencies = new java.util.TreeMap<>();
    for (int code = 0; code < counts.length; code++) {
      if (counts[code] > 1) {
        frequencies.put(view.values.value(code), (double) counts[code] / present);
      }
    }
    return frequencies;
  }

  private PatternCounts countPatterns(Blocks blocks) {
    PatternCounts all = new PatternCounts();
    Workers.inOrder(
        blocks.units(),
        threads,
        comparer::memory,
        (memory, unit) -> {
          PatternCounts counts = new PatternCounts();
          blocks.visit(
              unit,
              (left, right, rule) ->
                  counts.add(comparer.pattern(memory, left, right), blocks.mask(left, right), 1));
          return counts;
        },
        (unit, counts) -> {
          all.addAll(counts);
          progress.step("learning from pairs", unit + 1, blocks.units());
        });
    return all;
  }

  private double[][] randomShares() {
    int parts = 64;
    double[][] counts = zeros();
    boolean all = Blocks.totalPairs(records, settings.mode()) <= settings.training().randomPairs();
    Workers.inOrder(
        parts,
        threads,
        comparer::memory,
        (memory, part) -> all ? everyPair(memory, part, parts) : drawn(memory, part, parts),
        (part, own) -> {
          add(counts, own);
          progress.step("random pairs", part + 1, parts);
        });
    for (int f = 0; f < fields; f++) {
      toShares(counts[f]);
      exactShare(f, counts[f]);
    }
    return counts;
  }

  private double[][] everyPair(PairComparer.Memory memory, int part, int parts) {
    double[][] own = zeros();
    for (int a = part; a < records.size(); a += parts) {
      for (int b = a + 1; b < records.size(); b++) {
        if (allowed(a, b)) {
          count(own, comparer.pattern(memory, a, b));
        }
      }
    }
    return own;
  }

  private double[][] drawn(PairComparer.Memory memory, int part, int parts) {
    double[][] own = zeros();
    long seed = settings.training().seed();
    int size = records.size();
    for (long k = part; k < settings.training().randomPairs(); k += parts) {
      int a = RandomPairs.below(seed, 2 * k, size);
      int b = RandomPairs.below(seed, 2 * k + 1, size);
      if (a != b && allowed(a, b)) {
        count(own, comparer.pattern(memory, Math.min(a, b), Math.max(a, b)));
      }
    }
    return own;
  }

  private boolean allowed(int a, int b) {
    return settings.mode() == LinkMode.DEDUPE || records.source(a) != records.source(b);
  }

  /** The share of equal values follows from the counts of the values and need not be drawn. */
  private void exactShare(int f, double[] shares) {
    int equal = equalLevels(settings.comparisons().get(f).levels());
    if (settings.mode() != LinkMode.DEDUPE || equal == 0) {
      return;
    }
    double[] pairs = new double[equal];
    double present = 0;
    int[] counts = view(f).counts();
    for (int code = 0; code < counts.length; code++) {
      boolean guessed = equal == 2 && view(f).values.value(code).endsWith(DateText.GUESSED_DAY);
      pairs[guessed ? 1 : 0] += (double) counts[code] * (counts[code] - 1);
      present += counts[code];
    }
    if (present < 2) {
      return;
    }
    double exact = 0;
    double drawn = 0;
    for (int k = 0; k < equal; k++) {
      pairs[k] = Math.max(pairs[k], 1) / (present * (present - 1));
      exact += pairs[k];
      drawn += shares[shares.length - 1 - k];
    }
    for (int level = 0; level < shares.length - equal; level++) {
      shares[level] *= (1 - exact) / (1 - drawn);
    }
    for (int k = 0; k < equal; k++) {
      shares[shares.length - 1 - k] = pairs[k];
    }
  }

  /** How many of the first levels say that two values are equal. */
  private static int equalLevels(List<LevelSettings> levels) {
    if (levels.getFirst().kind() == LevelKind.EXACT) {
      return 1;
    }
    boolean days =
        levels.size() > 1
            && levels.getFirst().kind() == LevelKind.KNOWN_DAY
            && levels.get(1).kind() == LevelKind.EXACT;
    return days ? 2 : 0;
  }

  private double[][] shares(PatternCounts.Table table) {
    double[][] counts = zeros();
    for (int i = 0; i < table.counts().length; i++) {
      for (int f = 0; f < fields; f++) {
        int level = table.levels()[i][f];
        if (level >= 0) {
          counts[f][level] += table.counts()[i];
        }
      }
    }
    for (double[] row : counts) {
      toShares(row);
    }
    return counts;
  }

  private static void toShares(double[] counts) {
    double sum = Arrays.stream(counts).sum();
    for (int level = 0; level < counts.length; level++) {
      counts[level] = (counts[level] + 0.5) / (sum + 0.5 * counts.length);
    }
  }

  private double[][] zeros() {
    double[][] rows = new double[fields][];
    for (int f = 0; f < fields; f++) {
      rows[f] = new double[settings.comparisons().get(f).levelCount()];
    }
    return rows;
  }

  private static void count(double[][] counts, long pattern) {
    for (int f = 0; f < counts.length; f++) {
      int level = PairComparer.level(pattern, f);
      if (level >= 0) {
        counts[f][level]++;
      }
    }
  }

  private static void add(double[][] to, double[][] from) {
    for (int f = 0; f < to.length; f++) {
      for (int level = 0; level < to[f].length; level++) {
        to[f][level] += from[f][level];
      }
    }
  }

  /** Most pairs of one person agree: 0.85 at the top, each weaker level half of the one above. */
  private double[][] startingM() {
    double[][] start = zeros();
    for (double[] row : start) {
      double share = 1;
      for (int level = row.length - 2; level > 0; level--) {
        row[level] = share;
        share /= 2;
      }
      double middle = Arrays.stream(row).sum();
      for (int level = 1; level < row.length - 1; level++) {
        row[level] *= 0.08 / middle;
      }
      row[row.length - 1] = 0.85;
      row[0] = 0.07;
      ExpectationMaximisation.normalise(row);
    }
    return start;
  }

  private double[][] single(
      PatternCounts.Table union, double[][] u, double[][] start, double prior) {
    boolean[] trained = new boolean[fields];
    Arrays.fill(trained, true);
    return new ExpectationMaximisation(union, u, start, trained, settings.training().smoothing(), 0)
        .run(prior, settings.training().rounds())
        .m();
  }

  private double[][] sessions(
      PatternCounts patterns, Blocks blocks, double[][] u, double[][] start) {
    List<double[][]> found = new ArrayList<>();
    List<boolean[]> trainedIn = new ArrayList<>();
    for (int rule = 0; rule < blocks.names().size(); rule++) {
      boolean[] trained = outside(settings.blocking().rules().get(rule));
      PatternCounts.Table table = patterns.table(rule, fields);
      if (count(trained) < 1 || table.total() < 20) {
        continue;
      }
      ExpectationMaximisation.Result result =
          new ExpectationMaximisation(
                  table, u, start, trained, settings.training().smoothing(), BLOCK_U)
              .run(0.2, settings.training().rounds());
      found.add(result.m());
      trainedIn.add(trained);
    }
    return median(found, trainedIn, start);
  }

  private static int count(boolean[] flags) {
    int count = 0;
    for (boolean flag : flags) {
      count += flag ? 1 : 0;
    }
    return count;
  }

  /** The comparisons whose column is in no key of the rule. */
  private boolean[] outside(List<String> keys) {
    boolean[] outside = new boolean[fields];
    for (int f = 0; f < fields; f++) {
      String column = settings.comparisons().get(f).column();
      outside[f] =
          keys.stream()
              .noneMatch(k -> BlockKey.parse(k, settings.comparisons()).column().equals(column));
    }
    return outside;
  }

  private double[][] median(List<double[][]> found, List<boolean[]> trainedIn, double[][] start) {
    double[][] m = ExpectationMaximisation.copy(start);
    for (int f = 0; f < fields; f++) {
      List<double[]> rows = rows(found, trainedIn, f);
      if (rows.isEmpty()) {
        continue;
      }
      for (int level = 0; level < m[f].length; level++) {
        int at = level;
        double[] values = rows.stream().mapToDouble(r -> r[at]).sorted().toArray();
        m[f][level] = (values[(values.length - 1) / 2] + values[values.length / 2]) / 2;
      }
      ExpectationMaximisation.normalise(m[f]);
    }
    return m;
  }

  /** Sessions that could rest on many other fields come first; the others stand in for them. */
  private List<double[]> rows(List<double[][]> found, List<boolean[]> trainedIn, int field) {
    for (int least = Math.min(4, fields); least > 0; least--) {
      List<double[]> rows = new ArrayList<>();
      for (int s = 0; s < found.size(); s++) {
        if (trainedIn.get(s)[field] && count(trainedIn.get(s)) >= least) {
          rows.add(found.get(s)[field]);
        }
      }
      if (!rows.isEmpty()) {
        return rows;
      }
    }
    note(TrainingNote.STARTING_VALUES.about(settings.comparisons().get(field).name()));
    return List.of();
  }

  private void note(String text) {
    if (!notes.contains(text)) {
      notes.add(text);
    }
  }

  private double prior(
      PatternCounts.Table union, double[][] m, double[][] u, long total, double first) {
    double[][] ratio = ExpectationMaximisation.ratios(m, u);
    double prior = first;
    for (int round = 0; round < 200; round++) {
      double matches = 0;
      for (int i = 0; i < union.counts().length; i++) {
        matches += union.counts()[i] * probability(union.levels()[i], ratio, prior);
      }
      double next = Math.min(0.5, Math.max(matches, 0.5) / total);
      boolean settled = Math.abs(next - prior) < 1e-6 * next;
      prior = next;
      if (settled) {
        break;
      }
    }
    return settings.training().prior().orElse(prior);
  }

  private double[][] corrected(double[][] seen, double[][] m, double prior, long total) {
    double[][] u = ExpectationMaximisation.copy(seen);
    double least = 0.5 / Math.max(2, Math.min(total, settings.training().randomPairs()));
    for (int f = 0; f < fields; f++) {
      for (int level = 0; level < u[f].length; level++) {
        double without = (seen[f][level] - prior * m[f][level]) / (1 - prior);
        u[f][level] = Math.max(without, Math.max(least, LEAST_SHARE * seen[f][level]));
        boolean seenNowhere = seen[f][level] <= 2 * least && m[f][level] < LEAST_KNOWN;
        if (seenNowhere) {
          u[f][level] = m[f][level];
        }
      }
      ExpectationMaximisation.normalise(u[f]);
    }
    return u;
  }

  /** Puts in what the settings fix. */
  private void fix(double[][] m, double[][] u) {
    for (int f = 0; f < fields; f++) {
      ComparisonSettings comparison = settings.comparisons().get(f);
      for (int level = 1; level < comparison.levelCount(); level++) {
        int at = level;
        int field = f;
        comparison.level(level).m().ifPresent(p -> m[field][at] = p);
        comparison.level(level).u().ifPresent(p -> u[field][at] = p);
      }
    }
  }
}
