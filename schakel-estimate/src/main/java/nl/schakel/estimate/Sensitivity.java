// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.estimate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How the estimate moves when an assumption that the data cannot test is given up, as curves.
 *
 * <p>Three kinds. <em>Dependence</em>: the odds ratio between two lists is fixed at a given value
 * instead of being left out or fitted. <em>Highest term</em>: every estimate supposes that the
 * interaction of all t lists together is 0; with odds ratio psi instead, and the fitted means of
 * the observed histories kept, the number unseen is multiplied by psi when t is even and divided by
 * it when t is odd. <em>Referral</em>: a share of the persons on lists A and B is on B only because
 * A referred them; they are put back on A without B.
 */
public final class Sensitivity {
  private static final double[] ODDS = {0.25, 1.0 / 3, 0.5, 1, 2, 3, 4, 6, 10};
  private static final double[] HIGHEST = {0.25, 1.0 / 3, 0.5, 2.0 / 3, 1, 1.5, 2, 3, 4};
  private static final double[] SHARES = {0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9};

  private static final int MOST_LISTS = 8;

  private Sensitivity() {}

  /**
   * One assumption varied.
   *
   * @param kind dependence, highest-term or referral
   * @param lists the lists concerned, in order: for referral from, then to
   * @param points values of the assumption with the estimate
   */
  public record Curve(String kind, List<String> lists, List<Point> points) {
    /**
     * Returns the largest estimate divided by the smallest; 1 when the assumption does not matter.
     */
    public double spread() {
      double[] finite =
          points.stream()
              .mapToDouble(Point::population)
              .filter(Double::isFinite)
              .sorted()
              .toArray();
      return finite.length == 0 ? 1 : finite[finite.length - 1] / finite[0];
    }
  }

  /**
   * One point of a curve.
   *
   * @param value the odds ratio or share supposed
   * @param population the estimate that follows; NaN when no usable fit exists
   */
  public record Point(double value, double population) {}

  /**
   * Returns the estimate with the odds ratio of two lists fixed, the rest of the model as given.
   */
  public static double withOddsRatio(
      CaptureTable table, Hierarchy model, int pair, double oddsRatio) {
    if (Integer.bitCount(pair) != 2 || !(oddsRatio > 0) || Double.isInfinite(oddsRatio)) {
      throw new IllegalArgumentException(
          "pair of two lists and a finite odds ratio above 0, not %d and %s"
              .formatted(pair, oddsRatio));
    }
    Cells cells = Cells.of(table);
    int[] terms = model.without(pair).terms();
    if (!new Existence(cells).usable(terms, terms.length)) {
      return Double.NaN;
    }
    double[] offsets = new double[cells.size];
    offsets[pair] = Math.log(oddsRatio);
    Newton newton = new Newton(cells.lists);
    return newton.fit(cells, terms, terms.length, offsets)
        ? cells.total + newton.dark()
        : Double.NaN;
  }

  /** Returns the estimate when the odds ratio of the term of all lists is psi instead of 1. */
  public static double withHighestTerm(CaptureTable table, double population, double psi) {
    double hidden = population - table.observed();
    return table.observed() + (table.size() % 2 == 0 ? hidden * psi : hidden / psi);
  }

  /**
   * Returns the estimate when a share of the overlap of two lists is taken as referral from the
   * first to the second and undone; the model is chosen again.
   */
  public static double withoutReferral(CaptureTable table, int from, int to, double share) {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException("share = %s, expected 0..1".formatted(share));
    }
    double[] y = Cells.of(table).y.clone();
    for (int history = 1; history < y.length; history++) {
      if ((history & from) != 0 && (history & to) != 0) {
        double moved = share * table.count(history);
        y[history] -= moved;
        y[history & ~to] += moved;
      }
    }
    return new Stepwise(table.size(), Stepwise.USUAL_THRESHOLD)
        .population(new Cells(table.size(), y));
  }

  /**
   * Draws all curves: the highest term, dependence for each pair, referral for each ordered pair.
   */
  public static List<Curve> curves(CaptureTable table, Hierarchy model, double population) {
    List<Curve> curves = new ArrayList<>();
    List<Point> highest = new ArrayList<>();
    for (double psi : HIGHEST) {
      highest.add(new Point(psi, withHighestTerm(table, population, psi)));
    }
    curves.add(new Curve("highest-term", table.lists(), highest));
    int[] large =
        IntStream.range(0, table.size())
            .boxed()
            .sorted(Comparator.comparingLong(i -> -table.onAll(1 << i)))
            .limit(MOST_LISTS)
            .sorted()
            .mapToInt(Integer::intValue)
            .toArray();
    for (int i : large) {
      for (int j : large) {
        if (i < j) {
          curves.add(dependence(table, model, i, j));
        }
      }
    }
    for (int i : large) {
      for (int j : large) {
        if (i != j && table.onAll(1 << i | 1 << j) > 0) {
          curves.add(referral(table, i, j));
        }
      }
    }
    return curves;
  }

  private static Curve dependence(CaptureTable table, Hierarchy model, int i, int j) {
    List<Point> points = new ArrayList<>();
    for (double odds : ODDS) {
      points.add(new Point(odds, withOddsRatio(table, model, 1 << i | 1 << j, odds)));
    }
    return new Curve("dependence", List.of(table.lists().get(i), table.lists().get(j)), points);
  }

  private static Curve referral(CaptureTable table, int from, int to) {
    List<Point> points = new ArrayList<>();
    for (double share : SHARES) {
      points.add(new Point(share, withoutReferral(table, 1 << from, 1 << to, share)));
    }
    return new Curve("referral", List.of(table.lists().get(from), table.lists().get(to)), points);
  }
}
