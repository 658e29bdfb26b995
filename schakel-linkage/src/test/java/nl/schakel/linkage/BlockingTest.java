// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlockingTest {
  private static Records names(String... names) {
    Map<String, List<String>> rows = new LinkedHashMap<>();
    for (int i = 0; i < names.length; i++) {
      rows.put("r" + i, List.of(names[i], "x" + i % 2));
    }
    return Records.of("s", List.of("name", "half"), rows);
  }

  private static Set<String> pairs(Records records, String rules) {
    LinkageSettings settings =
        SettingsFile.of("test", "{\"blocking\": {\"compareAllUpTo\": 0, \"rules\": " + rules + "}}")
            .settings(records);
    Blocks blocks = Blocks.of(records, settings);
    Set<String> pairs = new TreeSet<>();
    for (int unit = 0; unit < blocks.units(); unit++) {
      blocks.visit(
          unit,
          (left, right, rule) ->
              assertThat(pairs.add(records.id(left) + records.id(right))).isTrue());
    }
    return pairs;
  }

  @ParameterizedTest
  @CsvSource({"qgrams", "deletions", "lsh", "skeleton", "soundex", "first3", "fold-parts"})
  void a_key_brings_spellings_together_once_for_all_rules(String transform) {
    Records records = names("Voorbeeld", "Voorbeelt", "Zandstra", "Voorbeeld");
    String rules = "[[\"%s(name)\"], [\"name\"], [\"qgrams(name)\"]]".formatted(transform);

    assertThat(pairs(records, rules)).containsExactly("r0r1", "r0r3", "r1r3");
  }

  @Test
  void several_keys_of_a_rule_must_agree_together() {
    Records records = names("Lina Voorbeeld", "Daan Voorbeeld", "Voorbeeld Lina", "Maud Zand");

    assertThat(pairs(records, "[[\"parts(name)\", \"half\"]]")).containsExactly("r0r2");
  }

  @Test
  void two_keys_with_several_values_in_one_rule_are_refused() {
    Records records = names("Lina Voorbeeld", "Daan Voorbeeld");

    assertThatThrownBy(() -> pairs(records, "[[\"parts(name)\", \"qgrams(name)\"]]"))
        .hasMessageContaining("expected at most 1");
  }
}
