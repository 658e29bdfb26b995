// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor.aggregate;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import nl.schakel.platform.access.OrganisationId;
import nl.schakel.platform.monitor.MonitorSettings;
import nl.schakel.platform.organisation.DirectoryCodes;
import nl.schakel.platform.organisation.Organisation;
import nl.schakel.platform.organisation.Organisations;
import org.springframework.stereotype.Component;

/**
 * Which organisations may put which tables before everybody: by type, as data. Most publish what
 * they counted themselves, a few publish what others counted too.
 */
@Component
class AggregatePublishers {
  private static final String FILE = "/reference/monitors/aggregate-publishers.csv";

  /** Whose tables an organisation may publish. */
  enum Reach {
    /** Those of which it is the maker. */
    OWN,
    ALL
  }

  private final Map<String, Map<String, Reach>> reaches = new HashMap<>();
  private final Organisations organisations;
  private final MonitorSettings settings;
  private final Clock clock;

  AggregatePublishers(
      AggregateKinds kinds,
      DirectoryCodes directory,
      Organisations organisations,
      MonitorSettings settings,
      Clock clock) {
    this.organisations = organisations;
    this.settings = settings;
    this.clock = clock;
    try (InputStream in =
            Objects.requireNonNull(AggregatePublishers.class.getResourceAsStream(FILE));
        CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(in)) {
      reader.forEach(row -> enter(row, kinds, directory));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void enter(NamedCsvRecord row, AggregateKinds kinds, DirectoryCodes directory) {
    String kind = row.getField("kind");
    String type = row.getField("organisation_type");
    Optional<Reach> reach =
        switch (row.getField("tables")) {
          case "own" -> Optional.of(Reach.OWN);
          case "all" -> Optional.of(Reach.ALL);
          default -> Optional.empty();
        };
    boolean isNew =
        reach.isPresent()
            && kinds.kind(kind).isPresent()
            && directory.knows(DirectoryCodes.TYPES, type)
            && !row.getField("reason").isBlank()
            && reaches.computeIfAbsent(kind, none -> new HashMap<>()).put(type, reach.get())
                == null;
    if (!isNew) {
      throw new IllegalStateException(
          "%s, line %d: expected a kind, a type of organisation that was not named for it yet, own or all, and why"
              .formatted(FILE, row.getStartingLineNumber()));
    }
  }

  /** Whether this organisation may put a table before everybody that this maker counted. */
  boolean may(OrganisationId organisation, AggregateKind kind, String maker) {
    return reach(organisation, kind)
        .map(reach -> reach == Reach.ALL || isNameOf(maker, organisation))
        .orElse(false);
  }

  /** Whether it publishes this kind for all, and so takes back what should not be out. */
  boolean mayForAll(OrganisationId organisation, AggregateKind kind) {
    return reach(organisation, kind).filter(Reach.ALL::equals).isPresent();
  }

  private Optional<Reach> reach(OrganisationId organisation, AggregateKind kind) {
    return organisations
        .find(organisation)
        .map(Organisation::type)
        .map(reaches.getOrDefault(kind.code(), Map.of())::get);
  }

  private boolean isNameOf(String maker, OrganisationId organisation) {
    return organisations
        .named(maker, LocalDate.now(clock.withZone(settings.zone())))
        .map(Organisation::id)
        .filter(organisation::equals)
        .isPresent();
  }
}
