// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComparisonsTest {
  private static boolean holds(String rule, String clean, String left, String right) {
    Map<String, List<String>> rows = new LinkedHashMap<>();
    rows.put("a", List.of(left, "x"));
    rows.put("b", List.of(right, "x"));
    Records records = Records.of("s", List.of("value", "other"), rows);
    PairComparer comparer =
        new PairComparer(records, List.of(ComparisonSettings.of("value", clean, false, rule)));
    long levels = comparer.pattern(comparer.memory(), 0, 1);
    assertThat(comparer.pattern(comparer.memory(), 1, 0)).isEqualTo(levels);
    return PairComparer.level(levels, 0) == 1;
  }

  @ParameterizedTest
  @CsvSource({
    "transliteration, name, Mohammed, Muhamad, true",
    "transliteration, name, Al-Kharoub, El Haroub, true",
    "transliteration, name, Ousmane, Usman, false",
    "skeleton, name, Ousmane, Usman, true",
    "transliteration, name, Mikhail, Mihail, true",
    "transliteration, name, Nguyễn Đức, Nguyen Duc, true",
    "transliteration, name, Djibril, Jibril, true",
    "transliteration, name, Lina, Sanne, false",
    "skeleton, name, Youssef, Yusuf, true",
    "same-parts, name, Thị Lan Nguyễn, Nguyen Thi Lan, true",
    "same-parts, name, Lina Voorbeeld, Lina Beeld, false",
    "parts 0.9, name, Lina Voorbeeld, Lina Maria Vorbeeld, true",
    "parts 0.9, name, Lina Voorbeeld, Daan Voorbeeld, false",
    "each-part 0.88, name, Nguyễn Bá, Nguyen Duy, false",
    "each-part 0.88, name, Nguyễn Duy, Duy Nguyem, true",
    "each-part 0.88, name, Nguyễn Hà, Nguyen Bà, false",
    "each-part 0.88, name, El Ghanouri, Al Ghannouri, true",
    "each-part 0.88, name, TạKhắc, Tạ Khắc, true",
    "each-part 0.88, name, Bùi Sĩ, Bùi, false",
    "each-part 0.88, name, Voorbeeld, Vorbeeld, true",
    "each-part 0.88, name, Voorbeeld, Vinkenhof, false",
    "equal-day, date, 2001-03-12, 12-03-2001, true",
    "equal-day, date, 2001-01-01, 01-01-2001, false",
    "initial, name, L, Lina, true",
    "swapped-day-month, date, 2001-03-12, 2001-12-03, true",
    "first-of-january 1, date, 2001-03-12, 2002-01-01, true",
    "first-of-january 0, date, 2001-03-12, 2002-01-01, false",
    "days 30, date, 2001-03-12, 2001-04-11, true",
    "same-month-day, date, 2001-03-12, 1998-03-12, true",
    "damerau-levenshtein 1, name, ca, ac, true",
    "damerau-levenshtein 2, name, ca, abc, true",
    "damerau-levenshtein 1, name, ca, abc, false",
    "band, lower, 18-23, 20-25, true",
    "band, lower, -18, 18+, false",
    "band, lower, 17, <18, true",
    "within 2, lower, 17, 19, true",
    "shared, set, Marokko;Syrië, syrie, true",
    "jaccard 0.5, set, Marokko;Syrië, syrie, true",
    "soundex, name, Robert, Rupert, true",
  })
  void a_level_holds_in_both_directions(
      String rule, String clean, String left, String right, boolean expected) {
    assertThat(holds(rule, clean, left, right)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"MARTHA, MARHTA, 0.9611", "DIXON, DICKSONX, 0.8133", "DWAYNE, DUANE, 0.84"})
  void jaro_winkler_gives_the_values_of_winkler(String left, String right, double expected) {
    // W. Winkler, Overview of record linkage and current research directions, 2006
    assertThat(new JaroWinkler().of(left, right)).isCloseTo(expected, within(5e-5));
  }

  @Test
  void jaro_winkler_by_bit_masks_equals_the_plain_loops() {
    Random random = new Random(5);
    JaroWinkler measure = new JaroWinkler();
    for (int i = 0; i < 20_000; i++) {
      String left = word(random);
      String right = word(random);
      assertThat(measure.of(left, right)).isEqualTo(PlainJaroWinkler.of(left, right));
    }
  }

  private static String word(Random random) {
    StringBuilder out = new StringBuilder();
    int length = 1 + random.nextInt(12);
    for (int i = 0; i < length; i++) {
      out.append("abcdeé".charAt(random.nextInt(6)));
    }
    return out.toString();
  }

  @Test
  void swapped_names_count_once() {
    Map<String, List<String>> rows = new LinkedHashMap<>();
    rows.put("a", List.of("Lina", "Voorbeeld"));
    rows.put("b", List.of("Voorbeeld", "Lina"));
    Records records = Records.of("s", List.of("given", "family"), rows);
    PairComparer comparer =
        new PairComparer(
            records,
            List.of(
                ComparisonSettings.of("given", "name", false, "exact", "crossed family"),
                ComparisonSettings.of("family", "name", false, "exact", "counted-with given")));

    long levels = comparer.pattern(comparer.memory(), 0, 1);

    assertThat(PairComparer.level(levels, 0)).isEqualTo(1);
    assertThat(PairComparer.level(levels, 1)).isEqualTo(-1);
  }

  @Test
  void the_frequency_adjustment_is_zero_at_u_and_grows_with_rarity() {
    ComparisonSettings settings = ComparisonSettings.of("name", "name", true, "exact");
    FieldModel field =
        new FieldModel(
            settings, new double[] {0.1, 0.9}, new double[] {0.99, 0.01}, Map.of(), 1000);

    assertThat(field.frequencyBits(1, 0.01, 0.01)).isZero();
    assertThat(field.frequencyBits(1, 0.005, 0.0025)).isCloseTo(1, within(1e-12));
    assertThat(field.frequencyBits(1, 0.02, 0.001)).isCloseTo(-1, within(1e-12));
    assertThat(field.frequencyBits(0, 0.001, 0.001)).isZero();
    assertThat(field.frequencyBits(-1, 0.001, 0.001)).isZero();
  }
}
