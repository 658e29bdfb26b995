// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import nl.schakel.estimate.SafeTable;
import nl.schakel.platform.access.Requires;
import nl.schakel.platform.monitor.EstimateRun;
import nl.schakel.platform.monitor.EstimateRunId;
import nl.schakel.platform.monitor.EstimateRunNotFound;
import nl.schakel.platform.monitor.EstimateRunState;
import nl.schakel.platform.monitor.EstimateRuns;
import nl.schakel.platform.monitor.MonitorRights;
import nl.schakel.platform.monitor.MonitorSettings;
import nl.schakel.platform.monitor.PublishedNumbers;
import nl.schakel.platform.report.Code;
import nl.schakel.platform.report.CodeLists;
import nl.schakel.platform.web.Csv;
import nl.schakel.platform.web.FieldProblem;
import nl.schakel.platform.web.InvalidInput;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** Estimates of the unseen from this register: ask, follow, read, repeat, take out. */
@Controller
@RequestMapping("/monitor/unseen")
@Requires(MonitorRights.ESTIMATE)
class EstimatePages {
  private static final int LATEST = 50;
  private static final int REFRESH_SECONDS = 2;

  private final EstimateRuns runs;
  private final PublishedNumbers published;
  private final MonitorSettings settings;
  private final MessageSource texts;
  private final CodeLists codes;

  EstimatePages(
      EstimateRuns runs,
      PublishedNumbers published,
      MonitorSettings settings,
      MessageSource texts,
      CodeLists codes) {
    this.runs = runs;
    this.published = published;
    this.settings = settings;
    this.texts = texts;
    this.codes = codes;
  }

  /** One row of the list. */
  record Row(String href, String when, String what, String stateKey, String tone, boolean repeat) {}

  @GetMapping
  ModelAndView list(Locale locale) {
    return list(EstimateForm.empty(), List.of(), locale);
  }

