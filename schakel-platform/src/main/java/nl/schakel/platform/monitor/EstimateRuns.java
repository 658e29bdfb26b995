// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import nl.schakel.estimate.InvalidTable;
import nl.schakel.estimate.Progress;
import nl.schakel.estimate.SafeTable;
import nl.schakel.estimate.command.Report;
import nl.schakel.platform.access.Actor;
import nl.schakel.platform.access.Gate;
import nl.schakel.platform.audit.AuditLog;
import nl.schakel.platform.register.RegisterFigures;
import nl.schakel.platform.web.FieldProblem;
import nl.schakel.platform.web.InvalidInput;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Estimates of how many persons nobody sees, from the overlap of this register.
 *
 * <p>Guarantee: the counts, the settings and the version behind each figure are kept, so that it
 * can be repeated bit for bit; what is taken out of here holds no number of persons below five.
 */
@Service
public class EstimateRuns {
  static final int MOST_WAITING = 5;
  private static final Duration TOLD_EVERY = Duration.ofMillis(500);

  private final EstimateRunStore store;
  private final EstimateMaker maker;
  private final RegisterFigures register;
  private final Gate gate;
  private final FigureDisclosure door;
  private final AuditLog auditLog;
  private final ObjectProvider<SchedulerClient> scheduler;
  private final ObjectProvider<CustomTask<String>> task;
  private final TransactionTemplate transactions;
  private final TransactionTemplate oneSnapshot;
  private final Clock clock;
  private final NoArgGenerator ids = Generators.timeBasedEpochGenerator();

  EstimateRuns(
      EstimateRunStore store,
      EstimateMaker maker,
      RegisterFigures register,
      Gate gate,
      FigureDisclosure door,
      AuditLog auditLog,
      ObjectProvider<SchedulerClient> scheduler,
      ObjectProvider<CustomTask<String>> task,
      PlatformTransactionManager transactions,
      Clock clock) {
    this.store = store;
    this.maker = maker;
    this.register = register;
    this.gate = gate;
    this.door = door;
    this.auditLog = auditLog;
    this.scheduler = scheduler;
    this.task = task;
    this.transactions = new TransactionTemplate(transactions);
    this.oneSnapshot = new TransactionTemplate(transactions);
    this.oneSnapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    this.clock = clock;
  }

  /** Years with at least one victim. */
  public List<Integer> years() {
    gate.require(MonitorRights.ESTIMATE);
    return register.years();
  }

  /**
   * Takes the counts as they are now and plans an estimate on them.
   *
   * @throws InvalidInput when fewer than two of the lists have anybody, or too many wait already
   */
  public EstimateRunId start(EstimateQuestion question) {
    Actor actor = door.requireExact(MonitorRights.ESTIMATE, "estimates");
    refuseWhenBusy(actor);
    Counted counted = gate.asSystem(() -> oneSnapshot.execute(status -> count(question)));
    EstimateSnapshot snapshot = counted.snapshot();
    // Apart from the counting: two who keep the same counts at once wait for each other there.
    gate.asSystem(
        () ->
            transactions.execute(
                status -> {
                  store.keep(snapshot, clock.instant(), counted.registerVersion());
                  return snapshot;
                }));
    return plan(
        actor,
        used(question, snapshot),
        HexFormat.of().formatHex(snapshot.sha256()),
        Optional.empty());
  }

  private record Counted(EstimateSnapshot snapshot, long registerVersion) {}

  private Counted count(EstimateQuestion question) {
    EstimateSnapshot snapshot =
        EstimateSnapshot.of(register.overlap(question.selection()), question.lists());
    if (snapshot.lists().size() < 2) {
      throw new InvalidInput(List.of(new FieldProblem("lists", "monitor.estimate-lists")));
    }
    return new Counted(snapshot, register.version());
  }

  private static EstimateQuestion used(EstimateQuestion question, EstimateSnapshot snapshot) {
    return new EstimateQuestion(
        question.firstYear(),
        question.lastYear(),
        question.ageGroup(),
        question.sex(),
        question.form(),
        question.nationalityGroup(),
        snapshot.lists(),
        question.seed(),
        question.replicates());
  }

  /** Plans the same estimate again, on the counts that were kept. */
  public EstimateRunId repeat(EstimateRunId id) {
    Actor actor = door.requireExact(MonitorRights.ESTIMATE, "estimates");
    refuseWhenBusy(actor);
    EstimateRun original = get(id);
    return plan(actor, original.question(), original.snapshot(), Optional.of(id));
  }

  private void refuseWhenBusy(Actor actor) {
    refuse(transactions.execute(status -> store.unfinished(actor.organisation())));
  }

  private static void refuse(long waiting) {
    if (waiting >= MOST_WAITING) {
      throw new InvalidInput(
          List.of(new FieldProblem("from", "monitor.estimate-busy", Long.toString(waiting))));
    }
  }

