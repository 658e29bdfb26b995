// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes records that were worked out as bytes; {@link WorkedOutReader} reads them. */
final class WorkedOutWriter {
  private final WorkedOut from;
  private final int[] numbers;
  private ByteBuffer out;

  WorkedOutWriter(WorkedOut from, int[] numbers) {
    this.from = from;
    this.numbers = numbers;
    this.out = ByteBuffer.allocate(1024 + 128 * numbers.length);
  }

  byte[] bytes() {
    room(8).putInt(numbers.length);
    room(4).putInt(from.sources.size());
    from.sources.forEach(this::text);
    for (int number : numbers) {
      room(4).putInt(from.source[number]);
    }
    for (int number : numbers) {
      int length = from.ids.length(number);
      room(4 + length).putInt(length);
      from.ids.copy(number, out);
    }
    blocks();
    out.putInt(from.slots.size());
    from.slots.forEach(this::slot);
    return Arrays.copyOf(out.array(), out.position());
  }

  private void blocks() {
    for (int number : numbers) {
      int start = from.from[number];
      int count = from.from[number + 1] - start;
      room(4 + 8 * count + 4).putInt(count);
      for (int k = 0; k < count; k++) {
        out.putLong(from.blocks[start + k]);
      }
    }
    room(4);
  }

  /** Values are numbered anew in the order in which these records have them. */
  private void slot(WorkedOut.Slot slot) {
    text(slot.column());
    text(slot.transform().name());
    int[] renumbered = new int[slot.values().size()];
    int[] first = new int[Math.min(numbers.length, renumbered.length)];
    int distinct = 0;
    for (int number : numbers) {
      int code = slot.codes()[number];
      if (code >= 0 && renumbered[code] == 0) {
        first[distinct++] = code;
        renumbered[code] = distinct;
      }
    }
    room(4).putInt(distinct);
    for (int k = 0; k < distinct; k++) {
      letters(slot.values(), first[k]);
    }
    room(4 * numbers.length);
    for (int number : numbers) {
      int code = slot.codes()[number];
      out.putInt(code < 0 ? -1 : renumbered[code] - 1);
    }
  }

  private void letters(Values values, int code) {
    int length = values.length(code);
    room(4 + 2 * length).putInt(length);
    out.asCharBuffer().put(values.letters(), values.start(code), length);
    out.position(out.position() + 2 * length);
  }

  private void text(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    room(4 + bytes.length).putInt(bytes.length).put(bytes);
  }

  private ByteBuffer room(int bytes) {
    if (out.remaining() < bytes) {
      int capacity = Sizes.grown(Math.addExact(out.position(), bytes));
      out = ByteBuffer.wrap(Arrays.copyOf(out.array(), capacity)).position(out.position());
    }
    return out;
  }
}
