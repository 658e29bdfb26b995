// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing.web;

import java.util.List;
import java.util.Locale;
import nl.schakel.platform.access.Open;
import nl.schakel.platform.sharing.LawGround;
import nl.schakel.platform.sharing.LawGrounds;
import nl.schakel.platform.sharing.PracticeCases;
import nl.schakel.platform.sharing.PracticeCases.PracticeCase;
import nl.schakel.platform.sharing.SharingAnswer;
import nl.schakel.platform.sharing.SharingRules;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/** Invented cases for a workshop; the rules themselves give the answers. */
@Controller
class PracticePages {
  private final PracticeCases cases;
  private final SharingRules rules;
  private final LawGrounds grounds;
  private final SharingWords words;

  PracticePages(PracticeCases cases, SharingRules rules, LawGrounds grounds, SharingWords words) {
    this.cases = cases;
    this.rules = rules;
    this.grounds = grounds;
    this.words = words;
  }

  /** The answer for one class of data. */
  record PartView(String label, String tone, String word, List<String> reasons) {}

  record GroundView(String label, String href) {}

  record CaseView(
      String id,
      int number,
      String title,
      String story,
      List<SharingWords.Fact> question,
      String tone,
      String word,
      String sentence,
      String certainty,
      List<PartView> parts,
      List<String> conditions,
      List<GroundView> grounds,
      List<String> points,
      String href) {}

  @Open
  @GetMapping("/may-i-share/practice")
  ModelAndView practice(Locale locale) {
    List<PracticeCase> all = cases.all();
    return new ModelAndView("sharing/practice")
        .addObject("version", rules.version())
        .addObject(
            "cases", all.stream().map(one -> view(one, all.indexOf(one) + 1, locale)).toList());
  }

  private CaseView view(PracticeCase one, int number, Locale locale) {
    SharingAnswer answer = rules.answer(one.question());
    return new CaseView(
        one.id(),
        number,
        one.title(locale),
        one.story(locale),
        words.facts(one.question(), locale),
        AnswerViews.tone(answer.decision()),
        words.label("decision", answer.decision().code(), locale),
        words.text("sharing.answer." + answer.decision().code(), locale),
        answer.rules().isEmpty() ? "" : words.label("certainty", answer.certainty().code(), locale),
        answer.classes().stream().map(part -> part(part, locale)).toList(),
        answer.conditions().stream().map(code -> words.condition(code, locale)).toList(),
        answer.grounds().stream().map(grounds::get).map(law -> ground(law, locale)).toList(),
        one.points(locale),
        QuestionInAddress.href("/may-i-share", one.question()));
  }

  private PartView part(SharingAnswer.ForClass part, Locale locale) {
    return new PartView(
        words.label("data", part.data(), locale),
        AnswerViews.tone(part.decision()),
        words.label("decision", part.decision().code(), locale),
        part.rules().isEmpty()
            ? List.of(words.text("sharing.answer.no-rule", locale))
            : part.rules().stream().map(rule -> rule.reason(locale)).toList());
  }

  private static GroundView ground(LawGround law, Locale locale) {
    return new GroundView(law.label(locale), law.href().orElse(""));
  }
}
