// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.register;

import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import nl.schakel.platform.access.AccountId;
import nl.schakel.platform.access.Actor;
import nl.schakel.platform.access.Gate;
import nl.schakel.platform.audit.AuditLog;
import nl.schakel.platform.identity.IdentityRights;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The matching desk: registrars say whether two victims are one person.
 *
 * <p>Guarantee: nobody sees the weight of a question, or what a colleague answered, before giving a
 * first answer. Both answers stay. A large merge, and a share of all questions, takes two people
 * who decide the same; until then nothing moves. Who brought a question does not answer it.
 */
@Service
public class Judging {
  private static final int BAND_BITS = 4;

  private final Register register;
  private final RegisterStore store;
  private final MovementStore movements;
  private final JudgementStore judgements;
  private final CandidateStore candidates;
  private final RegisterSettings settings;
  private final AuditLog auditLog;
  private final Gate gate;
  private final RegisterDisclosure door;
  private final TransactionTemplate transaction;
  private final Clock clock;

  Judging(
      Register register,
      RegisterStore store,
      MovementStore movements,
      JudgementStore judgements,
      CandidateStore candidates,
      RegisterSettings settings,
      AuditLog auditLog,
      Gate gate,
      RegisterDisclosure door,
      PlatformTransactionManager transactions,
      Clock clock) {
    this.register = register;
    this.store = store;
    this.movements = movements;
    this.judgements = judgements;
    this.candidates = candidates;
    this.settings = settings;
    this.auditLog = auditLog;
    this.gate = gate;
    this.door = door;
    this.transaction = new TransactionTemplate(transactions);
    this.clock = clock;
  }

  /** How far a question is, for who looks. */
  public enum Stage {
    /** No answer yet by who looks: nothing of weight or colleagues is shown. */
    BLIND,
    /** The first answer is given; the weight is shown and the answer is confirmed or changed. */
    WEIGHT_SHOWN,
    /** Who looks has decided; a second reader is to look. */
    SECOND_AWAITED,
    /** Readers decided differently; each may change the decision. */
    DISAGREE,
    /** Answered. */
    CLOSED,
    /** Who looks may not judge: nothing of the weight until it is answered. */
    ONLY_LOOKING,
    /** Who looks brought it, so that a colleague answers. */
    BROUGHT
  }

  /**
   * What who looks may see.
   *
   * @param evidence the weight; empty while it is not to be seen, and for strong keys
   * @param judgements answers; empty while they are not to be seen
   * @param secondReader whether a second reader is needed whatever is answered, or already awaited
   */
  public record View(
      Stage stage,
      Optional<Judgement> own,
      Optional<Evidence> evidence,
      List<Judgement> judgements,
      boolean secondReader) {}

  /** What of a question may be seen now by who is at work. */
  @Transactional(readOnly = true)
  public View view(UUID candidate) {
    Actor actor = door.require(RegisterRights.READ, "candidate/" + candidate);
    MovementStore.Question question = question(candidate);
    List<Judgement> all = judgements.of(candidate, question.round());
    Optional<Judgement> own = of(all, actor.account());
    Stage stage = stage(question, all, own, actor);
    boolean hidden =
        switch (stage) {
          case BLIND, ONLY_LOOKING, BROUGHT -> true;
          case WEIGHT_SHOWN, SECOND_AWAITED, DISAGREE, CLOSED -> false;
        };
    return new View(
        stage,
        own,
        hidden ? Optional.empty() : question.candidate().evidence(),
        hidden ? List.of() : stage == Stage.WEIGHT_SHOWN ? own.stream().toList() : all,
        question.state().equals("second") || drawn(candidate));
  }

  private Stage stage(
      MovementStore.Question question, List<Judgement> all, Optional<Judgement> own, Actor actor) {
    if (!question.waits()) {
      return Stage.CLOSED;
    }
    if (!gate.may(RegisterRights.JUDGE)) {
      return Stage.ONLY_LOOKING;
    }
    if (brought(question, actor)) {
      return Stage.BROUGHT;
    }
    if (own.isEmpty()) {
      return Stage.BLIND;
    }
    if (own.get().decided().isEmpty()) {
      return Stage.WEIGHT_SHOWN;
    }
    return answers(all).size() > 1 ? Stage.DISAGREE : Stage.SECOND_AWAITED;
  }

