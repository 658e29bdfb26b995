// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.register;

/** Looks for reports of other victims that may be about the same person. */
final class NearSearch {
  private NearSearch() {}

  /** The least that must be known of a report before it is compared with others. */
  static boolean comparable(Source source) {
    return source.named()
        && source.person().isPresent()
        && source.born().isPresent()
        && !source.sex().equals(Source.UNKNOWN)
        && !source.nationalities().isEmpty();
  }
}
