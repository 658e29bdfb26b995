// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage.encoded;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Names encodings by bits that come together: the places of a frequent gram are set together in as
 * many encodings as the gram has records (after Christen, Vidanage, Ranbaduge and Schnell,
 * "Pattern-Mining Based Cryptanalysis of Bloom Filters", 2018). Which pattern is which gram follows
 * from how often each comes, alone and with others.
 */
final class PatternMining {
  private static final int MOST = 80;
  private static final int RAREST = 8;
  private static final double TOGETHER = 0.45;

  private PatternMining() {}

  /** For each encoding the place on the attacker's list, or -1. */
  static int[] match(List<Encoding> encodings, List<Invented.Person> list, PersonEncoder cutter) {
    BitSet[] columns = columns(encodings);
    List<BitSet> patterns = frequent(patterns(columns, encodings.size()), MOST);
    List<BitSet> grams = frequent(List.copyOf(grams(list, cutter).values()), 3 * MOST);
    int[] gramOf = matched(patterns, grams);
    return named(encodings.size(), list.size(), patterns, grams, gramOf);
  }

  /** Which records of the list have each gram. */
  private static Map<String, BitSet> grams(List<Invented.Person> list, PersonEncoder cutter) {
    Map<String, BitSet> holders = new LinkedHashMap<>();
    for (int i = 0; i < list.size(); i++) {
      for (FieldText field : list.get(i).fields()) {
        for (String gram : cutter.grams(field.text())) {
          holders.computeIfAbsent(field.field() + gram, text -> new BitSet()).set(i);
        }
      }
    }
    return holders;
  }

  /** Which encodings have each bit. */
  private static BitSet[] columns(List<Encoding> encodings) {
    BitSet[] columns = new BitSet[Encoding.BITS];
    for (int bit = 0; bit < Encoding.BITS; bit++) {
      columns[bit] = new BitSet();
      for (int i = 0; i < encodings.size(); i++) {
        columns[bit].set(i, encodings.get(i).bit(bit));
      }
    }
    return columns;
  }

  private static List<BitSet> frequent(List<BitSet> sets, int most) {
    return sets.stream()
        .filter(set -> set.cardinality() >= RAREST)
        .sorted(Comparator.comparingInt((BitSet set) -> -set.cardinality()))
        .limit(most)
        .toList();
  }

  /** What several bits have in common that come together far more often than by chance. */
  private static List<BitSet> patterns(BitSet[] columns, int size) {
    List<BitSet> found = new ArrayList<>();
    for (BitSet first : columns) {
      BitSet common = (BitSet) first.clone();
      int members = 1;
      for (BitSet other : columns) {
        if (other != first && correlation(first, other, size) > TOGETHER) {
          common.and(other);
          members++;
        }
      }
      if (members >= 3 && !found.contains(common)) {
        found.add(common);
      }
    }
    return found;
  }

  /** The phi coefficient of two sets. */
  private static double correlation(BitSet one, BitSet other, int size) {
    double a = one.cardinality();
    double b = other.cardinality();
    double spread = Math.sqrt(a * (size - a) * b * (size - b));
    return spread == 0 ? 0 : (size * (double) common(one, other) - a * b) / spread;
  }

  private static int common(BitSet one, BitSet other) {
    BitSet both = (BitSet) one.clone();
    both.and(other);
    return both.cardinality();
  }

  /** The best pair first; each next one must also fit with those that were matched. */
  private static int[] matched(List<BitSet> patterns, List<BitSet> grams) {
    double[][] secret = together(patterns);
    double[][] known = together(grams);
    int[] gramOf = new int[patterns.size()];
    Arrays.fill(gramOf, -1);
    boolean[] taken = new boolean[grams.size()];
    double[][] apart = new double[patterns.size()][grams.size()];
    for (int p = 0; p < apart.length; p++) {
      for (int g = 0; g < grams.size(); g++) {
        apart[p][g] = Math.abs(secret[p][p] - known[g][g]);
      }
    }
    for (int step = 0; step < patterns.size(); step++) {
      int bestPattern = -1;
      int bestGram = -1;
      double lead = Double.NEGATIVE_INFINITY;
      for (int p = 0; p < apart.length; p++) {
        if (gramOf[p] >= 0) {
          continue;
        }
        double first = Double.MAX_VALUE;
        double second = Double.MAX_VALUE;
        int choice = -1;
        for (int g = 0; g < grams.size(); g++) {
          if (!taken[g] && apart[p][g] < first) {
            second = first;
            first = apart[p][g];
            choice = g;
          } else if (!taken[g]) {
            second = Math.min(second, apart[p][g]);
          }
        }
        if (choice >= 0 && second - first > lead) {
          lead = second - first;
          bestPattern = p;
          bestGram = choice;
        }
      }
      if (bestPattern < 0) {
        break;
      }
      gramOf[bestPattern] = bestGram;
      taken[bestGram] = true;
      for (int p = 0; p < apart.length; p++) {
        for (int g = 0; g < grams.size(); g++) {
          apart[p][g] += Math.abs(secret[p][bestPattern] - known[g][bestGram]);
        }
      }
    }
    return gramOf;
  }

  private static double[][] together(List<BitSet> sets) {
    double[][] counts = new double[sets.size()][sets.size()];
    for (int i = 0; i < counts.length; i++) {
      for (int j = 0; j < counts.length; j++) {
        counts[i][j] = common(sets.get(i), sets.get(j));
      }
    }
    return counts;
  }

  /** Who has the grams that an encoding seems to have and no others; rare ones weigh more. */
  private static int[] named(
      int size, int listed, List<BitSet> patterns, List<BitSet> grams, int[] gramOf) {
    int[] guess = new int[size];
    for (int i = 0; i < size; i++) {
      double best = Double.NEGATIVE_INFINITY;
      guess[i] = -1;
      for (int j = 0; j < listed; j++) {
        double score = 0;
        for (int p = 0; p < gramOf.length; p++) {
          if (gramOf[p] >= 0) {
            boolean has = patterns.get(p).get(i);
            double weight = Math.log((double) size / (1 + patterns.get(p).cardinality()));
            score += has == grams.get(gramOf[p]).get(j) ? (has ? weight : 0) : -weight;
          }
        }
        if (score > best) {
          best = score;
          guess[i] = j;
        }
      }
    }
    return guess;
  }
}
