// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** Words as people type them into a search box: Dutch and English, in a hurry. */
final class Words {
  /** Words that say nothing about what is looked for. */
  static final Set<String> EMPTY =
      Set.of(
          "mag", "ik", "een", "de", "het", "als", "aan", "en", "of", "om", "met", "zonder", "over",
          "van", "voor", "in", "op", "te", "die", "dat", "is", "wat", "wie", "mijn", "moet", "kan",
          "may", "i", "the", "a", "an", "to", "for", "with", "without", "about", "and", "or",
          "what", "who", "my", "must", "can", "that", "as");

  private static final int SHORTEST_WITH_SLIP = 5;
  private static final int SHORTEST_WITH_TWO = 9;
  private static final int SHORTEST_START = 3;

  private Words() {}

  /** Small letters without accents. */
  static List<String> of(String text) {
    String plain =
        Normalizer.normalize(text, Normalizer.Form.NFKD)
            .replaceAll("\\p{M}", "")
            .toLowerCase(Locale.ROOT);
    return Stream.of(plain.split("[^\\p{L}\\p{N}]+")).filter(word -> !word.isEmpty()).toList();
  }

  /** The same word, the start of it, the same with another ending, or with a wrong letter. */
  static boolean alike(String typed, String word) {
    if (typed.equals(word)) {
      return true;
    }
    if (typed.length() >= SHORTEST_START && word.startsWith(typed)) {
      return true;
    }
    if (word.length() >= SHORTEST_WITH_SLIP && typed.startsWith(word)) {
      return true;
    }
    int shorter = Math.min(typed.length(), word.length());
    int slips = shorter >= SHORTEST_WITH_TWO ? 2 : shorter >= SHORTEST_WITH_SLIP ? 1 : 0;
    return slips > 0
        && Math.abs(typed.length() - word.length()) <= slips
        && distance(typed, word) <= slips;
  }

  /** Letters to add, remove, change, or swap with a neighbour (optimal string alignment). */
  private static int distance(String one, String other) {
    int[][] cost = new int[one.length() + 1][other.length() + 1];
    for (int i = 0; i <= one.length(); i++) {
      for (int j = 0; j <= other.length(); j++) {
        if (i == 0 || j == 0) {
          cost[i][j] = i + j;
          continue;
        }
        int change = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
        cost[i][j] =
            Math.min(cost[i - 1][j - 1] + change, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
        if (i > 1
            && j > 1
            && one.charAt(i - 1) == other.charAt(j - 2)
            && one.charAt(i - 2) == other.charAt(j - 1)) {
          cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
        }
      }
    }
    return cost[one.length()][other.length()];
  }
}
