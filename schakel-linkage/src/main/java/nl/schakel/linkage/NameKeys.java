// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Texts that different spellings of one name share: for who keeps blocking keys of its own, such as
 * keyed digests. The same as the transforms {@code fold} and {@code skeleton} of blocking rules.
 */
public final class NameKeys {
  private NameKeys() {}

  /** One spelling for the usual transliterations; the parts of the name in alphabetical order. */
  public static List<String> folded(String name) {
    return parts(Spelling.fold(name));
  }

  /** The consonants of each folded part, in alphabetical order. */
  public static List<String> skeletons(String name) {
    return parts(Spelling.skeleton(name));
  }

  private static List<String> parts(String text) {
    List<String> parts = new ArrayList<>(4);
    for (String part : text.split(" ")) {
      if (!part.isEmpty()) {
        parts.add(part);
      }
    }
    String[] sorted = parts.toArray(new String[0]);
    Arrays.sort(sorted);
    return List.of(sorted);
  }
}
