// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor.release;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import nl.schakel.disclosure.CountTable;
import nl.schakel.disclosure.Cube;
import nl.schakel.disclosure.Dimension;

/**
 * The records of a frozen set, ready to be counted by any of its dimensions.
 *
 * <p>A field is held once, in the finest categories that its dimensions need, so that tables over
 * two dimensions of one field are known to speak of the same persons.
 */
final class FrozenCube {
  private static final String YEAR = "year";
  private static final String BOTH = "|";

  private final Cube cube;
  private final Map<String, MonitorDimension> dimensions;
  private final Map<String, Base> bases;
  private final int lastYear;

  /** How one field is held: its codes in the cube, and where each falls in each dimension. */
  private static final class Base {
    private final List<MonitorDimension> dimensions;
    private final Map<String, Map<String, String>> places = new TreeMap<>();

    Base(List<MonitorDimension> dimensions) {
      this.dimensions = dimensions;
    }

    private boolean hasTree() {
      return dimensions.getFirst().categories().size() != dimensions.getFirst().leaves().size();
    }

    String code(List<String> codes) {
      Map<String, String> place = new LinkedHashMap<>();
      dimensions.forEach(dimension -> place.put(dimension.code(), dimension.place(codes)));
      String code =
          hasTree()
              ? String.valueOf(place.get(dimensions.getFirst().code()))
              : String.join(BOTH, place.values());
      Map<String, String> before = places.putIfAbsent(code, place);
      if (before != null && !before.equals(place)) {
        throw new IllegalStateException(
            "%s is in more than one category of %s"
                .formatted(code, dimensions.stream().map(MonitorDimension::code).toList()));
      }
      return code;
    }

    Collection<String> codes() {
      Set<String> codes = new LinkedHashSet<>();
      if (hasTree()) {
        dimensions.getFirst().leaves().forEach(leaf -> codes.add(leaf.code()));
      }
      codes.addAll(places.keySet());
      return codes;
    }

    Set<String> in(String dimension, String category) {
      return places.entrySet().stream()
          .filter(entry -> category.equals(entry.getValue().get(dimension)))
          .map(Map.Entry::getKey)
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private FrozenCube(
      Cube cube, Map<String, MonitorDimension> dimensions, Map<String, Base> bases, int lastYear) {
    this.cube = cube;
    this.dimensions = dimensions;
    this.bases = bases;
    this.lastYear = lastYear;
  }

  /** Hands out keys and facts, one record at a time. */
  interface Records {
    void each(BiConsumer<String, String> taker);
  }

  static FrozenCube of(FrozenSet set, List<MonitorDimension> known, Records records) {
    Map<String, MonitorDimension> dimensions = new LinkedHashMap<>();
    known.stream()
        .filter(MonitorDimension::publishable)
        .forEach(one -> dimensions.put(one.code(), withYears(one, set)));
    Map<String, Base> bases = new LinkedHashMap<>();
    dimensions.values().stream()
        .filter(one -> !one.code().equals(YEAR))
        .collect(
            Collectors.groupingBy(MonitorDimension::field, LinkedHashMap::new, Collectors.toList()))
        .forEach((field, of) -> bases.put(field, new Base(of)));
    List<Cube.Row> rows = new ArrayList<>();
    Map<String, String> held = new HashMap<>();
    records.each((key, facts) -> rows.add(row(key, Facts.read(facts), bases, held)));
    List<Dimension> columns = new ArrayList<>();
    columns.add(Dimension.of(YEAR, years(set.firstYear(), set.lastYear())));
    bases.forEach((field, base) -> columns.add(Dimension.of(field, base.codes())));
    return new FrozenCube(Cube.of(set.sha256(), columns, rows), dimensions, bases, set.lastYear());
  }

  /** The same few texts stand in all records: one of each is kept. */
  private static Cube.Row row(
      String key, Facts facts, Map<String, Base> bases, Map<String, String> held) {
    List<String> codes = new ArrayList<>();
    codes.add(held.computeIfAbsent(facts.of(FactField.YEAR).getFirst(), text -> text));
    bases.forEach(
        (field, base) -> {
          String code = base.code(facts.of(FactField.of(field).orElseThrow()));
          codes.add(held.computeIfAbsent(code, text -> text));
        });
    return new Cube.Row(key, codes);
  }

  private static List<String> years(int first, int last) {
    return IntStream.rangeClosed(first, last).mapToObj(Integer::toString).toList();
  }

  private static MonitorDimension withYears(MonitorDimension dimension, FrozenSet set) {
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
            years(set.firstYear(), set.lastYear()).stream()
                .map(
                    year ->
                        new MonitorDimension.Category(
                            year, new Wording(year, year), List.of(year), null, null, null))
                .toList())
        : dimension;
  }

  /** Whether every dimension of the table was there when the set was frozen. */
  boolean knows(TableSpecification table) {
    return dimensions.keySet().containsAll(table.dimensions())
        && dimensions.keySet().containsAll(table.only().keySet());
  }

  int records() {
    return cube.size();
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
    if (categories.stream().anyMatch(category -> !category.parent().isEmpty())) {
      Map<String, String> parents = new LinkedHashMap<>();
      categories.forEach(category -> parents.put(category.code(), category.parent()));
      return Dimension.tree(dimension.field(), parents);
    }
    Map<String, Set<String>> groups = new LinkedHashMap<>();
    Base base = base(dimension);
    categories.forEach(
        category -> groups.put(category.code(), base.in(dimension.code(), category.code())));
    return Dimension.grouped(dimension.field(), groups);
  }

  private Map<String, Set<String>> filters(TableSpecification table) {
    Map<String, Set<String>> filters = new TreeMap<>();
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
