// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Times string comparisons against DuckDB, and single records against a store. */
final class LinkageBenchmark {
  private LinkageBenchmark() {}

  public static void main(String[] arguments) throws Exception {
    Path file = Path.of(arguments[1]);
    switch (arguments[0]) {
      case "names" -> names(file, arguments.length > 2);
      case "index" -> index(file, Path.of(arguments[2]));
      default -> throw new IllegalArgumentException("names FILE [duckdb] or index FILE MODEL");
    }
  }

  private static double cpu() {
    var bean = java.lang.management.ManagementFactory.getOperatingSystemMXBean();
    return ((com.sun.management.OperatingSystemMXBean) bean).getProcessCpuTime() / 1e9;
  }

  /** All pairs with one birth date; Jaro-Winkler on both names; each twice. */
  private static void names(Path file, boolean duckdb) throws SQLException {
    for (int run = 0; run < 2; run++) {
      java(file);
      if (duckdb) {
        duckdb(file);
      }
    }
  }

  private static void java(Path file) {
    Records records = RecordsReader.read(InputSettings.defaults(), List.of(file));
    double start = cpu();
    View born = records.view("date_of_birth", Transform.of("as-is"));
    View given = records.view("given_name", Transform.of("as-is"));
    View family = records.view("family_name", Transform.of("as-is"));
    Groups groups = Groups.of(new View[] {born}, records.size(), Integer.MAX_VALUE);
    JaroWinkler one = new JaroWinkler();
    JaroWinkler two = new JaroWinkler();
    double sum = 0;
    long calls = 0;
    for (int g = 0; g < groups.count(); g++) {
      int end = groups.starts[g + 1];
      for (int p = groups.starts[g]; p < end; p++) {
        int left = groups.order[p];
        for (int q = p + 1; q < end; q++) {
          int right = groups.order[q];
          calls += both(given, left, right) + both(family, left, right);
          sum += similarity(one, given, left, right) + similarity(two, family, left, right);
        }
      }
    }
    double seconds = cpu() - start;
    System.out.printf(
        Locale.ROOT,
        "java    %,d calls, sum %.3f, %.2f CPU s, %.1f ns a call%n",
        calls,
        sum,
        seconds,
        seconds * 1e9 / calls);
  }

  private static int both(View view, int left, int right) {
    return view.codes[left] >= 0 && view.codes[right] >= 0 ? 1 : 0;
  }

  private static double similarity(JaroWinkler measure, View view, int left, int right) {
    int a = view.codes[left];
    int b = view.codes[right];
    if ((a | b) < 0) {
      return 0;
    }
    if (a == b) {
      return 1;
    }
    return measure.of(
        view.letters(),
        view.start(a),
        view.length(a),
        view.letters(),
        view.start(b),
        view.length(b),
        a);
  }

  private static void duckdb(Path file) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute("set threads = 1");
      statement.execute(
          "create table r as select id, given_name g, family_name f, date_of_birth d from read_csv('"
              + file
              + "', all_varchar = true)");
      double start = cpu();
      try (ResultSet result =
          statement.executeQuery(
              """
              select count(jaro_winkler_similarity(a.g, b.g)) + count(jaro_winkler_similarity(a.f, b.f)),
                     coalesce(sum(jaro_winkler_similarity(a.g, b.g)), 0)
                     + coalesce(sum(jaro_winkler_similarity(a.f, b.f)), 0)
                from r a join r b on a.d = b.d and a.id < b.id
              """)) {
        result.next();
        double seconds = cpu() - start;
        System.out.printf(
            Locale.ROOT,
            "duckdb  %,d calls, sum %.3f, %.2f CPU s, %.1f ns a call%n",
            result.getLong(1),
            result.getDouble(2),
            seconds,
            seconds * 1e9 / result.getLong(1));
      }
    }
  }

  /** Every 200th record again, against all. */
  private static void index(Path file, Path modelFile) throws IOException {
    Model model = ModelFile.read("model", Files.readString(modelFile));
    Records records = RecordsReader.read(model.settings().input(), List.of(file));
    LinkIndex index = new LinkIndex(records, model);
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    double bytes = (double) (runtime.totalMemory() - runtime.freeMemory()) / records.size();
    List<Map<String, String>> queries = queries(file);
    for (int warm = 0; warm < 2; warm++) {
      for (Map<String, String> query : queries) {
        index.find("new", records.sources().getFirst(), query);
      }
    }
    double[] micros = new double[queries.size()];
    long matches = 0;
    for (int i = 0; i < micros.length; i++) {
      long start = System.nanoTime();
      matches += index.find("new", records.sources().getFirst(), queries.get(i)).size();
      micros[i] = (System.nanoTime() - start) / 1e3;
    }
    Arrays.sort(micros);
    System.out.printf(
        Locale.ROOT,
        "index   %,d records, %,d queries, %,d matches, p50 %.0f us, p99 %.0f us, %.0f bytes a record with the records%n",
        records.size(),
        micros.length,
        matches,
        micros[micros.length / 2],
        micros[micros.length * 99 / 100],
        bytes);
  }

  private static List<Map<String, String>> queries(Path file) throws IOException {
    List<Map<String, String>> queries = new ArrayList<>();
    try (BufferedReader in = Files.newBufferedReader(file)) {
      String[] columns = in.readLine().split(",");
      int number = 0;
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (number++ % 200 == 0) {
          String[] cells = line.split(",", -1);
          Map<String, String> fields = new LinkedHashMap<>();
          for (int c = 1; c < columns.length; c++) {
            fields.put(columns[c], cells[c]);
          }
          queries.add(fields);
        }
      }
    }
    return queries;
  }
}
