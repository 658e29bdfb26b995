// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor;

import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import nl.schakel.platform.web.Csv;

/**
 * How many presumed victims were reported by exactly which set of source lists. Exact, small
 * numbers included: material for an estimate, not for publication.
 *
 * @param year empty for all years together, where a victim counts once
 * @param sets sets with at least one victim; in the order in which the lists' columns are filled
 */
public record Overlap(Optional<Integer> year, List<Sources> sets) {
  /** One exact set of lists and how many victims it reported. */
  public record Sources(Set<String> lists, long victims) {}

  static Overlap of(Optional<Integer> year, Map<Set<String>, Long> counts) {
    List<String> letters = letters(counts.keySet());
    return new Overlap(
        year,
        counts.entrySet().stream()
            .map(entry -> new Sources(new TreeSet<>(entry.getKey()), entry.getValue()))
            .sorted(Comparator.comparing((Sources one) -> marks(one, letters)).reversed())
            .toList());
  }

  public Overlap {
    sets = List.copyOf(sets);
  }

  /** Lists that occur, in the order of the alphabet. */
  public List<String> letters() {
    return letters(sets.stream().map(Sources::lists).toList());
  }

  public long victims() {
    return sets.stream().mapToLong(Sources::victims).sum();
  }

  /** Most victims first. */
  public List<Sources> largestFirst() {
    return sets.stream().sorted(Comparator.comparingLong(Sources::victims).reversed()).toList();
  }

  /** One column per list with 1 or 0, then the count: the form that estimating programs read. */
  public String csv() {
    StringWriter text = new StringWriter();
    List<String> letters = letters();
    try (Csv csv = new Csv(text)) {
      List<Object> header = new ArrayList<>(letters);
      header.add("count");
      csv.row(header);
      for (Sources one : sets) {
        List<Object> row = new ArrayList<>();
        letters.forEach(letter -> row.add(one.lists().contains(letter) ? 1 : 0));
        row.add(one.victims());
        csv.row(row);
      }
    }
    return text.toString().replace("\r\n", "\n");
  }

  private static List<String> letters(Iterable<Set<String>> sets) {
    Set<String> letters = new TreeSet<>();
    sets.forEach(letters::addAll);
    return List.copyOf(letters);
  }

  private static String marks(Sources one, List<String> letters) {
    StringBuilder marks = new StringBuilder();
    letters.forEach(letter -> marks.append(one.lists().contains(letter) ? '1' : '0'));
    return marks.toString();
  }
}
