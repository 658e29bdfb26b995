// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import nl.schakel.estimate.CaptureTable;
import nl.schakel.estimate.Strata;
import nl.schakel.platform.register.RegisterFigures;

/**
 * The counts an estimate is made from, in one written form: the same counts give the same text and
 * so the same name.
 *
 * @param lists source lists on which somebody is, in the order of the alphabet
 * @param tables counts by year and history (bit i belongs to list i); year 0 is all years together
 */
record EstimateSnapshot(List<String> lists, NavigableMap<Integer, Map<Integer, Long>> tables) {
  private static final String YEAR = "year";
  private static final String COUNT = "count";

  EstimateSnapshot {
    lists = List.copyOf(lists);
  }

  /** Keeps the chosen lists; who is on none of them, and lists on which nobody is, fall away. */
  static EstimateSnapshot of(RegisterFigures.SelectedOverlap overlap, List<String> chosen) {
    Set<String> used = new TreeSet<>();
    overlap.together().keySet().forEach(used::addAll);
    used.retainAll(new TreeSet<>(chosen));
    List<String> lists = List.copyOf(used);
    NavigableMap<Integer, Map<Integer, Long>> tables = new TreeMap<>();
    tables.put(0, counts(overlap.together(), lists));
    overlap.years().forEach((year, sets) -> tables.put(year, counts(sets, lists)));
    return new EstimateSnapshot(lists, tables);
  }

  private static Map<Integer, Long> counts(Map<Set<String>, Long> sets, List<String> lists) {
    Map<Integer, Long> counts = new TreeMap<>();
    sets.forEach(
        (set, persons) -> {
          int history = 0;
          for (int i = 0; i < lists.size(); i++) {
            history |= set.contains(lists.get(i)) ? 1 << i : 0;
          }
          if (history > 0) {
            counts.merge(history, persons, Long::sum);
          }
        });
    return counts;
  }

  static EstimateSnapshot read(String text) {
    List<String> lines = text.lines().toList();
    List<String> names = List.of(lines.getFirst().split(","));
    List<String> lists = names.subList(1, names.size() - 1);
    NavigableMap<Integer, Map<Integer, Long>> tables = new TreeMap<>();
    for (String line : lines.subList(1, lines.size())) {
      List<String> cells = List.of(line.split(","));
      int history = 0;
      for (int i = 0; i < lists.size(); i++) {
        history |= cells.get(i + 1).equals("1") ? 1 << i : 0;
      }
      tables
          .computeIfAbsent(Integer.valueOf(cells.getFirst()), year -> new TreeMap<>())
          .put(history, Long.valueOf(cells.getLast()));
    }
    return new EstimateSnapshot(lists, tables);
  }

  String text() {
    StringBuilder text = new StringBuilder(YEAR);
    lists.forEach(list -> text.append(',').append(list));
    text.append(',').append(COUNT).append('\n');
    tables.forEach(
        (year, counts) ->
            new TreeMap<>(counts)
                .forEach(
                    (history, persons) -> {
                      text.append(year);
                      for (int i = 0; i < lists.size(); i++) {
                        text.append(',').append(history >> i & 1);
                      }
                      text.append(',').append(persons).append('\n');
                    }));
    return text.toString();
  }

  byte[] sha256() {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text().getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** All years together, a person once. */
  CaptureTable together() {
    return CaptureTable.of(lists, tables.getOrDefault(0, Map.of()));
  }

  /** Year by year; a person counts in each of its years. */
  Strata years() {
    Map<List<String>, CaptureTable> strata = new LinkedHashMap<>();
    List<Integer> years = new ArrayList<>(tables.tailMap(1).keySet());
    years.forEach(
        year ->
            strata.put(
                List.of(year.toString()),
                CaptureTable.of(lists, tables.getOrDefault(year, Map.of()))));
    return new Strata(lists, List.of(YEAR), strata);
  }
}
