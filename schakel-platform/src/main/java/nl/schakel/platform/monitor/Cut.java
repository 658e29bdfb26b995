// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor;

import java.util.List;

/** The exact counts of one year under one dimension, before protection; never shown. */
record Cut(String dimension, Counting counting, List<Cell> cells) {

  /** One category and its count. */
  record Cell(String code, long count) {
    Cell {
      if (count < 0) {
        throw new IllegalArgumentException(
            "Count of %s is %d, expected at least 0".formatted(code, count));
      }
    }
  }

  Cut {
    cells = List.copyOf(cells);
    if (cells.stream().map(Cell::code).distinct().count() != cells.size()) {
      throw new IllegalArgumentException("A category of %s stands twice".formatted(dimension));
    }
    if (cells.isEmpty()) {
      throw new IllegalArgumentException("%s has no category".formatted(dimension));
    }
  }

  /** Refuses counts that cannot be of this many persons: protection would promise too much. */
  void checkAgainst(long total) {
    long sum = cells.stream().mapToLong(Cell::count).sum();
    long largest = cells.stream().mapToLong(Cell::count).max().orElse(0);
    boolean agrees =
        switch (counting) {
          case ONCE -> sum == total;
          case SEVERAL -> sum >= total && largest <= total;
        };
    if (!agrees) {
      throw new IllegalArgumentException(
          "The cells of %s do not agree with the total of the year".formatted(dimension));
    }
  }
}
