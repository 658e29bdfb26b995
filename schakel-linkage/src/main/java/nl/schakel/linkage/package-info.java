// SPDX-License-Identifier: EUPL-1.2
/**
 * Decides by comparison of fields which records are about the same person, and says why.
 *
 * <p>Records are held by column; every value is a code in a sorted dictionary, so that text is
 * cleaned and measured once for each distinct value. Records are put in order of source and id
 * first: no result depends on the order of the input or on the number of threads.
 */
@NullMarked
package nl.schakel.linkage;

import org.jspecify.annotations.NullMarked;
