// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.disclosure.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProtectCommandTest {
  private static final String TABLE =
      """
      region,sex,count
      North/Groningen,f,3
      North/Groningen,m,12
      North/Drenthe,f,7
      North/Drenthe,m,1
      South,f,24
      South,m,16
      North,*,23
      *,*,63
      """;

  @TempDir Path folder;
  private Path file;
  private Path key;

  private record Ended(int code, String out, String err) {}

  @BeforeEach
  void files() throws IOException {
    file = folder.resolve("table.csv");
    key = folder.resolve("key");
    Files.writeString(key, "00".repeat(32));
  }

  @Test
  void every_figure_is_a_multiple_of_five_and_the_reader_is_told() throws IOException {
    Ended ended = run(TABLE, "--audit");

    assertThat(ended.code()).isZero();
    List<String> lines = ended.out().lines().toList();
    assertThat(lines.getFirst()).isEqualTo("region,sex,count,least,most");
    assertThat(lines).hasSize(1 + 5 * 3);
    assertThat(lines.stream().skip(1))
        .allMatch(line -> line.matches("[^,]*,[^,]*,[0-9]*[05],[0-9]+,[0-9]+"));
    assertThat(ended.err()).startsWith("All counts are rounded up or down to a multiple of 5");
    assertThat(run(TABLE, "--audit")).isEqualTo(ended);
  }

  @Test
  void the_other_methods_answer_too() throws IOException {
    assertThat(run(TABLE, "--method", "cell-key").code()).isZero();
    assertThat(run(TABLE, "--method", "suppress").out()).contains("North/Groningen,f,\n");
  }

  @Test
  void a_category_that_a_spreadsheet_would_work_out_gets_an_apostrophe() throws IOException {
    String out = run(TABLE.replace(",f,", ",=1+1,").replace(",m,", ",-18,")).out();

    assertThat(out).contains(",'=1+1,", ",-18,").doesNotContain(",=1+1,", "'-18");
  }

  @Test
  void a_refused_table_says_why_and_what_would_help() throws IOException {
    // Multiples of five stay, so this row is shown as 5 under any key.
    String small =
        TABLE
            .replace("Drenthe,f,7", "Drenthe,f,5")
            .replace("Drenthe,m,1", "Drenthe,m,0")
            .replace("North,*,23", "North,*,20")
            .replace("*,*,63", "*,*,60");

    Ended ended = run(small, "--rules", "detailed", "--language", "nl");

    assertThat(ended.code()).isEqualTo(3);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.err())
        .contains("Deze tabel mag zo niet worden gepubliceerd.")
        .contains("1 rij heeft minder dan 10 personen.")
        .contains("Neem bredere categorieën");
  }

  @Test
  void bad_input_is_named_with_line_column_rule_and_way_out() throws IOException {
    assertWrong(
        TABLE.replace("*,*,63", "*,*,64"),
        "line 9, column 3: the total 64 contradicts its parts, which add up to 63; correct it or leave totals out");
    assertWrong(
        TABLE.replace("South,m,16", "South,m,-16"),
        "line 7, column 3: '-16' is a negative count; expected a whole number of 0 or more");
    assertWrong(
        TABLE.replace("South,m,16\n", ""),
        "1 cells are missing, the first is [South, m]; a cell without persons is given as 0");
    assertWrong(
        TABLE.replace("South,m,16", "South,f,16"),
        "line 7, column 1: the same cell as line 6; give each cell once");
    assertWrong(
        TABLE.replace("South,m,16", "South,,16"),
        "line 7, column 2: an empty code; write * for a total");
    assertWrong(
        "region,total\nNorth,3\n",
        "line 1, column 2: the last column is 'total'; name it 'count' and put the counts there");
    assertWrong(
        "", "line 1, column 1: no counts; expected a line with names and a line for each cell");
  }

  @Test
  void a_wrong_option_is_refused() throws IOException {
    assertThat(run(TABLE, "--method", "guess").err())
        .startsWith("--method guess, expected controlled-rounding, cell-key, suppress");
    assertThat(run(TABLE, "--base", "1").code()).isEqualTo(2);
  }

  @Test
  void a_key_is_made_once_and_only_its_owner_can_read_it() throws IOException {
    key = folder.resolve("made/key");

    Ended first = run(TABLE);
    Ended second = run(TABLE);

    assertThat(first.err()).startsWith("Made a key: " + key);
    assertThat(second.out()).isEqualTo(first.out());
    assertThat(Files.getPosixFilePermissions(key)).hasSize(2);
  }

  private void assertWrong(String table, String problem) throws IOException {
    Ended ended = run(table);
    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.err()).isEqualTo(file + ": " + problem + "\n");
  }

  private Ended run(String table, String... options) throws IOException {
    Files.writeString(file, table);
    List<String> arguments =
        new ArrayList<>(List.of(file.toString(), "--key-file", key.toString()));
    arguments.addAll(List.of(options));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code =
        new ProtectCommand(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8))
            .run(arguments.toArray(String[]::new));
    return new Ended(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }
}
