// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing.web;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import nl.schakel.platform.sharing.Decision;
import nl.schakel.platform.sharing.LawGround;
import nl.schakel.platform.sharing.LawGrounds;
import nl.schakel.platform.sharing.RuleVerdict;
import nl.schakel.platform.sharing.SharingAnswer;
import nl.schakel.platform.sharing.SharingCode;
import nl.schakel.platform.sharing.SharingCodes;
import nl.schakel.platform.sharing.SharingQuestion;
import nl.schakel.platform.sharing.SharingRules;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/**
 * An answer of the rules in the words of the reader, whoever asked: a visitor or a refused page.
 */
@Component
class AnswerViews {
  private static final ZoneId ZONE = ZoneId.of("Europe/Amsterdam");

  private final SharingRules rules;
  private final SharingCodes codes;
  private final LawGrounds grounds;
  private final MessageSource texts;
  private final Clock clock;

  AnswerViews(
      SharingRules rules,
      SharingCodes codes,
      LawGrounds grounds,
      MessageSource texts,
      Clock clock) {
    this.rules = rules;
    this.codes = codes;
    this.grounds = grounds;
    this.texts = texts;
    this.clock = clock;
  }

  record GroundView(String label, String text, String href, String id, String certainty) {}

  /** A rule behind the answer, with the ways to say what one thinks of it. */
  record JudgeView(String rule, String reason, List<AskPages.Link> verdicts) {}

  /** The same question under another law, where the answer is another one. */
  record RegimeView(String label, String href, String tone, String word) {}

  record ClassView(
      String label, String tone, String word, List<String> reasons, List<String> rows) {}

  record ChangeView(String what, String tone, String word) {}

  record AnswerPage(
      String tone,
      String word,
      String sentence,
      String certaintyTone,
      String certainty,
      String certaintyHelp,
      List<String> modalities,
      List<ClassView> classes,
      List<String> gates,
      List<String> duties,
      List<GroundView> grounds,
      List<ChangeView> changes,
      List<AskPages.Given> given,
      List<String> sources,
      String version,
      String review,
      String again,
      String givenOn,
      String regime,
      List<RegimeView> regimes,
      String officer,
      List<JudgeView> judge) {}

  AnswerPage page(
      SharingQuestion question, SharingAnswer answer, List<AskPages.Given> given, Locale locale) {
    List<String> conditions = answer.conditions();
    return new AnswerPage(
        tone(answer.decision()),
        label("decision", answer.decision().code(), locale),
        text("sharing.answer." + answer.decision().code() + part(answer), locale),
        switch (answer.certainty()) {
          case SURE -> "done";
          case LIKELY -> "info";
          case UNSURE -> "attention";
        },
        answer.rules().isEmpty() ? "" : label("certainty", answer.certainty().code(), locale),
        codes
            .code("certainty", answer.certainty().code())
            .map(code -> code.hint(locale))
            .orElse(""),
        answer.rules().stream()
            .filter(rule -> rule.decision().positive())
            .map(SharingAnswer.Rule::modality)
            .filter(modality -> !modality.equals("none"))
            .distinct()
            .sorted()
            .limit(1)
            .map(code -> label("modality", code, locale))
            .toList(),
        answer.classes().stream().map(one -> view(one, locale)).toList(),
        conditions.stream()
            .filter(code -> codes.code(SharingCodes.GATE, code).isPresent())
            .map(code -> codes.condition(code).label(locale))
            .toList(),
        conditions.stream()
            .filter(code -> codes.code(SharingCodes.DUTY, code).isPresent())
            .map(code -> codes.condition(code).label(locale))
            .toList(),
        grounds(answer.grounds(), locale),
        changes(question, locale),
        given,
        answer.rules().stream().map(SharingAnswer.Rule::source).distinct().toList(),
        answer.tableVersion(),
        answer.rules().stream()
            .map(SharingAnswer.Rule::reviewBy)
            .min(LocalDate::compareTo)
            .map(day -> SharingWords.day(day, locale))
            .orElse(""),
        AskPages.PATH,
        SharingWords.day(LocalDate.now(clock.withZone(ZONE)), locale),
        label("regime", question.regime(), locale),
        regimes(question, answer, locale),
        answer.classes().stream().anyMatch(one -> one.decision() == Decision.ASK)
            ? QuestionInAddress.href(AskPages.PATH + "/help", question)
            : "",
        judge(question, answer, locale));
  }

