// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Plainly invented names, from {@code reference/invented-names.csv}. */
final class DemoNames {
  private final Map<String, List<String>> byKindAndOrigin = new HashMap<>();

  DemoNames() {
    ReferenceFiles.inventedNames()
        .forEach(
            row ->
                byKindAndOrigin
                    .computeIfAbsent(row.getFirst(), key -> new ArrayList<>())
                    .add(row.getLast()));
  }

  String given(String origin, String sex, SplittableRandom random) {
    return one("given-" + (sex.equals("male") ? "m" : "f"), origin, random);
  }

  String family(String origin, SplittableRandom random) {
    return one("family", origin, random);
  }

  private String one(String kind, String origin, SplittableRandom random) {
    List<String> names =
        byKindAndOrigin.getOrDefault(
            kind + "," + origin, byKindAndOrigin.getOrDefault(kind + ",NL", List.of()));
    return names.get(random.nextInt(names.size()));
  }

  /** How a name may be written by someone who only heard it. */
  static String byEar(String name) {
    return name.replace("i", "ee").replace("ph", "f").replace("w", "v").replace("ck", "k");
  }
}
