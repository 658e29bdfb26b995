// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import nl.schakel.platform.TestDatabase;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/**
 * The published overlap of six Dutch source lists, through the real command in processes of its own
 * on a data folder of its own.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class OverlapImportTest {
  private static final Path TABLE = Path.of("src/test/resources/mse/Ned.csv");
  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin", "java").toString();
  private static final String LISTS = "Historische bronlijsten 2010-2015";
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final Path folder = TestDatabase.newFolder();

  @Test
  void the_overlap_comes_back_exactly_though_the_import_was_killed_in_the_middle()
      throws Exception {
    Path reports = folder.resolve("reports.csv");
    finish(
        new ProcessBuilder(JAVA, "../tools/OverlapToReports.java", TABLE.toString())
            .redirectOutput(reports.toFile()));

    Process killed = schakel("import", reports.toString(), "--as", LISTS).start();
    long rowsWhenKilled = killWhenUnderWay(killed, reports);
    int exit = finish(schakel("import", reports.toString(), "--as", LISTS));
    Path overlap = folder.resolve("overlap.csv");
    finish(schakel("overlap", "--csv").redirectOutput(overlap.toFile()));

    assertThat(rowsWhenKilled).isBetween(500L, Files.lines(reports).count() - 2);
    assertThat(exit).isZero();
    assertThat(rows(overlap)).isEqualTo(rows(TABLE));
  }

  /** The order of rows tells nothing. */
  private static Set<String> rows(Path table) throws IOException {
    return new HashSet<>(Files.readAllLines(table));
  }

  private ProcessBuilder schakel(String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                JAVA,
                "-Xmx512m",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                "-Dschakel.database.folder=" + folder.resolve("data"),
                "-Dschakel.import.batch=500",
                "nl.schakel.platform.SchakelApplication"));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command)
        .redirectError(ProcessBuilder.Redirect.appendTo(new File(folder.toFile(), "errors.txt")))
        .redirectOutput(ProcessBuilder.Redirect.appendTo(new File(folder.toFile(), "output.txt")));
  }

  private int finish(ProcessBuilder builder) throws Exception {
    Process process = builder.start();
    assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(() -> read(folder.resolve("errors.txt"))).isZero();
    return process.exitValue();
  }

  private static String read(Path file) {
    try {
      return Files.exists(file) ? Files.readString(file) : "";
    } catch (IOException e) {
      return e.toString();
    }
  }

  /** Kills the process, and only it, as soon as the table of imports shows that it is under way. */
  private long killWhenUnderWay(Process process, Path reports) throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < deadline && process.isAlive()) {
      long rows = rowsRead();
      if (rows >= 500) {
        process.toHandle().destroyForcibly();
        process.waitFor();
        return rowsRead();
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
    throw new AssertionError(
        "The import never got under way: " + read(folder.resolve("errors.txt")));
  }

  private long rowsRead() throws IOException {
    Path pid = folder.resolve("data/postgres/postmaster.pid");
    List<String> lines = Files.exists(pid) ? Files.readAllLines(pid) : List.of();
    if (lines.size() < 4 || !Files.exists(folder.resolve("data/database.secret"))) {
      return 0;
    }
    String url = "jdbc:postgresql://localhost:%s/schakel".formatted(lines.get(3).strip());
    String password = Files.readString(folder.resolve("data/database.secret")).strip();
    try (Connection connection = DriverManager.getConnection(url, "postgres", password);
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("select coalesce(sum(rows_read), 0) from report.import")) {
      return row.next() ? row.getLong(1) : 0;
    } catch (SQLException notThereYet) {
      return 0;
    }
  }
}
