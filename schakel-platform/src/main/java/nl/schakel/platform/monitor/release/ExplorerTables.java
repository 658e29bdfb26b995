// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor.release;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Puts what an analyst asks into a specification with a title and a definition in words. */
@Component
class ExplorerTables {
  private final Specifications specifications;

  ExplorerTables(Specifications specifications) {
    this.specifications = specifications;
  }

  TableSpecification of(Exploration asked) {
    List<MonitorDimension> chosen = new ArrayList<>();
    for (String code : asked.dimensions()) {
      Optional.ofNullable(specifications.dimensions().get(code)).ifPresent(chosen::add);
    }
    Wording by =
        new Wording(
            chosen.stream()
                .map(one -> one.label().nl().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", ")),
            chosen.stream()
                .map(one -> one.label().en().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", ")));
    return new TableSpecification(
        "own",
        new Wording(
            "Gemelde vermoedelijke slachtoffers naar " + by.nl(),
            "Reported presumed victims by " + by.en()),
        new Wording(
            "In {year} zijn ongeveer {number} mensen gemeld die aan deze keuze voldoen.",
            "In {year} about {number} people who fit this choice were reported."),
        new Wording(
            "Vermoedelijke slachtoffers die aan dit register zijn gemeld" + kept(asked, true) + ".",
            "Presumed victims who were reported to this register" + kept(asked, false) + "."),
        new Wording(
            "Iemand telt één keer in elk jaar waarin is gemeld.",
            "Somebody counts once in each year with a report."),
        asked.dimensions(),
        asked.filters(),
        null,
        null,
        null,
        null,
        null,
        "Schakel, explorer",
        "sure");
  }

  /** The filters in words, so that the definition says who is counted. */
  private String kept(Exploration asked, boolean dutch) {
    List<String> parts = new ArrayList<>();
    asked.filters().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(
            entry -> {
              MonitorDimension dimension = specifications.dimensions().get(entry.getKey());
              if (dimension != null) {
                parts.add(
                    entry.getValue().stream()
                        .map(
                            code ->
                                dimension
                                    .category(code)
                                    .map(MonitorDimension.Category::label)
                                    .orElse(new Wording(code, code)))
                        .map(label -> dutch ? label.nl() : label.en())
                        .collect(Collectors.joining(" / ")));
              }
            });
    return parts.isEmpty() ? "" : ": " + String.join(", ", parts);
  }
}
