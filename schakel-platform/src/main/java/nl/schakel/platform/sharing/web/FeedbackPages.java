// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import nl.schakel.platform.access.Open;
import nl.schakel.platform.sharing.Bottlenecks;
import nl.schakel.platform.sharing.RuleVerdict;
import nl.schakel.platform.sharing.SharingAnswer;
import nl.schakel.platform.sharing.SharingQuestion;
import nl.schakel.platform.sharing.SharingRules;
import nl.schakel.platform.web.FieldProblem;
import nl.schakel.platform.web.FormTexts;
import nl.schakel.platform.web.Submitted;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/**
 * What somebody thinks of a rule, without a name. It stands on a page of its own, so that who only
 * asks gets no cookie.
 */
@Controller
class FeedbackPages {
  private static final String PATH = "/may-i-share/feedback";

  private final Bottlenecks bottlenecks;
  private final SharingRules rules;
  private final VisitorLimit limit;
  private final SharingWords words;

  FeedbackPages(
      Bottlenecks bottlenecks, SharingRules rules, VisitorLimit limit, SharingWords words) {
    this.bottlenecks = bottlenecks;
    this.rules = rules;
    this.limit = limit;
    this.words = words;
  }

  /** What the page is about: a question, and the row of its answer. */
  private record About(SharingQuestion question, String rule, String reason) {}

  @Open
  @GetMapping(PATH)
  ModelAndView form(@RequestParam MultiValueMap<String, String> sent, Locale locale) {
    return page(new Submitted(sent), about(sent, locale), List.of(), HttpStatus.OK, locale);
  }

  @Open
  @PostMapping(PATH)
  ModelAndView send(
      @RequestParam MultiValueMap<String, String> sent, HttpServletRequest from, Locale locale) {
    Submitted form = new Submitted(sent);
    Optional<About> about = about(sent, locale);
    if (about.isEmpty()) {
      return page(
          form,
          about,
          List.of(new FieldProblem("", "sharing-guide.no-rule")),
          HttpStatus.UNPROCESSABLE_CONTENT,
          locale);
    }
    if (!limit.allows(from.getRemoteAddr())) {
      return page(
          form,
          about,
          List.of(new FieldProblem("", "sharing-guide.too-many")),
          HttpStatus.TOO_MANY_REQUESTS,
          locale);
    }
    About one = about.get();
    return switch (bottlenecks.give(
        one.question(), one.rule(), form.text("verdict"), form.text("remark"))) {
      case Bottlenecks.Outcome.Kept ignored -> thanks();
      case Bottlenecks.Outcome.Noted() -> thanks();
      case Bottlenecks.Outcome.Refused(List<FieldProblem> problems) ->
          page(form, about, problems, HttpStatus.UNPROCESSABLE_CONTENT, locale);
    };
  }

  private static ModelAndView thanks() {
    return new ModelAndView("redirect:" + PATH + "/thanks");
  }

  @Open
  @GetMapping(PATH + "/thanks")
  ModelAndView thanked() {
    return new ModelAndView("sharing/feedback-thanks");
  }

  /** Empty when there is no such question, or its answer does not rest on this rule. */
  private Optional<About> about(MultiValueMap<String, String> sent, Locale locale) {
    String rule = Optional.ofNullable(sent.getFirst("rule")).orElse("");
    return QuestionInAddress.read(rules, sent)
        .flatMap(
            question -> {
              SharingAnswer answer = rules.answer(question);
              if (rule.isEmpty()) {
                return answer.classes().stream().anyMatch(one -> one.rules().isEmpty())
                    ? Optional.of(
                        new About(question, rule, words.text("sharing.answer.no-rule", locale)))
                    : Optional.empty();
              }
              return answer.rules().stream()
                  .filter(one -> one.id().equals(rule))
                  .findFirst()
                  .map(one -> new About(question, rule, one.reason(locale)));
            });
  }

  private ModelAndView page(
      Submitted sent,
      Optional<About> about,
      List<FieldProblem> problems,
      HttpStatus status,
      Locale locale) {
    FormTexts form =
        new FormTexts(words.texts(), locale, "sharing-guide.feedback", sent.shown(), problems);
    Map<String, String> verdicts = new LinkedHashMap<>();
    for (RuleVerdict verdict : RuleVerdict.values()) {
      verdicts.put(verdict.code(), words.text("sharing-guide.verdict." + verdict.code(), locale));
    }
    ModelAndView view = new ModelAndView("sharing/feedback");
    view.setStatus(status);
    view.addObject("known", about.isPresent())
        .addObject("errors", words.errors(form, locale))
        .addObject("verdict", form.choice("verdict", verdicts))
        .addObject("remark", form.field("remark").optional());
    about.ifPresent(
        one ->
            view.addObject("rule", one.rule())
                .addObject("reason", one.reason())
                .addObject("hidden", QuestionInAddress.hidden(one.question()))
                .addObject("facts", words.facts(one.question(), locale))
                .addObject("back", QuestionInAddress.href("/may-i-share", one.question())));
    return view;
  }
}
