// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The records to be linked, by column, in the order of source and id.
 *
 * <p>A record is a number from 0; a missing value has the code -1.
 */
public final class Records {
  private final List<String> columns;
  private final List<String> sources;
  private final Texts ids;
  private final boolean idsWithSource;
  private final Codes source;
  private final Map<String, Raw> raw;
  private final Set<String> leftOut;
  private final Map<String, View> views = new HashMap<>();
  private @Nullable IdTable table;

  /** The distinct values of a column as they stand in the input, and each record's code. */
  record Raw(Texts values, Codes codes) {}

  Records(
      List<String> columns,
      List<String> sources,
      Texts ids,
      boolean idsWithSource,
      Codes source,
      Map<String, Raw> raw,
      Set<String> leftOut) {
    this.columns = List.copyOf(columns);
    this.sources = List.copyOf(sources);
    this.ids = ids;
    this.idsWithSource = idsWithSource;
    this.source = source;
    this.raw = raw;
    this.leftOut = Set.copyOf(leftOut);
  }

  /** Makes records from rows of text; the row's fields follow the columns, empty is missing. */
  public static Records of(
      String sourceName, List<String> columns, Map<String, List<String>> rowsById) {
    RecordsReader reader = new RecordsReader(InputSettings.defaults());
    reader.rows(sourceName, columns, rowsById);
    return reader.finish();
  }

  /** How many records there are. */
  public int size() {
    return ids.size();
  }

  /** Names of the columns other than the id. */
  public List<String> columns() {
    return columns;
  }

  /** Names of the sources, in order. */
  public List<String> sources() {
    return sources;
  }

  /** The id of a record as it is written to files. */
  public String id(int number) {
    return ids.get(number);
  }

  /** The id as it stood in the input, without the source that it may have got. */
  void addPlainId(int number, Texts to) {
    if (idsWithSource) {
      to.add(ids.get(number).substring(sources.get(source(number)).length() + 1));
    } else {
      to.addFrom(ids, number);
    }
  }

  /** The number of a record's source. */
  public int source(int number) {
    return source.get(number);
  }

  /** The value as it stood in the input; empty when missing. */
  public String value(int number, String column) {
    Raw found = raw(column);
    int code = found.codes().get(number);
    return code < 0 ? "" : found.values().get(code);
  }

  /** The number of the record with an id, or -1. */
  public synchronized int find(String id) {
    IdTable made = table == null ? new IdTable(ids) : table;
    table = made;
    return made.find(id);
  }

  /** Whether the files had such a column, also when it was not to be looked at. */
  boolean found(String column) {
    return leftOut.contains(column) || has(column);
  }

  /**
   * How many records have a value in a column that is no day of the calendar, and so count as
   * having none.
   */
  public int impossibleDates(String column) {
    Raw found = raw(column);
    boolean[] impossible = new boolean[found.values().size()];
    for (int code = 0; code < impossible.length; code++) {
      impossible[code] = DateText.compact(found.values().get(code)).isEmpty();
    }
    int count = 0;
    for (int i = 0; i < ids.size(); i++) {
      int code = found.codes().get(i);
      count += code >= 0 && impossible[code] ? 1 : 0;
    }
    return count;
  }

  boolean has(String column) {
    return raw.containsKey(column);
  }

  Raw raw(String column) {
    Raw found = raw.get(column);
    if (found == null) {
      throw new InvalidInput(
          "no column '%s'; the input has %s".formatted(column, String.join(", ", columns)));
    }
    return found;
  }

  /** The column seen through a transform; made once. */
  synchronized View view(String column, Transform transform) {
    return views.computeIfAbsent(
        transform.name() + "(" + column + ")", key -> View.of(raw(column), transform));
  }

  /** How many records have a value in this column. */
  public int present(String column) {
    Codes codes = raw(column).codes();
    int present = 0;
    for (int i = 0; i < codes.size; i++) {
      present += codes.get(i) >= 0 ? 1 : 0;
    }
    return present;
  }

  /** How many distinct values a column has. */
  public int distinct(String column) {
    return raw(column).values().size();
  }

  /** The fields of one record in the order of the columns. */
  public List<String> row(int number) {
    List<String> fields = new ArrayList<>();
    for (String column : columns) {
      fields.add(value(number, column));
    }
    return fields;
  }
}
