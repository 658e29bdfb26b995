// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor.release;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import nl.schakel.disclosure.CountTable;
import nl.schakel.disclosure.Cube;
import nl.schakel.disclosure.Dimension;

/**
 * The records of a frozen set, ready to be counted by any of its dimensions.
 *
 * <p>A field is held once, as its codes were written down, so that tables over two dimensions of
 * one field, and tables over several sets, are known to speak of the same persons.
 */
final class FrozenCube {
  static final String YEAR = "year";
  private static final String BETWEEN_CODES = "+";

  /** A code that no list has, for the categories that take the rest. */
  private static final String OF_NO_LIST = "~";

  /** A field without codes. */
  private static final String NONE = "-";

  private final Cube cube;
  private final Map<String, MonitorDimension> dimensions;
  private final Map<String, Base> bases;
  private final int firstYear;
  private final int lastYear;

  /** Where the codes of one field fall in each dimension. */
  private static final class Base {
    private final Map<String, Map<String, String>> places = new TreeMap<>();

    Base(List<MonitorDimension> dimensions, Collection<String> written) {
      for (String codes : written) {
        Map<String, String> place = new LinkedHashMap<>();
        dimensions.forEach(dimension -> place.put(dimension.code(), dimension.place(codes(codes))));
        places.put(codes, place);
      }
    }

