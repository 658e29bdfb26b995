// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.disclosure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/**
 * Invented records that have about the same counts as the true ones, under differential privacy.
 *
 * <p>Guarantee: whether one person is in the true records or not changes the probability of any
 * file by at most a factor exp(epsilon), delta 0; provided the codes of the fields were fixed
 * without looking at the records. All combinations of up to {@link SyntheticPlan#longest} fields
 * are counted, with one record for each person, noise of whole numbers is added to every count, and
 * the records are made from the noisy counts alone.
 *
 * <p>Not covered: that a file was made at all, since whether it is worth making is judged on true
 * counts, and the {@link SyntheticReport}. A refusal and the report stay with whoever asked.
 *
 * @param records codes by record, in the order of the fields of the plan
 * @param report what it is worth
 * @param budget what is left after this
 */
public record SyntheticData(
    List<List<String>> records, SyntheticReport report, PrivacyBudget budget)
    implements SyntheticOutcome {
  /** Noise above this share of the middle pair count makes the file worthless; own choice. */
  public static final double LARGEST_NOISE = 0.25;

  /** Members may be told from strangers hardly better than by guessing; own choice. */
  public static final double LARGEST_AREA = 0.55;

  public SyntheticData {
    records = records.stream().map(List::copyOf).toList();
  }

  /**
   * Makes a file, or says why not.
   *
   * @param truth records; of a person with several one counts, chosen by lot
   * @param years the years the persons are from; each is charged in full
   * @param random a {@link java.security.SecureRandom} for anything that is published
   */
  public static SyntheticOutcome of(
      Cube truth,
      SyntheticPlan plan,
      Collection<Integer> years,
      PrivacyBudget budget,
      RandomGenerator random) {
    PrivacyBudget left = budget;
    for (int year : new TreeSet<>(years)) {
      Optional<PrivacyBudget> after = left.spend(year, plan.epsilonMillionths());
      if (after.isEmpty()) {
        return SyntheticRefusal.budget(year, left.left(year));
      }
      left = after.get();
    }
    int[] sizes =
        plan.fields().stream().mapToInt(name -> truth.dimension(name).leafCount()).toArray();
    int[][] rows = oneEach(truth, plan, random);
    Marginals counts = Marginals.of(rows, sizes, plan.longest());
    double median = medianPair(counts);
    if (plan.noise(2) > LARGEST_NOISE * median) {
      return SyntheticRefusal.noise(plan.noise(2));
    }
    double area = MembershipAttack.area(rows, sizes, plan, random);
    if (area > LARGEST_AREA) {
      return SyntheticRefusal.membership();
    }
    int[][] invented = invent(counts, plan, random);
    SyntheticReport report =
        SyntheticReport.of(
            plan,
            invented.length,
            median,
            counts,
            Marginals.of(invented, sizes, plan.longest()),
            area,
            FalseDiscoveries.of(rows, sizes, plan, random));
    return new SyntheticData(codes(invented, truth, plan), report, left);
  }

  /** Makes a trial file that stays inside. */
  static int[][] invent(int[][] rows, int[] sizes, SyntheticPlan plan, RandomGenerator random) {
    return invent(Marginals.of(rows, sizes, plan.longest()), plan, random);
  }

  /** The only way from true counts to records: noise first, then what needs noisy counts alone. */
  private static int[][] invent(Marginals counts, SyntheticPlan plan, RandomGenerator random) {
    Marginals noisy = counts.noisy(plan, random);
    return SyntheticSampler.sample(noisy.cleaned(plan), noisy.records(), plan, random);
  }

  /** Takes one record of each person, by lot. */
  static int[][] oneEach(Cube truth, SyntheticPlan plan, RandomGenerator random) {
    Map<String, List<Integer>> ofPerson = new HashMap<>();
    for (int row = 0; row < truth.size(); row++) {
      ofPerson.computeIfAbsent(truth.person(row), person -> new ArrayList<>()).add(row);
    }
    int[] fields = plan.fields().stream().mapToInt(truth::index).toArray();
    return ofPerson.values().stream()
        .map(theirs -> theirs.get(theirs.size() == 1 ? 0 : random.nextInt(theirs.size())))
        .sorted()
        .map(row -> Arrays.stream(fields).map(field -> truth.code(field, row)).toArray())
        .toArray(int[][]::new);
  }

  private static double medianPair(Marginals counts) {
    long[] occurring =
        Arrays.stream(counts.tablesOf(2))
            .boxed()
            .flatMapToLong(table -> Arrays.stream(counts.counts(table)))
            .filter(count -> count > 0)
            .sorted()
            .toArray();
    return occurring.length == 0 ? 0 : occurring[occurring.length / 2];
  }

  private static List<List<String>> codes(int[][] rows, Cube truth, SyntheticPlan plan) {
    List<List<String>> leaves =
        plan.fields().stream().map(name -> truth.dimension(name).leaves()).toList();
    List<List<String>> codes = new ArrayList<>();
    for (int[] row : rows) {
      List<String> record = new ArrayList<>();
      for (int field = 0; field < row.length; field++) {
        record.add(leaves.get(field).get(row[field]));
      }
      codes.add(record);
    }
    return codes;
  }

  /** Returns in words for a reader what the file is; nothing in it comes from true counts. */
  public Sentence sentence() {
    SyntheticPlan plan = report.plan();
    String nl = String.format(Locale.ROOT, "%.1f", plan.noise(2)).replace('.', ',');
    String en = String.format(Locale.ROOT, "%.1f", plan.noise(2));
    return new Sentence(
        "Deze %d records zijn verzonnen: niemand erin bestaat. Zij volgen de aantallen van de echte gegevens, waaraan zoveel toeval is toegevoegd dat niet te zeggen is of een bepaald persoon meetelt (epsilon %s, één record per persoon); een aantal van twee kenmerken wijkt daardoor vaak %s of meer af. Tel of toets er niets mee dat precies moet zijn."
            .formatted(records.size(), plan.epsilon().replace('.', ','), nl),
        "These %d records are invented: nobody in them exists. They follow the counts of the true data, to which so much chance was added that nobody can tell whether one person is counted (epsilon %s, one record a person); a count of two characteristics is often off by %s or more because of it. Count or test nothing with them that must be exact."
            .formatted(records.size(), plan.epsilon(), en));
  }
}
