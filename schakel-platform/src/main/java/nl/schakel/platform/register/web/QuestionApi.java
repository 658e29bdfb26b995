// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.register.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nl.schakel.linkage.WeightSteps;
import nl.schakel.platform.access.Requires;
import nl.schakel.platform.register.AnsweredQuestion;
import nl.schakel.platform.register.Evidence;
import nl.schakel.platform.register.Judging;
import nl.schakel.platform.register.RegisterRights;
import nl.schakel.platform.register.VictimNotFound;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * What the matching desk decided, for systems that check how well it links: weights and decisions.
 * Judging is for people on the pages: no system answers a question, and none sees one that waits.
 */
@RestController
@RequestMapping("/api/v1/questions")
@Tag(name = "matching-desk", description = "Whether two presumed victims are one person")
class QuestionApi {
  private final Judging judging;

  QuestionApi(Judging judging) {
    this.judging = judging;
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

  /**
   * An answered question.
   *
   * @param firstAnswers of each reader, in order, before the weight was seen
   * @param weight not there for what was asked without one
   */
  record AnsweredAnswer(
      UUID id,
      String reason,
      Instant decidedAt,
      String decision,
      List<String> firstAnswers,
      Optional<WeightAnswer> weight) {
    static AnsweredAnswer of(AnsweredQuestion one) {
      return new AnsweredAnswer(
          one.id(),
          one.reason(),
          one.at(),
          one.decided(),
          one.firsts(),
          one.evidence().map(WeightAnswer::of));
    }
  }

  /** A page; {@code next} is the value of {@code after} for the next one. */
  record AnsweredPage(List<AnsweredAnswer> items, Optional<UUID> next) {}

  @Requires(RegisterRights.ANSWERS)
  @GetMapping
  @Operation(
      summary = "Answered questions with their weights, those asked first before",
      operationId = "listAnsweredQuestions")
  AnsweredPage list(
      @RequestParam Optional<String> after, @RequestParam(defaultValue = "25") String pageSize) {
    int size = RegisterApi.number("pageSize", pageSize, 1, 100);
    UUID from = after.map(VictimNotFound::parseId).orElse(new UUID(0, 0));
    List<AnsweredQuestion> found = judging.answered(from, size + 1);
    boolean more = found.size() > size;
    List<AnsweredQuestion> shown = more ? found.subList(0, size) : found;
    return new AnsweredPage(
        shown.stream().map(AnsweredAnswer::of).toList(),
        more ? Optional.of(shown.getLast().id()) : Optional.empty());
  }
}
