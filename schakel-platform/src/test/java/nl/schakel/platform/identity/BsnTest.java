// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BsnTest {

  @Test
  void a_number_passes_when_its_weighted_sum_divides_by_eleven() {
    // 9+8+7+12+10+8+9+6-3 = 66 = 6 x 11
    assertThat(Bsn.isValid("111222333")).isTrue();
    assertThat(Bsn.isValid("111222334")).isFalse();
  }

  @Test
  void nine_digits_and_nothing_else() {
    assertThat(Bsn.isValid("")).isFalse();
    assertThat(Bsn.isValid("000000000")).isFalse();
    assertThat(Bsn.isValid("11122233")).isFalse();
    assertThat(Bsn.isValid("1112223330")).isFalse();
    assertThat(Bsn.isValid("11122233x")).isFalse();
    assertThat(Bsn.isValid("１１１２２２３３３")).isFalse();
  }
}
