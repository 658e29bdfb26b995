// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage.oblivious;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The key holder's side: evaluates what others blinded.
 *
 * <p>Guarantee: the answer is right and proven, and nothing of the number or the pseudonym is
 * learnt. It does not count how often it is asked; that is the key holder's work.
 */
public final class ObliviousKey {
  /** Elements of one batch; the proof numbers them in two bytes. */
  public static final int LARGEST_BATCH = 65_535;

  private static final int MOST_TRIES = 256;

  private final Mode mode;
  private final BigInteger secret;
  private final Element publicKey;

  private ObliviousKey(Mode mode, BigInteger secret) {
    if (secret.signum() <= 0 || secret.compareTo(P256.ORDER) >= 0) {
      throw new IllegalArgumentException("A secret key is a number in 1..n-1");
    }
    this.mode = mode;
    this.secret = secret;
    this.publicKey = new Element(P256.multiply(P256.GENERATOR, secret));
  }

  /**
   * DeriveKeyPair (section 3.2.1): the same key from the same seed, for each purpose another.
   *
   * @param seed 32 bytes, secret and random
   * @param info what the key is for, at most 65535 bytes
   */
  public static ObliviousKey derive(Mode mode, byte[] seed, byte[] info) {
    if (seed.length != P256.BYTES) {
      throw new IllegalArgumentException("A seed has 32 bytes, this one %d".formatted(seed.length));
    }
    byte[] input = Mode.join(seed, Mode.counted(info));
    for (int i = 0; i < MOST_TRIES; i++) {
      BigInteger secret =
          HashToCurve.scalar(Mode.join(input, new byte[] {(byte) i}), mode.tag("DeriveKeyPair"));
      if (secret.signum() > 0) {
        return new ObliviousKey(mode, secret);
      }
    }
    throw new IllegalArgumentException("No key follows from this seed; draw another");
  }

  /** A key of its 32 bytes. */
  public static ObliviousKey of(Mode mode, byte[] secret) {
    if (secret.length != P256.BYTES) {
      throw new IllegalArgumentException(
          "A secret key has 32 bytes, this one %d".formatted(secret.length));
    }
    return new ObliviousKey(mode, new BigInteger(1, secret));
  }

  public static ObliviousKey fresh(Mode mode, SecureRandom random) {
    return new ObliviousKey(mode, Scalars.from(random).get());
  }

  public Mode mode() {
    return mode;
  }

  public Element publicKey() {
    return publicKey;
  }

  /** The 32 bytes of the secret, for the file that keeps it. */
  public byte[] secret() {
    return P256.write(secret);
  }

  /**
   * What came out of a batch, in the order of the question.
   *
   * @param proof present in mode VOPRF
   */
  public record Evaluation(List<Element> elements, Optional<Proof> proof) {
    public Evaluation {
      elements = List.copyOf(elements);
    }
  }

  /** BlindEvaluate. */
  public Evaluation evaluate(List<Element> blinded, SecureRandom random) {
    return evaluate(blinded, Scalars.from(random));
  }

  Evaluation evaluate(List<Element> blinded, Supplier<BigInteger> nonces) {
    if (blinded.isEmpty() || blinded.size() > LARGEST_BATCH) {
      throw new IllegalArgumentException(
          "A batch has 1..%d elements, this one %d".formatted(LARGEST_BATCH, blinded.size()));
    }
    List<Element> evaluated =
        blinded.stream()
            .map(element -> new Element(P256.multiply(element.point(), secret)))
            .toList();
    return new Evaluation(
        evaluated,
        mode == Mode.VOPRF
            ? Optional.of(Proof.make(mode, secret, publicKey, blinded, evaluated, nonces.get()))
            : Optional.empty());
  }

  /** What blinding, evaluating and finishing give, for who holds both key and input: for tests. */
  byte[] direct(byte[] input) {
    Point point = mode.point(input).orElseThrow(() -> new InvalidElement("The input is unusable"));
    return ObliviousRequest.output(input, P256.multiply(point, secret));
  }

  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** Prints nothing of the secret. */
  @Override
  public String toString() {
    return "ObliviousKey[" + mode + "]";
  }
}
