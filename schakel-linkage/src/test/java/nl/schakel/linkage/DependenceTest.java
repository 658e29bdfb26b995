// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DependenceTest {
  /** A quarter of the persons has each nationality, and each nationality has a language. */
  private static List<Dependence> found(boolean languageFollows) {
    StringBuilder text = new StringBuilder("id,nationality,language,given_name,date_of_birth\n");
    Random random = new Random(7);
    for (int i = 0; i < 2000; i++) {
      int nation = random.nextInt(4);
      int language = languageFollows ? nation : random.nextInt(4);
      text.append(
          "%d,N%d,L%d,Voorbeeld%c%c,%d-01-0%d%n"
              .formatted(
                  i,
                  nation,
                  language,
                  'a' + random.nextInt(26),
                  'a' + random.nextInt(26),
                  1950 + random.nextInt(60),
                  2 + random.nextInt(7)));
    }
    Records records = TestData.reader(text.toString(), "reports.csv").finish();
    LinkageSettings settings = SettingsFile.none().settings(records);
    List<FieldModel> fields =
        settings.comparisons().stream().map(DependenceTest::agreementSpeaksForOnePerson).toList();
    return Dependence.of(records, new Model(settings, 1e-6, 1e-7, 1e-5, fields, List.of()));
  }

  private static FieldModel agreementSpeaksForOnePerson(ComparisonSettings comparison) {
    double[] m = new double[comparison.levelCount()];
    double[] u = new double[m.length];
    Arrays.fill(m, 0.1 / (m.length - 1));
    Arrays.fill(u, 0.75 / (m.length - 1));
    m[m.length - 1] = 0.9;
    u[m.length - 1] = 0.25;
    return new FieldModel(comparison, m, u, Map.of(), 4);
  }

  private static double bits(List<Dependence> found) {
    return found.stream()
        .filter(d -> d.field().equals("nationality") && d.other().equals("language"))
        .mapToDouble(Dependence::bits)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void a_field_that_follows_from_another_counts_its_bits_twice() {
    List<Dependence> found = found(true);

    // Both agree in a quarter of the pairs, where a sixteenth would be chance: two bits too much.
    assertThat(bits(found)).isCloseTo(2, within(0.1));
    assertThat(found.getFirst().bits()).isEqualTo(bits(found));
  }

  @Test
  void fields_that_do_not_depend_on_each_other_count_as_they_should() {
    assertThat(bits(found(false))).isCloseTo(0, within(0.1));
  }
}
