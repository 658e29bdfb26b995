// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.database;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where data is kept.
 *
 * @param folder folder for the embedded database, keys and ledgers; ~ is the home folder of whoever
 *     starts Schakel
 * @param url JDBC address of an external PostgreSQL; empty starts the embedded one
 * @param username role of the external PostgreSQL that owns the tables and may create roles
 * @param password its password; the password of the working role is derived from it
 * @param maximumConnections size of the connection pool
 */
@ConfigurationProperties("schakel.database")
public record DatabaseSettings(
    @DefaultValue("~/.schakel") Path folder,
    @DefaultValue("") String url,
    @DefaultValue("postgres") String username,
    @DefaultValue("") String password,
    @DefaultValue("16") int maximumConnections) {

  boolean external() {
    return !url.isBlank();
  }

  @Override
  public String toString() {
    return external() ? "external database" : "embedded database in " + folder;
  }
}
