// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing;

import java.util.Optional;
import java.util.Set;
import nl.schakel.platform.access.OrganisationId;

/**
 * Something that is about to be shown or given to an organisation that did not make it.
 *
 * @param met conditions (gates) of which the caller has the proof, such as a covenant in force
 * @param argued classes of data that go against the rules, for a reason that is written down as
 *     data; they are logged as such
 * @param to who gets it; empty when it is nobody in the directory
 * @param subject kind and identifier of what it is about, such as {@code report/0198…}; no names
 * @param channel how it goes: {@code page}, {@code api}, {@code export} or {@code share}
 */
public record DisclosureRequest(
    SharingQuestion question,
    Set<String> met,
    Set<String> argued,
    Optional<OrganisationId> to,
    String subject,
    String channel) {
  public DisclosureRequest {
    met = Set.copyOf(met);
    argued = Set.copyOf(argued);
  }

  public DisclosureRequest(
      SharingQuestion question, OrganisationId to, String subject, String channel) {
    this(question, Set.of(), Set.of(), Optional.of(to), subject, channel);
  }

  /** The same, with proof that these conditions are met. */
  public DisclosureRequest meeting(Set<String> conditions) {
    return new DisclosureRequest(question, conditions, argued, to, subject, channel);
  }
}
