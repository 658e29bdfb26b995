// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import nl.schakel.linkage.Records;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

class LinkCommandTest {
  @TempDir private Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int run(String... arguments) {
    return new LinkCommand(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8))
        .run(arguments);
  }

  private String errors() {
    return err.toString(StandardCharsets.UTF_8);
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private Path data(String name) throws IOException {
    Path file = folder.resolve(name);
    try (InputStream in = Records.class.getResourceAsStream("data/" + name)) {
      if (in == null) {
        throw new IOException(name);
      }
      Files.copy(in, file);
    }
    return file;
  }

  @Test
  void a_file_without_settings_gives_pairs_persons_model_and_report() throws IOException {
    Path output = folder.resolve("out");
    String input = data("febrl1.csv").toString();

    assertThat(run("--input", input, "--output", output.toString(), "--language", "nl")).isZero();

    List<String> pairs = Files.readAllLines(output.resolve("pairs.csv"));
    assertThat(pairs.getFirst()).isEqualTo("id_left,id_right,match_weight,match_probability,rule");
    List<String> persons = Files.readAllLines(output.resolve("clusters.csv"));
    assertThat(persons.getFirst()).isEqualTo("id,person");
    assertThat(persons).hasSize(1001);
    JsonNode model = new ObjectMapper().readTree(Files.readString(output.resolve("model.json")));
    assertThat(model.get("format").asString()).isEqualTo("schakel-linkage-model/1");
    String report = Files.readString(output.resolve("report.html"));
    assertThat(report)
        .startsWith("<!DOCTYPE html>\n<html lang=\"nl\">")
        .contains("<caption>", "role=\"img\"", "Verwachte fouten per grens")
        .doesNotContain("http", "<script", "NaN");
    assertThat(errors())
        .contains("weighing pairs", "minder dan 5.000 records: de kans vooraf is onzeker");
  }

  @Test
  void the_model_of_a_run_gives_the_same_pairs_again() throws IOException {
    String input = data("febrl1.csv").toString();
    Path one = folder.resolve("one");
    Path two = folder.resolve("two");
    run("--input", input, "--output", one.toString(), "--quiet");

    int code =
        run(
            "--input",
            input,
            "--settings",
            one.resolve("model.json").toString(),
            "--previous",
            one.resolve("clusters.csv").toString(),
            "--threads",
            "1",
            "--output",
            two.toString());

    assertThat(code).isZero();
    for (String name : List.of("pairs.csv", "clusters.csv", "model.json", "report.html")) {
      assertThat(two.resolve(name)).hasSameTextualContentAs(one.resolve(name));
    }
  }

  @Test
  void two_files_can_be_linked_without_pairs_inside_one() throws IOException {
    String[] lines = Files.readString(data("febrl1.csv")).split("\n");
    StringBuilder originals = new StringBuilder(lines[0] + "\n");
    StringBuilder duplicates = new StringBuilder(lines[0] + "\n");
    for (int i = 1; i < lines.length; i++) {
      (lines[i].contains("-org") ? originals : duplicates).append(lines[i]).append('\n');
    }
    Path output = folder.resolve("out");

    int code =
        run(
            "--input",
            file("a.csv", originals.toString()).toString(),
            "--input",
            file("b.csv", duplicates.toString()).toString(),
            "--link-only",
            "--output",
            output.toString());

    assertThat(code).isZero();
    List<String> pairs = Files.readAllLines(output.resolve("pairs.csv"));
    assertThat(pairs.size()).isGreaterThan(500);
    assertThat(pairs.subList(1, pairs.size()))
        .allSatisfy(p -> assertThat(p.split(",")[0]).endsWith("-org"))
        .allSatisfy(p -> assertThat(p.split(",")[1]).contains("-dup-"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | line 1: the file is empty",
        "'id,name\n' | line 2: no records",
        "'id,name\n1,a\n2\n' | line 3, column 1: 1 fields, expected 2",
        "'id,name\n1,a\n2,b,c\n' | line 3, column 3: more than 2 fields",
        "'id,name\n1,a\n1,b\n' | line 3, column 1: the id '1' occurs a second time",
        "'id,name\n1,\"a\n2,b\n' | line 2, column 2: a quote is opened and not closed",
        "'id,name,name\n1,a,b\n' | line 1, column 3: a second column with the name 'name'",
        "'id,name\n,a\n' | line 2, column 1: a record without an id",
      })
  void a_wrong_file_is_named_with_line_and_column(String text, String expected) throws IOException {
    Path file = file("wrong.csv", text);

    assertThat(run("--input", file.toString(), "--output", folder.toString())).isEqualTo(2);
    assertThat(errors()).contains("wrong.csv: " + expected);
    assertThat(out.size()).isZero();
  }

  @Test
  void a_broken_encoding_is_named_with_line_and_column() throws IOException {
    byte[] bytes = "id,name\n1,Jos\u00e9\n".getBytes(StandardCharsets.ISO_8859_1);
    Path file = Files.write(folder.resolve("latin.csv"), bytes);

    assertThat(run("--input", file.toString(), "--output", folder.toString())).isEqualTo(2);
    assertThat(errors()).contains("latin.csv: line 2, column 2: bytes that are not UTF-8");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"comparisons\": [{\"column\": \"nam\", \"levels\": [\"exact\"]}]} | line 1, column 19: no column 'nam'",
        "'{\"comparisons\": [{\n\"column\": \"name\",\n\"levels\": [\"jaro-winkler 2\"]}]}' | line 3, column 1: level 'jaro-winkler 2' is 2, expected 0 to 1",
        "{\"comparisons\": [{\"column\": \"name\", \"levels\": [\"near\"]}]} | line 1, column 37: no level",
        "{\"comparisons\": [{\"column\": \"name\", \"levels\": [7]}]} | line 1, column 37: comparisons[0].levels[0]: expected an object",
        "{\"comparisons\": [{\"levels\": [\"exact\"]}]} | line 1, column 18: comparisons[0].column: is missing",
        "{\"comparisons\": [{\"column\": \"name\", \"clean\": \"nice\", \"levels\": [\"exact\"]}]} | line 1, column 37: no transform 'nice'",
        "'{\n\"clusters\": {\"threshold\": 1.5}}' | line 2, column 1: threshold is 1.5, expected",
        "{\"clusters\": {\"onePerSource\": [\"b\"]}} | line 1, column 15: onePerSource names 'b'; the sources are [a]",
        "'{\"blocking\": {\n  \"blockCap\": 1}}' | line 2, column 3: blocking.blockCap is 1, expected 2 to 1000000",
        "{\"blocking\": {\"rules\": [[\"first9(name)\"]]}} | line 1, column 15: no transform 'first9'",
        "{\"blocking\": {\"rules\": [[\"town\"]]}} | line 1, column 15: no column 'town'",
        "{\"training\": {\"prior\": 0.7}} | line 1, column 2: prior is 0.7, expected",
        "{\"training\": {\"rounds\": \"two\"}} | line 1, column 15: training.rounds: expected a number",
        "'{\n\n \"bloking\": {}}' | line 3, column 2: 'bloking' is not known here",
        "{\"input\": {\"id\": \"number\"}} | a.csv: line 1: no column 'number' for the id",
        "{\"input\": {\"ignore\": [\"town\"]}} | line 1, column 12: no column 'town' to ignore",
        "{\"mode\": \"merge\"} | line 1, column 2: mode 'merge', expected dedupe or link-only",
        "{\"format\": \"other/1\"} | line 1, column 2: format 'other/1'",
        "'{\"mode\": ' | line 1, column 10",
        "[] | line 1, column 1: expected an object in braces",
        "{\"format\": \"schakel-linkage-model/1\", \"fields\": 3} | line 1, column",
      })
  void wrong_settings_name_the_place_and_the_range(String settings, String expected)
      throws IOException {
    Path input = file("a.csv", "id,name\n1,Lina\n2,Daan\n3,Lina\n");
    Path file = file("settings.json", settings);

    int code =
        run(
            "--input",
            input.toString(),
            "--settings",
            file.toString(),
            "--output",
            folder.toString());

    assertThat(code).isEqualTo(2);
    assertThat(errors()).contains(expected);
  }

  @Test
  void settings_that_are_not_utf8_are_named_with_line_and_column() throws IOException {
    Path input = file("a.csv", "id,name\n1,Lina\n2,Daan\n");
    Path file =
        Files.write(
            folder.resolve("settings.json"),
            "{\n  \"mode\": \"d\u00e9dupe\"}".getBytes(StandardCharsets.ISO_8859_1));

    int code =
        run(
            "--input",
            input.toString(),
            "--settings",
            file.toString(),
            "--output",
            folder.toString());

    assertThat(code).isEqualTo(2);
    assertThat(errors()).contains("settings.json: line 2, column 13: bytes that are not UTF-8");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--never-same | 'a,b\n1,1\n' | line 2, column 2: '1' twice, expected two ids",
        "--never-same | 'a,b\n1,\n' | line 2, column 2: an empty field, expected an id",
        "--never-same | 'a,b\n1\n' | line 2, column 1: 1 fields, expected 2",
        "--never-same | 'a,b,c\n1,2,3\n' | line 1, column 3: 3 columns, expected 2",
        "--never-same | 'a\n1\n' | line 1, column 1: 1 columns, expected 2",
        "--never-same | '1,2\n1,3\n' | line 1, column 1: the first line holds ids of records",
        "--never-same | '' | line 1: the file is empty",
        "--never-same | 'a,b\n1,\u00ff\n' | line 2, column 2: bytes that are not UTF-8",
        "--previous | 'id,person\n1,Lina\n' | line 2, column 2: 'Lina' is not an id of a person",
        "--previous | 'id,person\n1,P000000\n' | line 2, column 2: 'P000000' is not an id of a person",
        "--previous | 'id,person\n1,P000001\n1,P000002\n' | line 3, column 1: the id '1' occurs a second time",
        "--previous | '1,P000001\n2,P000002\n' | line 1, column 2: the first line holds a person",
        "--previous | 'id_left,id_right,match_weight\n1,2,3\n' | line 1, column 3: 3 columns, expected 2",
        "--previous | 'id,person\n\u00ff,P000001\n' | line 2, column 1: bytes that are not UTF-8",
      })
  void wrong_decisions_and_persons_are_named_with_line_and_column(
      String option, String text, String expected) throws IOException {
    Path input = file("a.csv", "id,name\n1,Lina\n2,Daan\n3,Lina\n");
    Path given =
        Files.write(folder.resolve("given.csv"), text.getBytes(StandardCharsets.ISO_8859_1));
    Path output = folder.resolve("out");

    int code =
        run("--input", input.toString(), option, given.toString(), "--output", output.toString());

    assertThat(code).isEqualTo(2);
    assertThat(errors()).contains("given.csv: " + expected);
    assertThat(output).doesNotExist();
  }

  @Test
  void decisions_about_unknown_ids_and_impossible_dates_are_said() throws IOException {
    Path input =
        file(
            "a.csv",
            "id,name,date_of_birth\n1,Lina,2001-02-30\n2,Daan,1999-13-01\n3,Lina,2001-02-28\n4,Bram,1990-01-01\n");

    int code =
        run(
            "--input",
            input.toString(),
            "--never-same",
            file("never.csv", "a,b\n1,3\n1,33\n").toString(),
            "--output",
            folder.resolve("out").toString());

    assertThat(code).isZero();
    assertThat(errors())
        .contains("never.csv: 1 of 2 pairs name an id that is not in the input")
        .contains("date_of_birth: 2 values are no day of the calendar and count as missing");
  }

  @Test
  void ids_that_begin_as_a_formula_stay_whole_and_are_warned_of() throws IOException {
    Path input = file("a.csv", "id,=name\n=1+1,Lina\n-2,Lina\n3,Lina\n4,Daan\n");
    Path settings =
        file(
            "settings.json",
            """
            {"comparisons": [{"column": "=name", "levels": ["exact"]}],
             "blocking": {"compareAllUpTo": 0, "rules": [["=name"]]}, "minimumWeight": -100}
            """);
    Path output = folder.resolve("out");

    int code =
        run(
            "--input",
            input.toString(),
            "--settings",
            settings.toString(),
            "--output",
            output.toString());

    assertThat(errors()).contains("2 ids begin as a formula of a spreadsheet does");
    assertThat(code).isZero();
    assertThat(Files.readString(output.resolve("clusters.csv"))).contains("\n=1+1,P", "\n-2,P");
    assertThat(Files.readAllLines(output.resolve("pairs.csv")))
        .anySatisfy(line -> assertThat(line).startsWith("-2,=1+1,").endsWith(",'=name"));
  }

  @Test
  void an_exploding_block_is_left_out_and_reported() throws IOException {
    StringBuilder text = new StringBuilder("id,name,town\n");
    for (int i = 0; i < 300; i++) {
      text.append(i).append(",name").append(i % 40).append(",Utrecht\n");
    }
    String settings =
        "{\"blocking\": {\"compareAllUpTo\": 0, \"blockCap\": 50, \"rules\": [[\"town\"], [\"name\"]]}}";
    Path output = folder.resolve("out");

    int code =
        run(
            "--input",
            file("a.csv", text.toString()).toString(),
            "--settings",
            file("settings.json", settings).toString(),
            "--output",
            output.toString());

    assertThat(code).isZero();
    assertThat(Files.readString(output.resolve("report.html")))
        .contains("<td class=\"n\">Utrecht</td><td class=\"n\">1</td><td class=\"n\">44,850</td>");
  }

  @Test
  void a_missing_file_and_an_unknown_option_are_refused() {
    assertThat(run("--input", "nowhere.csv", "--output", folder.toString())).isEqualTo(2);
    assertThat(run("--input", "nowhere.csv", "--fast")).isEqualTo(2);
    assertThat(errors()).contains("nowhere.csv: there is no such file", "unknown option --fast");
  }
}
