// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.disclosure;

import java.util.ArrayList;
import java.util.List;

/**
 * The noise table of the cell key method: for each true count the probabilities of the noise.
 *
 * <p>Among all distributions on {@code -maxNoise..maxNoise} with mean 0 and the wanted variance
 * that give no negative count and no count of 1 to {@code hidden}, the one of maximum entropy:
 * {@code p(v)} proportional to {@code exp(a v + b v^2)} (S. Giessing, Computational issues in the
 * design of transition probabilities and disclosure risk estimation for additive noise, 2016). 0
 * stays 0. Where the wanted variance cannot be had (small counts) the nearest that can is taken.
 */
final class PTable {
  private static final double CLOSE = 1e-12;

  /** By true count up to the last row, which serves all larger counts: noise and probability. */
  private final List<int[]> noise = new ArrayList<>();

  private final List<double[]> probability = new ArrayList<>();

  PTable(int maxNoise, double variance, int hidden) {
    noise.add(new int[] {0});
    probability.add(new double[] {1});
    for (int count = 1; count <= maxNoise + hidden + 1; count++) {
      int[] allowed = allowed(count, maxNoise, hidden);
      noise.add(allowed);
      probability.add(solve(allowed, variance));
    }
  }

  private static int[] allowed(int count, int maxNoise, int hidden) {
    List<Integer> found = new ArrayList<>();
    for (int v = -maxNoise; v <= maxNoise; v++) {
      int shown = count + v;
      if (shown == 0 || shown > hidden) {
        found.add(v);
      }
    }
    return found.stream().mapToInt(Integer::intValue).toArray();
  }

  private static double[] solve(int[] noise, double variance) {
    int below = Integer.MIN_VALUE;
    int above = Integer.MAX_VALUE;
    for (int v : noise) {
      below = v <= 0 ? v : below;
      above = v >= 0 && above == Integer.MAX_VALUE ? v : above;
    }
    double least = -(double) below * above;
    double most = -(double) noise[0] * noise[noise.length - 1];
    if (variance <= least + CLOSE) {
      return twoPoints(noise, below, above);
    }
    if (variance >= most - CLOSE) {
      return twoPoints(noise, noise[0], noise[noise.length - 1]);
    }
    return maximumEntropy(noise, variance);
  }

  /** The distribution with mean 0 on two values. */
  private static double[] twoPoints(int[] noise, int below, int above) {
    double[] p = new double[noise.length];
    for (int i = 0; i < p.length; i++) {
      if (below == above) {
        p[i] = noise[i] == 0 ? 1 : 0;
      } else if (noise[i] == below) {
        p[i] = (double) above / (above - below);
      } else if (noise[i] == above) {
        p[i] = (double) -below / (above - below);
      }
    }
    return p;
  }

  /** Newton's method on the dual, which is convex: log sum exp(a v + b v^2) - b variance. */
  private static double[] maximumEntropy(int[] noise, double variance) {
    double a = 0;
    double b = 0;
    for (int step = 0; step < 500; step++) {
      double[] p = weights(noise, a, b);
      double[] m = new double[5];
      for (int i = 0; i < p.length; i++) {
        double power = p[i];
        for (int k = 1; k < m.length; k++) {
          power *= noise[i];
          m[k] += power;
        }
      }
      double gradientA = m[1];
      double gradientB = m[2] - variance;
      if (Math.abs(gradientA) < CLOSE && Math.abs(gradientB) < CLOSE) {
        return p;
      }
      double aa = m[2] - m[1] * m[1];
      double ab = m[3] - m[1] * m[2];
      double bb = m[4] - m[2] * m[2];
      double determinant = aa * bb - ab * ab;
      double stepA = (bb * gradientA - ab * gradientB) / determinant;
      double stepB = (aa * gradientB - ab * gradientA) / determinant;
      double now = dual(noise, a, b, variance);
      double size = 1;
      while (size > 1e-9 && dual(noise, a - size * stepA, b - size * stepB, variance) > now) {
        size /= 2;
      }
      a -= size * stepA;
      b -= size * stepB;
    }
    return weights(noise, a, b);
  }

  private static double dual(int[] noise, double a, double b, double variance) {
    double sum = 0;
    for (int v : noise) {
      sum += Math.exp(a * v + b * v * v);
    }
    return Math.log(sum) - b * variance;
  }

  private static double[] weights(int[] noise, double a, double b) {
    double[] p = new double[noise.length];
    double sum = 0;
    for (int i = 0; i < p.length; i++) {
      p[i] = Math.exp(a * noise[i] + b * noise[i] * noise[i]);
      sum += p[i];
    }
    for (int i = 0; i < p.length; i++) {
      p[i] /= sum;
    }
    return p;
  }

  /**
   * Returns the noise for a true count.
   *
   * @param u 0 to 1, from the key of the cell
   */
  int noise(long count, double u) {
    int row = (int) Math.min(count, noise.size() - 1);
    int[] values = noise.get(row);
    double[] p = probability.get(row);
    double rest = u;
    for (int i = 0; i < p.length; i++) {
      rest -= p[i];
      if (rest < 0) {
        return values[i];
      }
    }
    return values[lastPossible(p)];
  }

  private static int lastPossible(double[] p) {
    int last = p.length - 1;
    while (p[last] == 0) {
      last--;
    }
    return last;
  }

  int[] noise(int count) {
    return noise.get(Math.min(count, noise.size() - 1)).clone();
  }

  double[] probability(int count) {
    return probability.get(Math.min(count, probability.size() - 1)).clone();
  }
}
