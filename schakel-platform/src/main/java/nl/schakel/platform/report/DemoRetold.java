// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.report;

import java.io.StringWriter;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import nl.schakel.linkage.invented.InventedReports;
import nl.schakel.platform.report.DemoReports.DemoReport;

/**
 * Invented people whom several partners report, each as they heard it: another spelling, a guessed
 * day of birth, names swapped. They keep the matching desk of a demonstration lively.
 *
 * <p>Who is the same person comes from the generator of the linkage library. Each family name ends
 * in "Fictie" and each place of birth is "Nergenshuizen", so that nobody takes them for real.
 */
final class DemoRetold {
  private static final int REPORTS = 120;
  private static final long SEED = 41;
  private static final double ERROR = 0.15;
  private static final double MISSING = 0.05;
  private static final int DAYS = 60;
  private static final String MARK = "-Fictie";

  private static final Map<String, String> COUNTRIES =
      Map.ofEntries(
          Map.entry("Nederland", "NL"),
          Map.entry("Marokko", "MA"),
          Map.entry("Syrië", "SY"),
          Map.entry("Irak", "IQ"),
          Map.entry("Egypte", "EG"),
          Map.entry("Algerije", "DZ"),
          Map.entry("Oekraïne", "UA"),
          Map.entry("Polen", "PL"),
          Map.entry("Bulgarije", "BG"),
          Map.entry("Rusland", "RU"),
          Map.entry("Vietnam", "VN"),
          Map.entry("Nigeria", "NG"),
          Map.entry("Guinee", "GN"),
          Map.entry("Sierra Leone", "SL"),
          Map.entry("Ghana", "GH"),
          Map.entry("Senegal", "SN"));

  private final SplittableRandom random = new SplittableRandom(SEED);
  private final DemoPersons persons;
  private final LocalDate today;
  private final Map<String, Known> known = new HashMap<>();

  DemoRetold(DemoPersons persons, LocalDate today) {
    this.persons = persons;
    this.today = today;
  }

  /** What stays the same of a person: where, and what happened. */
  private record Known(int region, LocalDate first, Map<String, List<String>> values) {}

  List<DemoReport> reports() {
    StringWriter csv = new StringWriter();
    new InventedReports(SEED, ERROR, MISSING).write(REPORTS, csv);
    List<DemoReport> reports = new ArrayList<>(REPORTS);
    csv.toString().lines().skip(1).forEach(line -> reports.add(report(line.split(",", -1))));
    return reports;
  }

  /**
   * Columns: id, given name, family name, day of birth, sex, nationality and more; person is 11th.
   */
  private DemoReport report(String[] cells) {
    Known person = known.computeIfAbsent(cells[10], number -> known());
    LocalDate on = person.first().plusDays(random.nextInt(DAYS / 2));
    String organisation = persons.reporterNear(person.region());
    Map<String, List<String>> values = new LinkedHashMap<>(person.values());
    put(values, "givenNames", cells[1]);
    put(values, "familyName", cells[2].isEmpty() ? "" : cells[2] + MARK);
    put(values, "birthPlace", "Nergenshuizen");
    put(values, "sex", cells[4].equals("V") ? "female" : "male");
    put(values, "nationalities", COUNTRIES.getOrDefault(cells[5], "unknown"));
    born(values, cells[3]);
    return persons.told(values, organisation, on.isAfter(today) ? today : on);
  }

  private Known known() {
    LocalDate first = today.minusDays(random.nextInt(5, DAYS));
    int region = persons.aRegion();
    Map<String, List<String>> values = new LinkedHashMap<>(persons.circumstancesOf(region, first));
    values.keySet().removeAll(List.of("vNumber", "birthDate", "birthYear", "residenceStatus"));
    return new Known(region, first, values);
  }

  /** One reporter in four knows a year only. */
  private void born(Map<String, List<String>> values, String day) {
    if (day.isEmpty()) {
      put(values, "ageBand", "unknown");
    } else {
      put(values, "birthYear", day.substring(0, 4));
      if (random.nextInt(4) > 0) {
        put(values, "birthDate", day);
      }
    }
  }

  private static void put(Map<String, List<String>> values, String field, String text) {
    if (text.isEmpty()) {
      values.remove(field);
    } else {
      values.put(field, List.of(text));
    }
  }
}
