// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing.web;

import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import nl.schakel.platform.access.Requires;
import nl.schakel.platform.sharing.CandidateRule;
import nl.schakel.platform.sharing.HelpDesk;
import nl.schakel.platform.sharing.HelpQuestion;
import nl.schakel.platform.sharing.HelpQuestionNotFound;
import nl.schakel.platform.sharing.HelpState;
import nl.schakel.platform.sharing.LawGrounds;
import nl.schakel.platform.sharing.SharingCodes;
import nl.schakel.platform.sharing.SharingRights;
import nl.schakel.platform.sharing.SharingTables;
import nl.schakel.platform.web.Csv;
import nl.schakel.platform.web.FieldProblem;
import nl.schakel.platform.web.FormTexts;
import nl.schakel.platform.web.Submitted;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The queue of the data-protection officer: questions that no rule answers. */
@Controller
@Requires(SharingRights.HELP_DESK)
class HelpDeskPages {
  private static final String PATH = "/help-desk";

  private final HelpDesk desk;
  private final SharingTables tables;
  private final SharingCodes codes;
  private final LawGrounds grounds;
  private final SharingWords words;

  HelpDeskPages(
      HelpDesk desk,
      SharingTables tables,
      SharingCodes codes,
      LawGrounds grounds,
      SharingWords words) {
    this.desk = desk;
    this.tables = tables;
    this.codes = codes;
    this.grounds = grounds;
    this.words = words;
  }

  record RowView(
      String href, String title, String why, String tone, String state, List<String> facts) {}

  /** Where the reader is in the queue, as {@code fragments/pagination.html} shows it. */
  record Range(
      long from, long to, long total, @Nullable String previousHref, @Nullable String nextHref) {
    private static Range of(HelpDesk.Queue queue, String state) {
      long before = (queue.page() - 1L) * HelpDesk.PAGE;
      long to = before + queue.questions().size();
      return new Range(
          Math.min(before + 1, to),
          to,
          queue.total(),
          queue.page() > 1 ? href(state, queue.page() - 1) : null,
          to < queue.total() ? href(state, queue.page() + 1) : null);
    }

    private static String href(String state, int page) {
      return PATH + "?state=" + state + "&page=" + page;
    }
  }

  @GetMapping(PATH)
  ModelAndView queue(
      @RequestParam(defaultValue = "open") String state,
      @RequestParam(defaultValue = "1") String page,
      Locale locale) {
    String chosen = List.of("open", "answered", "closed").contains(state) ? state : "";
    FormTexts form =
        new FormTexts(
            words.texts(), locale, "sharing-guide.filter", Map.of("state", chosen), List.of());
    HelpDesk.Queue queue =
        desk.list(chosen, page.matches("[0-9]{1,8}") ? Integer.parseInt(page) : 1);
    return new ModelAndView("sharing/help-desk")
        .addObject("range", Range.of(queue, chosen))
        .addObject("open", desk.open())
        .addObject("state", form.choice("state", states(locale)))
        .addObject("rows", queue.questions().stream().map(one -> row(one, locale)).toList());
  }

  private Map<String, String> states(Locale locale) {
    Map<String, String> states = new LinkedHashMap<>();
    for (HelpState state : HelpState.values()) {
      states.put(state.code(), words.text("sharing-guide.help-state." + state.code(), locale));
    }
    return states;
  }

  private RowView row(HelpQuestion one, Locale locale) {
    boolean urgent = one.state() == HelpState.OPEN && one.question().urgency().equals("urgent");
    return new RowView(
        PATH + "/" + one.id(),
        words.text(
            "sharing-guide.pair",
            locale,
            words.label(SharingCodes.PARTY, one.question().sender(), locale),
            words.label(SharingCodes.PARTY, one.question().receiver(), locale),
            words.label("purpose", one.question().purpose(), locale)),
        String.join(
            "; ",
            one.question().data().stream().map(code -> words.label("data", code, locale)).toList()),
        urgent ? "danger" : tone(one.state()),
        urgent
            ? words.label("urgency", "urgent", locale)
            : words.text("sharing-guide.help-state." + one.state().code(), locale),
        List.of(
            words.text("sharing-guide.asked-on", locale, SharingWords.day(one.askedOn(), locale))));
  }

