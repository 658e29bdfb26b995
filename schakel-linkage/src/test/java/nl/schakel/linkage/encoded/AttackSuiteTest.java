// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage.encoded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Attacks on encodings of invented persons by somebody who knows everything but the key. The shares
 * are printed and stand in {@code attacks.csv}; {@code -Dschakel.docs=write} writes it anew.
 */
class AttackSuiteTest {
  private static final int RECORDS = 400;

  /** Under how many keys of the own the attacker imitates the encodings. */
  private static final int KEYS = 12;

  private static final long SEED = 2026;
  private static final Path PUBLISHED =
      Path.of("src/main/resources/nl/schakel/linkage/encoded/attacks.csv");

  @Test
  void attacks_find_what_is_published_and_hardly_anything_once_hardened() throws IOException {
    List<AttackResults.Row> rows = new ArrayList<>();
    for (int overlap : new int[] {100, 50, 20}) {
      rows.addAll(attack("plain", EncodingSettings.PLAIN, overlap));
      rows.addAll(attack("hardened", EncodingSettings.HARDENED, overlap));
    }
    String text =
        rows.stream()
            .map(AttackSuiteTest::line)
            .collect(
                Collectors.joining(
                    "\n", "attack,encoding,overlap_percent,records,found_percent\n", "\n"));
    System.out.print(text);
    if ("write".equals(System.getProperty("schakel.docs"))) {
      Files.writeString(PUBLISHED, text);
    }

    assertThat(text).isEqualTo(Files.readString(PUBLISHED, StandardCharsets.UTF_8));
    // An attack that finds nobody in the open case proves nothing in the hardened one.
    assertThat(found(rows, "graph", "plain", 100)).isGreaterThan(90);
    assertThat(found(rows, "pattern", "plain", 100)).isGreaterThan(80);
    for (int overlap : new int[] {100, 50, 20}) {
      // Guessing finds 0.25 % at full overlap and 1.25 % at a fifth.
      assertThat(found(rows, "frequency", "plain", overlap)).isGreaterThan(5);
    }
    assertThat(new AttackResults(rows).withinGate()).isTrue();
    assertThat(AttackResults.published().rows()).hasSameSizeAs(rows);
  }

  @Test
  void what_was_not_measured_or_found_too_much_is_not_within_the_gate() {
    assertThat(new AttackResults(List.of()).withinGate()).isFalse();
    assertThat(
            new AttackResults(
                    List.of(new AttackResults.Row("graph", "hardened", 100, RECORDS, 1.01)))
                .withinGate())
        .isFalse();
    assertThat(
            new AttackResults(List.of(new AttackResults.Row("graph", "hardened", 50, RECORDS, 0)))
                .withinGate())
        .isFalse();
  }

  private static double found(
      List<AttackResults.Row> rows, String attack, String encoding, int overlap) {
    return rows.stream()
        .filter(
            row ->
                row.attack().equals(attack)
                    && row.encoding().equals(encoding)
                    && row.overlapPercent() == overlap)
        .findFirst()
        .orElseThrow()
        .foundPercent();
  }

  private static String line(AttackResults.Row row) {
    return String.format(
        Locale.ROOT,
        "%s,%s,%d,%d,%.2f",
        row.attack(),
        row.encoding(),
        row.overlapPercent(),
        row.records(),
        row.foundPercent());
  }

  static List<AttackResults.Row> attack(
      String name, EncodingSettings settings, int overlapPercent) {
    List<Invented.Person> all = Invented.persons(2 * RECORDS, SEED);
    int shared = RECORDS * overlapPercent / 100;
    List<Invented.Person> encoded = new ArrayList<>(all.subList(0, RECORDS));
    List<Invented.Person> list =
        new ArrayList<>(all.subList(RECORDS - shared, 2 * RECORDS - shared));
    // No attack may live on the order of the records.
    Collections.shuffle(encoded, new Random(1));
    Collections.shuffle(list, new Random(2));
    List<Encoding> encodings = Invented.encode(encoded, new PersonEncoder(key(1), settings));
    PersonEncoder own = new PersonEncoder(key(2), settings);
    List<List<Encoding>> simulated =
        IntStream.range(2, 2 + KEYS)
            .mapToObj(key -> Invented.encode(list, new PersonEncoder(key(key), settings)))
            .toList();
    return List.of(
        row(
            "frequency",
            name,
            overlapPercent,
            shared,
            encoded,
            list,
            FrequencyAttack.match(encodings, simulated)),
        row(
            "pattern",
            name,
            overlapPercent,
            shared,
            encoded,
            list,
            PatternMining.match(encodings, list, own)),
        row(
            "graph",
            name,
            overlapPercent,
            shared,
            encoded,
            list,
            GraphMatching.match(encodings, simulated.getFirst())));
  }

  private static AttackResults.Row row(
      String attack,
      String name,
      int overlapPercent,
      int shared,
      List<Invented.Person> encoded,
      List<Invented.Person> list,
      int[] guess) {
    int right = 0;
    for (int i = 0; i < guess.length; i++) {
      right += guess[i] >= 0 && encoded.get(i).truth().equals(list.get(guess[i]).truth()) ? 1 : 0;
    }
    return new AttackResults.Row(
        attack, name, overlapPercent, RECORDS, Math.round(10_000.0 * right / shared) / 100.0);
  }

  /** Whose secret is known to nobody else. */
  static EncodingKey key(int number) {
    byte[] secret = new byte[32];
    secret[0] = (byte) number;
    return EncodingKey.of(secret, "police", "shelter", 2026);
  }
}
