// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.report;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import nl.schakel.platform.access.AccountId;
import nl.schakel.platform.access.Actor;
import nl.schakel.platform.access.Gate;
import nl.schakel.platform.access.OrganisationId;
import nl.schakel.platform.audit.AuditLog;
import nl.schakel.platform.identity.Sealer;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Files of reports: receiving, following and reading what became of them.
 *
 * <p>Guarantee: an uploaded file is never on disk as plain text. It is sealed in pieces while it
 * arrives, and the pieces are deleted when it was taken in.
 */
@Service
public class Imports {
  static final int CHUNK = 1 << 20;
  static final Duration ABANDONED = Duration.ofDays(1);

  /** How long a file waits, sealed, for a sender who stopped it. */
  static final Duration HALTED = Duration.ofDays(7);

  private static final int PAGE = 1_000;

  private final ImportStore store;
  private final ImportRunner runner;
  private final ImportStops stops;
  private final ImportTexts texts;
  private final ImportSettings settings;
  private final Sealer sealer;
  private final Gate gate;
  private final AuditLog auditLog;
  private final ObjectProvider<SchedulerClient> scheduler;
  private final ObjectProvider<CustomTask<Void>> task;
  private final TransactionTemplate transactions;
  private final Clock clock;
  private final NoArgGenerator ids = Generators.timeBasedEpochGenerator();

  Imports(
      ImportStore store,
      ImportRunner runner,
      ImportStops stops,
      ImportTexts texts,
      ImportSettings settings,
      Sealer sealer,
      Gate gate,
      AuditLog auditLog,
      ObjectProvider<SchedulerClient> scheduler,
      ObjectProvider<CustomTask<Void>> task,
      PlatformTransactionManager transactions,
      Clock clock) {
    this.store = store;
    this.runner = runner;
    this.stops = stops;
    this.texts = texts;
    this.settings = settings;
    this.sealer = sealer;
    this.gate = gate;
    this.auditLog = auditLog;
    this.scheduler = scheduler;
    this.task = task;
    this.transactions = new TransactionTemplate(transactions);
    this.clock = clock;
  }

  /**
   * Receives a file as a stream, sealed piece by piece, and plans its taking in. A file that is
   * here already and not finished is not received twice.
   *
   * @throws ImportBroken when it is empty or too large
   */
  public ImportId receive(InputStream file) throws IOException {
    Actor actor = gate.require(ImportRights.IMPORT);
    ImportId id = new ImportId(ids.generate());
    transactions.executeWithoutResult(
        status ->
            store.insertReceiving(id, actor.organisation(), actor.account(), clock.instant()));
    try {
      return receive(id, actor, file);
    } catch (IOException | RuntimeException e) {
      fail(id, actor.organisation(), e instanceof ImportBroken broken ? broken : null);
      throw e;
    }
  }

  private ImportId receive(ImportId id, Actor actor, InputStream file) throws IOException {
    MessageDigest digest = ImportSum.digest();
    long size = 0;
    int number = 0;
    for (byte[] chunk = file.readNBytes(CHUNK); chunk.length > 0; chunk = file.readNBytes(CHUNK)) {
      size += chunk.length;
      if (size > settings.largestUpload().toBytes()) {
        throw new ImportBroken(
            0, "import-size", Long.toString(settings.largestUpload().toMegabytes()));
      }
      digest.update(chunk);
      byte[] sealed = sealer.seal(chunk, context(id, number));
      int place = number++;
      transactions.executeWithoutResult(
          status -> store.insertChunk(id, actor.organisation(), place, sealed));
    }
    if (size == 0) {
      throw new ImportBroken(1, "import-empty");
    }
    return plan(id, actor.organisation(), digest.digest(), size);
  }

