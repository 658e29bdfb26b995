// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import nl.schakel.platform.access.OrganisationId;

/**
 * What is agreed.
 *
 * @param partyTypes kinds of organisation that take part, codes of the list party
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

  boolean names(String type, Optional<OrganisationId> organisation) {
    return partyTypes.contains(type)
        || organisation.filter(partyOrganisations::contains).isPresent();
  }
}
