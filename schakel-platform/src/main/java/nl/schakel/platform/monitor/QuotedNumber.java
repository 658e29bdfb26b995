// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor;

import java.math.BigDecimal;
import java.util.Locale;

/**
 * A number of any kind that somebody else published, as it was published: victims, suspects,
 * targets, shares, days.
 *
 * @param series who counts: {@code NR}, {@code CM}, {@code VA} ...
 * @param measure what is counted, such as {@code suspects}
 * @param population {@code all}, or parts joined by a semicolon such as {@code
 *     age:minor;form:sexual}
 * @param unit persons, percent, days ...
 * @param precision exact, about, over or under: how the source itself names the number
 * @param source publisher, title and date, so that a reader can find it
 * @param certainty how sure it is that the source says so: sure, likely or unsure
 * @param derived whether it was computed from what the source says
 */
public record QuotedNumber(
    String series,
    int yearFrom,
    int yearTo,
    String measure,
    String population,
    String unit,
    String precision,
    BigDecimal value,
    String source,
    String certainty,
    boolean derived,
    String definitionNl,
    String definitionEn) {

  public String definition(Locale locale) {
    return locale.getLanguage().equals("en") ? definitionEn : definitionNl;
  }

  /** What a flag points at it by. */
  String key() {
    return "%s|%d|%d|%s|%s".formatted(series, yearFrom, yearTo, measure, population);
  }

  /** Whether it counts this for one year. */
  public boolean yearly(String ofSeries, String ofMeasure, String ofPopulation) {
    return series.equals(ofSeries)
        && measure.equals(ofMeasure)
        && population.equals(ofPopulation)
        && yearFrom == yearTo;
  }
}
