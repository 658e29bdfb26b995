// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import nl.schakel.platform.access.Requires;
import nl.schakel.platform.monitor.FigureDimension;
import nl.schakel.platform.monitor.Figures;
import nl.schakel.platform.monitor.MonitorRights;
import nl.schakel.platform.monitor.MonitorSettings;
import nl.schakel.platform.monitor.Overlap;
import nl.schakel.platform.monitor.Overlaps;
import nl.schakel.platform.monitor.PublishedFigures;
import nl.schakel.platform.monitor.PublishedNumbers;
import nl.schakel.platform.monitor.SafeCell;
import nl.schakel.platform.monitor.SafeCut;
import nl.schakel.platform.monitor.SafeYear;
import nl.schakel.platform.monitor.release.ReleasedFigures;
import nl.schakel.platform.monitor.release.TableSpecification;
import nl.schakel.platform.report.CodeLists;
import org.springframework.context.MessageSource;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Figures for programs: the same numbers as the pages, with their definitions. */
@RestController
@RequestMapping("/api/v1")
@Tag(name = "figures", description = "Figures with their definitions")
class MonitorApi {
  private static final String DAY = "day";

  private final Figures figures;
  private final OwnFigures own;
  private final Overlaps overlaps;
  private final PublishedNumbers published;
  private final MonitorSettings settings;
  private final MessageSource texts;
  private final CodeLists codes;

  MonitorApi(
      Figures figures,
      OwnFigures own,
      Overlaps overlaps,
      PublishedNumbers published,
      MonitorSettings settings,
      MessageSource texts,
      CodeLists codes) {
    this.figures = figures;
    this.own = own;
    this.overlaps = overlaps;
    this.published = published;
    this.settings = settings;
    this.texts = texts;
    this.codes = codes;
  }

  /**
   * A number as it may be shown.
   *
   * @param state rounded, under-5 or withheld
   * @param persons present when rounded
   */
  record Cell(String code, String label, String state, Optional<Long> persons) {}

  /**
   * One cut of a year.
   *
   * @param state shown or withheld
   */
  record CutOfYear(String dimension, String state, List<Cell> cells) {}

  record Year(int year, Cell total, List<CutOfYear> cuts) {}

  record Definition(String title, String definition, String countingRule) {}

  record Break(LocalDate from, String text, String certainty, String source) {}

  /**
   * The figures, of the day or as they were released.
   *
   * @param basis day for those who may see exact figures, release for everybody else
   * @param publications where the numbers of a release stand
   * @param asOf when the register was counted; absent for releases, which each say so themselves
   */
  record FiguresAnswer(
      @Schema(allowableValues = {"day", "release"}) String basis,
      List<String> publications,
      Optional<Instant> asOf,
      boolean fixedPerDay,
      String protection,
      Map<String, Definition> definitions,
      List<Break> breaks,
      List<Year> years) {}

  record SourceSet(Set<String> lists, long persons) {}

  record OverlapAnswer(
      Optional<Integer> year,
      String warning,
      Map<String, String> lists,
      long persons,
      List<SourceSet> sets) {}

  @Requires(MonitorRights.READ)
  @GetMapping("/figures")
  @Operation(
      summary = "Registered presumed victims per year, with the definition of each figure",
      description =
          "Figures of the day for analysts and registrars of the organisations that keep the"
              + " register or report on it; for everybody else the numbers that were released.",
      operationId = "readFigures")
  FiguresAnswer figures(
      @RequestParam(defaultValue = "") String from,
      @RequestParam(defaultValue = "") String to,
      Locale locale) {
    YearFilter years = YearFilter.of(from, to);
    Words words = new Words(texts, codes, settings, locale);
    return own.ofTheDay() ? day(years, words) : released(own.released(years), words);
  }

  private FiguresAnswer day(YearFilter years, Words words) {
    PublishedFigures shown = figures.ofTheDay().between(years.from(), years.to());
    List<Year> answer = new ArrayList<>();
    shown.years().forEach((year, safe) -> answer.add(year(year, safe, words)));
    return new FiguresAnswer(
        DAY,
        List.of(),
        Optional.of(shown.asOf()),
        settings.fixedPerDay(),
        words.of("monitor.protection"),
        definitions(words),
        breaks(words),
        answer);
  }

