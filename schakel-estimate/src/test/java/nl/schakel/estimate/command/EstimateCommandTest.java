// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.estimate.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nl.schakel.estimate.CaptureTable;
import nl.schakel.estimate.Progress;
import nl.schakel.estimate.Settings;
import nl.schakel.estimate.Study;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

class EstimateCommandTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int run(String... arguments) {
    return new EstimateCommand(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8))
        .run(arguments);
  }

  private static String table(Path folder, String name) throws IOException {
    Path file = folder.resolve(name);
    try (InputStream in = CaptureTable.class.getResourceAsStream("mse/" + name)) {
      if (in == null) {
        throw new IOException(name);
      }
      Files.copy(in, file);
    }
    return file.toString();
  }

  @Test
  void json_has_the_promised_names_with_full_precision(@TempDir Path folder) throws IOException {
    int code = run(table(folder, "UKdat_5.csv"), "--bootstrap", "100", "--seed", "7", "--json");

    JsonNode json = new ObjectMapper().readTree(out.toString(StandardCharsets.UTF_8));
    JsonNode estimate = json.get("estimates").get(0);
    assertThat(code).isZero();
    assertThat(json.get("observed").asLong()).isEqualTo(2744);
    assertThat(json.get("lists").size()).isEqualTo(5);
    assertThat(estimate.get("method").asString()).isEqualTo("stepwise");
    // reference.json, stepwise at 0.02
    assertThat(estimate.get("population").asDouble()).isCloseTo(11312.9902894353, within(1e-6));
    assertThat(estimate.get("hidden").asDouble()).isCloseTo(11312.9902894353 - 2744, within(1e-6));
    assertThat(estimate.get("model").asString())
        .isEqualTo("[LA:NG, LA:PFNCA, NG:GO, NG:GP, PFNCA:GP, GO:GP]");
    assertThat(estimate.get("interval").get("kind").asString()).isEqualTo("bca");
    assertThat(estimate.get("interval").get("level").asDouble()).isEqualTo(0.95);
    assertThat(estimate.get("seed").asLong()).isEqualTo(7);
    assertThat(estimate.has("seconds")).isTrue();
    for (String name : new String[] {"bic", "aic", "logLikelihood", "warnings"}) {
      assertThat(estimate.has(name)).as(name).isTrue();
    }
    assertThat(json.get("verdict").get("statements").size()).isPositive();
    assertThat(out.toString(StandardCharsets.UTF_8)).doesNotContain("NaN", "Infinity");
  }

  @Test
  void a_wrong_file_is_named_with_line_and_column(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("wrong.csv"), "A,B,count\n1,x,3\n");

    assertThat(run(file.toString())).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("wrong.csv: line 2, column 2");
    assertThat(out.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  @Test
  void a_missing_file_and_an_unknown_option_are_refused() {
    assertThat(run("nowhere.csv")).isEqualTo(2);
    assertThat(run("nowhere.csv", "--quick")).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("no such file", "unknown option --quick");
  }

  @Test
  void strata_that_never_overlap_are_refused_in_words(@TempDir Path folder) throws IOException {
    Path file =
        Files.writeString(folder.resolve("apart.csv"), "A,B,age,count\n1,0,minor,3\n0,1,adult,4\n");

    assertThat(run(file.toString(), "--strata", "age")).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("no finite fit");
  }

  @Test
  void the_report_is_one_file_with_the_verdict_first(@TempDir Path folder) throws IOException {
    Path report = folder.resolve("report.html");

    run(
        table(folder, "UKdat_5.csv"),
        "--method",
        "stepwise,bic,dga",
        "--bootstrap",
        "50",
        "--report",
        report.toString());

    String html = Files.readString(report);
    assertThat(html).contains("<html lang=\"en\">", "Model cloud", "Oordeel").doesNotContain("NaN");
    assertThat(html.indexOf("Verdict")).isLessThan(html.indexOf("Estimates side by side"));
    assertThat(html).doesNotContain("src=", "<script", "@import", "<link");
    // GO alone with GP is 11 persons, LA with NG and PFNCA 1: the small one must not show.
    assertThat(html).doesNotContain("LA:NG:PFNCA<");
  }

  @Test
  void the_report_speaks_dutch_when_asked_and_shows_no_small_number(@TempDir Path folder)
      throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("small.csv"),
            "A,B,C,count\n1,0,0,41\n0,1,0,38\n0,0,1,2\n1,1,0,3\n1,0,1,1\n");
    Path report = folder.resolve("verslag.html");

    run(file.toString(), "--bootstrap", "50", "--language", "nl", "--report", report.toString());

    String html = Files.readString(report);
    assertThat(html).contains("<html lang=\"nl\">", "Oordeel", "Verdict in English");
    assertThat(html)
        .contains("Maar minder dan 5 personen staan op twee of meer lijsten")
        .doesNotContain("A:B:C<", ">A:C</th><td class=\"n\">1<", ">A:B</th><td class=\"n\">3<")
        .contains("C (&lt;5)");
  }

  @Test
  void coverage_is_simulated_when_asked(@TempDir Path folder) throws IOException {
    run(table(folder, "Artificial_3.csv"), "--bootstrap", "60", "--coverage", "30", "--json");

    JsonNode coverage =
        new ObjectMapper().readTree(out.toString(StandardCharsets.UTF_8)).get("coverage");
    assertThat(coverage.get("tables").asInt()).isEqualTo(30);
    assertThat(coverage.get("usable").asInt()).isBetween(20, 30);
    // reference.json: main effects, 539.09, are the stepwise choice.
    assertThat(coverage.get("truth").asDouble()).isCloseTo(539.09, within(0.01));
    assertThat(coverage.get("share").asDouble()).isBetween(0.6, 1.0);
  }

  @Test
  void a_wrong_language_or_coverage_is_refused() {
    assertThat(run("a.csv", "--language", "fr")).isEqualTo(2);
    assertThat(run("a.csv", "--coverage", "-1")).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("--language fr, expected en or nl", "--coverage -1, expected 0 to 100000");
  }

  @Test
  void a_safe_json_holds_multiples_of_five_only_and_the_fingerprint_ignores_time() {
    CaptureTable table =
        CaptureTable.of(List.of("A", "B", "C"), Map.of(1, 41L, 2, 38L, 3, 13L, 5, 7L, 4, 22L));
    Settings settings = new Settings(EnumSet.of(Settings.Method.STEPWISE), 0, 50, 1, 1, 0.95, true);
    Study.Result result = Study.run(table, settings, Progress.NONE);

    JsonNode safe = new ObjectMapper().readTree(Report.safeJson(result, Optional.empty()));
    JsonNode all = new ObjectMapper().readTree(Report.json(result, Optional.empty()));

    assertThat(all.get("observed").asLong()).isEqualTo(121);
    assertThat(safe.get("observed").asLong()).isEqualTo(120);
    assertThat(safe.get("estimates").get(0).get("population").asLong() % 5).isZero();
    assertThat(safe.get("estimates").get(0).has("logLikelihood")).isFalse();
    Study.Result again = Study.run(table, settings, Progress.NONE);
    assertThat(Report.fingerprint(again, Optional.empty()))
        .isEqualTo(Report.fingerprint(result, Optional.empty()))
        .hasSize(64);
  }

  @Test
  void no_exact_number_can_be_read_from_a_rounded_report() {
    CaptureTable table =
        CaptureTable.of(List.of("A", "B", "C"), Map.of(1, 41L, 2, 38L, 3, 13L, 5, 7L, 4, 22L));
    Settings settings = new Settings(EnumSet.of(Settings.Method.BIC), 0, 50, 1, 1, 0.95, true);
    Study.Result result = Study.run(table, settings, Progress.NONE);

    String inside = Report.html(result, "a table", Language.ENGLISH, false);
    String outside = Report.html(result, "a table", Language.ENGLISH, true);

    assertThat(readFromPicture(inside)).isCloseTo(121, within(0.3));
    assertThat(readFromPicture(outside)).isCloseTo(120, within(0.3));
    assertThat(Pattern.compile("<td class=\"n\">[0-9]+\\.[0-9]{2,}</td>").matcher(inside).find())
        .isTrue();
    assertThat(Pattern.compile("<td class=\"n\">[0-9]+\\.[0-9]{2,}</td>").matcher(outside).find())
        .isFalse();
    assertThat(Report.json(result, Optional.empty())).contains("\"weight\"");
    assertThat(Report.safeJson(result, Optional.empty()))
        .doesNotContain("\"weight\"", "\"seLogHidden\"", "\"tau\"", "\"bic\":");
  }

  /** The number seen, by the place of its line between two marks of the axis. */
  private static double readFromPicture(String html) {
    String picture = html.substring(html.indexOf("<svg"), html.indexOf("</svg>"));
    double seen = place(picture, "<line x1=\"([0-9.]+)\"[^>]*class=\"seen\"");
    double near = place(picture, "<text x=\"([0-9.]+)\" y=\"[0-9.]+\" text-anchor=\"middle\">150<");
    double far = place(picture, "<text x=\"([0-9.]+)\" y=\"[0-9.]+\" text-anchor=\"middle\">200<");
    return 150 * Math.pow(200.0 / 150, (seen - near) / (far - near));
  }

  private static double place(String picture, String pattern) {
    Matcher found = Pattern.compile(pattern).matcher(picture);
    assertThat(found.find()).as(pattern).isTrue();
    return Double.parseDouble(found.group(1));
  }

  @Test
  void a_bar_shows_long_work_and_leaves_nothing_behind() {
    ProgressBar bar = new ProgressBar(new PrintStream(err, true, StandardCharsets.UTF_8), 0);

    bar.at("bootstrap", 250, 1000);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .isEqualTo("\rbootstrap  [#######.......................]  25 %");
    bar.at("bootstrap", 1000, 1000);
    assertThat(err.toString(StandardCharsets.UTF_8)).endsWith("\r" + " ".repeat(60) + "\r");
  }

  @Test
  void short_work_shows_no_bar() {
    new ProgressBar(new PrintStream(err, true, StandardCharsets.UTF_8), Long.MAX_VALUE)
        .at("bootstrap", 1, 2);

    assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  @Test
  void strata_are_estimated_apart_and_together(@TempDir Path folder) throws IOException {
    int code =
        run(
            table(folder, "simdat_covariates.csv"),
            "--strata",
            "X1,X2,X3,X4,Y",
            "--bootstrap",
            "0",
            "--json");

    JsonNode json = new ObjectMapper().readTree(out.toString(StandardCharsets.UTF_8));
    assertThat(code).isZero();
    assertThat(json.get("lists").size()).isEqualTo(4);
    assertThat(json.get("strata").size()).isPositive();
    assertThat(json.get("sharedInteractions").get("population").isNumber()).isTrue();
    // The program mse ends at the same model, year as a factor: 8659.577.
    assertThat(json.get("covariateModel").get("population").asDouble())
        .isCloseTo(8659.577, within(0.01));
    assertThat(json.get("covariateModel").get("covariates").get("X1").size()).isEqualTo(2);
  }
}
