// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import nl.schakel.platform.monitor.aggregate.Aggregate;
import nl.schakel.platform.monitor.aggregate.AggregateState;
import nl.schakel.platform.monitor.aggregate.Aggregates;
import nl.schakel.platform.monitor.release.Publication;
import org.springframework.stereotype.Component;

/**
 * What others counted of suspects, prosecutions and convictions, which the export for the European
 * Union asks for beside victims (Directive 2011/36/EU, art. 19a) and this register does not record.
 */
@Component
class Offenders {
  /** The monitor whose publications they stand in. */
  private static final String EUROPE = "eu-19a";

  private static final String OFFENDERS = "offenders";

  private final Aggregates aggregates;

  Offenders(Aggregates aggregates) {
    this.aggregates = aggregates;
  }

  /** Whether a publication asks for them. */
  static boolean belongTo(Publication publication) {
    return publication.release().monitor().code().equals(EUROPE);
  }

  /** Tables that stand now, with their rows about the years of a publication alone. */
  List<Aggregates.Table> of(Publication publication) {
    List<Aggregates.Table> tables = new ArrayList<>();
    if (!belongTo(publication)) {
      return tables;
    }
    Set<String> years =
        publication.tables().stream()
            .flatMap(table -> table.published().stream())
            .flatMap(table -> PublicationViews.years(table).stream())
            .collect(Collectors.toSet());
    for (Aggregate one : aggregates.everybodys()) {
      if (one.kind().code().equals(OFFENDERS) && one.state() == AggregateState.APPROVED) {
        Aggregates.Table ofYears = ofYears(aggregates.everybodys(one.id()), years);
        if (!ofYears.rows().isEmpty()) {
          tables.add(ofYears);
        }
      }
    }
    return tables;
  }

  /** A table that stood in a publication of this kind and was taken back, without its rows. */
  Optional<Aggregates.Table> takenBack(Publication publication, String id) {
    return belongTo(publication)
        ? Optional.of(aggregates.everybodys(AggregatePages.id(id)))
            .filter(table -> table.aggregate().state() == AggregateState.WITHDRAWN)
            .filter(table -> table.aggregate().kind().code().equals(OFFENDERS))
        : Optional.empty();
  }

  private static Aggregates.Table ofYears(Aggregates.Table table, Set<String> years) {
    return new Aggregates.Table(
        table.aggregate(),
        table.uploader(),
        table.withdrawer(),
        table.rows().stream()
            .filter(row -> years.contains(Integer.toString(row.place().year())))
            .toList(),
        table.own(),
        table.exact(),
        table.versions());
  }
}
