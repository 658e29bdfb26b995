// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import nl.schakel.linkage.command.LinkCommand;
import nl.schakel.linkage.invented.InventedReports;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The local engine is the reference: every test compares bytes with what it writes. */
class SparkLinkerTest {
  @TempDir private Path folder;

  @Test
  void a_cluster_writes_the_same_bytes_as_one_machine() throws IOException {
    Path reports = invented("reports.csv", 50_000, 3);

    String local = local("--input", reports.toString());

    assertThat(spark("local[2]", reports)).isEqualTo(local);
    assertThat(local.lines().count()).isGreaterThan(50_000);
  }

  @Test
  void the_number_of_workers_changes_nothing() throws IOException {
    Path reports = invented("reports.csv", 3_000, 4);
    String local =
        local("--input", reports.toString(), "--settings", rules("\"compareAllUpTo\": 0"));

    assertThat(spark("local[1]", reports)).isEqualTo(local);
    assertThat(spark("local[5]", reports)).isEqualTo(local);
  }

  @Test
  void few_records_are_all_compared() throws IOException {
    Path reports = invented("reports.csv", 400, 5);

    String local = local("--input", reports.toString());

    assertThat(spark("local[2]", reports)).isEqualTo(local).contains("all pairs");
  }

  @Test
  void blocks_that_are_too_large_are_left_out_and_a_later_rule_may_find_their_pairs()
      throws IOException {
    Path reports = invented("reports.csv", 3_000, 6);
    String blocking =
        """
        "compareAllUpTo": 0, "blockCap": 15,
        "rules": [["qgrams(family_name)", "sex"], ["fold-parts(given_name)", "year(date_of_birth)"],
                  ["year-month(date_of_birth)"]]
        """;

    String local = local("--input", reports.toString(), "--settings", rules(blocking));

    assertThat(spark("local[2]", reports)).isEqualTo(local);
    assertThat(output.toString(StandardCharsets.UTF_8)).doesNotContain(" 0 blocks left out");
    assertThat(local).contains("qgrams(family_name) + sex", "year-month(date_of_birth)");
  }

  @Test
  void sources_are_linked_and_a_folder_of_files_is_one_source() throws IOException {
    Path police = invented("police.csv", 2_000, 7);
    Path shelter = invented("shelter.csv", 2_000, 7);
    Path parts = parts(police, 700);

    String local =
        local("--input", police.toString(), "--input", shelter.toString(), "--link-only");

    assertThat(spark("local[2]", parts, shelter)).isEqualTo(local).contains("police:");
  }

  @Test
  void values_with_quotes_line_ends_and_letters_beyond_latin_survive() throws IOException {
    Path reports =
        Files.writeString(
            folder.resolve("reports.csv"),
            """
            id,given_name,family_name,date_of_birth
            "a,1",Fatou,"Voor""beeld",1999-01-01
            "a\u2028""2",Fatoe,"Voor""beeld",1999-01-01
            \uD83D\uDE00,"Лина
            Мария",Voorbeeld,1999-01-01
            \uFF21,"Лина
            Мария",Voorbeld,1999-01-01
            """);

    String local = local("--input", reports.toString());

    assertThat(spark("local[2]", reports)).isEqualTo(local).contains("\"a,1\"", "\uD83D\uDE00");
  }

  @Test
  void an_id_that_stands_twice_in_one_source_is_refused_by_name() throws IOException {
    Path reports = invented("reports.csv", 300, 8);
    local("--input", reports.toString());
    Path parts = parts(reports, 100);
    Files.copy(parts.resolve("part-0.csv"), parts.resolve("part-9.csv"));

    assertThat(job("local[2]", parts)).isEqualTo(2);

    assertThat(errors.toString(StandardCharsets.UTF_8))
        .contains("occurs more than once in the source 'reports'");
    assertThat(folder.resolve("pairs-0")).doesNotExist();
  }

  @Test
  void what_is_wrong_with_a_file_is_said_with_line_and_column() throws IOException {
    Path reports = invented("reports.csv", 300, 9);
    local("--input", reports.toString());
    Path broken =
        Files.writeString(
            folder.resolve("broken.csv"), Files.readString(reports) + "r-x,Lina,Voorbeeld\n");

    assertThat(job("local[2]", broken)).isEqualTo(2);

    assertThat(errors.toString(StandardCharsets.UTF_8)).contains("broken.csv: line 302");
  }

