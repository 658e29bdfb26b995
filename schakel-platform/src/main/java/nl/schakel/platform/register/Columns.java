// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.register;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Rows turned into columns of texts, for one statement that {@code unnest}s and casts them. */
final class Columns<T> {
  private final List<T> rows;
  private final Map<String, Object> arrays = new HashMap<>();

  Columns(Collection<T> rows) {
    this.rows = List.copyOf(rows);
  }

  Columns<T> add(String name, Function<T, ?> value) {
    @Nullable String[] column = new String[rows.size()];
    for (int row = 0; row < column.length; row++) {
      column[row] = text(value.apply(rows.get(row)));
    }
    arrays.put(name, column);
    return this;
  }

  Map<String, Object> toParameters() {
    return arrays;
  }

  private static @Nullable String text(Object value) {
    return switch (value) {
      case Optional<?> optional -> optional.map(Object::toString).orElse(null);
      case Collection<?> codes -> arrayLiteral(codes);
      default -> value.toString();
    };
  }

  /** A PostgreSQL array of texts, written as a literal. */
  static String arrayLiteral(Collection<?> codes) {
    StringBuilder literal = new StringBuilder("{");
    for (Object code : codes) {
      literal.append(literal.length() > 1 ? ",\"" : "\"");
      literal.append(code.toString().replace("\\", "\\\\").replace("\"", "\\\""));
      literal.append('"');
    }
    return literal.append('}').toString();
  }
}
