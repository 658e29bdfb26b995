// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.report.web;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import nl.schakel.platform.access.Requires;
import nl.schakel.platform.report.CodeLists;
import nl.schakel.platform.report.Draft;
import nl.schakel.platform.report.DraftId;
import nl.schakel.platform.report.DraftNotFound;
import nl.schakel.platform.report.Drafts;
import nl.schakel.platform.report.FieldRule;
import nl.schakel.platform.report.Ground;
import nl.schakel.platform.report.Grounds;
import nl.schakel.platform.report.IntakeOutcome;
import nl.schakel.platform.report.ProposedGround;
import nl.schakel.platform.report.RawReport;
import nl.schakel.platform.report.ReportField;
import nl.schakel.platform.report.ReportFields;
import nl.schakel.platform.report.ReportQuestions;
import nl.schakel.platform.report.ReportRights;
import nl.schakel.platform.report.ReportStep;
import nl.schakel.platform.report.RuleBook;
import nl.schakel.platform.web.FieldProblem;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The form: one group of questions a page, a summary, and the button that sends. */
@Controller
@Requires(ReportRights.DRAFT)
class DraftPages {
  private static final String MORE = "more-";

  private final Drafts drafts;
  private final ReportQuestions questions;
  private final ReportFields fields;
  private final CodeLists codeLists;
  private final Grounds grounds;
  private final ProblemTexts problemTexts;
  private final MessageSource texts;

  DraftPages(
      Drafts drafts,
      ReportQuestions questions,
      ReportFields fields,
      CodeLists codeLists,
      Grounds grounds,
      ProblemTexts problemTexts,
      MessageSource texts) {
    this.drafts = drafts;
    this.questions = questions;
    this.fields = fields;
    this.codeLists = codeLists;
    this.grounds = grounds;
    this.problemTexts = problemTexts;
    this.texts = texts;
  }

  /** One step in the list above the form. */
  record StepLink(String label, @Nullable String href) {}

  /** A question that may not be answered, with why. */
  record NotAsked(String label, String rule, String article, boolean switchable) {}

  /**
   * What one page of the form shows.
   *
   * @param minor the person is under 18, as far as known
   */
  record StepPage(
      String title,
      String lead,
      String step,
      List<StepLink> steps,
      int current,
      String action,
      @Nullable String backHref,
      boolean minor,
      List<ProblemTexts.Told> errors,
      List<FieldView> fields,
      List<NotAsked> notAsked,
      int notAskedCount,
      String deleteOn) {}

  /** A group of answers on the summary. */
  record SummaryGroup(
      String id, String title, String href, List<SummaryRow> rows, List<String> problems) {}

  record SummaryRow(String label, List<String> words, boolean vault) {}

  record SummaryPage(
      List<StepLink> steps,
      int current,
      String action,
      String discardAction,
      List<ProblemTexts.Told> errors,
      List<SummaryGroup> groups,
      String deleteOn) {}

  /** A draft in the list of drafts. */
  record DraftRow(
      String href, String title, String changedOn, String deleteOn, boolean soon, String discard) {}

  @PostMapping("/report-drafts")
  String start() {
    return drafts
        .start()
        .map(id -> "redirect:/report-drafts/%s/steps/%s".formatted(id, ReportStep.REPORT.code()))
        .orElse("redirect:/reports");
  }

  @GetMapping("/report-drafts")
  String list() {
    return "redirect:/reports";
  }

  @GetMapping("/report-drafts/{draft}")
  String open(@PathVariable String draft) {
    return "redirect:/report-drafts/%s/summary".formatted(drafts.open(Links.draft(draft)).id());
  }

  @GetMapping("/report-drafts/{draft}/steps/{step}")
  ModelAndView step(
      @PathVariable String draft,
      @PathVariable String step,
      @RequestParam Optional<String> more,
      Locale locale) {
    Draft open = drafts.open(Links.draft(draft));
    return page(open, stepOf(step, open.id()), List.of(), more.orElse(""), locale);
  }

