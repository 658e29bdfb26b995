// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor.aggregate;

import java.util.List;
import java.util.Optional;
import nl.schakel.platform.monitor.release.Wording;

/**
 * A kind of table as data: what is counted, how it is divided, and what must add up to what.
 *
 * @param definition what the numbers are, and what they are not
 * @param rule how is counted
 */
public record AggregateKind(
    String code,
    Wording title,
    Wording lead,
    Wording definition,
    Wording rule,
    List<Figure> figures,
    List<Split> splits) {

  public AggregateKind {
    figures = List.copyOf(figures);
    splits = List.copyOf(splits);
  }

  /**
   * A number for each year.
   *
   * @param required whether a year without it is refused
   */
  public record Figure(String code, Wording label, Wording unit, boolean required) {}

  /**
   * A way to divide figures; its parts add up to the total of the figure.
   *
   * @param of codes of the figures that may be divided so
   */
  public record Split(
      String code, Wording label, Wording rule, List<String> of, List<Category> categories) {
    public Split {
      of = List.copyOf(of);
      categories = List.copyOf(categories);
    }

    boolean has(String category) {
      return categories.stream().anyMatch(one -> one.code().equals(category));
    }
  }

  /** A part of a split. */
  public record Category(String code, Wording label) {}

  public Optional<Figure> figure(String figureCode) {
    return figures.stream().filter(one -> one.code().equals(figureCode)).findFirst();
  }

  public Optional<Split> split(String splitCode) {
    return splits.stream().filter(one -> one.code().equals(splitCode)).findFirst();
  }

  /** The splits of a figure in order. */
  public List<Split> splitsOf(String figureCode) {
    return splits.stream().filter(one -> one.of().contains(figureCode)).toList();
  }
}
