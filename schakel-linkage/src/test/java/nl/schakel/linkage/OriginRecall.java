// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage;

import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import nl.schakel.linkage.invented.InventedReports;

/**
 * How well persons of each origin are found at one precision, with the chance of the sample, and
 * how well they could be found by a linker that was told the truth.
 */
final class OriginRecall {
  static final List<String> ORIGINS =
      List.of("DUTCH", "ARABIC", "SLAVIC", "VIETNAMESE", "WEST_AFRICAN");

  private static final int REPORTS = 20_000;
  private static final int ORIGIN_COLUMN = 11;
  private static final double PRECISION = 0.95;
  private static final double HIGHEST_BITS = 14;
  private static final double STEP_BITS = 0.5;
  private static final int THRESHOLDS = 37;
  private static final int SAMPLES = 200;
  private static final int RANDOM_PAIRS = 1_000_000;

  private OriginRecall() {}

  /** Pairs of one person: all, found, and wrong ones that the person has a part in. */
  private record Tally(double positives, double correct, double wrong) {}

  /** For each threshold the persons of one origin. */
  private record Persons(Tally[][] atThreshold) {
    int count() {
      return atThreshold[0].length;
    }

    /** The best recall over all thresholds that reach the precision. */
    double recall(int[] drawn) {
      double best = 0;
      for (Tally[] persons : atThreshold) {
        double positives = 0;
        double correct = 0;
        double wrong = 0;
        for (int person : drawn) {
          positives += persons[person].positives();
          correct += persons[person].correct();
          wrong += persons[person].wrong();
        }
        if (correct >= PRECISION * (correct + wrong)) {
          best = Math.max(best, correct / positives);
        }
      }
      return best;
    }

    int[] everybody() {
      int[] all = new int[count()];
      Arrays.setAll(all, i -> i);
      return all;
    }

    int[] drawn(SplittableRandom random) {
      int[] drawn = new int[count()];
      Arrays.setAll(drawn, i -> random.nextInt(count()));
      return drawn;
    }
  }

  /**
   * What came out, means over the seeds.
   *
   * @param recall of each origin
   * @param oracle the same by the linker that was told the truth; empty if it was not asked
   * @param low lower end of the 95 % interval of the gap in recall, by drawing persons anew
   */
  record Outcome(Map<String, Double> recall, Map<String, Double> oracle, double low, double high) {
    double gap() {
      return OriginRecall.gap(recall);
    }

    /** How much less each origin is found than it could be. */
    Map<String, Double> lost() {
      Map<String, Double> lost = new TreeMap<>();
      oracle.forEach((origin, best) -> lost.put(origin, best - recall.getOrDefault(origin, 0.0)));
      return lost;
    }
  }

  /**
   * What comes out when people decide the doubt, as at the register; means over the seeds.
   *
   * @param found share of the true pairs of each origin that are linked or put before a person
   * @param precision of the pairs of each origin that are linked without a person
   */
  record WithPeople(Map<String, Double> found, Map<String, Double> precision) {
    double gap() {
      return OriginRecall.gap(found);
    }
  }

  static double gap(Map<String, Double> values) {
    double highest = values.values().stream().mapToDouble(v -> v).max().orElseThrow();
    return highest - values.values().stream().mapToDouble(v -> v).min().orElseThrow();
  }

  /** What is asked: reports with this share missing, with or without places of birth. */
  record Data(double missing, boolean places) {
    String text(long seed) {
      StringWriter text = new StringWriter();
      InventedReports reports = new InventedReports(seed, 0.1, missing);
      (places ? reports.withBirthPlaces() : reports).write(REPORTS, text);
      return text.toString();
    }
  }

  static Outcome of(Data data, boolean oracle, long... seeds) {
    Map<String, Double> recall = new TreeMap<>();
    Map<String, Double> best = new TreeMap<>();
    List<List<Persons>> all = new ArrayList<>();
    for (long seed : seeds) {
      String text = data.text(seed);
      Run run = run(text, seed);
      List<Persons> persons = run.persons();
      all.add(persons);
      for (int o = 0; o < ORIGINS.size(); o++) {
        String origin = ORIGINS.get(o);
        Persons own = persons.get(o);
        recall.merge(origin, own.recall(own.everybody()) / seeds.length, Double::sum);
        if (oracle) {
          best.merge(origin, told(text, origin, run.settings()) / seeds.length, Double::sum);
        }
      }
    }
    double[] gaps = gaps(all);
    return new Outcome(recall, best, gaps[(int) (0.025 * SAMPLES)], gaps[(int) (0.975 * SAMPLES)]);
  }

