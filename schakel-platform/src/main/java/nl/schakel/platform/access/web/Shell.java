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
    List<Group> groups,
    String otherLanguageHref,
    String otherLanguageLabel,
    boolean publicPage) {

  /**
   * A part of the menu; never without items.
   *
   * @param current whether the page at hand is in it
   */
  record Group(String labelKey, List<Item> items, boolean current) {}

  record Item(String href, String labelKey, boolean current) {}
}
