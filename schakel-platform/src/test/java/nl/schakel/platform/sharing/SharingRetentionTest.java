// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import nl.schakel.platform.SchakelTest;
import nl.schakel.platform.TestDatabase;
import nl.schakel.platform.access.Gate;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@SchakelTest(properties = "test.database=sharing-retention")
class SharingRetentionTest {
  private static final LocalDate TODAY = LocalDate.now(ZoneId.of("Europe/Amsterdam"));

  @Autowired SharingRetention retention;
  @Autowired Gate gate;
  private final JdbcClient behind;

  @Autowired
  SharingRetentionTest(DataSource dataSource) {
    behind = TestDatabase.ownerOf(dataSource);
  }

  private void remark(String text, LocalDate on) {
    behind
        .sql(
            """
            insert into sharing.feedback
              (given_on, subject, verdict, remark, sender, receiver, purpose, table_version)
            values (:on, 'rule/registration-01', 'unclear', :text, 'school', 'police', 'care', 'sha256:x')
            """)
        .param("on", on)
        .param("text", text)
        .update();
  }

  private void question(String state, LocalDate on) {
    UUID id = UUID.randomUUID();
    behind
        .sql(
            """
            insert into sharing.help_question
              (id, code_hash, asked_on, sender, receiver, purpose, data, subject, consent, regime,
               urgency, table_version, remark, state, closed_why)
            values (:id, :hash, :on, 'school', 'police', 'care', '{identity}', 'minor', 'not-asked', 'avg',
                    'normal', 'sha256:x', '', :state, case when :state = 'closed' then 'case-data' else '' end)
            """)
        .param("id", id)
        .param("hash", id.toString().repeat(2).substring(0, 64))
        .param("on", on)
        .param("state", state)
        .update();
    if (state.equals("answered")) {
      behind
          .sql(
              """
              insert into sharing.help_answer
                (question_id, answered_at, account_id, area, decision, modality, conditions, grounds, dpv,
                 certainty, review_on, source, reason_nl, reason_en, any_of)
              values (:id, now(), :id, 'care', 'forbidden', 'none', '{}', '{x}', '', 'sure', now(), 'x', 'x', 'x', '{}')
              """)
          .param("id", id)
          .update();
    }
  }

  private List<String> column(String sql) {
    return behind.sql(sql).query((row, n) -> row.getString(1)).list();
  }

  @Test
  void words_and_questions_go_at_the_end_of_their_term_and_the_log_says_how_many() {
    remark("oud", TODAY.minusDays(366));
    remark("jong", TODAY.minusDays(365));
    question("answered", TODAY.minusDays(731));
    question("closed", TODAY.minusDays(731));
    question("open", TODAY.minusDays(731));
    question("answered", TODAY.minusDays(730));

    assertThat(gate.asSystem(retention::delete)).isEqualTo(new SharingRetention.Deleted(1, 2));

    assertThat(column("select remark from sharing.feedback order by given_on"))
        .as("the verdicts stay")
        .containsExactly("", "jong");
    assertThat(column("select state from sharing.help_question order by state"))
        .containsExactly("answered", "open");
    assertThat(column("select question_id::text from sharing.help_answer")).hasSize(1);
    assertThat(
            column(
                """
                select (details ->> 'remarks') || '/' || (details ->> 'questions')
                  from audit.entry where activity = 'sharing.term-over'
                """))
        .containsExactly("1/2");

    assertThat(gate.asSystem(retention::delete).anything()).isFalse();
  }

  @Test
  void a_term_of_no_days_is_refused() {
    assertThatThrownBy(() -> new SharingSettings(0, 730))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("remark-days = 0");
  }
}
