// SPDX-License-Identifier: EUPL-1.2
/**
 * Trial: encodings of a person that tolerate typing errors, for organisations that may not give
 * names and hold no number.
 *
 * <p>No guarantee of anonymity: an encoding stands for one person and stays personal data. Who
 * holds a list of the same people can attack encodings by their likeness to each other; how far
 * that goes is measured in the build, see {@link nl.schakel.linkage.encoded.AttackResults}.
 * Encodings are compared in memory by somebody who holds no list of names, deleted after, and never
 * stored beside facts of cases.
 */
@NullMarked
package nl.schakel.linkage.encoded;

import org.jspecify.annotations.NullMarked;
