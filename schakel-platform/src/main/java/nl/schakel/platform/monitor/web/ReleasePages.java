// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor.web;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import nl.schakel.platform.access.Gate;
import nl.schakel.platform.access.Requires;
import nl.schakel.platform.monitor.MonitorRights;
import nl.schakel.platform.monitor.MonitorSettings;
import nl.schakel.platform.monitor.Years;
import nl.schakel.platform.monitor.release.AuditReport;
import nl.schakel.platform.monitor.release.DecideOutcome;
import nl.schakel.platform.monitor.release.DraftRequest;
import nl.schakel.platform.monitor.release.FreezeRequest;
import nl.schakel.platform.monitor.release.FrozenSet;
import nl.schakel.platform.monitor.release.FrozenSetId;
import nl.schakel.platform.monitor.release.FrozenSets;
import nl.schakel.platform.monitor.release.Population;
import nl.schakel.platform.monitor.release.Release;
import nl.schakel.platform.monitor.release.ReleaseDrafts;
import nl.schakel.platform.monitor.release.ReleaseId;
import nl.schakel.platform.monitor.release.ReleaseState;
import nl.schakel.platform.monitor.release.ReleaseTable;
import nl.schakel.platform.monitor.release.Releases;
import nl.schakel.platform.report.CodeLists;
import nl.schakel.platform.web.FieldProblem;
import nl.schakel.platform.web.FormField;
import nl.schakel.platform.web.InvalidInput;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The publication desk: freeze, draft, see the audit, decide as a second person, repeat. */
@Controller
@Requires(MonitorRights.RELEASE)
class ReleasePages {
  private static final int REFRESH_SECONDS = 2;
  private static final DateTimeFormatter TYPED =
      DateTimeFormatter.ofPattern("d-M-uuuu H:mm").withResolverStyle(ResolverStyle.STRICT);

  private final FrozenSets sets;
  private final ReleaseDrafts drafts;
  private final Releases releases;
  private final Population population;
  private final MonitorSettings settings;
  private final MessageSource texts;
  private final CodeLists codes;
  private final Gate gate;
  private final Clock clock;

  ReleasePages(
      FrozenSets sets,
      ReleaseDrafts drafts,
      Releases releases,
      Population population,
      MonitorSettings settings,
      MessageSource texts,
      CodeLists codes,
      Gate gate,
      Clock clock) {
    this.sets = sets;
    this.drafts = drafts;
    this.releases = releases;
    this.population = population;
    this.settings = settings;
    this.texts = texts;
    this.codes = codes;
    this.gate = gate;
    this.clock = clock;
  }

  record SetRow(String href, String name, String years, String when) {}

  record ReleaseRow(
      String href, String title, String when, String tone, String stateKey, boolean mine) {}

  /** A table at the desk. */
  record DeskTable(
      String title,
      String code,
      boolean shown,
      List<Reason> reasons,
      List<Map.Entry<String, String>> audit) {}

  record Reason(String why, String help) {}

  private Words words(Locale locale) {
    return new Words(texts, codes, settings, locale);
  }

  @GetMapping("/monitor/releases")
  ModelAndView desk(Locale locale) {
    return desk(Map.of(), List.of(), locale);
  }

