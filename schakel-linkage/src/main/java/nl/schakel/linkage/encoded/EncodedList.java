// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage.encoded;

import java.util.List;

/** Encodings side by side in one array, to compare all with all. */
public final class EncodedList {
  /**
   * Encodings of the other side that are gone through at a time: 256 kB, which a core keeps near.
   */
  private static final int AT_A_TIME = 2048;

  /**
   * Words that are compared before it is asked whether the others can still lift a pair over the
   * threshold; of encodings of two people at 0.7 hardly any can.
   */
  private static final int HEAD = 11;

  private final long[] words;
  private final int[] counts;

  /** Bits in the words behind the head. */
  private final int[] tails;

  public EncodedList(List<Encoding> encodings) {
    words = new long[encodings.size() * Encoding.WORDS];
    counts = new int[encodings.size()];
    tails = new int[encodings.size()];
    for (int i = 0; i < counts.length; i++) {
      Encoding encoding = encodings.get(i);
      counts[i] = encoding.count();
      for (int w = 0; w < Encoding.WORDS; w++) {
        words[i * Encoding.WORDS + w] = encoding.word(w);
        tails[i] += w < HEAD ? 0 : Long.bitCount(encoding.word(w));
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
    int common = head(one, others, other) + tail(one, others, other);
    return sum == 0 ? 0 : 2.0 * common / sum;
  }

  private int head(int one, EncodedList others, int other) {
    int a = one * Encoding.WORDS;
    int b = other * Encoding.WORDS;
    int both = 0;
    for (int w = 0; w < HEAD; w++) {
      both += Long.bitCount(words[a + w] & others.words[b + w]);
    }
    return both;
  }

  private int tail(int one, EncodedList others, int other) {
    int a = one * Encoding.WORDS;
    int b = other * Encoding.WORDS;
    int both = 0;
    for (int w = HEAD; w < Encoding.WORDS; w++) {
      both += Long.bitCount(words[a + w] & others.words[b + w]);
    }
    return both;
  }

  /**
   * Every pair of one here and one there whose coefficient is at least the threshold, in an order
   * that depends on the sizes of the lists alone. A pair whose numbers of bits keep it below is
   * left out unseen: the common bits are at most the smaller number, in the whole and in each part.
   *
   * @param threshold in 0..1
   */
  public void compare(EncodedList others, double threshold, Alike found) {
    within(threshold);
    for (int from = 0; from < others.size(); from += AT_A_TIME) {
      int end = Math.min(others.size(), from + AT_A_TIME);
      for (int i = 0; i < size(); i++) {
        compareOne(i, others, from, end, threshold, found);
      }
    }
  }

  /** As {@link #compare}, each pair of this list once. */
  public void compareWithin(double threshold, Alike found) {
    within(threshold);
    for (int from = 0; from < size(); from += AT_A_TIME) {
      int end = Math.min(size(), from + AT_A_TIME);
      for (int i = 0; i < end; i++) {
        compareOne(i, this, Math.max(from, i + 1), end, threshold, found);
      }
    }
  }

  private static void within(double threshold) {
    if (!(threshold >= 0 && threshold <= 1)) {
      throw new IllegalArgumentException("threshold = %s, expected 0..1".formatted(threshold));
    }
  }

  private void compareOne(
      int i, EncodedList others, int from, int end, double threshold, Alike found) {
    for (int j = from; j < end; j++) {
      int sum = counts[i] + others.counts[j];
      double needed = threshold * sum / 2;
      if (Math.min(counts[i], others.counts[j]) >= needed) {
        int both = head(i, others, j);
        if (both + Math.min(tails[i], others.tails[j]) >= needed) {
          both += tail(i, others, j);
          if (both >= needed && sum > 0) {
            found.pair(i, j, 2.0 * both / sum);
          }
        }
      }
    }
  }
}
