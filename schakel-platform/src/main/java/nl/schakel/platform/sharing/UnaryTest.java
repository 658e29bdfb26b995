// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing;

import java.math.BigDecimal;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One cell of a decision table: what it asks of the value in its column. Values are texts, numbers
 * ({@link BigDecimal}) and truth values; a value that is not given passes only {@link Anything}.
 */
sealed interface UnaryTest {
  boolean accepts(@Nullable Object value);

  /** The cell {@code -}. */
  record Anything() implements UnaryTest {
    @Override
    public boolean accepts(@Nullable Object value) {
      return true;
    }
  }

  /** A value, or several with commas between them. */
  record OneOf(Set<Object> values) implements UnaryTest {
    public OneOf {
      values = Set.copyOf(values);
    }

    @Override
    public boolean accepts(@Nullable Object value) {
      return value != null && values.contains(value);
    }
  }

  /** {@code not(...)} around values. */
  record NoneOf(Set<Object> values) implements UnaryTest {
    public NoneOf {
      values = Set.copyOf(values);
    }

    @Override
    public boolean accepts(@Nullable Object value) {
      return value != null && !values.contains(value);
    }
  }

  /** {@code < 18}, {@code >= 18} and so on, for numbers. */
  record Compared(String operator, BigDecimal limit) implements UnaryTest {
    @Override
    public boolean accepts(@Nullable Object value) {
      return value instanceof BigDecimal number && holds(number.compareTo(limit));
    }

    private boolean holds(int sign) {
      return switch (operator) {
        case "<" -> sign < 0;
        case "<=" -> sign <= 0;
        case ">" -> sign > 0;
        default -> sign >= 0;
      };
    }
  }

  /** {@code [18..65)}: a range of numbers; a round bracket leaves the limit out. */
  record Between(BigDecimal low, boolean withLow, BigDecimal high, boolean withHigh)
      implements UnaryTest {
    @Override
    public boolean accepts(@Nullable Object value) {
      return value instanceof BigDecimal number
          && (withLow ? number.compareTo(low) >= 0 : number.compareTo(low) > 0)
          && (withHigh ? number.compareTo(high) <= 0 : number.compareTo(high) < 0);
    }
  }
}
