// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor.web;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.Set;
import nl.schakel.platform.access.Requires;
import nl.schakel.platform.monitor.Figures;
import nl.schakel.platform.monitor.MonitorRights;
import nl.schakel.platform.monitor.MonitorSettings;
import nl.schakel.platform.monitor.PublishedFigures;
import nl.schakel.platform.monitor.PublishedNumbers;
import nl.schakel.platform.monitor.UnseenField;
import nl.schakel.platform.monitor.UnseenFields;
import nl.schakel.platform.monitor.release.ReleasedFigures;
import nl.schakel.platform.report.CodeLists;
import nl.schakel.platform.web.FieldProblem;
import nl.schakel.platform.web.FormError;
import nl.schakel.platform.web.FormField;
import org.springframework.context.MessageSource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The figures that may be shown, and what others published. */
@Controller
class MonitorPages {
  private final Figures figures;
  private final OwnFigures own;
  private final UnseenFields unseen;
  private final PublishedNumbers published;
  private final MonitorSettings settings;
  private final MessageSource texts;
  private final CodeLists codes;

  MonitorPages(
      Figures figures,
      OwnFigures own,
      UnseenFields unseen,
      PublishedNumbers published,
      MonitorSettings settings,
      MessageSource texts,
      CodeLists codes) {
    this.figures = figures;
    this.own = own;
    this.unseen = unseen;
    this.published = published;
    this.settings = settings;
    this.texts = texts;
    this.codes = codes;
  }

