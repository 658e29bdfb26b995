// SPDX-License-Identifier: EUPL-1.2
/**
 * Estimates how many persons are on none of several overlapping lists (multiple systems
 * estimation).
 *
 * <p>Sets of lists and terms of a model are bit masks: bit i stands for list i.
 */
@NullMarked
package nl.schakel.estimate;

import org.jspecify.annotations.NullMarked;
