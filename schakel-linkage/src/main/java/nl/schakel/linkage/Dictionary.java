// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage;

/** Distinct byte strings numbered in order of arrival. */
final class Dictionary {
  final Texts texts = new Texts(256, 1 << 12);
  private int[] table = new int[512];

  int size() {
    return texts.size();
  }

  /** The number of these bytes; a number equal to the old size means that they are new. */
  int add(byte[] bytes, int length) {
    int mask = table.length - 1;
    int slot = Texts.hash(bytes, 0, length) & mask;
    while (table[slot] != 0) {
      int candidate = table[slot] - 1;
      if (texts.equal(candidate, bytes, length)) {
        return candidate;
      }
      slot = (slot + 1) & mask;
    }
    texts.add(bytes, 0, length);
    table[slot] = texts.size();
    if (Sizes.table(texts.size()) > table.length) {
      rehash();
    }
    return texts.size() - 1;
  }

  private void rehash() {
    table = new int[table.length * 2];
    int mask = table.length - 1;
    for (int code = 0; code < texts.size(); code++) {
      int slot = texts.hash(code) & mask;
      while (table[slot] != 0) {
        slot = (slot + 1) & mask;
      }
      table[slot] = code + 1;
    }
  }
}
