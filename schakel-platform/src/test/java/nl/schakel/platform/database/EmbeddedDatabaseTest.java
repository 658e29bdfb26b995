// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;

class EmbeddedDatabaseTest {
  @TempDir Path root;

  @Test
  void while_a_command_has_the_folder_nobody_starts_or_joins_its_database() throws Exception {
    DataFolder folder = new DataFolder(root);
    FileLock lock = folder.lock("overlap").orElseThrow();
    try {
      assertThatThrownBy(() -> EmbeddedDatabase.start(folder))
          .isInstanceOf(StartRefused.class)
          .hasMessageContaining("A command (overlap) is working on the data folder");
      assertThatThrownBy(() -> EmbeddedDatabase.joinOrStart(folder, "erase"))
          .isInstanceOf(StartRefused.class)
          .hasMessageContaining("A command (overlap) is working on the data folder");
    } finally {
      lock.acquiredBy().close();
    }
  }

  @Test
  void while_schakel_runs_a_second_start_is_told_so() throws Exception {
    DataFolder folder = new DataFolder(root);
    FileLock lock = folder.lock(EmbeddedDatabase.START).orElseThrow();
    try {
      assertThatThrownBy(() -> EmbeddedDatabase.start(folder))
          .isInstanceOf(StartRefused.class)
          .hasMessageContaining("Schakel already runs on the data folder");
    } finally {
      lock.acquiredBy().close();
    }
  }

  @Test
  void what_it_says_it_has_stored_is_on_disk() throws Exception {
    try (EmbeddedDatabase database = EmbeddedDatabase.start(new DataFolder(root));
        Connection connection =
            DriverManager.getConnection(
                database.url(), database.ownerName(), database.ownerPassword());
        Statement statement = connection.createStatement();
        ResultSet settings =
            statement.executeQuery(
                "select current_setting('fsync'), current_setting('synchronous_commit')")) {
      settings.next();
      assertThat(settings.getString(1)).isEqualTo("on");
      assertThat(settings.getString(2)).isEqualTo("on");
    }
  }

  @Test
  void a_start_that_fails_leaves_no_server_behind() throws Exception {
    DataFolder folder = new DataFolder(root);
    try (GenericApplicationContext context = new GenericApplicationContext()) {
      context
          .getEnvironment()
          .getPropertySources()
          .addFirst(
              new MapPropertySource("test", Map.of("schakel.database.folder", root.toString())));
      DatabaseStart begun = new DatabaseStart(EmbeddedDatabase.START);
      begun.initialize(context);
      assertThat(begun.database().url()).startsWith("jdbc:postgresql://localhost:");
      assertThat(folder.lock("overlap")).isEmpty();

      begun.close();
    }
    assertThat(folder.postgres().resolve("postmaster.pid")).doesNotExist();
    assertThat(folder.lock("overlap")).isPresent();
  }
}
