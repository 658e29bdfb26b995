// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.organisation;

/**
 * What is looked for in the directory; an empty text means everything.
 *
 * @param words part of a name or of another name
 * @param page counted from 1
 * @param size rows on a page, 1 to {@link #LARGEST_PAGE}
 */
public record OrganisationSearch(
    String words, String type, String region, boolean closedToo, int page, int size) {
  /**
   * More than the chain has; an installation that grows past it shows ids where names are missing.
   */
  public static final int LARGEST_PAGE = 5_000;

  public OrganisationSearch {
    page = Math.max(1, page);
    size = Math.clamp(size, 1, LARGEST_PAGE);
  }

  /** All that are open, as far as one page goes. */
  public static OrganisationSearch everything() {
    return new OrganisationSearch("", "", "", false, 1, LARGEST_PAGE);
  }
}
