// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.identity;

/** Two persons to be compared. */
public record PersonPair(PersonId one, PersonId other) {}
