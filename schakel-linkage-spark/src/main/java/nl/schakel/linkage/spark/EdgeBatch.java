// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage.spark;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Pairs with their weights as bytes: for each its length, weight, rule, and of both records the
 * source and the id.
 */
final class EdgeBatch {
  private static final int BYTES_IN_BATCH = 1 << 20;

  private final ByteBuffer bytes;

  EdgeBatch(byte[] bytes) {
    this.bytes = ByteBuffer.wrap(bytes);
  }

  /** Collects pairs in batches that are not too large to send. */
  static final class Writer {
    private final List<byte[]> full = new ArrayList<>();
    private ByteBuffer bytes = ByteBuffer.allocate(1 << 12);

    void add(double weight, int rule, int leftSource, String left, int rightSource, String right) {
      byte[] leftId = left.getBytes(StandardCharsets.UTF_8);
      byte[] rightId = right.getBytes(StandardCharsets.UTF_8);
      int length = 32 + leftId.length + rightId.length;
      room(length)
          .putInt(length)
          .putDouble(weight)
          .putInt(rule)
          .putInt(leftSource)
          .putInt(rightSource)
          .putInt(leftId.length)
          .putInt(rightId.length)
          .put(leftId)
          .put(rightId);
    }

    void add(EdgeBatch other, int at) {
      int length = other.bytes.getInt(at);
      room(length).put(other.bytes.array(), at, length);
    }

    private ByteBuffer room(int length) {
      if (bytes.position() >= BYTES_IN_BATCH) {
        cut();
      }
      if (bytes.remaining() < length) {
        int capacity = 2 * (bytes.position() + length);
        bytes = ByteBuffer.wrap(Arrays.copyOf(bytes.array(), capacity)).position(bytes.position());
      }
      return bytes;
    }

    private void cut() {
      if (bytes.position() > 0) {
        full.add(Arrays.copyOf(bytes.array(), bytes.position()));
        bytes.clear();
      }
    }

    List<byte[]> batches() {
      cut();
      return full;
    }
  }

  /** Where each pair starts. */
  int[] starts() {
    int count = 0;
    for (int at = 0; at < bytes.capacity(); at += bytes.getInt(at)) {
      count++;
    }
    int[] starts = new int[count];
    for (int at = 0, k = 0; at < bytes.capacity(); at += bytes.getInt(at)) {
      starts[k++] = at;
    }
    return starts;
  }

  double weight(int at) {
    return bytes.getDouble(at + 4);
  }

  int rule(int at) {
    return bytes.getInt(at + 12);
  }

  int leftSource(int at) {
    return bytes.getInt(at + 16);
  }

  int rightSource(int at) {
    return bytes.getInt(at + 20);
  }

  String left(int at) {
    return text(leftStart(at), rightStart(at));
  }

  String right(int at) {
    return text(rightStart(at), end(at));
  }

  private String text(int from, int to) {
    return new String(bytes.array(), from, to - from, StandardCharsets.UTF_8);
  }

  private int leftStart(int at) {
    return at + 32;
  }

  private int rightStart(int at) {
    return at + 32 + bytes.getInt(at + 24);
  }

  private int end(int at) {
    return at + bytes.getInt(at);
  }

  /** The strongest first, of equals in the order of the records. */
  static int compare(EdgeBatch a, int i, EdgeBatch b, int j) {
    if (a.weight(i) != b.weight(j)) {
      return a.weight(i) > b.weight(j) ? -1 : 1;
    }
    int byLeftSource = Integer.compare(a.leftSource(i), b.leftSource(j));
    if (byLeftSource != 0) {
      return byLeftSource;
    }
    int byLeft = ids(a, a.leftStart(i), a.rightStart(i), b, b.leftStart(j), b.rightStart(j));
    if (byLeft != 0) {
      return byLeft;
    }
    int byRightSource = Integer.compare(a.rightSource(i), b.rightSource(j));
    return byRightSource != 0
        ? byRightSource
        : ids(a, a.rightStart(i), a.end(i), b, b.rightStart(j), b.end(j));
  }

  /** In the order of their code points, as the local engine has them. */
  private static int ids(EdgeBatch a, int aFrom, int aTo, EdgeBatch b, int bFrom, int bTo) {
    return Arrays.compareUnsigned(a.bytes.array(), aFrom, aTo, b.bytes.array(), bFrom, bTo);
  }
}
