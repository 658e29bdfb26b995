// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import nl.schakel.platform.register.RegisterFigures;
import nl.schakel.platform.register.RegisterFigures.Dimension;
import nl.schakel.platform.register.RegisterFigures.YearCount;
import nl.schakel.platform.report.Code;
import nl.schakel.platform.report.CodeLists;
import org.springframework.stereotype.Component;

/** Counts the register and protects what it counts; the exact numbers end here. */
@Component
class RegisterCount {
  private final RegisterFigures register;
  private final CodeLists codes;

  RegisterCount(RegisterFigures register, CodeLists codes) {
    this.register = register;
    this.codes = codes;
  }

  /** Every year from the first to the last with a victim; must run in one snapshot of the data. */
  NavigableMap<Integer, SafeYear> safeYears() {
    NavigableMap<Integer, SafeYear> safe = new TreeMap<>();
    List<Integer> years = register.years();
    if (years.isEmpty()) {
      return safe;
    }
    int first = years.getFirst();
    int last = years.getLast();
    Map<Integer, Map<String, Long>> totals = counted(Dimension.YEAR, first, last);
    Map<FigureDimension, Map<Integer, Map<String, Long>>> cuts = new LinkedHashMap<>();
    for (FigureDimension dimension : FigureDimension.values()) {
      cuts.put(dimension, counted(dimension.counted(), first, last));
    }
    for (int year = first; year <= last; year++) {
      int each = year;
      List<Cut> ofYear = new ArrayList<>();
      cuts.forEach((dimension, counts) -> ofYear.add(cut(dimension, counts, each)));
      long total =
          totals.getOrDefault(year, Map.of()).values().stream().mapToLong(Long::longValue).sum();
      safe.put(year, SmallCells.protect(total, ofYear));
    }
    return safe;
  }

  private Map<Integer, Map<String, Long>> counted(Dimension dimension, int first, int last) {
    Map<Integer, Map<String, Long>> counts = new TreeMap<>();
    for (YearCount count : register.counts(dimension, first, last)) {
      counts
          .computeIfAbsent(count.year(), year -> new TreeMap<>())
          .put(count.value(), count.victims());
    }
    return counts;
  }

  /** Every category of the code list, so that an absent one looks like a small one. */
  private Cut cut(FigureDimension dimension, Map<Integer, Map<String, Long>> counts, int year) {
    Set<String> categories = new LinkedHashSet<>();
    codes.codes(dimension.codeList()).stream().map(Code::code).forEach(categories::add);
    counts.values().forEach(ofYear -> categories.addAll(ofYear.keySet()));
    Map<String, Long> ofYear = counts.getOrDefault(year, Map.of());
    return new Cut(
        dimension.code(),
        dimension.counting(),
        categories.stream()
            .map(code -> new Cut.Cell(code, ofYear.getOrDefault(code, 0L)))
            .toList());
  }
}
