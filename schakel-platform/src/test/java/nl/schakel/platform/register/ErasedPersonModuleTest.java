// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.register;

import static nl.schakel.platform.register.Chain.POLICE;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import nl.schakel.platform.SchakelTest;
import nl.schakel.platform.TestActors;
import nl.schakel.platform.TestDatabase;
import nl.schakel.platform.identity.ErasureGround;
import nl.schakel.platform.identity.PersonId;
import nl.schakel.platform.report.ReportFacts;
import nl.schakel.platform.report.ReportId;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@SchakelTest
@Import(Chain.class)
class ErasedPersonModuleTest {
  @Autowired Chain chain;
  @Autowired Linker linker;
  @Autowired Victims victims;
  @Autowired RegisterStore register;
  @Autowired TransactionTemplate transaction;
  private final JdbcClient behind;

  @Autowired
  ErasedPersonModuleTest(DataSource dataSource) {
    behind = TestDatabase.ownerOf(dataSource);
  }

  private VictimId victim(ReportId report) {
    return behind
        .sql("select victim_id from register.source where report_id = :report")
        .param("report", report.value())
        .query((row, n) -> new VictimId(row.getObject(1, UUID.class)))
        .single();
  }

  private List<PersonId> persons(VictimId victim) {
    return behind
        .sql(
            """
            select person_id from register.source
             where victim_id = :victim and person_id is not null
            """)
        .param("victim", victim.value())
        .query((row, n) -> new PersonId(row.getObject(1, UUID.class)))
        .list();
  }

  private void takeOutOfTheVault(PersonId person) {
    for (String rows : List.of("linking_key where person_id", "person where id")) {
      behind
          .sql("delete from identity.%s = :person".formatted(rows))
          .param("person", person.value())
          .update();
    }
  }

  private boolean inTheVault(PersonId person) {
    return behind
        .sql("select exists (select from identity.linking_key where person_id = :person)")
        .param("person", person.value())
        .query(Boolean.class)
        .single();
  }

  @Test
  void a_person_who_is_gone_already_does_not_undo_the_erasure_of_the_others() {
    String key = UUID.randomUUID().toString();
    VictimId victim = victim(chain.report(POLICE, "personKey", key));
    chain.report(POLICE, "personKey", key);
    chain.report(POLICE, "personKey", key);
    List<PersonId> persons = persons(victim);
    takeOutOfTheVault(persons.get(1));

    int erased =
        TestActors.as(
            TestActors.dataProtectionOfficer(),
            () -> victims.erase(victim, ErasureGround.values()[0]));

    assertThat(persons).hasSize(3);
    assertThat(erased).isEqualTo(2);
    assertThat(persons).noneMatch(this::inTheVault);
    assertThat(persons(victim)).isEmpty();
  }

  @Test
  void a_person_who_was_erased_before_linking_is_not_kept_by_the_register() {
    List<ReportFacts> reports =
        transaction.execute(
            status -> {
              // Linking waits for this lock, so that the erasure comes between.
              register.lock();
              return CompletableFuture.supplyAsync(
                      () -> {
                        List<ReportFacts> stored =
                            chain.store(
                                POLICE,
                                List.of(
                                    Chain.facts("personKey", UUID.randomUUID().toString()),
                                    Chain.facts("personKey", UUID.randomUUID().toString())));
                        takeOutOfTheVault(stored.getFirst().person().orElseThrow());
                        return stored;
                      })
                  .join();
            });
    linker.link(reports.getFirst().number(), reports.getLast().number());

    assertThat(persons(victim(reports.getFirst().id()))).isEmpty();
    assertThat(persons(victim(reports.getLast().id())))
        .containsExactly(reports.getLast().person().orElseThrow());
  }
}
