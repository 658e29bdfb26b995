// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage;

import java.nio.charset.StandardCharsets;

/** Finds the number of an id; of equal ids the first. */
final class IdTable {
  private final Texts ids;
  private int[] table;
  private int known;

  IdTable(Texts ids) {
    this.ids = ids;
    this.table = new int[Sizes.table(ids.size())];
    follow();
  }

  /** Takes in what was added to the ids. */
  void follow() {
    if (Sizes.table(ids.size()) > table.length) {
      table = new int[Sizes.table(ids.size())];
      known = 0;
    }
    int mask = table.length - 1;
    for (; known < ids.size(); known++) {
      int slot = ids.hash(known) & mask;
      while (table[slot] != 0) {
        slot = (slot + 1) & mask;
      }
      table[slot] = known + 1;
    }
  }

  /** The number of an id, or -1. */
  int find(String id) {
    byte[] bytes = id.getBytes(StandardCharsets.UTF_8);
    int mask = table.length - 1;
    int slot = Texts.hash(bytes, 0, bytes.length) & mask;
    while (table[slot] != 0) {
      if (ids.equal(table[slot] - 1, bytes, bytes.length)) {
        return table[slot] - 1;
      }
      slot = (slot + 1) & mask;
    }
    return -1;
  }
}
