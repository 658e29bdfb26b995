// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor.release;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.schakel.platform.access.OrganisationId;
import nl.schakel.platform.register.ReportsForgotten;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * What the next answer of the explorer is judged together with.
 *
 * <p>Guarantee: what is held from one question to the next is held for the very same releases,
 * answers and erasures alone. It is named before it is read: what comes in between is in the ledger
 * without being named, so that it is read again, and never the other way round.
 */
@Component
class ExplorerLedgers {
  private static final int MOST_SETS = 3;

  private final ReleaseStore releases;
  private final ExplorerStore answers;
  private final Neighbours neighbours;
  private final TableProtection protection;
  private final FrozenDefinitions definitions;
  private final Map<FrozenSetId, Judging> held = new LinkedHashMap<>();

  ExplorerLedgers(
      ReleaseStore releases,
      ExplorerStore answers,
      Neighbours neighbours,
      TableProtection protection,
      FrozenDefinitions definitions) {
    this.releases = releases;
    this.answers = answers;
    this.neighbours = neighbours;
    this.protection = protection;
    this.definitions = definitions;
  }

  /**
   * All that an answer to an organisation is judged with, by its names.
   *
   * @param rules of this software
   * @param answers how many tables of this set the organisation saw; none is ever taken away
   * @param releases from this set that went out or may still
   * @param beside the same for other sets, with the last erasure of all
   */
  record Stamp(
      String rules,
      OrganisationId organisation,
      long answers,
      List<ReleaseId> releases,
      String beside) {
    /** The same on every machine and after every restart. */
    String sha256() {
      return Sha256.hex(toString());
    }

    Stamp withOneAnswerMore() {
      return new Stamp(rules, organisation, answers + 1, releases, beside);
    }
  }

  /** A ledger and what is in it at least. */
  record Judging(Stamp stamp, Ledgers ledger) {}

  /** What a question would be judged with now; asks for a transaction of the organisation. */
  Stamp stamp(OrganisationId organisation, FrozenSet set) {
    return stamp(organisation, set, neighbours.stamp(set, organisation));
  }

  private Stamp stamp(OrganisationId organisation, FrozenSet set, String beside) {
    return new Stamp(
        definitions.software() + " " + protection.rules(),
        organisation,
        answers.count(set.id(), organisation),
        releases.of(set.id()).stream().map(Release::id).toList(),
        beside);
  }

  /**
   * What an answer is judged with; nobody else gets the same until it is handed back. Counts while
   * no other answer to the organisation is being judged.
   */
  Judging of(OrganisationId organisation, FrozenSet set, FrozenCube cube, Neighbours.Found beside) {
    Stamp stamp = stamp(organisation, set, beside.stamp());
    Optional<Judging> known = taken(set.id());
    return known.filter(one -> one.stamp().equals(stamp)).isPresent()
        ? known.get()
        : new Judging(stamp, read(organisation, set, cube, beside));
  }

  private Optional<Judging> taken(FrozenSetId set) {
    synchronized (held) {
      return Optional.ofNullable(held.remove(set));
    }
  }

  /** Holds a ledger for the next question, with the table that was added to it if there is one. */
  void handBack(FrozenSetId set, Judging judging, boolean withOneMore) {
    Stamp stamp = withOneMore ? judging.stamp().withOneAnswerMore() : judging.stamp();
    synchronized (held) {
      held.put(set, new Judging(stamp, judging.ledger()));
      while (held.size() > MOST_SETS) {
        held.remove(held.keySet().iterator().next());
      }
    }
  }

  /** Of somebody who was erased nothing is held. */
  @TransactionalEventListener
  public void on(ReportsForgotten ignored) {
    synchronized (held) {
      held.clear();
    }
  }

  private Ledgers read(
      OrganisationId organisation, FrozenSet set, FrozenCube cube, Neighbours.Found beside) {
    Ledgers ledger = new Ledgers().beside(beside.common());
    for (Release release : releases.of(set.id())) {
      String name = "%s v%d".formatted(release.publication(), release.version());
      for (ReleaseTable table : releases.tables(release.id())) {
        protection.remember(cube, table, release.monitor().window(), name, ledger);
      }
    }
    for (ExplorerStore.Answered answered : answers.answered(set.id(), organisation)) {
      Explorer.Asked asked = Specifications.readAsked(answered.asked());
      protection.remember(
          cube, asked.table(), asked.window(), "explorer", answered.shown(), ledger);
    }
    return ledger;
  }
}
