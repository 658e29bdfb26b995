// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.report.web;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import nl.schakel.platform.access.Account;
import nl.schakel.platform.access.AccountId;
import nl.schakel.platform.access.Accounts;
import nl.schakel.platform.access.Open;
import nl.schakel.platform.access.Requires;
import nl.schakel.platform.report.Code;
import nl.schakel.platform.report.CodeLists;
import nl.schakel.platform.report.FieldLists;
import nl.schakel.platform.report.FieldLists.FieldSwitch;
import nl.schakel.platform.report.FieldLists.SwitchOutcome;
import nl.schakel.platform.report.FieldRule;
import nl.schakel.platform.report.FieldRuleNotFound;
import nl.schakel.platform.report.Ground;
import nl.schakel.platform.report.Grounds;
import nl.schakel.platform.report.ProposedGround;
import nl.schakel.platform.report.ReportCalendar;
import nl.schakel.platform.report.ReportField;
import nl.schakel.platform.report.ReportFields;
import nl.schakel.platform.report.ReportRights;
import nl.schakel.platform.web.FieldProblem;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** What may be reported: for everybody to read, and for the officer to decide. */
@Controller
class FieldListPages {
  private final FieldLists fieldLists;
  private final ReportFields fields;
  private final Grounds grounds;
  private final CodeLists codeLists;
  private final ReportCalendar calendar;
  private final ProblemTexts problemTexts;
  private final Accounts accounts;
  private final MessageSource texts;

  FieldListPages(
      FieldLists fieldLists,
      ReportFields fields,
      Grounds grounds,
      CodeLists codeLists,
      ReportCalendar calendar,
      ProblemTexts problemTexts,
      Accounts accounts,
      MessageSource texts) {
    this.fieldLists = fieldLists;
    this.fields = fields;
    this.grounds = grounds;
    this.codeLists = codeLists;
    this.calendar = calendar;
    this.problemTexts = problemTexts;
    this.accounts = accounts;
    this.texts = texts;
  }

  /** One field and its rule, in words. */
  record RuleRow(
      String field,
      String label,
      String tone,
      String word,
      String ground,
      String article,
      String note,
      String certainty,
      String since,
      boolean switchable,
      boolean switched,
      String href) {}

  record RuleGroup(String id, String title, List<RuleRow> rows) {}

  record GroundRow(String label, String reason, String note, String article, String certainty) {}

  /** The field list of one reporter type. */
  record ListPage(
      String type,
      String typeLabel,
      List<FieldView.Option> types,
      List<RuleGroup> groups,
      List<GroundRow> grounds,
      long required,
      long allowed,
      long notAllowed,
      String on) {}

  @Open
  @GetMapping("/what-may-be-reported")
  ModelAndView open(@RequestParam Optional<String> type, Locale locale) {
    return new ModelAndView("report/what-may-be-reported", "page", page(chosen(type), locale));
  }

  @GetMapping("/field-lists")
  @Requires(ReportRights.FIELD_LISTS)
  ModelAndView lists(@RequestParam Optional<String> type, Locale locale) {
    ModelAndView page = new ModelAndView("report/field-lists", "page", page(chosen(type), locale));
    page.addObject(
        "switches",
        fieldLists.switches().stream().limit(50).map(rule -> event(rule, locale)).toList());
    return page;
  }

  private String chosen(Optional<String> type) {
    List<String> types = fieldLists.reporterTypes();
    return type.filter(types::contains).orElse(types.getFirst());
  }

