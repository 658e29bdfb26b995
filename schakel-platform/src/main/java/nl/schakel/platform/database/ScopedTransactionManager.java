// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionDefinition;

/**
 * Tells PostgreSQL at the start of each transaction whose rows may be seen.
 *
 * <p>Guarantee: the setting ends with the transaction, so a pooled connection never carries it to
 * the next user; a statement outside a transaction sees no protected row at all.
 */
class ScopedTransactionManager extends JdbcTransactionManager {
  private static final long serialVersionUID = 1L;

  private final transient RowScope.Source scopes;

  ScopedTransactionManager(DataSource dataSource, RowScope.Source scopes) {
    super(dataSource);
    this.scopes = scopes;
  }

  @Override
  protected void doBegin(Object transaction, TransactionDefinition definition) {
    super.doBegin(transaction, definition);
    RowScope scope = scopes.current();
    Connection connection = DataSourceUtils.getConnection(obtainDataSource());
    try (PreparedStatement set =
        connection.prepareStatement(
            """
            select set_config('schakel.organisation', ?, true),
                   set_config('schakel.everything', ?, true)
            """)) {
      set.setString(1, scope.organisation().map(UUID::toString).orElse(""));
      set.setString(2, Boolean.toString(scope.everything()));
      set.execute();
    } catch (SQLException e) {
      doCleanupAfterCompletion(transaction);
      throw new CannotCreateTransactionException("The row scope could not be set", e);
    } finally {
      DataSourceUtils.releaseConnection(connection, obtainDataSource());
    }
  }
}
