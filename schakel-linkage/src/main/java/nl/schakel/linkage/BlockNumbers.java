// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The blocks of single records as numbers that are the same on every machine: the rule in the
 * highest bits, below it 58 bits made from the keys.
 *
 * <p>Two keys of one rule get one number with a probability of 2<sup>-58</sup>. Their records are
 * then looked at as well, as if one more block were there.
 */
final class BlockNumbers {
  private static final int KEY_BITS = 58;
  private static final long KEY = (1L << KEY_BITS) - 1;

  private final View[][] rules;
  private final Map<Values, long[]> keys = new HashMap<>();
  private long[] found = new long[64];

  /** Rules with a key whose column is not there make no blocks. */
  BlockNumbers(Records records, LinkageSettings settings) {
    List<List<String>> all = settings.blocking().rules();
    this.rules = new View[all.size()][0];
    for (int r = 0; r < rules.length; r++) {
      boolean whole =
          all.get(r).stream()
              .allMatch(key -> records.has(BlockKey.parse(key, settings.comparisons()).column()));
      if (whole) {
        rules[r] = Blocks.views(records, settings, all.get(r));
      }
    }
  }

  /** The number of the rule that a block belongs to. */
  static int rule(long block) {
    return (int) (block >>> KEY_BITS);
  }

  /** The blocks of a record, each once and in their order. */
  long[] of(int record) {
    int size = 0;
    for (int r = 0; r < rules.length; r++) {
      size = rules[r].length == 0 ? size : blocks(r, record, size);
    }
    Arrays.sort(found, 0, size);
    int kept = 0;
    for (int k = 0; k < size; k++) {
      if (k == 0 || found[k] != found[k - 1]) {
        found[kept++] = found[k];
      }
    }
    return Arrays.copyOf(found, kept);
  }

  private int blocks(int rule, int record, int from) {
    long key = 0;
    @Nullable View several = null;
    for (View view : rules[rule]) {
      int code = view.code(record);
      if (code < 0) {
        return from;
      }
      if (view.values.many) {
        several = view;
      } else {
        key = RandomPairs.mix(key ^ keys(view.values)[code]);
      }
    }
    if (several == null) {
      return add(rule, key, from);
    }
    Values values = several.values;
    int code = several.code(record);
    int size = from;
    for (int p = values.partStart(code); p < values.partEnd(code); p++) {
      size = add(rule, RandomPairs.mix(key ^ keys(values)[values.part(p)]), size);
    }
    return size;
  }

  private int add(int rule, long key, int size) {
    if (size == found.length) {
      found = Arrays.copyOf(found, size * 2);
    }
    found[size] = (long) rule << KEY_BITS | (key & KEY);
    return size + 1;
  }

  /** Made once for each value, or for each part of values that have several. */
  private long[] keys(Values values) {
    return keys.computeIfAbsent(
        values,
        all -> {
          Values single = all.many ? all.parts() : all;
          long[] made = new long[single.size()];
          for (int code = 0; code < made.length; code++) {
            made[code] = hash(single.letters(), single.start(code), single.end(code));
          }
          return made;
        });
  }

  private static long hash(char[] letters, int from, int end) {
    long h = end - from;
    for (int i = from; i < end; i++) {
      h = (h + letters[i]) * 0x9E3779B97F4A7C15L;
      h ^= h >>> 32;
    }
    return RandomPairs.mix(h);
  }
}