  private ListPage page(String type, Locale locale) {
    List<RuleGroup> groups = new ArrayList<>();
    for (ReportField.Group group : ReportField.Group.values()) {
      groups.add(
          new RuleGroup(
              group.code(),
              text("report.group." + group.code(), locale),
              fields.of(group).stream()
                  .flatMap(
                      field ->
                          fieldLists.rule(type, field.name(), calendar.today()).stream()
                              .map(rule -> row(rule, locale)))
                  .toList()));
    }
    return new ListPage(
        type,
        codeLists.label("reporter-type", type, locale),
        fieldLists.reporterTypes().stream()
            .map(
                code ->
                    new FieldView.Option(
                        code, codeLists.label("reporter-type", code, locale), null))
            .toList(),
        groups,
        grounds.proposed(type, Optional.empty()).stream().map(one -> ground(one, locale)).toList(),
        count(type, FieldRule.Presence.REQUIRED),
        count(type, FieldRule.Presence.ALLOWED),
        count(type, FieldRule.Presence.NOT_ALLOWED),
        DraftTasks.day(calendar.today().atStartOfDay(ReportCalendar.ZONE).toInstant()));
  }

  private long count(String type, FieldRule.Presence presence) {
    return fieldLists.today(type).all().stream()
        .filter(rule -> rule.presence() == presence)
        .count();
  }

  private RuleRow row(FieldRule rule, Locale locale) {
    Ground ground = grounds.get(rule.ground());
    return new RuleRow(
        rule.field(),
        fields.get(rule.field()).label(locale),
        switch (rule.presence()) {
          case REQUIRED -> "info";
          case ALLOWED -> "done";
          case NOT_ALLOWED -> "danger";
        },
        text("report.presence." + rule.presence().code(), locale),
        ground.label(locale),
        ground.article(locale),
        rule.note(locale),
        codeLists.label("rule-certainty", rule.certainty(), locale),
        rule.validFrom().toString(),
        rule.switchable(),
        rule.switched().isPresent(),
        "/field-lists/%s/%s".formatted(rule.reporterType(), rule.field()));
  }

  private GroundRow ground(ProposedGround one, Locale locale) {
    Ground ground = grounds.get(one.ground());
    return new GroundRow(
        ground.label(locale),
        ground.reason(locale),
        one.note(locale),
        ground.article(locale),
        codeLists.label("rule-certainty", one.certainty(), locale));
  }

  /** One moment in the history of a field. */
  record RuleEvent(
      String when, String what, String ground, String reason, String by, boolean refused) {}

  private RuleEvent event(FieldRule rule, Locale locale) {
    return new RuleEvent(
        rule.switched()
            .map(switched -> DraftTasks.day(switched.at()))
            .orElse(rule.validFrom().toString()),
        "%s: %s – %s"
            .formatted(
                codeLists.label("reporter-type", rule.reporterType(), locale),
                fields.get(rule.field()).label(locale),
                text("report.presence." + rule.presence().code(), locale)),
        "%s (%s)"
            .formatted(
                grounds.get(rule.ground()).label(locale),
                grounds.get(rule.ground()).article(locale)),
        rule.switched()
            .map(switched -> codeLists.label("switch-reason", switched.reason(), locale))
            .orElse(rule.source()),
        rule.switched()
            .map(switched -> text("report.switch.by", locale, by(switched.by()), rule.validFrom()))
            .orElse(text("report.switch.reference", locale)),
        rule.refused());
  }

  private String by(AccountId account) {
    return accounts.account(account).map(Account::displayName).orElseGet(account::toString);
  }

  record SwitchPage(
      String type,
      String typeLabel,
      RuleRow rule,
      String help,
      List<RuleEvent> history,
      boolean switchesOn,
      String action,
      String backHref,
      List<ProblemTexts.Told> errors,
      List<FieldView> fields) {}

  @GetMapping("/field-lists/{type}/{field}")
  @Requires(ReportRights.FIELD_LISTS)
  ModelAndView field(@PathVariable String type, @PathVariable String field, Locale locale) {
    return switchPage(
        rule(type, field),
        new SwitchForm("", "", "", calendar.today().toString()),
        List.of(),
        locale);
  }

  private FieldRule rule(String type, String field) {
    return fieldLists
        .rule(type, field, calendar.today())
        .orElseThrow(() -> new FieldRuleNotFound("?", "?"));
  }

  /** What the browser sent: text only. */
  record SwitchForm(String ground, String certainty, String reason, String from) {}

