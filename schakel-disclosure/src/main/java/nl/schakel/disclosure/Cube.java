// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.disclosure;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A frozen set of records, one for each thing counted, from which tables are counted.
 *
 * <p>The order of the records does not matter: the hash and all tables are the same in any order.
 */
public final class Cube {
  /**
   * One thing counted.
   *
   * @param person key that stays the same over all frozen sets; never a name or a number of a
   *     register
   * @param codes the code in each dimension of the cube, a leaf
   */
  public record Row(String person, List<String> codes) {
    public Row {
      codes = List.copyOf(codes);
    }

    /** Shows no key. */
    @Override
    public String toString() {
      return "Row" + codes;
    }
  }

  private final String name;
  private final List<Dimension> dimensions;
  private final String[] persons;

  /** The codes that occur together, each once: many records have the same. */
  private final int[][] kinds;

  /** By record the number of its kind. */
  private final int[] kindOf;

  /** By kind the number of records. */
  private final int[] sizes;

  private final String hash;
  private Optional<RecordKeys> keys = Optional.empty();
  private long[][][] recordsByCode = {};

  private Cube(
      String name, List<Dimension> dimensions, String[] persons, int[][] kinds, int[] kindOf) {
    this.name = name;
    this.dimensions = dimensions;
    this.persons = persons;
    this.kinds = kinds;
    this.kindOf = kindOf;
    sizes = new int[kinds.length];
    for (int kind : kindOf) {
      sizes[kind]++;
    }
    hash = digest();
  }

  /** Freezes these records. */
  public static Cube of(String name, List<Dimension> dimensions, Collection<Row> rows) {
    Row[] sorted = rows.toArray(Row[]::new);
    Arrays.parallelSort(
        sorted,
        Comparator.comparing(Row::person).thenComparing(row -> String.join("|", row.codes)));
    String[] persons = new String[sorted.length];
    int[] kindOf = new int[sorted.length];
    List<int[]> kinds = new ArrayList<>();
    Map<List<String>, Integer> known = new HashMap<>();
    for (int i = 0; i < persons.length; i++) {
      Row row = sorted[i];
      if (row.person().isBlank() || row.codes().size() != dimensions.size()) {
        throw new InvalidTable(
            "",
            "width",
            "a record with %d codes, expected a person and %d"
                .formatted(row.codes().size(), dimensions.size()));
      }
      persons[i] = row.person();
      Integer kind = known.get(row.codes());
      if (kind == null) {
        kind = kinds.size();
        kinds.add(leaves(dimensions, row.codes()));
        known.put(row.codes(), kind);
      }
      kindOf[i] = kind;
    }
    return new Cube(name, List.copyOf(dimensions), persons, kinds.toArray(int[][]::new), kindOf);
  }

  private static int[] leaves(List<Dimension> dimensions, List<String> codes) {
    int[] leaves = new int[codes.size()];
    for (int d = 0; d < leaves.length; d++) {
      leaves[d] = leaf(dimensions.get(d), codes.get(d));
    }
    return leaves;
  }

  private static int leaf(Dimension dimension, String code) {
    int node = dimension.node(code);
    if (!dimension.isLeaf(node)) {
      throw new InvalidTable(
          dimension.name(),
          "code",
          "%s: a record with '%s', expected one of %s"
              .formatted(dimension.name(), code, dimension.leaves()));
    }
    return dimension.leavesUnder(node)[0];
  }

