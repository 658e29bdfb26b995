// SPDX-License-Identifier: EUPL-1.2
/**
 * Oblivious pseudonyms: the verifiable oblivious pseudorandom function of RFC 9497, suite
 * P256-SHA256.
 *
 * <p>Guarantee: who holds the key learns neither the number nor its pseudonym, and who asks learns
 * the pseudonym of the numbers that were asked and nothing of the key. The proof shows that the key
 * was the published one. It does not stop somebody from asking for every number there is: that
 * takes a limit on how many may be asked.
 */
@NullMarked
package nl.schakel.linkage.oblivious;

import org.jspecify.annotations.NullMarked;