  @PostMapping("/field-lists/{type}/{field}/switches")
  @Requires(ReportRights.FIELD_LISTS)
  ModelAndView change(
      @PathVariable String type,
      @PathVariable String field,
      @RequestParam Optional<String> ground,
      @RequestParam Optional<String> certainty,
      @RequestParam Optional<String> reason,
      @RequestParam Optional<String> from,
      Locale locale) {
    FieldRule rule = rule(type, field);
    SwitchForm form =
        new SwitchForm(ground.orElse(""), certainty.orElse(""), reason.orElse(""), from.orElse(""));
    Optional<LocalDate> day = TypedDay.read(form.from());
    if (day.isEmpty()) {
      return refused(rule, form, List.of(new FieldProblem("from", "date-form")), locale);
    }
    FieldSwitch asked =
        new FieldSwitch(
            type, field, rule.refused(), form.ground(), form.certainty(), form.reason(), day.get());
    return switch (fieldLists.change(asked)) {
      case SwitchOutcome.Done ignored ->
          new ModelAndView(
              "redirect:/field-lists/%s/%s".formatted(rule.reporterType(), rule.field()));
      case SwitchOutcome.Refused refused -> refused(rule, form, refused.problems(), locale);
    };
  }

  private ModelAndView refused(
      FieldRule rule, SwitchForm form, List<FieldProblem> problems, Locale locale) {
    ModelAndView page = switchPage(rule, form, problems, locale);
    page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
    return page;
  }

  private ModelAndView switchPage(
      FieldRule rule, SwitchForm form, List<FieldProblem> problems, Locale locale) {
    boolean on = rule.refused();
    List<FieldView> asked =
        List.of(
            FieldView.simple(
                "select",
                "ground",
                text("report.field.ground", locale),
                form.ground(),
                true,
                groundOptions(on, locale),
                problemTexts.of("ground", problems, locale)),
            FieldView.simple(
                "radios",
                "certainty",
                text("report.field.certainty", locale),
                form.certainty(),
                true,
                options("rule-certainty", locale),
                problemTexts.of("certainty", problems, locale)),
            FieldView.simple(
                "radios",
                "reason",
                text("report.field.reason", locale),
                form.reason(),
                true,
                options("switch-reason", locale),
                problemTexts.of("reason", problems, locale)),
            FieldView.simple(
                "date",
                "from",
                text("report.field.from", locale),
                FieldView.shown(fields.get("reportedOn"), form.from()),
                true,
                List.of(),
                problemTexts.of("from", problems, locale)));
    return new ModelAndView(
        "report/field-switch",
        "page",
        new SwitchPage(
            rule.reporterType(),
            codeLists.label("reporter-type", rule.reporterType(), locale),
            row(rule, locale),
            fields.get(rule.field()).help(locale),
            fieldLists.history(rule.reporterType(), rule.field()).stream()
                .map(each -> event(each, locale))
                .toList(),
            on,
            "/field-lists/%s/%s/switches".formatted(rule.reporterType(), rule.field()),
            "/field-lists?type=" + rule.reporterType(),
            problems.stream()
                .map(
                    problem ->
                        new ProblemTexts.Told(problem.field(), problemTexts.text(problem, locale)))
                .toList(),
            asked));
  }

  private List<FieldView.Option> groundOptions(boolean on, Locale locale) {
    return grounds.all().stream()
        .filter(ground -> (ground.selectable() || ground.kind().equals("per-report")) == on)
        .map(
            ground ->
                new FieldView.Option(
                    ground.code(),
                    "%s (%s)".formatted(ground.label(locale), ground.article(locale)),
                    null))
        .toList();
  }

  private List<FieldView.Option> options(String list, Locale locale) {
    return codeLists.codes(list).stream()
        .map((Code code) -> new FieldView.Option(code.code(), code.label(locale), null))
        .toList();
  }

  private String text(String key, Locale locale, Object... arguments) {
    return String.valueOf(texts.getMessage(key, arguments, key, locale));
  }
}
