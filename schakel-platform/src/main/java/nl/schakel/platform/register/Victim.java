// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.register;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * A presumed victim as the register knows it: facts without identity.
 *
 * @param mergedInto the victim that holds the reports now; empty while this one has reports itself
 * @param missing facts that no report gives: age, form, nationality, sex
 * @param waitsSince since when it waits for a registrar to look; empty when it does not
 */
public record Victim(
    VictimId id,
    Instant createdAt,
    Optional<VictimId> mergedInto,
    int reports,
    Optional<LocalDate> firstOn,
    List<String> lists,
    List<String> reporterTypes,
    List<String> forms,
    String ageGroup,
    Optional<Integer> birthYear,
    String sex,
    List<String> nationalities,
    String nationalityGroup,
    String border,
    String dossierType,
    String status,
    List<String> missing,
    Optional<Instant> waitsSince) {

  /** Under 18 at the first report, as far as known. */
  public Optional<Boolean> minor() {
    return ageGroup.equals(Source.UNKNOWN)
        ? Optional.empty()
        : Optional.of(ageGroup.equals("minor"));
  }
}
