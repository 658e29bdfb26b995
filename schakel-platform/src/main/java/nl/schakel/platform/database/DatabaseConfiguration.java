// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DatabaseSettings.class)
class DatabaseConfiguration {

  @Bean
  DataFolder dataFolder(DatabaseSettings settings) {
    return new DataFolder(settings.folder());
  }

  @Bean
  Database database(DatabaseSettings settings, DataFolder folder, ApplicationArguments arguments) {
    if (settings.external()) {
      return new ExternalDatabase(settings.url(), settings.username(), settings.password());
    }
    String verb = arguments.getNonOptionArgs().stream().findFirst().orElse("");
    return verb.equals(EmbeddedDatabase.START)
        ? EmbeddedDatabase.start(folder)
        : EmbeddedDatabase.joinOrStart(folder, verb);
  }

  /** The pool of the working role; it exists only once all migrations have run. */
  @Bean
  DataSource dataSource(Database database, DatabaseSettings settings) {
    String password = WorkingRole.password(database);
    try (HikariDataSource owner = new HikariDataSource(asOwner(database))) {
      WorkingRole.create(owner, password);
      RoomMigrations.run(owner);
    }
    HikariConfig pool = new HikariConfig();
    pool.setPoolName("schakel-" + UUID.randomUUID().toString().substring(0, 4));
    pool.setJdbcUrl(database.url());
    pool.setUsername(WorkingRole.NAME);
    pool.setPassword(password);
    pool.setMaximumPoolSize(settings.maximumConnections());
    pool.setMinimumIdle(2);
    pool.setConnectionTimeout(10_000);
    pool.addDataSourceProperty("reWriteBatchedInserts", "true");
    pool.addDataSourceProperty("ApplicationName", "schakel");
    // The server's detail line repeats the values of a row; they must not reach a log.
    pool.addDataSourceProperty("logServerErrorDetail", "false");
    return new HikariDataSource(pool);
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

  @Bean
  PlatformTransactionManager transactionManager(DataSource dataSource, RowScope.Source scopes) {
    return new ScopedTransactionManager(dataSource, scopes);
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
