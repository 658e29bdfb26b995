// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage;

import java.util.List;

/** One key of a blocking rule: a column and the transform that makes the key. */
record BlockKey(String column, Transform transform) {
  /** Reads {@code transform(column)} or a bare column, which is cleaned as its comparison does. */
  static BlockKey parse(String text, List<ComparisonSettings> comparisons) {
    int open = text.indexOf('(');
    if (open > 0 && text.endsWith(")")) {
      String column = text.substring(open + 1, text.length() - 1).strip();
      return new BlockKey(column, Transform.of(text.substring(0, open).strip()));
    }
    for (ComparisonSettings comparison : comparisons) {
      if (comparison.column().equals(text)) {
        return new BlockKey(text, Transform.of(comparison.clean()));
      }
    }
    return new BlockKey(text, Transform.of("lower"));
  }
}
