// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor;

import static nl.schakel.platform.TestActors.COORDINATION_CENTRE;
import static nl.schakel.platform.TestActors.person;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import nl.schakel.platform.SchakelTest;
import nl.schakel.platform.TestActors;
import nl.schakel.platform.TestDatabase;
import nl.schakel.platform.access.Actor;
import nl.schakel.platform.access.Role;
import nl.schakel.platform.monitor.release.DecideOutcome;
import nl.schakel.platform.monitor.release.DraftRequest;
import nl.schakel.platform.monitor.release.FreezeRequest;
import nl.schakel.platform.monitor.release.FrozenSet;
import nl.schakel.platform.monitor.release.FrozenSets;
import nl.schakel.platform.monitor.release.Publications;
import nl.schakel.platform.monitor.release.Release;
import nl.schakel.platform.monitor.release.ReleaseNotFound;
import nl.schakel.platform.monitor.release.ReleaseTable;
import nl.schakel.platform.monitor.release.Releases;
import nl.schakel.platform.register.ReportsForgotten;
import nl.schakel.platform.report.ReportId;
import nl.schakel.platform.web.InvalidInput;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** From a frozen set to a public page: frozen, drafted, audited, approved by another, published. */
@SchakelTest(properties = "test.database=monitor-releases")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.MethodName.class)
class ReleasesTest {
  private static final Actor DRAFTER = person(COORDINATION_CENTRE, Role.ANALYST);
  private static final Actor SECOND = person(COORDINATION_CENTRE, Role.ANALYST);

  @Autowired DataSource dataSource;
  @Autowired FrozenSets sets;
  @Autowired Releases releases;
  @Autowired Publications publications;
  @Autowired JdbcClient jdbc;
  @Autowired TransactionTemplate transaction;
  @Autowired ApplicationEventPublisher events;
  private int names;

  @BeforeAll
  void fill() {
    new MonitorFixtures(dataSource).fill();
  }

  private FrozenSet frozen(int first, int last) {
    return TestActors.as(
        DRAFTER, () -> sets.freeze(FreezeRequest.first("voorbeeld-" + names++, first, last)));
  }

  private Release draft(FrozenSet set, String monitor, Instant publishAt) {
    return TestActors.as(
        DRAFTER, () -> releases.draft(new DraftRequest(set.id(), monitor, publishAt, "")));
  }

  private JdbcClient behind() {
    return TestDatabase.ownerOf(dataSource);
  }

  @Test
  void a_release_goes_from_frozen_facts_to_everybody_through_a_second_person() {
    FrozenSet set = frozen(2016, 2020);
    Release draft = draft(set, "slachtoffermonitor", Instant.now().minusSeconds(5));
    List<ReleaseTable> tables = TestActors.as(DRAFTER, () -> releases.tables(draft.id()));

    for (ReleaseTable table : tables) {
      System.err.println(
          table.code()
              + " "
              + table.published().isPresent()
              + " "
              + table.refusal()
              + " "
              + table.audit());
    }
    assertThatExceptionOfType(ReleaseNotFound.class)
        .isThrownBy(() -> publications.get(draft.publication(), Optional.empty()));
    assertThat(TestActors.as(DRAFTER, () -> releases.approve(draft.id(), "")))
        .isInstanceOf(DecideOutcome.OwnDraft.class);
    assertThat(TestActors.as(SECOND, () -> releases.approve(draft.id(), "Nagelezen")))
        .isInstanceOf(DecideOutcome.Done.class);

    var read = publications.get("slachtoffermonitor-2020", Optional.empty());
    assertThat(read.tables()).hasSameSizeAs(tables);
    assertThat(read.sha256()).isEqualTo(set.sha256());
    assertThat(TestActors.as(SECOND, () -> releases.repeat(draft.id())))
        .isEqualTo(Releases.Repeated.SAME);
  }
}
