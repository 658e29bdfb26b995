// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class AnsweredBandTest {
  /** 81 of 263: 0.2553 to 0.3662, table I of Newcombe, Statistics in Medicine 17, 1998. */
  @Test
  void the_interval_is_that_of_wilson() {
    AnsweredBand band = new AnsweredBand(0, 4, 263, 81, 0.3);

    assertThat(band.low()).isCloseTo(0.2553, within(0.0001));
    assertThat(band.high()).isCloseTo(0.3662, within(0.0001));
  }

  /** 0 of 20: 0 to 0.1611, the same table. */
  @Test
  void nobody_who_said_so_still_leaves_room() {
    AnsweredBand band = new AnsweredBand(0, 4, 20, 0, 0.3);

    assertThat(band.low()).isZero();
    assertThat(band.high()).isCloseTo(0.1611, within(0.0001));
  }
}