  private static boolean brought(MovementStore.Question question, Actor actor) {
    return question.candidate().askedBy().filter(actor.account()::equals).isPresent();
  }

  private static Optional<Judgement> of(List<Judgement> all, AccountId account) {
    return all.stream().filter(one -> one.account().equals(account)).findFirst();
  }

  private static Set<Judgement.Answer> answers(List<Judgement> all) {
    Set<Judgement.Answer> answers = new HashSet<>();
    all.forEach(one -> one.decided().ifPresent(decided -> answers.add(decided.answer())));
    return answers;
  }

  /**
   * Merges what a registrar found without being asked. Where a question waits between the two, it
   * is answered first; where the victim would get large, a question is made for a second reader.
   */
  @Transactional
  public Moved merge(VictimId keep, VictimId absorb, String reason) {
    gate.require(RegisterRights.JUDGE);
    store.lock();
    Optional<UUID> waits = between(keep, absorb).map(MovementStore.Question::id).findFirst();
    if (waits.isPresent()) {
      return new Moved.AtTheDesk(waits.get());
    }
    if (!keep.equals(absorb) && !movements.separated(keep, absorb) && large(keep, absorb)) {
      return new Moved.AtTheDesk(ask(keep, absorb, reason));
    }
    return register.merge(keep, absorb, reason);
  }

  private Stream<MovementStore.Question> between(VictimId one, VictimId other) {
    return movements.questionsAbout(one).stream()
        .filter(asked -> asked.one().equals(other) || asked.other().equals(other));
  }

  /** Who asks has said what it is, so that a colleague is the second reader. */
  private UUID ask(VictimId keep, VictimId absorb, String reason) {
    Map<VictimId, List<Source>> sources = store.sources(List.of(keep, absorb));
    Instant now = clock.instant();
    for (Source one : sources.getOrDefault(keep, List.of())) {
      for (Source other : sources.getOrDefault(absorb, List.of())) {
        Candidate question =
            Candidate.of(
                one.report(),
                other.report(),
                Candidate.Reason.REGISTRAR,
                Optional.empty(),
                settings.missedLinkCost(),
                one.number() > other.number() ? one.list() : other.list(),
                now);
        if (!candidates.insert(List.of(question)).isEmpty()) {
          judge(question.id(), Judgement.Answer.SAME, reason);
          decide(question.id(), Judgement.Answer.SAME, reason);
          return question.id();
        }
      }
    }
    throw new IllegalStateException("Every pair of reports was asked about before");
  }

  /**
   * The first answer, blind; a second try, or one that comes too late, changes nothing. False when
   * who answers brought the question.
   */
  @Transactional
  public boolean judge(UUID candidate, Judgement.Answer answer, String reason) {
    Actor actor = gate.require(RegisterRights.JUDGE);
    store.lock();
    MovementStore.Question question = question(candidate);
    if (brought(question, actor)) {
      return false;
    }
    if (question.waits()
        && of(judgements.of(candidate, question.round()), actor.account()).isEmpty()) {
      judgements.insertBlind(question, actor.account(), answer, reason, clock.instant());
      auditLog.write(new RegisterEvent.JudgedStep(candidate, "blind", answer.code()));
    }
    return true;
  }

  /** Puts a question at the end of the row; false when who asks for it brought the question. */
  @Transactional
  public boolean later(UUID candidate, String reason) {
    if (brought(question(candidate), gate.require(RegisterRights.JUDGE))) {
      return false;
    }
    register.later(candidate, reason);
    return true;
  }

  /** How a decision ended. */
  public sealed interface Outcome {
    /** It is done as decided. */
    record Done(Judgement.Answer answer) implements Outcome {}

    /** Somebody else is to look first. */
    record SecondAwaited() implements Outcome {}

    /** The readers decided differently; nothing moves. */
    record Disagree() implements Outcome {}

    /** The register could not do it. */
    record Refused(Moved why) implements Outcome {}

    /** Nobody decides before the first answer. */
    record NotJudged() implements Outcome {}

    /** It was answered meanwhile, or by the same click a moment ago; nothing changes. */
    record Answered() implements Outcome {}
  }

