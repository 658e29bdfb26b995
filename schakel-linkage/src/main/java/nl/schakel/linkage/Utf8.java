// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Whole files as text; bytes that are no UTF-8 are named by line and character. */
public final class Utf8 {
  private Utf8() {}

  /** The text of these bytes; the name is for messages. */
  public static String text(String name, byte[] bytes) {
    CharsetDecoder decoder =
        StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT);
    CharBuffer text = CharBuffer.allocate(bytes.length + 1);
    boolean wrong = decoder.decode(ByteBuffer.wrap(bytes), text, true).isError();
    String read = text.flip().toString();
    if (wrong) {
      int line = 1 + (int) read.chars().filter(c -> c == '\n').count();
      int column = read.length() - read.lastIndexOf('\n');
      throw new InvalidInput(
          name, line, column, "bytes that are not UTF-8; save the file in UTF-8");
    }
    return read;
  }
}
