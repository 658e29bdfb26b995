// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import nl.schakel.platform.access.Gate;
import nl.schakel.platform.access.Requires;
import nl.schakel.platform.monitor.ChangedGroup;
import nl.schakel.platform.monitor.FallenReporter;
import nl.schakel.platform.monitor.FallenReporters;
import nl.schakel.platform.monitor.GroupChanges;
import nl.schakel.platform.monitor.MonitorRights;
import nl.schakel.platform.monitor.MonitorSettings;
import nl.schakel.platform.monitor.Overlap;
import nl.schakel.platform.monitor.Overlaps;
import nl.schakel.platform.monitor.PublishedNumber;
import nl.schakel.platform.monitor.PublishedNumbers;
import nl.schakel.platform.report.CodeLists;
import nl.schakel.platform.web.InvalidInput;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** For those who keep and study the register: what changed in the reports, and the overlap. */
@Controller
class WatchPages {
  private static final int MOST_DRAWN = 30;

  private final FallenReporters fallenReporters;
  private final GroupChanges groupChanges;
  private final Overlaps overlaps;
  private final PublishedNumbers published;
  private final Gate gate;
  private final MonitorSettings settings;
  private final MessageSource texts;
  private final CodeLists codes;

  WatchPages(
      FallenReporters fallenReporters,
      GroupChanges groupChanges,
      Overlaps overlaps,
      PublishedNumbers published,
      Gate gate,
      MonitorSettings settings,
      MessageSource texts,
      CodeLists codes) {
    this.fallenReporters = fallenReporters;
    this.groupChanges = groupChanges;
    this.overlaps = overlaps;
    this.published = published;
    this.gate = gate;
    this.settings = settings;
    this.texts = texts;
    this.codes = codes;
  }

  /** An organisation on the list: what happened, how sure, whom to call. */
  record FallView(
      String organisation, String what, String chance, Optional<String> contact, Chart chart) {}

  /** A group on the list: which way it went, how sure, and each twelve months in round numbers. */
  record GroupView(
      String id,
      String title,
      boolean fell,
      String what,
      String chance,
      Chart chart,
      List<String> columns,
      List<List<String>> rows) {}

  /** Organisations stand there for whoever may know them; the others see groups alone. */
  @Requires(MonitorRights.CHANGES)
  @GetMapping("/monitor/drops")
  ModelAndView drops(Locale locale) {
    Words words = new Words(texts, codes, settings, locale);
    ModelAndView page = new ModelAndView("monitor/drops");
    List<GroupView> groups = new ArrayList<>();
    for (ChangedGroup one : groupChanges.all()) {
      groups.add(group(one, groups.size(), words));
    }
    page.addObject("groups", groups);
    boolean mayKnow = gate.may(MonitorRights.DROPS);
    List<FallView> falls = new ArrayList<>();
    for (FallenReporter one : mayKnow ? fallenReporters.all() : List.<FallenReporter>of()) {
      falls.add(fall(one, falls.size(), words));
    }
    page.addObject("organisations", mayKnow);
    page.addObject("falls", falls);
    List<ChangeView> changes = new ArrayList<>();
    for (PublishedNumbers.Changed one : published.changed(fallenReporters.errorRate())) {
      changes.add(change(one, changes.size(), words));
    }
    page.addObject("changes", changes);
    page.addObject("errorRate", words.percent(fallenReporters.errorRate()));
    page.addObject("yearRate", words.percent(Math.min(1, 12 * fallenReporters.errorRate())));
    return page;
  }

  private static GroupView group(ChangedGroup one, int at, Words words) {
    String kind = "monitor.groups." + one.grouping().codeList();
    String title = words.of(kind, words.label(one.grouping().codeList(), one.code()));
    List<List<String>> rows = new ArrayList<>();
    List<TwelveMonthColumns.Column> columns = new ArrayList<>();
    for (ChangedGroup.Year year : one.years()) {
      String about = about(year, words);
      rows.add(
          List.of(
              words.of(
                  "monitor.groups.months", words.month(year.first()), words.month(year.last())),
              about));
      columns.add(new TwelveMonthColumns.Column(year.about(), about, words.month(year.last())));
    }
    List<String> before =
        one.years().subList(0, one.years().size() - 1).stream()
            .map(year -> about(year, words))
            .toList();
    String what =
        words.of(
            one.fell() ? "monitor.groups.fell" : "monitor.groups.rose",
            about(one.years().getLast(), words),
            words.list(before));
    return new GroupView(
        "group-" + at,
        title,
        one.fell(),
        what,
        words.of("monitor.groups.chance", words.number(one.oneIn())),
        TwelveMonthColumns.chart(
            "chart-group-" + at, words.of("monitor.groups.chart", title), what, columns),
        List.of(
            words.of("monitor.groups.column.months"), words.of("monitor.groups.column.reports")),
        rows);
  }

  private static String about(ChangedGroup.Year year, Words words) {
    return year.about().isPresent()
        ? words.number(year.about().getAsLong())
        : words.of("monitor.groups.few", words.number(ChangedGroup.Year.SMALLEST));
  }

