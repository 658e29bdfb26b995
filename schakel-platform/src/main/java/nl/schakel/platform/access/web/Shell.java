// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.access.web;

import java.util.List;

/**
 * What the frame around a page shows.
 *
 * @param publicPage open to everybody: carries the quick exit and says what is recorded
 */
record Shell(
    boolean signedIn,
    String displayName,
    String organisationName,
    List<Item> items,
    String otherLanguageHref,
    String otherLanguageLabel,
    boolean publicPage) {

  record Item(String href, String labelKey, boolean current) {}
}
