// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import nl.schakel.platform.access.Open;
import nl.schakel.platform.sharing.SharingCode;
import nl.schakel.platform.sharing.SharingCodes;
import nl.schakel.platform.sharing.SharingQuestion;
import nl.schakel.platform.sharing.SharingRules;
import nl.schakel.platform.sharing.TypicalQuestions;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * "May I share this?" in a few steps, for everybody. The address holds codes only, so that an
 * answer can be kept, sent on and asked again; nothing is stored.
 */
@Controller
class AskPages {
  static final String PATH = "/may-i-share";

  private final SharingRules rules;
  private final SharingCodes codes;
  private final TypicalQuestions typical;
  private final AnswerViews views;
  private final MessageSource texts;

  AskPages(
      SharingRules rules,
      SharingCodes codes,
      TypicalQuestions typical,
      AnswerViews views,
      MessageSource texts) {
    this.rules = rules;
    this.codes = codes;
    this.typical = typical;
    this.views = views;
    this.texts = texts;
  }

  /** The steps, in order; the ones that make no difference are not asked. */
  private enum Step {
    SENDER("sender", SharingCodes.PARTY),
    DATA("data", "data"),
    RECEIVER("receiver", SharingCodes.PARTY),
    PURPOSE("purpose", "purpose"),
    SUBJECT("subject", "subject"),
    CONSENT("consent", "consent"),
    URGENCY("urgency", "urgency");

    private final String field;
    private final String list;

    Step(String field, String list) {
      this.field = field;
      this.list = list;
    }
  }

  record Choice(String code, String label, String hint) {}

  record Group(String title, List<Choice> choices) {}

  /** One answer given before, with the way to change it. */
  record Given(String label, String value, String href) {}

  record Link(String label, String href) {}

  record Hidden(String name, String value) {}

  record AskPage(
      String field,
      boolean several,
      String title,
      String help,
      int number,
      List<Group> groups,
      List<Given> given,
      List<Hidden> hidden,
      String error,
      boolean first,
      String query,
      List<Link> questions,
      boolean nearly) {}

  @Open
  @GetMapping(PATH)
  ModelAndView ask(@RequestParam MultiValueMap<String, String> sent, Locale locale) {
    Map<String, String> given = new LinkedHashMap<>();
    List<String> data = new ArrayList<>();
    Optional<Step> wrong = Optional.empty();
    for (Step step : Step.values()) {
      List<String> values = sent.getOrDefault(step.field, List.of());
      boolean known = values.stream().allMatch(value -> codes.code(step.list, value).isPresent());
      if (!known && wrong.isEmpty()) {
        wrong = Optional.of(step);
      } else if (known && step == Step.DATA) {
        data.addAll(values);
      } else if (known && !values.isEmpty()) {
        given.put(step.field, values.getFirst());
      }
    }
    String regime = Optional.ofNullable(sent.getFirst("regime")).orElse("");
    if (codes.code("regime", regime).isPresent()) {
      given.put("regime", regime);
    }
    boolean tried = sent.containsKey("next");
    Optional<Step> next = wrong.or(() -> next(given, data));
    return next.isPresent()
        ? step(next.get(), given, data, sent, wrong.isPresent() || tried, locale)
        : answer(given, data, locale);
  }

  /** The first question that is still open; empty when the answer cannot change any more. */
  private Optional<Step> next(Map<String, String> given, List<String> data) {
    for (Step step : Step.values()) {
      boolean open = step == Step.DATA ? data.isEmpty() : !given.containsKey(step.field);
      if (open && (step.compareTo(Step.PURPOSE) <= 0 || matters(step, given, data))) {
        return Optional.of(step);
      }
    }
    return Optional.empty();
  }

  /** Whether the answer depends on it, whatever the other open questions turn out to be. */
  private boolean matters(Step step, Map<String, String> given, List<String> data) {
    if ("vital-danger".equals(given.get(Step.PURPOSE.field))) {
      // Who must call 112 now is not kept with questions.
      return false;
    }
    List<Map<String, String>> others = List.of(given);
    for (Step other : List.of(Step.SUBJECT, Step.CONSENT, Step.URGENCY)) {
      if (other != step && !given.containsKey(other.field)) {
        others = others.stream().flatMap(one -> variants(other, one).stream()).toList();
      }
    }
    return others.stream()
        .anyMatch(
            one ->
                variants(step, one).stream()
                        .map(full -> (SharingRules.Read.Asked) rules.read(full, data))
                        .map(asked -> rules.answer(asked.question()))
                        .map(answer -> List.of(answer.decision(), answer.rules()))
                        .distinct()
                        .count()
                    > 1);
  }

  private List<Map<String, String>> variants(Step step, Map<String, String> given) {
    return codes.codes(step.list).stream()
        .map(
            code -> {
              Map<String, String> full = new LinkedHashMap<>(given);
              full.put(step.field, code);
              return full;
            })
        .toList();
  }

