// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage;

/** One small number for each record, -1 for none, in as few bytes as the largest one needs. */
final class Codes {
  private final byte[] bytes;
  private final char[] chars;
  private final int[] ints;
  final int size;

  /** Room for the numbers 0 to distinct - 1 and for none; every record starts with none. */
  Codes(int size, int distinct) {
    this.size = size;
    this.bytes = new byte[distinct < 1 << 8 ? size : 0];
    this.chars = new char[distinct >= 1 << 8 && distinct < 1 << 16 ? size : 0];
    this.ints = new int[distinct >= 1 << 16 ? size : 0];
  }

  int get(int record) {
    if (bytes.length > 0) {
      return (bytes[record] & 0xFF) - 1;
    }
    return (chars.length > 0 ? chars[record] : ints[record]) - 1;
  }

  void set(int record, int code) {
    if (bytes.length > 0) {
      bytes[record] = (byte) (code + 1);
    } else if (chars.length > 0) {
      chars[record] = (char) (code + 1);
    } else {
      ints[record] = code + 1;
    }
  }
}