  /** A year of a published series on the list: what changed, how sure, and what was counted. */
  record ChangeView(
      String title, String what, String chance, Chart chart, String definition, String source) {}

  private static ChangeView change(PublishedNumbers.Changed one, int at, Words words) {
    PublishedNumber number = one.number();
    String title =
        words.of(
            "monitor.changes.title",
            words.of("monitor.series." + number.series()),
            words.population(number.population()),
            Integer.toString(number.yearFrom()));
    String what =
        words.of(
            one.fell() ? "monitor.changes.fell" : "monitor.changes.rose",
            words.number(number.value()),
            words.number(Math.round(one.before())),
            Integer.toString(one.yearsBefore()));
    return new ChangeView(
        title,
        what,
        one.chance() < 0.0001
            ? words.of("monitor.changes.chance.tiny")
            : words.of("monitor.changes.chance", words.number(Math.round(1 / one.chance()))),
        YearColumns.large(
            "chart-change-" + at,
            title,
            what,
            one.years().stream()
                .map(
                    year ->
                        new YearColumns.Column(
                            year.yearFrom(),
                            OptionalLong.of(year.value()),
                            words.number(year.value()),
                            true))
                .toList(),
            Optional.empty()),
        number.definition(words.locale()),
        words.of("monitor.changes.source", number.source()));
  }

  private static FallView fall(FallenReporter one, int at, Words words) {
    String before = words.number(Math.round(one.before()));
    String now = words.number(one.now());
    String title = words.of("monitor.drops.chart", one.organisation());
    String what = words.of("monitor.drops.what", now, before);
    return new FallView(
        one.organisation(),
        what,
        one.chance() < 0.0001
            ? words.of("monitor.drops.chance.tiny")
            : words.of("monitor.drops.chance", words.number(Math.round(1 / one.chance()))),
        one.contact(),
        MonthColumns.chart(
            "chart-drop-" + at,
            title,
            what,
            one.months(),
            words.of("monitor.drops.before", before),
            words.of("monitor.drops.now", now),
            words.month(one.firstMonth()),
            words.month(one.lastMonth())));
  }

  @Requires(MonitorRights.OVERLAP)
  @GetMapping("/monitor/overlap")
  ModelAndView overlap(@RequestParam(defaultValue = "") String year, Locale locale) {
    Words words = new Words(texts, codes, settings, locale);
    ModelAndView page = new ModelAndView("monitor/overlap");
    page.addObject("year", MonitorPages.yearField("year", year, overlaps.years(), words));
    page.addObject("errors", List.of());
    try {
      Overlap overlap = overlaps.of(YearFilter.single(year));
      page.addObject("empty", overlap.sets().isEmpty());
      page.addObject("figure", view(overlap, words));
    } catch (InvalidInput e) {
      page.addObject(
          "errors", e.problems().stream().map(one -> MonitorPages.wrong(one, words)).toList());
      page.addObject("empty", false);
      page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
    }
    return page;
  }

  private static FigureView view(Overlap overlap, Words words) {
    List<String> letters = overlap.letters();
    List<SetRows.Row> drawn = new ArrayList<>();
    List<List<String>> rows = new ArrayList<>();
    for (Overlap.Sources one : overlap.largestFirst()) {
      String names =
          one.lists().stream()
              .map(letter -> words.label("source-list", letter))
              .collect(Collectors.joining(" + "));
      rows.add(List.of(names, String.join(" ", one.lists()), words.number(one.victims())));
      if (drawn.size() < MOST_DRAWN) {
        drawn.add(new SetRows.Row(one.lists(), one.victims(), words.number(one.victims())));
      }
    }
    String when =
        overlap.year().map(String::valueOf).orElseGet(() -> words.of("monitor.overlap.all-years"));
    String title = words.of("monitor.overlap.chart", when);
    String lists =
        letters.stream()
            .map(letter -> letter + " = " + words.label("source-list", letter))
            .collect(Collectors.joining(", "));
    return new FigureView(
        "figure-overlap",
        title,
        lists,
        rows.size() > MOST_DRAWN ? words.of("monitor.overlap.more", MOST_DRAWN) : null,
        List.of(
            words.of("monitor.column.lists"),
            words.of("monitor.column.letters"),
            words.of("monitor.column.persons")),
        rows,
        words.of("monitor.overlap.definition"),
        words.of("monitor.source.own"),
        "/monitor/overlap.csv" + overlap.year().map(year -> "?year=" + year).orElse(""),
        SetRows.chart(
            "chart-overlap",
            title,
            words.of(
                "monitor.overlap.told", words.number(overlap.victims()), words.number(rows.size())),
            letters,
            drawn));
  }

  @Requires(MonitorRights.OVERLAP)
  @GetMapping("/monitor/overlap.csv")
  ResponseEntity<byte[]> overlapCsv(@RequestParam(defaultValue = "") String year) {
    Overlap overlap;
    try {
      overlap = overlaps.of(YearFilter.single(year));
    } catch (InvalidInput e) {
      return ResponseEntity.unprocessableContent().build();
    }
    return MonitorPages.csv("schakel-overlap.csv", overlap.csv());
  }
}
