// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage.spark;

import java.io.Serializable;
import java.util.Set;
import nl.schakel.linkage.Model;

/**
 * Which blocks a record stands in.
 *
 * @param everything whether all records stand in one block, because there are few
 * @param tooLarge blocks that are left out
 */
record Plan(SharedModel shared, boolean everything, Set<String> tooLarge) implements Serializable {
  Model model() {
    return shared.get();
  }

  int rules() {
    return everything ? 1 : model().settings().blocking().rules().size();
  }

  Plan without(Set<String> blocks) {
    return new Plan(shared, everything, blocks);
  }
}
