// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage.oblivious;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

class Rfc9497VectorsTest {
  private final JsonNode suites = Vectors.read("rfc9497-p256-sha256.json");

  @TestFactory
  Stream<DynamicTest> every_published_vector_holds() {
    List<DynamicTest> tests = new ArrayList<>();
    for (JsonNode suite : suites) {
      Mode mode = Mode.values()[suite.get("mode").asInt()];
      int number = 0;
      for (JsonNode vector : suite.get("vectors")) {
        tests.add(
            DynamicTest.dynamicTest(
                "%s %d, batch %s".formatted(mode, ++number, vector.get("Batch")),
                () -> holds(mode, suite, vector)));
      }
    }
    return tests.stream();
  }

  @Test
  void both_modes_and_batches_of_one_and_two_are_there() {
    List<String> seen = new ArrayList<>();
    suites.forEach(
        suite ->
            suite
                .get("vectors")
                .forEach(vector -> seen.add(suite.get("mode") + "/" + vector.get("Batch"))));

    assertThat(seen).containsExactly("0/1", "0/1", "1/1", "1/1", "1/2");
  }

  private static void holds(Mode mode, JsonNode suite, JsonNode vector) {
    ObliviousKey key =
        ObliviousKey.derive(
            mode,
            Vectors.hex(suite.get("seed").asString()),
            Vectors.hex(suite.get("keyInfo").asString()));
    assertThat(key.secret()).isEqualTo(Vectors.hex(suite.get("skSm").asString()));
    if (mode == Mode.VOPRF) {
      assertThat(key.publicKey().hex()).isEqualTo(suite.get("pkSm").asString());
    }

    ObliviousRequest request =
        ObliviousRequest.of(
            mode,
            Vectors.several(vector.get("Input")),
            given(Vectors.several(vector.get("Blind"))));
    assertThat(request.blinded())
        .extracting(Element::bytes)
        .containsExactlyElementsOf(Vectors.several(vector.get("BlindedElement")));

    List<byte[]> nonces =
        mode == Mode.VOPRF ? Vectors.several(vector.get("Proof").get("r")) : List.of();
    ObliviousKey.Evaluation answer = key.evaluate(request.blinded(), given(nonces));
    assertThat(answer.elements())
        .extracting(Element::bytes)
        .containsExactlyElementsOf(Vectors.several(vector.get("EvaluationElement")));
    assertThat(answer.proof().map(Proof::hex).orElse(""))
        .isEqualTo(mode == Mode.VOPRF ? vector.get("Proof").get("proof").asString() : "");

    assertThat(request.finish(answer, key.publicKey()))
        .containsExactlyElementsOf(Vectors.several(vector.get("Output")));
  }

  private static Supplier<BigInteger> given(List<byte[]> scalars) {
    Iterator<byte[]> next = scalars.iterator();
    return () -> new BigInteger(1, next.next());
  }

  @Test
  void hashing_to_the_curve_gives_the_points_of_rfc_9380() {
    JsonNode suite = Vectors.read("rfc9380-p256-sha256-ro.json");
    byte[] tag = ObliviousKey.ascii(suite.get("dst").asString());

    assertThat(suite.get("vectors")).hasSize(5);
    for (JsonNode vector : suite.get("vectors")) {
      Point point =
          HashToCurve.point(ObliviousKey.ascii(vector.get("msg").asString()), tag).orElseThrow();
      assertThat(point.x()).isEqualTo(new BigInteger(vector.get("x").asString(), 16));
      assertThat(point.y()).isEqualTo(new BigInteger(vector.get("y").asString(), 16));
    }
  }
}
