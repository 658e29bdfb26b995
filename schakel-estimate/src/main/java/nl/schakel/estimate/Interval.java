// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.estimate;

/**
 * An interval for the population.
 *
 * @param kind how it was made: percentile, basic, bca, profile or posterior
 * @param level nominal coverage, for example 0.95
 * @param low lower limit, persons
 * @param high upper limit, persons; positive infinity when the data set no upper limit
 */
public record Interval(String kind, double level, double low, double high) {}
