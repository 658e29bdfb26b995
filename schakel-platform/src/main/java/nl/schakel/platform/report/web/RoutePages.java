// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.report.web;

import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import nl.schakel.platform.access.Account;
import nl.schakel.platform.access.AccountId;
import nl.schakel.platform.access.Accounts;
import nl.schakel.platform.access.OrganisationId;
import nl.schakel.platform.access.Requires;
import nl.schakel.platform.identity.NumberPseudonyms;
import nl.schakel.platform.organisation.Organisation;
import nl.schakel.platform.organisation.OrganisationNotFound;
import nl.schakel.platform.organisation.OrganisationSearch;
import nl.schakel.platform.organisation.Organisations;
import nl.schakel.platform.report.CodeLists;
import nl.schakel.platform.report.Ground;
import nl.schakel.platform.report.Grounds;
import nl.schakel.platform.report.LinkageRoute;
import nl.schakel.platform.report.LinkageRoutes;
import nl.schakel.platform.report.LinkageRoutes.Outcome;
import nl.schakel.platform.report.LinkageRoutes.RouteDecision;
import nl.schakel.platform.report.ReportCalendar;
import nl.schakel.platform.report.ReportRights;
import nl.schakel.platform.report.RouteDecisionNotFound;
import nl.schakel.platform.report.RouteRule;
import nl.schakel.platform.web.FieldProblem;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** In which way each organisation lets persons be recognised, and who decided it. */
@Controller
@Requires(ReportRights.LINKAGE_ROUTES)
class RoutePages {
  private static final int MOST_FOUND = 30;
  private static final int MOST_DECISIONS = 30;

  private final LinkageRoutes routes;
  private final Organisations organisations;
  private final Grounds grounds;
  private final CodeLists codeLists;
  private final ReportCalendar calendar;
  private final ProblemTexts problemTexts;
  private final Accounts accounts;
  private final NumberPseudonyms numbers;
  private final MessageSource texts;

  RoutePages(
      LinkageRoutes routes,
      Organisations organisations,
      Grounds grounds,
      CodeLists codeLists,
      ReportCalendar calendar,
      ProblemTexts problemTexts,
      Accounts accounts,
      NumberPseudonyms numbers,
      MessageSource texts) {
    this.routes = routes;
    this.organisations = organisations;
    this.grounds = grounds;
    this.codeLists = codeLists;
    this.calendar = calendar;
    this.problemTexts = problemTexts;
    this.accounts = accounts;
    this.numbers = numbers;
    this.texts = texts;
  }

  /** An organisation that may have routes. */
  record OrganisationRow(String name, String type, String href) {}

  /** What was decided, when and by whom. */
  record DecisionRow(
      String when,
      String what,
      String ground,
      String reason,
      String by,
      String tone,
      String word,
      String href,
      boolean waits,
      String confirmation) {}

  /** How asking the key holder stands, in words. */
  record KeyHolderCard(String tone, String word, String text) {}

  record RoutesPage(
      String words,
      List<OrganisationRow> found,
      KeyHolderCard keyHolder,
      List<DecisionRow> decisions) {}

  @GetMapping("/linkage-routes")
  ModelAndView overview(@RequestParam(defaultValue = "") String words, Locale locale) {
    List<OrganisationRow> found =
        organisations.search(new OrganisationSearch(words, "", "", false, 1, MOST_FOUND)).stream()
            .flatMap(one -> row(one, locale).stream())
            .toList();
    return new ModelAndView(
        "report/routes",
        "page",
        new RoutesPage(
            words,
            found,
            keyHolder(locale),
            routes.latest(MOST_DECISIONS).stream().map(rule -> decision(rule, locale)).toList()));
  }

  private KeyHolderCard keyHolder(Locale locale) {
    NumberPseudonyms.State state = numbers.state();
    String how =
        !state.inUse() ? "off" : state.failingSince().isPresent() ? "failing" : "answering";
    String tone = how.equals("failing") ? "attention" : how.equals("off") ? "neutral" : "done";
    return new KeyHolderCard(
        tone,
        text("report.routes.key-holder." + how, locale),
        text(
            "report.routes.key-holder." + how + ".text",
            locale,
            state.waiting(),
            state
                .failingSince()
                .map(
                    since ->
                        DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm", locale)
                            .format(since.atZone(ReportCalendar.ZONE)))
                .orElse("")));
  }

  private Optional<OrganisationRow> row(Organisation one, Locale locale) {
    return organisations
        .reporterType(one.id())
        .map(
            type ->
                new OrganisationRow(
                    one.name(), codeLists.label("reporter-type", type, locale), href(one.id())));
  }

