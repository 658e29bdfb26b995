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
import java.util.OptionalInt;
import nl.schakel.linkage.encoded.EncodedList;
import nl.schakel.linkage.encoded.Encoding;
import nl.schakel.linkage.encoded.EncodingKey;
import nl.schakel.linkage.encoded.EncodingSettings;
import nl.schakel.linkage.encoded.FieldText;
import nl.schakel.linkage.encoded.PersonEncoder;

/** Times string comparisons and encodings against DuckDB, and single records against a store. */
final class LinkageBenchmark {
  private static final int RUNS = 5;
  private static final int INSERTS = 20_000;

  /** Encodings on each side for the library; DuckDB, which is slower, gets a part of them. */
  private static final int ENCODED = 16_000;

  private static final int ENCODED_FOR_DUCKDB = 2_000;
  private static final double LEAST_DICE = 0.7;

  private LinkageBenchmark() {}

  public static void main(String[] arguments) throws Exception {
    Path file = Path.of(arguments[1]);
    switch (arguments[0]) {
      case "names" -> names(file, arguments.length > 2);
      case "dice" -> dice(file, arguments.length > 2);
      case "index" -> index(file, Path.of(arguments[2]), Path.of(arguments[3]));
      default ->
          throw new IllegalArgumentException(
              "names FILE [duckdb], dice FILE [duckdb] or index FILE MODEL NEW");
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

  /** All pairs of two lists of encodings; in turns with DuckDB, the best of each. */
  private static void dice(Path file, boolean duckdb) throws SQLException {
    Records records = RecordsReader.read(InputSettings.defaults(), List.of(file));
    for (EncodingSettings with : List.of(EncodingSettings.HARDENED, EncodingSettings.PLAIN)) {
      List<Encoding> all = encoded(records, with);
      EncodedList left = new EncodedList(all.subList(0, ENCODED));
      EncodedList right = new EncodedList(all.subList(ENCODED, 2 * ENCODED));
      double best = 0;
      for (int run = 0; run < RUNS; run++) {
        best = Math.max(best, dice(left, right));
      }
      System.out.printf(
          Locale.ROOT,
          "%-4s Dice, 1024 bits, threshold %.1f, %s: %,.0f million pairs a CPU second, gate 100%n",
          best >= 100e6 ? "pass" : "MISS",
          LEAST_DICE,
          with,
          best / 1e6);
      if (duckdb) {
        double theirs = duckdbDice(all);
        System.out.printf(
            Locale.ROOT,
            "     DuckDB, bit_count(a & b) of BIT(1024), one thread: %,.1f million; the library is %.1f times as fast%n",
            theirs / 1e6,
            best / theirs);
      }
    }
  }

  private static List<Encoding> encoded(Records records, EncodingSettings with) {
    byte[] secret = new byte[32];
    secret[0] = 1;
    PersonEncoder encoder =
        new PersonEncoder(EncodingKey.of(secret, "police", "shelter", 2026), with);
    List<Encoding> encodings = new ArrayList<>(2 * ENCODED);
    for (int i = 0; i < 2 * ENCODED; i++) {
      String born = records.value(i, "date_of_birth");
      encodings.add(
          encoder.encode(
              List.of(
                  new FieldText("given", records.value(i, "given_name")),
                  new FieldText("family", records.value(i, "family_name")),
                  new FieldText("born", born),
                  new FieldText("nationality", records.value(i, "nationality"))),
              born.isEmpty()
                  ? OptionalInt.empty()
                  : OptionalInt.of(Integer.parseInt(born.substring(0, 4)))));
    }
    return encodings;
  }

  private static double dice(EncodedList left, EncodedList right) {
    double start = cpu();
    long[] found = new long[1];
    left.compare(right, LEAST_DICE, (one, other, dice) -> found[0]++);
    double seconds = cpu() - start;
    double pairs = (double) left.size() * right.size();
    System.out.printf(
        Locale.ROOT,
        "java               %,.0f pairs, %,d alike, %.2f CPU s%n",
        pairs,
        found[0],
        seconds);
    return pairs / seconds;
  }

  private static double duckdbDice(List<Encoding> all) throws SQLException {
    double best = 0;
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute("set threads = 1");
      for (String table : List.of("l", "r")) {
        statement.execute("create table " + table + " (e bit, n int)");
        int from = table.equals("l") ? 0 : ENCODED;
        for (int i = from; i < from + ENCODED_FOR_DUCKDB; i++) {
          StringBuilder bits = new StringBuilder();
          for (char digit : all.get(i).hex().toCharArray()) {
            bits.append(
                "%4s".formatted(Integer.toBinaryString(Character.digit(digit, 16)))
                    .replace(' ', '0'));
          }
          statement.execute(
              "insert into %s values ('%s'::bit, %d)".formatted(table, bits, all.get(i).count()));
        }
      }
      for (int run = 0; run < RUNS; run++) {
        double start = cpu();
        try (ResultSet result =
            statement.executeQuery(
                "select count(*) from l, r where 2.0 * bit_count(l.e & r.e) >= %s * (l.n + r.n)"
                    .formatted(LEAST_DICE))) {
          result.next();
          double pairs = (double) ENCODED_FOR_DUCKDB * ENCODED_FOR_DUCKDB;
          best = Math.max(best, pairs / (cpu() - start));
        }
      }
    }
    return best;
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
    durable(model, fresh);
  }

  /** The same into a store that writes each record to its file; forced to disk every hundred. */
  private static void durable(Model model, List<Map<String, String>> fresh) throws IOException {
    Path file = Files.createTempFile("records", ".store");
    Map<String, List<String>> first = new LinkedHashMap<>();
    List<String> columns = List.copyOf(fresh.getFirst().keySet());
    first.put("n", columns.stream().map(fresh.getFirst()::get).toList());
    try {
      long began = System.nanoTime();
      try (LinkStore store = LinkStore.create(file, Records.of("reports", columns, first), model)) {
        for (int i = 0; i < INSERTS; i++) {
          store.add("n" + i, "reports", fresh.get(i % fresh.size()));
          if (i % 100 == 99) {
            store.force();
          }
        }
      }
      double rate = INSERTS / ((System.nanoTime() - began) / 1e9);
      long reading = System.nanoTime();
      try (LinkStore again = LinkStore.open(file, model)) {
        System.out.printf(
            Locale.ROOT,
            "%-4s inserts written to a file, forced every hundred: %,.0f a second, gate 1,000; %,d records made again from the file in %.1f s%n",
            rate >= 1000 ? "pass" : "MISS",
            rate,
            again.size(),
            (System.nanoTime() - reading) / 1e9);
      }
    } finally {
      Files.deleteIfExists(file);
    }
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
