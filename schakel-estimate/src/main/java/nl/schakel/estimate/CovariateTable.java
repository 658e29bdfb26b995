// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.estimate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/**
 * Counts by history and by the levels of covariates, in mixed-radix order: each list is a variable
 * with two levels (not on it, on it), each covariate one with its own levels, the first of which is
 * the reference. A person whose level is not known counts under all cells that agree with what is.
 *
 * @param lists names of the lists, variables 0 to t - 1
 * @param covariates names of the covariates, variables from t on
 * @param levels levels of each covariate, ascending
 * @param complete counts of persons of whom every level is known, by cell
 * @param partial counts of the others: history and known levels, -1 where unknown
 */
record CovariateTable(
    List<String> lists,
    List<String> covariates,
    List<List<String>> levels,
    double[] complete,
    List<Partial> partial) {
  private static final int MOST_CELLS = 1 << 22;

  /** Persons of whom at least one level is unknown. */
  record Partial(int history, int[] known, double count, int[] cells) {}

  static CovariateTable of(Strata strata) {
    List<List<String>> levels = new ArrayList<>();
    for (int v = 0; v < strata.names().size(); v++) {
      int at = v;
      TreeSet<String> seen = new TreeSet<>(natural());
      strata.tables().keySet().forEach(key -> seen.add(key.get(at)));
      seen.remove(TableReader.UNKNOWN);
      if (seen.isEmpty()) {
        throw new InvalidTable(
            0, 0, "covariate '%s' is never known".formatted(strata.names().get(v)));
      }
      levels.add(List.copyOf(seen));
    }
    long cells = 1L << strata.lists().size();
    for (List<String> of : levels) {
      cells *= of.size();
      if (cells > MOST_CELLS) {
        throw new InvalidTable(0, 0, "covariates and lists make more than 4,194,304 cells");
      }
    }
    Shape shape = new Shape(strata.lists().size(), levels);
    double[] complete = new double[shape.cells()];
    List<Partial> partial = new ArrayList<>();
    strata
        .tables()
        .forEach(
            (key, table) -> {
              int[] known = new int[levels.size()];
              boolean all = true;
              for (int v = 0; v < known.length; v++) {
                known[v] = levels.get(v).indexOf(key.get(v));
                all &= known[v] >= 0;
              }
              for (int history = 1; history < 1 << table.size(); history++) {
                long count = table.count(history);
                if (count > 0 && all) {
                  complete[shape.cell(history, known)] += count;
                } else if (count > 0) {
                  partial.add(new Partial(history, known, count, shape.matching(history, known)));
                }
              }
            });
    return new CovariateTable(strata.lists(), strata.names(), levels, complete, partial);
  }

  /** Numbers by size, words by the alphabet. */
  private static Comparator<String> natural() {
    return Comparator.comparing((String s) -> s.matches("-?[0-9]{1,9}") ? 0 : 1)
        .thenComparing(s -> s.matches("-?[0-9]{1,9}") ? Integer.parseInt(s) : 0)
        .thenComparing(Comparator.naturalOrder());
  }

  Shape shape() {
    return new Shape(lists.size(), levels);
  }

  double observed() {
    double sum = 0;
    for (double count : complete) {
      sum += count;
    }
    for (Partial one : partial) {
      sum += one.count();
    }
    return sum;
  }

  /** Name of a variable: a list or a covariate. */
  String name(int variable) {
    return variable < lists.size() ? lists.get(variable) : covariates.get(variable - lists.size());
  }

  List<String> names() {
    List<String> names = new ArrayList<>(lists);
    names.addAll(covariates);
    return names;
  }

  /** Expected complete counts: what is known, and the rest shared out by the means. */
  double[] shared(double[] means) {
    double[] y = complete.clone();
    for (Partial one : partial) {
      double total = 0;
      for (int c : one.cells()) {
        total += means[c];
      }
      for (int c : one.cells()) {
        y[c] += one.count() * (total > 0 ? means[c] / total : 1.0 / one.cells().length);
      }
    }
    return y;
  }

  /** Sizes and strides of the variables; a cell is the sum of level times stride. */
  static final class Shape {
    final int lists;
    final int[] size;
    final int[] stride;
    private final int cells;

    Shape(int lists, List<List<String>> levels) {
      this.lists = lists;
      this.size = new int[lists + levels.size()];
      this.stride = new int[size.length];
      int cells = 1;
      for (int v = 0; v < size.length; v++) {
        size[v] = v < lists ? 2 : levels.get(v - lists).size();
        stride[v] = cells;
        cells *= size[v];
      }
      this.cells = cells;
    }

    int cells() {
      return cells;
    }

    int history(int cell) {
      return cell & (1 << lists) - 1;
    }

    int level(int cell, int variable) {
      return cell / stride[variable] % size[variable];
    }

    int cell(int history, int[] known) {
      int cell = history;
      for (int v = 0; v < known.length; v++) {
        cell += known[v] * stride[lists + v];
      }
      return cell;
    }

    int[] matching(int history, int[] known) {
      List<Integer> cells = new ArrayList<>(List.of(history));
      for (int v = 0; v < known.length; v++) {
        List<Integer> next = new ArrayList<>();
        for (int cell : cells) {
          for (int level = 0; level < size[lists + v]; level++) {
            if (known[v] < 0 || known[v] == level) {
              next.add(cell + level * stride[lists + v]);
            }
          }
        }
        cells = next;
      }
      return cells.stream().mapToInt(Integer::intValue).toArray();
    }

    /** Replaces each value by the sum over all cells that extend it: level 0 means any level. */
    void margins(double[] values) {
      for (int v = 0; v < size.length; v++) {
        int step = stride[v];
        int block = step * size[v];
        if (size[v] == 2) {
          for (int from = 0; from < cells; from += block) {
            for (int i = from; i < from + step; i++) {
              values[i] += values[i + step];
            }
          }
          continue;
        }
        for (int from = 0; from < cells; from += block) {
          for (int i = from; i < from + step; i++) {
            double sum = values[i];
            for (int level = 1; level < size[v]; level++) {
              sum += values[i + level * step];
            }
            values[i] = sum;
          }
        }
      }
    }

    /** Turns factors of terms into the means of cells. */
    void products(double[] values) {
      for (int v = 0; v < size.length; v++) {
        int step = stride[v];
        int block = step * size[v];
        if (size[v] == 2) {
          for (int from = 0; from < cells; from += block) {
            for (int i = from; i < from + step; i++) {
              values[i + step] *= values[i];
            }
          }
          continue;
        }
        for (int from = 0; from < cells; from += block) {
          for (int i = from; i < from + step; i++) {
            for (int level = 1; level < size[v]; level++) {
              values[i + level * step] *= values[i];
            }
          }
        }
      }
    }

    /** Whether a cell has every level that a term asks for. */
    boolean contains(int cell, int term) {
      int rest = term;
      for (int v = size.length - 1; rest > 0; v--) {
        int asked = rest / stride[v];
        rest -= asked * stride[v];
        if (asked != 0 && asked != level(cell, v)) {
          return false;
        }
      }
      return true;
    }

    /** The cell of both terms together, -1 when they ask for different levels of one covariate. */
    int union(int a, int b) {
      int both = 0;
      for (int v = 0; v < size.length; v++) {
        int first = level(a, v);
        int second = level(b, v);
        if (first != 0 && second != 0 && first != second) {
          return -1;
        }
        both += Math.max(first, second) * stride[v];
      }
      return both;
    }
  }
}