  private ModelAndView desk(Map<String, String> typed, List<FieldProblem> problems, Locale locale) {
    Words words = words(locale);
    List<FrozenSet> frozen = sets.all();
    ModelAndView page =
        new ModelAndView("monitor/releases")
            .addObject("sets", frozen.stream().map(set -> row(set, words)).toList())
            .addObject("releases", releases.all().stream().map(one -> row(one, words)).toList())
            .addObject("freeze", freezeFields(typed, problems, words))
            .addObject("draft", draftFields(typed, problems, frozen, words))
            .addObject(
                "errors", problems.stream().map(one -> MonitorPages.wrong(one, words)).toList());
    page.setStatus(problems.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
    return page;
  }

  private static SetRow row(FrozenSet set, Words words) {
    return new SetRow(
        "/monitor/frozen-sets/" + set.id(),
        set.name() + " v" + set.version(),
        words.of(
            "monitor.years", Integer.toString(set.firstYear()), Integer.toString(set.lastYear())),
        words.moment(set.frozenAt()));
  }

  private ReleaseRow row(Release release, Words words) {
    return new ReleaseRow(
        "/monitor/releases/" + release.id(),
        release.monitor().title().in(words.locale())
            + " – "
            + release.publication()
            + " v"
            + release.version(),
        when(release, words),
        tone(release),
        stateKey(release),
        gate.actor().filter(actor -> actor.account().equals(release.draftedBy())).isPresent());
  }

  /** From when everybody may read it; nothing of what does not go out. */
  private String when(Release release, Words words) {
    String moment = words.moment(release.publishAt());
    return switch (release.state()) {
      case MAKING, DRAFT -> words.of("monitor.desk.when", moment);
      case APPROVED ->
          words.of(
              release.isPublic(clock.instant()) ? "monitor.desk.since" : "monitor.desk.from",
              moment);
      case FAILED, RETURNED, WITHDRAWN -> "";
    };
  }

  /** Who may read it, and from when. */
  private String told(Release release, Words words) {
    boolean waits = release.publishAt().isAfter(clock.instant());
    return switch (release.state()) {
      case RETURNED -> words.of("monitor.release.returned");
      case WITHDRAWN ->
          words.of(
              "monitor.release.withdrawn",
              release.withdrawnAt().map(words::moment).orElse(""),
              release.withdrawnNote());
      case MAKING, DRAFT, FAILED, APPROVED ->
          waits
              ? words.of("monitor.release.embargo", words.moment(release.publishAt()))
              : release.state() == ReleaseState.APPROVED
                  ? words.of("monitor.release.out", words.moment(release.publishAt()))
                  : words.of("monitor.release.at-once");
    };
  }

  private String tone(Release release) {
    return switch (release.state()) {
      case MAKING -> "progress";
      case DRAFT -> "attention";
      case APPROVED -> release.isPublic(clock.instant()) ? "done" : "progress";
      case FAILED, RETURNED, WITHDRAWN -> "danger";
    };
  }

  private String stateKey(Release release) {
    String state =
        release.state() == ReleaseState.APPROVED && release.isPublic(clock.instant())
            ? "PUBLISHED"
            : release.state().name();
    return "monitor.release.state." + state;
  }

  private Map<String, FormField> freezeFields(
      Map<String, String> typed, List<FieldProblem> problems, Words words) {
    List<FormField.Option> years =
        sets.years().stream()
            .map(year -> new FormField.Option(year.toString(), year.toString()))
            .toList();
    Map<String, FormField> fields = new LinkedHashMap<>();
    fields.put(
        "name", field("name", typed, problems, words).help(words.of("monitor.freeze.name.help")));
    fields.put("firstYear", field("firstYear", typed, problems, words).options(years));
    fields.put("lastYear", field("lastYear", typed, problems, words).options(years));
    return fields;
  }

  private Map<String, FormField> draftFields(
      Map<String, String> typed, List<FieldProblem> problems, List<FrozenSet> frozen, Words words) {
    Map<String, FormField> fields = new LinkedHashMap<>();
    fields.put(
        "set",
        field("set", typed, problems, words)
            .options(
                frozen.stream()
                    .map(
                        set ->
                            new FormField.Option(
                                set.id().toString(), set.name() + " v" + set.version()))
                    .toList()));
    fields.put(
        "monitor",
        field("monitor", typed, problems, words)
            .options(
                releases.monitors().stream()
                    .map(
                        monitor ->
                            new FormField.Option(
                                monitor.code(), monitor.title().in(words.locale())))
                    .toList()));
    fields.put(
        "publishAt",
        field("publishAt", typed, problems, words).help(words.of("monitor.draft.publishAt.help")));
    fields.put(
        "changeNote",
        field("changeNote", typed, problems, words)
            .optional()
            .help(words.of("monitor.draft.changeNote.help")));
    return fields;
  }

  private static FormField field(
      String name, Map<String, String> typed, List<FieldProblem> problems, Words words) {
    return FormField.of(name, words.of("monitor.desk." + name))
        .value(typed.getOrDefault(name, ""))
        .error(error(name, problems, words));
  }

  static @Nullable String error(String name, List<FieldProblem> problems, Words words) {
    return problems.stream()
        .filter(problem -> problem.field().equals(name))
        .map(problem -> MonitorPages.wrong(problem, words).message())
        .findFirst()
        .orElse(null);
  }

  @PostMapping("/monitor/frozen-sets")
  ModelAndView freeze(
      @RequestParam(defaultValue = "") String name,
      @RequestParam(defaultValue = "") String firstYear,
      @RequestParam(defaultValue = "") String lastYear,
      Locale locale) {
    Map<String, String> typed = Map.of("name", name, "firstYear", firstYear, "lastYear", lastYear);
    List<FieldProblem> problems = new ArrayList<>();
    Optional<Integer> first = year("firstYear", firstYear, problems);
    Optional<Integer> last = year("lastYear", lastYear, problems);
    if (first.isEmpty() || last.isEmpty()) {
      FreezeRequest.wrongName(name.strip()).ifPresent(wrong -> problems.add(0, wrong));
      return desk(typed, problems, locale);
    }
    try {
      FreezeRequest request = FreezeRequest.first(name.strip(), first.get(), last.get());
      return new ModelAndView("redirect:/monitor/frozen-sets/" + sets.freeze(request).id());
    } catch (InvalidInput wrong) {
      return desk(typed, wrong.problems(), locale);
    }
  }

  private static Optional<Integer> year(String field, String typed, List<FieldProblem> problems) {
    Optional<Integer> year = Years.parse(typed.strip());
    if (year.isEmpty()) {
      problems.add(new FieldProblem(field, "monitor.freeze-year"));
    }
    return year;
  }

  @PostMapping("/monitor/releases")
  ModelAndView draft(
      @RequestParam(defaultValue = "") String set,
      @RequestParam(defaultValue = "") String monitor,
      @RequestParam(defaultValue = "") String publishAt,
      @RequestParam(defaultValue = "") String changeNote,
      Locale locale) {
    Map<String, String> typed =
        Map.of("set", set, "monitor", monitor, "publishAt", publishAt, "changeNote", changeNote);
    List<FieldProblem> problems = new ArrayList<>();
    if (set.isBlank()) {
      problems.add(new FieldProblem("set", "monitor.draft-set"));
    }
    if (monitor.isBlank()) {
      problems.add(new FieldProblem("monitor", "monitor.draft-monitor"));
    }
    Optional<Instant> moment = moment(publishAt);
    if (moment.isEmpty()) {
      problems.add(new FieldProblem("publishAt", "monitor.draft-moment"));
    }
    if (moment.isEmpty() || !problems.isEmpty()) {
      return desk(typed, problems, locale);
    }
    try {
      Release draft =
          drafts.plan(new DraftRequest(setId(set), monitor.strip(), moment.get(), changeNote));
      return new ModelAndView("redirect:/monitor/releases/" + draft.id());
    } catch (InvalidInput wrong) {
      return desk(typed, wrong.problems(), locale);
    }
  }

  private Optional<Instant> moment(String typed) {
    try {
      return Optional.of(
          LocalDateTime.parse(typed.strip(), TYPED).atZone(settings.zone()).toInstant());
    } catch (DateTimeParseException notOne) {
      return Optional.empty();
    }
  }

  @GetMapping("/monitor/releases/{release}")
  ModelAndView release(
      @PathVariable("release") String id, Locale locale, HttpServletResponse response) {
    Release release = releases.get(releaseId(id));
    if (release.state() == ReleaseState.MAKING) {
      response.setHeader("Refresh", Integer.toString(REFRESH_SECONDS));
    }
    return release(release, null, Optional.empty(), locale);
  }

  private ModelAndView release(
      Release release,
      @Nullable String problem,
      Optional<Releases.Repeated> repeated,
      Locale locale) {
    Words words = words(locale);
    List<ReleaseTable> tables = releases.tables(release.id());
    boolean mine =
        gate.actor().filter(actor -> actor.account().equals(release.draftedBy())).isPresent();
    ModelAndView page =
        new ModelAndView("monitor/release")
            .addObject("row", row(release, words))
            .addObject("href", "/monitor/releases/" + release.id())
            .addObject("setHref", "/monitor/frozen-sets/" + release.set())
            .addObject(
                "publicHref",
                release.isPublic(clock.instant())
                    ? "/publications/%s/v%d".formatted(release.publication(), release.version())
                    : null)
            .addObject("making", release.state() == ReleaseState.MAKING)
            .addObject("made", drafts.progress(release.id()))
            .addObject("toMake", release.monitor().counted().size())
            .addObject(
                "failed",
                release.failedWhy().map(why -> "monitor.release.failed." + why).orElse(null))
            .addObject("draft", release.state() == ReleaseState.DRAFT)
            .addObject("approved", release.state() == ReleaseState.APPROVED)
            .addObject("mine", mine)
            .addObject("told", told(release, words))
            .addObject("changeNote", release.changeNote())
            .addObject("decidedNote", release.decidedNote())
            .addObject("tables", tables.stream().map(table -> deskTable(table, words)).toList())
            .addObject(
                "shown", tables.stream().filter(table -> table.published().isPresent()).count())
            .addObject(
                "figures",
                new PublicationViews(words, population)
                    .all(tables, "", words.of("monitor.source.own")))
            .addObject("problem", problem)
            .addObject(
                "repeated",
                repeated.map(outcome -> "monitor.release.repeated." + outcome).orElse(null));
    page.setStatus(problem == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
    return page;
  }

  private static DeskTable deskTable(ReleaseTable table, Words words) {
    Locale locale = words.locale();
    List<Reason> reasons = new ArrayList<>();
    table
        .refusal()
        .ifPresent(
            refusal ->
                refusal
                    .reasons()
                    .forEach(
                        one ->
                            reasons.add(new Reason(one.why().in(locale), one.help().in(locale)))));
    List<Map.Entry<String, String>> audit = new ArrayList<>();
    for (AuditReport.Finding finding : table.audit().findings()) {
      audit.add(Map.entry(finding.what().in(locale), finding.value()));
    }
    return new DeskTable(
        table.specification().title().in(locale),
        table.code(),
        table.published().isPresent(),
        reasons,
        audit);
  }

  @PostMapping("/monitor/releases/{release}/approval")
  ModelAndView approve(
      @PathVariable("release") String id,
      @RequestParam(defaultValue = "") String note,
      Locale locale) {
    ReleaseId release = releaseId(id);
    return decided(release, releases.approve(release, note), locale);
  }

  @PostMapping("/monitor/releases/{release}/return")
  ModelAndView giveBack(
      @PathVariable("release") String id,
      @RequestParam(defaultValue = "") String note,
      Locale locale) {
    ReleaseId release = releaseId(id);
    return decided(release, releases.giveBack(release, note), locale);
  }

  @PostMapping("/monitor/releases/{release}/withdrawal")
  ModelAndView withdraw(
      @PathVariable("release") String id,
      @RequestParam(defaultValue = "") String note,
      Locale locale) {
    ReleaseId release = releaseId(id);
    return decided(release, releases.withdraw(release, note), locale);
  }

  @PostMapping("/monitor/releases/{release}/repetition")
  ModelAndView repeat(@PathVariable("release") String id, Locale locale) {
    Release release = releases.get(releaseId(id));
    return release(release, null, Optional.of(releases.repeat(release.id())), locale);
  }

  private ModelAndView decided(ReleaseId id, DecideOutcome outcome, Locale locale) {
    return switch (outcome) {
      case DecideOutcome.Done(Release release) ->
          new ModelAndView("redirect:/monitor/releases/" + release.id());
      case DecideOutcome.NotOpen(ReleaseState state) -> refused(id, "not-open", locale);
      case DecideOutcome.OwnDraft() -> refused(id, "own-draft", locale);
      case DecideOutcome.NotAPerson() -> refused(id, "not-a-person", locale);
      case DecideOutcome.NothingToShow() -> refused(id, "nothing", locale);
      case DecideOutcome.ErasedSince() -> refused(id, "erased-since", locale);
      case DecideOutcome.NotWhole() -> refused(id, "not-whole", locale);
      case DecideOutcome.NoReason() -> refused(id, "no-reason", locale);
      case DecideOutcome.NoteTooLong(int longest) -> refused(id, "note-too-long", locale);
    };
  }

  private ModelAndView refused(ReleaseId id, String why, Locale locale) {
    return release(releases.get(id), "monitor.release.problem." + why, Optional.empty(), locale);
  }

  static FrozenSetId setId(String text) {
    return new FrozenSetId(Addresses.id(text, "frozen-set"));
  }

  static ReleaseId releaseId(String text) {
    return new ReleaseId(Addresses.id(text, "release"));
  }
}
