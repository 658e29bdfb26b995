// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.register.web;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import nl.schakel.platform.access.Requires;
import nl.schakel.platform.register.Judgement;
import nl.schakel.platform.register.Judging;
import nl.schakel.platform.register.Moved;
import nl.schakel.platform.register.RegisterRights;
import nl.schakel.platform.register.VictimNotFound;
import nl.schakel.platform.register.Victims;
import nl.schakel.platform.web.FieldProblem;
import nl.schakel.platform.web.FormTexts;
import nl.schakel.platform.web.Submitted;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Two victims side by side: a first answer without the weight, then a decision with it. */
@Controller
class QuestionPages {
  private final Victims victims;
  private final Judging judging;
  private final VictimModels models;
  private final WeightModels weights;
  private final Labels labels;
  private final MessageSource texts;

  QuestionPages(
      Victims victims,
      Judging judging,
      VictimModels models,
      WeightModels weights,
      Labels labels,
      MessageSource texts) {
    this.victims = victims;
    this.judging = judging;
    this.models = models;
    this.weights = weights;
    this.labels = labels;
    this.texts = texts;
  }

  /** An answer of a registrar as a page shows it. */
  record Answered(
      String who,
      String blind,
      String blindReason,
      String decided,
      String reason,
      boolean changed) {}

  @Requires(RegisterRights.READ)
  @GetMapping("/register/questions/{id}")
  ModelAndView compare(@PathVariable String id, Locale locale, Model model) {
    return compare(VictimNotFound.parseId(id), Map.of(), List.of(), locale, model);
  }

  private ModelAndView compare(
      UUID id,
      Map<String, String> values,
      List<FieldProblem> problems,
      Locale locale,
      Model model) {
    Victims.Comparison comparison = victims.compare(id);
    Judging.View view = judging.view(id);
    Victims.Question question = comparison.question();
    Map<String, String> shown =
        values.isEmpty()
            ? view.own().map(own -> Map.of("reason", reason(own))).orElse(Map.of())
            : values;
    FormTexts form = new FormTexts(texts, locale, "register.form", shown, problems);
    model.addAttribute("id", id.toString());
    model.addAttribute("stage", view.stage().name());
    model.addAttribute("secondReader", view.secondReader());
    model.addAttribute("why", labels.text("register.reason." + question.reason(), locale));
    model.addAttribute("since", Labels.moment(question.since(), locale));
    model.addAttribute("own", view.own().map(own -> current(own).code()).orElse(""));
    model.addAttribute(
        "weight", view.evidence().map(e -> weights.waterfall(e, locale)).orElse(null));
    model.addAttribute(
        "answers", view.judgements().stream().map(one -> answered(one, locale)).toList());
    model.addAttribute("one", models.page(comparison.one(), locale));
    model.addAttribute("other", models.page(comparison.other(), locale));
    model.addAttribute("lines", models.lines(comparison, locale));
    model.addAttribute("errors", form.errors());
    model.addAttribute("reason", form.field("reason"));
    return new ModelAndView(
        "register/compare",
        model.asMap(),
        problems.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
  }

  private static Judgement.Answer current(Judgement own) {
    return own.decided().map(Judgement.Decided::answer).orElse(own.blind());
  }

  private static String reason(Judgement own) {
    return own.decided().map(Judgement.Decided::reason).orElse(own.blindReason());
  }

  private Answered answered(Judgement one, Locale locale) {
    return new Answered(
        labels.account(one.account(), locale),
        answer(one.blind(), locale),
        labels.words(one.blindReason(), locale),
        one.decided().map(decided -> answer(decided.answer(), locale)).orElse(""),
        one.decided().map(decided -> labels.words(decided.reason(), locale)).orElse(""),
        one.decided().filter(decided -> decided.answer() != one.blind()).isPresent());
  }

  private String answer(Judgement.Answer answer, Locale locale) {
    return labels.text("register.compare." + answer.code(), locale);
  }

  @Requires(RegisterRights.JUDGE)
  @PostMapping("/register/questions/{id}")
  ModelAndView judge(
      @PathVariable String id,
      @RequestParam MultiValueMap<String, String> sent,
      Locale locale,
      Model model) {
    UUID question = VictimNotFound.parseId(id);
    Submitted form = new Submitted(sent);
    List<FieldProblem> problems = VictimPages.reasonProblems(form);
    String verdict = form.text("verdict");
    Optional<Judgement.Answer> answer = Judgement.Answer.of(verdict);
    if (answer.isEmpty() && !verdict.equals("later")) {
      problems.add(new FieldProblem("", "register.choose"));
    }
    if (!problems.isEmpty()) {
      return compare(question, form.shown(), problems, locale, model);
    }
    String reason = form.text("reason");
    boolean own =
        answer.isPresent()
            ? !judging.judge(question, answer.get(), reason)
            : !judging.later(question, reason);
    if (own) {
      return compare(
          question, form.shown(), List.of(new FieldProblem("", "register.brought")), locale, model);
    }
    return answer.isPresent() ? again(question) : new ModelAndView("redirect:/register");
  }

  @Requires(RegisterRights.JUDGE)
  @PostMapping("/register/questions/{id}/decision")
  ModelAndView decide(
      @PathVariable String id,
      @RequestParam MultiValueMap<String, String> sent,
      Locale locale,
      Model model) {
    UUID question = VictimNotFound.parseId(id);
    Submitted form = new Submitted(sent);
    List<FieldProblem> problems = VictimPages.reasonProblems(form);
    Optional<Judgement.Answer> answer = Judgement.Answer.of(form.text("verdict"));
    if (answer.isEmpty()) {
      problems.add(new FieldProblem("", "register.choose"));
    }
    if (!problems.isEmpty()) {
      return compare(question, form.shown(), problems, locale, model);
    }
    return switch (judging.decide(question, answer.orElseThrow(), form.text("reason"))) {
      case Judging.Outcome.Done done -> new ModelAndView("redirect:/register");
      case Judging.Outcome.SecondAwaited second -> again(question);
      case Judging.Outcome.Disagree disagree -> again(question);
      case Judging.Outcome.NotJudged first -> again(question);
      case Judging.Outcome.Answered earlier -> again(question);
      case Judging.Outcome.Refused(Moved why) ->
          compare(
              question, form.shown(), List.of(new FieldProblem("", refused(why))), locale, model);
    };
  }

  private static ModelAndView again(UUID question) {
    return new ModelAndView("redirect:/register/questions/" + question);
  }

  private static String refused(Moved moved) {
    return switch (moved) {
      case Moved.SaidNotSame() -> "register.said-not-same";
      case Moved.LaterStepFirst() -> "register.later-step";
      case Moved.AtTheDesk asked ->
          throw new IllegalArgumentException("The desk does not ask itself: " + asked);
      case Moved.NothingLeft() -> "register.one-already";
      case Moved.Done done -> throw new IllegalArgumentException("This was not refused: " + done);
    };
  }
}
