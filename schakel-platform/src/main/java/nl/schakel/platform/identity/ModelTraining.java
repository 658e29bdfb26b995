// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.identity;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import nl.schakel.linkage.ErrorEstimate;
import nl.schakel.linkage.JudgedPairs;
import nl.schakel.linkage.Linker;
import nl.schakel.linkage.Model;
import nl.schakel.linkage.Progress;
import nl.schakel.linkage.Records;
import nl.schakel.linkage.Trainer;
import nl.schakel.platform.access.Gate;
import nl.schakel.platform.audit.AuditLog;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Trains a version of the model on persons of the vault and on what registrars judged.
 *
 * <p>Guarantee: the model holds shares of levels only, no value of anybody. With few records the
 * shares among random pairs and among matches are too uncertain; then the model in force stays the
 * start and only the judgements are learned.
 */
@Service
public class ModelTraining {
  /** Below this many records the library itself warns that the result is uncertain. */
  static final int LEAST_RECORDS = 5_000;

  /** The model counts as at least so many matches against the judgements. */
  private static final double LEAST_MATCHES = 100;

  private static final double[] THRESHOLDS = {-5, 0, 3, 5, 8, 10, 12, 14, 17, 20};

  private final Comparing comparing;
  private final LinkModels models;
  private final LinkModelStore store;
  private final AuditLog auditLog;
  private final Gate gate;
  private final TransactionTemplate transaction;
  private final Clock clock;

  ModelTraining(
      Comparing comparing,
      LinkModels models,
      LinkModelStore store,
      AuditLog auditLog,
      Gate gate,
      PlatformTransactionManager transactions,
      Clock clock) {
    this.comparing = comparing;
    this.models = models;
    this.store = store;
    this.auditLog = auditLog;
    this.gate = gate;
    this.transaction = new TransactionTemplate(transactions);
    this.clock = clock;
  }

  /**
   * Trains the version that waits and proposes it; doing it again after a crash changes nothing
   * that was proposed.
   *
   * @param judged pairs with the levels that were found when they were weighed
   */
  public void train(
      int version,
      Collection<KnownFacts> facts,
      Collection<JudgedPairs.Judged> judged,
      MachinePermit permit) {
    gate.require(IdentityRights.COMPARE);
    Optional<Records> records = comparing.forTraining(facts, permit);
    int size = records.map(Records::size).orElse(0);
    LinkModels.InForce before = models.inForce();
    boolean enough = size >= LEAST_RECORDS;
    Model start =
        enough
            ? Trainer.train(records.orElseThrow(), before.model().settings(), 1, Progress.none())
            : before.model();
    double matches =
        Math.max(
            LEAST_MATCHES,
            records.map(some -> ErrorEstimate.expectedMatches(some, start)).orElse(0.0));
    Model after = JudgedPairs.learn(start, matches, judged);
    ModelFindings findings =
        new ModelFindings(
            before.version(),
            enough,
            records.map(some -> findings(some, before.model(), after)).orElse(List.of()));
    transaction.executeWithoutResult(
        status -> {
          if (store.propose(version, after, size, judged.size(), findings, clock.instant())) {
            auditLog.write(new LinkModelChanged(version, LinkModel.State.PROPOSED));
          }
        });
  }

  /** Gives up on a version that cannot be trained. */
  public void giveUp(int version) {
    gate.require(IdentityRights.COMPARE);
    transaction.executeWithoutResult(
        status -> {
          store.fail(version, clock.instant());
          auditLog.write(new LinkModelChanged(version, LinkModel.State.FAILED));
        });
  }

  private static List<ModelFindings.Row> findings(Records records, Model before, Model after) {
    if (records.size() < 2) {
      return List.of();
    }
    List<ErrorEstimate> was = estimates(records, before);
    List<ErrorEstimate> is = estimates(records, after);
    List<ModelFindings.Row> rows = new ArrayList<>();
    for (int i = 0; i < THRESHOLDS.length; i++) {
      rows.add(new ModelFindings.Row(THRESHOLDS[i], rates(was.get(i)), rates(is.get(i))));
    }
    return rows;
  }

  private static List<ErrorEstimate> estimates(Records records, Model model) {
    return ErrorEstimate.at(
        Linker.link(records, model, 1, Progress.none()).pairs(),
        ErrorEstimate.expectedMatches(records, model),
        THRESHOLDS);
  }

  private static ModelFindings.Rates rates(ErrorEstimate estimate) {
    return new ModelFindings.Rates(
        estimate.links(), estimate.falseDiscoveryRate(), estimate.falseNegativeRate());
  }
}
