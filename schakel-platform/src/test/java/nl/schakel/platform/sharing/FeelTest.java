// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class FeelTest {
  @Test
  void a_dash_accepts_anything_even_nothing() {
    assertThat(Feel.test("-").accepts(null)).isTrue();
    assertThat(Feel.test("-").accepts("a")).isTrue();
  }

  @Test
  void texts_are_compared_whole() {
    assertThat(Feel.test("\"a\", \"b\"").accepts("b")).isTrue();
    assertThat(Feel.test("\"a\", \"b\"").accepts("ab")).isFalse();
    assertThat(Feel.test("\"a\"").accepts(null)).isFalse();
    assertThat(Feel.test("\"a, \\\"b\\\"\"").accepts("a, \"b\"")).isTrue();
  }

  @Test
  void not_accepts_the_rest_but_never_what_is_unknown() {
    assertThat(Feel.test("not(\"a\", \"b\")").accepts("c")).isTrue();
    assertThat(Feel.test("not(\"a\", \"b\")").accepts("a")).isFalse();
    assertThat(Feel.test("not(\"a\")").accepts(null)).isFalse();
  }

  @Test
  void numbers_are_compared_by_value() {
    assertThat(Feel.test(">= 18").accepts(new BigDecimal("18.0"))).isTrue();
    assertThat(Feel.test("< 18").accepts(new BigDecimal("17.99"))).isTrue();
    assertThat(Feel.test("(18..65]").accepts(new BigDecimal("18"))).isFalse();
    assertThat(Feel.test("[18..65)").accepts(new BigDecimal("18"))).isTrue();
    assertThat(Feel.test("true").accepts(true)).isTrue();
    assertThat(Feel.test("true").accepts("true")).isFalse();
  }

  @Test
  void an_answer_is_a_value_or_a_list() {
    assertThat(Feel.result("\"ask\"")).isEqualTo("ask");
    assertThat(Feel.result("[\"a\", \"b\"]")).isEqualTo(List.of("a", "b"));
    assertThat(Feel.result("[]")).isEqualTo(List.of());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"a\" or \"b\"",
        "a",
        "\"a",
        "\"a\",",
        "\"a\" \"b\"",
        "not(\"a\"",
        "date(\"2020-01-01\")",
        "? > 2",
        "\"a\", \"a\""
      })
  void anything_else_is_refused(String cell) {
    assertThatThrownBy(() -> Feel.test(cell)).isInstanceOf(Feel.NotUnderstood.class);
  }
}
