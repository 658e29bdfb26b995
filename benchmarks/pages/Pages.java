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
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Asks each page fifty times as a person of the demonstration, one after another, and the queries
 * behind three of them as SQL with and without the wall around rows: median and 95th percentile.
 */
public final class Pages {
  private static final int TIMES = 50;
  private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
  /** Queries of the pages, as whoever may see the rows asks them. */
  private static final Map<String, String> QUERIES =
      new TreeMap<>(
          Map.of(
              "own list of a reporter",
              """
              select id, number, reported_on, sex, exploitation_forms
                from report.report
               where organisation_id = '%s'
               order by number desc
               limit 25
              """,
              "worklist: new",
              """
              select id, review_since, missing, first_list, reports
                from register.victim
               where review_since is not null
                 and (review_since, id) > ('epoch', '00000000-0000-0000-0000-000000000000')
               order by review_since, id
               limit 25
              """,
              "search: year, sex, nationality",
              """
              select * from register.victim
               where reports > 0 and first_year = 2023 and sex = 'female' and nationality = 'RO'
               order by id desc
               limit 25
              """));

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
    registrar.search("registrar search: year, sex", "year=2023&sex=female");
    registrar.search(
        "registrar search: year, sex, nationality", "year=2023&sex=female&nationality=RO");
    registrar.search("registrar search: receipt number", "text=SK-2026-00010");
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
    time(name, HttpRequest.newBuilder(URI.create(base + path)).build());
  }

  private void search(String name, String fields) throws Exception {
    String path = "/register/search";
    String form = fields + "&_csrf=" + encode(token(get(path)));
    time(
        name,
        HttpRequest.newBuilder(URI.create(base + path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form))
            .build());
  }

  private void time(String name, HttpRequest request) throws Exception {
    double[] times = new double[TIMES];
    for (int i = 0; i < TIMES; i++) {
      long begun = System.nanoTime();
      int status = http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
      times[i] = (System.nanoTime() - begun) / 1e6;
      if (status != 200) {
        throw new IllegalStateException(name + " answers " + status);
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
      for (Map.Entry<String, String> query : QUERIES.entrySet()) {
        String sql = query.getValue().formatted(organisation);
        boolean own = query.getKey().startsWith("own");
        query(connection, sql);
        double free = print(query.getKey() + ", no wall", query(connection, sql));
        try (Statement statement = connection.createStatement()) {
          statement.execute("set local role schakel_app");
          statement.execute(
              own
                  ? "set local schakel.organisation = '%s'".formatted(organisation)
                  : "set local schakel.everything = 'on'");
        }
        query(connection, sql);
        double walled = print(query.getKey() + ", wall", query(connection, sql));
        System.out.printf("  ratio of the 95th percentiles: %.2f%n", walled / free);
        connection.rollback();
      }
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

  private static double[] query(Connection connection, String sql) throws Exception {
    double[] times = new double[TIMES];
    for (int i = 0; i < TIMES; i++) {
      long begun = System.nanoTime();
      try (Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery(sql)) {
        while (rows.next()) {
          rows.getString(1);
        }
      }
      times[i] = (System.nanoTime() - begun) / 1e6;
    }
    return times;
  }
}
