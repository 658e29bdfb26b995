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
  private static final int RUNS = 5;
  private static final int INSERTS = 20_000;

  private LinkageBenchmark() {}

  public static void main(String[] arguments) throws Exception {
    Path file = Path.of(arguments[1]);
    switch (arguments[0]) {
      case "names" -> names(file, arguments.length > 2);
      case "index" -> index(file, Path.of(arguments[2]), Path.of(arguments[3]));
      default -> throw new IllegalArgumentException("names FILE [duckdb] or index FILE MODEL NEW");
    }
  }

  private static double cpu() {
    var bean = java.lang.management.ManagementFactory.getOperatingSystemMXBean();
    return ((com.sun.management.OperatingSystemMXBean) bean).getProcessCpuTime() / 1e9;
  }

  private static void gate(String what, double value, double most, String unit) {
    System.out.printf(
        Locale.ROOT,
        "%-4s %s: %.4g %s, gate %.4g%n",
        value <= most ? "pass" : "MISS",
        what,
        value,
        unit,
        most);
  }

  /** All pairs with one birth date; Jaro-Winkler on both names; in turns, the best of each. */
  private static void names(Path file, boolean duckdb) throws SQLException {
    double[] best = {1e9, 1e9, 1e9};
    Records records = RecordsReader.read(InputSettings.defaults(), List.of(file));
    for (int run = 0; run < RUNS; run++) {
      best[0] = Math.min(best[0], java(records, true));
      best[1] = Math.min(best[1], java(records, false));
    }
    if (!duckdb) {
      System.out.println("no DuckDB driver: no ratio");
      return;
    }
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      load(statement, file);
      for (int run = 0; run < RUNS; run++) {
        best[2] = Math.min(best[2], duckdb(statement));
        best[0] = Math.min(best[0], java(records, true));
      }
    }
    gate("Jaro-Winkler, CPU as share of DuckDB's", best[0] / best[2], 0.75, "");
    gate("the same, equal values compared letter by letter too", best[1] / best[2], 0.75, "");
  }

  private static double java(Records records, boolean shortcut) {
    double start = cpu();
    View born = records.view("date_of_birth", Transform.of("as-is"));
    View given = records.view("given_name", Transform.of("as-is"));
    View family = records.view("family_name", Transform.of("as-is"));
    Groups groups = Groups.of(new View[] {born}, records.size(), Integer.MAX_VALUE);
    int[] order = groups.order();
    Values givenValues = given.values;
    Values familyValues = family.values;
    JaroWinkler one = new JaroWinkler();
    JaroWinkler two = new JaroWinkler();
    double sum = 0;
    long calls = 0;
    for (int g = 0; g < groups.count(); g++) {
      int begin = groups.starts[g];
      int end = groups.starts[g + 1];
      int[] g1 = codes(given, order, begin, end);
      int[] f1 = codes(family, order, begin, end);
      for (int p = 0; p < g1.length; p++) {
        for (int q = p + 1; q < g1.length; q++) {
          if ((g1[p] | g1[q]) >= 0) {
            calls++;
            sum += similarity(one, givenValues, g1[p], g1[q], shortcut);
          }
          if ((f1[p] | f1[q]) >= 0) {
            calls++;
            sum += similarity(two, familyValues, f1[p], f1[q], shortcut);
          }
        }
      }
    }
    double seconds = cpu() - start;
    print(shortcut ? "java" : "java, no shortcut", calls, sum, seconds);
    return seconds;
  }

  private static int[] codes(View view, int[] order, int begin, int end) {
    int[] codes = new int[end - begin];
    for (int i = begin; i < end; i++) {
      codes[i - begin] = view.code(order[i]);
    }
    return codes;
  }

  private static void print(String who, long calls, double sum, double seconds) {
    System.out.printf(
        Locale.ROOT,
        "%-18s %,d calls, sum %.3f, %.2f CPU s, %.1f ns a call%n",
        who,
        calls,
        sum,
        seconds,
        seconds * 1e9 / calls);
  }

  private static double similarity(
      JaroWinkler measure, Values values, int a, int b, boolean shortcut) {
    if (a == b && shortcut) {
      return 1;
    }
    return measure.of(
        values.letters(),
        values.start(a),
        values.length(a),
        values.letters(),
        values.start(b),
        values.length(b),
        a);
  }

  private static void load(Statement statement, Path file) throws SQLException {
    statement.execute("set threads = 1");
    statement.execute(
        "create table r as select row_number() over () i, given_name g, family_name f,"
            + " date_of_birth d from read_csv('"
            + file
            + "', all_varchar = true)");
  }

  private static double duckdb(Statement statement) throws SQLException {
    double start = cpu();
    try (ResultSet result =
        statement.executeQuery(
            """
            select count(x) + count(y), sum(x) + sum(y)
              from (select jaro_winkler_similarity(a.g, b.g) as x,
                           jaro_winkler_similarity(a.f, b.f) as y
                      from r a join r b on a.d = b.d and a.i < b.i)
            """)) {
      result.next();
      double seconds = cpu() - start;
      print("duckdb", result.getLong(1), result.getDouble(2), seconds);
      return seconds;
    }
  }

  /** Records that the store has not seen are asked and then added. */
  private static void index(Path file, Path modelFile, Path newFile) throws IOException {
    Model model = ModelFile.read("model", Files.readString(modelFile));
    double start = cpu();
    LinkIndex index = made(file, model);
    double making = cpu() - start;
    int size = index.size();
    double bytes = used() / size;
    List<Map<String, String>> fresh = rows(newFile);
    int warm = fresh.size() / 4;
    for (int i = 0; i < warm; i++) {
      index.find("new", "reports", fresh.get(i));
    }
    List<Map<String, String>> questions = fresh.subList(warm, fresh.size());
    double[] micros = new double[questions.size()];
    long matches = 0;
    for (int i = 0; i < micros.length; i++) {
      long began = System.nanoTime();
      matches += index.find("new", "reports", questions.get(i)).size();
      micros[i] = (System.nanoTime() - began) / 1e3;
    }
    Arrays.sort(micros);
    double p50 = micros[micros.length / 2];
    double p99 = micros[micros.length * 99 / 100];
    System.out.printf(
        Locale.ROOT,
        "index of %,d records made in %.1f CPU s; %,d questions, %,d matches, %,d blocks too large; p50 %.0f us, p99 %.0f us, longest %.0f us%n",
        size,
        making,
        micros.length,
        matches,
        index.cappedBlocks(),
        p50,
        p99,
        micros[micros.length - 1]);
    boolean large = size > 5_000_000;
    gate("one record against " + size + ", p50", p50 / 1000, large ? 0.5 : 2, "ms");
    gate("one record against " + size + ", p99", p99 / 1000, large ? 10 : 2, "ms");
    gate("memory of the store", bytes, 200, "bytes a record");
    long began = System.nanoTime();
    for (int i = 0; i < INSERTS; i++) {
      index.add("n" + i, "reports", fresh.get(i % fresh.size()));
    }
    double rate = INSERTS / ((System.nanoTime() - began) / 1e9);
    System.out.printf(
        Locale.ROOT,
        "%-4s inserts, each with its matches: %,.0f a second, gate 1,000%n",
        rate >= 1000 ? "pass" : "MISS",
        rate);
  }

  /** The records are garbage when this returns. */
  private static LinkIndex made(Path file, Model model) {
    return new LinkIndex(RecordsReader.read(model.settings().input(), List.of(file)), model);
  }

  private static double used() {
    Runtime runtime = Runtime.getRuntime();
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return runtime.totalMemory() - runtime.freeMemory();
  }

  private static List<Map<String, String>> rows(Path file) throws IOException {
    List<Map<String, String>> rows = new ArrayList<>();
    try (BufferedReader in = Files.newBufferedReader(file)) {
      String[] columns = in.readLine().split(",");
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        String[] cells = line.split(",", -1);
        Map<String, String> fields = new LinkedHashMap<>();
        for (int c = 1; c < columns.length; c++) {
          fields.put(columns[c], cells[c]);
        }
        rows.add(fields);
      }
    }
    return rows;
  }
}
