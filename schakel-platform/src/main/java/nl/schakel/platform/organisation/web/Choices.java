// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.organisation.web;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import nl.schakel.platform.access.OrganisationId;
import nl.schakel.platform.access.Role;
import nl.schakel.platform.organisation.Organisation;
import nl.schakel.platform.organisation.OrganisationSearch;
import nl.schakel.platform.organisation.Organisations;
import org.springframework.context.MessageSource;

/** Answers that forms of this room offer, and what a browser chose of them. */
final class Choices {
  private Choices() {}

  static Map<String, String> organisations(Organisations organisations) {
    Map<String, String> names = new LinkedHashMap<>();
    organisations
        .search(OrganisationSearch.everything())
        .forEach(one -> names.put(one.id().toString(), one.name()));
    return names;
  }

  /** The open organisation that was chosen. */
  static Optional<OrganisationId> organisation(Organisations organisations, String chosen) {
    try {
      return organisations
          .find(new OrganisationId(UUID.fromString(chosen)))
          .filter(Organisation::active)
          .map(Organisation::id);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** The roles of these names; a name that is no role is passed over. */
  static Set<Role> roles(Collection<String> chosen) {
    return Arrays.stream(Role.values())
        .filter(role -> chosen.contains(role.name()))
        .collect(Collectors.toSet());
  }

  static String label(MessageSource texts, Role role, Locale locale) {
    return texts.getMessage(
        "role." + role.name().toLowerCase(Locale.ROOT).replace('_', '-'), null, locale);
  }
}
