// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Writes protected figures down and reads them back, categories in the same order. */
final class FigureJson {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final String HIDDEN = "<5";

  private FigureJson() {}

  static String write(Map<Integer, SafeYear> years) {
    Map<String, Object> document = new TreeMap<>();
    years.forEach((year, figures) -> document.put(year.toString(), year(figures)));
    return MAPPER.writeValueAsString(document);
  }

  private static Map<String, Object> year(SafeYear figures) {
    Map<String, Object> cuts = new LinkedHashMap<>();
    figures
        .cuts()
        .forEach(
            (dimension, cut) ->
                cuts.put(
                    dimension,
                    switch (cut) {
                      case SafeCut.Shown shown -> cells(shown);
                      case SafeCut.Withheld() -> "withheld";
                    }));
    return Map.of("total", cell(figures.total()), "cuts", cuts);
  }

  private static Map<String, Object> cells(SafeCut.Shown shown) {
    Map<String, Object> cells = new LinkedHashMap<>();
    shown.cells().forEach((code, cell) -> cells.put(code, cell(cell)));
    return Map.of("counting", shown.counting().name(), "cells", cells);
  }

  private static Object cell(SafeCell cell) {
    return switch (cell) {
      case SafeCell.Shown(long value) -> value;
      case SafeCell.Hidden() -> HIDDEN;
    };
  }

  static NavigableMap<Integer, SafeYear> read(String json) {
    NavigableMap<Integer, SafeYear> years = new TreeMap<>();
    MAPPER
        .readTree(json)
        .properties()
        .forEach(year -> years.put(Integer.valueOf(year.getKey()), safeYear(year.getValue())));
    return years;
  }

  private static SafeYear safeYear(JsonNode node) {
    Map<String, SafeCut> cuts = new LinkedHashMap<>();
    node.get("cuts").properties().forEach(cut -> cuts.put(cut.getKey(), safeCut(cut.getValue())));
    return new SafeYear(safeCell(node.get("total")), cuts);
  }

  private static SafeCut safeCut(JsonNode node) {
    if (node.isString()) {
      return new SafeCut.Withheld();
    }
    Map<String, SafeCell> cells = new LinkedHashMap<>();
    node.get("cells")
        .properties()
        .forEach(cell -> cells.put(cell.getKey(), safeCell(cell.getValue())));
    return new SafeCut.Shown(Counting.valueOf(node.get("counting").stringValue()), cells);
  }

  private static SafeCell safeCell(JsonNode node) {
    return node.isNumber() ? new SafeCell.Shown(node.longValue()) : new SafeCell.Hidden();
  }
}