  /**
   * The decision with the weight in view; who decided may change it while the question waits.
   *
   * @return what came of it
   */
  @Transactional
  public Outcome decide(UUID candidate, Judgement.Answer answer, String reason) {
    Actor actor = gate.require(RegisterRights.JUDGE);
    store.lock();
    MovementStore.Question question = question(candidate);
    if (!question.waits()) {
      return new Outcome.Answered();
    }
    Optional<Judgement> own = of(judgements.of(candidate, question.round()), actor.account());
    if (own.isEmpty()) {
      return new Outcome.NotJudged();
    }
    judgements.decide(own.get().id(), answer, reason, clock.instant());
    auditLog.write(new RegisterEvent.JudgedStep(candidate, "final", answer.code()));
    List<Judgement> all = judgements.of(candidate, question.round());
    long agreeing =
        all.stream()
            .filter(one -> one.decided().filter(d -> d.answer() == answer).isPresent())
            .count();
    if (agreeing >= readers(question, all, answer)) {
      return carryOut(candidate, answer, reason);
    }
    movements.awaitSecond(candidate);
    return answers(all).size() > 1 ? new Outcome.Disagree() : new Outcome.SecondAwaited();
  }

  /**
   * Who disagreed once needs two who agree, whatever the reason of the second reading was. An
   * answer ends all questions between the two victims, so one of these that takes two readers
   * counts too.
   */
  private int readers(
      MovementStore.Question question, List<Judgement> all, Judgement.Answer answer) {
    boolean second =
        question.state().equals("second")
            || drawn(question.id())
            || answers(all).size() > 1
            || between(question.one(), question.other())
                .anyMatch(other -> other.state().equals("second") || drawn(other.id()))
            || (answer == Judgement.Answer.SAME && large(question.one(), question.other()));
    return second ? 2 : 1;
  }

  private boolean large(VictimId one, VictimId other) {
    Map<VictimId, List<Source>> sources = store.sources(List.of(one, other));
    return sources.values().stream().mapToInt(List::size).sum()
        >= settings.secondReaderFromReports();
  }

  /** The number of the question decides, so that nobody does. */
  private boolean drawn(UUID candidate) {
    long mixed = candidate.getLeastSignificantBits() * 0x9E3779B97F4A7C15L;
    return Long.remainderUnsigned(mixed >>> 16, 100) < settings.secondReadingPercent();
  }

  private Outcome carryOut(UUID candidate, Judgement.Answer answer, String reason) {
    if (answer == Judgement.Answer.NOT_SAME) {
      register.notTheSame(candidate, reason);
      return new Outcome.Done(answer);
    }
    Moved moved = register.same(candidate, reason);
    return moved instanceof Moved.Done ? new Outcome.Done(answer) : new Outcome.Refused(moved);
  }

  /**
   * How well first answers agree: of two readers, and of readers with the weight; and how often
   * people said "one person" by weight.
   */
  public record Agreements(Agreement readers, Agreement model, List<AnsweredBand> byWeight) {
    public Agreements {
      byWeight = List.copyOf(byWeight);
    }
  }

  /** Counts over all questions, also for who may see none of them. */
  public Agreements agreements() {
    gate.require(IdentityRights.MODEL);
    return gate.asSystem(
        () ->
            Objects.requireNonNull(
                transaction.execute(
                    status ->
                        new Agreements(
                            judgements.betweenReaders(),
                            judgements.withModel(),
                            judgements.answeredBands(BAND_BITS)))));
  }

  /**
   * What people decided, for who checks the linkage from outside: answered questions alone, because
   * the weight of one that waits would find its way to who is to judge it blind.
   */
  public List<AnsweredQuestion> answered(UUID after, int size) {
    door.require(RegisterRights.ANSWERS, "answers");
    List<AnsweredQuestion> found =
        gate.asSystem(
            () ->
                Objects.requireNonNull(
                    transaction.execute(status -> judgements.answeredAfter(after, size))));
    transaction.executeWithoutResult(
        status -> auditLog.write(new RegisterEvent.Listed("answers", Map.of(), found.size())));
    return found;
  }

  private MovementStore.Question question(UUID candidate) {
    return movements
        .question(candidate)
        .orElseThrow(() -> new VictimNotFound("candidate", candidate));
  }
}
