// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.Optional;
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

  /** Already on its way where the application was started by hand; tests start contexts without. */
  @Bean
  Database database(
      Optional<DatabaseStart> begun, DatabaseSettings settings, ApplicationArguments arguments) {
    return begun
        .map(DatabaseStart::database)
        .orElseGet(
            () ->
                DatabaseStart.upToDate(
                    settings, arguments.getNonOptionArgs().stream().findFirst().orElse("")));
  }

  /** The pool of the working role. */
  @Bean
  DataSource dataSource(Database database, DatabaseSettings settings) {
    HikariConfig pool = new HikariConfig();
    pool.setPoolName("schakel-" + UUID.randomUUID().toString().substring(0, 4));
    pool.setJdbcUrl(database.url());
    pool.setUsername(WorkingRole.NAME);
    pool.setPassword(WorkingRole.password(database));
    pool.setMaximumPoolSize(settings.maximumConnections());
    pool.setMinimumIdle(2);
    pool.setConnectionTimeout(10_000);
    pool.addDataSourceProperty("reWriteBatchedInserts", "true");
    pool.addDataSourceProperty("ApplicationName", "schakel");
    // The server's detail line repeats the values of a row; they must not reach a log.
    pool.addDataSourceProperty("logServerErrorDetail", "false");
    return new HikariDataSource(pool);
  }

  @Bean
  PlatformTransactionManager transactionManager(DataSource dataSource, RowScope.Source scopes) {
    return new ScopedTransactionManager(dataSource, scopes);
  }
}
