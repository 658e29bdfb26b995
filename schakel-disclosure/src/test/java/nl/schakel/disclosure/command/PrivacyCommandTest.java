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
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivacyCommandTest {
  private static final String FORMS = "field,code\nform,labour\nform,sexual\nform,other\n";
  private static final String FOUR =
      FORMS + "sex,f\nsex,m\nage,-17\nage,18+\nregion,north\nregion,south\nregion,west\n";

  @TempDir Path folder;
  private Path records;
  private Path codes;
  private Path budget;

  private record Ended(int code, String out, String err) {}

  @BeforeEach
  void files() throws IOException {
    records = folder.resolve("records.csv");
    codes = folder.resolve("codes.csv");
    budget = folder.resolve("budget.csv");
    Files.writeString(budget, "year,epsilon\nlimit,3\n2024,2.5\n");
    Files.writeString(codes, FORMS);
    write(1000);
  }

  private void write(int persons) throws IOException {
    SplittableRandom random = new SplittableRandom(5);
    StringBuilder text = new StringBuilder("person,form,sex,age,region,note\n");
    for (int i = 0; i < persons; i++) {
      String form = List.of("labour", "sexual").get(random.nextInt(2));
      String sex = random.nextDouble() < (form.equals("sexual") ? 0.8 : 0.3) ? "f" : "m";
      text.append("p%d,%s,%s,".formatted(i, form, sex));
      text.append(random.nextInt(3) == 0 ? "-17," : "18+,");
      text.append(List.of("north", "south", "west").get(random.nextInt(3))).append(",x\n");
    }
    Files.writeString(records, text.toString());
  }

  private Ended run(String method, String epsilon, String years, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                records.toString(),
                "--method",
                method,
                "--epsilon",
                epsilon,
                "--years",
                years,
                "--codes",
                codes.toString(),
                "--budget",
                budget.toString()));
    arguments.addAll(List.of(more));
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

  @Test
  void private_counts_are_near_the_truth_name_every_code_and_are_paid_for() throws IOException {
    Ended ended = run("private-counts", "1", "2025");

    assertThat(ended.err()).startsWith("Chance was added to or taken from every count");
    assertThat(ended.code()).isZero();
    List<String> lines = ended.out().lines().toList();
    assertThat(lines.getFirst()).isEqualTo("form,count");
    assertThat(lines.get(1)).matches("labour,(4[0-9]{2}|5[0-9]{2})");
    assertThat(lines.get(3)).matches("other,-?[0-9]{1,2}");
    assertThat(Files.readString(budget)).isEqualTo("year,epsilon\nlimit,3\n2024,2.5\n2025,1\n");
  }

  @Test
  void what_the_budget_does_not_allow_is_refused_and_costs_nothing() throws IOException {
    String before = Files.readString(budget);

    Ended ended = run("private-counts", "0.6", "2024", "--language", "nl");

    assertThat(ended)
        .isEqualTo(
            new Ended(
                3,
                "",
                "Geen aantallen: van het privacybudget van 2024 is hiervoor te weinig over.\n"));
    assertThat(Files.readString(budget)).isEqualTo(before);
  }

  @Test
  void a_file_of_invented_records_comes_with_its_report_and_charges_every_year()
      throws IOException {
    Files.writeString(codes, FOUR);
    write(6000);

    Ended ended = run("synthetic", "2", "2023,2025", "--true-data-report");

    assertThat(ended.err())
        .contains("records are invented: nobody in them exists")
        .contains("WARNING: counted from the true data and not paid from the budget")
        .contains(
            "Fields: form, sex, age, region. Counts of up to 2 fields at a time. Epsilon 2, delta 0")
        .contains("Of 2 field(s): standard deviation of the noise 8.5")
        .contains("Guessing who is in the true data: 0.")
        .contains("Tests that found a relation where there was none:");
    assertThat(ended.code()).isZero();
    List<String> lines = ended.out().lines().toList();
    assertThat(lines.getFirst()).isEqualTo("form,sex,age,region");
    assertThat(lines.size()).isBetween(5900, 6100);
    assertThat(lines.stream().skip(1))
        .allMatch(
            line -> line.matches("(labour|sexual|other),[fm],(-17|18\\+),(north|south|west)"));
    assertThat(Files.readString(budget)).contains("2023,2\n", "2024,2.5\n", "2025,2\n");
  }

  @Test
  void nothing_that_was_counted_from_the_true_data_is_printed_unasked() throws IOException {
    Files.writeString(codes, FOUR);
    write(6000);

    Ended made = run("synthetic", "2", "2023,2025");
    write(100);
    Ended refused = run("synthetic", "0.1", "2025");

    assertThat(made.code()).isZero();
    assertThat(made.err().lines()).hasSize(1);
    assertThat(made.err())
        .contains("records are invented")
        .doesNotContain("Middle count", "Guessing");
    assertThat(refused.err()).doesNotContainPattern("middle count \\(");
  }

  @Test
  void a_file_that_would_be_worth_nothing_is_refused_with_the_reason() throws IOException {
    Files.writeString(codes, FOUR);
    write(100);
    String before = Files.readString(budget);

    Ended ended = run("synthetic", "0.5", "2025");

    assertThat(ended.code()).isEqualTo(3);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.err())
        .startsWith(
            "Synthetic data are not made: the noise on a count of two characteristics (33.9)");
    assertThat(Files.readString(budget)).isEqualTo(before);
  }

  @Test
  void bad_input_is_named_with_place_rule_and_way_out() throws IOException {
    assertThat(run("private-counts", "0", "2025").err())
        .startsWith("--epsilon 0, expected 0.000001 to 1000");
    assertThat(run("private-counts", "1", "2024,2025").err())
        .startsWith("--method private-counts counts the records of one year");
    assertThat(run("synthetic", "1", "2025").err())
        .contains("fields = [form], expected 2..12, each once");
    Files.writeString(codes, FOUR);
    assertThat(run("private-counts", "1", "2025").err()).contains("4 fields, expected one");
    Files.writeString(codes, FORMS.replace("form,", "shape,"));
    assertThat(run("private-counts", "1", "2025").err())
        .isEqualTo(records + ": line 1, column 1: no column 'shape'\n");
    Files.writeString(codes, FORMS.replace("sexual", "forced"));
    assertThat(run("private-counts", "1", "2025").err())
        .containsPattern("line [0-9]+, column 2: 'sexual' is not in the code list");
    Files.writeString(codes, "code\nlabour\n");
    assertThat(run("private-counts", "1", "2025").err()).contains("first line must be field,code");
    Files.writeString(codes, FORMS);
    Files.writeString(budget, "year,epsilon\n2024,1\n");
    assertThat(run("private-counts", "1", "2025").err()).contains("no line 'limit'");
    Files.writeString(budget, "year,epsilon\nlimit,1\n2024,2\n");
    assertThat(run("private-counts", "1", "2025").err()).contains("more was spent than the limit");
    Files.delete(budget);
    Ended ended = run("private-counts", "1", "2025");
    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.err()).contains("decide how much may be told about a year");
  }
}
