// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.identity;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.text.similarity.JaroWinklerSimilarity;

/**
 * The names of one person, folded for comparison: each name a list of parts.
 *
 * <p>Two names are as alike as their parts are, each part set against the best free part of the
 * other and weighted by its length; parts left over count as different. Order does not matter,
 * because given name and family name are often swapped. Of several names the best pair counts. No
 * transliteration between scripts.
 */
record PersonNames(List<List<String>> names) {
  private static final Pattern MARK = Pattern.compile("\\p{M}+");
  private static final Pattern APOSTROPHE = Pattern.compile("['’‘`ʼ]");
  private static final Pattern NO_LETTER = Pattern.compile("[^\\p{L}\\p{N}]+");
  private static final JaroWinklerSimilarity JARO_WINKLER = new JaroWinklerSimilarity();

  static PersonNames of(Identity identity) {
    String full =
        Stream.of(identity.givenNames(), identity.familyName())
            .map(part -> part.orElse(""))
            .reduce("", (one, other) -> one + " " + other);
    return new PersonNames(
        Stream.concat(Stream.of(full), identity.aliases().stream())
            .map(PersonNames::parts)
            .filter(parts -> !parts.isEmpty())
            .distinct()
            .toList());
  }

  static List<String> parts(String name) {
    if (isPlain(name)) {
      return words(name.toLowerCase(Locale.ROOT));
    }
    String letters = MARK.matcher(Normalizer.normalize(name, Normalizer.Form.NFKD)).replaceAll("");
    String folded =
        APOSTROPHE
            .matcher(letters.toLowerCase(Locale.ROOT))
            .replaceAll("")
            .replace("ß", "ss")
            .replace("æ", "ae")
            .replace("œ", "oe")
            .replace('ø', 'o')
            .replace('ł', 'l')
            .replace('đ', 'd')
            .replace('ı', 'i')
            .replace("þ", "th");
    return Arrays.stream(NO_LETTER.split(folded)).filter(part -> !part.isEmpty()).toList();
  }

  /** Letters a to z and spaces: nothing to fold, which holds for most names. */
  private static boolean isPlain(String name) {
    for (int i = 0; i < name.length(); i++) {
      char each = name.charAt(i);
      if (each != ' ' && (each < 'a' || each > 'z') && (each < 'A' || each > 'Z')) {
        return false;
      }
    }
    return true;
  }

  private static List<String> words(String plain) {
    List<String> words = new ArrayList<>(4);
    int from = 0;
    for (int i = 0; i <= plain.length(); i++) {
      if (i == plain.length() || plain.charAt(i) == ' ') {
        if (i > from) {
          words.add(plain.substring(from, i));
        }
        from = i + 1;
      }
    }
    return words;
  }

  /** How alike parts of names are; the same parts meet again and again in one question. */
  static final class Alike {
    private static final int MOST = 100_000;

    private record Parts(String one, String other) {}

    private final Map<Parts, Double> known = new HashMap<>();

    private double of(String one, String other) {
      if (one.equals(other)) {
        return 1;
      }
      if (known.size() > MOST) {
        known.clear();
      }
      return known.computeIfAbsent(
          new Parts(one, other), parts -> JARO_WINKLER.apply(parts.one(), parts.other()));
    }
  }

  OptionalDouble similarity(PersonNames other) {
    return similarity(other, new Alike());
  }

  /** As {@link #similarity(PersonNames)}, for many comparisons that share what they find. */
  OptionalDouble similarity(PersonNames other, Alike alike) {
    if (names.isEmpty() || other.names.isEmpty()) {
      return OptionalDouble.empty();
    }
    double best = 0;
    for (List<String> mine : names) {
      for (List<String> theirs : other.names) {
        best = Math.max(best, alike(mine, theirs, alike));
      }
    }
    return OptionalDouble.of(best);
  }

  /** Takes the most alike pair of parts first, so that a good match is not spent on a poor one. */
  private static double alike(List<String> one, List<String> other, Alike alike) {
    List<Match> matches = new ArrayList<>();
    for (int i = 0; i < one.size(); i++) {
      for (int j = 0; j < other.size(); j++) {
        matches.add(new Match(i, j, alike.of(one.get(i), other.get(j))));
      }
    }
    matches.sort((a, b) -> Double.compare(b.alike(), a.alike()));
    boolean[] spentOne = new boolean[one.size()];
    boolean[] spentOther = new boolean[other.size()];
    double weighted = 0;
    for (Match match : matches) {
      if (!spentOne[match.one()] && !spentOther[match.other()]) {
        spentOne[match.one()] = true;
        spentOther[match.other()] = true;
        weighted +=
            match.alike() * (one.get(match.one()).length() + other.get(match.other()).length());
      }
    }
    return weighted / (length(one) + length(other));
  }

  private static int length(List<String> parts) {
    return parts.stream().mapToInt(String::length).sum();
  }

  private record Match(int one, int other, double alike) {}

  @Override
  public String toString() {
    return "PersonNames[%d]".formatted(names.size());
  }
}
