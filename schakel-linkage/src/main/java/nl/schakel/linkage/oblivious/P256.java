// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage.oblivious;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.KeyAgreement;

/**
 * The curve P-256 (NIST SP 800-186, section 3.2.1.3): y² = x³ - 3x + b over the integers modulo p.
 *
 * <p>Guarantee: a secret number of times is taken by the Diffie-Hellman agreement of the JDK alone,
 * whose P-256 has no branch and no table look-up that depends on the secret. It yields x only; y
 * follows from x of one time more and from numbers that the result makes public anyway. All other
 * arithmetic here takes time that depends on its numbers.
 */
final class P256 {
  private static final String PROVIDER = "SunEC";
  private static final ECParameterSpec CURVE = curve();

  /** Modulus of the coordinates, p. */
  static final BigInteger FIELD =
      new BigInteger("ffffffff00000001000000000000000000000000ffffffffffffffffffffffff", 16);

  /** Number of points, n; a prime, so that every point but the identity has this order. */
  static final BigInteger ORDER = CURVE.getOrder();

  static final BigInteger A = FIELD.subtract(BigInteger.valueOf(3));
  static final BigInteger B = CURVE.getCurve().getB();
  static final Point GENERATOR =
      new Point(CURVE.getGenerator().getAffineX(), CURVE.getGenerator().getAffineY());

  /** Bytes of a coordinate and of a scalar. */
  static final int BYTES = 32;

  /** Bytes of a compressed point (SEC 1, section 2.3.3). */
  static final int POINT_BYTES = BYTES + 1;

  private static final BigInteger ROOT_EXPONENT = FIELD.add(BigInteger.ONE).shiftRight(2);
  private static final BigInteger TWO = BigInteger.TWO;

  private P256() {}

  private static ECParameterSpec curve() {
    try {
      AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC", PROVIDER);
      parameters.init(new ECGenParameterSpec("secp256r1"));
      return parameters.getParameterSpec(ECParameterSpec.class);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("P-256 is part of the JDK", e);
    }
  }

  /** The sum of two points; empty for the identity. */
  static Optional<Point> add(Point one, Point other) {
    BigInteger slope;
    if (one.x().equals(other.x())) {
      if (!one.y().equals(other.y())) {
        return Optional.empty();
      }
      BigInteger rise = one.x().pow(2).multiply(BigInteger.valueOf(3)).add(A);
      slope = rise.multiply(one.y().shiftLeft(1).modInverse(FIELD)).mod(FIELD);
    } else {
      slope =
          other
              .y()
              .subtract(one.y())
              .multiply(other.x().subtract(one.x()).modInverse(FIELD))
              .mod(FIELD);
    }
    BigInteger x = slope.pow(2).subtract(one.x()).subtract(other.x()).mod(FIELD);
    BigInteger y = slope.multiply(one.x().subtract(x)).subtract(one.y()).mod(FIELD);
    return Optional.of(new Point(x, y));
  }

  /**
   * The point added to itself so many times.
   *
   * @param times in 1..n-1
   */
  static Point multiply(Point point, BigInteger times) {
    if (times.signum() <= 0 || times.compareTo(ORDER) >= 0) {
      throw new IllegalArgumentException("The scalar is outside 1..n-1");
    }
    if (times.equals(ORDER.subtract(BigInteger.ONE))) {
      return new Point(point.x(), FIELD.subtract(point.y()));
    }
    PublicKey base = publicKey(point);
    BigInteger x = agree(times, base);
    if (x.equals(point.x())) {
      return point;
    }
    return new Point(x, ordinate(point, x, agree(times.add(BigInteger.ONE), base)));
  }

  /**
   * y of Q from x of Q, P and P + Q: with the slope s of the line through P and Q, s² is the sum of
   * the three x, so (yQ - yP)² = (xP + xQ + xS)(xQ - xP)², and yQ² is known from the curve.
   */
  private static BigInteger ordinate(Point p, BigInteger x, BigInteger xOfSum) {
    BigInteger square = curve(x);
    BigInteger apart = x.subtract(p.x()).pow(2);
    BigInteger y =
        p.y()
            .pow(2)
            .add(square)
            .subtract(p.x().add(x).add(xOfSum).multiply(apart))
            .multiply(p.y().shiftLeft(1).modInverse(FIELD))
            .mod(FIELD);
    if (!y.pow(2).mod(FIELD).equals(square)) {
      throw new IllegalStateException("The JDK's P-256 gave a point off the curve");
    }
    return y;
  }

  private static BigInteger agree(BigInteger times, PublicKey base) {
    try {
      KeyAgreement agreement = KeyAgreement.getInstance("ECDH", PROVIDER);
      agreement.init(privateKey(times));
      agreement.doPhase(base, true);
      return new BigInteger(1, agreement.generateSecret());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Diffie-Hellman on P-256 is part of the JDK", e);
    }
  }

  private static PrivateKey privateKey(BigInteger times) throws GeneralSecurityException {
    return KeyFactory.getInstance("EC", PROVIDER)
        .generatePrivate(new ECPrivateKeySpec(times, CURVE));
  }

  private static PublicKey publicKey(Point point) {
    try {
      return KeyFactory.getInstance("EC", PROVIDER)
          .generatePublic(new ECPublicKeySpec(new ECPoint(point.x(), point.y()), CURVE));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("P-256 is part of the JDK", e);
    }
  }

  /** x³ - 3x + b: what y² must be. */
  static BigInteger curve(BigInteger x) {
    return x.pow(3).add(A.multiply(x)).add(B).mod(FIELD);
  }

  /** A square root; empty when there is none. p = 3 mod 4, so it is a power. */
  static Optional<BigInteger> root(BigInteger square) {
    BigInteger root = square.modPow(ROOT_EXPONENT, FIELD);
    return root.modPow(TWO, FIELD).equals(square.mod(FIELD)) ? Optional.of(root) : Optional.empty();
  }

  /** 33 bytes: 2 or 3 for an even or odd y, then x. */
  static byte[] write(Point point) {
    byte[] bytes = new byte[POINT_BYTES];
    bytes[0] = (byte) (point.y().testBit(0) ? 3 : 2);
    System.arraycopy(write(point.x()), 0, bytes, 1, BYTES);
    return bytes;
  }

  /** Reads 33 bytes; empty when they are no point of the curve other than the identity. */
  static Optional<Point> read(byte[] bytes) {
    if (bytes.length != POINT_BYTES || (bytes[0] != 2 && bytes[0] != 3)) {
      return Optional.empty();
    }
    BigInteger x = new BigInteger(1, Arrays.copyOfRange(bytes, 1, POINT_BYTES));
    if (x.compareTo(FIELD) >= 0) {
      return Optional.empty();
    }
    boolean odd = bytes[0] == 3;
    // y = 0 does not occur: a point of order 2 would divide the prime n.
    return root(curve(x))
        .map(root -> new Point(x, root.testBit(0) == odd ? root : FIELD.subtract(root)));
  }

  /** 32 bytes, most significant first. */
  static byte[] write(BigInteger number) {
    byte[] bytes = new byte[BYTES];
    byte[] signed = number.toByteArray();
    int length = Math.min(signed.length, BYTES);
    System.arraycopy(signed, signed.length - length, bytes, BYTES - length, length);
    return bytes;
  }
}
