// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.register;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import nl.schakel.platform.identity.PersonId;
import nl.schakel.platform.report.ReportFacts;
import nl.schakel.platform.report.ReportId;

/**
 * One report as the register sees it: who reported, and the facts that linking and counting need.
 */
record Source(
    ReportId report,
    long number,
    Optional<PersonId> person,
    boolean named,
    UUID organisation,
    String reporterType,
    String list,
    LocalDate reportedOn,
    Instant linkedAt,
    Optional<Integer> birthYear,
    Optional<BirthYears> born,
    String ageGroup,
    String sex,
    List<String> nationalities,
    String nationalityGroup,
    List<String> forms,
    List<String> sectors,
    List<String> municipalities,
    List<String> countries,
    Optional<LocalDate> periodFrom,
    Optional<LocalDate> periodTo,
    String border,
    String dossierType) {

  /** Lists that were published before: they carry statistical facts only and need no registrar. */
  static final String HISTORIC = "historic-source-list";

  static final String UNKNOWN = "unknown";

  static final Comparator<Source> BY_DAY =
      Comparator.comparing(Source::reportedOn).thenComparing(Source::number);

  private static final Set<String> NAME_FIELDS = Set.of("givenNames", "familyName", "aliases");

  /** A person who is not in the vault any more is nobody's way back: only those present stay. */
  static Source of(
      ReportFacts facts, Set<PersonId> present, NationalityGroups groups, Instant now) {
    LocalDate day = facts.day();
    List<String> nationalities = known(facts.nationalities().stream());
    return new Source(
        facts.id(),
        facts.number(),
        facts.person().filter(present::contains),
        facts.identityFields().stream().anyMatch(NAME_FIELDS::contains),
        facts.organisation().value(),
        facts.reporterType(),
        facts.sourceList(),
        day,
        now,
        facts.birthYear(),
        facts
            .birthYear()
            .map(born -> BirthYears.around(born, day.getYear()))
            .or(() -> facts.ageBand().flatMap(band -> BirthYears.ofBand(band, day.getYear()))),
        BirthYears.ageGroup(facts.birthYear(), facts.ageBand(), day.getYear()),
        facts.sex().orElse(UNKNOWN),
        nationalities,
        groups.of(nationalities, day),
        known(facts.exploitationForms().stream()),
        known(facts.sectors().stream()),
        known(
                Stream.concat(
                    facts.exploitationMunicipalities().stream(), facts.placeOfOffence().stream()))
            .stream()
            .filter(code -> !code.equals("abroad"))
            .toList(),
        known(facts.exploitationCountries().stream()),
        facts.periodFrom().map(month -> month.atDay(1)),
        facts.periodTo().map(month -> month.atDay(1)),
        border(facts),
        facts.dossierType().orElse("registration"));
  }

  private static List<String> known(Stream<String> codes) {
    return codes.filter(code -> !code.equals(UNKNOWN)).distinct().sorted().toList();
  }

  /**
   * Domestic only when it is known where the person was recruited: being exploited in the
   * Netherlands says nothing about the way there.
   */
  private static String border(ReportFacts facts) {
    Set<String> countries =
        new TreeSet<>(
            known(
                Stream.of(
                        facts.recruitmentCountries(),
                        facts.transitCountries(),
                        facts.exploitationCountries())
                    .flatMap(List::stream)));
    boolean abroad =
        countries.stream().anyMatch(country -> !country.equals("NL"))
            || facts.exploitationMunicipalities().contains("abroad")
            || facts.placeOfOffence().filter("abroad"::equals).isPresent();
    if (abroad) {
      return "cross-border";
    }
    return facts.recruitmentCountries().contains("NL") ? "domestic" : UNKNOWN;
  }

  int year() {
    return reportedOn.getYear();
  }

  boolean historic() {
    return reporterType.equals(HISTORIC);
  }
}