  @Test
  void a_column_that_the_model_needs_is_named() throws IOException {
    local("--input", invented("reports.csv", 300, 10).toString());
    Path other = Files.writeString(folder.resolve("other.csv"), "id,name\n1,Lina Voorbeeld\n");

    assertThat(job("local[2]", other)).isEqualTo(2);

    assertThat(errors.toString(StandardCharsets.UTF_8)).contains("no column '", "the input has");
  }

  @Test
  void an_output_folder_that_exists_and_a_missing_file_are_refused() throws IOException {
    Path reports = invented("reports.csv", 300, 11);
    local("--input", reports.toString());
    Files.createDirectory(folder.resolve("pairs-0"));

    assertThat(job("local[2]", reports)).isEqualTo(2);
    assertThat(errors.toString(StandardCharsets.UTF_8)).contains("is there already");

    assertThat(job("local[2]", folder.resolve("absent.csv"))).isEqualTo(2);
    assertThat(errors.toString(StandardCharsets.UTF_8)).contains("absent.csv");
  }

  private final ByteArrayOutputStream output = new ByteArrayOutputStream();
  private final ByteArrayOutputStream errors = new ByteArrayOutputStream();
  private int runs;

  private String spark(String master, Path... inputs) throws IOException {
    assertThat(job(master, inputs)).as(errors.toString(StandardCharsets.UTF_8)).isZero();
    StringBuilder text = new StringBuilder();
    try (Stream<Path> parts = Files.list(folder.resolve("pairs-" + (runs - 1)))) {
      for (Path part :
          parts.filter(p -> p.getFileName().toString().startsWith("part-")).sorted().toList()) {
        text.append(Files.readString(part));
      }
    }
    return text.toString();
  }

  private int job(String master, Path... inputs) {
    List<String> arguments = new ArrayList<>(List.of("--master", master));
    arguments.addAll(List.of("--model", folder.resolve("out/model.json").toString()));
    for (Path input : inputs) {
      arguments.addAll(List.of("--input", input.toString()));
    }
    arguments.addAll(List.of("--output", folder.resolve("pairs-" + runs++).toString()));
    return new LinkJob(new PrintStream(output, true), new PrintStream(errors, true))
        .run(arguments.toArray(String[]::new));
  }

  private String local(String... options) throws IOException {
    List<String> arguments = new ArrayList<>(List.of(options));
    arguments.addAll(List.of("--output", folder.resolve("out").toString(), "--quiet"));
    int code =
        new LinkCommand(new PrintStream(output, true), new PrintStream(errors, true))
            .run(arguments.toArray(String[]::new));
    assertThat(code).as(errors.toString(StandardCharsets.UTF_8)).isZero();
    return Files.readString(folder.resolve("out/pairs.csv"));
  }

  private String rules(String blocking) throws IOException {
    String settings = "{\"blocking\": {" + blocking + "}}";
    return Files.writeString(folder.resolve("settings.json"), settings).toString();
  }

  private Path invented(String name, int reports, long seed) throws IOException {
    StringWriter text = new StringWriter();
    new InventedReports(seed, 0.1, 0.1).write(reports, text);
    return Files.writeString(folder.resolve(name), text.toString());
  }

  /** The lines of a file in a folder of smaller files, each with the line of names. */
  private static Path parts(Path file, int lines) throws IOException {
    List<String> all = Files.readAllLines(file);
    Path parts = Files.createDirectories(file.resolveSibling("parts-of"));
    Path named = parts.resolve(file.getFileName().toString().replace(".csv", ""));
    Files.createDirectory(named);
    for (int from = 1, n = 0; from < all.size(); from += lines, n++) {
      List<String> part = new ArrayList<>(List.of(all.getFirst()));
      part.addAll(all.subList(from, Math.min(all.size(), from + lines)));
      Files.write(named.resolve("part-" + n + ".csv"), part);
    }
    return named;
  }
}
