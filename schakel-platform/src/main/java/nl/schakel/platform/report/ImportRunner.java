// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.report;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import nl.schakel.platform.access.Gate;
import nl.schakel.platform.audit.AuditLog;
import nl.schakel.platform.organisation.Organisations;
import nl.schakel.platform.report.ImportPipe.Piece;
import nl.schakel.platform.web.FieldProblem;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes in one file, batch by batch.
 *
 * <p>Guarantee: the reports of a batch, what was wrong with its rows and how far the import is are
 * one transaction. Killed at any moment and started again, it ends as if it had never stopped.
 */
@Component
@EnableConfigurationProperties(ImportSettings.class)
class ImportRunner {
  private final Intake intake;
  private final ImportStore store;
  private final ImportReader reader;
  private final ImportKeys keys;
  private final ImportStops stops;
  private final ImportSettings settings;
  private final Organisations organisations;
  private final Gate gate;
  private final AuditLog auditLog;
  private final TransactionTemplate transactions;
  private final Clock clock;

  ImportRunner(
      Intake intake,
      ImportStore store,
      ImportReader reader,
      ImportKeys keys,
      ImportStops stops,
      ImportSettings settings,
      Organisations organisations,
      Gate gate,
      AuditLog auditLog,
      PlatformTransactionManager transactions,
      Clock clock) {
    this.intake = intake;
    this.store = store;
    this.reader = reader;
    this.keys = keys;
    this.stops = stops;
    this.settings = settings;
    this.organisations = organisations;
    this.gate = gate;
    this.auditLog = auditLog;
    this.transactions = new TransactionTemplate(transactions);
    this.clock = clock;
  }

  /**
   * Goes on with an import until its end, until its sender stops it, or until the application is to
   * stop.
   *
   * @param watch told how far it is, after each batch
   * @throws ImportTaken when another process takes it in
   */
  Import run(Import given, ImportSource source, Consumer<Import> watch) {
    return gate.asSystemFor(given.organisation(), () -> new Run(given, watch).from(source));
  }

  /** One run over a file. */
  private final class Run {
    private final Consumer<Import> watch;
    private volatile Import state;

    Run(Import given, Consumer<Import> watch) {
      this.state = given;
      this.watch = watch;
    }

    Import from(ImportSource source) throws InterruptedException {
      state = change(ImportState.RUNNING, Optional.empty());
      Optional<String> reporterType =
          transactions.execute(status -> organisations.reporterType(state.organisation()));
      if (reporterType.isEmpty()) {
        return change(
            ImportState.FAILED, Optional.of(new ImportBroken(0, "organisation-does-not-report")));
      }
      try (ImportPipe pipe =
          new ImportPipe(
              source,
              reader,
              keys.ofFile(),
              reporterType.get(),
              this::check,
              state.lastLine(),
              settings.batch())) {
        pipe.start();
        return follow(pipe);
      }
    }

    private Import follow(ImportPipe pipe) throws InterruptedException {
      while (!stops.requested() && !state.halted()) {
        Optional<Piece> piece = pipe.take();
        if (piece.isEmpty()) {
          continue;
        }
        switch (piece.get()) {
          case Piece.Batch batch -> {
            state = transactions.execute(status -> take(batch));
            watch.accept(state);
          }
          case Piece.End ignored -> {
            return change(ImportState.DONE, Optional.empty());
          }
          case Piece.Broken(ImportBroken broken) -> {
            return change(ImportState.FAILED, Optional.of(broken));
          }
          case Piece.Broken(RuntimeException cause) -> throw cause;
        }
      }
      return change(ImportState.STOPPED, Optional.empty());
    }

    /** In the thread of the pipe, on behalf of the same organisation. */
    private Intake.Checked check(ImportFormat format, List<ImportRow> rows, List<String> keys) {
      List<Submission> submissions = new ArrayList<>(rows.size());
      for (int i = 0; i < rows.size(); i++) {
        submissions.add(
            new Submission(
                state.organisation(), format.channel(), keys.get(i), rows.get(i).report()));
      }
      return gate.asSystemFor(state.organisation(), () -> intake.read(submissions));
    }

    private Import take(Piece.Batch batch) {
      if (!store.lock(state.id(), state.lastLine())) {
        throw new ImportTaken(state.id());
      }
      store.endBeforeDisk();
      ImportFormat format = batch.rows().format();
      List<Submission> submissions = batch.checked().submissions();
      List<IntakeOutcome> outcomes =
          submissions.isEmpty() ? List.of() : intake.submitAll(batch.checked());
      Tally tally = new Tally(batch, submissions, outcomes);
      store.addProblems(state.id(), state.organisation(), tally.problems);
      store.addNotes(state.id(), state.organisation(), batch.notes());
      store.advance(
          state.id(),
          new ImportStore.Progress(
              format, tally.accepted, tally.repeated, tally.refused, batch.lastLine()));
      return get();
    }

    private Import get() {
      return store.find(state.id()).orElseThrow(() -> new ImportNotFound(state.id()));
    }

    private Import change(ImportState next, Optional<ImportBroken> broken) {
      return transactions.execute(
          status -> {
            if (!store.change(state.id(), next, clock.instant())) {
              throw new ImportTaken(state.id());
            }
            broken.ifPresent(
                fault ->
                    store.addProblems(
                        state.id(),
                        state.organisation(),
                        List.of(new ImportProblem(0, fault.line(), fault.problem()))));
            Import changed = get();
            if (next.ended()) {
              store.deleteChunks(state.id());
              auditLog.write(ImportEvent.ended(changed));
            }
            return changed;
          });
    }
  }

  /** What became of the rows of a batch. */
  private static final class Tally {
    private final ImportRows rows;
    private final List<ImportProblem> problems = new ArrayList<>();
    private long accepted;
    private long repeated;
    private long refused;

    Tally(Piece.Batch batch, List<Submission> submissions, List<IntakeOutcome> outcomes) {
      this.rows = batch.rows();
      int at = 0;
      for (ImportRow row : batch.reports()) {
        if (row.problems().isEmpty()) {
          count(row, submissions.get(at).key(), outcomes.get(at));
          at++;
        } else {
          refuse(row, row.problems());
        }
      }
    }

    private void count(ImportRow row, String key, IntakeOutcome outcome) {
      switch (outcome) {
        case IntakeOutcome.Accepted ok when ok.repeated() -> repeated++;
        case IntakeOutcome.Accepted ignored -> accepted++;
        case IntakeOutcome.Refused no -> {
          if (ImportKeys.isHashed(key) && isReused(no)) {
            // The key is the row itself; what differs is only what was filled in on another day.
            repeated++;
          } else {
            refuse(row, no.problems());
          }
        }
      }
    }

    private static boolean isReused(IntakeOutcome.Refused refusal) {
      return refusal.problems().size() == 1
          && refusal.problems().getFirst().rule().equals("key-reused");
    }

    private void refuse(ImportRow row, List<FieldProblem> found) {
      refused++;
      for (FieldProblem problem : found) {
        String column =
            problem.field().equals("key") ? rows.column("reference") : rows.column(problem.field());
        problems.add(
            new ImportProblem(
                0, row.line(), new FieldProblem(column, problem.rule(), problem.arguments())));
      }
    }
  }
}
