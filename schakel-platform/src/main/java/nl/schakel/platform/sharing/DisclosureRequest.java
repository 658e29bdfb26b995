// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nl.schakel.platform.access.OrganisationId;

/**
 * Something that is about to be shown or given to an organisation that did not make it.
 *
 * @param met conditions (gates) of which the caller has the proof; those that agreements decide
 *     about are looked up and cannot be declared
 * @param agreed per class of data the conditions that agreements in force meet; looked up when the
 *     decision is made
 * @param argued classes of data that go against the rules, for a reason that is written down as
 *     data; they are logged as such
 * @param from whose it is; empty when only the kind of organisation is known, and then agreements
 *     that name kinds count and those that name an organisation do not
 * @param to who gets it; empty when it is nobody in the directory
 * @param subject kind and identifier of what it is about, such as {@code report/0198…}; no names
 * @param channel how it goes: {@code page}, {@code api}, {@code export} or {@code share}
 */
public record DisclosureRequest(
    SharingQuestion question,
    Set<String> met,
    Map<String, Set<String>> agreed,
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
  DisclosureRequest agreeing(Map<String, Set<String>> conditions) {
    return new DisclosureRequest(question, met, conditions, argued, from, to, subject, channel);
  }
}
