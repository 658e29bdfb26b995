// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import nl.schakel.platform.database.RoomMigrations;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@SchakelTest
class ApplicationStartsTest {
  @Autowired JdbcClient jdbc;

  @Test
  void it_works_as_a_role_that_owns_nothing_and_passes_no_row_security() {
    assertThat(jdbc.sql("select current_user").query(String.class).single())
        .isEqualTo("schakel_app");
    assertThat(
            jdbc.sql(
                    """
                    select count(*) from pg_class
                    where relowner = (select oid from pg_roles where rolname = current_user)
                    """)
                .query(Long.class)
                .single())
        .isZero();
    assertThat(
            jdbc.sql("select rolsuper or rolbypassrls from pg_roles where rolname = current_user")
                .query(Boolean.class)
                .single())
        .isFalse();
  }

  @Test
  void each_room_keeps_its_tables_in_a_schema_of_its_own() {
    List<String> schemas =
        jdbc.sql(
                """
                select distinct table_schema from information_schema.tables
                where table_schema not in ('pg_catalog', 'information_schema')
                """)
            .query((row, n) -> row.getString(1))
            .list();
    assertThat(schemas).isNotEmpty().isSubsetOf(RoomMigrations.ROOMS);
  }
}
