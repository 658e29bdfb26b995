// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.register;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What the register says about a victim: derived from the reports, unless a person decided
 * otherwise.
 */
record VictimFacts(
    VictimId id,
    int reports,
    LocalDate firstOn,
    String firstList,
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
    List<Year> years) {

  static final String PRESUMED = "presumed";
  static final String NOT_A_VICTIM = "not-a-victim";
  private static final String UNKNOWN = Source.UNKNOWN;

  /** What counts in one year in which the victim was reported. */
  record Year(
      int year,
      List<String> lists,
      List<String> reporterTypes,
      List<String> forms,
      String ageGroup) {}

  /** A victim has at least one source. */
  static VictimFacts derive(
      VictimId id, Collection<Source> reports, Collection<Decision> decisions) {
    List<Source> sources = reports.stream().sorted(Source.BY_DAY).toList();
    Source first = sources.getFirst();
    List<String> forms =
        decided(decisions, Aspect.FORMS).orElseGet(() -> union(sources, Source::forms));
    String ageGroup = one(decisions, Aspect.AGE_GROUP).orElseGet(() -> firstAgeGroup(sources));
    String sex = lastKnown(sources, Source::sex);
    List<String> nationalities = union(sources, Source::nationalities);
    return new VictimFacts(
        id,
        sources.size(),
        first.reportedOn(),
        first.list(),
        distinct(sources, Source::list),
        distinct(sources, Source::reporterType),
        orUnknown(forms),
        ageGroup,
        birthYear(sources),
        sex,
        nationalities,
        NationalityGroups.first(sources.stream().map(Source::nationalityGroup).toList()),
        one(decisions, Aspect.BORDER).orElseGet(() -> border(sources)),
        one(decisions, Aspect.DOSSIER_TYPE).orElse(sources.getLast().dossierType()),
        one(decisions, Aspect.STATUS).orElse(PRESUMED),
        missing(sources, ageGroup, sex, nationalities, forms),
        years(sources, decisions));
  }

  boolean counted() {
    return !status.equals(NOT_A_VICTIM);
  }

  String nationality() {
    return nationalities.isEmpty() ? UNKNOWN : nationalities.getFirst();
  }

  private static List<Year> years(List<Source> sources, Collection<Decision> decisions) {
    TreeMap<Integer, List<Source>> byYear = new TreeMap<>();
    sources.forEach(
        source -> byYear.computeIfAbsent(source.year(), year -> new ArrayList<>()).add(source));
    List<Year> years = new ArrayList<>(byYear.size());
    byYear.forEach(
        (year, inYear) ->
            years.add(
                new Year(
                    year,
                    distinct(inYear, Source::list),
                    distinct(inYear, Source::reporterType),
                    orUnknown(
                        decided(decisions, Aspect.FORMS)
                            .orElseGet(() -> union(inYear, Source::forms))),
                    years.isEmpty()
                        ? one(decisions, Aspect.AGE_GROUP).orElseGet(() -> firstAgeGroup(inYear))
                        : firstAgeGroup(inYear))));
    return years;
  }

  /** What a registrar should ask for; lists that were published before can give no more. */
  private static List<String> missing(
      List<Source> sources,
      String ageGroup,
      String sex,
      List<String> nationalities,
      List<String> forms) {
    if (sources.stream().allMatch(Source::historic)) {
      return List.of();
    }
    List<String> missing = new ArrayList<>();
    if (ageGroup.equals(UNKNOWN)) {
      missing.add("age");
    }
    if (forms.isEmpty() || forms.equals(List.of(UNKNOWN))) {
      missing.add("form");
    }
    if (nationalities.isEmpty()) {
      missing.add("nationality");
    }
    if (sex.equals(UNKNOWN)) {
      missing.add("sex");
    }
    return missing;
  }

  private static String firstAgeGroup(List<Source> sources) {
    return sources.stream()
        .map(Source::ageGroup)
        .filter(group -> !group.equals(UNKNOWN))
        .findFirst()
        .orElse(UNKNOWN);
  }

  /** The newest report knows best. */
  private static String lastKnown(List<Source> sources, Function<Source, String> fact) {
    return sources.reversed().stream()
        .map(fact)
        .filter(code -> !code.equals(UNKNOWN))
        .findFirst()
        .orElse(UNKNOWN);
  }

  private static String border(List<Source> sources) {
    List<String> known =
        sources.stream().map(Source::border).filter(code -> !code.equals(UNKNOWN)).toList();
    if (known.isEmpty()) {
      return UNKNOWN;
    }
    return known.contains("cross-border") ? "cross-border" : "domestic";
  }

  private static Optional<Integer> birthYear(List<Source> sources) {
    List<Integer> named =
        sources.stream().flatMap(source -> source.birthYear().stream()).distinct().toList();
    return named.size() == 1 ? Optional.of(named.getFirst()) : Optional.empty();
  }

  private static Optional<List<String>> decided(Collection<Decision> decisions, Aspect aspect) {
    return decisions.stream()
        .filter(decision -> decision.aspect() == aspect && decision.stands())
        .max(Comparator.comparing(Decision::at).thenComparing(Decision::id))
        .map(decision -> decision.value().stream().sorted().toList());
  }

  private static Optional<String> one(Collection<Decision> decisions, Aspect aspect) {
    return decided(decisions, aspect).map(List::getFirst);
  }

  private static List<String> orUnknown(List<String> codes) {
    return codes.isEmpty() ? List.of(UNKNOWN) : codes;
  }

  private static List<String> union(List<Source> sources, Function<Source, List<String>> codes) {
    return sortedDistinct(sources.stream().flatMap(source -> codes.apply(source).stream()));
  }

  private static List<String> distinct(List<Source> sources, Function<Source, String> code) {
    return sortedDistinct(sources.stream().map(code));
  }

  private static List<String> sortedDistinct(Stream<String> codes) {
    return codes.distinct().sorted().toList();
  }
}