  private String digest() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(name.getBytes(StandardCharsets.UTF_8));
      digest.update(dimensions.toString().getBytes(StandardCharsets.UTF_8));
      byte[][] written = written();
      for (int i = 0; i < persons.length; i++) {
        digest.update((byte) '\n');
        digest.update(persons[i].getBytes(StandardCharsets.UTF_8));
        digest.update(written[kindOf[i]]);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** The codes of each kind as they enter the hash. */
  private byte[][] written() {
    byte[][] written = new byte[kinds.length][3 * dimensions.size()];
    for (int kind = 0; kind < kinds.length; kind++) {
      int at = 0;
      for (int code : kinds[kind]) {
        written[kind][at++] = '|';
        written[kind][at++] = (byte) (code >> 8);
        written[kind][at++] = (byte) code;
      }
    }
    return written;
  }

  /** Returns the name. */
  public String name() {
    return name;
  }

  /** Returns the SHA-256 of name, dimensions and records, in hexadecimal digits. */
  public String hash() {
    return hash;
  }

  /** Returns the dimensions. */
  public List<Dimension> dimensions() {
    return dimensions;
  }

  /** Returns a dimension by its name. */
  public Dimension dimension(String wanted) {
    return dimensions.get(index(wanted));
  }

  /** Returns the number of records. */
  public int size() {
    return persons.length;
  }

  /** When a record of one frozen set is taken for a record of another. */
  public enum Alike {
    /** The same person with the same codes. */
    PERSON,
    /** The same codes: no figure can tell the two apart. */
    CODES
  }

  /**
   * Returns the records that stand alike in several frozen sets, one for one: what somebody does
   * not know who knows of every record that was added, removed or changed between the sets.
   *
   * @param covered dimension of which the sets need not hold the same codes, such as the year; a
   *     record is common when it stands in every set that holds its code there
   */
  public static Cube common(String name, List<Cube> sets, String covered, Alike alike) {
    List<Dimension> dimensions = new ArrayList<>();
    for (Dimension dimension : sets.getFirst().dimensions) {
      Set<String> codes = new LinkedHashSet<>();
      sets.forEach(set -> codes.addAll(set.dimension(dimension.name()).leaves()));
      dimensions.add(Dimension.of(dimension.name(), codes));
    }
    List<Row> common = new ArrayList<>();
    for (String part : dimensions.get(sets.getFirst().index(covered)).leaves()) {
      List<List<Row>> covering = new ArrayList<>();
      for (Cube set : sets) {
        if (set.dimension(covered).leaves().contains(part)) {
          covering.add(set.rows(dimensions, covered, part));
        }
      }
      common.addAll(common(covering, alike));
    }
    return of(name, dimensions, common);
  }

  private static List<Row> common(List<List<Row>> sets, Alike alike) {
    List<Row> common = sets.getFirst();
    for (List<Row> other : sets.subList(1, sets.size())) {
      Map<Object, Integer> there = new HashMap<>();
      other.forEach(row -> there.merge(likeness(row, alike), 1, Integer::sum));
      List<Row> both = new ArrayList<>();
      for (Row row : common) {
        int left = there.getOrDefault(likeness(row, alike), 0);
        if (left > 0) {
          both.add(row);
          there.put(likeness(row, alike), left - 1);
        }
      }
      common = both;
    }
    return common;
  }

  private static Object likeness(Row row, Alike alike) {
    return alike == Alike.PERSON ? row : row.codes();
  }

  private List<Row> rows(List<Dimension> inOrderOf, String covered, String part) {
    int[] places = inOrderOf.stream().mapToInt(dimension -> index(dimension.name())).toArray();
    List<List<String>> leaves = dimensions.stream().map(Dimension::leaves).toList();
    int in = index(covered);
    List<List<String>> codes = new ArrayList<>();
    for (int[] kind : kinds) {
      boolean isIn = leaves.get(in).get(kind[in]).equals(part);
      codes.add(
          isIn
              ? Arrays.stream(places).mapToObj(at -> leaves.get(at).get(kind[at])).toList()
              : List.of());
    }
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < persons.length; i++) {
      List<String> of = codes.get(kindOf[i]);
      if (!of.isEmpty()) {
        rows.add(new Row(persons[i], of));
      }
    }
    return rows;
  }

  /** Counts all records by the dimensions with these names. */
  public CountTable table(String... names) {
    return table(Arrays.stream(names).map(this::dimension).toList(), Map.of());
  }

  /**
   * Counts records by some dimensions.
   *
   * @param wanted dimensions of this set or coarser ones of the same name; records whose code is in
   *     none of their categories are left out
   * @param only for some dimensions the categories that count
   */
  public CountTable table(List<Dimension> wanted, Map<String, ? extends Iterable<String>> only) {
    wanted.forEach(dimension -> index(dimension.name()));
    Shape shape = new Shape(wanted);
    Filter filter = Filter.of(this, only);
    long[] counts = new long[shape.leaves()];
    int[] cells = leafCellsOfKinds(shape, filter);
    for (int kind = 0; kind < cells.length; kind++) {
      if (cells[kind] >= 0) {
        counts[cells[kind]] += sizes[kind];
      }
    }
    return new CountTable(shape, counts, Optional.of(this), filter);
  }

