// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor.release;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The codes of one victim in one year; a field may hold several codes, or none. */
record Facts(Map<FactField, List<String>> codes) {
  private static final String BETWEEN_FIELDS = ",";
  private static final String BETWEEN_CODES = "+";

  Facts {
    codes = Map.copyOf(codes);
  }

  List<String> of(FactField field) {
    return codes.getOrDefault(field, List.of());
  }

  /** One written form: the codes of a field in the order of the alphabet. */
  String text() {
    List<String> cells = new ArrayList<>();
    for (FactField field : FactField.values()) {
      cells.add(String.join(BETWEEN_CODES, of(field).stream().sorted().toList()));
    }
    return String.join(BETWEEN_FIELDS, cells);
  }

  static Facts read(String text) {
    String[] cells = text.split(BETWEEN_FIELDS, -1);
    Map<FactField, List<String>> codes = new EnumMap<>(FactField.class);
    for (FactField field : FactField.values()) {
      String cell = cells[field.ordinal()];
      codes.put(field, cell.isEmpty() ? List.of() : Arrays.asList(cell.split("\\+")));
    }
    return new Facts(codes);
  }
}
