// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.journeys;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nl.schakel.platform.access.OrganisationId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

/**
 * Schakel as a process of its own on a data folder of its own, and a partner's system that calls
 * it.
 */
final class RunningSchakel implements AutoCloseable {
  private static final String SECRET = "a secret that only this test knows";
  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final Pattern TOKEN = Pattern.compile("\"access_token\":\"([^\"]+)\"");

  private final Path folder;
  private final int port = freePort();
  private final UUID client = UUID.randomUUID();
  private final HttpClient http = HttpClient.newHttpClient();
  private Process process;
  private String token = "";

  RunningSchakel(Path folder) {
    this.folder = folder;
    this.process = start();
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private Process start() {
    try {
      return new ProcessBuilder(
              Path.of(System.getProperty("java.home"), "bin", "java").toString(),
              "-Xmx512m",
              "-XX:TieredStopAtLevel=1",
              "-cp",
              System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
              "-Dschakel.database.folder=" + folder.resolve("data"),
              "-Dserver.port=" + port,
              "-Dschakel.outbox.patience=20s",
              "-Dschakel.outbox.every=5s",
              "nl.schakel.platform.SchakelApplication",
              "start")
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("output.txt").toFile()))
          .start();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Waits for the first page. */
  RunningSchakel ready() {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < deadline && process.isAlive()) {
      if (answers()) {
        return this;
      }
    }
    throw new AssertionError("Schakel does not answer: " + output());
  }

  private boolean answers() {
    try {
      return http.send(
                  request("/sign-in").timeout(Duration.ofSeconds(5)).GET().build(),
                  BodyHandlers.discarding())
              .statusCode()
          == 200;
    } catch (IOException notYet) {
      pause();
      return false;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Polls a process that gives no signal when it is ready. */
  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(100);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  String output() {
    try {
      return Files.readString(folder.resolve("output.txt"));
    } catch (IOException e) {
      return e.toString();
    }
  }

  /** Ends the application at once, as a power cut would; its database lives on as an orphan. */
  void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }

  void startAgain() {
    process = start();
    ready();
  }

  /** The process of the database server of this folder. */
  ProcessHandle databaseServer() {
    return ProcessHandle.of(Long.parseLong(pidFile().getFirst().strip())).orElseThrow();
  }

  private List<String> pidFile() {
    try {
      return Files.readAllLines(folder.resolve("data/postgres/postmaster.pid"));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The database as its owner sees it. */
  JdbcClient database() {
    try {
      return JdbcClient.create(
          new DriverManagerDataSource(
              "jdbc:postgresql://localhost:%s/schakel".formatted(pidFile().get(3).strip()),
              "postgres",
              Files.readString(folder.resolve("data/database.secret")).strip()));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Lets a partner's system in, and gets it a token. */
  void letIn(OrganisationId organisation) {
    database()
        .sql(
            """
            insert into access.machine_client (id, organisation_id, name, secret_hash, roles, created_by)
            values (:id, :organisation, 'test', :hash, '{MACHINE,REPORTER}', :id)
            on conflict do nothing
            """)
        .param("id", client)
        .param("organisation", organisation.value())
        .param(
            "hash",
            String.valueOf(Argon2PasswordEncoder.defaultsForSpringSecurity_v5_8().encode(SECRET)))
        .update();
    token = token();
  }

  private String token() {
    String basic =
        Base64.getEncoder()
            .encodeToString(
                (client + ":" + URLEncoder.encode(SECRET, StandardCharsets.UTF_8))
                    .getBytes(StandardCharsets.UTF_8));
    HttpResponse<String> answer =
        send(
            request("/oauth2/token")
                .header("Authorization", "Basic " + basic)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("grant_type=client_credentials")));
    Matcher found = TOKEN.matcher(answer.body());
    if (!found.find()) {
      throw new AssertionError("No token: %d %s".formatted(answer.statusCode(), answer.body()));
    }
    return found.group(1);
  }

  /** Sends one report; the key makes a retry the same report. */
  HttpResponse<String> report(String key) {
    return send(
        request("/api/v1/reports")
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", key)
            .POST(
                BodyPublishers.ofString(
                    """
                    {"reportedOn": "2026-01-15", "ground": "police-policy-duty", "dossierType": "registration",
                     "ageBand": "23-29", "sex": "female", "nationalities": ["NL"], "exploitationForms": ["sexual"],
                     "givenNames": "Lina", "familyName": "Voorbeeld %s"}
                    """
                        .formatted(key))));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
        .timeout(Duration.ofSeconds(30));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return http.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().orTimeout(60, TimeUnit.SECONDS).join();
  }
}
