// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.register;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import nl.schakel.platform.access.AccountId;
import nl.schakel.platform.access.Gate;
import nl.schakel.platform.audit.AuditEvent.Result;
import nl.schakel.platform.audit.AuditLog;
import nl.schakel.platform.report.EncodedTrial;
import nl.schakel.platform.report.EncodedTrial.Alike;
import nl.schakel.platform.report.EncodedTrial.Receipts;
import nl.schakel.platform.web.FieldProblem;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Puts before registrars what the trial with encodings found.
 *
 * <p>Guarantee: no encoding comes here, and nothing is linked: each pair is a question at most,
 * asked once, under the routes of both organisations, and never answered by who brought it. Pairs
 * that are looked up count for the number of a day, taken or refused, so that nobody tries out
 * receipts; the log says who brought how many. Without the setting nothing is taken.
 */
@Service
public class EncodedPairs {
  /** Pairs of one call. */
  public static final int MOST = 1_000;

  /** Below this encodings of two people are alike as often as those of one. */
  public static final double LEAST_DICE = 0.5;

  private static final Duration DAY = Duration.ofHours(24);

  private final EncodedTrial trial;
  private final RegisterStore store;
  private final CandidateStore candidates;
  private final RegisterSettings settings;
  private final AuditLog auditLog;
  private final Gate gate;
  private final TransactionTemplate transaction;
  private final Clock clock;

  EncodedPairs(
      EncodedTrial trial,
      RegisterStore store,
      CandidateStore candidates,
      RegisterSettings settings,
      AuditLog auditLog,
      Gate gate,
      PlatformTransactionManager transactions,
      Clock clock) {
    this.trial = trial;
    this.store = store;
    this.candidates = candidates;
    this.settings = settings;
    this.auditLog = auditLog;
    this.gate = gate;
    this.transaction = new TransactionTemplate(transactions);
    this.clock = clock;
  }

  /**
   * Two reports whose encodings are alike.
   *
   * @param dice Dice's coefficient, {@value #LEAST_DICE} to 1; no probability, so it orders only
   */
  public record Pair(Receipts receipts, double dice) {}

  /** What became of a list. */
  public sealed interface Outcome {
    /** So many are asked now; the others were asked, answered or one victim before. */
    record Asked(int questions) implements Outcome {}

    /** Nothing of it was taken. */
    record Refused(List<FieldProblem> problems) implements Outcome {
      public Refused {
        problems = List.copyOf(problems);
      }
    }
  }

  /** Asks about each pair, all or none. */
  public Outcome ask(List<Pair> pairs) {
    AccountId by = gate.require(RegisterRights.JUDGE).account();
    List<FieldProblem> noRoom = counted(by, pairs.size());
    // Routes of organisations stand behind a wall; the right of who asks was looked at above.
    EncodedTrial.Outcome checked =
        noRoom.isEmpty()
            ? gate.asSystem(() -> trial.check(pairs.stream().map(Pair::receipts).toList()))
            : new EncodedTrial.Outcome.Refused(noRoom);
    return Objects.requireNonNull(
        transaction.execute(
            status -> {
              Outcome outcome =
                  switch (checked) {
                    case EncodedTrial.Outcome.Refused refused ->
                        new Outcome.Refused(refused.problems());
                    case EncodedTrial.Outcome.Good good -> insert(by, good.pairs(), pairs);
                  };
              auditLog.write(logged(pairs.size(), outcome));
              return outcome;
            }));
  }

  /** Before anything is looked up, in a transaction of its own; what has no room costs nothing. */
  private List<FieldProblem> counted(AccountId by, int pairs) {
    int most = settings.encodedPairsPerDay();
    if (most == 0) {
      return List.of(new FieldProblem("pairs", "encoded-off"));
    }
    return Objects.requireNonNull(
        transaction.execute(
            status -> {
              store.lock();
              Instant now = clock.instant();
              int room = Math.max(0, most - candidates.encodedPairs(now.minus(DAY)));
              if (pairs > room) {
                return List.of(
                    new FieldProblem(
                        "pairs",
                        "encoded-per-day",
                        Integer.toString(most),
                        Integer.toString(room)));
              }
              candidates.insertEncodedList(by, pairs, now);
              return List.of();
            }));
  }

  private static RegisterEvent logged(int pairs, Outcome outcome) {
    return switch (outcome) {
      case Outcome.Asked asked ->
          new RegisterEvent.EncodedPairsSent(pairs, asked.questions(), Result.DONE);
      case Outcome.Refused refused -> new RegisterEvent.EncodedPairsSent(pairs, 0, Result.REFUSED);
    };
  }

  private Outcome insert(AccountId by, List<Alike> alike, List<Pair> pairs) {
    store.lock();
    Instant now = clock.instant();
    int asked = 0;
    for (int i = 0; i < alike.size(); i++) {
      Candidate candidate = candidate(alike.get(i), pairs.get(i).dice(), now).askedBy(by);
      asked += candidates.insert(List.of(candidate)).size();
    }
    return new Outcome.Asked(asked);
  }

  /**
   * How likely one person is, nobody knows: at most even odds are assumed, so what a key or a clear
   * weight says goes first, and among these the most alike.
   */
  private Candidate candidate(Alike pair, double dice, Instant now) {
    boolean leftNewer = pair.left().number() > pair.right().number();
    return Candidate.of(
        pair.left().id(),
        pair.right().id(),
        Candidate.Reason.ENCODED,
        Optional.empty(),
        settings.missedLinkCost() * dice / 2,
        leftNewer ? pair.left().sourceList() : pair.right().sourceList(),
        now);
  }
}
