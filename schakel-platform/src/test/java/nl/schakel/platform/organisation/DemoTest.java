// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.organisation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumSet;
import java.util.Set;
import nl.schakel.platform.SchakelTest;
import nl.schakel.platform.access.Accounts;
import nl.schakel.platform.access.Gate;
import nl.schakel.platform.access.Role;
import nl.schakel.platform.database.StartRefused;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;

@SchakelTest(properties = {"schakel.demo=true", "test.database=demo-accounts"})
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DemoTest {
  @Autowired Demo demo;
  @Autowired Accounts accounts;
  @Autowired Organisations organisations;
  @Autowired Gate gate;

  @Test
  @Order(1)
  void there_is_someone_to_sign_in_as_for_every_role_of_a_person() {
    assertThat(demo.accounts())
        .extracting(Demo.Persona::role)
        .containsAll(EnumSet.complementOf(EnumSet.of(Role.MACHINE)));
    for (Demo.Persona persona : demo.accounts()) {
      assertThat(accounts.signIn(persona.name(), demo.password()))
          .as(persona.name())
          .isInstanceOf(Accounts.SignIn.Welcome.class);
      assertThat(organisations.find(persona.organisationId()))
          .as(persona.organisation())
          .isPresent();
      assertThat(persona.displayName()).endsWith("-Voorbeeld");
    }
  }

  @Test
  @Order(2)
  void a_second_start_opens_nothing_twice() {
    int before = accounts.all().size();

    demo.openFirstAccounts();

    assertThat(accounts.all()).hasSize(before).hasSameSizeAs(demo.accounts());
  }

  @Test
  @Order(3)
  void known_passwords_and_real_people_never_meet() {
    gate.asSystem(
        () ->
            accounts.open(
                Organisations.idOf("CoMensha"),
                "echt",
                "Esra Echt-Voorbeeld",
                Set.of(Role.REGISTRAR),
                "een eigen wachtwoord"));

    assertThatThrownBy(demo::openFirstAccounts)
        .isInstanceOf(StartRefused.class)
        .hasMessageContaining("--empty");
  }
}
