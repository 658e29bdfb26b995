// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor.release;

import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.util.List;
import java.util.Optional;
import nl.schakel.platform.access.Gate;
import nl.schakel.platform.monitor.MonitorSettings;
import nl.schakel.platform.organisation.Organisations;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What everybody may read, signed in or not.
 *
 * <p>Guarantee: a release before its moment looks as if it were not there, to everybody and by
 * every address; the database itself keeps it back.
 */
@Service
public class Publications {
  private final ReleaseStore store;
  private final FrozenSetStore sets;
  private final Organisations organisations;
  private final Gate gate;
  private final MonitorSettings settings;
  private final Clock clock;
  private final TransactionTemplate transactions;

  Publications(
      ReleaseStore store,
      FrozenSetStore sets,
      Organisations organisations,
      Gate gate,
      MonitorSettings settings,
      Clock clock,
      PlatformTransactionManager transactions) {
    this.store = store;
    this.sets = sets;
    this.organisations = organisations;
    this.gate = gate;
    this.settings = settings;
    this.clock = clock;
    this.transactions = new TransactionTemplate(transactions);
    this.transactions.setReadOnly(true);
  }

  /** The newest public version of each publication, the latest first. */
  public List<Release> newest() {
    List<Release> all = List.copyOf(transactions.execute(status -> store.everybodys()));
    return all.stream()
        .filter(
            release ->
                all.stream()
                    .noneMatch(
                        other ->
                            other.publication().equals(release.publication())
                                && other.version() > release.version()))
        .toList();
  }

  /**
   * One public release with its tables.
   *
   * @param version empty for the newest
   */
  public Publication get(String publication, Optional<Integer> version) {
    List<Release> versions =
        List.copyOf(transactions.execute(status -> store.everybodys(publication)));
    Release release =
        versions.stream()
            .filter(one -> version.map(wanted -> wanted == one.version()).orElse(true))
            .filter(one -> one.isPublic(clock.instant()))
            .findFirst()
            .orElseThrow(() -> new ReleaseNotFound(publication));
    List<ReleaseTable> tables =
        List.copyOf(transactions.execute(status -> store.tables(release.id())));
    // Who reads has no right to the set; only these facts of it go out.
    return gate.asSystem(
        () -> transactions.execute(status -> publication(release, tables, versions)));
  }

  private Publication publication(
      Release release, List<ReleaseTable> tables, List<Release> versions) {
    FrozenSet set = sets.find(release.organisation(), release.set()).orElseThrow();
    FrozenDefinitions.Document read = FrozenDefinitions.read(sets.definitions(set.id()));
    return new Publication(
        release,
        release.organisation(),
        organisations.nameOf(release.organisation()),
        release.state() == ReleaseState.WITHDRAWN ? List.of() : tables,
        versions,
        versions.getFirst().version(),
        set.name(),
        set.version(),
        set.frozenAt(),
        set.sha256(),
        read.series().name(),
        read.series().warning(),
        read.breaks().stream().map(one -> new Publication.Break(one.from(), one.text())).toList(),
        sets.isErasedBefore(set.id(), quarter()));
  }

  /**
   * That persons were erased is told from the next quarter on: on the day itself it would tell who
   * knows of a request that this person stood in the set.
   */
  private LocalDate quarter() {
    LocalDate today = LocalDate.now(clock.withZone(settings.zone()));
    return today.with(IsoFields.DAY_OF_QUARTER, 1);
  }
}
