// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nl.schakel.platform.report.HtcdsStandard.Column;
import nl.schakel.platform.report.HtcdsStandard.Found;
import org.jspecify.annotations.Nullable;

/**
 * What stands in which column of a file. A column may come back for a next event or value: under
 * the same name, or numbered ({@code hte_City_2}, {@code hte_City.2}, {@code hte_City[2]}).
 */
final class HtcdsHeader {
  private static final Pattern NUMBERED = Pattern.compile("(.*?)[ _.]?\\[?([0-9]{1,2})]?");

  private final List<Use> uses = new ArrayList<>();
  private final List<String> names;
  private final Map<String, String> aliases = new HashMap<>();

  HtcdsHeader(List<String> names, HtcdsStandard standard) {
    this.names = names;
    boolean[] known = new boolean[names.size()];
    Map<String, Integer> seen = new HashMap<>();
    for (int i = 0; i < known.length; i++) {
      known[i] = names.get(i).isEmpty() || add(i, names.get(i), standard, seen);
    }
    ImportReader.check(names, standard.columnNames(), known);
    refuseTwice();
  }

  /**
   * A column of the file.
   *
   * @param column empty for a column without a name
   * @param event which event of the row it tells about, from 1
   */
  record Use(int index, Column column, int event) {}

  private boolean add(int index, String name, HtcdsStandard standard, Map<String, Integer> seen) {
    Optional<Found> found = standard.column(name);
    Matcher numbered = NUMBERED.matcher(name);
    int number = 0;
    if (found.isEmpty() && numbered.matches()) {
      found = standard.column(numbered.group(1));
      number = Integer.parseInt(numbered.group(2));
    }
    if (found.isEmpty()) {
      return false;
    }
    Column column = found.get().column();
    if (found.get().alias()) {
      aliases.put(name, column.name());
    }
    int event = seen.merge(column.name(), 1, Integer::sum);
    uses.add(new Use(index, column, number == 0 ? event : number));
    return true;
  }

  private void refuseTwice() {
    Set<String> single = new HashSet<>();
    for (Use use : uses) {
      Column column = use.column();
      boolean mayRepeat = column.event() || column.ignored() || column.rule().equals("map");
      if (!mayRepeat && !single.add(column.name())) {
        throw new ImportBroken(1, "import-column-twice", column.name());
      }
    }
  }

  List<Use> uses() {
    return uses;
  }

  int size() {
    return names.size();
  }

  /** Names of the standard by place in the file. */
  List<String> columnNames() {
    @Nullable String[] byPlace = new String[names.size()];
    uses.forEach(use -> byPlace[use.index()] = use.column().name());
    List<String> all = new ArrayList<>(byPlace.length);
    for (@Nullable String name : byPlace) {
      all.add(name == null ? "" : name);
    }
    return all;
  }

  /** Spellings in this file that are not the standard's own, with the name they stand for. */
  Map<String, String> aliases() {
    return aliases;
  }
}
