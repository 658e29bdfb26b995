// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.report;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** As what an organisation reports: its type of organisation decides, and that is data. */
class ReporterTypes {
  private final Map<String, Type> byOrganisationType = new HashMap<>();
  private final Map<String, Type> byCode = new HashMap<>();

  ReporterTypes(Collection<Type> types) {
    for (Type type : types) {
      byCode.put(type.code(), type);
      type.organisationTypes().forEach(each -> byOrganisationType.put(each, type));
    }
  }

  /**
   * A reporter type.
   *
   * @param sourceList source list its reports count on; empty where each report says it, or where
   *     they are on none
   */
  record Type(
      String code,
      List<String> organisationTypes,
      String sourceList,
      String certainty,
      String note) {}

  /** Empty for an organisation that does not report. */
  Optional<Type> ofOrganisationType(String organisationType) {
    return Optional.ofNullable(byOrganisationType.get(organisationType));
  }

  boolean knows(String reporterType) {
    return byCode.containsKey(reporterType);
  }
}
