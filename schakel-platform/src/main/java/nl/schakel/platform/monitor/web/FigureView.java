// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A figure as the page shows it: a question, its drawing, its table and what it counts.
 *
 * @param rows the first text of a row is its name
 */
public record FigureView(
    String id,
    String title,
    @Nullable String subtitle,
    @Nullable String note,
    List<String> columns,
    List<List<String>> rows,
    String definition,
    @Nullable String source,
    @Nullable String csvHref,
    Chart chart) {

  /** The same figure where another of its name may stand on the page. */
  FigureView named(String other) {
    return new FigureView(
        other,
        title,
        subtitle,
        note,
        columns,
        rows,
        definition,
        source,
        csvHref,
        chart.named(other));
  }
}
