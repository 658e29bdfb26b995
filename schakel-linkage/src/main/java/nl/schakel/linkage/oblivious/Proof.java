// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage.oblivious;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Proof that one secret key k links all pairs: B = kA and, for each i, D[i] = kC[i] (RFC 9497,
 * section 2.2; Chaum and Pedersen 1992, made non-interactive, for a random combination of the
 * pairs).
 */
public final class Proof {
  private final BigInteger challenge;
  private final BigInteger response;

  private Proof(BigInteger challenge, BigInteger response) {
    this.challenge = challenge;
    this.response = response;
  }

  /**
   * Reads 64 bytes, challenge and response.
   *
   * @throws ProofRefused when they are not two scalars
   */
  public static Proof of(byte[] bytes) {
    if (bytes.length != 2 * P256.BYTES) {
      throw new ProofRefused("A proof has 64 bytes, this one %d".formatted(bytes.length));
    }
    return new Proof(scalar(bytes, 0), scalar(bytes, P256.BYTES));
  }

  private static BigInteger scalar(byte[] bytes, int from) {
    BigInteger scalar = new BigInteger(1, Arrays.copyOfRange(bytes, from, from + P256.BYTES));
    if (scalar.compareTo(P256.ORDER) >= 0) {
      throw new ProofRefused("A number of the proof is not below the order of the group");
    }
    return scalar;
  }

  /** As {@link #of(byte[])}, from 128 hexadecimal digits. */
  public static Proof ofHex(String hex) {
    try {
      return of(HexFormat.of().parseHex(hex));
    } catch (IllegalArgumentException e) {
      throw new ProofRefused("A proof is written in hexadecimal digits");
    }
  }

  /**
   * GenerateProof.
   *
   * @param nonce fresh and secret, in 1..n-1; used twice, it gives the key away
   */
  static Proof make(
      Mode mode,
      BigInteger key,
      Element publicKey,
      List<Element> c,
      List<Element> d,
      BigInteger nonce) {
    Point m = combined(weights(mode, publicKey, c, d), c).orElseThrow(Proof::cancelled);
    Point z = P256.multiply(m, key);
    BigInteger challenge =
        challenge(
            mode, publicKey, m, z, P256.multiply(P256.GENERATOR, nonce), P256.multiply(m, nonce));
    return new Proof(challenge, nonce.subtract(challenge.multiply(key)).mod(P256.ORDER));
  }

  /** VerifyProof. */
  boolean holds(Mode mode, Element publicKey, List<Element> c, List<Element> d) {
    if (challenge.signum() == 0 || response.signum() == 0) {
      // A real proof has such a number once in 2^255 times.
      return false;
    }
    BigInteger[] weights = weights(mode, publicKey, c, d);
    Optional<Point> m = combined(weights, c);
    Optional<Point> z = combined(weights, d);
    if (m.isEmpty() || z.isEmpty()) {
      return false;
    }
    Optional<Point> t2 = sum(P256.GENERATOR, publicKey.point());
    Optional<Point> t3 = sum(m.get(), z.get());
    return t2.isPresent()
        && t3.isPresent()
        && challenge.equals(challenge(mode, publicKey, m.get(), z.get(), t2.get(), t3.get()));
  }

  /** response · one + challenge · other. */
  private Optional<Point> sum(Point one, Point other) {
    return P256.add(P256.multiply(one, response), P256.multiply(other, challenge));
  }

  /** One number for each pair, that nobody can choose (ComputeComposites). */
  private static BigInteger[] weights(
      Mode mode, Element publicKey, List<Element> c, List<Element> d) {
    MessageDigest sha = HashToCurve.sha256();
    sha.update(Mode.counted(publicKey.bytes()));
    byte[] seed = Mode.counted(sha.digest(Mode.counted(mode.tag("Seed-"))));
    BigInteger[] weights = new BigInteger[c.size()];
    for (int i = 0; i < weights.length; i++) {
      weights[i] =
          mode.scalar(
              Mode.join(
                  seed,
                  Mode.two(i),
                  Mode.counted(c.get(i).bytes()),
                  Mode.counted(d.get(i).bytes()),
                  ObliviousKey.ascii("Composite")));
    }
    return weights;
  }

  private static Optional<Point> combined(BigInteger[] weights, List<Element> elements) {
    Optional<Point> sum = Optional.empty();
    for (int i = 0; i < weights.length; i++) {
      if (weights[i].signum() > 0) {
        Point next = P256.multiply(elements.get(i).point(), weights[i]);
        sum = sum.isEmpty() ? Optional.of(next) : P256.add(sum.get(), next);
      }
    }
    return sum;
  }

  private static BigInteger challenge(
      Mode mode, Element publicKey, Point m, Point z, Point t2, Point t3) {
    return mode.scalar(
        Mode.join(
            Mode.counted(publicKey.bytes()),
            Mode.counted(P256.write(m)),
            Mode.counted(P256.write(z)),
            Mode.counted(P256.write(t2)),
            Mode.counted(P256.write(t3)),
            ObliviousKey.ascii("Challenge")));
  }

  private static InvalidElement cancelled() {
    return new InvalidElement("The elements of this batch cancel each other");
  }

  public byte[] bytes() {
    return Mode.join(P256.write(challenge), P256.write(response));
  }

  public String hex() {
    return HexFormat.of().formatHex(bytes());
  }
}
