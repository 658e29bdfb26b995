// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KeyKindTest {

  @Test
  void a_v_number_is_the_same_however_it_is_typed() {
    assertThat(KeyKind.V_NUMBER.normalised(" v-123.456 7890 "))
        .contains("1234567890")
        .isEqualTo(KeyKind.V_NUMBER.normalised("1234567890"))
        .isEqualTo(KeyKind.V_NUMBER.normalised("Ｖ１２３４５６７８９０"));
  }

  @Test
  void a_bsn_without_its_leading_zero_is_the_same_bsn() {
    assertThat(KeyKind.BSN.normalised("1234.56.78"))
        .contains("012345678")
        .isEqualTo(KeyKind.BSN.normalised("012345678"));
  }

  @Test
  void case_and_spaces_do_not_count_in_a_person_key_but_other_characters_do() {
    assertThat(KeyKind.PERSON_KEY.normalised(" ab 12\u00a0x"))
        .contains("AB12X")
        .isNotEqualTo(KeyKind.PERSON_KEY.normalised("AB-12X"));
  }

  @Test
  void nothing_to_compare_is_no_key() {
    assertThat(KeyKind.V_NUMBER.normalised("unknown")).isEmpty();
    assertThat(KeyKind.BSN.normalised("-")).isEmpty();
    assertThat(KeyKind.PERSON_KEY.normalised("  ")).isEmpty();
  }
}
