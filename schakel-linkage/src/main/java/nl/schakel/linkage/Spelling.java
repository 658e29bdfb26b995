// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage;

import java.nio.CharBuffer;
import java.text.Normalizer;
import java.util.Locale;
import java.util.TreeSet;

/**
 * Brings spellings of one name together: other scripts as Latin letters, letters without marks,
 * transliterations folded, sounds kept.
 *
 * <p>The folding rules are our own choice, made from the romanisation tables of Arabic (ALA-LC,
 * French and Dutch habit), Cyrillic (BGN/PCGN, ISO 9, scientific), Vietnamese without tone marks
 * and French or English spelling of West African names. They are coarse on purpose: what a match at
 * this level is worth is learned from the data, never assumed.
 */
final class Spelling {
  private static final String[][] FOLDS = {
    {"shch", "s"},
    {"sjtsj", "s"},
    {"tsch", "c"},
    {"tsj", "c"},
    {"tch", "c"},
    {"sch", "s"},
    {"sh", "s"},
    {"sj", "s"},
    {"sz", "s"},
    {"kh", "h"},
    {"gh", "g"},
    {"dh", "d"},
    {"th", "t"},
    {"ph", "f"},
    {"zh", "z"},
    {"dz", "z"},
    {"ts", "s"},
    {"tz", "s"},
    {"ck", "k"},
    {"qu", "k"},
    {"dj", "j"},
    {"dy", "j"},
    {"ch", "c"},
    {"q", "k"},
    {"x", "ks"},
    {"w", "v"},
    {"oe", "u"},
    {"ou", "u"},
    {"oo", "u"},
    {"ee", "i"},
    {"ie", "i"},
    {"ij", "i"},
    {"ei", "ai"},
    {"ey", "ai"},
    {"ay", "ai"},
    {"aj", "ai"},
    {"ya", "ia"},
    {"ja", "ia"},
    {"yu", "iu"},
    {"ju", "iu"},
    {"yo", "iu"},
    {"jo", "iu"},
    {"y", "i"},
    {"e", "a"},
    {"o", "u"},
  };

  private static final String[] ARTICLES = {
    "al", "el", "ad", "as", "ash", "ould", "bin", "ben", "bn"
  };

  private Spelling() {}

  /** Lower case in normal form; nothing else changes. */
  static String lower(String value) {
    return Normalizer.normalize(value, Normalizer.Form.NFC).toLowerCase(Locale.ROOT).strip();
  }

  /** Lower case letters and digits without marks; everything else is one space. */
  static String plain(String value) {
    String split =
        ascii(value) ? value : Normalizer.normalize(Scripts.latin(value), Normalizer.Form.NFD);
    StringBuilder out = new StringBuilder(split.length());
    boolean gap = false;
    for (int i = 0; i < split.length(); i++) {
      char c = Character.toLowerCase(split.charAt(i));
      int type = Character.getType(c);
      if (type == Character.NON_SPACING_MARK || c == '\'' || c == '\u2019' || c == '`') {
        continue;
      }
      if (!Character.isLetterOrDigit(c) && !Character.isSurrogate(c)) {
        gap = true;
        continue;
      }
      if (gap && !out.isEmpty()) {
        out.append(' ');
      }
      gap = false;
      appendPlain(out, c);
    }
    return out.toString();
  }

  private static void appendPlain(StringBuilder out, char c) {
    switch (c) {
      case 'ø' -> out.append('o');
      case 'ł' -> out.append('l');
      case 'đ', 'ð' -> out.append('d');
      case 'ß' -> out.append("ss");
      case 'æ' -> out.append("ae");
      case 'œ' -> out.append("oe");
      case 'ı' -> out.append('i');
      case 'þ' -> out.append("th");
      default -> out.append(c);
    }
  }

  private static boolean ascii(String value) {
    for (int i = 0; i < value.length(); i++) {
      if (value.charAt(i) > 127) {
        return false;
      }
    }
    return true;
  }

  /** One spelling for the usual transliterations of a name; its parts in alphabetical order. */
  static String fold(String value) {
    TreeSet<String> parts = new TreeSet<>();
    for (String part : plain(value).split(" ")) {
      if (!part.isEmpty() && !isArticle(part)) {
        parts.add(foldPart(part));
      }
    }
    return String.join(" ", parts);
  }

  /** The same for a stretch of letters. */
  static boolean isArticle(char[] letters, int from, int end) {
    for (String article : ARTICLES) {
      int length = article.length();
      if (length == end - from && article.contentEquals(CharBuffer.wrap(letters, from, length))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isArticle(String part) {
    for (String article : ARTICLES) {
      if (article.equals(part)) {
        return true;
      }
    }
    return false;
  }

  private static String foldPart(String part) {
    StringBuilder out = new StringBuilder(part.length());
    int i = 0;
    while (i < part.length()) {
      String replaced = null;
      for (String[] fold : FOLDS) {
        if (part.startsWith(fold[0], i)) {
          replaced = fold[1];
          i += fold[0].length();
          break;
        }
      }
      if (replaced == null) {
        replaced = part.substring(i, i + 1);
        i++;
      }
      for (int k = 0; k < replaced.length(); k++) {
        char c = replaced.charAt(k);
        if (out.isEmpty() || out.charAt(out.length() - 1) != c) {
          out.append(c == 'c' && replaced.equals("c") ? 'c' : c);
        }
      }
    }
    return out.toString();
  }

  /** The consonants of the folded name, with a leading vowel kept as one letter. */
  static String skeleton(String value) {
    String folded = fold(value);
    StringBuilder out = new StringBuilder(folded.length());
    boolean first = true;
    for (int i = 0; i < folded.length(); i++) {
      char c = folded.charAt(i);
      boolean vowel = c == 'a' || c == 'i' || c == 'u';
      if (c == ' ') {
        first = true;
        out.append(c);
      } else {
        char kept = vowel ? 'a' : c;
        boolean repeats = !out.isEmpty() && out.charAt(out.length() - 1) == kept;
        if ((!vowel || first) && !repeats) {
          out.append(kept);
        }
        first = false;
      }
    }
    return out.toString();
  }

  /** American Soundex (Russell 1918; rules of the United States census) of the first part. */
  static String soundex(String value) {
    String text = plain(value);
    StringBuilder out = new StringBuilder(4);
    char last = '0';
    for (int i = 0; i < text.length() && out.length() < 4 && text.charAt(i) != ' '; i++) {
      char c = text.charAt(i);
      if (c < 'a' || c > 'z') {
        continue;
      }
      char code = "01230120022455012623010202".charAt(c - 'a');
      if (out.isEmpty()) {
        out.append(c);
      } else if (code != '0' && code != last) {
        out.append(code);
      }
      if (c != 'h' && c != 'w') {
        last = code;
      }
    }
    while (!out.isEmpty() && out.length() < 4) {
      out.append('0');
    }
    return out.toString();
  }
}