  private static String tone(HelpState state) {
    return switch (state) {
      case OPEN -> "attention";
      case ANSWERED -> "done";
      case CLOSED -> "neutral";
    };
  }

  @GetMapping(PATH + "/{id}")
  ModelAndView one(@PathVariable String id, Locale locale) {
    return page(
        desk.get(HelpQuestionNotFound.parse(id)),
        new Submitted(new LinkedMultiValueMap<>()),
        List.of(),
        HttpStatus.OK,
        locale);
  }

  @PostMapping(PATH + "/{id}/answer")
  ModelAndView answer(
      @PathVariable String id, @RequestParam MultiValueMap<String, String> sent, Locale locale) {
    UUID question = HelpQuestionNotFound.parse(id);
    Submitted form = new Submitted(sent);
    return after(
        question,
        desk.answer(
            question,
            new HelpDesk.Sent(
                form.text("area"),
                form.text("decision"),
                form.text("modality"),
                form.all("conditions"),
                grounds(form),
                form.text("dpv"),
                form.text("certainty"),
                form.date("review").map(LocalDate::toString).orElse(form.text("review")),
                form.text("source"),
                form.text("reasonNl"),
                form.text("reasonEn"),
                form.all("anyOf"))),
        form,
        locale);
  }

  private static List<String> grounds(Submitted form) {
    List<String> chosen = new ArrayList<>(form.all("grounds"));
    form.optional("ground2").filter(second -> !chosen.contains(second)).ifPresent(chosen::add);
    return chosen;
  }

  @PostMapping(PATH + "/{id}/closure")
  ModelAndView close(
      @PathVariable String id, @RequestParam MultiValueMap<String, String> sent, Locale locale) {
    UUID question = HelpQuestionNotFound.parse(id);
    Submitted form = new Submitted(sent);
    return after(question, desk.close(question, form.text("why")), form, locale);
  }

  private ModelAndView after(
      UUID question, HelpDesk.Answered outcome, Submitted form, Locale locale) {
    return switch (outcome) {
      case HelpDesk.Answered.Done() -> new ModelAndView("redirect:" + PATH + "/" + question);
      case HelpDesk.Answered.Refused(List<FieldProblem> problems) ->
          page(desk.get(question), form, problems, HttpStatus.UNPROCESSABLE_CONTENT, locale);
    };
  }

  private ModelAndView page(
      HelpQuestion one,
      Submitted sent,
      List<FieldProblem> problems,
      HttpStatus status,
      Locale locale) {
    FormTexts form =
        new FormTexts(words.texts(), locale, "sharing-guide.answer", sent.shown(), problems);
    ModelAndView view = new ModelAndView("sharing/help-question");
    view.setStatus(status);
    view.addObject("row", row(one, locale))
        .addObject("facts", words.facts(one.question(), locale))
        .addObject("remark", one.remark())
        .addObject("open", one.state() == HelpState.OPEN)
        .addObject(
            "closedWhy",
            one.closedWhy().isEmpty()
                ? ""
                : words.text("sharing-guide.closed." + one.closedWhy(), locale))
        .addObject("version", one.tableVersion())
        .addObject("ask", QuestionInAddress.href("/may-i-share", one.question()))
        .addObject("errors", words.errors(form, locale));
    if (one.state() == HelpState.OPEN) {
      fields(view, form, sent, locale);
    }
    one.answer().ifPresent(answer -> view.addObject("answer", view(one, answer, locale)));
    return view;
  }

  private void fields(ModelAndView view, FormTexts form, Submitted sent, Locale locale) {
    view.addObject("decision", form.choice("decision", decisions(locale)))
        .addObject("modality", form.choice("modality", list("modality", locale)))
        .addObject(
            "conditions",
            form.choice("conditions", conditions(locale)).values(sent.all("conditions")).optional())
        .addObject("grounds", form.choice("grounds", laws(locale)))
        .addObject("ground2", form.choice("ground2", laws(locale)).optional())
        .addObject("dpv", form.choice("dpv", same(desk.dpvCodes())).optional())
        .addObject("certainty", form.choice("certainty", list("certainty", locale)))
        .addObject("review", form.field("review"))
        .addObject("source", form.field("source"))
        .addObject("reasonNl", form.field("reasonNl"))
        .addObject("reasonEn", form.field("reasonEn"))
        .addObject("area", form.choice("area", areas(locale)))
        .addObject(
            "anyOf", form.choice("anyOf", inputs(locale)).values(sent.all("anyOf")).optional())
        .addObject("why", form.choice("why", closings(locale)));
  }