  private static ReportStep stepOf(String code, DraftId draft) {
    return ReportStep.of(code).orElseThrow(() -> new DraftNotFound(draft));
  }

  @PostMapping("/report-drafts/{draft}/steps/{step}")
  ModelAndView keep(
      @PathVariable String draft,
      @PathVariable String step,
      @RequestParam MultiValueMap<String, String> sent,
      Locale locale) {
    DraftId id = Links.draft(draft);
    ReportStep here = stepOf(step, id);
    RuleBook book = rules();
    Map<String, List<String>> answers = new HashMap<>();
    for (ReportField field : questions.asked(here, drafts.open(id).report(), book)) {
      answers.put(field.name(), sent.getOrDefault(field.name(), List.of()));
    }
    if (here == ReportStep.GROUND) {
      answers.put(RawReport.GROUND_CHOSEN, sent.getOrDefault(RawReport.GROUND_CHOSEN, List.of()));
    }
    Draft kept = drafts.save(id, answers);
    String action = String.valueOf(sent.getFirst("action"));
    if (action.startsWith(MORE)) {
      return redirect(
          "/report-drafts/%s/steps/%s?more=%s#%s"
              .formatted(id, here.code(), field(action), field(action)));
    }
    if (action.equals("later")) {
      return redirect("/reports?kept");
    }
    List<FieldProblem> problems = of(here, drafts.problems(kept));
    if (!problems.isEmpty()) {
      ModelAndView page = page(kept, here, problems, "", locale);
      page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
      return page;
    }
    return redirect(action.equals("summary") ? summaryHref(id) : after(here, kept, book, id));
  }

  private String field(String action) {
    return fields.find(action.substring(MORE.length())).map(ReportField::name).orElse("main");
  }

  private static ModelAndView redirect(String path) {
    return new ModelAndView("redirect:" + path);
  }

  private static String summaryHref(DraftId id) {
    return "/report-drafts/%s/summary".formatted(id);
  }

  private String after(ReportStep here, Draft draft, RuleBook book, DraftId id) {
    return questions.steps(draft.report(), book).stream()
        .filter(step -> step.ordinal() > here.ordinal())
        .findFirst()
        .map(step -> stepHref(id, step))
        .orElse(summaryHref(id));
  }

  private static String stepHref(DraftId id, ReportStep step) {
    return "/report-drafts/%s/steps/%s".formatted(id, step.code());
  }

  private static List<FieldProblem> of(ReportStep step, List<FieldProblem> problems) {
    return problems.stream()
        .filter(problem -> ReportStep.asking(problem.field()).filter(step::equals).isPresent())
        .toList();
  }

  private RuleBook rules() {
    return drafts.ownRules().orElseThrow(() -> new DraftNotFound(new DraftId(new UUID(0, 0))));
  }

  private ModelAndView page(
      Draft draft, ReportStep step, List<FieldProblem> problems, String more, Locale locale) {
    RuleBook book = rules();
    List<ReportStep> steps = questions.steps(draft.report(), book);
    Optional<Boolean> minor = questions.minor(draft.report(), book);
    List<FieldView> views = new ArrayList<>();
    for (ReportField field : questions.asked(step, draft.report(), book)) {
      views.add(view(field, draft.report(), book, minor, problems, more, locale));
    }
    if (step == ReportStep.GROUND && book.allows("ground")) {
      views.add(groundChosen(draft.report(), locale));
    }
    int at = Math.max(0, steps.indexOf(step));
    String key = "report.step." + step.code();
    return new ModelAndView(
        "report/step",
        "page",
        new StepPage(
            text(key + ".title", locale),
            text(key + ".lead", locale),
            step.code(),
            links(draft.id(), steps, locale),
            at + 1,
            stepHref(draft.id(), step),
            at > 0 ? stepHref(draft.id(), steps.get(at - 1)) : null,
            minor.orElse(false),
            problemTexts.told(problems, locale),
            views,
            notAsked(questions.refused(step, book), locale),
            questions.refused(step, book).size(),
            DraftTasks.day(draft.deleteFrom())));
  }

