// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import nl.schakel.platform.access.Gate;
import nl.schakel.platform.access.Requires;
import nl.schakel.platform.monitor.MonitorRights;
import nl.schakel.platform.monitor.MonitorSettings;
import nl.schakel.platform.monitor.aggregate.Aggregate;
import nl.schakel.platform.monitor.aggregate.AggregateDecision;
import nl.schakel.platform.monitor.aggregate.AggregateId;
import nl.schakel.platform.monitor.aggregate.AggregateProblem;
import nl.schakel.platform.monitor.aggregate.AggregateRequest;
import nl.schakel.platform.monitor.aggregate.AggregateState;
import nl.schakel.platform.monitor.aggregate.Aggregates;
import nl.schakel.platform.monitor.aggregate.UploadOutcome;
import nl.schakel.platform.report.CodeLists;
import nl.schakel.platform.web.Submitted;
import nl.schakel.platform.web.UploadForm;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Tables of counts that others made: upload, decide as a second person, read. */
@Controller
class AggregatePages {
  private static final int MOST_PARTS = 20;
  private static final String BASE = "/monitor/aggregates/";

  private final Aggregates aggregates;
  private final Gate gate;
  private final MonitorSettings settings;
  private final MessageSource texts;
  private final CodeLists codes;
  private final Clock clock;

  AggregatePages(
      Aggregates aggregates,
      Gate gate,
      MonitorSettings settings,
      MessageSource texts,
      CodeLists codes,
      Clock clock) {
    this.aggregates = aggregates;
    this.gate = gate;
    this.settings = settings;
    this.texts = texts;
    this.codes = codes;
    this.clock = clock;
  }

  private Words words(Locale locale) {
    return new Words(texts, codes, settings, locale);
  }

  @Requires(MonitorRights.READ)
  @GetMapping("/monitor/aggregates")
  ModelAndView list(@RequestParam(defaultValue = "") String corrects, Locale locale) {
    Map<String, String> typed = new LinkedHashMap<>();
    if (!corrects.isBlank()) {
      typed.putAll(of(aggregates.get(id(corrects), true).aggregate()));
    }
    return list(typed, List.of(), locale);
  }

  /** What a correction begins with. */
  private static Map<String, String> of(Aggregate aggregate) {
    return Map.of(
        "corrects",
        aggregate.id().toString(),
        "kind",
        aggregate.kind().code(),
        "title",
        aggregate.title(),
        "maker",
        aggregate.maker(),
        "protection",
        aggregate.alreadyPublished() ? AggregateRequest.PUBLISHED : AggregateRequest.UNPROTECTED,
        "citation",
        aggregate.citation(),
        "certainty",
        aggregate.certainty());
  }

