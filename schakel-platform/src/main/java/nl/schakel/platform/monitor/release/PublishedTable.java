// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor.release;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A table as it may be shown: every cell protected and audited.
 *
 * @param axes dimensions in order
 * @param method how it was protected, in one sentence
 */
public record PublishedTable(List<Axis> axes, List<Cell> cells, Wording method) {
  /** Code of the total of a dimension. */
  public static final String TOTAL = "*";

  public PublishedTable {
    axes = List.copyOf(axes);
    cells = List.copyOf(cells);
  }

  /** A dimension with its categories; those with parts stand before them. */
  public record Axis(String code, Wording label, Wording rule, List<AxisCategory> categories) {
    public Axis {
      categories = List.copyOf(categories);
    }
  }

  /**
   * A category.
   *
   * @param parent empty at the top
   */
  public record AxisCategory(String code, Wording label, String parent) {}

  /**
   * One number.
   *
   * @param codes a category for each dimension, {@link #TOTAL} for all of them
   * @param value absent when it is not shown
   */
  public record Cell(List<String> codes, @Nullable Long value) {
    public Cell {
      codes = List.copyOf(codes);
    }
  }

  /** Values by codes; a cell that is not shown is not there. */
  public Map<List<String>, Long> values() {
    Map<List<String>, Long> values = new HashMap<>();
    for (Cell cell : cells) {
      if (cell.value() != null) {
        values.put(cell.codes(), cell.value());
      }
    }
    return Collections.unmodifiableMap(values);
  }

  public OptionalLong value(List<String> codes) {
    return cells.stream()
        .filter(cell -> cell.codes().equals(codes) && cell.value() != null)
        .mapToLong(cell -> cell.value() == null ? 0 : cell.value())
        .findFirst();
  }
}
