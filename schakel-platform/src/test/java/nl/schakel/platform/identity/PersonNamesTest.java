// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class PersonNamesTest {

  @Test
  void the_order_of_the_parts_does_not_matter() {
    assertThat(
            similarity(
                TestPersons.named("Lina", "Voorbeeld"), TestPersons.named("voorbeeld", "LINA")))
        .hasValue(1);
  }

  @Test
  void diacritics_and_letters_of_their_own_are_folded() {
    assertThat(
            similarity(
                TestPersons.named("Zoë", "Łødźißka-D’Été"),
                TestPersons.named("zoe", "lodzisska dete")))
        .hasValue(1);
  }

  @Test
  void an_alias_counts_as_a_name() {
    assertThat(
            similarity(
                TestPersons.named("Lina", "Voorbeeld", "Mina Bedacht"),
                TestPersons.named("Mina", "Bedacht")))
        .hasValue(1);
  }

  @Test
  void parts_are_compared_by_jaro_winkler() {
    // MARTHA and MARHTA: Jaro 0.9444, common prefix of three, so 0.9444 + 3 x 0.1 x 0.0556 = 0.9611
    // (Winkler 1990, the usual textbook pair).
    assertThat(
            similarity(TestPersons.named("Martha", ""), TestPersons.named("Marhta", ""))
                .orElseThrow())
        .isCloseTo(0.9611, within(0.00005));
  }

  @Test
  void a_part_that_is_left_over_counts_as_different() {
    // Of 4 + 9 and 4 letters, 8 of 17 are in the pair that is alike.
    assertThat(
            similarity(TestPersons.named("Lina", "Voorbeeld"), TestPersons.named("Lina", ""))
                .orElseThrow())
        .isCloseTo(8.0 / 17, within(1e-12));
  }

  @Test
  void it_is_the_same_from_either_side_and_other_scripts_are_names_too() {
    Identity one = TestPersons.named("Аня", "Примерова");
    Identity other = TestPersons.named("Аня", "Примера");
    assertThat(similarity(one, other)).isEqualTo(similarity(other, one));
    assertThat(similarity(one, other).orElseThrow()).isBetween(0.9, 0.999);
  }

  @Test
  void without_a_name_there_is_no_similarity() {
    assertThat(similarity(TestPersons.named("-", ""), TestPersons.named("Lina", ""))).isEmpty();
  }

  private static OptionalDouble similarity(Identity one, Identity other) {
    return PersonNames.of(one).similarity(PersonNames.of(other));
  }
}
