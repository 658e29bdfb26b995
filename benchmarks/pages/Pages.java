// SPDX-License-Identifier: EUPL-1.2

import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Asks each page fifty times as a person of the demonstration, one after another, and the own list
 * of a reporter as SQL with and without the wall around rows: median and 95th percentile.
 */
public final class Pages {
  private static final int TIMES = 50;
  private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
  private static final String OWN_LIST =
      """
      select id, number, reported_on, sex, exploitation_forms
        from report.report
       where organisation_id = ?::uuid
       order by number desc
       limit 25
      """;

  private final String base;
  private final HttpClient http =
      HttpClient.newBuilder()
          .cookieHandler(new CookieManager())
          .followRedirects(HttpClient.Redirect.NORMAL)
          .build();

  private Pages(String base) {
    this.base = base;
  }

  public static void main(String[] arguments) throws Exception {
    String base = "http://localhost:" + arguments[1];
    System.out.println("page, milliseconds: median, 95th percentile");
    Pages registrar = new Pages(base).signIn("register@demo");
    registrar.time("registrar /", "/");
    registrar.time("registrar /register", "/register");
    registrar.time("registrar /register?group=new", "/register?group=new");
    registrar.time("registrar /sent-reports", "/sent-reports");
    registrar.time("registrar /monitor", "/monitor");
    registrar.time("registrar /completeness", "/completeness");
    Pages reporter = new Pages(base).signIn("agent@demo");
    reporter.time("reporter /sent-reports", "/sent-reports");
    reporter.time("reporter /sent-reports?year=2024", "/sent-reports?year=2024");
    new Pages(base).signIn("analist@demo").time("analyst /monitor/overlap", "/monitor/overlap");
    wall(Path.of(arguments[0]));
  }

  private Pages signIn(String name) throws Exception {
    String body =
        "name=%s&password=%s&_csrf=%s"
            .formatted(encode(name), encode("schakel-probeer-maar"), encode(token(get("/sign-in"))));
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(URI.create(base + "/sign-in"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    if (answer.uri().getPath().equals("/sign-in")) {
      throw new IllegalStateException(name + " cannot sign in");
    }
    return this;
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String token(HttpResponse<String> page) {
    Matcher found = TOKEN.matcher(page.body());
    if (!found.find()) {
      throw new IllegalStateException("No form on the page");
    }
    return found.group(1);
  }

  private HttpResponse<String> get(String path) throws Exception {
    return http.send(
        HttpRequest.newBuilder(URI.create(base + path)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private void time(String name, String path) throws Exception {
    double[] times = new double[TIMES];
    for (int i = 0; i < TIMES; i++) {
      long begun = System.nanoTime();
      int status = get(path).statusCode();
      times[i] = (System.nanoTime() - begun) / 1e6;
      if (status != 200) {
        throw new IllegalStateException(path + " answers " + status);
      }
    }
    print(name, times);
  }

  private static double print(String name, double[] times) {
    Arrays.sort(times);
    double late = times[(int) Math.ceil(0.95 * times.length) - 1];
    System.out.printf("%-42s %8.1f %8.1f%n", name, times[times.length / 2], late);
    return late;
  }

  /** The same query as the owner, whom the wall does not bind, and as a reporter behind it. */
  private static void wall(Path folder) throws Exception {
    String port = Files.readAllLines(folder.resolve("postgres/postmaster.pid")).get(3).strip();
    String password = Files.readString(folder.resolve("database.secret")).strip();
    try (Connection connection =
        DriverManager.getConnection(
            "jdbc:postgresql://localhost:%s/schakel".formatted(port), "postgres", password)) {
      connection.setAutoCommit(false);
      String organisation = largestReporter(connection);
      double free = print("own list in SQL, without the wall", query(connection, organisation));
      try (Statement statement = connection.createStatement()) {
        statement.execute("set local role schakel_app");
        statement.execute("set local schakel.organisation = '%s'".formatted(organisation));
      }
      double walled = print("own list in SQL, behind the wall", query(connection, organisation));
      System.out.printf("ratio of the 95th percentiles: %.2f%n", walled / free);
    }
  }

  private static String largestReporter(Connection connection) throws Exception {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select organisation_id from report.report group by 1 order by count(*) desc limit 1")) {
      row.next();
      return row.getString(1);
    }
  }

  private static double[] query(Connection connection, String organisation) throws Exception {
    double[] times = new double[TIMES];
    for (int i = 0; i < TIMES; i++) {
      long begun = System.nanoTime();
      try (PreparedStatement statement = connection.prepareStatement(OWN_LIST)) {
        statement.setString(1, organisation);
        try (ResultSet rows = statement.executeQuery()) {
          while (rows.next()) {
            rows.getString(1);
          }
        }
      }
      times[i] = (System.nanoTime() - begun) / 1e6;
    }
    return times;
  }
}