  private ImportId plan(ImportId id, OrganisationId organisation, byte[] sha256, long size) {
    return transactions.execute(
        status -> {
          Optional<Import> same = store.unfinished(organisation, sha256);
          if (same.isPresent()) {
            store.deleteChunks(id);
            store.change(id, ImportState.FAILED, clock.instant());
            store.addProblems(
                id,
                organisation,
                List.of(
                    new ImportProblem(0, 0, new ImportBroken(0, "import-same-file").problem())));
            return same.get().id();
          }
          store.received(id, sha256, size);
          auditLog.write(ImportEvent.received(id, size));
          scheduler
              .getObject()
              .scheduleIfNotExists(task.getObject().instance(id.toString()), clock.instant());
          return id;
        });
  }

  private void fail(ImportId id, OrganisationId organisation, @Nullable ImportBroken why) {
    transactions.executeWithoutResult(
        status -> {
          store.deleteChunks(id);
          ImportBroken broken = why == null ? new ImportBroken(0, "import-upload-ended") : why;
          if (store.change(id, ImportState.FAILED, clock.instant())) {
            store.addProblems(
                id, organisation, List.of(new ImportProblem(0, broken.line(), broken.problem())));
          }
        });
  }

  static String context(ImportId id, int number) {
    return "report.import_chunk/%s/%d".formatted(id, number);
  }

  /** The uploaded file again, piece by piece. */
  ImportSource uploaded(ImportId id) {
    return () -> new SealedInput(number -> chunk(id, number));
  }

  private Optional<byte[]> chunk(ImportId id, int number) {
    return gate.asSystem(
        () ->
            transactions
                .execute(status -> store.chunk(id, number))
                .map(kept -> sealer.open(kept, context(id, number))));
  }

  /** Takes in an upload, or goes on with it. */
  Import resume(ImportId id) {
    try (ImportStops.Guard guard = stops.enter()) {
      Import given =
          gate.asSystem(() -> transactions.execute(status -> store.find(id)))
              .orElseThrow(() -> new ImportNotFound(id));
      return given.state().ended() || given.halted()
          ? given
          : runner.run(given, uploaded(id), step -> {});
    }
  }

  /**
   * Stops the taking in of a file of the own organisation after the batch that is under way; what
   * was accepted stays. Stopping what has ended or stands still changes nothing.
   */
  public void halt(ImportId id) {
    Actor actor = gate.require(ImportRights.IMPORT);
    transactions.executeWithoutResult(
        status -> {
          Import found = own(actor, id);
          if (store.halt(id, clock.instant())) {
            auditLog.write(ImportEvent.halted(found));
          }
        });
  }

  /** Has an upload of the own organisation go on after the last line that was dealt with. */
  public void goOn(ImportId id) {
    Actor actor = gate.require(ImportRights.IMPORT);
    transactions.executeWithoutResult(
        status -> {
          Import found = own(actor, id);
          if (found.canGoOn() && store.letGoOn(id)) {
            auditLog.write(ImportEvent.goesOn(found));
            scheduler
                .getObject()
                .scheduleIfNotExists(task.getObject().instance(id.toString()), clock.instant());
          }
        });
  }

  private Import own(Actor actor, ImportId id) {
    return store.find(actor.organisation(), id).orElseThrow(() -> new ImportNotFound(id));
  }

  /**
   * Does something while an import waits for its sender, who cannot have it go on before that is
   * done; false, and nothing done, when it does not wait.
   */
  boolean whileHalted(ImportId id, Runnable work) {
    return gate.asSystem(
        () ->
            transactions.execute(
                status -> {
                  boolean halted = store.lockHalted(id);
                  if (halted) {
                    work.run();
                  }
                  return halted;
                }));
  }

  /** Gives an import up that keeps failing for a reason that is not in the file. */
  void giveUp(ImportId id) {
    gate.asSystem(
        () -> {
          Optional<Import> given = transactions.execute(status -> store.find(id));
          given.ifPresent(
              found -> fail(id, found.organisation(), new ImportBroken(0, "import-fault")));
          return given;
        });
  }

