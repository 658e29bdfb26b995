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
import nl.schakel.estimate.CaptureTable;
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
  }
}
