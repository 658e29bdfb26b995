// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor.web;

import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import nl.schakel.platform.monitor.Figures;
import nl.schakel.platform.monitor.release.Population;
import nl.schakel.platform.monitor.release.ReleasedFigures;
import org.springframework.stereotype.Component;

/**
 * Our own numbers as whoever reads may see them: of the day for those who may see exact figures,
 * else as they were released.
 */
@Component
class OwnFigures {
  private final Figures figures;
  private final ReleasedFigures released;
  private final Population population;

  OwnFigures(Figures figures, ReleasedFigures released, Population population) {
    this.figures = figures;
    this.released = released;
    this.population = population;
  }

  boolean ofTheDay() {
    return figures.mayReadTheDay();
  }

  List<ReleasedFigures.Source> released(YearFilter years) {
    return released.between(years.from(), years.to());
  }

  /** The victims of each year, over all years that the reader may see. */
  NavigableMap<Integer, BesideOurs.Own> totals(Words words) {
    return ofTheDay()
        ? BesideOurs.of(figures.ofTheDay(), words)
        : totals(released(YearFilter.all()), words);
  }

  NavigableMap<Integer, BesideOurs.Own> totals(List<ReleasedFigures.Source> sources, Words words) {
    NavigableMap<Integer, BesideOurs.Own> totals = new TreeMap<>();
    PublicationViews views = views(words);
    sources.forEach(source -> totals.putAll(views.totals(source.tables())));
    return totals;
  }

  PublicationViews views(Words words) {
    return new PublicationViews(words, population);
  }
}
