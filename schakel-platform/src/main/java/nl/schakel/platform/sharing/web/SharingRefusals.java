// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import nl.schakel.platform.access.NotAllowed;
import nl.schakel.platform.access.RefusalReasons;
import nl.schakel.platform.sharing.Decision;
import nl.schakel.platform.sharing.Disclosure;
import nl.schakel.platform.sharing.DisclosureRefused;
import nl.schakel.platform.sharing.SharingAnswer;
import nl.schakel.platform.sharing.SharingQuestion;
import org.springframework.stereotype.Component;

/**
 * Says of a refusal by the sharing rules which row said so, on which ground, and what would make it
 * allowed: the rights of an account have nothing to do with it.
 */
@Component
class SharingRefusals implements RefusalReasons {
  private final AnswerViews answers;
  private final SharingWords words;

  SharingRefusals(AnswerViews answers, SharingWords words) {
    this.answers = answers;
    this.words = words;
  }

  record RefusedPage(
      String sentence,
      List<AnswerViews.ClassView> withheld,
      List<String> unmet,
      List<AnswerViews.GroundView> grounds,
      List<AnswerViews.ChangeView> changes,
      List<SharingWords.Fact> asked,
      String answerHref,
      String officerHref,
      String decision,
      String version) {}

  @Override
  public Optional<Told> reasons(NotAllowed refused, Locale locale) {
    return refused instanceof DisclosureRefused byRules
        ? Optional.of(told(byRules.disclosure(), locale))
        : Optional.empty();
  }

  private Told told(Disclosure disclosure, Locale locale) {
    SharingAnswer answer = disclosure.answer();
    SharingQuestion question = answer.question();
    boolean ask =
        disclosure.withheld().values().stream().anyMatch(one -> one.decision() == Decision.ASK);
    RefusedPage page =
        new RefusedPage(
            words.text("sharing.refused." + answer.decision().code(), locale),
            answer.classes().stream()
                .filter(one -> disclosure.withheld().containsKey(one.data()))
                .map(one -> answers.view(one, locale))
                .toList(),
            unmet(disclosure).stream().map(code -> words.condition(code, locale)).toList(),
            answers.grounds(answer.grounds(), locale),
            answers.changes(question, locale),
            asked(question, locale),
            QuestionInAddress.href(AskPages.PATH, question),
            ask ? QuestionInAddress.href(AskPages.PATH + "/help", question) : "",
            disclosure.id().toString(),
            answer.tableVersion());
    return new Told(
        "sharing/refused",
        page,
        words.text("sharing.refused.api", locale),
        Map.of(
            "decision",
            answer.decision().code(),
            "withheld",
            withheld(disclosure),
            "tableVersion",
            answer.tableVersion(),
            "log",
            disclosure.id().toString()));
  }

  /** Who is refused is the receiver here, so the first line does not say "you are". */
  private List<SharingWords.Fact> asked(SharingQuestion question, Locale locale) {
    List<SharingWords.Fact> facts = new ArrayList<>(words.facts(question, locale));
    facts.set(
        0,
        new SharingWords.Fact(
            words.text("sharing.refused.from", locale), facts.getFirst().value()));
    return facts;
  }

  private static List<String> unmet(Disclosure disclosure) {
    return disclosure.withheld().values().stream()
        .flatMap(one -> one.unmet().stream())
        .distinct()
        .toList();
  }

  /** Per class of data, in codes. */
  private static Map<String, Object> withheld(Disclosure disclosure) {
    Map<String, Object> withheld = new LinkedHashMap<>();
    disclosure
        .withheld()
        .forEach(
            (data, why) ->
                withheld.put(
                    data,
                    Map.of(
                        "decision",
                        why.decision().code(),
                        "unmet",
                        why.unmet(),
                        "rows",
                        why.rules().stream().map(SharingAnswer.Rule::id).toList(),
                        "grounds",
                        why.rules().stream()
                            .flatMap(rule -> rule.grounds().stream())
                            .distinct()
                            .toList())));
    return withheld;
  }
}
