// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.organisation.web;

import static nl.schakel.platform.TestActors.COORDINATION_CENTRE;
import static nl.schakel.platform.TestActors.person;
import static nl.schakel.platform.TestActors.signedIn;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import nl.schakel.platform.SchakelTest;
import nl.schakel.platform.access.Actor;
import nl.schakel.platform.access.Role;
import nl.schakel.platform.organisation.Organisations;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;

@SchakelTest
class DirectoryPagesTest {
  private static final Actor ADMINISTRATOR = person(COORDINATION_CENTRE, Role.ADMINISTRATOR);
  private static final Actor REPORTER = person(COORDINATION_CENTRE, Role.REPORTER);

  @Autowired MockMvc mvc;

  @Test
  void everyone_signed_in_finds_an_organisation_by_an_old_name() throws Exception {
    mvc.perform(get("/organisations").param("words", "inspectie szw").with(signedIn(REPORTER)))
        .andExpect(status().isOk())
        .andExpect(content().string(containsString("Nederlandse Arbeidsinspectie")))
        .andExpect(content().string(not(containsString("Organisatie toevoegen"))));
  }

  @Test
  void nobody_else_is_asked_to_sign_in() throws Exception {
    mvc.perform(get("/organisations")).andExpect(redirectedUrl("/sign-in"));
  }

  @Test
  void the_list_is_shown_in_english_too() throws Exception {
    mvc.perform(get("/organisations").param("lang", "en").with(signedIn(ADMINISTRATOR)))
        .andExpect(content().string(containsString("Organisations in the chain")))
        .andExpect(content().string(containsString("Add an organisation")));
  }

  @Test
  void a_page_tells_the_other_names_and_their_days() throws Exception {
    mvc.perform(
            get("/organisations/{id}", Organisations.idOf("Nederlandse Arbeidsinspectie"))
                .with(signedIn(REPORTER)))
        .andExpect(status().isOk())
        .andExpect(content().string(containsString("Inspectie SZW")))
        .andExpect(content().string(containsString("31-12-2021")));
  }

  @Test
  void what_is_no_id_is_not_there() throws Exception {
    mvc.perform(get("/organisations/{id}", "x").with(signedIn(REPORTER)))
        .andExpect(status().isNotFound());
  }

  @Test
  void a_wrong_form_comes_back_with_what_was_typed_and_what_is_wrong() throws Exception {
    mvc.perform(
            post("/organisations")
                .param("name", "Onaf Voorbeeld")
                .param("validFrom", "31-02-2026")
                .with(csrf())
                .with(signedIn(ADMINISTRATOR)))
        .andExpect(status().isUnprocessableContent())
        .andExpect(content().string(containsString("Onaf Voorbeeld")))
        .andExpect(content().string(containsString("Vul een dag in die bestaat")));
  }

  @Test
  void an_administrator_adds_an_organisation_and_closes_it() throws Exception {
    String page =
        String.valueOf(
            mvc.perform(
                    post("/organisations")
                        .param("name", "School De Proef")
                        .param("type", "school")
                        .param("region", "limburg")
                        .with(csrf())
                        .with(signedIn(ADMINISTRATOR)))
                .andExpect(status().is3xxRedirection())
                .andReturn()
                .getResponse()
                .getRedirectedUrl());
    mvc.perform(get(page + "/edit").with(signedIn(ADMINISTRATOR))).andExpect(status().isOk());
    mvc.perform(
            post(page)
                .param("name", "School De Proef")
                .param("type", "school")
                .param("region", "limburg")
                .param("version", "1")
                .param("active", "no")
                .with(csrf())
                .with(signedIn(ADMINISTRATOR)))
        .andExpect(redirectedUrl(page));
    mvc.perform(get(page).with(signedIn(REPORTER)))
        .andExpect(content().string(containsString("Gesloten")));
  }

  @Test
  void a_reporter_cannot_change_the_directory() throws Exception {
    mvc.perform(get("/organisations/new").with(signedIn(REPORTER)))
        .andExpect(status().isForbidden());
    mvc.perform(post("/organisations").param("name", "X").with(csrf()).with(signedIn(REPORTER)))
        .andExpect(status().isForbidden());
  }
}
