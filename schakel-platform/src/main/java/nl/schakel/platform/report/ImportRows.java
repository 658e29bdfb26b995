// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.report;

import java.util.Map;
import java.util.Optional;

/** Reads the reports of one file, row by row, in bounded memory. */
interface ImportRows {
  ImportFormat format();

  /**
   * The next report; empty at the end.
   *
   * @throws ImportBroken when the file cannot be read any further
   */
  Optional<ImportRow> next();

  /** The column of the file in which this field stands, or would stand. */
  String column(String field);

  /** What was noted since the last call, with the number of rows. */
  Map<ImportNote, Long> takeNotes();
}
