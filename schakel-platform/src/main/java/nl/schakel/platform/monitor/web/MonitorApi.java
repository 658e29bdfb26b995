// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor.web;

import io.swagger.v3.oas.annotations.Operation;
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
  private final Figures figures;
  private final Overlaps overlaps;
  private final PublishedNumbers published;
  private final MonitorSettings settings;
  private final MessageSource texts;
  private final CodeLists codes;

  MonitorApi(
      Figures figures,
      Overlaps overlaps,
      PublishedNumbers published,
      MonitorSettings settings,
      MessageSource texts,
      CodeLists codes) {
    this.figures = figures;
    this.overlaps = overlaps;
    this.published = published;
    this.settings = settings;
    this.texts = texts;
    this.codes = codes;
  }

  /**
   * A number as it may be shown.
   *
   * @param state rounded or under-5
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

  record FiguresAnswer(
      Instant asOf,
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
      operationId = "readFigures")
  FiguresAnswer figures(
      @RequestParam(defaultValue = "") String from,
      @RequestParam(defaultValue = "") String to,
      Locale locale) {
    YearFilter years = YearFilter.of(from, to);
    Words words = new Words(texts, codes, settings, locale);
    PublishedFigures shown = figures.published().between(years.from(), years.to());
    List<Year> answer = new ArrayList<>();
    shown.years().forEach((year, safe) -> answer.add(year(year, safe, words)));
    return new FiguresAnswer(
        shown.asOf(),
        settings.fixedPerDay(),
        words.of("monitor.protection"),
        definitions(words),
        published.breaks().stream()
            .map(one -> new Break(one.from(), one.text(locale), one.certainty(), one.source()))
            .toList(),
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
