// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.report;

import java.io.InputStream;
import java.util.Optional;
import java.util.function.IntFunction;

/** A file that is kept in sealed pieces, opened one piece at a time. */
final class SealedInput extends InputStream {
  private final IntFunction<Optional<byte[]>> chunks;
  private byte[] chunk = new byte[0];
  private int at;
  private int next;
  private boolean ended;

  SealedInput(IntFunction<Optional<byte[]>> chunks) {
    this.chunks = chunks;
  }

  @Override
  public int read() {
    return fill() ? chunk[at++] & 0xFF : -1;
  }

  @Override
  public int read(byte[] target, int offset, int length) {
    if (length == 0) {
      return 0;
    }
    if (!fill()) {
      return -1;
    }
    int count = Math.min(length, chunk.length - at);
    System.arraycopy(chunk, at, target, offset, count);
    at += count;
    return count;
  }

  private boolean fill() {
    while (at == chunk.length && !ended) {
      Optional<byte[]> more = chunks.apply(next++);
      ended = more.isEmpty();
      chunk = more.orElse(new byte[0]);
      at = 0;
    }
    return !ended;
  }
}