  private List<StepLink> links(DraftId id, List<ReportStep> steps, Locale locale) {
    List<StepLink> links = new ArrayList<>();
    for (ReportStep step : steps) {
      links.add(
          new StepLink(
              text("report.step.%s.name".formatted(step.code()), locale), stepHref(id, step)));
    }
    links.add(new StepLink(text("report.step.summary.name", locale), summaryHref(id)));
    return links;
  }

  private FieldView view(
      ReportField field,
      RawReport report,
      RuleBook book,
      Optional<Boolean> minor,
      List<FieldProblem> problems,
      String more,
      Locale locale) {
    boolean required =
        book.rule(field.name())
            .filter(rule -> rule.presence() == FieldRule.Presence.REQUIRED)
            .filter(rule -> rule.satisfiedBy().isEmpty())
            .isPresent();
    @Nullable String error = problemTexts.of(field.name(), problems, locale);
    if (field.name().equals("ground")) {
      return ground(field, report, book, minor, required, error, locale);
    }
    return FieldView.of(
        field,
        report,
        field.kind().coded()
            ? FieldView.options(questions.choices(field, report, locale))
            : List.of(),
        required,
        error,
        locale,
        field.name().equals(more));
  }

  /** Proposed grounds with their reasons, then the others; chosen beforehand only what is sure. */
  private FieldView ground(
      ReportField field,
      RawReport report,
      RuleBook book,
      Optional<Boolean> minor,
      boolean required,
      @Nullable String error,
      Locale locale) {
    List<ProposedGround> proposed = grounds.proposed(book.reporterType(), minor);
    Map<String, FieldView.Option> options = new LinkedHashMap<>();
    for (ProposedGround one : proposed) {
      Ground ground = grounds.get(one.ground());
      options.putIfAbsent(
          ground.code(),
          new FieldView.Option(
              ground.code(),
              ground.label(locale),
              "%s %s (%s)"
                  .formatted(ground.reason(locale), one.note(locale), ground.article(locale))));
    }
    for (Ground ground : grounds.others(book.reporterType(), minor)) {
      options.put(
          ground.code(),
          new FieldView.Option(
              ground.code(), ground.label(locale), text("report.ground.not-proposed", locale)));
    }
    FieldView view =
        FieldView.of(field, report, List.copyOf(options.values()), required, error, locale, false);
    return new FieldView(
        "radios",
        view.name(),
        view.label(),
        view.help(),
        view.value() == null ? sure(proposed) : view.value(),
        view.values(),
        view.error(),
        view.required(),
        view.options(),
        null,
        null,
        null,
        List.of());
  }

  private @Nullable String sure(List<ProposedGround> proposed) {
    return proposed.stream()
        .findFirst()
        .filter(first -> first.certainty().equals("sure"))
        .filter(first -> !grounds.get(first.ground()).kind().equals("consent"))
        .map(ProposedGround::ground)
        .orElse(null);
  }

  private FieldView groundChosen(RawReport report, Locale locale) {
    List<String> chosen = report.texts(RawReport.GROUND_CHOSEN);
    return new FieldView(
        "checkboxes",
        RawReport.GROUND_CHOSEN,
        text("report.ground.chosen", locale),
        text("report.ground.chosen.help", locale),
        null,
        chosen,
        null,
        false,
        List.of(new FieldView.Option("yes", text("report.ground.chosen.yes", locale), null)),
        null,
        null,
        null,
        List.of());
  }