  /** Returns the leaf cell of each record; negative for those that are in none. */
  int[] leafCells(Shape shape, Filter filter) {
    int[] ofKinds = leafCellsOfKinds(shape, filter);
    int[] cells = new int[persons.length];
    for (int i = 0; i < cells.length; i++) {
      cells[i] = ofKinds[kindOf[i]];
    }
    return cells;
  }

  private int[] leafCellsOfKinds(Shape shape, Filter filter) {
    int[] cells = new int[kinds.length];
    int[][] shares = shares(shape, filter);
    for (int d = 0; d < shares.length; d++) {
      int[] of = shares[d];
      for (int kind = 0; of.length > 0 && kind < cells.length; kind++) {
        cells[kind] += of[kinds[kind][d]];
      }
    }
    return cells;
  }

  /**
   * Returns for each dimension what each code adds to the number of the leaf cell, so negative that
   * it stays so when the code is left out; empty for a dimension that does not matter.
   */
  int[][] shares(Shape shape, Filter filter) {
    int[][] shares = new int[dimensions.size()][];
    for (int d = 0; d < shares.length; d++) {
      shares[d] = shares(dimensions.get(d), shape, filter).orElse(new int[0]);
    }
    return shares;
  }

  private static Optional<int[]> shares(Dimension own, Shape shape, Filter filter) {
    int stride = shape.leaves();
    Optional<Dimension> used = Optional.empty();
    for (Dimension dimension : shape.dimensions()) {
      stride /= dimension.leafCount();
      if (dimension.name().equals(own.name())) {
        used = Optional.of(dimension);
        break;
      }
    }
    if (used.isEmpty() && !filter.codes().containsKey(own.name())) {
      return Optional.empty();
    }
    int out = Integer.MIN_VALUE / 64;
    int[] shares = new int[own.leafCount()];
    Arrays.fill(shares, used.isPresent() ? out : 0);
    if (used.isPresent()) {
      for (int leaf = 0; leaf < used.get().leafCount(); leaf++) {
        for (String base : used.get().basesOfLeaf(leaf)) {
          shares[leaf(own, base)] = leaf * stride;
        }
      }
    }
    for (int code = 0; code < shares.length; code++) {
      if (!filter.holds(own.name(), own.leaves().get(code))) {
        shares[code] = out;
      }
    }
    return Optional.of(shares);
  }

  /** Returns the code of a record as a leaf number. */
  int code(int dimension, int row) {
    return kinds[kindOf[row]][dimension];
  }

  /** Returns the codes of a record as leaf numbers; never to be written to. */
  int[] codes(int row) {
    return kinds[kindOf[row]];
  }

  /** Returns by dimension and code the records that have it, as bits; they are kept. */
  synchronized long[][][] recordsByCode() {
    if (recordsByCode.length == 0) {
      long[][][] found = new long[dimensions.size()][][];
      for (int d = 0; d < found.length; d++) {
        found[d] = new long[dimensions.get(d).leafCount()][0];
        for (int i = 0; i < kindOf.length; i++) {
          int code = kinds[kindOf[i]][d];
          if (found[d][code].length == 0) {
            found[d][code] = new long[(kindOf.length + 63) / 64];
          }
          found[d][code][i >> 6] |= 1L << i;
        }
      }
      recordsByCode = found;
    }
    return recordsByCode;
  }

  String person(int row) {
    return persons[row];
  }

  int index(String wanted) {
    for (int d = 0; d < dimensions.size(); d++) {
      if (dimensions.get(d).name().equals(wanted)) {
        return d;
      }
    }
    throw new InvalidTable(
        wanted,
        "name",
        "unknown dimension '%s', expected one of %s"
            .formatted(wanted, dimensions.stream().map(Dimension::name).toList()));
  }

  /** Returns the keys of the records; they are kept for the next table. */
  synchronized RecordKeys recordKeys(NoiseKey key) {
    if (keys.isEmpty() || keys.get().key() != key) {
      keys = Optional.of(RecordKeys.of(key, persons));
    }
    return keys.get();
  }

  /** Shows no record. */
  @Override
  public String toString() {
    return "Cube[%s, %d records]".formatted(name, persons.length);
  }
}