  private List<Break> breaks(Words words) {
    return published.breaks().stream()
        .map(one -> new Break(one.from(), one.text(words.locale()), one.certainty(), one.source()))
        .toList();
  }

  private FiguresAnswer released(List<ReleasedFigures.Source> sources, Words words) {
    Map<Integer, Map<String, List<Cell>>> years = new TreeMap<>();
    Map<Integer, Cell> totals = new TreeMap<>();
    Map<String, Definition> definitions = new LinkedHashMap<>();
    for (ReleasedViews.Number one : new ReleasedViews(words).numbers(sources)) {
      Cell cell =
          new Cell(
              one.code(),
              one.label(),
              one.state(),
              one.persons().isPresent()
                  ? Optional.of(one.persons().getAsLong())
                  : Optional.empty());
      if (one.code().equals("total") && one.table().specification().only().isEmpty()) {
        totals.putIfAbsent(one.year(), cell);
      }
      years
          .computeIfAbsent(one.year(), year -> new LinkedHashMap<>())
          .computeIfAbsent(one.table().code(), table -> new ArrayList<>())
          .add(cell);
      TableSpecification table = one.table().specification();
      definitions.putIfAbsent(
          one.table().code(),
          new Definition(
              table.title().in(words.locale()),
              table.definition().in(words.locale()),
              table.rule().in(words.locale())));
    }
    List<Year> answer = new ArrayList<>();
    years.forEach(
        (year, tables) ->
            answer.add(
                new Year(
                    year,
                    totals.getOrDefault(
                        year,
                        new Cell(
                            "total",
                            words.of("monitor.publication.all"),
                            "withheld",
                            Optional.empty())),
                    tables.entrySet().stream()
                        .map(table -> new CutOfYear(table.getKey(), "shown", table.getValue()))
                        .toList())));
    return new FiguresAnswer(
        "release",
        sources.stream().map(source -> source.publication().path()).toList(),
        Optional.empty(),
        false,
        words.of("monitor.released.protection"),
        definitions,
        breaks(words),
        answer);
  }

  private static Year year(int year, SafeYear safe, Words words) {
    List<CutOfYear> cuts = new ArrayList<>();
    for (FigureDimension dimension : FigureDimension.values()) {
      List<Cell> cells = new ArrayList<>();
      boolean shown = false;
      if (safe.cuts().get(dimension.code())
          instanceof SafeCut.Shown(var counting, Map<String, SafeCell> of)) {
        shown = true;
        of.forEach(
            (code, cell) -> cells.add(cell(code, words.label(dimension.codeList(), code), cell)));
      }
      cuts.add(new CutOfYear(dimension.code(), shown ? "shown" : "withheld", cells));
    }
    return new Year(year, cell("all", words.of("monitor.all"), safe.total()), cuts);
  }

  private static Cell cell(String code, String label, SafeCell cell) {
    return new Cell(
        code,
        label,
        FigureCsv.state(cell),
        cell instanceof SafeCell.Shown(long value) ? Optional.of(value) : Optional.empty());
  }

  private static Map<String, Definition> definitions(Words words) {
    Map<String, Definition> definitions = new LinkedHashMap<>();
    definitions.put("year", definition("year", words));
    for (FigureDimension dimension : FigureDimension.values()) {
      definitions.put(dimension.code(), definition(dimension.code(), words));
    }
    return definitions;
  }

  private static Definition definition(String dimension, Words words) {
    String key = "monitor.figure." + dimension;
    return new Definition(
        words.of(key + ".title"), words.of(key + ".definition"), words.of(key + ".rule"));
  }

  @Requires(MonitorRights.OVERLAP)
  @GetMapping("/overlap")
  @Operation(
      summary = "How many presumed victims were reported by exactly which set of source lists",
      operationId = "readOverlap")
  OverlapAnswer overlap(@RequestParam(defaultValue = "") String year, Locale locale) {
    Overlap overlap = overlaps.of(YearFilter.single(year));
    Words words = new Words(texts, codes, settings, locale);
    Map<String, String> lists = new LinkedHashMap<>();
    overlap.letters().forEach(one -> lists.put(one, words.label("source-list", one)));
    return new OverlapAnswer(
        overlap.year(),
        words.of("monitor.overlap.warning"),
        lists,
        overlap.victims(),
        overlap.sets().stream().map(one -> new SourceSet(one.lists(), one.victims())).toList());
  }
}
