// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.keyholder;

/**
 * An organisation that may ask.
 *
 * @param tokenSha256 SHA-256 of its token, in hexadecimal; the token itself is nowhere
 * @param perHour numbers it may ask in any 60 minutes
 * @param perDay numbers it may ask in any 24 hours
 */
record Client(String name, String tokenSha256, int perHour, int perDay) {
  private static final int MOST = 1_000_000;

  Client {
    if (!name.matches("[a-z0-9][a-z0-9-]{0,59}")) {
      throw new KeyHolderRefused(
          "The name of a client has small letters, digits and hyphens, at most 60.");
    }
    if (perHour < 1 || perHour > MOST || perDay < 1 || perDay > MOST) {
      throw new KeyHolderRefused(
          "A client may ask 1..%d numbers an hour and a day.".formatted(MOST));
    }
  }
}