  private static String href(OrganisationId organisation) {
    return "/linkage-routes/" + organisation;
  }

  /** One route of the organisation, in words. */
  record RouteCard(
      String route, String title, String about, String tone, String word, List<RuleLine> rules) {}

  /** Why it is open or closed. */
  record RuleLine(String ground, String why, String since) {}

  record RoutePage(
      String name,
      String type,
      List<RouteCard> cards,
      List<DecisionRow> history,
      String action,
      List<ProblemTexts.Told> errors,
      List<FieldView> fields) {}

  @GetMapping("/linkage-routes/{organisation}")
  ModelAndView one(@PathVariable String organisation, Locale locale) {
    return page(
        OrganisationNotFound.parse(organisation),
        new RouteForm("", "", "", "", "", calendar.today().toString(), "", ""),
        List.of(),
        locale);
  }

  /** What the browser sent: text only. */
  record RouteForm(
      String route,
      String ground,
      String open,
      String certainty,
      String reason,
      String from,
      String to,
      String assessment) {}

  @PostMapping("/linkage-routes/{organisation}/decisions")
  ModelAndView decide(
      @PathVariable String organisation,
      @RequestParam(defaultValue = "") String route,
      @RequestParam(defaultValue = "") String ground,
      @RequestParam(defaultValue = "") String open,
      @RequestParam(defaultValue = "") String certainty,
      @RequestParam(defaultValue = "") String reason,
      @RequestParam(defaultValue = "") String from,
      @RequestParam(defaultValue = "") String to,
      @RequestParam(defaultValue = "") String assessment,
      Locale locale) {
    OrganisationId id = OrganisationNotFound.parse(organisation);
    RouteForm form = new RouteForm(route, ground, open, certainty, reason, from, to, assessment);
    List<FieldProblem> problems = new ArrayList<>();
    Optional<RouteDecision> asked = RouteForms.read(id, form, problems);
    if (asked.isEmpty()) {
      return refused(id, form, problems, locale);
    }
    return switch (routes.decide(asked.get())) {
      case Outcome.Done ignored -> new ModelAndView("redirect:" + href(id));
      case Outcome.Refused refused -> refused(id, form, refused.problems(), locale);
    };
  }

  @PostMapping("/linkage-routes/{organisation}/decisions/{decision}/confirmation")
  ModelAndView confirm(
      @PathVariable String organisation, @PathVariable String decision, Locale locale) {
    OrganisationId id = OrganisationNotFound.parse(organisation);
    return switch (routes.confirm(id, RouteDecisionNotFound.parse(decision))) {
      case Outcome.Done ignored -> new ModelAndView("redirect:" + href(id));
      case Outcome.Refused refused ->
          refused(
              id,
              new RouteForm("", "", "", "", "", calendar.today().toString(), "", ""),
              refused.problems(),
              locale);
    };
  }

  private ModelAndView refused(
      OrganisationId id, RouteForm form, List<FieldProblem> problems, Locale locale) {
    ModelAndView page = page(id, form, problems, locale);
    page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
    return page;
  }

  private ModelAndView page(
      OrganisationId id, RouteForm form, List<FieldProblem> problems, Locale locale) {
    Organisation one = organisations.get(id);
    return new ModelAndView(
        "report/route",
        "page",
        new RoutePage(
            one.name(),
            organisations
                .reporterType(id)
                .map(type -> codeLists.label("reporter-type", type, locale))
                .orElseGet(() -> text("report.route.no-reporter", locale)),
            routes.states(id).stream().map(state -> card(state, locale)).toList(),
            routes.history(id).stream().map(rule -> decision(rule, locale)).toList(),
            href(id) + "/decisions",
            problemTexts.told(problems, locale),
            fields(form, problems, locale)));
  }

  private RouteCard card(LinkageRoutes.State state, Locale locale) {
    String code = state.route().code();
    boolean open = !state.open().isEmpty();
    return new RouteCard(
        code,
        text("report.route." + code, locale),
        text("report.route." + code + ".about", locale),
        open ? "done" : "danger",
        text(open ? "report.route.open" : "report.route.closed", locale),
        (open ? state.open().stream() : state.closed().stream())
            .map(rule -> line(rule, locale))
            .toList());
  }