  @Requires(MonitorRights.READ)
  @GetMapping("/monitor")
  ModelAndView monitor(
      @RequestParam(defaultValue = "") String from,
      @RequestParam(defaultValue = "") String to,
      Locale locale) {
    List<FieldProblem> problems = YearFilter.problems(from, to);
    YearFilter years = problems.isEmpty() ? YearFilter.of(from, to) : YearFilter.all();
    Words words = words(locale);
    ModelAndView page = new ModelAndView("monitor/figures");
    Set<Integer> known =
        own.ofTheDay()
            ? day(page, years, problems.isEmpty() ? from : "", problems.isEmpty() ? to : "", words)
            : released(page, years, words);
    page.addObject("ofTheDay", own.ofTheDay());
    page.addObject("from", yearField("from", from, known, words));
    page.addObject("to", yearField("to", to, known, words));
    page.addObject("errors", problems.stream().map(one -> wrong(one, words)).toList());
    page.setStatus(problems.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
    return page;
  }

  /** For those who may see exact figures; returns the years there are. */
  private Set<Integer> day(
      ModelAndView page, YearFilter years, String from, String to, Words words) {
    PublishedFigures all = figures.ofTheDay();
    PublishedFigures shown = all.between(years.from(), years.to());
    RegisterViews views = new RegisterViews(words, published.breaks(), csvHref(from, to));
    NavigableMap<Integer, BesideOurs.Own> ours = BesideOurs.of(shown, words);
    BesideOurs beside = new BesideOurs(words, published);
    List<FigureView> drawn = withBeside(views.all(shown), beside, ours, words);
    new BesideSplits(words, published)
        .figure(BesideSplits.of(shown, words), words.of("monitor.source.own"))
        .ifPresent(drawn::add);
    page.addObject("figures", drawn);
    page.addObject("flags", beside.flags(ours));
    page.addObject("unseen", unseen(views, shown));
    page.addObject("asOf", words.moment(shown.asOf()));
    page.addObject("fixedPerDay", settings.fixedPerDay());
    page.addObject("released", List.of());
    return all.years().keySet();
  }

  /** For everybody else; only the newest publication is drawn, others are one press away. */
  private Set<Integer> released(ModelAndView page, YearFilter years, Words words) {
    List<ReleasedFigures.Source> sources = own.released(years);
    NavigableMap<Integer, BesideOurs.Own> ours = own.totals(sources, words);
    BesideOurs beside = new BesideOurs(words, published);
    List<FigureView> drawn = new ArrayList<>();
    sources.stream()
        .findFirst()
        .ifPresent(
            newest ->
                own.views(words)
                    .all(newest.tables(), "", PublicationPages.source(newest.publication(), words))
                    .forEach(table -> drawn.add(table.figure())));
    sources.stream()
        .findFirst()
        .flatMap(
            newest ->
                new BesideSplits(words, published)
                    .figure(
                        BesideSplits.of(newest.tables(), own.views(words)),
                        words.of("monitor.source.own")))
        .ifPresent(drawn::add);
    page.addObject("figures", ours.isEmpty() ? drawn : withBeside(drawn, beside, ours, words));
    page.addObject("flags", beside.flags(ours));
    page.addObject("unseen", List.of());
    page.addObject("released", sources.stream().map(new ReleasedViews(words)::from).toList());
    return own.totals(words).keySet();
  }

  /** What others published stands right under our own number of each year. */
  private static List<FigureView> withBeside(
      List<FigureView> figures,
      BesideOurs beside,
      NavigableMap<Integer, BesideOurs.Own> ours,
      Words words) {
    List<FigureView> all = new ArrayList<>(figures);
    beside
        .figure(ours, words.of("monitor.source.own"))
        .ifPresent(one -> all.add(Math.min(1, all.size()), one));
    return all;
  }

  private List<FigureView> unseen(RegisterViews views, PublishedFigures shown) {
    if (shown.years().isEmpty()) {
      return List.of();
    }
    int last = shown.years().lastKey();
    List<UnseenField> fields = unseen.of(last, shown.years().lastEntry().getValue());
    return fields.isEmpty() ? List.of() : List.of(views.unseen(last, fields, shown));
  }

  @Requires(MonitorRights.READ)
  @GetMapping("/monitor/figures.csv")
  ResponseEntity<byte[]> figuresCsv(
      @RequestParam(defaultValue = "") String from,
      @RequestParam(defaultValue = "") String to,
      Locale locale) {
    YearFilter years =
        YearFilter.problems(from, to).isEmpty() ? YearFilter.of(from, to) : YearFilter.all();
    Words words = words(locale);
    return csv(
        "schakel-figures.csv",
        own.ofTheDay()
            ? FigureCsv.of(figures.ofTheDay().between(years.from(), years.to()), words)
            : new ReleasedViews(words).csv(own.released(years)));
  }

  @Requires(MonitorRights.READ)
  @GetMapping("/monitor/estimates")
  ModelAndView estimates(Locale locale) {
    Words words = words(locale);
    EstimateViews views = new EstimateViews(words, published);
    ModelAndView page = new ModelAndView("monitor/estimates");
    page.addObject("seen", views.seen());
    page.addObject("estimates", views.estimates());
    page.addObject("series", views.series(own.totals(words)));
    page.addObject("pairs", views.pairs());
    return page;
  }

  @Requires(MonitorRights.READ)
  @GetMapping("/monitor/estimates.csv")
  ResponseEntity<byte[]> estimatesCsv(Locale locale) {
    return csv("schakel-published.csv", FigureCsv.of(published, words(locale)));
  }

  private Words words(Locale locale) {
    return new Words(texts, codes, settings, locale);
  }

  /** What is wrong, and what would mend it. */
  static FormError wrong(FieldProblem problem, Words words) {
    Object[] arguments = problem.arguments().toArray();
    String key = "problem." + problem.rule();
    String mend = key + ".mend";
    return new FormError(
        problem.field(),
        words.of(key, arguments)
            + words.maybe(mend).map(known -> " " + words.of(mend, arguments)).orElse(""));
  }

  static FormField yearField(String name, String value, Collection<Integer> years, Words words) {
    return FormField.of(name, words.of("monitor.filter." + name))
        .optional()
        .value(value)
        .options(
            years.stream()
                .map(year -> new FormField.Option(year.toString(), year.toString()))
                .toList());
  }

  private static String csvHref(String from, String to) {
    return from.isBlank() && to.isBlank()
        ? "/monitor/figures.csv"
        : "/monitor/figures.csv?from=%s&to=%s".formatted(from.strip(), to.strip());
  }

  static ResponseEntity<byte[]> csv(String name, String text) {
    return ResponseEntity.ok()
        .contentType(new MediaType("text", "csv", StandardCharsets.UTF_8))
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment().filename(name).build().toString())
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .body(text.getBytes(StandardCharsets.UTF_8));
  }
}
