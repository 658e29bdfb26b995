// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import nl.schakel.platform.access.OrganisationId;

/**
 * What is agreed.
 *
 * @param nationwideTypes kinds of which every organisation is a party, because the agreement itself
 *     is nationwide for that kind; codes of the list party
 * @param partyTypes kinds that take part with some of their organisations, codes of the list party:
 *     shown, but only the organisations that are named are parties
 * @param partyNames parties that the directory does not know: shown, but no rule can use them
 * @param purposes codes of the list purpose
 * @param data codes of the list data
 * @param decision the contents that Wpg article 20(2) asks of a partnership
 * @param ground id of a {@link LawGround}; empty when none was found
 * @param certainty how sure the source is
 */
public record CovenantDraft(
    String name,
    CovenantKind kind,
    List<String> nationwideTypes,
    List<String> partyTypes,
    List<OrganisationId> partyOrganisations,
    List<String> partyNames,
    List<String> purposes,
    List<String> data,
    PartnershipDecision decision,
    String ground,
    String source,
    Certainty certainty,
    Optional<LocalDate> startsOn,
    Optional<LocalDate> endsOn,
    Optional<LocalDate> reviewOn) {
  public CovenantDraft {
    nationwideTypes = List.copyOf(nationwideTypes);
    partyTypes = List.copyOf(partyTypes);
    partyOrganisations = List.copyOf(partyOrganisations);
    partyNames = List.copyOf(partyNames);
    purposes = List.copyOf(purposes);
    data = List.copyOf(data);
  }

  /** The six things that Wpg article 20(2) wants written down. */
  public record PartnershipDecision(
      String interest,
      String partnership,
      String aim,
      String data,
      String conditions,
      String recipients) {}

  /** Whether it has the two parties that an agreement needs, parties that rules can tell. */
  public boolean bindsTwo() {
    return nationwideTypes.size() + partyOrganisations.size() >= 2;
  }

  /** Whether this organisation, or whoever of this kind it is, is a party. */
  boolean binds(String type, Optional<OrganisationId> organisation) {
    return nationwideTypes.contains(type)
        || organisation.filter(partyOrganisations::contains).isPresent();
  }
}