  private ModelAndView list(EstimateForm form, List<FieldProblem> problems, Locale locale) {
    Words words = words(locale);
    ModelAndView page = new ModelAndView("monitor/unseen");
    List<Integer> years = runs.years();
    page.addObject("years", years);
    page.addObject("fields", new EstimateFields(years, problems, codes, words).of(form));
    page.addObject("errors", problems.stream().map(one -> MonitorPages.wrong(one, words)).toList());
    page.addObject("runs", runs.latest(LATEST).stream().map(run -> row(run, words)).toList());
    page.setStatus(problems.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
    return page;
  }

  @PostMapping
  ModelAndView start(EstimateForm form, Locale locale) {
    try {
      EstimateRunId id = runs.start(form.question(runs.years(), lists(), codes));
      return new ModelAndView("redirect:/monitor/unseen/" + id);
    } catch (InvalidInput wrong) {
      return list(form, wrong.problems(), locale);
    }
  }

  @GetMapping("/{run}")
  ModelAndView one(@PathVariable("run") String id, Locale locale, HttpServletResponse response) {
    EstimateRun run = runs.get(read(id));
    Words words = words(locale);
    ModelAndView page = new ModelAndView("monitor/unseen-run");
    boolean busy = !run.state().ended();
    if (busy) {
      response.setHeader("Refresh", Integer.toString(REFRESH_SECONDS));
    }
    page.addObject("run", row(run, words));
    page.addObject("busy", busy);
    page.addObject("progress", progress(run, words));
    page.addObject(
        "failure", run.failure().map(why -> "monitor.unseen.failure." + why).orElse(null));
    page.addObject("made", made(run, words));
    page.addObject("repeat", repeated(run));
    page.addObject(
        "original", run.repeatOf().map(first -> "/monitor/unseen/" + first).orElse(null));
    page.addObject("found", null);
    if (run.state() == EstimateRunState.DONE) {
      page.addObject(
          "found",
          new EstimateRunViews(words, published)
              .of(run, runs.read(run.id()).json(), runs.overlap(run)));
    }
    return page;
  }

  /** How far it is: words, and the two numbers of a progress bar. */
  record ProgressView(String words, long done, long total) {}

  private static ProgressView progress(EstimateRun run, Words words) {
    String work =
        words
            .maybe("monitor.unseen.work." + (run.work().isEmpty() ? "waiting" : run.work()))
            .orElseGet(() -> words.of("monitor.unseen.work.other"));
    return new ProgressView(work, run.done(), Math.max(1, run.total()));
  }

  private @Nullable String repeated(EstimateRun run) {
    return runs.equalsOriginal(run)
        .map(same -> same ? "monitor.unseen.repeat.same" : "monitor.unseen.repeat.differs")
        .orElse(null);
  }

  /** Everything that is needed to make it again. */
  private List<Map.Entry<String, String>> made(EstimateRun run, Words words) {
    List<Map.Entry<String, String>> made = new ArrayList<>();
    add(made, words, "lists", String.join(", ", named(run.question().lists(), words)));
    add(made, words, "counted", words.moment(run.snapshotAt()));
    add(made, words, "snapshot", run.snapshot());
    add(made, words, "register", Long.toString(run.registerVersion()));
    add(made, words, "replicates", words.number(run.question().replicates()));
    add(made, words, "seed", Long.toString(run.question().seed()));
    add(made, words, "version", run.libraryVersion());
    run.fingerprint().ifPresent(mark -> add(made, words, "fingerprint", mark));
    return made;
  }

  private static void add(
      List<Map.Entry<String, String>> made, Words words, String key, String value) {
    made.add(Map.entry(words.of("monitor.unseen.made." + key), value));
  }

  private static List<String> named(List<String> lists, Words words) {
    return lists.stream()
        .map(list -> "%s (%s)".formatted(words.label("source-list", list), list))
        .toList();
  }

  @PostMapping("/{run}/repetition")
  ModelAndView repeat(@PathVariable("run") String id, Locale locale) {
    try {
      return new ModelAndView("redirect:/monitor/unseen/" + runs.repeat(read(id)));
    } catch (InvalidInput busy) {
      return list(EstimateForm.empty(), busy.problems(), locale);
    }
  }

  @GetMapping("/{run}/report.html")
  ResponseEntity<byte[]> report(@PathVariable("run") String id, Locale locale) {
    return download("schakel-estimate.html", MediaType.TEXT_HTML, runs.report(read(id), locale));
  }

  @GetMapping("/{run}/estimates.json")
  ResponseEntity<byte[]> json(@PathVariable("run") String id) {
    return download("schakel-estimate.json", MediaType.APPLICATION_JSON, runs.safeJson(read(id)));
  }

  @GetMapping("/{run}/overlap.csv")
  ResponseEntity<byte[]> overlap(@PathVariable("run") String id, Locale locale) {
    Words words = words(locale);
    SafeTable safe = runs.safeOverlap(read(id));
    StringWriter text = new StringWriter();
    try (Csv csv = new Csv(text)) {
      csv.row(List.of("kind", "lists", "persons"));
      safe.histories().forEach((lists, persons) -> csv.row(List.of("exactly", lists, persons)));
      csv.row(
          List.of(
              "exactly",
              words.of("monitor.unseen.overlap.other"),
              safe.other() == 0 ? "<5" : safe.other()));
      safe.overlaps().forEach((pair, persons) -> csv.row(List.of("at-least", pair, persons)));
    }
    return download(
        "schakel-estimate-overlap.csv",
        new MediaType("text", "csv", StandardCharsets.UTF_8),
        text.toString());
  }

  private static ResponseEntity<byte[]> download(String name, MediaType type, String text) {
    return ResponseEntity.ok()
        .contentType(type)
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment().filename(name).build().toString())
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .body(text.getBytes(StandardCharsets.UTF_8));
  }

  private List<String> lists() {
    return codes.codes("source-list").stream().map(Code::code).toList();
  }

  private Words words(Locale locale) {
    return new Words(texts, codes, settings, locale);
  }

  private static EstimateRunId read(String text) {
    try {
      if (text.length() == 36) {
        return new EstimateRunId(UUID.fromString(text));
      }
    } catch (IllegalArgumentException notOne) {
      throw new EstimateRunNotFound(new UUID(0, 0));
    }
    throw new EstimateRunNotFound(new UUID(0, 0));
  }

  private Row row(EstimateRun run, Words words) {
    return new Row(
        "/monitor/unseen/" + run.id(),
        words.moment(run.createdAt()),
        EstimateRunViews.who(run.question(), words),
        "monitor.unseen.state." + run.state(),
        switch (run.state()) {
          case WAITING -> "info";
          case RUNNING -> "progress";
          case DONE -> "done";
          case FAILED -> "danger";
        },
        run.repeatOf().isPresent());
  }
}
