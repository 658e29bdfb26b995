// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor;

import java.util.Locale;
import java.util.OptionalLong;

/**
 * A number that somebody else published, with what it counts and where it stands.
 *
 * @param series who counts or estimates: {@code NR}, {@code CM}, {@code WODC-2021} ...
 * @param population {@code all}, or parts joined by a semicolon such as {@code
 *     age:minor;form:sexual}
 * @param low lower end of the interval, where the source gives one
 * @param certainty how sure it is that the source says so: sure, likely or unsure
 */
public record PublishedNumber(
    String series,
    int yearFrom,
    int yearTo,
    String measure,
    String population,
    long value,
    OptionalLong low,
    OptionalLong high,
    String source,
    String certainty,
    String definitionNl,
    String definitionEn) {

  public String definition(Locale locale) {
    return locale.getLanguage().equals("en") ? definitionEn : definitionNl;
  }

  /** What a flag points at it by. */
  String key() {
    return "%s|%d|%d|%s|%s".formatted(series, yearFrom, yearTo, measure, population);
  }

  boolean of(String wantedSeries, int from, int to, String wantedPopulation) {
    return series.equals(wantedSeries)
        && yearFrom == from
        && yearTo == to
        && population.equals(wantedPopulation);
  }
}
