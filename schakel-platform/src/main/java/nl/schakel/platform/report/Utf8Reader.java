// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Reads UTF-8 with or without byte order mark; bytes that are not UTF-8 end it with the line on
 * which they stand, where Java's own reader would not know the line.
 */
final class Utf8Reader extends Reader {
  private static final int SIZE = 1 << 16;
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final InputStream in;
  private final CharsetDecoder decoder =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT);
  private final ByteBuffer bytes = ByteBuffer.allocate(SIZE).flip();
  private final CharBuffer chars = CharBuffer.allocate(SIZE).flip();
  private long line = 1;
  private char before = 0;
  private boolean first = true;
  private boolean ended;

  Utf8Reader(InputStream in) {
    this.in = in;
  }

  @Override
  public int read(char[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (!chars.hasRemaining()) {
      if (ended) {
        return -1;
      }
      decode();
    }
    int count = Math.min(length, chars.remaining());
    chars.get(target, offset, count);
    return count;
  }

  private void decode() throws IOException {
    bytes.compact();
    int read = in.read(bytes.array(), bytes.position(), bytes.remaining());
    ended = read < 0;
    bytes.position(bytes.position() + Math.max(read, 0)).flip();
    chars.clear();
    CoderResult result = decoder.decode(bytes, chars, ended);
    chars.flip();
    countLines();
    if (result.isError()) {
      throw new ImportBroken(line, "import-encoding", Long.toString(line));
    }
    if (first && chars.hasRemaining()) {
      first = false;
      if (chars.get(chars.position()) == BYTE_ORDER_MARK) {
        chars.position(chars.position() + 1);
      }
    }
  }

  private void countLines() {
    for (int i = chars.position(); i < chars.limit(); i++) {
      char each = chars.get(i);
      if (each == '\r' || (each == '\n' && before != '\r')) {
        line++;
      }
      before = each;
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
