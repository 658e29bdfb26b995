// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.identity;

import java.util.OptionalDouble;

/**
 * How alike two names are.
 *
 * @param similarity 0 to 1; empty when one of the two has no name or is erased
 */
public record NameSimilarity(PersonPair pair, OptionalDouble similarity) {}
