// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.disclosure;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Invents records that have about the wanted counts; it sees those counts and nothing else.
 *
 * <p>Records start with codes drawn from the counts of each field by itself. Then field after field
 * takes the code that brings all counts nearest, until nothing changes: least squares, in which a
 * count weighs by how little noise it has. A combination that is not wanted at all is avoided
 * wherever it can be.
 */
final class SyntheticSampler {
  private static final int SWEEPS = 30;

  /** Dearer than any distance, so that unwanted combinations go first. */
  private static final double UNWANTED = 1e9;

  private final Marginals wanted;
  private final RandomGenerator random;
  private final double[] weights;
  private final long[][] now;
  private final int[][] tablesWith;

  private SyntheticSampler(Marginals wanted, SyntheticPlan plan, RandomGenerator random) {
    this.wanted = wanted;
    this.random = random;
    weights = new double[wanted.tableCount()];
    now = new long[weights.length][];
    for (int table = 0; table < weights.length; table++) {
      double noise = plan.noise(wanted.length(table));
      weights[table] = 1 / (1 + noise * noise);
      now[table] = new long[wanted.counts(table).length];
    }
    tablesWith = new int[wanted.fieldCount()][];
    Arrays.setAll(tablesWith, wanted::tablesWith);
  }

  /**
   * Returns codes by record and field.
   *
   * @param records how many, 0 or more
   */
  static int[][] sample(
      Marginals wanted, long records, SyntheticPlan plan, RandomGenerator random) {
    SyntheticSampler sampler = new SyntheticSampler(wanted, plan, random);
    int[][] rows = sampler.start((int) Math.min(records, 1_000_000));
    for (int sweep = 0; sweep < SWEEPS && sampler.improve(rows); sweep++) {
      // Each sweep comes nearer; most files need fewer than ten.
    }
    return rows;
  }

  private int[][] start(int records) {
    int[][] rows = new int[records][wanted.fieldCount()];
    for (int field = 0; field < wanted.fieldCount(); field++) {
      long[] counts = wanted.counts(field);
      long total = Arrays.stream(counts).sum();
      for (int[] row : rows) {
        row[field] = total == 0 ? random.nextInt(counts.length) : draw(counts, total);
      }
    }
    for (int[] row : rows) {
      for (int table = 0; table < now.length; table++) {
        now[table][wanted.cell(table, row)]++;
      }
    }
    return rows;
  }

  private int draw(long[] counts, long total) {
    long rest = random.nextLong(total);
    int code = 0;
    while (rest >= counts[code]) {
      rest -= counts[code++];
    }
    return code;
  }

  private boolean improve(int[][] rows) {
    boolean changed = false;
    for (int[] row : rows) {
      for (int field = 0; field < row.length; field++) {
        changed |= improve(row, field);
      }
    }
    return changed;
  }

  private boolean improve(int[] row, int field) {
    int[] tables = tablesWith[field];
    int size = wanted.size(field);
    double[] gain = new double[size];
    for (int table : tables) {
      int stride = wanted.stride(table, field);
      int own = wanted.cell(table, row);
      int first = own - row[field] * stride;
      double leave = leave(table, own);
      for (int code = 0; code < size; code++) {
        gain[code] += leave - enter(table, first + code * stride);
      }
    }
    int best = row[field];
    double bestGain = 1e-12;
    for (int code = 0; code < size; code++) {
      if (code != row[field] && gain[code] > bestGain) {
        best = code;
        bestGain = gain[code];
      }
    }
    if (best == row[field]) {
      return false;
    }
    for (int table : tables) {
      int stride = wanted.stride(table, field);
      int own = wanted.cell(table, row);
      now[table][own]--;
      now[table][own + (best - row[field]) * stride]++;
    }
    row[field] = best;
    return true;
  }

  /** How much nearer the counts come when one record leaves the cell. */
  private double leave(int table, int cell) {
    long want = wanted.counts(table)[cell];
    return weights[table] * (2 * (now[table][cell] - want) - 1) + (want == 0 ? UNWANTED : 0);
  }

  /** How much farther the counts get when one record enters the cell. */
  private double enter(int table, int cell) {
    long want = wanted.counts(table)[cell];
    return weights[table] * (2 * (now[table][cell] - want) + 1) + (want == 0 ? UNWANTED : 0);
  }
}
