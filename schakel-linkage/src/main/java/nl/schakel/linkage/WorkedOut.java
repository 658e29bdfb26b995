// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongPredicate;

/**
 * Records worked out once for a model: the values that its comparisons look at, and the blocks of
 * its rules as numbers. They can be cut into parts and put together again elsewhere without working
 * anything out a second time; {@link PairWeigher} weighs their pairs.
 *
 * <p>Records are in the order of source and id. A block has the same number in every part; numbers
 * of an earlier rule are lower.
 */
public final class WorkedOut implements Serializable {
  private static final long serialVersionUID = 1;

  final transient List<String> sources;
  final transient int[] source;
  final transient Texts ids;
  final transient int[] from;
  final transient long[] blocks;
  final transient List<Slot> slots;

  /** What one cleaning of a column made: the values once, and for each record its value or -1. */
  record Slot(String column, Values values, int[] codes) {
    Transform transform() {
      return values.transform;
    }
  }

  WorkedOut(
      List<String> sources, int[] source, Texts ids, int[] from, long[] blocks, List<Slot> slots) {
    this.sources = List.copyOf(sources);
    this.source = source;
    this.ids = ids;
    this.from = from;
    this.blocks = blocks;
    this.slots = List.copyOf(slots);
  }

  /**
   * Works records out; a column of the model that is not there is missing in all of them.
   *
   * @param source what all of them belong to; empty when the records say so themselves
   */
  public static WorkedOut of(Records records, Model model, Optional<String> source) {
    int size = records.size();
    int[] sources = new int[size];
    Texts ids = new Texts(size, 8 * size);
    int[] from = new int[size + 1];
    BlockNumbers numbers = new BlockNumbers(records, model.settings());
    long[] blocks = new long[16 * size];
    for (int i = 0; i < size; i++) {
      sources[i] = source.isPresent() ? 0 : records.source(i);
      records.addPlainId(i, ids);
      long[] own = numbers.of(i);
      from[i + 1] = from[i] + own.length;
      if (from[i + 1] > blocks.length) {
        blocks = Arrays.copyOf(blocks, Sizes.grown(from[i + 1]));
      }
      System.arraycopy(own, 0, blocks, from[i], own.length);
    }
    return new WorkedOut(
        source.map(List::of).orElseGet(records::sources),
        sources,
        ids,
        from,
        blocks,
        slots(records, model));
  }

  private static List<Slot> slots(Records records, Model model) {
    // Which cleanings of which columns the comparisons look at; they need no values to say so.
    Slots asked = new Slots((column, transform) -> new Values(transform));
    model.settings().comparisons().forEach(settings -> new FieldComparison(asked, settings));
    List<Slot> slots = new ArrayList<>();
    for (Slots.Slot slot : asked.all()) {
      int[] codes = new int[records.size()];
      Arrays.fill(codes, -1);
      Values values = slot.values();
      if (records.has(slot.column())) {
        View view = records.view(slot.column(), slot.transform());
        values = view.values;
        Arrays.setAll(codes, view::code);
      }
      slots.add(new Slot(slot.column(), values, codes));
    }
    return slots;
  }

  /** Puts parts together; a record that is in several parts is there several times. */
  public static WorkedOut join(Iterator<byte[]> parts) {
    WorkedOutReader reader = new WorkedOutReader();
    parts.forEachRemaining(reader::add);
    return reader.finish();
  }

  /** How many records there are. */
  public int size() {
    return source.length;
  }

  /** Names of the sources, in order. */
  public List<String> sources() {
    return sources;
  }

  /** The number of a record's source. */
  public int source(int number) {
    return source[number];
  }

  /** The id of a record as it stood in the input. */
  public String id(int number) {
    return ids.get(number);
  }

  /** The blocks of all records, one record behind the other, each with its own in their order. */
  public long block(int position) {
    return blocks[position];
  }

  /** Where the blocks of a record start; those of the last one end where a next would start. */
  public int firstBlock(int number) {
    return from[number];
  }

  /** The number in the settings of the rule that makes a block, from 0. */
  public static int rule(long block) {
    return BlockNumbers.rule(block);
  }

  /** The lowest block that has both records, or -1. */
  public long lowestShared(int left, int right) {
    int i = from[left];
    int j = from[right];
    while (i < from[left + 1] && j < from[right + 1]) {
      long a = blocks[i];
      long b = blocks[j];
      if (a == b) {
        return a;
      }
      i += a < b ? 1 : 0;
      j += b < a ? 1 : 0;
    }
    return -1;
  }

  /** How many records each source has. */
  public Map<String, Long> sizes() {
    Map<String, Long> sizes = new TreeMap<>();
    for (int number : source) {
      sizes.merge(sources.get(number), 1L, Long::sum);
    }
    return sizes;
  }

  /** The same records with some of their blocks. */
  public WorkedOut withBlocks(LongPredicate wanted) {
    int[] starts = new int[from.length];
    long[] kept = new long[blocks.length];
    int size = 0;
    for (int i = 0; i < source.length; i++) {
      for (int k = from[i]; k < from[i + 1]; k++) {
        if (wanted.test(blocks[k])) {
          kept[size++] = blocks[k];
        }
      }
      starts[i + 1] = size;
    }
    return new WorkedOut(sources, source, ids, starts, Arrays.copyOf(kept, size), slots);
  }

  /** The same records, all in one block of the first rule. */
  public WorkedOut inOneBlock() {
    int[] starts = new int[from.length];
    Arrays.setAll(starts, i -> i);
    return new WorkedOut(sources, source, ids, starts, new long[source.length], slots);
  }

  /**
   * Some records as bytes, with the values that they have and no others.
   *
   * @param numbers in increasing order
   */
  public byte[] part(int[] numbers) {
    return new WorkedOutWriter(this, numbers).bytes();
  }

  private byte[] all() {
    int[] numbers = new int[size()];
    Arrays.setAll(numbers, i -> i);
    return part(numbers);
  }

  private Object writeReplace() {
    return new Packed(all());
  }

  /** All records as bytes, on their way to disk or to another machine. */
  private record Packed(byte[] bytes) implements Serializable {
    private Object readResolve() {
      return join(List.of(bytes).iterator());
    }
  }
}