  private ModelAndView list(
      Map<String, String> typed, List<AggregateProblem> problems, Locale locale) {
    AggregateViews views = new AggregateViews(words(locale));
    AggregateForm form = new AggregateForm(texts, words(locale), aggregates.kinds());
    ModelAndView page =
        new ModelAndView("monitor/aggregates")
            .addObject("rows", aggregates.all().stream().map(one -> views.row(one, BASE)).toList())
            .addObject("mayUpload", gate.may(MonitorRights.RELEASE))
            .addObject("corrects", typed.getOrDefault("corrects", ""))
            .addObject("kinds", form.kinds(BASE + "templates/"))
            .addObject("fields", form.fields(typed, problems))
            .addObject("fileProblems", form.ofTheFile(problems))
            .addObject("errors", form.errors(problems));
    page.setStatus(problems.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
    return page;
  }

  @Requires(MonitorRights.RELEASE)
  @GetMapping("/monitor/aggregates/templates/{kind}.csv")
  ResponseEntity<byte[]> template(@PathVariable("kind") String kind, Locale locale) {
    int year = LocalDate.now(clock.withZone(settings.zone())).getYear() - 1;
    return MonitorPages.csv(
        "schakel-%s.csv".formatted(aggregates.kind(kind).code()),
        new AggregateFiles(locale).template(aggregates.kind(kind), year));
  }

  @Requires(MonitorRights.RELEASE)
  @PostMapping("/monitor/aggregates")
  ModelAndView upload(HttpServletRequest request, Locale locale) throws IOException {
    UploadForm sent = UploadForm.of(request, MOST_PARTS, Aggregates.LARGEST_BYTES, "aggregate-csv");
    Submitted fields = sent.fields();
    Optional<AggregateId> corrects = fields.optional("corrects").map(AggregatePages::id);
    AggregateRequest asked =
        new AggregateRequest(
            corrects,
            fields.text("changeNote"),
            fields.text("kind"),
            fields.text("title"),
            fields.text("maker"),
            fields.date("madeOn"),
            fields.text("protection"),
            fields.text("citation"),
            fields.text("certainty"));
    return switch (aggregates.upload(asked, sent.file())) {
      case UploadOutcome.Kept(AggregateId id) -> new ModelAndView("redirect:" + BASE + id);
      case UploadOutcome.Refused(List<AggregateProblem> problems) ->
          list(fields.shown(), problems, locale);
    };
  }

  @Requires(MonitorRights.READ)
  @GetMapping("/monitor/aggregates/{upload}")
  ModelAndView one(
      @PathVariable("upload") String upload,
      @RequestParam(defaultValue = "") String as,
      Locale locale) {
    return one(id(upload), as.equals("others"), null, locale);
  }

  private ModelAndView one(
      AggregateId id, boolean asOthers, @Nullable String problem, Locale locale) {
    Aggregates.Table table = aggregates.get(id, asOthers);
    Aggregate aggregate = table.aggregate();
    Aggregates.Choices may = aggregates.choices(aggregate);
    ModelAndView page =
        page(table, new AggregateViews(words(locale)), BASE, locale)
            .addObject("may", may)
            .addObject(
                "mine",
                gate.actor().filter(a -> a.account().equals(aggregate.uploadedBy())).isPresent())
            .addObject(
                "mayCorrect",
                table.own()
                    && aggregate.state().isOut()
                    && table.newest()
                    && gate.may(MonitorRights.RELEASE))
            .addObject(
                "unchecked",
                aggregate.withdrawal().filter(one -> !one.checked()).isPresent() && table.own())
            .addObject("decidedNote", table.own() ? aggregate.decidedNote() : "")
            .addObject("own", table.own())
            .addObject("asOthers", asOthers)
            .addObject("hasOther", table.own() && !aggregate.alreadyPublished())
            .addObject("publicHref", aggregate.state().isOut() ? "/aggregates/" + id : null)
            .addObject("problem", problem);
    page.setStatus(problem == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
    return page;
  }

  /** What the page for the chain and the public page have in common. */
  static ModelAndView page(
      Aggregates.Table table, AggregateViews views, String base, Locale locale) {
    Aggregate aggregate = table.aggregate();
    String href = base + aggregate.id();
    return new ModelAndView("monitor/aggregate")
        .addObject("heading", views.titled(aggregate))
        .addObject("lead", aggregate.kind().lead().in(locale))
        .addObject("id", aggregate.id().toString())
        .addObject("row", views.row(aggregate, base))
        .addObject("href", href)
        .addObject(
            "figures",
            views.figures(
                table,
                href + (table.own() && !table.exact() ? "/table.csv?as=others" : "/table.csv")))
        .addObject("changeNote", aggregate.changeNote())
        .addObject("withdrawn", views.withdrawn(table).orElse(null))
        .addObject(
            "withdrawnNote", aggregate.withdrawal().map(Aggregate.Withdrawal::note).orElse(""))
        .addObject("newest", table.newest())
        .addObject("protection", views.protection(table))
        .addObject("maker", aggregate.maker())
        .addObject("day", views.day(aggregate))
        .addObject("citation", aggregate.citation())
        .addObject("certaintyKey", "monitor.certainty." + aggregate.certainty())
        .addObject("uploader", table.uploader())
        .addObject("rule", aggregate.kind().rule().in(locale))
        .addObject("versions", views.versions(table, base))
        .addObject("open", false);
  }

  @Requires(MonitorRights.READ)
  @GetMapping("/monitor/aggregates/{upload}/table.csv")
  ResponseEntity<byte[]> csv(
      @PathVariable("upload") String upload,
      @RequestParam(defaultValue = "") String as,
      Locale locale) {
    return file(aggregates.get(id(upload), as.equals("others")), words(locale));
  }

  /** The numbers as a file; of a table that was taken back, that it was and why. */
  static ResponseEntity<byte[]> file(Aggregates.Table table, Words words) {
    Optional<String> gone =
        table.rows().isEmpty() ? new AggregateViews(words).withdrawn(table) : Optional.empty();
    return gone.map(
            said ->
                ResponseEntity.status(HttpStatus.GONE)
                    .contentType(new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8))
                    .body(said.getBytes(StandardCharsets.UTF_8)))
        .orElseGet(
            () ->
                MonitorPages.csv(
                    "schakel-table.csv", new AggregateFiles(words.locale()).csv(table)));
  }

  @Requires(MonitorRights.RELEASE)
  @PostMapping("/monitor/aggregates/{upload}/approval")
  ModelAndView approve(
      @PathVariable("upload") String upload,
      @RequestParam(defaultValue = "") String note,
      Locale locale) {
    AggregateId id = id(upload);
    return decided(id, aggregates.approve(id, note), locale);
  }

  @Requires(MonitorRights.RELEASE)
  @PostMapping("/monitor/aggregates/{upload}/return")
  ModelAndView giveBack(
      @PathVariable("upload") String upload,
      @RequestParam(defaultValue = "") String note,
      Locale locale) {
    AggregateId id = id(upload);
    return decided(id, aggregates.giveBack(id, note), locale);
  }

  @Requires(MonitorRights.RELEASE)
  @PostMapping("/monitor/aggregates/{upload}/withdrawal")
  ModelAndView withdraw(
      @PathVariable("upload") String upload,
      @RequestParam(defaultValue = "") String note,
      Locale locale) {
    AggregateId id = id(upload);
    return decided(id, aggregates.withdraw(id, note), locale);
  }

  @Requires(MonitorRights.RELEASE)
  @PostMapping("/monitor/aggregates/{upload}/second-look")
  ModelAndView check(@PathVariable("upload") String upload, Locale locale) {
    AggregateId id = id(upload);
    return decided(id, aggregates.check(id), locale);
  }

  private ModelAndView decided(AggregateId id, AggregateDecision decision, Locale locale) {
    return switch (decision) {
      case AggregateDecision.Done() -> new ModelAndView("redirect:" + BASE + id);
      case AggregateDecision.NotOpen(AggregateState state) -> refused(id, "not-open", locale);
      case AggregateDecision.OwnAct() -> refused(id, "own-act", locale);
      case AggregateDecision.NotAPerson() -> refused(id, "not-a-person", locale);
      case AggregateDecision.NotEntitled() -> refused(id, "not-entitled", locale);
      case AggregateDecision.TellsTooMuch() -> refused(id, "tells-too-much", locale);
      case AggregateDecision.NoReason() -> refused(id, "no-reason", locale);
      case AggregateDecision.NoteTooLong(int longest) -> refused(id, "note-too-long", locale);
    };
  }

  private ModelAndView refused(AggregateId id, String why, Locale locale) {
    return one(id, false, "monitor.aggregate.problem." + why, locale);
  }

  static AggregateId id(String text) {
    return new AggregateId(Addresses.id(text, "aggregate"));
  }
}
