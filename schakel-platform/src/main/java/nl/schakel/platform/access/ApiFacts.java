// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.access;

/** What the description of the API says of this installation. */
public record ApiFacts(
    String version, String tokenUrl, String contactName, String contactEmail, String contactUrl) {}
