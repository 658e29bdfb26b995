// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage.invented;

import java.text.Normalizer;
import java.util.List;
import java.util.regex.Matcher;

/** Ways in which an official writes down a name that was heard or read in another script. */
final class Spellings {
  private static final List<List<String>> ARABIC =
      List.of(
          List.of("mm", "m"),
          List.of("ou", "u"),
          List.of("ss", "s"),
          List.of("kh", "ch"),
          List.of("ei", "ai"),
          List.of("Y", "J"),
          List.of("sh", "ch"),
          List.of("Al ", "El "),
          List.of("i", "y"),
          List.of("u", "oe"),
          List.of("El ", "Al-"),
          List.of("a", "e"),
          List.of("q", "k"),
          List.of("j", "dj"),
          List.of("ch", "sj"));
  private static final List<List<String>> SLAVIC =
      List.of(
          List.of("kh", "h"),
          List.of("ya", "ia"),
          List.of("iy", "y"),
          List.of("ks", "x"),
          List.of("v", "w"),
          List.of("sh", "sz"),
          List.of("Yu", "Ju"),
          List.of("yu", "iu"),
          List.of("ts", "c"),
          List.of("zh", "j"),
          List.of("ch", "tsj"),
          List.of("y", "i"),
          List.of("Ye", "E"),
          List.of("ł", "l"),
          List.of("skiy", "ski"));
  private static final List<List<String>> WEST_AFRICAN =
      List.of(
          List.of("ou", "u"),
          List.of("dj", "j"),
          List.of("ss", "s"),
          List.of("Ch", "Tch"),
          List.of("ay", "ai"),
          List.of("u", "oo"),
          List.of("kw", "qu"),
          List.of("k", "c"),
          List.of("tou", "tu"),
          List.of("i", "y"),
          List.of("nd", "nn"));
  private static final List<List<String>> DUTCH =
      List.of(
          List.of("k", "c"),
          List.of("ij", "y"),
          List.of("s", "z"),
          List.of("ie", "i"),
          List.of("ee", "e"),
          List.of("oo", "o"),
          List.of("f", "v"));

  private Spellings() {}

  static String variant(Origin origin, String name, Draw draw) {
    return switch (origin) {
      case DUTCH -> swap(DUTCH, name, draw);
      case ARABIC -> swap(ARABIC, name, draw);
      case SLAVIC -> swap(SLAVIC, name, draw);
      case WEST_AFRICAN -> swap(WEST_AFRICAN, name, draw);
      case VIETNAMESE -> withoutMarks(name);
    };
  }

  private static String swap(List<List<String>> pairs, String name, Draw draw) {
    int start = draw.below(pairs.size());
    for (int i = 0; i < pairs.size(); i++) {
      List<String> pair = pairs.get((start + i) % pairs.size());
      if (name.contains(pair.getFirst())) {
        return name.replaceFirst(
            java.util.regex.Pattern.quote(pair.getFirst()),
            Matcher.quoteReplacement(pair.getLast()));
      }
    }
    return name;
  }

  private static String withoutMarks(String name) {
    return Normalizer.normalize(name.replace('Đ', 'D').replace('đ', 'd'), Normalizer.Form.NFD)
        .replaceAll("\\p{M}", "");
  }

  static String typo(String name, Draw draw) {
    if (name.length() < 3) {
      return name;
    }
    int at = 1 + draw.below(name.length() - 2);
    return switch (draw.below(4)) {
      case 0 -> name.substring(0, at) + name.substring(at + 1);
      case 1 -> name.substring(0, at) + draw.letter() + name.substring(at);
      case 2 -> name.substring(0, at) + draw.letter() + name.substring(at + 1);
      default ->
          name.substring(0, at) + name.charAt(at + 1) + name.charAt(at) + name.substring(at + 2);
    };
  }
}
