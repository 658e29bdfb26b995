// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor.release;

import java.util.List;
import nl.schakel.disclosure.Release;

/**
 * The persons that a frozen set has in common with others, and what was published over the others.
 *
 * @param persons counted in the years and by the dimensions of the set at hand
 * @param releases as they look to whoever knows everybody else in them
 */
record Common(FrozenCube persons, List<Release> releases) {
  Common {
    releases = List.copyOf(releases);
  }
}
