// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.register.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import nl.schakel.linkage.WeightSteps;
import nl.schakel.platform.access.Requires;
import nl.schakel.platform.register.Evidence;
import nl.schakel.platform.register.Judgement;
import nl.schakel.platform.register.Judging;
import nl.schakel.platform.register.RegisterRights;
import nl.schakel.platform.register.VictimNotFound;
import nl.schakel.platform.register.Victims;
import nl.schakel.platform.register.Worklist;
import nl.schakel.platform.web.FieldProblem;
import nl.schakel.platform.web.InvalidInput;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * The matching desk for systems of registrars: the same questions, in the same order, under the
 * same rights as the pages; the weight is there after the first answer and not before.
 */
@RestController
@RequestMapping("/api/v1/questions")
@Tag(name = "matching-desk", description = "Whether two presumed victims are one person")
class QuestionApi {
  private final Worklist worklist;
  private final Victims victims;
  private final Judging judging;

  QuestionApi(Worklist worklist, Victims victims, Judging judging) {
    this.worklist = worklist;
    this.victims = victims;
    this.judging = judging;
  }

  /** A question that waits; the order of the list says what may cost most, and nothing more. */
  record WaitingAnswer(UUID id, String reason, Instant since, boolean overdue, String sourceList) {}

  /** A page; {@code next} is the value of {@code after} for the next one. */
  record WaitingPage(List<WaitingAnswer> items, Optional<String> next) {}

  @Requires(RegisterRights.READ)
  @GetMapping
  @Operation(summary = "Questions that wait, most costly first", operationId = "listQuestions")
  WaitingPage list(
      @RequestParam(defaultValue = "") String list,
      @RequestParam Optional<String> after,
      @RequestParam(defaultValue = "25") String pageSize) {
    Worklist.Page page =
        worklist.waiting(
            Worklist.Group.POSSIBLE_SAME,
            list,
            after.map(Worklist.Place::parse).orElse(Worklist.Place.START),
            RegisterApi.number("pageSize", pageSize, 1, 100));
    return new WaitingPage(
        page.items().stream()
            .map(
                item ->
                    new WaitingAnswer(
                        item.id(), item.reason(), item.since(), item.overdue(), item.list()))
            .toList(),
        page.next().map(Worklist.Place::text));
  }

  /** One step of a weight; {@code level} is -1 where a value is missing. */
  record StepAnswer(String field, String rule, int level, double bits) {
    static StepAnswer of(WeightSteps.Step step) {
      return new StepAnswer(step.field(), step.rule(), step.level(), step.bits());
    }
  }

  record WeightAnswer(double bits, double probability, int model, List<StepAnswer> steps) {
    static WeightAnswer of(Evidence evidence) {
      return new WeightAnswer(
          evidence.bits(),
          evidence.probability(),
          evidence.model(),
          evidence.steps().stream().map(StepAnswer::of).toList());
    }
  }

  /** What a registrar answered; first without the weight, then with it. */
  record JudgementAnswer(UUID account, String first, Optional<String> decided) {
    static JudgementAnswer of(Judgement one) {
      return new JudgementAnswer(
          one.account().value(),
          one.blind().code(),
          one.decided().map(decided -> decided.answer().code()));
    }
  }

  /**
   * A question as far as who asks may see it.
   *
   * @param stage blind, weight-shown, second-awaited, disagree, closed or only-looking
   * @param weight not there before the first answer, and for strong keys
   */
  record QuestionAnswer(
      UUID id,
      String reason,
      Instant since,
      String stage,
      boolean secondReader,
      RegisterApi.VictimAnswer one,
      RegisterApi.VictimAnswer other,
      Optional<WeightAnswer> weight,
      List<JudgementAnswer> judgements) {}

  @Requires(RegisterRights.READ)
  @GetMapping("/{id}")
  @Operation(summary = "One question, blind until it was answered", operationId = "readQuestion")
  QuestionAnswer read(@PathVariable String id) {
    return read(VictimNotFound.parseId(id));
  }

  private QuestionAnswer read(UUID id) {
    Victims.Comparison comparison = victims.compare(id);
    Judging.View view = judging.view(id);
    return new QuestionAnswer(
        id,
        comparison.question().reason(),
        comparison.question().since(),
        code(view.stage()),
        view.secondReader(),
        RegisterApi.VictimAnswer.of(comparison.one().victim()),
        RegisterApi.VictimAnswer.of(comparison.other().victim()),
        view.evidence().map(WeightAnswer::of),
        view.judgements().stream().map(JudgementAnswer::of).toList());
  }

  private static String code(Enum<?> stage) {
    return stage.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** An answer: {@code same} or {@code not-same}, with a reason that names nobody. */
  record AnswerQuestion(Optional<String> answer, Optional<String> reason) {}

  private record Checked(Judgement.Answer answer, String reason) {
    static Checked of(AnswerQuestion sent) {
      List<FieldProblem> problems = new ArrayList<>();
      Optional<Judgement.Answer> answer = sent.answer().flatMap(Judgement.Answer::of);
      if (answer.isEmpty()) {
        problems.add(new FieldProblem("answer", "register.choose"));
      }
      String reason = sent.reason().orElse("").strip();
      problems.addAll(VictimPages.reasonProblems(reason));
      if (!problems.isEmpty()) {
        throw new InvalidInput(problems);
      }
      return new Checked(answer.orElseThrow(), reason);
    }
  }

  @Requires(RegisterRights.JUDGE)
  @PostMapping("/{id}/judgement")
  @Operation(
      summary = "First answer, before the weight is seen; a second try changes nothing",
      operationId = "judgeQuestion")
  QuestionAnswer judge(@PathVariable String id, @RequestBody AnswerQuestion sent) {
    UUID question = VictimNotFound.parseId(id);
    Checked checked = Checked.of(sent);
    judging.judge(question, checked.answer(), checked.reason());
    return read(question);
  }

  /** What came of a decision: {@code done}, {@code second-awaited} or {@code disagree}. */
  record DecisionAnswer(String outcome) {}

  @Requires(RegisterRights.JUDGE)
  @PostMapping("/{id}/decision")
  @Operation(summary = "Decide with the weight in view", operationId = "decideQuestion")
  DecisionAnswer decide(@PathVariable String id, @RequestBody AnswerQuestion sent) {
    UUID question = VictimNotFound.parseId(id);
    Checked checked = Checked.of(sent);
    return switch (judging.decide(question, checked.answer(), checked.reason())) {
      case Judging.Outcome.Done done -> new DecisionAnswer("done");
      case Judging.Outcome.SecondAwaited second -> new DecisionAnswer("second-awaited");
      case Judging.Outcome.Disagree disagree -> new DecisionAnswer("disagree");
      case Judging.Outcome.NotJudged first ->
          throw new InvalidInput(List.of(new FieldProblem("answer", "register.judge-first")));
      case Judging.Outcome.Refused refused ->
          throw new InvalidInput(
              List.of(new FieldProblem("answer", QuestionPages.refused(refused.why()))));
    };
  }
}
