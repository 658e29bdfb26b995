// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Starts the database and brings its schemas up to date while Spring still reads its configuration:
 * both take a second or more and neither needs the other.
 */
public final class DatabaseStart
    implements ApplicationContextInitializer<ConfigurableApplicationContext>, AutoCloseable {
  private final String verb;
  private @Nullable CompletableFuture<Database> begun;

  /**
   * @param verb what this process does: {@code start} owns the data folder, any other may join it
   */
  public DatabaseStart(String verb) {
    this.verb = verb;
  }

  @Override
  public void initialize(ConfigurableApplicationContext context) {
    DatabaseSettings settings =
        Binder.get(context.getEnvironment())
            .bindOrCreate("schakel.database", DatabaseSettings.class);
    begun = CompletableFuture.supplyAsync(() -> upToDate(settings, verb), DatabaseStart::inThread);
    context.getBeanFactory().registerSingleton("databaseStart", this);
  }

  private static void inThread(Runnable work) {
    Thread.ofPlatform().name("database-start").start(work);
  }

  /** Waits until it is there. */
  Database database() {
    try {
      return begun().join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  private CompletableFuture<Database> begun() {
    if (begun == null) {
      throw new IllegalStateException("The application context was not prepared yet");
    }
    return begun;
  }

  /** For a start that failed: what nobody took over would live on. */
  @Override
  public void close() {
    if (begun != null) {
      begun.handle((database, failed) -> database).thenAccept(DatabaseStart::stop).join();
    }
  }

  private static void stop(@Nullable Database database) {
    if (database != null) {
      database.close();
    }
  }

  /** A running database with the working role and all schemas of this version. */
  static Database upToDate(DatabaseSettings settings, String verb) {
    Database database = reach(settings, verb);
    try (HikariDataSource owner = new HikariDataSource(asOwner(database))) {
      WorkingRole.create(owner, WorkingRole.password(database));
      RoomMigrations.run(owner);
      return database;
    } catch (RuntimeException e) {
      database.close();
      throw e;
    }
  }

  private static Database reach(DatabaseSettings settings, String verb) {
    if (settings.external()) {
      return new ExternalDatabase(settings.url(), settings.username(), settings.password());
    }
    DataFolder folder = new DataFolder(settings.folder());
    return verb.equals(EmbeddedDatabase.START)
        ? EmbeddedDatabase.start(folder)
        : EmbeddedDatabase.joinOrStart(folder, verb);
  }

  /** Lives for the migrations only: each room asks some connections, and signing in is slow. */
  private static HikariConfig asOwner(Database database) {
    HikariConfig pool = new HikariConfig();
    pool.setPoolName("schakel-migrations");
    pool.setJdbcUrl(database.url());
    pool.setUsername(database.ownerName());
    pool.setPassword(database.ownerPassword());
    pool.setMaximumPoolSize(3);
    pool.setMinimumIdle(0);
    return pool;
  }

  private record ExternalDatabase(String url, String ownerName, String ownerPassword)
      implements Database {
    @Override
    public void close() {
      // An external server is not ours to stop.
    }

    @Override
    public String toString() {
      return "external database";
    }
  }
}
