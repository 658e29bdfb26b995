// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real PostgreSQL as a child process, kept in the data folder.
 *
 * <p>Guarantee: it listens on the loopback address only and asks a password that only the owner of
 * the data folder can read. It does not protect against someone who can read that folder.
 */
public final class EmbeddedDatabase implements Database {
  private static final Logger log = LoggerFactory.getLogger(EmbeddedDatabase.class);
  private static final Duration STOP_WAIT = Duration.ofSeconds(30);
  private static final String NAME = "schakel";

  /** The verb that serves; all others are commands. */
  static final String START = "start";

  private static final int ANY_PORT = 0;

  private static final Duration RESTART_PAUSE = Duration.ofSeconds(2);

  private final DataFolder folder;
  private final int port;
  private final String password;
  private final @Nullable FileLock lock;
  private volatile @Nullable EmbeddedPostgres server;
  private volatile boolean closing;

  private EmbeddedDatabase(
      DataFolder folder,
      int port,
      String password,
      @Nullable EmbeddedPostgres server,
      @Nullable FileLock lock) {
    this.folder = folder;
    this.port = port;
    this.password = password;
    this.server = server;
    this.lock = lock;
    if (server != null) {
      watch(server);
    }
  }

  /** A server that stops by itself, killed or out of disk, comes back on the same port. */
  private void watch(EmbeddedPostgres running) {
    // The process that the library knows is pg_ctl, which ends as soon as the server runs.
    postmaster(folder)
        .ifPresent(
            process ->
                process.onExit().thenRunAsync(() -> comeBack(running), Thread::startVirtualThread));
  }

  private void comeBack(EmbeddedPostgres stopped) {
    while (!closing) {
      log.warn("The database server has stopped; starting it again");
      try {
        // Gives up its lock on the folder of the server.
        stopped.close();
        EmbeddedPostgres again = launch(folder, password, port);
        server = again;
        watch(again);
        return;
      } catch (IOException | RuntimeException e) {
        log.warn("The database server does not start yet: {}", e.getMessage());
        LockSupport.parkNanos(RESTART_PAUSE.toNanos());
      }
    }
  }

  /** Starts the database of this folder; refuses when a living process already owns it. */
  public static EmbeddedDatabase start(DataFolder folder) {
    return startOwned(folder, folder.lock(START).orElseThrow(() -> taken(folder)));
  }

  private static StartRefused taken(DataFolder folder) {
    return new StartRefused(
        folder.owner().equals(START)
            ? "Schakel already runs on the data folder %s; stop it first, or give another folder with --data DIR."
                .formatted(folder.root())
            : "A command (%s) is working on the data folder %s; wait until it is done, or give another folder with --data DIR."
                .formatted(folder.owner(), folder.root()));
  }

  /**
   * Joins the database of a running application on this folder, or starts it when none runs.
   * Refuses when another command has started it: it stops the database as soon as it is done.
   */
  public static EmbeddedDatabase joinOrStart(DataFolder folder, String verb) {
    Optional<FileLock> lock = folder.lock(verb);
    if (lock.isPresent()) {
      return startOwned(folder, lock.get());
    }
    if (!folder.owner().equals(START)) {
      throw taken(folder);
    }
    int port =
        runningPort(folder)
            .orElseThrow(
                () ->
                    new StartRefused(
                        "Another process is starting or stopping on the data folder %s; try again in a moment."
                            .formatted(folder.root())));
    return new EmbeddedDatabase(folder, port, folder.secret("database.secret"), null, null);
  }

  private static EmbeddedDatabase startOwned(DataFolder folder, FileLock lock) {
    stopOrphan(folder);
    String password = folder.secret("database.secret");
    try {
      EmbeddedPostgres server = launch(folder, password, ANY_PORT);
      secure(server, folder, password);
      return new EmbeddedDatabase(folder, server.getPort(), password, server, lock);
    } catch (IOException | SQLException e) {
      throw new StartRefused(
          "The embedded database in %s does not start: %s".formatted(folder.root(), e.getMessage()),
          e);
    }
  }

  private static EmbeddedPostgres launch(DataFolder folder, String password, int port)
      throws IOException {
    return EmbeddedPostgres.builder()
        .setPort(port)
        .setDataDirectory(folder.postgres())
        .setOverrideWorkingDirectory(folder.binaries().toFile())
        .setCleanDataDirectory(false)
        .setRegisterShutdownHook(false)
        .setConnectConfig("password", password)
        .setPGStartupWait(Duration.ofSeconds(60))
        .setServerConfig("listen_addresses", "localhost")
        // The library starts servers for tests, which may lose what they said they had stored.
        .setServerConfig("fsync", "on")
        .setServerConfig("synchronous_commit", "on")
        .setServerConfig("shared_buffers", "512MB")
        .setServerConfig("work_mem", "32MB")
        .setServerConfig("maintenance_work_mem", "256MB")
        .setServerConfig("max_wal_size", "4GB")
        .setServerConfig("max_connections", "100")
        .setServerConfig("jit", "off")
        .setServerConfig("timezone", "UTC")
        .start();
  }

  /** The first start comes up without a password; from then on every connection needs one. */
  private static void secure(EmbeddedPostgres server, DataFolder folder, String password)
      throws IOException, SQLException {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("alter role postgres password '%s'".formatted(password));
      if (!statement
          .executeQuery("select 1 from pg_database where datname = '%s'".formatted(NAME))
          .next()) {
        statement.execute("create database " + NAME);
      }
      Files.writeString(
          folder.postgres().resolve("pg_hba.conf"),
          "host all all 127.0.0.1/32 scram-sha-256\nhost all all ::1/128 scram-sha-256\n");
      statement.execute("select pg_reload_conf()");
    }
  }

  /** A server whose application was killed lives on; it is ours by its data directory. */
  private static void stopOrphan(DataFolder folder) {
    Optional<ProcessHandle> orphan = postmaster(folder);
    if (orphan.isEmpty()) {
      return;
    }
    log.info("Stopping the database server that an earlier run left behind");
    orphan.get().destroy();
    try {
      orphan.get().onExit().get(STOP_WAIT.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      orphan.get().destroyForcibly();
      orphan.get().onExit().join();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException("Waiting for the database server to stop failed", e);
    }
  }

  private static Optional<ProcessHandle> postmaster(DataFolder folder) {
    return pidFile(folder)
        .map(List::getFirst)
        .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid.strip())))
        .filter(ProcessHandle::isAlive)
        .filter(
            process ->
                process.info().commandLine().orElse("").contains(folder.postgres().toString()));
  }

  private static Optional<Integer> runningPort(DataFolder folder) {
    return pidFile(folder)
        .filter(lines -> lines.size() > 3)
        .map(lines -> Integer.parseInt(lines.get(3).strip()));
  }

  private static Optional<List<String>> pidFile(DataFolder folder) {
    Path file = folder.postgres().resolve("postmaster.pid");
    try {
      return Files.exists(file)
          ? Optional.of(Files.readAllLines(file)).filter(lines -> !lines.isEmpty())
          : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String url() {
    return "jdbc:postgresql://localhost:%d/%s".formatted(port, NAME);
  }

  @Override
  public String ownerName() {
    return "postgres";
  }

  @Override
  public String ownerPassword() {
    return password;
  }

  @Override
  public void close() {
    closing = true;
    EmbeddedPostgres running = server;
    try {
      if (running != null) {
        running.close();
      }
      if (lock != null) {
        lock.acquiredBy().close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
