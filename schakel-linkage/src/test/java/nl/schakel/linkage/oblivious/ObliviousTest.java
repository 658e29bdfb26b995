// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage.oblivious;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ObliviousTest {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final ObliviousKey KEY = ObliviousKey.fresh(Mode.VOPRF, RANDOM);
  private static final String LARGEST =
      "115792089210356248762697446949407573529996955224135760342422259061068512044367";

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static ObliviousRequest asking(String... inputs) {
    return ObliviousRequest.of(
        Mode.VOPRF, List.of(inputs).stream().map(ObliviousTest::text).toList(), RANDOM);
  }

  @Property(tries = 25)
  void blinding_changes_nothing_in_the_end(@ForAll @Size(max = 40) byte[] input) {
    ObliviousRequest request = ObliviousRequest.of(Mode.VOPRF, List.of(input), RANDOM);

    assertThat(request.finish(KEY.evaluate(request.blinded(), RANDOM), KEY.publicKey()))
        .containsExactly(KEY.direct(input));
  }

  @Property(tries = 40)
  void multiplying_agrees_with_adding(@ForAll @IntRange(min = 1, max = 60) int times) {
    Optional<Point> sum = Optional.of(P256.GENERATOR);
    for (int i = 1; i < times; i++) {
      sum = P256.add(sum.orElseThrow(), P256.GENERATOR);
    }

    assertThat(P256.multiply(P256.GENERATOR, BigInteger.valueOf(times)))
        .isEqualTo(sum.orElseThrow());
  }

  @Property(tries = 25)
  void multiplying_distributes_over_sums(
      @ForAll @BigRange(min = "1", max = LARGEST) BigInteger one,
      @ForAll @BigRange(min = "1", max = LARGEST) BigInteger other) {
    Point base = Mode.VOPRF.point(text("base")).orElseThrow();
    BigInteger sum = one.add(other).mod(P256.ORDER);

    Optional<Point> added = P256.add(P256.multiply(base, one), P256.multiply(base, other));

    assertThat(added)
        .isEqualTo(sum.signum() == 0 ? Optional.empty() : Optional.of(P256.multiply(base, sum)));
  }

  @Test
  void the_last_scalar_turns_a_point_around() {
    Point opposite = P256.multiply(P256.GENERATOR, P256.ORDER.subtract(BigInteger.ONE));

    assertThat(P256.add(P256.GENERATOR, opposite)).isEmpty();
    assertThat(P256.multiply(P256.GENERATOR, BigInteger.ONE)).isEqualTo(P256.GENERATOR);
  }

  @Test
  void two_requests_for_one_number_look_nothing_alike_and_give_one_pseudonym() {
    ObliviousRequest first = asking("1234567890");
    ObliviousRequest second = asking("1234567890");

    assertThat(first.blinded()).doesNotContainAnyElementsOf(second.blinded());
    assertThat(first.finish(KEY.evaluate(first.blinded(), RANDOM), KEY.publicKey()).getFirst())
        .isEqualTo(
            second.finish(KEY.evaluate(second.blinded(), RANDOM), KEY.publicKey()).getFirst());
  }

  @Test
  void an_answer_of_another_key_is_refused() {
    ObliviousKey other = ObliviousKey.fresh(Mode.VOPRF, RANDOM);
    ObliviousRequest request = asking("one", "two");

    assertThatThrownBy(
            () -> request.finish(other.evaluate(request.blinded(), RANDOM), KEY.publicKey()))
        .isInstanceOf(ProofRefused.class)
        .hasMessage("The answer was not made with the published key");
  }

  @Test
  void one_element_answered_with_another_key_spoils_the_batch() {
    ObliviousRequest request = asking("one", "two", "three");
    ObliviousKey.Evaluation right = KEY.evaluate(request.blinded(), RANDOM);
    List<Element> elements = new ArrayList<>(right.elements());
    elements.set(1, ObliviousKey.fresh(Mode.VOPRF, RANDOM).publicKey());

    assertThatThrownBy(
            () ->
                request.finish(
                    new ObliviousKey.Evaluation(elements, right.proof()), KEY.publicKey()))
        .isInstanceOf(ProofRefused.class);
  }

  @Test
  void an_answer_in_another_order_is_refused() {
    ObliviousRequest request = asking("one", "two");
    ObliviousKey.Evaluation right = KEY.evaluate(request.blinded(), RANDOM);

    assertThatThrownBy(
            () ->
                request.finish(
                    new ObliviousKey.Evaluation(right.elements().reversed(), right.proof()),
                    KEY.publicKey()))
        .isInstanceOf(ProofRefused.class);
  }

  @Test
  void an_answer_without_proof_or_of_another_length_is_refused() {
    ObliviousRequest request = asking("one", "two");
    ObliviousKey.Evaluation right = KEY.evaluate(request.blinded(), RANDOM);

    assertThatThrownBy(
            () ->
                request.finish(
                    new ObliviousKey.Evaluation(right.elements(), Optional.empty()),
                    KEY.publicKey()))
        .isInstanceOf(ProofRefused.class);
    assertThatThrownBy(
            () ->
                request.finish(
                    new ObliviousKey.Evaluation(right.elements().subList(0, 1), right.proof()),
                    KEY.publicKey()))
        .hasMessage("Asked for 2 elements, answered 1");
  }

  @Property(tries = 30)
  void a_proof_with_one_changed_bit_is_refused(@ForAll @IntRange(min = 0, max = 511) int bit) {
    ObliviousRequest request = asking("one");
    ObliviousKey.Evaluation right = KEY.evaluate(request.blinded(), RANDOM);
    byte[] proof = right.proof().orElseThrow().bytes();
    proof[bit / 8] ^= (byte) (1 << (bit % 8));

    assertThatThrownBy(
            () ->
                request.finish(
                    new ObliviousKey.Evaluation(right.elements(), Optional.of(Proof.of(proof))),
                    KEY.publicKey()))
        .isInstanceOf(ProofRefused.class);
  }

  @Test
  void bytes_that_are_no_point_are_refused() {
    byte[] offTheCurve = new byte[33];
    offTheCurve[0] = 2;
    while (P256.read(offTheCurve).isPresent()) {
      offTheCurve[32]++;
    }
    byte[] beyondTheField = new byte[33];
    java.util.Arrays.fill(beyondTheField, (byte) 0xff);
    beyondTheField[0] = 3;
    byte[] uncompressed = new byte[65];
    uncompressed[0] = 4;

    for (byte[] wrong :
        List.of(
            new byte[0], new byte[] {0}, new byte[33], offTheCurve, beyondTheField, uncompressed)) {
      assertThatThrownBy(() -> Element.of(wrong))
          .isInstanceOf(InvalidElement.class)
          .hasMessage(
              "%d bytes are not a point: expected 33 bytes, a compressed point of P-256 other than the identity",
              wrong.length);
    }
    assertThatThrownBy(() -> Element.ofHex("zz")).isInstanceOf(InvalidElement.class);
  }

  @Test
  void elements_that_cancel_each_other_still_give_a_proof() {
    Element one = asking("one").blinded().getFirst();
    byte[] turned = one.bytes();
    turned[0] ^= 1;

    assertThat(KEY.evaluate(List.of(one, Element.of(turned)), RANDOM).proof()).isPresent();
  }

  @Test
  void wrong_keys_seeds_and_batches_are_refused() {
    byte[] order = P256.write(P256.ORDER);

    assertThatThrownBy(() -> ObliviousKey.of(Mode.OPRF, new byte[32]))
        .hasMessage("A secret key is a number in 1..n-1");
    assertThatThrownBy(() -> ObliviousKey.of(Mode.OPRF, order))
        .hasMessage("A secret key is a number in 1..n-1");
    assertThatThrownBy(() -> ObliviousKey.derive(Mode.OPRF, new byte[31], new byte[0]))
        .hasMessage("A seed has 32 bytes, this one 31");
    assertThatThrownBy(() -> KEY.evaluate(List.of(), RANDOM))
        .hasMessage("A batch has 1..65535 elements, this one 0");
    assertThatThrownBy(() -> Proof.of(new byte[63])).isInstanceOf(ProofRefused.class);
    assertThatThrownBy(() -> Proof.ofHex(HexFormat.of().formatHex(order).repeat(2)))
        .hasMessage("A number of the proof is not below the order of the group");
  }

  @Test
  void the_two_modes_give_unrelated_outputs() {
    ObliviousKey without = ObliviousKey.of(Mode.OPRF, KEY.secret());

    assertThat(without.direct(text("one"))).isNotEqualTo(KEY.direct(text("one")));
  }

  @Test
  void nothing_secret_is_printed() {
    assertThat(KEY + " " + asking("1234567890") + " " + KEY.publicKey())
        .isEqualTo("ObliviousKey[VOPRF] ObliviousRequest of 1 Element");
  }
}
