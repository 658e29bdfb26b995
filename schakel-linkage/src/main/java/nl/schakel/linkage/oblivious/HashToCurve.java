// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage.oblivious;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Optional;

/**
 * From any text to a point or a scalar as if drawn at random (RFC 9380, suite
 * P256_XMD:SHA-256_SSWU_RO_).
 */
final class HashToCurve {
  /** Bytes for one number, so that the remainder is even to within 2^-128 (section 5.1, L). */
  private static final int NUMBER_BYTES = 48;

  private static final int HASH_BYTES = 32;
  private static final int BLOCK_BYTES = 64;
  private static final int LONGEST_TAG = 255;
  private static final BigInteger P = P256.FIELD;

  /** Z of the map of section 8.2. */
  private static final BigInteger Z = P.subtract(BigInteger.TEN);

  private static final BigInteger MINUS_B_BY_A =
      P.subtract(P256.B).multiply(P256.A.modInverse(P)).mod(P);
  private static final BigInteger B_BY_Z_A =
      P256.B.multiply(Z.multiply(P256.A).modInverse(P)).mod(P);

  private HashToCurve() {}

  /** hash_to_curve; empty for the identity, which nobody knows a text for. */
  static Optional<Point> point(byte[] text, byte[] tag) {
    BigInteger[] numbers = numbers(text, tag, 2, P);
    return P256.add(map(numbers[0]), map(numbers[1]));
  }

  /** hash_to_field for the scalars, in 0..n-1. */
  static BigInteger scalar(byte[] text, byte[] tag) {
    return numbers(text, tag, 1, P256.ORDER)[0];
  }

  private static BigInteger[] numbers(byte[] text, byte[] tag, int count, BigInteger modulus) {
    byte[] bytes = expand(text, tag, count * NUMBER_BYTES);
    BigInteger[] numbers = new BigInteger[count];
    for (int i = 0; i < count; i++) {
      byte[] part = Arrays.copyOfRange(bytes, i * NUMBER_BYTES, (i + 1) * NUMBER_BYTES);
      numbers[i] = new BigInteger(1, part).mod(modulus);
    }
    return numbers;
  }

  /** expand_message_xmd with SHA-256 (section 5.3.1). */
  static byte[] expand(byte[] text, byte[] tag, int bytes) {
    if (tag.length > LONGEST_TAG) {
      throw new IllegalArgumentException(
          "The tag has %d bytes, at most %d".formatted(tag.length, LONGEST_TAG));
    }
    byte[] primedTag = Arrays.copyOf(tag, tag.length + 1);
    primedTag[tag.length] = (byte) tag.length;
    MessageDigest sha = sha256();
    sha.update(new byte[BLOCK_BYTES]);
    sha.update(text);
    sha.update(new byte[] {(byte) (bytes >> 8), (byte) bytes, 0});
    byte[] first = sha.digest(primedTag);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] last = new byte[HASH_BYTES];
    for (int i = 1; out.size() < bytes; i++) {
      for (int j = 0; j < HASH_BYTES; j++) {
        last[j] ^= first[j];
      }
      sha.update(last);
      sha.update((byte) i);
      last = sha.digest(primedTag);
      out.writeBytes(last);
    }
    return Arrays.copyOf(out.toByteArray(), bytes);
  }

  /** The simplified map of Shallue, van de Woestijne and Ulas (section 6.6.2). */
  private static Point map(BigInteger u) {
    BigInteger zu2 = Z.multiply(u.pow(2)).mod(P);
    BigInteger denominator = zu2.pow(2).add(zu2).mod(P);
    BigInteger x1 =
        denominator.signum() == 0
            ? B_BY_Z_A
            : MINUS_B_BY_A.multiply(denominator.modInverse(P).add(BigInteger.ONE)).mod(P);
    BigInteger x2 = zu2.multiply(x1).mod(P);
    return P256.root(P256.curve(x1))
        .map(y -> signed(x1, y, u))
        .orElseGet(() -> signed(x2, P256.root(P256.curve(x2)).orElseThrow(), u));
  }

  private static Point signed(BigInteger x, BigInteger y, BigInteger u) {
    return new Point(x, u.testBit(0) == y.testBit(0) ? y : P.subtract(y).mod(P));
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every Java platform", e);
    }
  }
}
