// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A report as it was sent: texts by field name, nothing checked yet. Never printed: it may hold
 * names.
 *
 * @param values canonical field name, as in fields.csv, to its texts
 */
public record RawReport(Map<String, List<String>> values) {
  /** Says yes when the reporter knowingly names a ground that the field list does not propose. */
  public static final String GROUND_CHOSEN = "groundChosen";

  public RawReport {
    Map<String, List<String>> copy = LinkedHashMap.newLinkedHashMap(values.size());
    values.forEach((field, texts) -> copy.put(field, List.copyOf(texts)));
    values = copy;
  }

  public List<String> texts(String field) {
    return values.getOrDefault(field, List.of());
  }

  @Override
  public String toString() {
    return "RawReport of %d fields".formatted(values.size());
  }
}
