// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage.encoded;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Names encodings by how often each of their bits is set among all encodings, and by nothing else.
 *
 * <p>A frequent gram sets frequent bits, a rare gram rare ones, whatever the key (the leak that
 * Kuzu, Kantarcioglu, Durham and Malin 2011 and Niedermeyer, Steinmetzer, Kroll and Schnell 2014
 * start from). With one filter for all fields no bit belongs to one gram alone, so a table of bit
 * against gram by rank names nobody. Here the attacker looks at all bits of a record at once: the
 * bits are put in bands from the rarest to the most frequent, and a record is the number of its
 * bits in each band. What a person on the list would have there under an unknown key is simulated
 * under many keys of the own, and the most likely person is taken (a normal likelihood with the
 * means and covariances of the simulation).
 */
final class FrequencyAttack {
  private static final int BANDS = 32;

  private FrequencyAttack() {}

  /**
   * For each encoding the place on the attacker's list, or -1.
   *
   * @param simulated the list under each of several keys of the attacker
   */
  static int[] match(List<Encoding> encodings, List<List<Encoding>> simulated) {
    double[][] secret = profiles(encodings);
    List<double[][]> known = simulated.stream().map(FrequencyAttack::profiles).toList();
    int listed = simulated.getFirst().size();
    double[][] means = means(known, listed);
    double[][] whitening = whitening(known, means);
    double[][] one = products(secret, whitening);
    double[][] other = products(means, whitening);
    double[][] cost = new double[one.length][listed];
    for (int i = 0; i < one.length; i++) {
      for (int j = 0; j < listed; j++) {
        for (int b = 0; b < BANDS; b++) {
          double apart = one[i][b] - other[j][b];
          cost[i][j] += apart * apart;
        }
      }
    }
    return GraphMatching.assign(cost);
  }

  /** For each encoding how many of its bits lie in each band of frequency. */
  private static double[][] profiles(List<Encoding> encodings) {
    int[] set = new int[Encoding.BITS];
    for (Encoding encoding : encodings) {
      for (int bit = 0; bit < Encoding.BITS; bit++) {
        set[bit] += encoding.bit(bit) ? 1 : 0;
      }
    }
    List<Integer> byFrequency = new ArrayList<>();
    for (int bit = 0; bit < Encoding.BITS; bit++) {
      byFrequency.add(bit);
    }
    byFrequency.sort(Comparator.comparingInt(bit -> set[bit]));
    int[] band = new int[Encoding.BITS];
    for (int place = 0; place < Encoding.BITS; place++) {
      band[byFrequency.get(place)] = place * BANDS / Encoding.BITS;
    }
    double[][] profiles = new double[encodings.size()][BANDS];
    for (int i = 0; i < profiles.length; i++) {
      for (int bit = 0; bit < Encoding.BITS; bit++) {
        profiles[i][band[bit]] += encodings.get(i).bit(bit) ? 1 : 0;
      }
    }
    return profiles;
  }

  private static double[][] means(List<double[][]> known, int listed) {
    double[][] means = new double[listed][BANDS];
    for (double[][] profiles : known) {
      for (int j = 0; j < listed; j++) {
        for (int b = 0; b < BANDS; b++) {
          means[j][b] += profiles[j][b] / known.size();
        }
      }
    }
    return means;
  }

  /** The inverse of the Cholesky factor of what the key alone changes: noise of equal size. */
  private static double[][] whitening(List<double[][]> known, double[][] means) {
    double[][] covariance = new double[BANDS][BANDS];
    int samples = 0;
    for (double[][] profiles : known) {
      for (int j = 0; j < means.length; j++) {
        samples++;
        for (int a = 0; a < BANDS; a++) {
          for (int b = 0; b < BANDS; b++) {
            covariance[a][b] += (profiles[j][a] - means[j][a]) * (profiles[j][b] - means[j][b]);
          }
        }
      }
    }
    for (int a = 0; a < BANDS; a++) {
      for (int b = 0; b < BANDS; b++) {
        covariance[a][b] /= samples;
      }
      // Bands without noise must not decide everything.
      covariance[a][a] += 0.05;
    }
    return inverse(cholesky(covariance));
  }

  private static double[][] cholesky(double[][] matrix) {
    double[][] lower = new double[BANDS][BANDS];
    for (int i = 0; i < BANDS; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = matrix[i][j];
        for (int k = 0; k < j; k++) {
          sum -= lower[i][k] * lower[j][k];
        }
        lower[i][j] = i == j ? Math.sqrt(sum) : sum / lower[j][j];
      }
    }
    return lower;
  }

  private static double[][] inverse(double[][] lower) {
    double[][] inverse = new double[BANDS][BANDS];
    for (int column = 0; column < BANDS; column++) {
      for (int i = column; i < BANDS; i++) {
        double sum = i == column ? 1 : 0;
        for (int k = column; k < i; k++) {
          sum -= lower[i][k] * inverse[k][column];
        }
        inverse[i][column] = sum / lower[i][i];
      }
    }
    return inverse;
  }

  private static double[][] products(double[][] rows, double[][] matrix) {
    return Arrays.stream(rows).map(row -> product(matrix, row)).toArray(double[][]::new);
  }

  private static double[] product(double[][] matrix, double[] row) {
    double[] result = new double[BANDS];
    for (int i = 0; i < BANDS; i++) {
      for (int k = 0; k <= i; k++) {
        result[i] += matrix[i][k] * row[k];
      }
    }
    return result;
  }
}
