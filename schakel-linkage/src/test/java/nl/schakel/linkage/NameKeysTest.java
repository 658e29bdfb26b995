// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NameKeysTest {
  @ParameterizedTest
  @CsvSource({
    "Lina Voorbeeld, Voorbeeld Leena",
    "Yuliya Proefova, Proefova Julija",
    "Khalid Bedacht, Bedacht-Halid"
  })
  void two_spellings_of_a_name_share_their_keys(String one, String other) {
    assertThat(NameKeys.skeletons(one)).isEqualTo(NameKeys.skeletons(other)).isNotEmpty();
  }

  @Test
  void a_name_without_letters_has_no_key() {
    assertThat(NameKeys.folded(" - ")).isEmpty();
    assertThat(NameKeys.skeletons("")).isEmpty();
  }
}
