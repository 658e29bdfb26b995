// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage.encoded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class PersonEncoderTest {
  /** Vectors for other implementers; {@code -Dschakel.docs=write} writes them anew. */
  private static final Path VECTORS = Path.of("../docs/linkage/clk-vectors.csv");

  private static final List<FieldText> LINA = person("Lina", "Voorbeeld", "2005-03-14");
  private static final EncodingKey KEY = AttackSuiteTest.key(1);

  private static List<FieldText> person(String given, String family, String born) {
    return List.of(
        new FieldText("given", given),
        new FieldText("family", family),
        new FieldText("born", born));
  }

  private static Encoding encode(EncodingSettings settings, List<FieldText> person) {
    return new PersonEncoder(KEY, settings).encode(person, OptionalInt.of(2005));
  }

  @Test
  void the_published_vectors_hold() throws IOException {
    StringBuilder text =
        new StringBuilder("given,family,born,birth_year,q,k,salted,diffusion,encoding\n");
    for (EncodingSettings settings : List.of(EncodingSettings.PLAIN, EncodingSettings.HARDENED)) {
      for (List<FieldText> one :
          List.of(LINA, person("Leena", "V.", "2005-01-01"), person("Nguyễn", "Test", ""))) {
        text.append(
            String.format(
                Locale.ROOT,
                "%s,%s,%s,2005,%d,%d,%s,%d,%s%n",
                one.get(0).text(),
                one.get(1).text(),
                one.get(2).text(),
                settings.gramLetters(),
                settings.positions(),
                settings.salted(),
                settings.diffusion(),
                encode(settings, one).hex()));
      }
    }
    if ("write".equals(System.getProperty("schakel.docs"))) {
      Files.writeString(VECTORS, text);
    }

    assertThat(text.toString()).isEqualTo(Files.readString(VECTORS));
  }

  @Test
  void another_pair_year_or_secret_has_nothing_in_common() {
    byte[] secret = new byte[32];
    secret[0] = 1;
    Encoding ours = encode(EncodingSettings.HARDENED, LINA);

    assertThat(of(EncodingKey.of(secret, "shelter", "police", 2026))).isEqualTo(ours);
    for (EncodingKey other :
        List.of(
            EncodingKey.of(secret, "police", "shelter", 2027),
            EncodingKey.of(secret, "police", "youth-care", 2026),
            EncodingKey.of(new byte[32], "police", "shelter", 2026))) {
      assertThat(of(other).dice(ours)).isBetween(0.3, 0.65);
    }
  }

  private static Encoding of(EncodingKey key) {
    return new PersonEncoder(key, EncodingSettings.HARDENED).encode(LINA, OptionalInt.of(2005));
  }

  @Test
  void a_typing_error_leaves_records_alike_and_another_birth_year_does_not() {
    Encoding right = encode(EncodingSettings.HARDENED, LINA);
    PersonEncoder encoder = new PersonEncoder(KEY, EncodingSettings.HARDENED);

    assertThat(
            encode(EncodingSettings.HARDENED, person("Lina", "Vorbeeld", "2005-03-14")).dice(right))
        .isGreaterThan(0.7);
    assertThat(encode(EncodingSettings.HARDENED, person("Omar", "Test", "2005-11-30")).dice(right))
        .isLessThan(0.62);
    assertThat(encoder.encode(LINA, OptionalInt.of(2004)).dice(right)).isLessThan(0.62);
    assertThat(encoder.encode(LINA, OptionalInt.empty()).dice(right)).isLessThan(0.62);
  }

  @Test
  void marks_case_and_punctuation_do_not_count() {
    assertThat(encode(EncodingSettings.PLAIN, person("  LÍNA ", "Voor-beeld", "2005.03.14")))
        .isEqualTo(encode(EncodingSettings.PLAIN, person("lina", "voor beeld", "2005 03 14")));
  }

  @Property(tries = 40)
  void an_encoding_is_like_itself_and_can_be_written_down(
      @ForAll @AlphaChars @StringLength(min = 1, max = 20) String name) {
    Encoding one = encode(EncodingSettings.HARDENED, person(name, name, ""));

    assertThat(one.dice(one)).isEqualTo(1);
    assertThat(Encoding.ofHex(one.hex())).isEqualTo(one);
  }

  /** More than are gone through at a time. */
  @Test
  void comparing_in_bulk_agrees_with_comparing_one_by_one() {
    List<Encoding> all =
        Invented.encode(
            Invented.reports(2_300, 3, 0.1, 0.1),
            new PersonEncoder(KEY, EncodingSettings.HARDENED));
    EncodedList list = new EncodedList(all);
    int[] pairs = new int[1];
    int[] twice = new int[1];
    list.compare(list, 0.6, (one, other, dice) -> twice[0] += one == other ? 0 : 1);

    list.compareWithin(
        0.6,
        (one, other, dice) -> {
          pairs[0]++;
          assertThat(dice).isEqualTo(all.get(one).dice(all.get(other))).isGreaterThanOrEqualTo(0.6);
        });

    int expected = 0;
    for (int i = 0; i < all.size(); i++) {
      for (int j = i + 1; j < all.size(); j++) {
        expected += all.get(i).dice(all.get(j)) >= 0.6 ? 1 : 0;
      }
    }
    assertThat(pairs[0]).isEqualTo(expected).isPositive();
    assertThat(twice[0]).isEqualTo(2 * expected);
  }

  @Test
  void wrong_settings_and_keys_name_what_is_expected() {
    assertThatThrownBy(() -> new EncodingSettings(5, 8, true, 8))
        .hasMessage("gramLetters = 5, expected 1..4");
    assertThatThrownBy(() -> new EncodingSettings(2, 8, true, 65))
        .hasMessage("diffusion = 65, expected 1..64");
    assertThatThrownBy(() -> EncodingKey.of(new byte[31], "a", "b", 2026))
        .hasMessage("The agreed secret has 32 bytes, this one 31");
    assertThatThrownBy(() -> EncodingKey.of(new byte[32], "a", "a", 2026))
        .hasMessage("A pair is two different organisations");
    assertThatThrownBy(() -> Encoding.ofHex("ff")).hasMessageContaining("256");
  }
}
