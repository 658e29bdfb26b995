// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.estimate;

/**
 * Keeps an estimate up to date while reports arrive, without fitting from the start.
 *
 * <p>The model stays as chosen; {@link #choose()} chooses again. One report moves the fit so little
 * that one or two Newton steps settle it. Not safe for use by several threads at once.
 */
public final class LiveEstimate {
  private CaptureTable table;
  private final Newton newton;
  private Hierarchy model;
  private boolean fitted;

  /** Begins with a table and chooses a model stepwise. */
  public LiveEstimate(CaptureTable table) {
    this.table = table;
    this.newton = new Newton(table.size());
    this.model = Hierarchy.mainEffects(table.size());
    choose();
  }

  /** Chooses the model again, stepwise, and returns it. */
  public Hierarchy choose() {
    Stepwise stepwise = new Stepwise(table.size(), Stepwise.USUAL_THRESHOLD);
    if (Double.isFinite(stepwise.population(Cells.of(table)))) {
      model = stepwise.model();
    }
    fitted = false;
    return model;
  }

  /**
   * Moves one person from one history to another and returns the population.
   *
   * @param before history before the report, 0 for a person not seen before
   * @param after history after it
   * @return the estimate, NaN when the model no longer has a usable fit
   */
  public double report(int before, int after) {
    long[] counts = table.counts();
    if (after <= 0 || after >= counts.length || before < 0 || before >= counts.length) {
      throw new IllegalArgumentException("histories %d and %d".formatted(before, after));
    }
    if (before != 0 && counts[before]-- == 0) {
      throw new IllegalArgumentException("nobody has history " + table.nameOf(before));
    }
    counts[after]++;
    table = CaptureTable.of(table.lists(), counts);
    return population();
  }

  /** Returns the estimate for the table as it is now, NaN without a usable fit. */
  public double population() {
    Cells cells = Cells.of(table);
    int[] terms = model.terms();
    if (!new Existence(cells).usable(terms, terms.length)) {
      fitted = false;
      return Double.NaN;
    }
    boolean settled = fitted ? newton.refit(cells, terms, terms.length) : newton.fit(cells, terms);
    fitted = settled;
    return settled ? cells.total + newton.dark() : Double.NaN;
  }

  /** Returns the table as it is now. */
  public CaptureTable table() {
    return table;
  }

  /** Returns the model in use. */
  public Hierarchy model() {
    return model;
  }
}
