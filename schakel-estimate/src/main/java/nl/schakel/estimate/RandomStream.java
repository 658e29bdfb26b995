// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.estimate;

/**
 * Random numbers that are the same on every machine and version: xoshiro256++ (Blackman and Vigna
 * 2019) started by SplitMix64 from a seed and the number of the stream.
 *
 * <p>Each replicate or chain has a stream of its own, so results do not depend on the number of
 * threads.
 */
final class RandomStream {
  private long a;
  private long b;
  private long c;
  private long d;

  RandomStream(long seed, long stream) {
    long x =
        mix(seed + 0x9E3779B97F4A7C15L) ^ mix(stream * 0xD1342543DE82EF95L + 0x632BE59BD9B4E019L);
    a = mix(x += 0x9E3779B97F4A7C15L);
    b = mix(x += 0x9E3779B97F4A7C15L);
    c = mix(x += 0x9E3779B97F4A7C15L);
    d = mix(x + 0x9E3779B97F4A7C15L);
  }

  private static long mix(long z) {
    long y = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    y = (y ^ (y >>> 27)) * 0x94D049BB133111EBL;
    return y ^ (y >>> 31);
  }

  long nextLong() {
    long result = Long.rotateLeft(a + d, 23) + a;
    long t = b << 17;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= t;
    d = Long.rotateLeft(d, 45);
    return result;
  }

  /** Uniform on the open interval (0, 1). */
  double uniform() {
    return ((nextLong() >>> 12) + 0.5) * 0x1p-52;
  }

  /** Uniform on 0..bound-1 by the high word of a product; the bias is below bound / 2^64. */
  long below(long bound) {
    return Math.unsignedMultiplyHigh(nextLong(), bound);
  }

  /** Standard normal by the polar method of Marsaglia; the second value is dropped. */
  double normal() {
    while (true) {
      double u = 2 * uniform() - 1;
      double v = 2 * uniform() - 1;
      double s = u * u + v * v;
      if (s < 1 && s > 0) {
        return u * Math.sqrt(-2 * Math.log(s) / s);
      }
    }
  }

  /** Gamma with the given shape and scale 1 (Marsaglia and Tsang 2000). */
  double gamma(double shape) {
    if (shape < 1) {
      return gamma(shape + 1) * Math.pow(uniform(), 1 / shape);
    }
    double e = shape - 1.0 / 3;
    double f = 1 / Math.sqrt(9 * e);
    while (true) {
      double x = normal();
      double v = 1 + f * x;
      if (v > 0) {
        v = v * v * v;
        double u = uniform();
        if (u < 1 - 0.0331 * x * x * x * x
            || Math.log(u) < 0.5 * x * x + e * (1 - v + Math.log(v))) {
          return e * v;
        }
      }
    }
  }

  double beta(double alpha, double beta) {
    double x = gamma(alpha);
    double y = gamma(beta);
    return x / (x + y);
  }

  /**
   * Poisson: by multiplication for small means, from a gamma variate and a binomial for large ones.
   */
  long poisson(double mean) {
    if (mean < 30) {
      double limit = Math.exp(-mean);
      long k = 0;
      for (double product = uniform(); product > limit; product *= uniform()) {
        k++;
      }
      return k;
    }
    long m = (long) (mean * 0.875);
    double x = gamma(m);
    return x > mean ? binomial(m - 1, mean / x) : m + poisson(mean - x);
  }

  /** Binomial: by inversion for small means, else by rejection (BTRS, Hoermann 1993). */
  long binomial(long n, double p) {
    if (n <= 0 || p <= 0) {
      return 0;
    }
    if (p >= 1) {
      return n;
    }
    if (p > 0.5) {
      return n - binomial(n, 1 - p);
    }
    double spread = Math.sqrt(n * p * (1 - p));
    if (spread > 1e5) {
      // Counts above 10^10: the normal distribution differs by less than 1e-5 of a standard
      // deviation.
      return Math.clamp(Math.round(n * p + spread * normal()), 0, n);
    }
    return n * p < 12 ? binomialByInversion(n, p) : binomialByRejection(n, p);
  }

  private long binomialByInversion(long n, double p) {
    double odds = p / (1 - p);
    double density = Math.exp(n * Math.log1p(-p));
    double u = uniform();
    long k = 0;
    while (u > density && k < n) {
      u -= density;
      k++;
      density *= odds * (n - k + 1) / k;
      if (density < 1e-300) {
        break;
      }
    }
    return k;
  }

  private long binomialByRejection(long n, double p) {
    double q = 1 - p;
    double spread = Math.sqrt(n * p * q);
    double width = 1.15 + 2.53 * spread;
    double skew = -0.0873 + 0.0248 * width + 0.01 * p;
    double centre = n * p + 0.5;
    double quick = 0.92 - 4.2 / width;
    double weight = (2.83 + 5.1 / width) * spread;
    long mode = (long) ((n + 1) * p);
    double odds = p / q;
    while (true) {
      double u = uniform() - 0.5;
      double v = uniform();
      double s = 0.5 - Math.abs(u);
      double draw = Math.floor((2 * skew / s + width) * u + centre);
      if (draw < 0 || draw > n) {
        continue;
      }
      long k = (long) draw;
      if (s >= 0.07 && v <= quick) {
        return k;
      }
      double height = Math.log(v * weight / (skew / (s * s) + width));
      double bound =
          Gamma.logFactorial(mode)
              + Gamma.logFactorial(n - mode)
              - Gamma.logFactorial(k)
              - Gamma.logFactorial(n - k)
              + (k - mode) * Math.log(odds);
      if (height <= bound) {
        return k;
      }
    }
  }
}
