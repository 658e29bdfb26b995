// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor.web;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import nl.schakel.platform.access.Open;
import nl.schakel.platform.monitor.MonitorSettings;
import nl.schakel.platform.monitor.PublishedNumber;
import nl.schakel.platform.monitor.PublishedNumbers;
import nl.schakel.platform.monitor.release.Population;
import nl.schakel.platform.monitor.release.Publication;
import nl.schakel.platform.monitor.release.PublishedTable;
import nl.schakel.platform.monitor.release.RegionSheets;
import nl.schakel.platform.monitor.release.RegionSheets.Sheet;
import nl.schakel.platform.monitor.release.ReleaseTable;
import nl.schakel.platform.report.CodeLists;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** One sheet for the municipalities of each region, at an address that stays. */
@Controller
@Open
@RequestMapping("/publications/regions")
class RegionPages {
  private static final String REGION = "region";
  private static final String YEAR = "year";

  private final RegionSheets sheets;
  private final PublishedNumbers numbers;
  private final Population population;
  private final MonitorSettings settings;
  private final MessageSource texts;
  private final CodeLists codes;

  RegionPages(
      RegionSheets sheets,
      PublishedNumbers numbers,
      Population population,
      MonitorSettings settings,
      MessageSource texts,
      CodeLists codes) {
    this.sheets = sheets;
    this.numbers = numbers;
    this.population = population;
    this.settings = settings;
    this.texts = texts;
    this.codes = codes;
  }

  record Link(String href, String label) {}

  /** An organisation of the region, with what kind it is. */
  record Member(String type, String name) {}

  /** What is known and not known of the whole country. */
  record Estimate(String number, String years, String seen, String definition, String source) {}

  @GetMapping
  ModelAndView list(Locale locale) {
    return new ModelAndView("monitor/regions")
        .addObject(
            "regions",
            sheets.all().stream()
                .map(one -> new Link("/publications/regions/" + one.code(), one.label().in(locale)))
                .toList());
  }

  @GetMapping("/{region}")
  ModelAndView sheet(@PathVariable String region, Locale locale) {
    Sheet sheet = sheets.of(region);
    Words words = new Words(texts, codes, settings, locale);
    return new ModelAndView("monitor/region")
        .addObject("name", sheet.region().label().in(locale))
        .addObject("figures", figures(sheet, words))
        .addObject("missing", missing(sheet, locale))
        .addObject("any", sheet.published().isPresent())
        .addObject("noMunicipality", sheet.noMunicipality().in(locale))
        .addObject("estimate", estimate(words))
        .addObject(
            "members",
            sheet.organisations().stream()
                .map(one -> new Member(words.label("organisation-type", one.type()), one.name()))
                .toList())
        .addObject("address", "/publications/regions/" + sheet.region().code())
        .addObject("from", sheet.published().map(Publication::path).orElse(""))
        .addObject(
            "source", sheet.published().map(one -> PublicationPages.source(one, words)).orElse(""));
  }

  /** The rules that a table broke, each once; the cells that broke them may tell something. */
  private static List<String> missing(Sheet sheet, Locale locale) {
    List<String> missing = new ArrayList<>();
    for (ReleaseTable table : sheet.tables()) {
      if (table.refusal().isPresent()) {
        missing.add(table.specification().title().in(locale));
      }
    }
    return missing;
  }

  private List<FigureView> figures(Sheet sheet, Words words) {
    List<FigureView> figures = new ArrayList<>();
    for (ReleaseTable table : sheet.tables()) {
      if (table.published().isPresent()) {
        figures.add(figure(sheet, table, table.published().get(), words));
      }
    }
    return figures;
  }

