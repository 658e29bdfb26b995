// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.organisation;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import nl.schakel.platform.access.Account;
import nl.schakel.platform.access.Accounts;
import nl.schakel.platform.access.Gate;
import nl.schakel.platform.access.OrganisationId;
import nl.schakel.platform.access.Role;
import nl.schakel.platform.database.StartRefused;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/**
 * The first accounts: invented people to try the system with, or one administrator.
 *
 * <p>Guarantee: accounts with the known demo password and accounts of real people never live in one
 * installation; such a start is refused.
 */
@Component
@EnableConfigurationProperties(DemoSettings.class)
public class Demo {
  private static final String SUFFIX = "@demo";
  private static final String CENTRE = "CoMensha";

  private static final List<Persona> PERSONAS =
      List.of(
          persona("agent", "Ava Agent-Voorbeeld", "Politie Rotterdam", Role.REPORTER),
          persona("grens", "Guus Grens-Voorbeeld", "Koninklijke Marechaussee", Role.REPORTER),
          persona(
              "inspecteur",
              "Ilse Inspectie-Voorbeeld",
              "Nederlandse Arbeidsinspectie",
              Role.REPORTER),
          persona("zorg", "Zeynep Zorg-Voorbeeld", "Zorgcoördinatie Rotterdam", Role.REPORTER),
          persona("opvang", "Otto Opvang-Voorbeeld", "HVO-Querido", Role.REPORTER),
          persona("mentor", "Mila Mentor-Voorbeeld", "Gemeente Rotterdam", Role.PROFESSIONAL),
          persona("register", "Rik Register-Voorbeeld", CENTRE, Role.REGISTRAR),
          persona("lezer", "Lea Lezer-Voorbeeld", CENTRE, Role.REGISTRAR),
          persona("plaatsing", "Pia Plaatsing-Voorbeeld", CENTRE, Role.PLACEMENT_OFFICER),
          persona(
              "keten",
              "Kees Keten-Voorbeeld",
              "Immigratie- en Naturalisatiedienst",
              Role.CASE_PARTNER),
          persona(
              "analist",
              "Anouk Analist-Voorbeeld",
              "Nationaal Rapporteur Mensenhandel en Seksueel Geweld tegen Kinderen",
              Role.ANALYST),
          persona(
              "tweede",
              "Tom Tweede-Voorbeeld",
              "Nationaal Rapporteur Mensenhandel en Seksueel Geweld tegen Kinderen",
              Role.ANALYST),
          persona(
              "programma",
              "Pieter Programma-Voorbeeld",
              "Ministerie van Justitie en Veiligheid",
              Role.PROGRAMME_OFFICER),
          persona("privacy", "Fatima Functionaris-Voorbeeld", CENTRE, Role.DATA_PROTECTION_OFFICER),
          // Another than who proposed a change of the rules, or wrote an agreement down, decides.
          persona("jurist", "Joris Jurist-Voorbeeld", CENTRE, Role.DATA_PROTECTION_OFFICER),
          persona("auditor", "Aart Auditor-Voorbeeld", CENTRE, Role.AUDITOR),
          persona("beheer", "Bea Beheer-Voorbeeld", CENTRE, Role.ADMINISTRATOR));

  private final Accounts accounts;
  private final Gate gate;
  private final DemoSettings settings;

  Demo(Accounts accounts, Gate gate, DemoSettings settings) {
    this.accounts = accounts;
    this.gate = gate;
    this.settings = settings;
  }

  /** Somebody invented, to sign in as. */
  public record Persona(String name, String displayName, String organisation, Role role) {
    public OrganisationId organisationId() {
      return Organisations.idOf(organisation);
    }
  }

  private static Persona persona(String name, String displayName, String organisation, Role role) {
    return new Persona(name + SUFFIX, displayName, organisation, role);
  }

  /** Who one can sign in as; empty when this is no demo. */
  public List<Persona> accounts() {
    return settings.demo() ? PERSONAS : List.of();
  }

  /** The password of all of them. */
  public String password() {
    return settings.demoPassword();
  }

  void openFirstAccounts() {
    List<Account> known = accounts.all();
    boolean foreign = known.stream().anyMatch(account -> !account.name().endsWith(SUFFIX));
    boolean invented = known.stream().anyMatch(account -> account.name().endsWith(SUFFIX));
    if (settings.demo() && foreign) {
      throw new StartRefused(
          "This database holds accounts of people, so no demo accounts are opened; start with --empty, or give another folder with --data DIR.");
    }
    if (!settings.demo() && invented) {
      throw new StartRefused(
          "This database holds demo accounts with a known password; start without --empty, or give another folder with --data DIR.");
    }
    if (settings.demo()) {
      openPersonas(known.stream().map(Account::name).collect(Collectors.toSet()));
    } else if (known.isEmpty()) {
      openAdministrator();
    }
  }

  private void openPersonas(Set<String> known) {
    List<Persona> missing = new ArrayList<>(PERSONAS);
    missing.removeIf(persona -> known.contains(persona.name()));
    gate.asSystem(
        () -> {
          missing.forEach(this::openPersona);
          return missing.size();
        });
  }

  private void openPersona(Persona persona) {
    accounts.open(
        persona.organisationId(),
        persona.name(),
        persona.displayName(),
        Set.of(persona.role()),
        settings.demoPassword());
  }

  /** The password is printed for the person at the keyboard and kept nowhere. */
  private void openAdministrator() {
    Accounts.Kept kept =
        gate.asSystem(
            () ->
                accounts.open(
                    new Accounts.NewAccount(
                        Organisations.idOf(CENTRE),
                        "beheer",
                        "Eerste beheerder",
                        Set.of(Role.ADMINISTRATOR))));
    if (kept instanceof Accounts.Kept.Opened opened) {
      System.out.printf(
          "First administrator: sign in as 'beheer' with the password %s (good for one sign-in; it is not shown again).%n",
          opened.oneTimePassword());
    }
  }
}
