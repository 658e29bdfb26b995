// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import nl.schakel.platform.access.Open;
import nl.schakel.platform.sharing.CandidateRule;
import nl.schakel.platform.sharing.HelpDesk;
import nl.schakel.platform.sharing.HelpQuestion;
import nl.schakel.platform.sharing.LawGround;
import nl.schakel.platform.sharing.LawGrounds;
import nl.schakel.platform.sharing.ReceiptCode;
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
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Sends a question that no rule answers to the data-protection officer, and finds the answer. */
@Controller
class HelpPages {
  private static final String PATH = "/may-i-share/help";

  private final HelpDesk desk;
  private final SharingRules rules;
  private final LawGrounds grounds;
  private final VisitorLimit limit;
  private final SharingWords words;

  HelpPages(
      HelpDesk desk,
      SharingRules rules,
      LawGrounds grounds,
      VisitorLimit limit,
      SharingWords words) {
    this.desk = desk;
    this.rules = rules;
    this.grounds = grounds;
    this.limit = limit;
    this.words = words;
  }

  @Open
  @GetMapping(PATH)
  ModelAndView form(@RequestParam MultiValueMap<String, String> sent, Locale locale) {
    Optional<SharingQuestion> question = QuestionInAddress.read(rules, sent);
    return question.isPresent() && !desk.mayAsk(question.get())
        ? answered(question.get())
        : page(new Submitted(sent), question, List.of(), HttpStatus.OK, locale);
  }

  private static ModelAndView answered(SharingQuestion question) {
    return new ModelAndView("redirect:" + QuestionInAddress.href("/may-i-share", question));
  }

  @Open
  @PostMapping(PATH)
  ModelAndView ask(
      @RequestParam MultiValueMap<String, String> sent,
      HttpServletRequest from,
      RedirectAttributes then,
      Locale locale) {
    Submitted form = new Submitted(sent);
    Optional<SharingQuestion> question = QuestionInAddress.read(rules, sent);
    if (question.isEmpty()) {
      return page(
          form,
          question,
          List.of(new FieldProblem("", "sharing-guide.no-question")),
          HttpStatus.UNPROCESSABLE_CONTENT,
          locale);
    }
    if (!limit.allows(from.getRemoteAddr())) {
      return page(
          form,
          question,
          List.of(new FieldProblem("", "sharing-guide.too-many")),
          HttpStatus.TOO_MANY_REQUESTS,
          locale);
    }
    return switch (desk.ask(question.get(), form.text("remark"))) {
      case HelpDesk.Asked.Received(ReceiptCode code) -> {
        then.addFlashAttribute("code", code.text());
        yield new ModelAndView("redirect:" + PATH + "/sent");
      }
      case HelpDesk.Asked.Known() -> answered(question.get());
      case HelpDesk.Asked.Refused(List<FieldProblem> problems) ->
          page(form, question, problems, HttpStatus.UNPROCESSABLE_CONTENT, locale);
    };
  }

  private ModelAndView page(
      Submitted sent,
      Optional<SharingQuestion> question,
      List<FieldProblem> problems,
      HttpStatus status,
      Locale locale) {
    FormTexts form =
        new FormTexts(words.texts(), locale, "sharing-guide.help", sent.shown(), problems);
    ModelAndView view = new ModelAndView("sharing/help");
    view.setStatus(status);
    view.addObject("known", question.isPresent())
        .addObject("errors", words.errors(form, locale))
        .addObject("remark", form.field("remark").optional());
    question.ifPresent(
        one ->
            view.addObject("facts", words.facts(one, locale))
                .addObject("hidden", QuestionInAddress.hidden(one))
                .addObject("back", QuestionInAddress.href("/may-i-share", one)));
    return view;
  }

  /** The code is shown once; who opens this page again reads what to do with it. */
  @Open
  @GetMapping(PATH + "/sent")
  ModelAndView sent() {
    return new ModelAndView("sharing/help-sent");
  }

  record GroundView(String label, String text, String href) {}

  /** A question and what became of it, as its asker sees it. */
  record FoundView(
      String askedOn,
      List<SharingWords.Fact> facts,
      String remark,
      String state,
      String closedWhy,
      String tone,
      String word,
      String reason,
      List<String> conditions,
      List<GroundView> grounds,
      String certainty,
      String certaintyHelp,
      String review) {}

  @Open
  @GetMapping(PATH + "/answer")
  ModelAndView search(Locale locale) {
    return found(Map.of(), Optional.empty(), List.of(), HttpStatus.OK, locale);
  }

  /** By POST, so that the code stands in no address and no log. */
  @Open
  @PostMapping(PATH + "/answer")
  ModelAndView find(
      @RequestParam(defaultValue = "") String code, HttpServletRequest from, Locale locale) {
    if (!limit.allowsLook(from.getRemoteAddr())) {
      return found(
          Map.of(),
          Optional.empty(),
          List.of(new FieldProblem("", "sharing-guide.too-many")),
          HttpStatus.TOO_MANY_REQUESTS,
          locale);
    }
    Optional<HelpQuestion> question = code.isBlank() ? Optional.empty() : desk.find(code);
    return question.isPresent()
        ? found(Map.of(), question, List.of(), HttpStatus.OK, locale)
        : found(
            Map.of("code", code.strip()),
            question,
            List.of(new FieldProblem("code", "sharing-guide.code")),
            HttpStatus.UNPROCESSABLE_CONTENT,
            locale);
  }

  private ModelAndView found(
      Map<String, String> values,
      Optional<HelpQuestion> question,
      List<FieldProblem> problems,
      HttpStatus status,
      Locale locale) {
    FormTexts form = new FormTexts(words.texts(), locale, "sharing-guide.help", values, problems);
    ModelAndView view = new ModelAndView("sharing/help-answer");
    view.setStatus(status);
    view.addObject("errors", words.errors(form, locale))
        .addObject("code", form.field("code").autocomplete("off"));
    question.ifPresent(one -> view.addObject("found", view(one, locale)));
    return view;
  }

  private FoundView view(HelpQuestion one, Locale locale) {
    Optional<CandidateRule> answer = one.answer();
    return new FoundView(
        SharingWords.day(one.askedOn(), locale),
        words.facts(one.question(), locale),
        one.remark(),
        one.state().code(),
        one.closedWhy().isEmpty()
            ? ""
            : words.text("sharing-guide.closed." + one.closedWhy(), locale),
        answer.map(rule -> AnswerViews.tone(rule.decision())).orElse("progress"),
        answer.map(rule -> words.label("decision", rule.decision().code(), locale)).orElse(""),
        answer.map(rule -> rule.reason(locale)).orElse(""),
        answer.map(CandidateRule::conditions).orElse(List.of()).stream()
            .map(code -> words.condition(code, locale))
            .toList(),
        answer.map(CandidateRule::grounds).orElse(List.of()).stream()
            .map(grounds::get)
            .map(law -> ground(law, locale))
            .toList(),
        answer.map(rule -> words.label("certainty", rule.certainty().code(), locale)).orElse(""),
        answer.map(rule -> words.hint("certainty", rule.certainty().code(), locale)).orElse(""),
        answer.map(rule -> SharingWords.day(rule.reviewBy(), locale)).orElse(""));
  }

  private static GroundView ground(LawGround law, Locale locale) {
    return new GroundView(law.label(locale), law.text(locale), law.href().orElse(""));
  }
}
