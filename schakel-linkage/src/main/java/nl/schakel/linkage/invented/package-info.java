// SPDX-License-Identifier: EUPL-1.2
/** Invented persons of the Dutch chain, with the truth, for tests and benchmarks. */
@NullMarked
package nl.schakel.linkage.invented;

import org.jspecify.annotations.NullMarked;
