// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostileFilesTest {

  @Property(tries = 4_000)
  void any_bytes_give_rows_or_one_declared_refusal(@ForAll byte[] file) {
    read(file);
  }

  @Property(tries = 3_000)
  void any_text_under_an_own_header_gives_rows_or_one_declared_refusal(@ForAll("csv") String body) {
    read(("reference,sex,nationalities,given_names\n" + body).getBytes(StandardCharsets.UTF_8));
  }

  @Property(tries = 3_000)
  void any_text_under_a_standard_header_gives_rows_or_one_declared_refusal(
      @ForAll("csv") String body) {
    read(
        ("prs_Gender,hte_Type,hte_City,hte_Date,hte_Country,vic_AgeWhenTrafficked,vic_ForcedLabourIndustry\n"
                + body)
            .getBytes(StandardCharsets.UTF_8));
  }

  @Provide
  Arbitrary<String> csv() {
    Arbitrary<String> pieces =
        Arbitraries.of(
            ",",
            ";",
            "\"",
            "\"\"",
            "\n",
            "\r\n",
            "\r",
            "\t",
            "\0",
            "\uFEFF",
            "=1+1",
            "@x",
            "Feminine",
            "Exploitation",
            "2025-13-99",
            "-1",
            "NL",
            "\uD83D\uDE00",
            "\u202E",
            " ",
            "A".repeat(3_000));
    Arbitrary<String> texts = Arbitraries.strings().ofMaxLength(20);
    return Combinators.combine(pieces, texts)
        .as((piece, text) -> piece + text)
        .list()
        .ofMaxSize(40)
        .map(all -> String.join("", all));
  }

  private static void read(byte[] file) {
    try {
      List<ImportRow> rows = ImportFixtures.all(ImportFixtures.open(file));
      rows.forEach(row -> assertThat(row.report().values()).hasSizeLessThan(60));
    } catch (ImportBroken declared) {
      assertThat(declared.problem().rule()).isNotBlank();
    }
  }

  /** Gigabytes from nothing: without limits each of these would fill the memory. */
  @ParameterizedTest
  @ValueSource(strings = {",", "a", "\"", "a,", "\n", ",\n", "\"\","})
  void a_file_without_end_is_read_or_refused_in_bounded_memory(String piece) {
    Instant begun = Instant.now();
    try {
      ImportRows rows = ImportFixtures.open(new Endless("reference,sex\n", piece, 40_000_000));
      for (Optional<ImportRow> row = rows.next(); row.isPresent(); row = rows.next()) {
        assertThat(row.get().report().values()).hasSizeLessThan(60);
      }
    } catch (ImportBroken declared) {
      assertThat(declared.problem().rule()).isNotBlank();
    }
    assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofSeconds(60));
  }

  @Test
  void a_header_without_end_is_refused() {
    try {
      ImportFixtures.open(new Endless("", "a,", 40_000_000));
    } catch (ImportBroken declared) {
      assertThat(declared.problem().rule()).startsWith("import-header");
      return;
    }
    throw new AssertionError("The header was accepted");
  }

  /** A start, then one piece over and over. */
  private static final class Endless extends InputStream {
    private final byte[] start;
    private final byte[] piece;
    private final long length;
    private long at;

    Endless(String start, String piece, long length) {
      this.start = start.getBytes(StandardCharsets.UTF_8);
      this.piece = piece.getBytes(StandardCharsets.UTF_8);
      this.length = length;
    }

    @Override
    public int read() {
      if (at >= length) {
        return -1;
      }
      byte next =
          at < start.length ? start[(int) at] : piece[(int) ((at - start.length) % piece.length)];
      at++;
      return next & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int count) throws IOException {
      int done = 0;
      while (done < count) {
        int next = read();
        if (next < 0) {
          return done == 0 ? -1 : done;
        }
        target[offset + done++] = (byte) next;
      }
      return done;
    }
  }
}