  private RuleLine line(RouteRule rule, Locale locale) {
    Ground because = grounds.get(rule.because());
    return new RuleLine(
        groundLabel(rule.ground(), locale),
        "%s (%s; %s)"
            .formatted(
                because.label(locale),
                because.article(locale),
                codeLists.label("rule-certainty", rule.certainty(), locale)),
        rule.validTo()
            .map(last -> text("report.route.period", locale, rule.validFrom(), last))
            .orElseGet(() -> text("report.route.since", locale, rule.validFrom())));
  }

  private String groundLabel(String ground, Locale locale) {
    return ground.equals(RouteRule.ANY_GROUND)
        ? text("report.route.any-ground", locale)
        : grounds.get(ground).label(locale);
  }

  private DecisionRow decision(RouteRule rule, Locale locale) {
    RouteRule.Decision decision = rule.decision().orElseThrow();
    String state = rule.waits() ? "waits" : rule.allowed() ? "open" : "closed";
    return new DecisionRow(
        DraftTasks.day(decision.at()),
        "%s – %s"
            .formatted(
                organisations.nameOf(decision.organisation()),
                text("report.route." + rule.route().code(), locale)),
        line(rule, locale).ground() + " · " + line(rule, locale).since(),
        codeLists.label("switch-reason", decision.reason(), locale)
            + decision
                .assessment()
                .map(one -> " · " + text("report.route.assessed", locale, one))
                .orElse(""),
        decision
            .confirmed()
            .map(second -> text("report.route.by-two", locale, by(decision.by()), by(second.by())))
            .orElseGet(() -> text("report.route.by", locale, by(decision.by()))),
        switch (state) {
          case "waits" -> "attention";
          case "open" -> "done";
          default -> "danger";
        },
        text("report.route." + state, locale),
        href(decision.organisation()),
        rule.waits(),
        href(decision.organisation()) + "/decisions/" + rule.id() + "/confirmation");
  }

  private String by(AccountId account) {
    return accounts.account(account).map(Account::displayName).orElseGet(account::toString);
  }

  private List<FieldView> fields(RouteForm form, List<FieldProblem> problems, Locale locale) {
    return List.of(
        field("radios", "route", form.route(), true, routeOptions(locale), problems, locale),
        field(
            "radios",
            "open",
            form.open(),
            true,
            List.of(
                new FieldView.Option("yes", text("report.route.do-open", locale), null),
                new FieldView.Option("no", text("report.route.do-close", locale), null)),
            problems,
            locale),
        field("select", "ground", form.ground(), true, groundOptions(locale), problems, locale),
        field(
            "radios",
            "certainty",
            form.certainty(),
            true,
            options("rule-certainty", locale),
            problems,
            locale),
        field(
            "radios",
            "reason",
            form.reason(),
            true,
            options("switch-reason", locale),
            problems,
            locale),
        field("date", "from", shown(form.from()), true, List.of(), problems, locale),
        field("date", "to", shown(form.to()), false, List.of(), problems, locale),
        field("text", "assessment", form.assessment(), false, List.of(), problems, locale));
  }

  private FieldView field(
      String kind,
      String name,
      String value,
      boolean required,
      List<FieldView.Option> options,
      List<FieldProblem> problems,
      Locale locale) {
    return FieldView.simple(
        kind,
        name,
        text("report.field." + name, locale),
        value,
        required,
        options,
        problemTexts.of(name, problems, locale));
  }

  private static String shown(String day) {
    return day.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}")
        ? "%s-%s-%s".formatted(day.substring(8), day.substring(5, 7), day.substring(0, 4))
        : day;
  }

  private List<FieldView.Option> routeOptions(Locale locale) {
    return Stream.of(LinkageRoute.values())
        .filter(LinkageRoute::isBuilt)
        .map(
            route ->
                new FieldView.Option(
                    route.code(), text("report.route." + route.code(), locale), null))
        .toList();
  }

  private List<FieldView.Option> groundOptions(Locale locale) {
    return grounds.all().stream()
        .filter(ground -> ground.selectable() || ground.code().equals(RouteRule.ANY_GROUND))
        .map(
            ground ->
                new FieldView.Option(
                    ground.code(),
                    ground.code().equals(RouteRule.ANY_GROUND)
                        ? text("report.route.any-ground", locale)
                        : "%s (%s)".formatted(ground.label(locale), ground.article(locale)),
                    null))
        .toList();
  }

  private List<FieldView.Option> options(String list, Locale locale) {
    return codeLists.codes(list).stream()
        .map(code -> new FieldView.Option(code.code(), code.label(locale), null))
        .toList();
  }

  private String text(String key, Locale locale, Object... arguments) {
    return String.valueOf(texts.getMessage(key, arguments, key, locale));
  }
}
