// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TableReaderTest {
  @Test
  void equal_histories_are_added_and_missing_ones_count_nothing() {
    CaptureTable table = TableReader.read("A,B,count\n1,0,3\n1,0,4\n1,1,2\n");

    assertThat(table.lists()).containsExactly("A", "B");
    assertThat(table.count(0b01)).isEqualTo(7);
    assertThat(table.count(0b10)).isZero();
    assertThat(table.observed()).isEqualTo(9);
  }

  @Test
  void semicolons_quotes_a_byte_order_mark_and_windows_lines_are_read() {
    CaptureTable table =
        TableReader.read("\uFEFF\"Politie\";\"KMar\";Aantal\r\n1;0;3\r\n1;1;2\r\n");

    assertThat(table.lists()).containsExactly("Politie", "KMar");
    assertThat(table.observed()).isEqualTo(5);
  }

  static Stream<Arguments> wrong() {
    return Stream.of(
        Arguments.of("A,B,count\n1,2,3\n", 2, 2, "expected 0 or 1"),
        Arguments.of("A,B,count\n1,0,-3\n", 2, 3, "negative"),
        Arguments.of("A,B,count\n1,0,1.5\n", 2, 3, "fractional"),
        Arguments.of("A,B,count\n1,0,many\n", 2, 3, "whole number"),
        Arguments.of("A,A,count\n1,0,3\n", 1, 2, "second column"),
        Arguments.of("A,,count\n1,0,3\n", 1, 2, "without a name"),
        Arguments.of("A,B,count\n1,0,3\n0,0,4\n", 3, 1, "on no list"),
        Arguments.of("A,count\n1,3\n", 1, 1, "at least two lists"),
        Arguments.of("A,B,count\n1,0\n", 2, 2, "expected 3"),
        Arguments.of("A,B,C\n1,0,3\n", 1, 3, "expected 'count'"),
        Arguments.of("A,B,count\n1,0,9007199254740993\n", 2, 3, "2^53"),
        Arguments.of("A,B,count\n1,0,9007199254740992\n0,1,1\n", 3, 3, "2^53"),
        Arguments.of("A,B,count\n1,0,99999999999999999999\n", 2, 3, "2^53"),
        Arguments.of("A,B,count\n1,0,0\n", 3, 1, "no persons"),
        Arguments.of("", 1, 1, "empty"),
        Arguments.of("%PDF-1.7\nblah\n", 1, 1, "expected 'count'"),
        Arguments.of("PK\u0003\u0004\0\0", 1, 1, "not a text file"),
        Arguments.of("A,B,count\n1,0,1e3\n", 2, 3, "whole number"),
        Arguments.of("A,B,count\n1,0,\n", 2, 3, "whole number"),
        Arguments.of("A,B,count\n1,,3\n", 2, 2, "expected 0 or 1"),
        Arguments.of("A,B,count\n1,0,NaN\n", 2, 3, "whole number"),
        Arguments.of("A:B,C,count\n1,0,3\n", 1, 1, "holds one of"),
        Arguments.of("\n\n  \n", 1, 1, "empty"),
        Arguments.of("{\"observed\": 3}\n", 1, 1, "expected 'count'"),
        Arguments.of("<html><body>no table</body></html>\n", 1, 1, "expected 'count'"),
        Arguments.of(
            "a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p,q,r,s,t,u,count\n", 1, 1, "expected at most 20"),
        Arguments.of("A,B,\"count\n1,0,3\n", 1, 3, "quote"));
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void a_wrong_file_is_refused_with_line_and_column(
      String text, int line, int column, String problem) {
    assertThatExceptionOfType(InvalidTable.class)
        .isThrownBy(() -> TableReader.read(text))
        .withMessageContaining(problem)
        .satisfies(
            e -> {
              assertThat(e.line()).isEqualTo(line);
              assertThat(e.column()).isEqualTo(column);
            });
  }

  @Test
  void a_file_that_is_not_utf_8_is_refused(@TempDir Path folder) throws IOException {
    Path file =
        Files.write(folder.resolve("latin.csv"), new byte[] {'K', (byte) 0xE9, ',', 'B', '\n'});

    assertThatExceptionOfType(InvalidTable.class)
        .isThrownBy(() -> TableReader.read(file))
        .withMessageContaining("line 1, column 1: not text in UTF-8");
  }

  @Test
  void strata_become_one_table_each_and_add_up_to_the_whole() {
    Strata strata =
        TableReader.readStrata(
            Reference.text("simdat_covariates.csv"), List.of("X1", "X2", "X3", "X4", "Y"));

    assertThat(strata.lists()).containsExactly("R1", "R2", "R3", "R4");
    assertThat(strata.observed()).isEqualTo(strata.pooled().observed()).isEqualTo(1043);
  }
}
