// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * What may go and what is withheld, decided and logged.
 *
 * @param id the line of the audit log that holds this decision
 * @param mayGo classes of data that are allowed, or allowed with every condition met
 * @param withheld the other classes, each with what keeps it back
 * @param agreed per class of data what agreements in force meet
 */
public record Disclosure(
    UUID id,
    SharingAnswer answer,
    Set<String> mayGo,
    Map<String, Withheld> withheld,
    Map<String, DisclosureRequest.Agreed> agreed) {
  public Disclosure {
    agreed = Map.copyOf(agreed);
    mayGo = Collections.unmodifiableSet(new LinkedHashSet<>(mayGo));
    withheld = Collections.unmodifiableMap(new LinkedHashMap<>(withheld));
  }

  /**
   * Why a class of data does not go.
   *
   * @param unmet conditions of which there is no proof; empty unless the answer is allowed-if
   * @param rules the rows that decided; none when no row knows the case
   */
  public record Withheld(Decision decision, List<String> unmet, List<SharingAnswer.Rule> rules) {
    public Withheld {
      unmet = List.copyOf(unmet);
      rules = List.copyOf(rules);
    }
  }

  /** Whether everything that was asked for may go. */
  public boolean complete() {
    return withheld.isEmpty();
  }
}
