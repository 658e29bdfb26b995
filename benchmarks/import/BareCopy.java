// SPDX-License-Identifier: EUPL-1.2

import java.io.InputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;

/** Copies a CSV file into one table of texts, three times, and prints the seconds of each. */
public final class BareCopy {
  private BareCopy() {}

  public static void main(String[] arguments) throws IOException, SQLException {
    Path data = Path.of(arguments[0]);
    Path file = Path.of(arguments[1]);
    List<String> pid = Files.readAllLines(data.resolve("postgres/postmaster.pid"));
    String url = "jdbc:postgresql://localhost:%s/schakel".formatted(pid.get(3).strip());
    String password = Files.readString(data.resolve("database.secret")).strip();
    String columns;
    try (var lines = Files.lines(file)) {
      columns =
          Arrays.stream(lines.findFirst().orElseThrow().split(","))
              .map(column -> column + " text")
              .collect(Collectors.joining(", "));
    }
    try (Connection connection = DriverManager.getConnection(url, "postgres", password);
        Statement statement = connection.createStatement()) {
      statement.execute("create schema if not exists benchmark");
      for (int run = 0; run < 3; run++) {
        statement.execute("drop table if exists benchmark.bare");
        statement.execute("create table benchmark.bare (" + columns + ")");
        long begun = System.nanoTime();
        try (InputStream in = Files.newInputStream(file)) {
          connection
              .unwrap(PGConnection.class)
              .getCopyAPI()
              .copyIn("copy benchmark.bare from stdin with (format csv, header)", in, 1 << 16);
        }
        System.out.printf(java.util.Locale.ROOT, "%.3f%n", (System.nanoTime() - begun) / 1e9);
      }
      statement.execute("drop schema benchmark cascade");
    }
  }
}
