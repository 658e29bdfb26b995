// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import javax.sql.DataSource;
import nl.schakel.platform.database.DataFolder;
import nl.schakel.platform.database.EmbeddedDatabase;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * The one PostgreSQL server of a test run, the product's own, and a database on it per Spring
 * context.
 *
 * <p>The server's folder is kept under {@code target} from run to run: it spares making it anew,
 * and a server that a killed run left behind is stopped by the next one, as the product does it.
 */
public final class TestDatabase {
  private static final Path FOLDER =
      Path.of("target", System.getProperty("test.folder", "test-data")).toAbsolutePath();
  private static final String PREFIX = "test_";

  private final String name;

  private TestDatabase(String name) {
    this.name = name;
  }

  /** Makes an empty database; the application that starts on it fills it with its migrations. */
  public static TestDatabase create() {
    String name = PREFIX + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
    Server.admin().sql("create database " + name).update();
    // Tests that pull the plug start a server of their own; here waiting for the disk proves
    // nothing.
    Server.admin().sql("alter database %s set synchronous_commit = off".formatted(name)).update();
    return new TestDatabase(name);
  }

  public String url() {
    return Server.url(name);
  }

  /** The role that owns the tables and may do anything: to look behind the application's back. */
  public DataSource owner() {
    return owner(url());
  }

  /** As {@link #owner()}, for the database of a running context. */
  public static JdbcClient ownerOf(DataSource pool) {
    try (var connection = pool.getConnection()) {
      return JdbcClient.create(owner(connection.getMetaData().getURL()));
    } catch (java.sql.SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static DataSource owner(String url) {
    return new DriverManagerDataSource(
        url, Server.RUNNING.ownerName(), Server.RUNNING.ownerPassword());
  }

  /** A new empty folder, removed with the build. */
  public static Path newFolder() {
    try {
      return Files.createTempDirectory(Files.createDirectories(FOLDER.resolve("folders")), "data-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Settings of an application on this database with a data folder of its own. */
  public TestPropertyValues settings(Path folder) {
    return TestPropertyValues.of(
        "schakel.database.url=" + url(),
        "schakel.database.username=" + Server.RUNNING.ownerName(),
        "schakel.database.password=" + Server.RUNNING.ownerPassword(),
        "schakel.database.folder=" + folder,
        "schakel.database.maximum-connections=8",
        "spring.main.banner-mode=off");
  }

  /** Gives each Spring context a database and a data folder. */
  static final class Initializer
      implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    @Override
    public void initialize(ConfigurableApplicationContext context) {
      create().settings(newFolder()).applyTo(context);
      // Which questions take a second reader depends on their number, and no test may depend on it.
      TestPropertyValues.of("schakel.register.second-reading-percent=0").applyTo(context);
    }
  }

  /** Started by the first test that needs it; stopped when the last context has closed. */
  private static final class Server {
    static final EmbeddedDatabase RUNNING = start();

    private static EmbeddedDatabase start() {
      EmbeddedDatabase server = EmbeddedDatabase.start(new DataFolder(FOLDER));
      SpringApplication.getShutdownHandlers().add(server::close);
      JdbcClient admin = admin(server);
      admin
          .sql("select datname from pg_database where datname like :prefix")
          .param("prefix", PREFIX.replace("_", "\\_") + "%")
          .query((row, n) -> row.getString(1))
          .list()
          .forEach(old -> admin.sql("drop database %s with (force)".formatted(old)).update());
      return server;
    }

    static JdbcClient admin() {
      return admin(RUNNING);
    }

    private static JdbcClient admin(EmbeddedDatabase server) {
      return JdbcClient.create(
          new DriverManagerDataSource(server.url(), server.ownerName(), server.ownerPassword()));
    }

    static String url(String name) {
      return RUNNING.url().replaceFirst("/[^/]*$", "/" + name);
    }
  }
}