  private EstimateRunId plan(
      Actor actor, EstimateQuestion question, String snapshot, Optional<EstimateRunId> repeatOf) {
    EstimateRunId id = new EstimateRunId(ids.generate());
    return transactions.execute(
        status -> {
          // Asked again, one at a time: many who ask at once all saw the same number before.
          store.oneAtATime(actor.organisation());
          refuse(store.unfinished(actor.organisation()));
          store.insert(
              id,
              actor.organisation(),
              actor.account(),
              question,
              snapshot,
              Report.VERSION,
              repeatOf,
              clock.instant());
          auditLog.write(
              repeatOf
                  .map(original -> EstimateEvent.repeated(id, original))
                  .orElseGet(() -> EstimateEvent.asked(id, question, snapshot)));
          scheduler
              .getObject()
              .scheduleIfNotExists(
                  task.getObject().instance(id.toString(), id.toString()), clock.instant());
          return id;
        });
  }

  /** An estimate of the own organisation. */
  public EstimateRun get(EstimateRunId id) {
    Actor actor = door.requireExact(MonitorRights.ESTIMATE, "estimates");
    return transactions
        .execute(status -> store.find(actor.organisation(), id))
        .orElseThrow(() -> new EstimateRunNotFound(id));
  }

  /** The newest estimates of the own organisation. */
  public List<EstimateRun> latest(int most) {
    Actor actor = door.requireExact(MonitorRights.ESTIMATE, "estimates");
    return transactions.execute(status -> store.latest(actor.organisation(), most));
  }

  /** What was found, exact; that it is read is recorded. */
  public EstimateDocuments read(EstimateRunId id) {
    return recorded(EstimateEvent.read(id), () -> documents(get(id)));
  }

  /** The report for export in one language. */
  public String report(EstimateRunId id, Locale locale) {
    EstimateDocuments documents =
        recorded(EstimateEvent.exported(id, "html"), () -> documents(get(id)));
    return locale.getLanguage().equals("en") ? documents.englishReport() : documents.dutchReport();
  }

  /** The numbers for export. */
  public String safeJson(EstimateRunId id) {
    return recorded(EstimateEvent.exported(id, "json"), () -> documents(get(id))).safeJson();
  }

  /** The overlap for export: nothing below five. */
  public SafeTable safeOverlap(EstimateRunId id) {
    return recorded(EstimateEvent.exported(id, "overlap"), () -> overlap(get(id)));
  }

  /** The overlap as the page of a run shows it, beside what is read there. */
  public SafeTable overlap(EstimateRun run) {
    door.requireExact(MonitorRights.ESTIMATE, "estimates");
    return SafeTable.of(transactions.execute(status -> store.snapshot(run.snapshot())).together());
  }

  private EstimateDocuments documents(EstimateRun run) {
    return store.documents(run.id()).orElseThrow(() -> new EstimateRunNotFound(run.id()));
  }

  /** What is read and that it was read are one transaction: no line, no figure. */
  private <T> T recorded(EstimateEvent event, Supplier<T> reading) {
    return transactions.execute(
        status -> {
          T found = reading.get();
          auditLog.write(event);
          return found;
        });
  }

  /** Whether a repetition gave exactly what the first run gave; empty while either is not ready. */
  public Optional<Boolean> equalsOriginal(EstimateRun run) {
    return run.repeatOf()
        .map(this::get)
        .flatMap(EstimateRun::fingerprint)
        .flatMap(first -> run.fingerprint().map(first::equals));
  }

  /** Makes a planned estimate; begun before and not ended, it begins again. */
  void make(EstimateRunId id) {
    gate.asSystem(
        () -> {
          EstimateRun run =
              transactions
                  .execute(status -> store.find(id))
                  .orElseThrow(() -> new EstimateRunNotFound(id));
          if (!run.state().ended()) {
            transactions.executeWithoutResult(status -> store.running(id, clock.instant()));
            finish(run);
          }
          return id;
        });
  }

  private void finish(EstimateRun run) {
    EstimateSnapshot snapshot = transactions.execute(status -> store.snapshot(run.snapshot()));
    EstimateDocuments documents;
    try {
      documents = maker.make(run, snapshot, told(run.id()));
    } catch (InvalidTable noEstimate) {
      fail(run.id(), "data");
      return;
    }
    transactions.executeWithoutResult(
        status -> {
          store.done(run.id(), documents, clock.instant());
          auditLog.write(EstimateEvent.ended(run.id(), EstimateRunState.DONE));
        });
  }

  /** Gives an estimate up that keeps failing. */
  void giveUp(EstimateRunId id) {
    gate.asSystem(
        () -> {
          fail(id, "fault");
          return id;
        });
  }

  private void fail(EstimateRunId id, String why) {
    transactions.executeWithoutResult(
        status -> {
          store.failed(id, why, clock.instant());
          auditLog.write(EstimateEvent.ended(id, EstimateRunState.FAILED));
        });
  }

  /** Writes down how far it is, a few times a second; a thread of the work may call it. */
  private Progress told(EstimateRunId id) {
    return new Progress() {
      private Instant last = Instant.EPOCH;

      @Override
      public void at(String work, long done, long total) {
        Instant now = clock.instant();
        if (Duration.between(last, now).compareTo(TOLD_EVERY) >= 0) {
          last = now;
          gate.asSystem(
              () -> {
                transactions.executeWithoutResult(status -> store.progress(id, work, done, total));
                return id;
              });
        }
      }
    };
  }
}
