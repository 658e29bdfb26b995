// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor;

/** How the cells of one cut of a year add up to the persons of that year. */
public enum Counting {
  /** Each person stands in exactly one cell: the cells add up to the total. */
  ONCE,
  /**
   * Each person stands in one cell or more, such as a victim with two forms of exploitation: no
   * cell is above the total and together they are at least the total.
   */
  SEVERAL
}
