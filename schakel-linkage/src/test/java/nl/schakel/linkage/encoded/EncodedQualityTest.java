// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage.encoded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** How well encodings link, plain and hardened, on public and invented data; all pairs compared. */
class EncodedQualityTest {
  private static final int STEPS = 1000;

  static double bestF1(String name, List<Invented.Person> persons, EncodingSettings with) {
    EncodedList list =
        new EncodedList(Invented.encode(persons, new PersonEncoder(AttackSuiteTest.key(1), with)));
    int[] right = new int[STEPS + 1];
    int[] wrong = new int[STEPS + 1];
    list.compareWithin(
        0.5,
        (one, other, dice) -> {
          boolean same = persons.get(one).truth().equals(persons.get(other).truth());
          (same ? right : wrong)[(int) (dice * STEPS)]++;
        });
    long positives =
        persons.stream()
            .collect(Collectors.groupingBy(Invented.Person::truth, Collectors.counting()))
            .values()
            .stream()
            .mapToLong(size -> size * (size - 1) / 2)
            .sum();
    double best = 0;
    double at = 0;
    long found = 0;
    long mistaken = 0;
    for (int step = STEPS; step >= STEPS / 2; step--) {
      found += right[step];
      mistaken += wrong[step];
      double f1 = 2.0 * found / (positives + found + mistaken);
      if (f1 > best) {
        best = f1;
        at = (double) step / STEPS;
      }
    }
    System.out.printf(Locale.ROOT, "%s %s: best F1 %.4f at %.3f%n", name, with, best, at);
    return best;
  }

  static List<Invented.Person> febrl(String file) throws IOException {
    try (InputStream in =
        EncodedQualityTest.class.getResourceAsStream("/nl/schakel/linkage/data/" + file)) {
      List<Invented.Person> persons = new ArrayList<>();
      for (String line :
          new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().skip(1).toList()) {
        String[] cells = line.split(", ?", -1);
        persons.add(
            Invented.of(
                cells[0].split("-")[1],
                List.of(
                    new FieldText("given", cells[1]),
                    new FieldText("family", cells[2]),
                    new FieldText("street", cells[4]),
                    new FieldText("suburb", cells[6]),
                    new FieldText("postcode", cells[7]),
                    new FieldText("born", cells[9])),
                cells[9]));
      }
      return persons;
    }
  }

  @Test
  void encodings_link_public_data() throws IOException {
    for (String file : List.of("febrl1.csv", "febrl2.csv", "febrl3.csv")) {
      double plain = bestF1(file, febrl(file), EncodingSettings.PLAIN);
      double hardened = bestF1(file, febrl(file), EncodingSettings.HARDENED);
      assertThat(plain).isGreaterThan(0.9);
      assertThat(hardened).isGreaterThan(0.8).isLessThanOrEqualTo(plain);
    }
  }

  @Test
  void encodings_link_invented_reports() {
    List<Invented.Person> reports = Invented.reports(3_000, 7, 0.1, 0.1);
    double plain = bestF1("invented", reports, EncodingSettings.PLAIN);
    double hardened = bestF1("invented", reports, EncodingSettings.HARDENED);

    assertThat(plain).isGreaterThan(0.7);
    assertThat(hardened).isGreaterThan(0.9 * plain);
  }
}