  private ModelAndView step(
      Step step,
      Map<String, String> given,
      List<String> data,
      MultiValueMap<String, String> sent,
      boolean tried,
      Locale locale) {
    boolean first = step == Step.SENDER;
    String query = Optional.ofNullable(sent.getFirst("q")).orElse("").strip();
    TypicalQuestions.Found found = typical.find(query);
    boolean error = tried && sent.getOrDefault("next", List.of()).contains(step.field);
    AskPage page =
        new AskPage(
            step.field,
            step == Step.DATA,
            text("sharing.ask." + step.field, locale),
            text("sharing.ask." + step.field + ".help", locale),
            step.ordinal() + 1,
            groups(step, given, data, locale),
            given(given, data, locale),
            hidden(given, data),
            error ? text("sharing.ask.error", locale) : "",
            first,
            query,
            first ? links(found, locale) : List.of(),
            !found.exact());
    ModelAndView view = new ModelAndView("sharing/ask", "page", page);
    view.setStatus(error ? HttpStatus.UNPROCESSABLE_CONTENT : HttpStatus.OK);
    return view;
  }

  /** What a rule knows stands first; the rest stays within reach. */
  private List<Group> groups(
      Step step, Map<String, String> given, List<String> data, Locale locale) {
    Map<String, List<Choice>> groups = new LinkedHashMap<>();
    List<String> known = known(step, given, data);
    for (String code : known) {
      groups
          .computeIfAbsent(text("sharing.group.known", locale), group -> new ArrayList<>())
          .add(choice(codes.code(step.list, code).orElseThrow(), locale));
    }
    for (SharingCode code : codes.list(step.list)) {
      if (!known.contains(code.code())) {
        groups
            .computeIfAbsent(title(step, code, known, locale), group -> new ArrayList<>())
            .add(choice(code, locale));
      }
    }
    return groups.entrySet().stream()
        .map(group -> new Group(group.getKey(), group.getValue()))
        .toList();
  }

  private static Choice choice(SharingCode code, Locale locale) {
    return new Choice(code.code(), code.label(locale), code.hint(locale));
  }

  private String title(Step step, SharingCode code, List<String> known, Locale locale) {
    if (!code.group().isEmpty()) {
      return text("sharing.group." + code.group(), locale);
    }
    return step == Step.PURPOSE && !known.isEmpty() ? text("sharing.group.rest", locale) : "";
  }

  /** Receivers or purposes for which a row was written; empty for the other steps. */
  private List<String> known(Step step, Map<String, String> given, List<String> data) {
    return switch (step) {
      case RECEIVER ->
          codes.codes(SharingCodes.PARTY).stream()
              .filter(
                  receiver ->
                      codes.codes("purpose").stream()
                          .anyMatch(purpose -> knows(given, data, receiver, purpose)))
              .toList();
      case PURPOSE ->
          codes.codes("purpose").stream()
              .filter(purpose -> knows(given, data, given.getOrDefault("receiver", ""), purpose))
              .toList();
      case SENDER, DATA, SUBJECT, CONSENT, URGENCY -> List.of();
    };
  }

  private boolean knows(
      Map<String, String> given, List<String> data, String receiver, String purpose) {
    Map<String, String> full = new LinkedHashMap<>(given);
    full.put("receiver", receiver);
    full.put("purpose", purpose);
    return rules.read(full, data) instanceof SharingRules.Read.Asked asked
        && !rules.answer(asked.question()).rules().isEmpty();
  }

  private static List<Link> links(TypicalQuestions.Found found, Locale locale) {
    return found.questions().stream()
        .map(one -> new Link(one.text(locale), QuestionInAddress.href(PATH, one.question())))
        .toList();
  }

  private List<Given> given(Map<String, String> given, List<String> data, Locale locale) {
    List<Given> rows = new ArrayList<>();
    for (Step step : Step.values()) {
      List<String> values =
          step == Step.DATA ? data : Optional.ofNullable(given.get(step.field)).stream().toList();
      if (!values.isEmpty()) {
        rows.add(
            new Given(
                text("sharing.given." + step.field, locale),
                String.join(
                    "; ", values.stream().map(code -> label(step.list, code, locale)).toList()),
                without(step, given, data)));
      }
    }
    return rows;
  }

  /** The same question without one of its answers. */
  private static String without(Step step, Map<String, String> given, List<String> data) {
    UriComponentsBuilder to = UriComponentsBuilder.fromPath(PATH);
    given.forEach(
        (field, value) -> {
          if (!field.equals(step.field)) {
            to.queryParam(field, value);
          }
        });
    if (step != Step.DATA) {
      data.forEach(one -> to.queryParam("data", one));
    }
    return to.encode().toUriString();
  }

  private static List<Hidden> hidden(Map<String, String> given, List<String> data) {
    List<Hidden> fields = new ArrayList<>();
    given.forEach((field, value) -> fields.add(new Hidden(field, value)));
    data.forEach(one -> fields.add(new Hidden("data", one)));
    return fields;
  }

  private ModelAndView answer(Map<String, String> given, List<String> data, Locale locale) {
    SharingQuestion question = ((SharingRules.Read.Asked) rules.read(given, data)).question();
    return new ModelAndView(
        "sharing/answer",
        "page",
        views.page(question, rules.answer(question), given(given, data, locale), locale));
  }

  private String label(String list, String code, Locale locale) {
    return codes.code(list, code).map(one -> one.label(locale)).orElse(code);
  }

  private String text(String key, Locale locale) {
    return String.valueOf(texts.getMessage(key, null, key, locale));
  }
}
