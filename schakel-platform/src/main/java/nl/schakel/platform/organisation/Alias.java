// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.organisation;

import java.time.LocalDate;
import java.util.Optional;

/**
 * Another name of an organisation, and the days on which it means that organisation.
 *
 * @param validFrom first day; empty means always before
 * @param validTo last day; empty means until now
 * @param source where this is written, in words
 */
public record Alias(
    String name, Optional<LocalDate> validFrom, Optional<LocalDate> validTo, String source) {}
