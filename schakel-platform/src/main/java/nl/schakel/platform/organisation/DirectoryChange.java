// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.organisation;

import java.util.Map;
import nl.schakel.platform.access.OrganisationId;
import nl.schakel.platform.audit.AuditEvent;

/** The directory was filled or changed. */
record DirectoryChange(String activity, String object, Map<String, String> details)
    implements AuditEvent {

  static DirectoryChange loaded(int organisations, int aliases) {
    return new DirectoryChange(
        "organisation.load",
        "organisation",
        Map.of(
            "organisations", Integer.toString(organisations),
            "aliases", Integer.toString(aliases)));
  }

  static DirectoryChange added(OrganisationId id, OrganisationDraft draft) {
    return new DirectoryChange(
        "organisation.add", object(id), Map.of("type", draft.type(), "region", draft.region()));
  }

  static DirectoryChange changed(OrganisationId id, int version, boolean active) {
    return new DirectoryChange(
        "organisation.change",
        object(id),
        Map.of("version", Integer.toString(version), "active", Boolean.toString(active)));
  }

  static DirectoryChange named(OrganisationId id) {
    return new DirectoryChange("organisation.add-name", object(id), Map.of());
  }

  private static String object(OrganisationId id) {
    return "organisation/" + id;
  }

  @Override
  public Purpose purpose() {
    return Purpose.ADMINISTRATION;
  }
}
