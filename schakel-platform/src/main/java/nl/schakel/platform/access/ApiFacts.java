// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.access;

/**
 * What the description of the API says of this installation.
 *
 * @param ownServer tokens come from the built-in authorization server
 */
public record ApiFacts(
    String version,
    boolean ownServer,
    String tokenUrl,
    String contactName,
    String contactEmail,
    String contactUrl) {}
