// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes JSON (RFC 8259) as maps, lists, texts, numbers and truth values; a wrong place
 * is named by line and column. Numbers are written so that reading gives the same number back.
 */
final class Json {
  private final String name;
  private final String text;
  private int at;
  private int counted;
  private int line = 1;
  private int lineStart;

  private Json(String name, String text) {
    this.name = name;
    this.text = text;
  }

  static Object read(String name, String text) {
    Json json = new Json(name, text.startsWith("\uFEFF") ? text.substring(1) : text);
    Object value = json.value(0);
    json.space();
    if (json.at < json.text.length()) {
      throw json.wrong("text behind the end of the value");
    }
    return value;
  }

  private Object value(int depth) {
    space();
    if (depth > 50) {
      throw wrong("more than 50 levels of brackets");
    }
    if (at == text.length()) {
      throw wrong("the text ends where a value is expected");
    }
    char c = text.charAt(at);
    return switch (c) {
      case '{' -> object(depth);
      case '[' -> array(depth);
      case '"' -> string();
      case 't' -> word("true", true);
      case 'f' -> word("false", false);
      case 'n' -> word("null", Missing.NULL);
      default -> number();
    };
  }

  /** The value null, which no setting takes. */
  private enum Missing {
    NULL
  }

  private Object word(String expected, Object value) {
    if (!text.startsWith(expected, at)) {
      throw wrong("a value that is not JSON");
    }
    at += expected.length();
    return value;
  }

  private Map<String, Object> object(int depth) {
    PlacedMap map = new PlacedMap(here(at));
    at++;
    space();
    if (take('}')) {
      return map;
    }
    do {
      space();
      int start = at;
      if (at == text.length() || text.charAt(at) != '"') {
        throw wrong("expected a name in quotes");
      }
      String key = string();
      PlacedMap.Place place = here(start);
      space();
      if (!take(':')) {
        throw wrong("expected ':' behind \"" + key + "\"");
      }
      Object value = value(depth + 1);
      if (value == Missing.NULL) {
        continue;
      }
      map.placed(key, place);
      if (map.put(key, value) != null) {
        at = start;
        throw wrong("\"" + key + "\" a second time");
      }
    } while (more('}'));
    return map;
  }

  private List<Object> array(int depth) {
    List<Object> list = new ArrayList<>();
    at++;
    space();
    if (take(']')) {
      return list;
    }
    do {
      list.add(value(depth + 1));
    } while (more(']'));
    return list;
  }

  private boolean more(char end) {
    space();
    if (take(',')) {
      return true;
    }
    if (take(end)) {
      return false;
    }
    throw wrong("expected ',' or '" + end + "'");
  }

  private String string() {
    int start = at++;
    StringBuilder out = new StringBuilder();
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c == '"') {
        return out.toString();
      }
      out.append(c == '\\' ? escape() : c);
    }
    at = start;
    throw wrong("a quote is opened and not closed");
  }

  private char escape() {
    char c = at < text.length() ? text.charAt(at++) : ' ';
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'n' -> '\n';
      case 't' -> '\t';
      case 'r' -> '\r';
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'u' -> unicode();
      default -> throw wrong("an escape that is not JSON");
    };
  }

  private char unicode() {
    try {
      char c = (char) Integer.parseInt(text.substring(at, at + 4), 16);
      at += 4;
      return c;
    } catch (IndexOutOfBoundsException | NumberFormatException e) {
      throw wrong("expected four hexadecimal digits");
    }
  }

  private Double number() {
    int start = at;
    while (at < text.length() && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    try {
      return Double.valueOf(text.substring(start, at));
    } catch (NumberFormatException e) {
      at = start;
      throw wrong("a value that is not JSON");
    }
  }

  private void space() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private boolean take(char expected) {
    if (at < text.length() && text.charAt(at) == expected) {
      at++;
      return true;
    }
    return false;
  }

  private InvalidInput wrong(String problem) {
    return here(at).wrong(problem);
  }

  /** Goes on from the place that was asked for last, so that a long file is counted once. */
  private PlacedMap.Place here(int wanted) {
    int position = Math.min(wanted, text.length());
    if (position < counted) {
      counted = 0;
      line = 1;
      lineStart = 0;
    }
    for (; counted < position; counted++) {
      if (text.charAt(counted) == '\n') {
        line++;
        lineStart = counted + 1;
      }
    }
    return new PlacedMap.Place(name, line, position - lineStart + 1);
  }

  static String write(Object value) {
    StringBuilder out = new StringBuilder();
    write(out, value, 0);
    return out.append('\n').toString();
  }

  private static void write(StringBuilder out, @Nullable Object value, int depth) {
    switch (value) {
      case null -> out.append("null");
      case Map<?, ?> map -> object(out, map, depth);
      case List<?> list -> array(out, list, depth);
      case Double number -> out.append(LevelSettings.plain(number));
      case Number number -> out.append(number);
      case Boolean truth -> out.append(truth.booleanValue());
      default -> text(out, value.toString());
    }
  }

  private static void object(StringBuilder out, Map<?, ?> map, int depth) {
    out.append('{');
    String separator = "";
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      out.append(separator).append('\n').append("  ".repeat(depth + 1));
      text(out, String.valueOf(entry.getKey()));
      out.append(": ");
      write(out, entry.getValue(), depth + 1);
      separator = ",";
    }
    if (!map.isEmpty()) {
      out.append('\n').append("  ".repeat(depth));
    }
    out.append('}');
  }

  private static void array(StringBuilder out, List<?> list, int depth) {
    boolean flat = list.stream().noneMatch(e -> e instanceof Map || e instanceof List);
    out.append('[');
    String separator = "";
    for (Object element : list) {
      out.append(separator);
      if (!flat) {
        out.append('\n').append("  ".repeat(depth + 1));
      }
      write(out, element, depth + 1);
      separator = flat ? ", " : ",";
    }
    if (!flat) {
      out.append('\n').append("  ".repeat(depth));
    }
    out.append(']');
  }

  private static void text(StringBuilder out, String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < 0x20) {
        out.append(String.format("\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }
}
