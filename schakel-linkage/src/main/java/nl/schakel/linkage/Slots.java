// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The values that comparisons look at, each with its place in the codes of a record. */
final class Slots {
  /** Where the values of a column come from. */
  @FunctionalInterface
  interface Source {
    Values values(String column, Transform transform);
  }

  /** A column and how it is cleaned. */
  record Slot(String column, Transform transform, Values values) {}

  private final Source source;
  private final Map<String, Integer> places = new LinkedHashMap<>();
  private final List<Slot> slots = new ArrayList<>();

  Slots(Source source) {
    this.source = source;
  }

  int place(String column, String clean) {
    Integer known = places.get(clean + "(" + column + ")");
    if (known != null) {
      return known;
    }
    Transform transform = Transform.of(clean);
    slots.add(new Slot(column, transform, source.values(column, transform)));
    places.put(clean + "(" + column + ")", slots.size() - 1);
    return slots.size() - 1;
  }

  Values values(int place) {
    return slots.get(place).values();
  }

  List<Slot> all() {
    return slots;
  }
}
