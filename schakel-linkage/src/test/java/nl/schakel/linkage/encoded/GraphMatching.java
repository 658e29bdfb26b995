// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage.encoded;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Names encodings by the shape of their likeness to each other: the attacker encodes the own list
 * under a key of the own, and lays the two graphs of likeness over each other.
 *
 * <p>First by what each record looks like alone (its number of bits, its nearest neighbours and
 * theirs), then again and again by its likeness to the records that were matched with most
 * confidence (after Vidanage, Christen, Ranbaduge and Schnell 2020, and Heng, Armknecht, Chen and
 * Schnell 2022, with an own refinement in place of node embeddings).
 */
final class GraphMatching {
  private static final int NEAREST = 15;
  private static final int ROUNDS = 8;

  private final double[][] secret;
  private final double[][] known;

  private GraphMatching(double[][] secret, double[][] known) {
    this.secret = secret;
    this.known = known;
  }

  /** For each encoding the place on the attacker's list, or -1. */
  static int[] match(List<Encoding> encodings, List<Encoding> list) {
    GraphMatching matching = new GraphMatching(alike(encodings), alike(list));
    double[][] cost =
        distances(features(matching.secret, encodings), features(matching.known, list));
    int[] guess = assign(cost);
    for (int round = 0; round < ROUNDS; round++) {
      double share = Math.min(1, 0.05 * (1 << round));
      cost = matching.costAgainst(anchors(cost, guess, share), guess);
      guess = assign(cost);
    }
    return guess;
  }

  private static double[][] alike(List<Encoding> encodings) {
    EncodedList all = new EncodedList(encodings);
    double[][] dice = new double[all.size()][all.size()];
    all.compareWithin(
        0,
        (one, other, alike) -> {
          dice[one][other] = alike;
          dice[other][one] = alike;
        });
    return dice;
  }

  private static double[][] features(double[][] dice, List<Encoding> encodings) {
    int n = dice.length;
    double[][] own = new double[n][];
    for (int i = 0; i < n; i++) {
      double[] sorted = dice[i].clone();
      Arrays.sort(sorted);
      double[] feature = new double[2 * NEAREST + 3];
      double mean = Arrays.stream(sorted).average().orElse(0);
      for (int k = 0; k < NEAREST; k++) {
        feature[k] = sorted[Math.max(0, n - 1 - k)];
      }
      feature[NEAREST] = mean;
      feature[NEAREST + 1] =
          Math.sqrt(Arrays.stream(sorted).map(x -> (x - mean) * (x - mean)).average().orElse(0));
      feature[NEAREST + 2] = encodings.get(i).count();
      own[i] = feature;
    }
    for (int i = 0; i < n; i++) {
      double[] row = dice[i];
      int[] nearest =
          IntStream.range(0, n)
              .boxed()
              .sorted(Comparator.comparingDouble(j -> -row[j]))
              .limit(NEAREST)
              .mapToInt(Integer::intValue)
              .toArray();
      for (int k = 0; k < nearest.length; k++) {
        own[i][NEAREST + 3 + k] = own[nearest[k]][0];
      }
    }
    return standardised(own);
  }

  /** Each feature in standard deviations from its mean, so that the two keys can be compared. */
  private static double[][] standardised(double[][] features) {
    int width = features[0].length;
    for (int f = 0; f < width; f++) {
      int feature = f;
      double mean = Arrays.stream(features).mapToDouble(row -> row[feature]).average().orElse(0);
      double spread =
          Math.sqrt(
              Arrays.stream(features)
                  .mapToDouble(row -> (row[feature] - mean) * (row[feature] - mean))
                  .average()
                  .orElse(0));
      for (double[] row : features) {
        row[f] = spread == 0 ? 0 : (row[f] - mean) / spread;
      }
    }
    return features;
  }

  private static double[][] distances(double[][] one, double[][] other) {
    double[][] cost = new double[one.length][other.length];
    for (int i = 0; i < one.length; i++) {
      for (int j = 0; j < other.length; j++) {
        double sum = 0;
        for (int f = 0; f < one[i].length; f++) {
          double apart = one[i][f] - other[j][f];
          sum += apart * apart;
        }
        cost[i][j] = sum;
      }
    }
    return cost;
  }

  /** Records whose best match is far better than their second, as large a share as asked. */
  private static int[] anchors(double[][] cost, int[] guess, double share) {
    List<Integer> matched = new ArrayList<>();
    double[] lead = new double[guess.length];
    for (int i = 0; i < guess.length; i++) {
      if (guess[i] >= 0) {
        double second = Double.MAX_VALUE;
        for (int j = 0; j < cost[i].length; j++) {
          if (j != guess[i]) {
            second = Math.min(second, cost[i][j]);
          }
        }
        lead[i] = second - cost[i][guess[i]];
        matched.add(i);
      }
    }
    matched.sort(Comparator.comparingDouble(i -> -lead[i]));
    int size = Math.max(5, (int) (share * matched.size()));
    return matched.stream().limit(size).mapToInt(Integer::intValue).toArray();
  }

  private double[][] costAgainst(int[] anchors, int[] guess) {
    int[] named = Arrays.stream(anchors).map(anchor -> guess[anchor]).toArray();
    double[][] one = chosen(secret, anchors);
    double[][] other = chosen(known, named);
    double[][] cost = new double[secret.length][known.length];
    for (int i = 0; i < secret.length; i++) {
      int self = placeOf(i, anchors);
      for (int j = 0; j < known.length; j++) {
        double sum = distance(one[i], other[j]);
        if (self >= 0) {
          double apart = one[i][self] - other[j][self];
          sum -= apart * apart;
        }
        cost[i][j] = Math.max(0, sum);
      }
    }
    return cost;
  }

  /** These columns side by side, so that the inner loop reads memory in order. */
  private static double[][] chosen(double[][] rows, int[] columns) {
    return Arrays.stream(rows)
        .map(row -> Arrays.stream(columns).mapToDouble(column -> row[column]).toArray())
        .toArray(double[][]::new);
  }

  private static int placeOf(int record, int[] anchors) {
    for (int place = 0; place < anchors.length; place++) {
      if (anchors[place] == record) {
        return place;
      }
    }
    return -1;
  }

  private static double distance(double[] one, double[] other) {
    double sum = 0;
    for (int k = 0; k < one.length; k++) {
      double apart = one[k] - other[k];
      sum += apart * apart;
    }
    return sum;
  }

  /** The cheapest pair first, each record once. */
  static int[] assign(double[][] cost) {
    int columns = cost[0].length;
    long[] pairs = new long[cost.length * columns];
    // Costs are not negative, so their bits are in their order; numbers of pairs break ties.
    Arrays.setAll(
        pairs, p -> (long) Float.floatToIntBits((float) cost[p / columns][p % columns]) << 32 | p);
    Arrays.sort(pairs);
    int[] guess = new int[cost.length];
    Arrays.fill(guess, -1);
    boolean[] taken = new boolean[columns];
    for (long packed : pairs) {
      int pair = (int) packed;
      int i = pair / columns;
      int j = pair % columns;
      if (guess[i] < 0 && !taken[j]) {
        guess[i] = j;
        taken[j] = true;
      }
    }
    return guess;
  }
}
