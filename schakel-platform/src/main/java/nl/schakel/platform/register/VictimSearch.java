// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.register;

import java.util.Optional;

/**
 * What a reader looks for among victims; empty means no limit.
 *
 * @param text receipt number, a reporter's own reference, or a victim's number
 * @param vNumber number of the immigration administration; looked up by its key, in the vault
 * @param year year of the first report
 * @param nationality country code
 */
public record VictimSearch(
    Optional<String> text,
    Optional<String> vNumber,
    Optional<Integer> year,
    Optional<String> sex,
    Optional<String> nationality) {
  public static final VictimSearch EVERYBODY =
      new VictimSearch(
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  /** Prints nothing of what was typed. */
  @Override
  public String toString() {
    return "VictimSearch";
  }
}