  private Map<String, String> decisions(Locale locale) {
    Map<String, String> decisions = list("decision", locale);
    decisions.remove("ask");
    return decisions;
  }

  private Map<String, String> list(String list, Locale locale) {
    Map<String, String> options = new LinkedHashMap<>();
    codes.list(list).forEach(code -> options.put(code.code(), code.label(locale)));
    return options;
  }

  private Map<String, String> conditions(Locale locale) {
    Map<String, String> options = new LinkedHashMap<>();
    codes
        .list(SharingCodes.GATE)
        .forEach(
            code ->
                options.put(
                    code.code(),
                    words.text("sharing-guide.answer.gate", locale, code.label(locale))));
    options.putAll(list(SharingCodes.DUTY, locale));
    return options;
  }

  private Map<String, String> laws(Locale locale) {
    Map<String, String> options = new LinkedHashMap<>();
    grounds.all().forEach(law -> options.put(law.id(), law.label(locale)));
    return options;
  }

  private static Map<String, String> same(List<String> values) {
    Map<String, String> options = new LinkedHashMap<>();
    values.forEach(value -> options.put(value, value));
    return options;
  }

  private Map<String, String> areas(Locale locale) {
    Map<String, String> options = new LinkedHashMap<>();
    tables.tables().forEach(id -> options.put(id, words.text("sharing.table." + id, locale)));
    return options;
  }

  private Map<String, String> inputs(Locale locale) {
    Map<String, String> options = new LinkedHashMap<>();
    CandidateRule.MAY_BE_ANY.forEach(
        input -> options.put(input, words.text("sharing-guide.any." + input, locale)));
    return options;
  }

  private Map<String, String> closings(Locale locale) {
    Map<String, String> options = new LinkedHashMap<>();
    HelpDesk.CLOSED_WHY.forEach(
        why -> options.put(why, words.text("sharing-guide.closed." + why, locale)));
    return options;
  }

  record AnswerView(
      String tone,
      String word,
      String reasonNl,
      String reasonEn,
      List<String> conditions,
      List<String> grounds,
      String certainty,
      String review,
      String area,
      List<String> problems,
      String dmn,
      String csv) {}

  private AnswerView view(HelpQuestion one, CandidateRule answer, Locale locale) {
    return new AnswerView(
        AnswerViews.tone(answer.decision()),
        words.label("decision", answer.decision().code(), locale),
        answer.reasonNl(),
        answer.reasonEn(),
        answer.conditions().stream().map(code -> words.condition(code, locale)).toList(),
        answer.grounds().stream().map(id -> grounds.get(id).label(locale)).toList(),
        words.label("certainty", answer.certainty().code(), locale),
        SharingWords.day(answer.reviewBy(), locale),
        words.text("sharing.table." + answer.area(), locale),
        desk.problemsOf(answer),
        PATH + "/" + one.id() + "/candidate.dmn",
        PATH + "/" + one.id() + "/candidate.csv");
  }

  /** The table in force with the answer as one more row. */
  @GetMapping(PATH + "/{id}/candidate.dmn")
  ResponseEntity<byte[]> dmn(@PathVariable String id) {
    UUID question = HelpQuestionNotFound.parse(id);
    return Attachment.of(
        desk.candidate(question).area() + ".dmn",
        MediaType.APPLICATION_XML,
        desk.candidateFile(question));
  }

  @GetMapping(PATH + "/{id}/candidate.csv")
  ResponseEntity<byte[]> csv(@PathVariable String id) {
    CandidateRule candidate = desk.candidate(HelpQuestionNotFound.parse(id));
    StringWriter out = new StringWriter();
    try (Csv csv = new Csv(out)) {
      csv.row(RulePages.COLUMNS).row(candidate.cells());
    }
    return Attachment.of(
        "candidate.csv", Attachment.CSV, out.toString().getBytes(StandardCharsets.UTF_8));
  }
}
