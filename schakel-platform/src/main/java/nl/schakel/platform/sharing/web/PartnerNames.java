// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing.web;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import nl.schakel.platform.access.Account;
import nl.schakel.platform.access.AccountId;
import nl.schakel.platform.access.Accounts;
import nl.schakel.platform.access.Gate;
import nl.schakel.platform.access.OrganisationId;
import nl.schakel.platform.organisation.Organisation;
import nl.schakel.platform.organisation.OrganisationSearch;
import nl.schakel.platform.organisation.Organisations;
import org.springframework.stereotype.Component;

/** Organisations and people of the chain as the reader may know them. */
@Component
class PartnerNames {
  private static final int EVERY_ORGANISATION = 2000;

  private final Organisations organisations;
  private final Accounts accounts;
  private final SharingWords words;
  private final Gate gate;

  PartnerNames(Organisations organisations, Accounts accounts, SharingWords words, Gate gate) {
    this.organisations = organisations;
    this.accounts = accounts;
    this.words = words;
    this.gate = gate;
  }

  /** Every open organisation but the own one, by name. */
  Map<String, String> otherOrganisations() {
    Optional<OrganisationId> own = gate.actor().map(actor -> actor.organisation());
    Map<String, String> names = new LinkedHashMap<>();
    organisations.search(new OrganisationSearch("", "", "", false, 1, EVERY_ORGANISATION)).stream()
        .filter(one -> own.filter(one.id()::equals).isEmpty())
        .forEach((Organisation one) -> names.put(one.id().toString(), one.name()));
    return names;
  }

  /** The organisation that this name means today. */
  Optional<OrganisationId> named(String name) {
    return organisations.find(name);
  }

  String organisation(OrganisationId id) {
    return organisations.nameOf(id);
  }

  /** The person of the own organisation; of another, only that it was somebody there. */
  String account(AccountId id, Locale locale) {
    if (id.equals(Gate.SYSTEM_ACCOUNT)) {
      return words.text("shares.system", locale);
    }
    Optional<OrganisationId> own = gate.actor().map(actor -> actor.organisation());
    return accounts
        .account(id)
        .filter(account -> own.filter(account.organisation()::equals).isPresent())
        .map(Account::displayName)
        .orElseGet(() -> words.text("shares.somebody", locale));
  }
}
