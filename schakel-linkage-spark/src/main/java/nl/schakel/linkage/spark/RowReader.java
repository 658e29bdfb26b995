// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage.spark;

import java.io.InputStream;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import nl.schakel.linkage.Model;
import nl.schakel.linkage.Records;
import nl.schakel.linkage.RecordsReader;

/** Reads one file as the local engine reads it. */
final class RowReader {
  private final Model model;
  private final List<String> columns;

  RowReader(Model model) {
    this.model = model;
    this.columns = model.settings().columns();
  }

  /**
   * The records of a file in its order of source and id.
   *
   * @param source what the records belong to when no column says so
   * @param columnFound told the name of each column of the file
   */
  Iterator<Row> read(String file, String source, InputStream in, Consumer<String> columnFound) {
    Records records = new RecordsReader(model.settings().input()).stream(file, in).finish();
    boolean ownSources = model.settings().input().source().isPresent();
    Set<String> present = Set.copyOf(records.columns());
    present.forEach(columnFound);
    return IntStream.range(0, records.size())
        .mapToObj(
            i ->
                new Row(
                    ownSources ? records.sources().get(records.source(i)) : source,
                    records.id(i),
                    values(records, present, i)))
        .iterator();
  }

  private String[] values(Records records, Set<String> present, int number) {
    return columns.stream()
        .map(column -> present.contains(column) ? records.value(number, column) : "")
        .toArray(String[]::new);
  }
}
