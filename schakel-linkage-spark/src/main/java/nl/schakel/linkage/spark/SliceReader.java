// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage.spark;

import java.io.InputStream;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import nl.schakel.linkage.Model;
import nl.schakel.linkage.Records;
import nl.schakel.linkage.RecordsReader;
import nl.schakel.linkage.WorkedOut;

/** Reads one file as the local engine reads it and works its records out. */
final class SliceReader {
  private static final int RECORDS_IN_SLICE = 50_000;

  private final Model model;

  SliceReader(Model model) {
    this.model = model;
  }

  /**
   * The records of a file in its order of source and id, some at a time.
   *
   * @param source what the records belong to when no column says so
   * @param columnFound told the name of each column of the file
   */
  Iterator<byte[]> read(String file, String source, InputStream in, Consumer<String> columnFound) {
    Records records = new RecordsReader(model.settings().input()).stream(file, in).finish();
    records.columns().forEach(columnFound);
    boolean ownSources = model.settings().input().source().isPresent();
    WorkedOut all =
        WorkedOut.of(records, model, ownSources ? Optional.empty() : Optional.of(source));
    return IntStream.iterate(0, from -> from < all.size(), from -> from + RECORDS_IN_SLICE)
        .mapToObj(
            from -> IntStream.range(from, Math.min(all.size(), from + RECORDS_IN_SLICE)).toArray())
        .map(all::part)
        .iterator();
  }
}
