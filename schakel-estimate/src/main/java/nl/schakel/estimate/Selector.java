// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.estimate;

/**
 * Chooses a model for a table and estimates with it; the whole of it is repeated in a bootstrap.
 */
interface Selector {
  /** Returns the estimated population, or NaN when no admissible model has a usable fit. */
  double population(Cells cells);

  /** Returns the model chosen by the last call. */
  Hierarchy model();
}
