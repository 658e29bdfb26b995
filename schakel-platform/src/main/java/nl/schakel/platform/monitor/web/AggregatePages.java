// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
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
import nl.schakel.platform.web.FieldProblem;
import nl.schakel.platform.web.FormError;
import nl.schakel.platform.web.FormField;
import nl.schakel.platform.web.FormTexts;
import nl.schakel.platform.web.NotFound;
import nl.schakel.platform.web.Submitted;
import nl.schakel.platform.web.UploadForm;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
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

  /** Fields of the form, in order. */
  private static final List<String> FIELDS =
      List.of(
          "kind", "title", "maker", "madeOn", "protection", "citation", "certainty", "changeNote");

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

  /** No identifier at all. */
  static final class NoSuch extends NotFound {
    private static final long serialVersionUID = 1L;

    NoSuch() {
      super("aggregate", "");
    }
  }

  /** One problem of the file in words. */
  record Told(long line, String field, String sentence, String mend) {}

  /** A kind of table with its template. */
  record KindView(String code, String title, String lead, String href) {}

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
    ModelAndView page =
        new ModelAndView("monitor/aggregates")
            .addObject("rows", aggregates.all().stream().map(one -> views.row(one, BASE)).toList())
            .addObject("mayUpload", gate.may(MonitorRights.RELEASE))
            .addObject("corrects", typed.getOrDefault("corrects", ""))
            .addObject("kinds", kinds(locale))
            .addObject("fields", fields(typed, problems, locale))
            .addObject("fileProblems", fileProblems(problems, locale))
            .addObject("errors", errors(problems, locale));
    page.setStatus(problems.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
    return page;
  }

  private List<KindView> kinds(Locale locale) {
    return aggregates.kinds().stream()
        .map(
            kind ->
                new KindView(
                    kind.code(),
                    kind.title().in(locale),
                    kind.lead().in(locale),
                    BASE + "templates/" + kind.code() + ".csv"))
        .toList();
  }

  private Map<String, FormField> fields(
      Map<String, String> typed, List<AggregateProblem> problems, Locale locale) {
    FormTexts form =
        new FormTexts(
            texts,
            locale,
            "monitor.aggregate.form",
            typed,
            problems.stream()
                .filter(one -> one.line() == 0)
                .map(AggregateProblem::problem)
                .toList());
    Words words = words(locale);
    Map<String, FormField> fields = new LinkedHashMap<>();
    FIELDS.forEach(name -> fields.put(name, form.field(name)));
    Map<String, String> kinds = new LinkedHashMap<>();
    aggregates.kinds().forEach(kind -> kinds.put(kind.code(), kind.title().in(locale)));
    fields.put("kind", form.choice("kind", kinds));
    fields.put(
        "protection",
        form.choice(
            "protection",
            answers(
                words,
                "monitor.aggregate.form.protection.",
                AggregateRequest.PUBLISHED,
                AggregateRequest.UNPROTECTED)));
    fields.put(
        "certainty",
        form.choice("certainty", answers(words, "monitor.certainty.", "sure", "likely", "unsure")));
    fields.put("citation", form.field("citation").optional());
    fields.put("file", form.field("file"));
    return fields;
  }

  private static Map<String, String> answers(Words words, String prefix, String... answers) {
    Map<String, String> all = new LinkedHashMap<>();
    Stream.of(answers).forEach(one -> all.put(one, words.of(prefix + one)));
    return all;
  }

  private List<Told> fileProblems(List<AggregateProblem> problems, Locale locale) {
    return problems.stream()
        .filter(AggregatePages::isOfTheFile)
        .sorted(Comparator.comparingLong(AggregateProblem::line))
        .map(
            one ->
                new Told(
                    one.line(),
                    one.problem().field(),
                    sentence(one.problem(), "", locale),
                    sentence(one.problem(), ".mend", locale)))
        .toList();
  }

  private static boolean isOfTheFile(AggregateProblem one) {
    return one.line() > 0 || !FIELDS.contains(one.problem().field());
  }

  private List<FormError> errors(List<AggregateProblem> problems, Locale locale) {
    List<FormError> errors = new ArrayList<>();
    problems.stream()
        .filter(one -> !isOfTheFile(one))
        .forEach(
            one ->
                errors.add(
                    new FormError(one.problem().field(), sentence(one.problem(), "", locale))));
    long wrong = problems.stream().filter(AggregatePages::isOfTheFile).count();
    if (wrong > 0) {
      errors.add(
          new FormError(
              "file", words(locale).of("monitor.aggregate.form.file.wrong", Long.toString(wrong))));
    }
    return errors;
  }

  private String sentence(FieldProblem problem, String suffix, Locale locale) {
    return words(locale).of("problem." + problem.rule() + suffix, problem.arguments().toArray());
  }

  @Requires(MonitorRights.RELEASE)
  @GetMapping("/monitor/aggregates/templates/{kind}.csv")
  ResponseEntity<byte[]> template(@PathVariable("kind") String kind, Locale locale) {
    int year = LocalDate.now(clock.withZone(settings.zone())).getYear() - 1;
    return MonitorPages.csv(
        "schakel-%s.csv".formatted(aggregates.kind(kind).code()),
        new AggregateViews(words(locale)).template(aggregates.kind(kind), year));
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
    boolean mayDecide =
        table.own()
            && aggregate.state() == AggregateState.UPLOADED
            && gate.may(MonitorRights.RELEASE);
    ModelAndView page =
        page(table, new AggregateViews(words(locale)), BASE, locale)
            .addObject("mayDecide", mayDecide)
            .addObject(
                "mine",
                gate.actor().filter(a -> a.account().equals(aggregate.uploadedBy())).isPresent())
            .addObject(
                "mayCorrect",
                table.own()
                    && aggregate.state() == AggregateState.APPROVED
                    && table.newest()
                    && gate.may(MonitorRights.RELEASE))
            .addObject("decidedNote", table.own() ? aggregate.decidedNote() : "")
            .addObject("own", table.own())
            .addObject("asOthers", asOthers)
            .addObject("hasOther", table.own() && !aggregate.alreadyPublished())
            .addObject(
                "publicHref",
                aggregate.state() == AggregateState.APPROVED ? "/aggregates/" + id : null)
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
    Aggregates.Table table = aggregates.get(id(upload), as.equals("others"));
    return MonitorPages.csv("schakel-table.csv", new AggregateViews(words(locale)).csv(table));
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

  private ModelAndView decided(AggregateId id, AggregateDecision decision, Locale locale) {
    return decision == AggregateDecision.DONE
        ? new ModelAndView("redirect:" + BASE + id)
        : one(id, false, "monitor.aggregate.problem." + decision, locale);
  }

  static AggregateId id(String text) {
    try {
      if (text.length() == 36) {
        return new AggregateId(UUID.fromString(text));
      }
    } catch (IllegalArgumentException notOne) {
      throw new NoSuch();
    }
    throw new NoSuch();
  }
}