    Set<String> in(String dimension, String category) {
      return places.entrySet().stream()
          .filter(entry -> category.equals(entry.getValue().get(dimension)))
          .map(Map.Entry::getKey)
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private FrozenCube(Cube cube, List<MonitorDimension> known, int firstYear, int lastYear) {
    this.cube = cube;
    this.firstYear = firstYear;
    this.lastYear = lastYear;
    dimensions = new LinkedHashMap<>();
    publishable(known)
        .forEach(one -> dimensions.put(one.code(), withYears(one, firstYear, lastYear)));
    bases = new LinkedHashMap<>();
    byField(dimensions.values().stream())
        .forEach((field, of) -> bases.put(field, new Base(of, cube.dimension(field).leaves())));
  }

  /** Hands out keys and facts, one record at a time. */
  interface Records {
    void each(BiConsumer<String, String> taker);
  }

  static FrozenCube of(FrozenSet set, List<MonitorDimension> known, Records records) {
    Map<String, Set<String>> written = new LinkedHashMap<>();
    byField(publishable(known)).forEach((field, of) -> written.put(field, possible(of)));
    List<Cube.Row> rows = new ArrayList<>();
    // Many records have the same facts: each text is read once, and its codes are held once.
    Map<String, List<String>> read = new HashMap<>();
    records.each(
        (key, facts) ->
            rows.add(
                new Cube.Row(
                    key, read.computeIfAbsent(facts, text -> codes(Facts.read(text), written)))));
    List<Dimension> columns = new ArrayList<>();
    columns.add(Dimension.of(YEAR, years(set.firstYear(), set.lastYear())));
    written.forEach(
        (field, codes) -> columns.add(Dimension.of(field, codes.isEmpty() ? Set.of(NONE) : codes)));
    return new FrozenCube(
        Cube.of(set.sha256(), columns, rows), known, set.firstYear(), set.lastYear());
  }

  /** Ways to fall into each category: nobody in it does not mean that nobody could be. */
  private static Set<String> possible(List<MonitorDimension> dimensions) {
    Set<String> codes = new TreeSet<>(Set.of(OF_NO_LIST));
    for (MonitorDimension dimension : dimensions) {
      dimension.leaves().forEach(leaf -> codes.addAll(leaf.taken()));
    }
    Set<String> possible = new TreeSet<>(codes);
    String before = OF_NO_LIST;
    for (String code : codes) {
      possible.add(before + BETWEEN_CODES + code);
      before = code;
    }
    possible.add(NONE);
    possible.removeIf(
        text -> !dimensions.stream().allMatch(dimension -> dimension.takes(codes(text))));
    return possible;
  }

  /** All but the year, which is no field with codes of its own. */
  private static Map<String, List<MonitorDimension>> byField(Stream<MonitorDimension> dimensions) {
    return dimensions
        .filter(one -> !one.code().equals(YEAR))
        .collect(
            Collectors.groupingBy(
                MonitorDimension::field, LinkedHashMap::new, Collectors.toList()));
  }

  private static Stream<MonitorDimension> publishable(List<MonitorDimension> known) {
    return known.stream().filter(MonitorDimension::publishable);
  }

  /** The codes of a record; those that are new are added to the ones that were written. */
  private static List<String> codes(Facts facts, Map<String, Set<String>> written) {
    List<String> codes = new ArrayList<>();
    codes.add(facts.of(FactField.YEAR).getFirst());
    written.forEach(
        (field, into) -> {
          List<String> of = facts.of(FactField.of(field).orElseThrow());
          String code =
              of.isEmpty() ? NONE : of.stream().sorted().collect(Collectors.joining(BETWEEN_CODES));
          into.add(code);
          codes.add(code);
        });
    return List.copyOf(codes);
  }

  private static List<String> codes(String written) {
    return written.equals(NONE) ? List.of() : List.of(written.split("\\+"));
  }

  private static List<String> years(int first, int last) {
    return IntStream.rangeClosed(first, last).mapToObj(Integer::toString).toList();
  }

  private static MonitorDimension withYears(MonitorDimension dimension, int first, int last) {
    return dimension.code().equals(YEAR)
        ? new MonitorDimension(
            dimension.code(),
            dimension.field(),
            dimension.codeList(),
            dimension.match(),
            dimension.label(),
            dimension.rule(),
            true,
            null,
            years(first, last).stream()
                .map(
                    year ->
                        new MonitorDimension.Category(
                            year, new Wording(year, year), List.of(year), null, null, null))
                .toList())
        : dimension;
  }

  /** Whether every dimension of the table, and every year it keeps, is in the set. */
  boolean knows(TableSpecification table) {
    return dimensions.keySet().containsAll(table.dimensions())
        && dimensions.keySet().containsAll(table.only().keySet())
        && years(firstYear, lastYear).containsAll(table.only().getOrDefault(YEAR, List.of()));
  }

  Cube cube() {
    return cube;
  }

  /** Other records, counted in the years and by the dimensions of this set. */
  FrozenCube over(Cube others) {
    return new FrozenCube(others, List.copyOf(dimensions.values()), firstYear, lastYear);
  }

  int records() {
    return cube.size();
  }

  /** How many of the records are of the years of this set. */
  long inItsYears() {
    return cube.table(List.of(Dimension.of(YEAR, years(firstYear, lastYear))), Map.of()).total();
  }

  /** The axes of a table over so many years, as readers see them. */
  List<PublishedTable.Axis> axes(TableSpecification table, int window) {
    return table.dimensions().stream()
        .map(this::dimension)
        .map(
            dimension ->
                new PublishedTable.Axis(
                    dimension.code(),
                    dimension.label(),
                    dimension.rule(),
                    categories(dimension, window)))
        .toList();
  }

  private List<PublishedTable.AxisCategory> categories(MonitorDimension dimension, int window) {
    List<PublishedTable.AxisCategory> categories = new ArrayList<>();
    boolean years = dimension.code().equals(YEAR);
    for (MonitorDimension.Category category : dimension.categories()) {
      if (!years || Integer.parseInt(category.code()) > lastYear - window) {
        add(category, "", categories);
      }
    }
    return categories;
  }

  private static void add(
      MonitorDimension.Category category, String parent, List<PublishedTable.AxisCategory> into) {
    into.add(new PublishedTable.AxisCategory(category.code(), category.label(), parent));
    category.under().forEach(part -> add(part, category.code(), into));
  }

  /** Counts; the true numbers are for protection alone. */
  CountTable count(TableSpecification table, int window) {
    List<Dimension> wanted =
        table.dimensions().stream().map(code -> counted(dimension(code), window)).toList();
    return cube.table(wanted, filters(table));
  }

  private Dimension counted(MonitorDimension dimension, int window) {
    List<PublishedTable.AxisCategory> categories = categories(dimension, window);
    if (dimension.code().equals(YEAR)) {
      return Dimension.of(
          YEAR, categories.stream().map(PublishedTable.AxisCategory::code).toList());
    }
    Map<String, String> parents = new LinkedHashMap<>();
    categories.forEach(category -> parents.put(category.code(), category.parent()));
    Map<String, Set<String>> groups = new LinkedHashMap<>();
    Base base = base(dimension);
    dimension
        .leaves()
        .forEach(leaf -> groups.put(leaf.code(), base.in(dimension.code(), leaf.code())));
    return Dimension.tree(dimension.field(), parents, groups);
  }

  private Map<String, Set<String>> filters(TableSpecification table) {
    Map<String, Set<String>> filters = new TreeMap<>();
    Set<String> ofSet = new TreeSet<>(years(firstYear, lastYear));
    if (!ofSet.containsAll(cube.dimension(YEAR).leaves())) {
      filters.put(YEAR, ofSet);
    }
    table
        .only()
        .forEach(
            (code, kept) -> {
              MonitorDimension dimension = dimension(code);
              Set<String> codes = new TreeSet<>();
              for (String category : kept) {
                codes.addAll(
                    code.equals(YEAR) ? Set.of(category) : base(dimension).in(code, category));
              }
              filters.merge(
                  code.equals(YEAR) ? YEAR : dimension.field(), codes, FrozenCube::inBoth);
            });
    return filters;
  }

  private static Set<String> inBoth(Set<String> one, Set<String> other) {
    Set<String> both = new TreeSet<>(one);
    both.retainAll(other);
    return both;
  }

  private Base base(MonitorDimension dimension) {
    Base base = bases.get(dimension.field());
    if (base == null) {
      throw new IllegalArgumentException("No field " + dimension.field());
    }
    return base;
  }

  private MonitorDimension dimension(String code) {
    MonitorDimension dimension = dimensions.get(code);
    if (dimension == null) {
      throw new IllegalArgumentException("No dimension " + code);
    }
    return dimension;
  }
}
