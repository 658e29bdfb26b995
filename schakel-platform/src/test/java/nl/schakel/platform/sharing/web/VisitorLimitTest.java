// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class VisitorLimitTest {
  private Instant now = Instant.parse("2026-11-22T12:00:00Z");
  private final Clock clock =
      new Clock() {
        @Override
        public ZoneOffset getZone() {
          return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
          return this;
        }

        @Override
        public Instant instant() {
          return now;
        }
      };

  @Test
  void one_visitor_waits_while_another_goes_on() {
    VisitorLimit limit = new VisitorLimit(clock, 2, 10);

    assertThat(limit.allows("192.0.2.1")).isTrue();
    assertThat(limit.allows("192.0.2.1")).isTrue();
    assertThat(limit.allows("192.0.2.1")).isFalse();
    assertThat(limit.allows("192.0.2.2")).isTrue();
  }

  @Test
  void all_together_wait_when_there_are_too_many() {
    VisitorLimit limit = new VisitorLimit(clock, 2, 3);

    for (int i = 0; i < 3; i++) {
      assertThat(limit.allows("192.0.2." + i)).isTrue();
    }
    assertThat(limit.allows("192.0.2.99")).isFalse();
  }

  @Test
  void after_ten_minutes_it_begins_anew() {
    VisitorLimit limit = new VisitorLimit(clock, 1, 10);
    assertThat(limit.allows("192.0.2.1")).isTrue();
    now = now.plus(Duration.ofMinutes(9));
    assertThat(limit.allows("192.0.2.1")).isFalse();

    now = now.plus(Duration.ofMinutes(1));

    assertThat(limit.allows("192.0.2.1")).isTrue();
  }

  @Test
  void the_addresses_of_one_network_are_one_visitor() {
    VisitorLimit limit = new VisitorLimit(clock, 1, 10);

    assertThat(limit.allows("2001:db8:0:1::1")).isTrue();
    assertThat(limit.allows("2001:db8:0:1:ffff::2")).isFalse();
    assertThat(limit.allows("2001:0db8:0:1:0:0:0:3")).isFalse();
    assertThat(limit.allows("2001:db8:0:2::1")).isTrue();
    assertThat(limit.allows("::ffff:192.0.2.1")).isTrue();
    assertThat(limit.allows("::ffff:192.0.2.2")).isTrue();
    assertThat(limit.allows("192.0.2.1")).isFalse();
    assertThat(limit.allows("no address")).isTrue();
  }

  @Test
  void looking_up_answers_keeps_nobody_from_asking() {
    VisitorLimit limit = new VisitorLimit(clock, 1, 1);

    assertThat(limit.allowsLook("192.0.2.1")).isTrue();
    assertThat(limit.allowsLook("192.0.2.2")).isFalse();
    assertThat(limit.allows("192.0.2.1")).isTrue();
    assertThat(limit.allows("192.0.2.1")).isFalse();
  }
}
