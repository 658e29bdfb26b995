// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.database;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The database role that the application works as.
 *
 * <p>Guarantee: it owns nothing, so row-level security binds it, and it holds only the rights that
 * the migrations grant: no update or delete on the audit log or on reports.
 */
final class WorkingRole {
  static final String NAME = "schakel_app";

  private WorkingRole() {}

  /**
   * Same on every node that knows the owner's password, so that a second node locks out no first.
   */
  static String password(Database database) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(
          new SecretKeySpec(
              ("schakel" + database.ownerPassword()).getBytes(StandardCharsets.UTF_8),
              "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(NAME.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HmacSHA256 is part of every Java platform", e);
    }
  }

  static void create(DataSource owner, String password) {
    JdbcClient jdbc = JdbcClient.create(owner);
    boolean exists =
        jdbc.sql("select exists (select from pg_roles where rolname = :name)")
            .param("name", NAME)
            .query(Boolean.class)
            .single();
    // Role statements take no parameters; the password is hexadecimal and the name a constant.
    jdbc.sql(
            "%s role %s login nosuperuser nocreatedb nocreaterole nobypassrls password '%s'"
                .formatted(exists ? "alter" : "create", NAME, password))
        .update();
  }
}
