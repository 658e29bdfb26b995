// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.organisation;

import java.time.LocalDate;
import java.util.Optional;

/** What an administrator says about an organisation; see {@link Organisation}. */
public record OrganisationDraft(
    String name,
    String type,
    String region,
    Optional<String> dutyContact,
    Optional<String> sourceList,
    Optional<String> oin,
    Optional<LocalDate> validFrom,
    Optional<LocalDate> validTo,
    String note) {}
