// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the part of FEEL, the language of DMN cells, that our tables use: {@code -}, literals,
 * lists of literals, {@code not(...)}, comparisons and ranges of numbers. Anything else is refused,
 * so that no table can mean more than this class understands.
 */
final class Feel {
  private static final Pattern TEXT = Pattern.compile("\"((?:[^\"\\\\]|\\\\[\"\\\\])*)\"");
  private static final Pattern NUMBER = Pattern.compile("-?[0-9]+(?:\\.[0-9]+)?");
  private static final Pattern LITERAL =
      Pattern.compile("\\s*(%s|%s|true|false)\\s*".formatted(TEXT.pattern(), NUMBER.pattern()));
  private static final Pattern NOT = Pattern.compile("not\\s*\\((.*)\\)", Pattern.DOTALL);
  private static final Pattern LIST = Pattern.compile("\\[(.*)]", Pattern.DOTALL);
  private static final Pattern COMPARED =
      Pattern.compile("(<=|>=|<|>)\\s*(%s)".formatted(NUMBER.pattern()));
  private static final Pattern RANGE =
      Pattern.compile(
          "([\\[(])\\s*(%1$s)\\s*\\.\\.\\s*(%1$s)\\s*([\\])])".formatted(NUMBER.pattern()));

  private Feel() {}

  /** Text that is not in the part of the language that is used here. */
  static final class NotUnderstood extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotUnderstood(String text) {
      super("'%s' is not understood".formatted(text));
    }
  }

  /** Reads an input cell. */
  static UnaryTest test(String cell) {
    String text = cell.strip();
    if (text.isEmpty() || text.equals("-")) {
      return new UnaryTest.Anything();
    }
    Matcher compared = COMPARED.matcher(text);
    if (compared.matches()) {
      return new UnaryTest.Compared(compared.group(1), number(compared.group(2)));
    }
    Matcher range = RANGE.matcher(text);
    if (range.matches()) {
      return new UnaryTest.Between(
          new BigDecimal(range.group(2)),
          range.group(1).equals("["),
          new BigDecimal(range.group(3)),
          range.group(4).equals("]"));
    }
    Matcher not = NOT.matcher(text);
    return not.matches()
        ? new UnaryTest.NoneOf(distinct(not.group(1)))
        : new UnaryTest.OneOf(distinct(text));
  }

  /** Reads the values that a column allows; empty when it does not say. */
  static Set<Object> values(String text) {
    return text.isBlank() ? Set.of() : distinct(text);
  }

  /** Reads an output cell: a literal, or a list of literals between square brackets. */
  static Object result(String cell) {
    String text = cell.strip();
    Matcher list = LIST.matcher(text);
    if (list.matches()) {
      return list.group(1).isBlank() ? List.of() : literals(list.group(1));
    }
    List<Object> values = literals(text);
    if (values.size() != 1) {
      throw new NotUnderstood(cell);
    }
    return values.getFirst();
  }

  private static Set<Object> distinct(String text) {
    List<Object> values = literals(text);
    Set<Object> distinct = new HashSet<>(values);
    if (distinct.size() < values.size()) {
      throw new NotUnderstood(text);
    }
    return distinct;
  }

  private static List<Object> literals(String text) {
    List<Object> values = new ArrayList<>();
    Matcher literal = LITERAL.matcher(text);
    int from = 0;
    while (true) {
      literal.region(from, text.length());
      if (!literal.lookingAt()) {
        throw new NotUnderstood(text);
      }
      values.add(value(literal.group(1)));
      from = literal.end();
      if (from == text.length()) {
        return List.copyOf(values);
      }
      if (text.charAt(from) != ',') {
        throw new NotUnderstood(text);
      }
      from++;
    }
  }

  private static Object value(String literal) {
    return switch (literal) {
      case "true" -> true;
      case "false" -> false;
      default ->
          literal.startsWith("\"")
              ? literal
                  .substring(1, literal.length() - 1)
                  .replace("\\\"", "\"")
                  .replace("\\\\", "\\")
              : number(literal);
    };
  }

  /** Numbers are the same however many zeros they end with, as in FEEL. */
  static BigDecimal number(String text) {
    BigDecimal number = new BigDecimal(text).stripTrailingZeros();
    return number.scale() < 0 ? number.setScale(0) : number;
  }
}
