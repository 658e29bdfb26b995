// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.organisation;

/**
 * What is looked for in the directory; an empty text means everything.
 *
 * @param words part of a name or of another name
 * @param page counted from 1
 * @param size rows on a page, 1 to 500
 */
public record OrganisationSearch(
    String words, String type, String region, boolean closedToo, int page, int size) {
  public OrganisationSearch {
    page = Math.max(1, page);
    size = Math.clamp(size, 1, 500);
  }

  /** All that are open, as far as one page of 500 goes. */
  public static OrganisationSearch everything() {
    return new OrganisationSearch("", "", "", false, 1, 500);
  }
}
