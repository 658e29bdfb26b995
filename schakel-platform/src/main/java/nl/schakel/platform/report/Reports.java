// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.report;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import nl.schakel.platform.access.Actor;
import nl.schakel.platform.access.Gate;
import nl.schakel.platform.access.OrganisationId;
import nl.schakel.platform.audit.AuditEvent;
import nl.schakel.platform.audit.AuditLog;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reads reports: for other rooms, and for people who may see them. */
@Service
public class Reports {
  private static final int LARGEST_PAGE = 200;

  private final ReportStore store;
  private final Gate gate;
  private final AuditLog auditLog;
  private final ReportDisclosure disclosure;

  Reports(ReportStore store, Gate gate, AuditLog auditLog, ReportDisclosure disclosure) {
    this.store = store;
    this.gate = gate;
    this.auditLog = auditLog;
    this.disclosure = disclosure;
  }

  /**
   * Facts by sequence number, both ends included, for other rooms; whoever is at work sees their
   * own rows only, the system sees all.
   */
  @Transactional(readOnly = true)
  public List<ReportFacts> numbered(long first, long last) {
    return store.numbered(first, last);
  }

  /** Facts of these reports, in order of receipt, for other rooms. */
  @Transactional(readOnly = true)
  public List<ReportFacts> facts(Collection<ReportId> ids) {
    return store.byId(ids);
  }

  /** All reports that name a parent as who exploited, for other rooms. */
  @Transactional(readOnly = true)
  public List<ReportId> namingParent() {
    return store.namingParent();
  }

  /** Which of these reports name a parent as who exploited, for other rooms. */
  @Transactional(readOnly = true)
  public Set<ReportId> namingParent(Collection<ReportId> ids) {
    return ids.isEmpty() ? Set.of() : store.namingParent(ids);
  }

  /**
   * Facts of these reports for another room to show to whoever is at work; the decision is logged.
   */
  @Transactional
  public List<ReportFacts> shown(Collection<ReportId> ids) {
    Actor reader = gate.actor().orElseThrow(() -> new IllegalStateException("Nobody is at work"));
    return disclosure.shown(reader, store.byId(ids));
  }

  /** Whether nobody has reported anything yet, as far as whoever is at work may see. */
  @Transactional(readOnly = true)
  public boolean isEmpty() {
    return store.isEmpty();
  }

  /**
   * A page of reports, newest first.
   *
   * @param next where the next page begins; empty on the last page
   */
  public record Page(List<ReportFacts> reports, Optional<Long> next) {}

  /** The reports that whoever is at work may see; searching is logged. */
  @Transactional
  public Page search(ReportSearch search, int size) {
    Actor actor = gate.require(ReportRights.READ);
    return page(search, size, actor, onlyOf(actor));
  }

  /** The newest reports of the organisation that whoever is at work acts for; logged. */
  @Transactional
  public List<ReportFacts> ownNewest(int most) {
    Actor actor = gate.require(ReportRights.READ);
    return page(ReportSearch.EVERYTHING, most, actor, Optional.of(actor.organisation())).reports();
  }

  private Page page(ReportSearch search, int size, Actor actor, Optional<OrganisationId> of) {
    int asked = Math.clamp(size, 1, LARGEST_PAGE);
    List<ReportFacts> found = store.page(search, of, asked + 1);
    boolean more = found.size() > asked;
    List<ReportFacts> page = more ? found.subList(0, asked) : found;
    List<ReportFacts> shown = disclosure.shown(actor, page);
    auditLog.write(ReportsSearched.of(search, shown.size()));
    return new Page(shown, more ? Optional.of(page.getLast().number()) : Optional.empty());
  }

  /** One report; "not yours" is "not there", and the attempt is logged. */
  @Transactional(noRollbackFor = ReportNotFound.class)
  public ReportFacts read(ReportId id) {
    Actor actor = gate.require(ReportRights.READ);
    Optional<ReportFacts> found =
        disclosure
            .shown(
                actor,
                store.byId(List.of(id)).stream()
                    .filter(
                        facts ->
                            onlyOf(actor).map(own -> own.equals(facts.organisation())).orElse(true))
                    .toList())
            .stream()
            .findFirst();
    auditLog.write(
        new ReportRead(
            id, found, found.isPresent() ? AuditEvent.Result.DONE : AuditEvent.Result.REFUSED));
    return found.orElseThrow(() -> new ReportNotFound(id));
  }

  /** The report that this submission became, if it was sent before. */
  @Transactional(readOnly = true)
  public Optional<IntakeOutcome.Accepted> submitted(String key) {
    Actor actor = gate.require(ReportRights.SUBMIT);
    return Optional.ofNullable(store.earlier(actor.organisation(), List.of(key)).get(key))
        .map(earlier -> new IntakeOutcome.Accepted(earlier.id(), earlier.receipt(), true));
  }

  private Optional<OrganisationId> onlyOf(Actor actor) {
    return gate.reachesEverything(actor, ReportRights.READ_ALL)
        ? Optional.empty()
        : Optional.of(actor.organisation());
  }
}
