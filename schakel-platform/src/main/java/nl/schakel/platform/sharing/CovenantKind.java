// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What kind of agreement it is, and which conditions of the rules it can meet. */
public enum CovenantKind {
  COVENANT(Set.of("covenant", "written-agreement")),
  /**
   * A partnership by decision. Wpg article 20(2): the decision names interest, partnership, aim,
   * data, conditions and recipients. Certainty: sure.
   */
  PARTNERSHIP(Set.of("covenant", "partnership-decision")),
  /** Such a partnership for a time: it needs a last day. */
  TEMPORARY(Set.of("covenant", "partnership-decision")),
  /** A partnership that a law names, such as the RIEC under the WGS. */
  BY_LAW(Set.of("wgs-partner"));

  private final Set<String> gates;

  CovenantKind(Set<String> gates) {
    this.gates = gates;
  }

  /** The conditions that one of this kind meets, codes of the list gate. */
  Set<String> gates() {
    return gates;
  }

  /** Whether one of this kind meets this condition, a code of the list gate. */
  public boolean meets(String gate) {
    return gates.contains(gate);
  }

  /** Whether the six contents of Wpg article 20(2) must be there. */
  boolean needsDecision() {
    return meets("partnership-decision");
  }

  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public static Optional<CovenantKind> of(String code) {
    return Arrays.stream(values()).filter(kind -> kind.code().equals(code)).findFirst();
  }
}
