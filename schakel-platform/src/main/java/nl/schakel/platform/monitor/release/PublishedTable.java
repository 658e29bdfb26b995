// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor.release;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Predicate;
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

  private static final String YEAR = "year";

  /** Rounding moves a number by at most four: of fewer persons it would move a share too far. */
  private static final int LEAST_WHOLE = 100;

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

  /** The same table over some of its years; without a total over years, which nobody adds up. */
  public PublishedTable inYears(Predicate<String> kept) {
    int at = axes.stream().map(Axis::code).toList().indexOf(YEAR);
    if (at < 0) {
      return this;
    }
    List<Axis> narrowed = new ArrayList<>(axes);
    Axis years = axes.get(at);
    narrowed.set(
        at,
        new Axis(
            years.code(),
            years.label(),
            years.rule(),
            years.categories().stream().filter(year -> kept.test(year.code())).toList()));
    return new PublishedTable(
        narrowed,
        cells.stream()
            .filter(cell -> !cell.codes().get(at).equals(TOTAL) && kept.test(cell.codes().get(at)))
            .toList(),
        method);
  }

  /**
   * The share of each cell in everybody of the same year, 0 to 1, from the figures that are shown
   * alone. There is none for everybody, where one of the two is not shown or shown as 0, and where
   * there are so few that rounding moves the share by more than five hundredths.
   */
  public Map<List<String>, Double> shares() {
    Map<List<String>, Long> values = values();
    Map<List<String>, Double> shares = new HashMap<>();
    values.forEach(
        (codes, value) -> {
          List<String> whole = whole(codes);
          long all = values.getOrDefault(whole, 0L);
          if (!codes.equals(whole) && value > 0 && all >= LEAST_WHOLE) {
            shares.put(codes, Math.min(1, (double) value / all));
          }
        });
    return Collections.unmodifiableMap(shares);
  }

  /** Everybody of the same year, by whatever the cell is told apart. */
  private List<String> whole(List<String> codes) {
    List<String> whole = new ArrayList<>();
    for (int at = 0; at < codes.size(); at++) {
      whole.add(axes.get(at).code().equals(YEAR) ? codes.get(at) : TOTAL);
    }
    return whole;
  }

  public OptionalLong value(List<String> codes) {
    return cells.stream()
        .filter(cell -> cell.codes().equals(codes) && cell.value() != null)
        .mapToLong(cell -> cell.value() == null ? 0 : cell.value())
        .findFirst();
  }
}
