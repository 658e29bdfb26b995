// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.register;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import nl.schakel.linkage.JudgedPairs;
import nl.schakel.platform.access.Gate;
import nl.schakel.platform.identity.IdentityDesk;
import nl.schakel.platform.identity.IdentityRights;
import nl.schakel.platform.identity.KnownFacts;
import nl.schakel.platform.identity.LinkModels;
import nl.schakel.platform.identity.ModelTraining;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** Lets the model be trained again from the vault and from what registrars judged. */
@Service
public class TrainingRuns {
  private final RegisterStore store;
  private final JudgementStore judgements;
  private final LinkModels models;
  private final ModelTraining training;
  private final IdentityDesk desk;
  private final RegisterSettings settings;
  private final Gate gate;
  private final ObjectProvider<SchedulerClient> scheduler;
  private final ObjectProvider<CustomTask<Integer>> task;
  private final TransactionTemplate transaction;
  private final Clock clock;

  TrainingRuns(
      RegisterStore store,
      JudgementStore judgements,
      LinkModels models,
      ModelTraining training,
      IdentityDesk desk,
      RegisterSettings settings,
      Gate gate,
      ObjectProvider<SchedulerClient> scheduler,
      ObjectProvider<CustomTask<Integer>> task,
      PlatformTransactionManager transactions,
      Clock clock) {
    this.store = store;
    this.judgements = judgements;
    this.models = models;
    this.training = training;
    this.desk = desk;
    this.settings = settings;
    this.gate = gate;
    this.scheduler = scheduler;
    this.task = task;
    this.transaction = new TransactionTemplate(transactions);
    this.clock = clock;
  }

  /** Plans a new version beside the pages; empty when one is being trained already. */
  @Transactional
  public OptionalInt start() {
    gate.require(IdentityRights.MODEL);
    Optional<Integer> version = models.request();
    version.ifPresent(
        number ->
            scheduler
                .getObject()
                .scheduleIfNotExists(
                    task.getObject().instance(number.toString(), number), clock.instant()));
    return version.map(OptionalInt::of).orElseGet(OptionalInt::empty);
  }

  /** Trains the version that waits; doing it again after a crash proposes nothing twice. */
  void train(int version) {
    gate.asSystem(
        () -> {
          List<KnownFacts> facts =
              read(
                  () ->
                      store.newestNamed(settings.trainingReports()).stream()
                          .map(Weighing::facts)
                          .toList());
          List<JudgedPairs.Judged> judged = read(this::judged);
          training.train(version, facts, judged, desk.permitTraining(facts.size()));
          return version;
        });
  }

  private <T> T read(Supplier<T> work) {
    return Objects.requireNonNull(transaction.execute(status -> work.get()));
  }

  void giveUp(int version) {
    gate.asSystem(
        () -> {
          training.giveUp(version);
          return version;
        });
  }

  /**
   * Judged pairs; each stands for all pairs that were found with as many whole bits, because not
   * every question is answered and those answered first weigh most.
   */
  List<JudgedPairs.Judged> judged() {
    List<JudgementStore.Answered> answered = judgements.answered();
    Map<Integer, Integer> perBit = new HashMap<>();
    answered.forEach(one -> perBit.merge(bit(one), 1, Integer::sum));
    Map<Integer, Double> standsFor = new HashMap<>();
    perBit.forEach(
        (bit, many) -> standsFor.put(bit, Math.max(1, (double) judgements.asked(bit) / many)));
    List<JudgedPairs.Judged> judged = new ArrayList<>(answered.size());
    for (JudgementStore.Answered one : answered) {
      judged.add(
          new JudgedPairs.Judged(
              one.evidence().levels(),
              one.same(),
              Objects.requireNonNull(standsFor.get(bit(one)))));
    }
    return judged;
  }

  private static int bit(JudgementStore.Answered one) {
    return (int) Math.floor(one.evidence().bits());
  }
}
