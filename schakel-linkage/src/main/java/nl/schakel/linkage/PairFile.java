// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Consumer;

/**
 * Sorted pairs in a temporary file, seen as memory that the system may put aside. The file has no
 * name any more once it is open where the system allows that, so nothing stays behind after a
 * crash.
 */
final class PairFile {
  private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED;
  private static final ValueLayout.OfDouble DOUBLE = ValueLayout.JAVA_DOUBLE_UNALIGNED;
  private static final int WIDTH = 17;

  private final MemorySegment pairs;
  private final int size;

  private PairFile(MemorySegment pairs, int size) {
    this.pairs = pairs;
    this.size = size;
  }

  static PairFile none() {
    return new PairFile(MemorySegment.NULL, 0);
  }

  /** Takes pairs in their order. */
  static final class Out {
    private final MemorySegment pairs;
    private long at;

    private Out(MemorySegment pairs) {
      this.pairs = pairs;
    }

    void add(int left, int right, double weight, int rule) {
      pairs.set(DOUBLE, at, weight);
      pairs.set(INT, at + 8, left);
      pairs.set(INT, at + 12, right);
      pairs.set(ValueLayout.JAVA_BYTE, at + 16, (byte) rule);
      at += WIDTH;
    }
  }

  static PairFile write(int size, Consumer<Out> pairs) {
    try {
      Path file = Files.createTempFile("schakel-pairs", ".tmp");
      try (FileChannel channel =
          FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
        // Freed with the last reader of the pairs.
        MemorySegment segment =
            channel.map(FileChannel.MapMode.READ_WRITE, 0, (long) size * WIDTH, Arena.ofAuto());
        pairs.accept(new Out(segment));
        return new PairFile(segment, size);
      } finally {
        delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A mapped file cannot be deleted everywhere at once; there it goes when the program ends. */
  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException inUse) {
      file.toFile().deleteOnExit();
    }
  }

  /** One file of several sorted ones. */
  static PairFile merge(List<PairFile> runs) {
    int size = Math.toIntExact(runs.stream().mapToLong(PairFile::size).sum());
    return write(
        size,
        out -> {
          PriorityQueue<Cursor> heads = new PriorityQueue<>(Comparator.naturalOrder());
          for (PairFile run : runs) {
            if (run.size > 0) {
              heads.add(new Cursor(run));
            }
          }
          for (Cursor head = heads.poll(); head != null; head = heads.poll()) {
            head.take(out);
            if (head.at < head.run.size) {
              heads.add(head);
            }
          }
        });
  }

  /** Where the merge is in one file. */
  private static final class Cursor implements Comparable<Cursor> {
    private final PairFile run;
    private int at;

    Cursor(PairFile run) {
      this.run = run;
    }

    void take(Out out) {
      out.add(run.left(at), run.right(at), run.weight(at), run.rule(at));
      at++;
    }

    @Override
    public int compareTo(Cursor other) {
      return ScoredPairs.compare(
          run.weight(at),
          run.left(at),
          run.right(at),
          other.run.weight(other.at),
          other.run.left(other.at),
          other.run.right(other.at));
    }
  }

  int size() {
    return size;
  }

  int left(int pair) {
    return pairs.get(INT, (long) pair * WIDTH + 8);
  }

  int right(int pair) {
    return pairs.get(INT, (long) pair * WIDTH + 12);
  }

  double weight(int pair) {
    return pairs.get(DOUBLE, (long) pair * WIDTH);
  }

  int rule(int pair) {
    return pairs.get(ValueLayout.JAVA_BYTE, (long) pair * WIDTH + 16);
  }
}
