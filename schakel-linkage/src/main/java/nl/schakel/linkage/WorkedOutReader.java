// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts parts of {@link WorkedOut} together in the order of source and id. */
final class WorkedOutReader {
  private final Map<String, Integer> sources = new LinkedHashMap<>();
  private final IntList source = new IntList();
  private final Texts ids = new Texts(16, 64);
  private final IntList from = new IntList();
  private long[] blocks = new long[64];
  private int blockCount;
  private final List<Column> columns = new ArrayList<>();

  /** A slot while it grows. */
  private record Column(String name, Values values, IntList codes) {}

  WorkedOutReader() {
    from.add(0);
  }

  void add(byte[] part) {
    ByteBuffer in = ByteBuffer.wrap(part);
    int size = in.getInt();
    int[] renumbered = new int[in.getInt()];
    for (int s = 0; s < renumbered.length; s++) {
      renumbered[s] = sources.computeIfAbsent(text(in), name -> sources.size());
    }
    for (int i = 0; i < size; i++) {
      source.add(renumbered[in.getInt()]);
    }
    for (int i = 0; i < size; i++) {
      int length = in.getInt();
      ids.add(part, in.position(), length);
      in.position(in.position() + length);
    }
    for (int i = 0; i < size; i++) {
      blocks(in);
    }
    int slots = in.getInt();
    for (int s = 0; s < slots; s++) {
      slot(in, s, size);
    }
  }

  private void blocks(ByteBuffer in) {
    int count = in.getInt();
    if (blockCount + count > blocks.length) {
      blocks = Arrays.copyOf(blocks, Sizes.grown(blockCount + (blockCount >> 1) + count));
    }
    for (int k = 0; k < count; k++) {
      blocks[blockCount++] = in.getLong();
    }
    from.add(blockCount);
  }

  private void slot(ByteBuffer in, int number, int size) {
    String name = text(in);
    String transform = text(in);
    if (number == columns.size()) {
      columns.add(new Column(name, new Values(Transform.of(transform)), new IntList()));
    }
    Column column = columns.get(number);
    int[] renumbered = new int[in.getInt()];
    for (int k = 0; k < renumbered.length; k++) {
      char[] letters = new char[in.getInt()];
      in.asCharBuffer().get(letters);
      in.position(in.position() + 2 * letters.length);
      renumbered[k] = column.values().add(new String(letters));
    }
    for (int i = 0; i < size; i++) {
      int code = in.getInt();
      column.codes().add(code < 0 ? -1 : renumbered[code]);
    }
  }

  private static String text(ByteBuffer in) {
    byte[] bytes = new byte[in.getInt()];
    in.get(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  WorkedOut finish() {
    List<String> names = sources.keySet().stream().sorted().toList();
    int[] rank = sources.keySet().stream().mapToInt(names::indexOf).toArray();
    int size = source.size();
    int[] order =
        Order.of(
            size,
            (a, b) -> {
              int bySource = Integer.compare(rank[source.get(a)], rank[source.get(b)]);
              return bySource != 0 ? bySource : ids.compare(a, b);
            });
    int[] ordered = new int[size];
    Texts orderedIds = new Texts(size, ids.bytes());
    int[] starts = new int[size + 1];
    long[] orderedBlocks = new long[blockCount];
    for (int i = 0; i < size; i++) {
      int old = order[i];
      ordered[i] = rank[source.get(old)];
      orderedIds.addFrom(ids, old);
      int count = from.get(old + 1) - from.get(old);
      System.arraycopy(blocks, from.get(old), orderedBlocks, starts[i], count);
      starts[i + 1] = starts[i] + count;
    }
    return new WorkedOut(names, ordered, orderedIds, starts, orderedBlocks, slots(order));
  }

  private List<WorkedOut.Slot> slots(int[] order) {
    List<WorkedOut.Slot> slots = new ArrayList<>();
    for (Column column : columns) {
      int[] codes = new int[order.length];
      Arrays.setAll(codes, i -> column.codes().get(order[i]));
      column.values().forgetTable();
      slots.add(new WorkedOut.Slot(column.name(), column.values(), codes));
    }
    return slots;
  }
}
