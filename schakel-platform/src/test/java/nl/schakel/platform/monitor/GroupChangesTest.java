// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor;

import static nl.schakel.platform.TestActors.COORDINATION_CENTRE;
import static nl.schakel.platform.TestActors.person;
import static nl.schakel.platform.TestActors.registrar;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;
import nl.schakel.platform.SchakelTest;
import nl.schakel.platform.TestActors;
import nl.schakel.platform.TestDatabase;
import nl.schakel.platform.access.Gate;
import nl.schakel.platform.access.Role;
import nl.schakel.platform.organisation.Organisations;
import nl.schakel.platform.register.RegisterFigures;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The list of changed groups of a day, on two machines over one database. */
@SchakelTest(
    properties = {"test.database=monitor-group-changes", "schakel.monitor.fixed-per-day=true"})
class GroupChangesTest {
  @Autowired DataSource dataSource;
  @Autowired RegisterFigures register;
  @Autowired DayFigureStore store;
  @Autowired Organisations organisations;
  @Autowired MonitorSettings settings;
  @Autowired Gate gate;
  @Autowired FigureDisclosure door;
  @Autowired Clock clock;
  @Autowired PlatformTransactionManager transactions;
  @Autowired TransactionTemplate transaction;
  @Autowired JdbcClient jdbc;

  private GroupChanges machine() {
    return new GroupChanges(
        register, store, organisations, settings, gate, door, clock, transactions);
  }

  @Test
  void the_list_of_a_day_is_the_same_after_a_restart_and_on_every_machine() {
    new MonitorFixtures(dataSource).fill();
    List<ChangedGroup> first = TestActors.as(registrar(), machine()::all);
    assertThat(first).isNotEmpty();

    TestDatabase.ownerOf(dataSource).sql("delete from register.source").update();

    assertThat(TestActors.as(registrar(), machine()::all)).isEqualTo(first);
    long rows =
        TestActors.as(
            person(COORDINATION_CENTRE, Role.ANALYST),
            () ->
                transaction.execute(
                    status ->
                        jdbc.sql("select count(*) from monitor.day_changes")
                            .query(Long.class)
                            .single()));
    assertThat(rows)
        .as("rows that the wall hands an analyst, who may not see groups of one organisation")
        .isZero();
  }
}