  /** Questions that are refused for the same reason stand together. */
  private List<NotAsked> notAsked(List<FieldRule> refused, Locale locale) {
    Map<NotAsked, List<String>> byReason = new LinkedHashMap<>();
    for (FieldRule rule : refused) {
      Ground ground = grounds.get(rule.ground());
      NotAsked reason =
          new NotAsked(
              "",
              rule.note(locale).isEmpty() ? ground.reason(locale) : rule.note(locale),
              "%s; %s"
                  .formatted(
                      ground.article(locale),
                      codeLists.label("rule-certainty", rule.certainty(), locale)),
              rule.switchable());
      byReason
          .computeIfAbsent(reason, none -> new ArrayList<>())
          .add(fields.get(rule.field()).label(locale));
    }
    return byReason.entrySet().stream()
        .map(
            entry ->
                new NotAsked(
                    String.join(", ", entry.getValue()),
                    entry.getKey().rule(),
                    entry.getKey().article(),
                    entry.getKey().switchable()))
        .toList();
  }

  @GetMapping("/report-drafts/{draft}/summary")
  ModelAndView summary(@PathVariable String draft, Locale locale) {
    return summary(drafts.open(Links.draft(draft)), List.of(), locale);
  }

  private ModelAndView summary(Draft draft, List<FieldProblem> problems, Locale locale) {
    RuleBook book = rules();
    List<ReportStep> steps = questions.steps(draft.report(), book);
    RawReport sending = questions.toSend(draft.report(), book);
    List<FieldProblem> open = drafts.problems(draft);
    List<SummaryGroup> groups = new ArrayList<>();
    for (ReportStep step : steps) {
      groups.add(group(step, draft, sending, of(step, open), locale));
    }
    List<StepLink> links = links(draft.id(), steps, locale);
    return new ModelAndView(
        "report/summary",
        "page",
        new SummaryPage(
            links,
            links.size(),
            "/report-drafts/%s/submission".formatted(draft.id()),
            "/report-drafts/%s/discard".formatted(draft.id()),
            problems.stream()
                .map(
                    problem ->
                        new ProblemTexts.Told(
                            ReportStep.asking(problem.field())
                                .map(step -> "group-" + step.code())
                                .orElse(null),
                            problemTexts.told(List.of(problem), locale).getFirst().message()))
                .toList(),
            groups,
            DraftTasks.day(draft.deleteFrom())));
  }

  private SummaryGroup group(
      ReportStep step, Draft draft, RawReport sending, List<FieldProblem> problems, Locale locale) {
    List<SummaryRow> rows = new ArrayList<>();
    for (String name : step.fields()) {
      List<String> given = sending.texts(name);
      if (!given.isEmpty()) {
        ReportField field = fields.get(name);
        rows.add(
            new SummaryRow(
                field.label(locale),
                FieldView.words(codeLists, field, given, locale),
                questions.isIdentity(field)));
      }
    }
    return new SummaryGroup(
        "group-" + step.code(),
        text("report.step.%s.name".formatted(step.code()), locale),
        stepHref(draft.id(), step),
        rows,
        problemTexts.told(problems, locale).stream().map(ProblemTexts.Told::message).toList());
  }

  @PostMapping("/report-drafts/{draft}/submission")
  ModelAndView send(@PathVariable String draft, Locale locale) {
    DraftId id = Links.draft(draft);
    return switch (drafts.send(id)) {
      case IntakeOutcome.Accepted accepted ->
          redirect("/reports/%s/receipt".formatted(accepted.id()));
      case IntakeOutcome.Refused refused -> {
        ModelAndView page = summary(drafts.open(id), refused.problems(), locale);
        page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        yield page;
      }
    };
  }

  @PostMapping("/report-drafts/{draft}/discard")
  ModelAndView discard(@PathVariable String draft) {
    drafts.discard(Links.draft(draft));
    return redirect("/reports?discarded");
  }

  private String text(String key, Locale locale) {
    return String.valueOf(texts.getMessage(key, null, key, locale));
  }
}