  static WithPeople withPeople(Data data, long... seeds) {
    Map<String, Double> found = new TreeMap<>();
    Map<String, Double> precision = new TreeMap<>();
    for (long seed : seeds) {
      Run run = run(data.text(seed), seed);
      for (int o = 0; o < ORIGINS.size(); o++) {
        found.merge(ORIGINS.get(o), run.linkedOrAsked(o) / seeds.length, Double::sum);
        precision.merge(ORIGINS.get(o), run.precisionOfLinks(o) / seeds.length, Double::sum);
      }
    }
    return new WithPeople(found, precision);
  }

  private static double[] gaps(List<List<Persons>> all) {
    SplittableRandom random = new SplittableRandom(7);
    double[] gaps = new double[SAMPLES];
    for (int sample = 0; sample < SAMPLES; sample++) {
      double[] recall = new double[ORIGINS.size()];
      for (List<Persons> seed : all) {
        for (int o = 0; o < recall.length; o++) {
          recall[o] += seed.get(o).recall(seed.get(o).drawn(random)) / all.size();
        }
      }
      gaps[sample] = Arrays.stream(recall).max().orElse(0) - Arrays.stream(recall).min().orElse(0);
    }
    Arrays.sort(gaps);
    return gaps;
  }

  private static Run run(String text, long seed) {
    Records records = TestData.reader(text, "reports-" + seed + ".csv").finish();
    LinkageSettings settings = InventedData.settings(records);
    return new Run(records, Trainer.train(records, settings, 2, Progress.none()));
  }

  /**
   * The same comparisons with everything that can be told: the origin of every record, so that no
   * pair of two origins is looked at; all pairs of one origin, not those of rules; m and u of that
   * origin from the truth; its own frequencies.
   */
  private static double told(String text, String origin, LinkageSettings settings) {
    String[] lines = text.split("\n");
    StringBuilder own = new StringBuilder(lines[0]).append('\n');
    for (String line : lines) {
      if (line.split(",", -1)[ORIGIN_COLUMN].equals(origin)) {
        own.append(line).append('\n');
      }
    }
    Records records = TestData.reader(own.toString(), "reports.csv").finish();
    BlockingSettings everyPair = new BlockingSettings(List.of(), (long) 1e9, BlockingSettings.CAP);
    Run run = new Run(records, fromTruth(records, settings.with(everyPair)));
    Persons persons = run.persons().get(ORIGINS.indexOf(origin));
    return persons.recall(persons.everybody());
  }

  private static Model fromTruth(Records records, LinkageSettings settings) {
    PairComparer comparer = new PairComparer(records, settings.comparisons());
    PairComparer.Memory memory = comparer.memory();
    int[] truth = truth(records);
    double[][] m = halves(settings);
    double[][] u = halves(settings);
    long positives = 0;
    for (List<Integer> person : byPerson(truth)) {
      for (int a = 0; a < person.size(); a++) {
        for (int b = a + 1; b < person.size(); b++) {
          positives++;
          count(m, comparer.pattern(memory, person.get(a), person.get(b)));
        }
      }
    }
    SplittableRandom random = new SplittableRandom(1);
    for (int k = 0; k < RANDOM_PAIRS; k++) {
      int a = random.nextInt(truth.length);
      int b = random.nextInt(truth.length);
      if (truth[a] != truth[b]) {
        count(u, comparer.pattern(memory, Math.min(a, b), Math.max(a, b)));
      }
    }
    double prior = positives / (0.5 * truth.length * (truth.length - 1));
    List<FieldModel> fields = new ArrayList<>();
    for (int f = 0; f < m.length; f++) {
      ComparisonSettings comparison = settings.comparisons().get(f);
      View view = records.view(comparison.column(), Transform.of(comparison.clean()));
      ExpectationMaximisation.normalise(m[f]);
      ExpectationMaximisation.normalise(u[f]);
      fields.add(
          new FieldModel(
              comparison,
              m[f],
              u[f],
              comparison.usesFrequency() ? Trainer.frequencies(view) : Map.of(),
              view.present()));
    }
    return new Model(settings, prior, prior, prior, fields, List.of());
  }

