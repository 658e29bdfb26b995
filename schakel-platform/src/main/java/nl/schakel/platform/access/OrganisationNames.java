// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.access;

/** Tells the name of an organisation; the room that keeps the directory implements it. */
@FunctionalInterface
public interface OrganisationNames {
  String nameOf(OrganisationId organisation);
}
