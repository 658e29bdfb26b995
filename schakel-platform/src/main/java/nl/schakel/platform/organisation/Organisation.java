// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.organisation;

import java.time.LocalDate;
import java.util.Optional;
import nl.schakel.platform.access.OrganisationId;

/**
 * An organisation of the chain. Dutch: ketenpartner.
 *
 * @param type code of the list {@code organisation-type}
 * @param region code of the list {@code region}
 * @param dutyContact how to reach it outside office hours: a telephone number or address
 * @param sourceList letter of the list that its reports stand on, code list {@code source-list};
 *     empty when it reports nobody, or when the list stands in each report
 * @param oin its number in the government's register of organisations, 20 digits; by this or by its
 *     name an organisation is recognised when its people sign in at home
 * @param validFrom first day it exists under this name, as far as known
 * @param validTo last day, as far as known
 * @param active false when an administrator closed it
 * @param version counts changes; a change names the version that it saw
 */
public record Organisation(
    OrganisationId id,
    String name,
    String type,
    String region,
    Optional<String> dutyContact,
    Optional<String> sourceList,
    Optional<String> oin,
    Optional<LocalDate> validFrom,
    Optional<LocalDate> validTo,
    String note,
    boolean active,
    int version) {

  /** Whether it takes part in the chain on this day. */
  public boolean existsOn(LocalDate day) {
    return active
        && validFrom.filter(day::isBefore).isEmpty()
        && validTo.filter(day::isAfter).isEmpty();
  }
}