  /** Whoever reads "no" must not think that nothing may go when a part may. */
  private static String part(SharingAnswer answer) {
    return !answer.decision().positive()
            && answer.classes().stream().anyMatch(one -> one.decision().positive())
        ? ".part"
        : "";
  }

  List<GroundView> grounds(List<String> ids, Locale locale) {
    return ids.stream().map(grounds::get).map(one -> view(one, locale)).toList();
  }

  /** What would make the answer another one. */
  List<ChangeView> changes(SharingQuestion question, Locale locale) {
    return rules.changes(question).stream().map(one -> view(one, locale)).toList();
  }

  /** The law under which the sender holds the data is assumed; who holds them otherwise sees it. */
  private List<RegimeView> regimes(SharingQuestion question, SharingAnswer answer, Locale locale) {
    List<RegimeView> others = new ArrayList<>();
    for (SharingCode regime : codes.list("regime")) {
      SharingQuestion other = question.withRegime(regime.code());
      Decision then = rules.answer(other).decision();
      if (then != answer.decision()) {
        others.add(
            new RegimeView(
                regime.label(locale),
                QuestionInAddress.href(AskPages.PATH, other),
                tone(then),
                label("decision", then.code(), locale)));
      }
    }
    return others;
  }

  private List<JudgeView> judge(SharingQuestion question, SharingAnswer answer, Locale locale) {
    List<JudgeView> judged = new ArrayList<>();
    for (SharingAnswer.Rule rule : answer.rules()) {
      judged.add(
          new JudgeView(rule.id(), rule.reason(locale), verdicts(question, rule.id(), locale)));
    }
    if (answer.classes().stream().anyMatch(one -> one.rules().isEmpty())) {
      judged.add(
          new JudgeView(
              "", text("sharing.answer.no-rule", locale), verdicts(question, "", locale)));
    }
    return judged;
  }

  private List<AskPages.Link> verdicts(SharingQuestion question, String rule, Locale locale) {
    String to = QuestionInAddress.href(AskPages.PATH + "/feedback", question);
    return Stream.of(RuleVerdict.values())
        .map(RuleVerdict::code)
        .map(
            verdict ->
                new AskPages.Link(
                    text("sharing-guide.verdict." + verdict, locale),
                    to + "&rule=" + rule + "&verdict=" + verdict))
        .toList();
  }

  ClassView view(SharingAnswer.ForClass one, Locale locale) {
    List<String> reasons =
        one.rules().isEmpty()
            ? List.of(text("sharing.answer.no-rule", locale))
            : one.rules().stream().map(rule -> rule.reason(locale)).toList();
    return new ClassView(
        label("data", one.data(), locale),
        tone(one.decision()),
        label("decision", one.decision().code(), locale),
        reasons,
        one.rules().stream().map(SharingAnswer.Rule::id).toList());
  }

  private GroundView view(LawGround ground, Locale locale) {
    return new GroundView(
        ground.label(locale),
        ground.text(locale),
        ground.href().orElse(""),
        ground.id(),
        ground
            .textOf()
            .map(
                day ->
                    String.valueOf(
                        texts.getMessage(
                            "sharing-guide.answer.ground-of",
                            new Object[] {
                              label("certainty", ground.certainty().code(), locale),
                              SharingWords.day(day, locale)
                            },
                            "",
                            locale)))
            .orElseGet(() -> label("certainty", ground.certainty().code(), locale)));
  }

  private ChangeView view(SharingRules.Change change, Locale locale) {
    String value =
        change.input().equals("data")
            ? String.join(
                "; ",
                List.of(change.value().split(",", -1)).stream()
                    .map(code -> label("data", code, locale))
                    .toList())
            : label(change.input(), change.value(), locale);
    return new ChangeView(
        String.valueOf(
            texts.getMessage(
                "sharing.change." + change.input(), new Object[] {value}, value, locale)),
        tone(change.decision()),
        label("decision", change.decision().code(), locale));
  }

  static String tone(Decision decision) {
    return switch (decision) {
      case ALLOWED -> "done";
      case ALLOWED_IF -> "info";
      case ASK -> "attention";
      case FORBIDDEN -> "danger";
    };
  }

  private String label(String list, String code, Locale locale) {
    return codes.code(list, code).map(one -> one.label(locale)).orElse(code);
  }

  private String text(String key, Locale locale) {
    return String.valueOf(texts.getMessage(key, null, key, locale));
  }
}
