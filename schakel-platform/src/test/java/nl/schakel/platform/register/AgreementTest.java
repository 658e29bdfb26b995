// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class AgreementTest {
  /** 20 both yes, 5 and 10 apart, 15 both no: observed 0.7, expected 0.5, so 0.4. */
  @Test
  void kappa_is_the_agreement_beyond_chance() {
    Agreement agreement = new Agreement(20, 5, 10, 15);

    assertThat(agreement.pairs()).isEqualTo(50);
    assertThat(agreement.share().orElseThrow()).isCloseTo(0.7, within(1e-12));
    assertThat(agreement.kappa().orElseThrow()).isCloseTo(0.4, within(1e-12));
  }

  @Test
  void without_answers_or_with_one_answer_only_there_is_no_kappa() {
    assertThat(new Agreement(0, 0, 0, 0).kappa()).isEmpty();
    assertThat(new Agreement(0, 0, 0, 0).share()).isEmpty();
    assertThat(new Agreement(9, 0, 0, 0).kappa()).isEmpty();
    assertThat(new Agreement(9, 0, 0, 0).share()).hasValue(1);
  }

  @Test
  void full_agreement_on_both_answers_is_one_and_full_disagreement_minus_one() {
    assertThat(new Agreement(5, 0, 0, 5).kappa()).hasValue(1);
    assertThat(new Agreement(0, 5, 5, 0).kappa()).hasValue(-1);
  }
}
