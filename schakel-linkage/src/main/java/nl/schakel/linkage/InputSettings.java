// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * How the files are read.
 *
 * @param id the column that identifies a record; found by its name when not given
 * @param source a column that names the source, when one file holds several
 * @param ignore columns that are not looked at
 * @param missing words that stand for no value, besides the empty field; compared without case
 */
public record InputSettings(
    Optional<String> id, Optional<String> source, List<String> ignore, Set<String> missing) {
  private static final List<String> ID_NAMES =
      List.of("unique_id", "id", "rec_id", "record_id", "recordid", "uuid", "kenmerk");

  /** Copies the lists. */
  public InputSettings {
    ignore = List.copyOf(ignore);
    missing = Set.copyOf(missing.stream().map(w -> w.toLowerCase(Locale.ROOT)).toList());
  }

  /** Everything is found out. */
  public static InputSettings defaults() {
    return new InputSettings(Optional.empty(), Optional.empty(), List.of(), Set.of());
  }

  int idColumn(String file, List<String> columns) {
    if (id.isPresent()) {
      int found = columns.indexOf(id.get());
      if (found < 0) {
        throw new InvalidInput(
            file, 1, 0, "no column '%s' for the id; found %s".formatted(id.get(), columns));
      }
      return found;
    }
    for (String name : ID_NAMES) {
      for (int i = 0; i < columns.size(); i++) {
        if (columns.get(i).equalsIgnoreCase(name)) {
          return i;
        }
      }
    }
    return 0;
  }
}
