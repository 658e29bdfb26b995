// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * A cleaning or a key made from the text of a column; empty means missing.
 *
 * <p>Written in settings as {@code name(column)}, for example {@code skeleton(surname)}.
 */
record Transform(String name, UnaryOperator<String> function, boolean many) {
  private static final Map<String, Transform> KNOWN = new LinkedHashMap<>();

  /** Between the parts of a transform that makes several keys. */
  static final char PART = '\u0001';

  static {
    one("as-is", v -> v);
    one("lower", Spelling::lower);
    one("name", Spelling::plain);
    one("fold", Spelling::fold);
    one("skeleton", Spelling::skeleton);
    one("soundex", Spelling::soundex);
    one("compact", v -> Spelling.plain(v).replace(" ", ""));
    one("digits", v -> v.replaceAll("[^0-9]", ""));
    one("date", DateText::compact);
    one("year", v -> part(v, 0, 4));
    one("month", v -> part(v, 4, 6));
    one("day", v -> part(v, 6, 8));
    one("year-month", v -> part(v, 0, 6));
    one("month-day", v -> part(v, 4, 8));
    for (int k = 1; k <= 6; k++) {
      int length = k;
      one("first" + k, v -> head(Spelling.plain(v), length));
      one("skeleton" + k, v -> head(Spelling.skeleton(v), length));
    }
    one("last4", v -> tail(Spelling.plain(v).replace(" ", ""), 4));
    one(
        "local-part",
        v -> v.indexOf('@') > 0 ? Spelling.lower(v.substring(0, v.indexOf('@'))) : "");
    many("parts", v -> Spelling.plain(v).replace(' ', PART));
    many("fold-parts", v -> Spelling.fold(v).replace(' ', PART));
    many("skeleton-parts", v -> Spelling.skeleton(v).replace(' ', PART));
    many("qgrams", v -> qgrams(Spelling.plain(v), 3));
    many("deletions", v -> deletions(Spelling.plain(v).replace(" ", "")));
    many("set", Transform::set);
    many("lsh", v -> MinHash.bands(Spelling.plain(v)));
  }

  private static void one(String name, UnaryOperator<String> function) {
    KNOWN.put(name, new Transform(name, function, false));
  }

  private static void many(String name, UnaryOperator<String> function) {
    KNOWN.put(name, new Transform(name, function, true));
  }

  static boolean known(String name) {
    return KNOWN.containsKey(name);
  }

  static Transform of(String name) {
    Transform found = KNOWN.get(name);
    if (found == null) {
      throw new InvalidInput(
          "no transform '%s'; known are %s".formatted(name, String.join(", ", KNOWN.keySet())));
    }
    return found;
  }

  private static String part(String value, int from, int to) {
    String date = DateText.compact(value);
    if (!date.isEmpty()) {
      return date.substring(from, to);
    }
    boolean yearOnly = from == 0 && to == 4 && value.matches("[12][0-9]{3}");
    return yearOnly ? value : "";
  }

  private static String head(String value, int length) {
    return value.length() < length ? value : value.substring(0, length);
  }

  private static String tail(String value, int length) {
    return value.length() < length ? "" : value.substring(value.length() - length);
  }

  private static String set(String value) {
    StringBuilder out = new StringBuilder();
    for (String item : value.split("[;|,/]")) {
      String plain = Spelling.plain(item);
      if (!plain.isEmpty()) {
        out.append(out.isEmpty() ? "" : String.valueOf(PART)).append(plain);
      }
    }
    return out.toString();
  }

  private static String qgrams(String value, int length) {
    String padded = "_" + value + "_";
    StringBuilder out = new StringBuilder();
    for (int i = 0; i + length <= padded.length(); i++) {
      out.append(i == 0 ? "" : String.valueOf(PART)).append(padded, i, i + length);
    }
    return value.isEmpty() ? "" : out.toString();
  }

  /** Two texts one edit apart share a text from which one letter was taken. */
  private static String deletions(String value) {
    if (value.length() < 4) {
      return value;
    }
    StringBuilder out = new StringBuilder(value);
    for (int i = 0; i < value.length(); i++) {
      out.append(PART).append(value, 0, i).append(value, i + 1, value.length());
    }
    return out.toString();
  }
}
