// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage.oblivious;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SharedCountTest {
  private static final SecureRandom RANDOM = new SecureRandom();

  private static SharedCount numbers(int from, int to) {
    return new SharedCount(
        IntStream.range(from, to)
            .mapToObj(n -> ("v-" + n).getBytes(StandardCharsets.US_ASCII))
            .toList(),
        RANDOM);
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "2, 0", "3, 5", "7, 5", "8, 10", "30, 30"})
  void two_organisations_learn_how_many_they_share_to_the_nearest_five(int shared, int shown) {
    SharedCount asking = numbers(0, 30);
    SharedCount answering = numbers(30 - shared, 50);

    List<Element> back = answering.blindAgain(asking.blinded());

    assertThat(asking.count(back, answering.blinded())).isEqualTo(shown);
  }

  @Test
  void a_number_that_is_there_twice_counts_once() {
    List<byte[]> twice = new ArrayList<>();
    for (int n = 0; n < 10; n++) {
      twice.add(new byte[] {(byte) (n / 2)});
    }
    SharedCount asking = new SharedCount(twice, RANDOM);
    SharedCount answering = new SharedCount(twice, RANDOM);

    assertThat(asking.blinded()).hasSize(5);
    assertThat(asking.count(answering.blindAgain(asking.blinded()), answering.blinded()))
        .isEqualTo(5);
  }

  @Test
  void nothing_that_is_sent_is_the_same_twice_or_in_the_order_of_the_numbers() {
    SharedCount one = numbers(0, 40);
    SharedCount again = numbers(0, 40);
    SharedCount other = numbers(0, 40);

    assertThat(one.blinded()).doesNotContainAnyElementsOf(again.blinded());
    List<Element> first = other.blindAgain(one.blinded());
    List<Element> second = other.blindAgain(one.blinded());
    assertThat(first).containsExactlyInAnyOrderElementsOf(second).isNotEqualTo(second);
    assertThat(one.toString()).isEqualTo("SharedCount of 40");
  }

  @Test
  void an_answer_that_is_too_short_or_repeats_is_refused() {
    SharedCount asking = numbers(0, 6);
    SharedCount answering = numbers(3, 9);
    List<Element> back = answering.blindAgain(asking.blinded());
    List<Element> repeated = new ArrayList<>(back);
    repeated.set(0, back.get(1));

    assertThatThrownBy(() -> asking.count(back.subList(1, 6), answering.blinded()))
        .isInstanceOf(InvalidElement.class)
        .hasMessage("5 elements came back, expected 6");
    assertThatThrownBy(() -> asking.count(repeated, answering.blinded()))
        .isInstanceOf(InvalidElement.class)
        .hasMessage("An element is there twice");
    assertThatThrownBy(() -> answering.blindAgain(repeated)).isInstanceOf(InvalidElement.class);
  }
}
