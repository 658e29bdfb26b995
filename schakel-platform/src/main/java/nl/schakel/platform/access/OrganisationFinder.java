// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.access;

import java.util.Optional;

/** Finds the organisation that a sign-in elsewhere speaks of; the directory implements it. */
@FunctionalInterface
public interface OrganisationFinder {
  /** The open organisation with this OIN or this name; empty when there is none, or no telling. */
  Optional<OrganisationId> find(String oinOrName);
}
