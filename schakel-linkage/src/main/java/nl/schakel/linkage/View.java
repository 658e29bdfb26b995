// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage;

/** A column of records seen through a transform. */
final class View {
  final Values values;
  private final Codes raw;
  private final int[] recode;

  private View(Values values, Codes raw, int[] recode) {
    this.values = values;
    this.raw = raw;
    this.recode = recode;
  }

  static View of(Records.Raw raw, Transform transform) {
    Values values = new Values(transform);
    int[] recode = new int[raw.values().size()];
    for (int i = 0; i < recode.length; i++) {
      recode[i] = values.addText(raw.values().get(i));
    }
    values.forgetTable();
    return new View(values, raw.codes(), recode);
  }

  /** The code of a record's value, -1 when it is missing. */
  int code(int record) {
    int code = raw.get(record);
    return code < 0 ? -1 : recode[code];
  }

  int records() {
    return raw.size;
  }

  /** How many records have each value. */
  int[] counts() {
    int[] counts = new int[values.size()];
    for (int i = 0; i < raw.size; i++) {
      int code = code(i);
      if (code >= 0) {
        counts[code]++;
      }
    }
    return counts;
  }

  /** How many records have a value. */
  long present() {
    long present = 0;
    for (int i = 0; i < raw.size; i++) {
      present += code(i) >= 0 ? 1 : 0;
    }
    return present;
  }
}
