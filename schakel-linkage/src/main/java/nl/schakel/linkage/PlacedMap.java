// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** A JSON object of a file that still knows on which line and column it and its names stood. */
final class PlacedMap extends LinkedHashMap<String, Object> {
  private static final long serialVersionUID = 1;

  /** A place in a file, from 1. */
  record Place(String file, int line, int column) {
    InvalidInput wrong(String problem) {
      return new InvalidInput(file, line, column, problem);
    }
  }

  private final transient Place own;
  private final transient Map<String, Place> names = new HashMap<>();

  PlacedMap(Place own) {
    this.own = own;
  }

  void placed(String name, Place place) {
    names.put(name, place);
  }

  /** Where a name stands; the object itself when it has no such name. */
  Place place(String name) {
    return names.getOrDefault(name, own);
  }
}
