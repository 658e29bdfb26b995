// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.disclosure;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which records count: for some dimensions of a frozen set, the codes that do. */
record Filter(SortedMap<String, SortedSet<String>> codes) {
  static final Filter NONE = new Filter(new TreeMap<>());

  Filter {
    codes = Collections.unmodifiableSortedMap(codes);
  }

  /** Takes leaves or parents of the dimensions of the frozen set. */
  static Filter of(Cube cube, Map<String, ? extends Iterable<String>> wanted) {
    SortedMap<String, SortedSet<String>> codes = new TreeMap<>();
    wanted.forEach(
        (name, categories) -> {
          Dimension dimension = cube.dimension(name);
          SortedSet<String> bases = new TreeSet<>();
          categories.forEach(category -> bases.addAll(dimension.bases(category)));
          codes.put(name, bases);
        });
    return new Filter(codes);
  }

  boolean holds(String dimension, String code) {
    SortedSet<String> allowed = codes.get(dimension);
    return allowed == null || allowed.contains(code);
  }
}
