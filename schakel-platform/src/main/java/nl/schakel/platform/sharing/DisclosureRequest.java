// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import nl.schakel.platform.access.OrganisationId;

/**
 * Something that is about to be shown or given to an organisation that did not make it.
 *
 * @param met conditions (gates) of which the caller has the proof; those that agreements decide
 *     about are looked up and cannot be declared
 * @param agreed per class of data what agreements in force meet; looked up when the decision is
 *     made
 * @param argued classes of data that go against the rules, for a reason that is written down as
 *     data; they are logged as such
 * @param from whose it is; empty when only the kind of organisation is known, and then agreements
 *     that are nationwide for that kind count and those that name an organisation do not
 * @param to who gets it; empty when it is nobody in the directory
 * @param subject kind and identifier of what it is about, such as {@code report/0198…}; no names
 * @param channel how it goes: {@code page}, {@code api} or {@code share}
 */
public record DisclosureRequest(
    SharingQuestion question,
    Set<String> met,
    Map<String, Agreed> agreed,
    Set<String> argued,
    Optional<OrganisationId> from,
    Optional<OrganisationId> to,
    String subject,
    String channel) {
  public DisclosureRequest {
    met = Set.copyOf(met);
    agreed = Map.copyOf(agreed);
    argued = Set.copyOf(argued);
  }

  /**
   * What agreements in force prove about one class of data.
   *
   * @param gates the conditions that they meet
   * @param agreements which they are, as {@code id/version}: what that version said is kept
   */
  record Agreed(Set<String> gates, Set<String> agreements) {
    Agreed {
      gates = Collections.unmodifiableSet(new TreeSet<>(gates));
      agreements = Collections.unmodifiableSet(new TreeSet<>(agreements));
    }

    static Agreed by(List<Covenant> covenants) {
      Set<String> gates = new TreeSet<>();
      Set<String> agreements = new TreeSet<>();
      for (Covenant one : covenants) {
        gates.addAll(one.contents().kind().gates());
        agreements.add(one.id() + "/" + one.version());
      }
      return new Agreed(gates, agreements);
    }
  }

  public DisclosureRequest(
      SharingQuestion question,
      Set<String> met,
      Set<String> argued,
      Optional<OrganisationId> to,
      String subject,
      String channel) {
    this(question, met, Map.of(), argued, Optional.empty(), to, subject, channel);
  }

  public DisclosureRequest(
      SharingQuestion question, OrganisationId to, String subject, String channel) {
    this(question, Set.of(), Set.of(), Optional.of(to), subject, channel);
  }

  /** The same, with proof that these conditions are met. */
  public DisclosureRequest meeting(Set<String> conditions) {
    return new DisclosureRequest(question, conditions, agreed, argued, from, to, subject, channel);
  }

  /** The same, known to come from this organisation. */
  public DisclosureRequest sentBy(OrganisationId organisation) {
    return new DisclosureRequest(
        question, met, agreed, argued, Optional.of(organisation), to, subject, channel);
  }

  /** The same, with what agreements in force prove. */
  DisclosureRequest agreeing(Map<String, Agreed> agreements) {
    return new DisclosureRequest(question, met, agreements, argued, from, to, subject, channel);
  }
}
