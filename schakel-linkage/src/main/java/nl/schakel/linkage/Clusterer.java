// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes persons of links, from the strongest link to the weakest, unless a guard forbids it.
 *
 * <p>Plain connected components let one wrong link join two persons. Here two groups are joined
 * only when the mean weight over all pairs between them is high enough, pairs that blocking did not
 * find included (average linkage; R. Sokal and C. Michener, 1958): what hangs on a single link
 * between groups that otherwise contradict each other is cut.
 */
public final class Clusterer {
  private static final int MOST_CROSS_PAIRS = 4096;
  private static final int MOST_REPORTED = 10_000;

  private final Records records;
  private final ClusterSettings settings;
  private final boolean linkOnly;
  private final Scorer scorer;
  private final PairComparer.Memory memory;
  private final int[] root;
  private final int[] next;
  private final int[] size;
  private final double[] weakest;
  private final boolean[] free;
  private final Map<Integer, List<Integer>> never = new HashMap<>();
  private final List<Clusters.Refused> refused = new ArrayList<>();

  private Clusterer(Records records, Model model, NeverSame neverSame) {
    this.records = records;
    this.settings = model.settings().clusters();
    this.linkOnly = model.settings().mode() == LinkMode.LINK_ONLY;
    this.scorer = new Scorer(records, model);
    this.memory = scorer.comparer().memory();
    int count = records.size();
    this.root = Order.of(count, Integer::compare);
    this.next = root.clone();
    this.size = new int[count];
    Arrays.fill(size, 1);
    this.weakest = new double[count];
    Arrays.fill(weakest, Double.POSITIVE_INFINITY);
    this.free = duplicateFree();
    neverSame.forEach(
        records,
        (a, b) -> {
          never.computeIfAbsent(a, key -> new ArrayList<>()).add(b);
          never.computeIfAbsent(b, key -> new ArrayList<>()).add(a);
        });
  }

  /** Makes persons of the pairs at or above the threshold of the model's settings. */
  public static Clusters cluster(
      Records records, Model model, ScoredPairs pairs, NeverSame neverSame) {
    return cluster(records, model, pairs, neverSame, AlwaysSame.none());
  }

  /** The same, where what people decided goes before every weight and guard. */
  public static Clusters cluster(
      Records records, Model model, ScoredPairs pairs, NeverSame neverSame, AlwaysSame alwaysSame) {
    Clusterer clusterer = new Clusterer(records, model, neverSame);
    alwaysSame.forEach(records, clusterer::joinDecided);
    return clusterer.run(pairs);
  }

  private Clusters run(ScoredPairs pairs) {
    int links = pairs.atLeast(settings.thresholdBits());
    for (int i = 0; i < links; i++) {
      join(pairs.left(i), pairs.right(i), pairs.weight(i));
    }
    int[] person = new int[root.length];
    double[] weak = new double[root.length];
    int[] least = new int[root.length];
    Arrays.fill(least, -1);
    for (int i = 0; i < person.length; i++) {
      int top = find(i);
      least[top] = least[top] < 0 ? i : least[top];
      person[i] = least[top];
      weak[i] = weakest[top];
    }
    return new Clusters(person, weak, refused);
  }

  private boolean[] duplicateFree() {
    boolean[] flags = new boolean[records.sources().size()];
    for (String source : settings.onePerSource()) {
      int number = records.sources().indexOf(source);
      if (number < 0) {
        throw new InvalidInput(
            "onePerSource names '%s'; the sources are %s".formatted(source, records.sources()));
      }
      flags[number] = true;
    }
    return flags;
  }

  private int find(int record) {
    int at = record;
    while (root[at] != at) {
      root[at] = root[root[at]];
      at = root[at];
    }
    return at;
  }

  /** A judged link does not weaken a person. */
  private void joinDecided(int left, int right) {
    int a = find(left);
    int b = find(right);
    if (a != b && forbidden(a, b)) {
      refuse(left, right, Double.POSITIVE_INFINITY, Clusters.Guard.NEVER_SAME, 0);
    } else if (a != b) {
      merge(a, b, Double.POSITIVE_INFINITY);
    }
  }

  private void join(int left, int right, double weight) {
    int a = find(left);
    int b = find(right);
    if (a == b) {
      return;
    }
    if (size[a] + size[b] > settings.largest()) {
      refuse(left, right, weight, Clusters.Guard.SIZE, weight);
    } else if (clash(a, b)) {
      refuse(left, right, weight, Clusters.Guard.ONE_PER_SOURCE, weight);
    } else if (forbidden(a, b)) {
      refuse(left, right, weight, Clusters.Guard.NEVER_SAME, weight);
    } else {
      double mean = size[a] == 1 && size[b] == 1 ? weight : mean(a, b);
      if (mean < settings.averageWeight()) {
        refuse(left, right, weight, Clusters.Guard.BRIDGE, mean);
      } else {
        merge(a, b, weight);
      }
    }
  }

  private void refuse(int left, int right, double weight, Clusters.Guard guard, double mean) {
    if (refused.size() < MOST_REPORTED) {
      refused.add(new Clusters.Refused(left, right, weight, guard, mean));
    }
  }

  private void merge(int a, int b, double weight) {
    int keep = size[a] >= size[b] ? a : b;
    int gone = keep == a ? b : a;
    root[gone] = keep;
    size[keep] += size[gone];
    weakest[keep] = Math.min(weight, Math.min(weakest[a], weakest[b]));
    int swap = next[keep];
    next[keep] = next[gone];
    next[gone] = swap;
  }

  private boolean clash(int a, int b) {
    if (settings.onePerSource().isEmpty()) {
      return false;
    }
    boolean[] seen = new boolean[free.length];
    int i = a;
    do {
      seen[records.source(i)] = true;
      i = next[i];
    } while (i != a);
    i = b;
    do {
      if (free[records.source(i)] && seen[records.source(i)]) {
        return true;
      }
      i = next[i];
    } while (i != b);
    return false;
  }

  private boolean forbidden(int a, int b) {
    if (never.isEmpty()) {
      return false;
    }
    int i = a;
    do {
      for (int other : never.getOrDefault(i, List.of())) {
        if (find(other) == b) {
          return true;
        }
      }
      i = next[i];
    } while (i != a);
    return false;
  }

  private double mean(int a, int b) {
    double sum = 0;
    int count = 0;
    int i = a;
    do {
      int j = b;
      do {
        if (!linkOnly || records.source(i) != records.source(j)) {
          sum += scorer.weight(memory, Math.min(i, j), Math.max(i, j));
          count++;
        }
        j = next[j];
      } while (j != b && count < MOST_CROSS_PAIRS);
      i = next[i];
    } while (i != a && count < MOST_CROSS_PAIRS);
    return count == 0 ? Double.POSITIVE_INFINITY : sum / count;
  }
}