  /** The rows of one region: everybody, and each category of the other dimension. */
  private FigureView figure(Sheet sheet, ReleaseTable table, PublishedTable shown, Words words) {
    PublicationViews views = new PublicationViews(words, population);
    List<String> years = PublicationViews.years(shown);
    List<String> head = new ArrayList<>(List.of(words.of("monitor.publication.who")));
    head.addAll(years);
    List<List<String>> rows = new ArrayList<>();
    List<YearColumns.Row> drawn = new ArrayList<>();
    for (Row row : rows(shown, words)) {
      List<String> cells = new ArrayList<>(List.of(row.name()));
      List<YearColumns.Column> columns = new ArrayList<>();
      for (String year : years) {
        OptionalLong value = shown.value(row.cell(shown, sheet.region().code(), year));
        cells.add(views.number(value));
        boolean few = value.isPresent() && value.getAsLong() == 0;
        columns.add(
            new YearColumns.Column(
                Integer.parseInt(year),
                few ? OptionalLong.empty() : value,
                views.number(value),
                value.isPresent()));
      }
      rows.add(cells);
      drawn.add(new YearColumns.Row(row.name(), columns, cells.getLast()));
    }
    Locale locale = words.locale();
    String title = table.specification().title().in(locale);
    String name = sheet.region().label().in(locale);
    String asked = words.of("monitor.region.figure", name, title);
    return new FigureView(
        "region-" + table.code(),
        asked,
        words.of("monitor.publication.rounded"),
        words.of("monitor.zero") + " " + words.of("monitor.publication.zero"),
        head,
        rows,
        table.specification().definition().in(locale)
            + " "
            + table.specification().rule().in(locale),
        null,
        null,
        drawn(table.code(), asked, years, drawn));
  }

  private static Chart drawn(
      String code, String title, List<String> years, List<YearColumns.Row> rows) {
    String told =
        String.join(
            ". ",
            rows.stream()
                .map(
                    row ->
                        row.name()
                            + ": "
                            + String.join(
                                ", ",
                                row.columns().stream()
                                    .map(column -> column.year() + " " + column.label())
                                    .toList()))
                .toList());
    return rows.size() == 1 || years.size() == 1
        ? YearColumns.large(
            "chart-region-" + code, title, told, rows.getFirst().columns(), Optional.empty())
        : YearColumns.rows("chart-region-" + code, title, told, rows, Optional.empty());
  }

  /** A row: the category of the dimension beside region and year, or all of it. */
  private record Row(String name, String other) {
    List<String> cell(PublishedTable table, String region, String year) {
      return table.axes().stream()
          .map(
              axis ->
                  switch (axis.code()) {
                    case REGION -> region;
                    case YEAR -> year;
                    default -> other;
                  })
          .toList();
    }
  }

  private static List<Row> rows(PublishedTable table, Words words) {
    List<Row> rows = new ArrayList<>();
    rows.add(new Row(words.of("monitor.publication.all"), PublishedTable.TOTAL));
    table.axes().stream()
        .filter(axis -> !axis.code().equals(REGION) && !axis.code().equals(YEAR))
        .flatMap(axis -> axis.categories().stream())
        .filter(category -> category.parent().isEmpty())
        .forEach(
            category -> rows.add(new Row(category.label().in(words.locale()), category.code())));
    return rows;
  }

  /** The newest published estimate of everybody, with its interval and what was seen. */
  private Optional<Estimate> estimate(Words words) {
    return numbers.estimates().stream()
        .filter(
            one ->
                one.measure().equals("estimated-victims-per-year")
                    && one.population().equals("all")
                    && one.low().isPresent()
                    && one.high().isPresent())
        .max(Comparator.comparingInt(PublishedNumber::yearTo))
        .map(one -> estimate(one, words));
  }

  private Estimate estimate(PublishedNumber one, Words words) {
    String seen =
        numbers.pairs().stream()
            .filter(pair -> pair.sameGroup() && pair.estimated().equals(one))
            .findFirst()
            .map(pair -> words.of("monitor.region.seen", words.number(pair.seen().value())))
            .orElse("");
    return new Estimate(
        words.of(
            "monitor.region.estimate",
            words.number(one.value()),
            words.number(one.low().getAsLong()),
            words.number(one.high().getAsLong())),
        Integer.toString(one.yearTo()),
        seen,
        one.definition(words.locale()),
        one.source());
  }
}
