// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage.encoded;

import java.util.List;

/** Encodings side by side in one array, to compare all with all. */
public final class EncodedList {
  private final long[] words;
  private final int[] counts;

  public EncodedList(List<Encoding> encodings) {
    words = new long[encodings.size() * Encoding.WORDS];
    counts = new int[encodings.size()];
    for (int i = 0; i < counts.length; i++) {
      Encoding encoding = encodings.get(i);
      counts[i] = encoding.count();
      for (int w = 0; w < Encoding.WORDS; w++) {
        words[i * Encoding.WORDS + w] = encoding.word(w);
      }
    }
  }

  public int size() {
    return counts.length;
  }

  /** Takes a pair that is alike enough. */
  public interface Alike {
    void pair(int one, int other, double dice);
  }

  /** Dice's coefficient of one here and one there. */
  public double dice(int one, EncodedList others, int other) {
    int sum = counts[one] + others.counts[other];
    return sum == 0 ? 0 : 2.0 * common(one, others, other) / sum;
  }

  private int common(int one, EncodedList others, int other) {
    int a = one * Encoding.WORDS;
    int b = other * Encoding.WORDS;
    int both = 0;
    for (int w = 0; w < Encoding.WORDS; w++) {
      both += Long.bitCount(words[a + w] & others.words[b + w]);
    }
    return both;
  }

  /**
   * Every pair of one here and one there whose coefficient is at least the threshold. A pair whose
   * numbers of bits alone keep it below is left out unseen: the common bits are at most the smaller
   * number.
   *
   * @param threshold in 0..1
   */
  public void compare(EncodedList others, double threshold, Alike found) {
    within(threshold);
    for (int i = 0; i < size(); i++) {
      compareOne(i, others, 0, threshold, found);
    }
  }

  /** As {@link #compare}, each pair of this list once. */
  public void compareWithin(double threshold, Alike found) {
    within(threshold);
    for (int i = 0; i < size(); i++) {
      compareOne(i, this, i + 1, threshold, found);
    }
  }

  private static void within(double threshold) {
    if (!(threshold >= 0 && threshold <= 1)) {
      throw new IllegalArgumentException("threshold = %s, expected 0..1".formatted(threshold));
    }
  }

  private void compareOne(int i, EncodedList others, int from, double threshold, Alike found) {
    for (int j = from; j < others.size(); j++) {
      int sum = counts[i] + others.counts[j];
      double needed = threshold * sum / 2;
      if (Math.min(counts[i], others.counts[j]) >= needed) {
        int both = common(i, others, j);
        if (both >= needed && sum > 0) {
          found.pair(i, j, 2.0 * both / sum);
        }
      }
    }
  }
}
