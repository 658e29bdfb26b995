// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Cyrillic, Greek and Arabic letters as Latin ones, so that a name in its own script meets its
 * transliteration.
 *
 * <p>After BGN/PCGN (Cyrillic of Russian, Ukrainian, Belarusian, Bulgarian, Serbian and
 * Macedonian), ELOT 743 (Greek) and ALA-LC (Arabic and Persian), without marks and simplified where
 * one letter has several values: what is left differs from Latin spellings in vowels, which the
 * comparisons of sound forgive. Unwritten short vowels of Arabic stay unwritten.
 */
final class Scripts {
  /** Letters of Ukrainian alone; with one of them two others have its values, not the Russian. */
  private static final Pattern UKRAINIAN = Pattern.compile("[єїґіЄЇҐІ]");

  private static final Map<Character, String> LATIN = new HashMap<>();

  static {
    table(
        "а a б b в v г g ґ g д d е e ё yo є ye ж zh з z и i і i ї yi й y ј j к k ќ k л l љ lj м m "
            + "н n њ nj о o п p р r с s т t ћ c у u ў u ф f х kh ц ts ч ch џ dz ш sh щ shch "
            + "ъ - ы y ь - э e ю yu я ya ђ dj ѓ g ѕ dz");
    table(
        "α a β v γ g δ d ε e ζ z η i θ th ι i κ k λ l μ m ν n ξ x ο o π p ρ r σ s ς s τ t υ y φ f "
            + "χ ch ψ ps ω o");
    table(
        "ا a أ a إ i آ a ٱ a ب b ت t ث th ج j ح h خ kh د d ذ dh ر r ز z س s ش sh ص s ض d ط t ظ z "
            + "ع - غ gh ف f ق q ك k ل l م m ن n ه h ة a و u ؤ u ي i ئ i ى a ء - "
            + "پ p چ ch ژ zh گ g ک k ی i ہ h ٹ t ڈ d ڑ r ں n ے e "
            + "\u064E a \u0650 i \u064F u");
  }

  private Scripts() {}

  private static void table(String pairs) {
    String[] items = pairs.split(" ");
    for (int i = 0; i < items.length; i += 2) {
      LATIN.put(items[i].charAt(0), items[i + 1].equals("-") ? "" : items[i + 1]);
    }
  }

  /** The text with letters of the three scripts in Latin; other letters stay. */
  static String latin(String value) {
    if (!hasOther(value)) {
      return value;
    }
    String text = Normalizer.normalize(value, Normalizer.Form.NFC);
    boolean ukrainian = UKRAINIAN.matcher(text).find();
    StringBuilder out = new StringBuilder(text.length() + 8);
    for (int i = 0; i < text.length(); i++) {
      char c = Character.toLowerCase(text.charAt(i));
      boolean starts = i == 0 || !Character.isLetter(text.charAt(i - 1));
      if (starts && article(text, i)) {
        out.append("al ");
        i++;
      } else {
        append(out, base(c), starts, ukrainian);
      }
    }
    return out.toString();
  }

  private static boolean hasOther(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c >= '\u0370' && c <= '\u06FF' && !(c >= '\u0530' && c < '\u0600')) {
        return true;
      }
    }
    return false;
  }

  /** The Arabic article stands fast to its word; three letters must follow. */
  private static boolean article(String text, int at) {
    boolean reads = text.startsWith("\u0627\u0644", at);
    int letters = 0;
    for (int i = at + 2; reads && i < text.length() && Character.isLetter(text.charAt(i)); i++) {
      letters++;
    }
    return letters >= 3;
  }

  /** A Greek letter without its accent; Cyrillic letters with a mark are letters of their own. */
  private static char base(char c) {
    return c >= '\u0370' && c < '\u0400'
        ? Normalizer.normalize(String.valueOf(c), Normalizer.Form.NFD).charAt(0)
        : c;
  }

  private static void append(StringBuilder out, char c, boolean starts, boolean ukrainian) {
    char before = out.isEmpty() ? ' ' : out.charAt(out.length() - 1);
    if (c == '\u03C5' && before == 'o') {
      out.append('u');
    } else if (c == '\u03C5' && (before == 'a' || before == 'e')) {
      out.append('v');
    } else if (ukrainian && (c == 'г' || c == 'и')) {
      out.append(c == 'г' ? 'h' : 'y');
    } else if (starts && c == '\u0648') {
      out.append('w');
    } else if (starts && (c == '\u064A' || c == '\u06CC')) {
      out.append('y');
    } else {
      out.append(LATIN.getOrDefault(c, String.valueOf(c)));
    }
  }
}