  /** Forgets uploads that broke off with their process, and those whose sender never came back. */
  void forgetAbandoned() {
    gate.asSystem(
        () -> {
          List<Import> abandoned =
              transactions.execute(status -> store.abandoned(clock.instant().minus(ABANDONED)));
          abandoned.forEach(each -> fail(each.id(), each.organisation(), null));
          transactions
              .execute(status -> store.haltedBefore(clock.instant().minus(HALTED)))
              .forEach(
                  each ->
                      fail(
                          each.id(),
                          each.organisation(),
                          new ImportBroken(0, "import-halted", Long.toString(HALTED.toDays()))));
          return abandoned;
        });
  }

  /** The import of a file that lies beside the program, new or where it stopped. */
  Import open(OrganisationId organisation, byte[] sha256, long size) {
    return gate.asSystemFor(
        organisation,
        () ->
            transactions.execute(
                status -> {
                  AccountId account = Gate.SYSTEM_ACCOUNT;
                  ImportId id = new ImportId(ids.generate());
                  if (store.insertWaiting(
                      id, organisation, account, sha256, size, clock.instant())) {
                    auditLog.write(ImportEvent.received(id, size));
                  }
                  // Giving the command again is how an operator has it go on.
                  store
                      .unfinished(organisation, sha256)
                      .filter(same -> same.halted() && store.letGoOn(same.id()))
                      .ifPresent(same -> auditLog.write(ImportEvent.goesOn(same)));
                  return store
                      .unfinished(organisation, sha256)
                      .orElseThrow(() -> new ImportTaken(id));
                }));
  }

  Import run(Import given, ImportSource source, Consumer<Import> watch) {
    return runner.run(given, source, watch);
  }

  /** An import of the own organisation. */
  public Import get(ImportId id) {
    Actor actor = gate.require(ImportRights.IMPORT);
    return transactions
        .execute(status -> store.find(actor.organisation(), id))
        .orElseThrow(() -> new ImportNotFound(id));
  }

  /** The newest imports of the own organisation. */
  public List<Import> latest(int most) {
    Actor actor = gate.require(ImportRights.IMPORT);
    return transactions.execute(status -> store.latest(actor.organisation(), most));
  }

  /** Why the file could not be read any further. */
  public Optional<ImportProblem> failure(ImportId id) {
    Import found = get(id);
    return transactions.execute(status -> store.failure(found.organisation(), id));
  }

  /** What was accepted under another spelling and what had no place, with the number of rows. */
  public List<Map.Entry<ImportNote, Long>> notes(ImportId id) {
    Import found = get(id);
    return transactions.execute(status -> store.notes(found.organisation(), id));
  }

  /** Problems of refused rows after this number, at most 1,000 at a time. */
  public List<ImportProblem> problems(ImportId id, long after) {
    Import found = get(id);
    return transactions.execute(
        status -> {
          if (after == 0) {
            auditLog.write(ImportEvent.problemsRead(id));
          }
          return store.problems(found.organisation(), id, after, PAGE);
        });
  }

  /** Writes every problem as CSV, in bounded memory. */
  public void writeProblems(ImportId id, Writer out, Locale locale) {
    ImportProblemsCsv csv = new ImportProblemsCsv(out, texts, locale);
    List<ImportProblem> page = problems(id, 0);
    while (!page.isEmpty()) {
      page.forEach(csv::write);
      page = problems(id, page.getLast().number());
    }
    csv.end();
  }

  /** As the operator, without a sign-in. */
  void writeProblems(Import of, Writer out, Locale locale) {
    gate.asSystemFor(
        of.organisation(),
        () -> {
          writeProblems(of.id(), out, locale);
          return of;
        });
  }

  List<Map.Entry<ImportNote, Long>> notes(Import of) {
    return gate.asSystemFor(of.organisation(), () -> notes(of.id()));
  }

  Optional<ImportProblem> failure(Import of) {
    return gate.asSystemFor(of.organisation(), () -> failure(of.id()));
  }

  ImportTexts texts() {
    return texts;
  }

  /** Announced reports that the register has not taken in yet. */
  long announcementsOpen() {
    return gate.asSystem(() -> transactions.execute(status -> store.announcementsOpen()));
  }
}
