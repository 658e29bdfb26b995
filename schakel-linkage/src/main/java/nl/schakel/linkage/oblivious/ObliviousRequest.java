// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage.oblivious;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * The asker's side of one batch: blinds the inputs, checks the answer, takes the blinding off.
 *
 * <p>Guarantee: the blinded elements tell nothing about the inputs, not even to somebody with
 * endless computing power, because each is blinded by a fresh random number. Blinding and
 * unblinding take time that depends a little on the inputs; do not run them where an attacker can
 * measure single calls.
 */
public final class ObliviousRequest {
  /** A longer input has no length in two bytes. */
  public static final int LONGEST_INPUT = 65_535;

  private final Mode mode;
  private final List<byte[]> inputs;
  private final List<BigInteger> blinds;
  private final List<Element> blinded;

  private ObliviousRequest(
      Mode mode, List<byte[]> inputs, List<BigInteger> blinds, List<Element> blinded) {
    this.mode = mode;
    this.inputs = inputs;
    this.blinds = blinds;
    this.blinded = blinded;
  }

  /** Blind, for each input. */
  public static ObliviousRequest of(Mode mode, List<byte[]> inputs, SecureRandom random) {
    return of(mode, inputs, Scalars.from(random));
  }

  static ObliviousRequest of(Mode mode, List<byte[]> inputs, Supplier<BigInteger> scalars) {
    if (inputs.isEmpty() || inputs.size() > ObliviousKey.LARGEST_BATCH) {
      throw new IllegalArgumentException(
          "A batch has 1..%d inputs, this one %d"
              .formatted(ObliviousKey.LARGEST_BATCH, inputs.size()));
    }
    List<byte[]> kept = new ArrayList<>(inputs.size());
    List<BigInteger> blinds = new ArrayList<>(inputs.size());
    List<Element> blinded = new ArrayList<>(inputs.size());
    for (byte[] input : inputs) {
      if (input.length > LONGEST_INPUT) {
        throw new IllegalArgumentException(
            "An input has %d bytes, at most %d".formatted(input.length, LONGEST_INPUT));
      }
      BigInteger blind = scalars.get();
      Point point =
          mode.point(input)
              .orElseThrow(() -> new InvalidElement("This input leads to the identity"));
      kept.add(input.clone());
      blinds.add(blind);
      blinded.add(new Element(P256.multiply(point, blind)));
    }
    return new ObliviousRequest(mode, kept, blinds, List.copyOf(blinded));
  }

  /** What goes to the key holder. */
  public List<Element> blinded() {
    return blinded;
  }

  /**
   * Finalize: 32 bytes for each input.
   *
   * @param publicKey the key that was published, from another source than this answer
   * @throws ProofRefused when the answer was not made with this key
   */
  public List<byte[]> finish(ObliviousKey.Evaluation answer, Element publicKey) {
    if (answer.elements().size() != inputs.size()) {
      throw new ProofRefused(
          "Asked for %d elements, answered %d".formatted(inputs.size(), answer.elements().size()));
    }
    if (mode == Mode.VOPRF
        && answer
            .proof()
            .filter(proof -> proof.holds(mode, publicKey, blinded, answer.elements()))
            .isEmpty()) {
      throw new ProofRefused("The answer was not made with the published key");
    }
    List<byte[]> outputs = new ArrayList<>(inputs.size());
    for (int i = 0; i < inputs.size(); i++) {
      Point unblinded =
          P256.multiply(answer.elements().get(i).point(), blinds.get(i).modInverse(P256.ORDER));
      outputs.add(output(inputs.get(i), unblinded));
    }
    return outputs;
  }

  static byte[] output(byte[] input, Point unblinded) {
    MessageDigest sha = HashToCurve.sha256();
    sha.update(Mode.counted(input));
    sha.update(Mode.counted(P256.write(unblinded)));
    return sha.digest(ObliviousKey.ascii("Finalize"));
  }

  /** Prints nothing of the inputs. */
  @Override
  public String toString() {
    return "ObliviousRequest of %d".formatted(inputs.size());
  }
}
