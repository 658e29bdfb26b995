// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing;

import static nl.schakel.platform.TestActors.signedIn;
import static nl.schakel.platform.sharing.ReportedPersons.POLICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import javax.sql.DataSource;
import nl.schakel.platform.SchakelTest;
import nl.schakel.platform.TestActors;
import nl.schakel.platform.TestDatabase;
import nl.schakel.platform.access.Actor;
import nl.schakel.platform.access.Role;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Who is refused by the rules reads which rule, on which ground, and what would change it. */
@SchakelTest
class RefusalPagesTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Actor POLICE_REGISTRAR = TestActors.person(POLICE, Role.REGISTRAR);

  @Autowired MockMvc mvc;
  @Autowired DataSource dataSource;

  private MockHttpServletResponse open(Actor actor, String path) throws Exception {
    return mvc.perform(get(path).with(signedIn(actor))).andReturn().getResponse();
  }

  @Test
  void a_page_that_the_rules_refuse_says_which_rule_and_what_would_change_it() throws Exception {
    MockHttpServletResponse answer = open(POLICE_REGISTRAR, "/register?lang=nl");
    String page = answer.getContentAsString();

    assertThat(answer.getStatus()).isEqualTo(403);
    assertThat(page)
        .contains("De regels laten dit niet toe", "Met uw account is niets mis")
        .contains("Wat er niet mag, en waarom", "Wanneer mag het wel?")
        .contains("/may-i-share?sender=coordination-centre")
        .doesNotContain("heeft het recht niet", "??");
    assertThat(open(POLICE_REGISTRAR, "/register?lang=en").getContentAsString())
        .contains("The rules do not allow this", "When would it be allowed?")
        .doesNotContain("??");
  }

  @Test
  void the_decision_that_the_page_names_is_in_the_log() throws Exception {
    String problem = open(POLICE_REGISTRAR, "/api/v1/victims").getContentAsString();

    JsonNode told = JSON.readTree(problem);
    assertThat(told.path("status").asInt()).isEqualTo(403);
    assertThat(told.path("decision").asString()).isIn("ask", "forbidden", "allowed-if");
    assertThat(told.path("withheld").path("identity").path("rows").isArray()).isTrue();
    assertThat(told.path("tableVersion").asString()).startsWith("sha256:");
    assertThat(
            TestDatabase.ownerOf(dataSource)
                .sql("select activity || '/' || result from audit.entry where id = :id::uuid")
                .param("id", told.path("log").asString())
                .query((row, n) -> row.getString(1))
                .list())
        .containsExactly("sharing.decide/REFUSED");
  }

  @Test
  void who_lacks_the_right_is_told_that_and_nothing_of_rules() throws Exception {
    MockHttpServletResponse answer = open(TestActors.reporter(POLICE), "/register");

    assertThat(answer.getStatus()).isEqualTo(403);
    assertThat(answer.getContentAsString())
        .contains("heeft het recht niet")
        .doesNotContain("Wanneer mag het wel?");
  }
}
