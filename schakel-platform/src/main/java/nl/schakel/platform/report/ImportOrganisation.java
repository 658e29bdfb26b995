// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.report;

import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import nl.schakel.platform.access.OrganisationId;
import nl.schakel.platform.organisation.Organisation;
import nl.schakel.platform.organisation.OrganisationSearch;
import nl.schakel.platform.organisation.Organisations;

/** Finds who reports: by id, name or other name; the coordination centre when nobody is named. */
final class ImportOrganisation {
  private final Organisations organisations;
  private final LocalDate today;

  ImportOrganisation(Organisations organisations, LocalDate today) {
    this.organisations = organisations;
    this.today = today;
  }

  Optional<Organisation> find(Optional<String> as) {
    return as.isPresent()
        ? byId(as.get()).or(() -> organisations.named(as.get(), today))
        : organisations
            .search(new OrganisationSearch("", "coordination-centre", "", false, 1, 1))
            .stream()
            .findFirst();
  }

  private Optional<Organisation> byId(String text) {
    try {
      return text.length() == 36
          ? organisations.find(new OrganisationId(UUID.fromString(text)))
          : Optional.empty();
    } catch (IllegalArgumentException notOne) {
      return Optional.empty();
    }
  }
}