  private static double[][] halves(LinkageSettings settings) {
    double[][] rows = new double[settings.comparisons().size()][];
    for (int f = 0; f < rows.length; f++) {
      rows[f] = new double[settings.comparisons().get(f).levelCount()];
      Arrays.fill(rows[f], 0.5);
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

  private static int[] truth(Records records) {
    return Accuracy.truth(records, id -> records.value(records.find(id), "person"));
  }

  private static List<List<Integer>> byPerson(int[] truth) {
    Map<Integer, List<Integer>> persons = new TreeMap<>();
    for (int i = 0; i < truth.length; i++) {
      persons.computeIfAbsent(truth[i], person -> new ArrayList<>()).add(i);
    }
    return List.copyOf(persons.values());
  }

  /** One linkage of reports whose truth is known. */
  private static final class Run {
    /** As careful as the register links: without a person from 13.3 bits, asked from -4.2 on. */
    private static final double ASKED_FROM = Weights.bits(1 / 20.0);

    private static final double LINKED_FROM = Weights.bits(1 - 1 / 10_000.0);

    private final Records records;
    private final Model model;
    private final ScoredPairs pairs;
    private final int[] truth;
    private final int[] origin;

    Run(Records records, Model model) {
      this.records = records;
      this.model = model;
      this.pairs = Linker.link(records, model, 2, Progress.none()).pairs();
      this.truth = truth(records);
      this.origin = new int[truth.length];
      Arrays.setAll(origin, i -> ORIGINS.indexOf(records.value(i, "truth_origin")));
    }

    LinkageSettings settings() {
      return model.settings();
    }

    double linkedOrAsked(int of) {
      double found = 0;
      for (int i = 0; i < pairs.atLeast(ASKED_FROM); i++) {
        boolean same = truth[pairs.left(i)] == truth[pairs.right(i)];
        found += same && origin[pairs.left(i)] == of ? 1 : 0;
      }
      double positives = 0;
      for (List<Integer> person : byPerson(truth)) {
        double size = origin[person.getFirst()] == of ? person.size() : 0;
        positives += size * (size - 1) / 2;
      }
      return found / positives;
    }

    /** A pair of two origins counts for the one on its left. */
    double precisionOfLinks(int of) {
      double right = 0;
      double all = 0;
      for (int i = 0; i < pairs.atLeast(LINKED_FROM); i++) {
        if (origin[pairs.left(i)] == of) {
          all++;
          right += truth[pairs.left(i)] == truth[pairs.right(i)] ? 1 : 0;
        }
      }
      return right / all;
    }

    List<Persons> persons() {
      List<List<Tally[]>> made = new ArrayList<>();
      ORIGINS.forEach(each -> made.add(new ArrayList<>()));
      for (int t = 0; t < THRESHOLDS; t++) {
        double probability = Weights.probability(HIGHEST_BITS - STEP_BITS * t);
        ClusterSettings at = new ClusterSettings(probability, 0, 100, List.of());
        Clusters clusters =
            Clusterer.cluster(
                records, model.with(model.settings().with(at)), pairs, NeverSame.none());
        for (int o = 0; o < ORIGINS.size(); o++) {
          made.get(o).add(tallies(clusters, o));
        }
      }
      return made.stream().map(all -> new Persons(all.toArray(new Tally[0][]))).toList();
    }

    /** A wrong pair counts half for each of its two persons. */
    private Tally[] tallies(Clusters clusters, int of) {
      Map<Integer, Map<Integer, Integer>> made = new HashMap<>();
      Map<Integer, Integer> sizes = new TreeMap<>();
      for (int i = 0; i < truth.length; i++) {
        if (origin[i] == of) {
          sizes.merge(truth[i], 1, Integer::sum);
          made.computeIfAbsent(clusters.person()[i], group -> new HashMap<>())
              .merge(truth[i], 1, Integer::sum);
        }
      }
      Map<Integer, double[]> found = new HashMap<>();
      for (Map<Integer, Integer> group : made.values()) {
        int size = group.values().stream().mapToInt(n -> n).sum();
        group.forEach(
            (person, n) -> {
              double[] own = found.computeIfAbsent(person, each -> new double[2]);
              own[0] += n * (n - 1) / 2.0;
              own[1] += n * (size - n) / 2.0;
            });
      }
      List<Tally> tallies = new ArrayList<>();
      sizes.forEach(
          (person, n) -> {
            double[] own = found.getOrDefault(person, new double[2]);
            tallies.add(new Tally(n * (n - 1) / 2.0, own[0], own[1]));
          });
      return tallies.toArray(new Tally[0]);
    }
  }
}
