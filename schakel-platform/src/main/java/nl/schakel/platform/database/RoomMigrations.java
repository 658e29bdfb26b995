// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.database;

import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Brings each room's schema up to date, in the order in which a signal walks through the house. */
public final class RoomMigrations {
  /** Rooms with a folder under {@code db/migration}; the schema has the room's name. */
  public static final List<String> ROOMS =
      List.of(
          "database",
          "access",
          "audit",
          "organisation",
          "identity",
          "report",
          "register",
          "monitor",
          "sharing");

  private RoomMigrations() {}

  static void run(DataSource owner) {
    for (String room : ROOMS) {
      Flyway.configure(RoomMigrations.class.getClassLoader())
          .dataSource(owner)
          .schemas(room)
          .defaultSchema(room)
          .locations("classpath:db/migration/" + room)
          .table("migration")
          .failOnMissingLocations(false)
          .load()
          .migrate();
    }
  }
}
