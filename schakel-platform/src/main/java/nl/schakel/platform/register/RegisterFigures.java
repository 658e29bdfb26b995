// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.register;

import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import nl.schakel.platform.access.OrganisationId;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Counts of presumed victims, exact and therefore not fit to be shown: whoever publishes them
 * protects small numbers first.
 *
 * <p>A victim counts in each year in which somebody reported it, once. Victims of whom it was
 * decided that they are none ({@code not-a-victim}) do not count, in no year and in no overlap. All
 * counts are kept by the database with each change; reading them scans no victims.
 */
@Service
public class RegisterFigures {
  private final FigureStore store;

  RegisterFigures(FigureStore store) {
    this.store = store;
  }

  /** What victims are counted by. */
  public enum Dimension {
    /** All victims of a year; the value is {@code all}. */
    YEAR("year"),
    /** A victim counts once for each type of reporter. */
    REPORTER_TYPE("reporter-type"),
    /** A victim counts once for each form of exploitation. */
    FORM("form"),
    /** Age group at the first report of the year. */
    AGE_GROUP("age-group"),
    SEX("sex"),
    /** Dutch before EU/EEA before other, as Europe was on the day of the report. */
    NATIONALITY_GROUP("nationality-group");

    private final String code;

    Dimension(String code) {
      this.code = code;
    }

    public String code() {
      return code;
    }
  }

  /**
   * Victims of one year with one value.
   *
   * @param value code of the dimension's code list
   */
  public record YearCount(int year, String value, long victims) {}

  /** Counts from the first to the last year, both included; what is zero is left out. */
  @Transactional(readOnly = true)
  public List<YearCount> counts(Dimension dimension, int firstYear, int lastYear) {
    if (firstYear < 1 || lastYear < firstYear) {
      throw new IllegalArgumentException("years %d to %d".formatted(firstYear, lastYear));
    }
    return store.counts(dimension.code, firstYear, lastYear);
  }

  /** Years in which at least one victim counts. */
  @Transactional(readOnly = true)
  public List<Integer> years() {
    return store.years();
  }

  /**
   * Number of victims by the exact set of source lists that reported them: in that year, or in all
   * years together.
   */
  @Transactional(readOnly = true)
  public Map<Set<String>, Long> overlap(Optional<Integer> year) {
    return store.overlap(year.orElse(0));
  }

  /**
   * Which victims of which years; an empty text asks for all.
   *
   * @param firstYear first year, included
   * @param lastYear last year, included
   * @param ageGroup code of the list age-group
   * @param sex code of the list sex
   * @param form code of the list exploitation-form
   * @param nationalityGroup code of the list nationality-group
   */
  public record Selection(
      int firstYear,
      int lastYear,
      String ageGroup,
      String sex,
      String form,
      String nationalityGroup) {}

  /**
   * Number of victims by the exact set of source lists that reported them in the selection.
   *
   * @param together over all years, a victim once, with all its lists
   * @param years year by year, a victim once in each
   */
  public record SelectedOverlap(
      Map<Set<String>, Long> together, NavigableMap<Integer, Map<Set<String>, Long>> years) {}

  /**
   * The overlap of a selection. Unlike the other counts this one reads the victims of those years;
   * only the system may.
   */
  @Transactional(readOnly = true)
  public SelectedOverlap overlap(Selection selection) {
    return store.overlap(selection);
  }

  /** Reports that one organisation sent in one month, by the day of the report. */
  public record MonthCount(OrganisationId organisation, YearMonth month, long reports) {}

  /**
   * Reports per organisation and month, both months included; historic lists are left out, and what
   * is zero too. Whoever is at work sees their own organisation only, the system sees all.
   */
  @Transactional(readOnly = true)
  public List<MonthCount> reportsPerMonth(YearMonth first, YearMonth last) {
    return store.reportsPerMonth(first, last);
  }

  /**
   * Reports with one value that came in in one month, by the day of the report.
   *
   * @param value code of the dimension's code list
   */
  public record ValueMonthCount(String value, YearMonth month, long reports) {}

  /**
   * Reports per type of reporter or per form and month, both months included; a report with several
   * forms counts in each. Historic lists are left out, and what is zero too. Whoever is at work
   * sees their own organisation only, the system sees all.
   */
  @Transactional(readOnly = true)
  public List<ValueMonthCount> reportsPerMonth(
      Dimension dimension, YearMonth first, YearMonth last) {
    return switch (dimension) {
      case REPORTER_TYPE -> store.reportsPerMonthByReporterType(first, last);
      case FORM -> store.reportsPerMonthByForm(first, last);
      case YEAR, AGE_GROUP, SEX, NATIONALITY_GROUP ->
          throw new IllegalArgumentException("No reports per month by " + dimension.code);
    };
  }

  /**
   * Another number than before as soon as any count changed; what was computed may be kept by it.
   */
  @Transactional(readOnly = true)
  public long version() {
    return store.version();
  }
}
