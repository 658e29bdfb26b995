// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor.aggregate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import nl.schakel.disclosure.CountTable;
import nl.schakel.disclosure.Dimension;
import nl.schakel.disclosure.Disclosure;
import nl.schakel.disclosure.GroupRules;
import nl.schakel.disclosure.Ledger;
import nl.schakel.disclosure.Method;
import nl.schakel.disclosure.ProtectedTable;
import nl.schakel.platform.monitor.release.NoiseKeys;
import org.springframework.stereotype.Component;

/**
 * Makes a table that its maker did not protect fit for the eyes of others.
 *
 * <p>Guarantee: each figure of a year is rounded to fives with each of its splits by controlled
 * rounding, all with the same total; and no number that is shown, nor the total, can be found
 * exactly or proven to be 1 to 4 from everything that is shown of that figure and year together,
 * even for a reader who takes what earlier versions showed of the same numbers as still true. A
 * split for which that fails is not shown.
 *
 * <p>Splits of one figure share nothing but its total, so the arithmetic of intervals is exact. It
 * does not reckon with numbers of other figures, such as persons convicted out of suspects.
 */
@Component
class AggregateRounding {
  private static final int BASE = 5;

  /** A shown number is off by at most this many. */
  private static final int REACH = BASE - 1;

  private static final int ATTEMPTS = 24;
  private static final String ALL = "all";
  private static final GroupRules RULES =
      GroupRules.differencesOnly("table of one dimension: there are no rows to judge");

  private final NoiseKeys keys;

  AggregateRounding(NoiseKeys keys) {
    this.keys = keys;
  }

  /** Reads the key before there is a transaction. */
  void makeReady() {
    keys.key();
  }

  /**
   * The same rows as others may see them.
   *
   * @param earlier what earlier versions showed
   */
  List<AggregateRow> protect(List<AggregateRow> rows, List<AggregateAudit.Known> earlier) {
    Map<AggregateRow.Place, Long> shown = new HashMap<>();
    byFigure(rows).values().forEach(of -> shown.putAll(figure(of, earlier)));
    return rows.stream()
        .map(
            row -> {
              Long value = shown.get(row.place());
              return new AggregateRow(
                  row.place(), value == null ? OptionalLong.empty() : OptionalLong.of(value));
            })
        .toList();
  }

  /**
   * Whether rows as others see them still tell nothing beside these others.
   *
   * @param shown a number that is not shown is absent
   */
  static boolean keepsOpen(List<AggregateRow> shown, List<AggregateAudit.Known> others) {
    return byFigure(shown).values().stream()
        .allMatch(
            of -> {
              Map<AggregateRow.Place, Long> figures = new LinkedHashMap<>();
              of.forEach(row -> row.value().ifPresent(value -> figures.put(row.place(), value)));
              return new AggregateAudit(of.getFirst().place(), REACH, others).keepsOpen(figures);
            });
  }

  private static Map<String, List<AggregateRow>> byFigure(List<AggregateRow> rows) {
    Map<String, List<AggregateRow>> figures = new LinkedHashMap<>();
    for (AggregateRow row : rows) {
      figures
          .computeIfAbsent(
              row.place().year() + " " + row.place().figure(), name -> new ArrayList<>())
          .add(row);
    }
    return figures;
  }

  private Map<AggregateRow.Place, Long> figure(
      List<AggregateRow> rows, List<AggregateAudit.Known> earlier) {
    AggregateRow total = rows.getFirst();
    Map<String, List<AggregateRow>> splits = new LinkedHashMap<>();
    rows.stream()
        .filter(row -> !row.place().isTotal())
        .forEach(
            row -> splits.computeIfAbsent(row.place().split(), name -> new ArrayList<>()).add(row));
    AggregateAudit audit = new AggregateAudit(total.place(), REACH, earlier);
    Map<AggregateRow.Place, Long> shown = new LinkedHashMap<>();
    OptionalLong wanted = OptionalLong.empty();
    List<List<AggregateRow>> tables =
        splits.isEmpty() ? List.of(List.of(total)) : List.copyOf(splits.values());
    for (List<AggregateRow> table : tables) {
      Optional<Map<AggregateRow.Place, Long>> rounded = rounded(total, table, wanted);
      if (rounded.isPresent()) {
        Map<AggregateRow.Place, Long> with = new LinkedHashMap<>(shown);
        with.putAll(rounded.get());
        if (audit.keepsOpen(with)) {
          shown.putAll(rounded.get());
          wanted = OptionalLong.of(rounded.get().getOrDefault(total.place(), 0L));
        }
      }
    }
    if (shown.isEmpty() && !splits.isEmpty()) {
      rounded(total, List.of(total), wanted).filter(audit::keepsOpen).ifPresent(shown::putAll);
    }
    return shown;
  }

  /** One split with its total as wanted, if a rounding of the same total is found. */
  private Optional<Map<AggregateRow.Place, Long>> rounded(
      AggregateRow total, List<AggregateRow> table, OptionalLong wanted) {
    List<String> codes = table.stream().map(AggregateRounding::code).toList();
    CountTable counts =
        CountTable.of(
            List.of(Dimension.of(name(table.getFirst()), codes)),
            table.stream().mapToLong(row -> row.value().orElseThrow()).toArray());
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Method method = Method.ControlledRounding.toFive(keys.key("aggregate " + attempt));
      if (Disclosure.protect(counts, method, RULES, Ledger.EMPTY) instanceof ProtectedTable safe) {
        OptionalLong sum = safe.value(Dimension.TOTAL);
        if (sum.isPresent() && (wanted.isEmpty() || wanted.getAsLong() == sum.getAsLong())) {
          Map<AggregateRow.Place, Long> shown = new LinkedHashMap<>();
          shown.put(total.place(), sum.getAsLong());
          table.forEach(
              row ->
                  safe.value(code(row)).ifPresent(value -> shown.putIfAbsent(row.place(), value)));
          return Optional.of(shown);
        }
      }
    }
    return Optional.empty();
  }

  private static String code(AggregateRow row) {
    return row.place().isTotal() ? ALL : row.place().category();
  }

  /** Place and kind of the numbers: the same counts elsewhere are rounded on their own. */
  private static String name(AggregateRow row) {
    return "%d %s %s".formatted(row.place().year(), row.place().figure(), row.place().split());
  }
}
