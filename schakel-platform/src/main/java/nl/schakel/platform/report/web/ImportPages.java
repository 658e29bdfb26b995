// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.report.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import nl.schakel.platform.access.Requires;
import nl.schakel.platform.report.Import;
import nl.schakel.platform.report.ImportBroken;
import nl.schakel.platform.report.ImportId;
import nl.schakel.platform.report.ImportNote;
import nl.schakel.platform.report.ImportProblem;
import nl.schakel.platform.report.ImportRights;
import nl.schakel.platform.report.ImportState;
import nl.schakel.platform.report.ImportTexts;
import nl.schakel.platform.report.Imports;
import nl.schakel.platform.web.FieldProblem;
import nl.schakel.platform.web.FormError;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** Pages to send files of reports and to see what became of them. */
@Controller
@RequestMapping("/reports/imports")
@Requires(ImportRights.IMPORT)
class ImportPages {
  private static final int LATEST = 50;
  private static final int FIRST_PROBLEMS = 20;
  private static final int REFRESH_SECONDS = 2;
  private static final ZoneId HERE = ZoneId.of("Europe/Amsterdam");

  private final Imports imports;
  private final ImportTexts texts;

  ImportPages(Imports imports, ImportTexts texts) {
    this.imports = imports;
    this.texts = texts;
  }

  /** One row of the list. */
  record Row(
      String href,
      String when,
      String stateKey,
      String tone,
      long rowsRead,
      long accepted,
      long repeated,
      long refused) {}

  /** One problem in words. */
  record Told(long line, String field, String sentence, String mend) {}

  /** One note in words. */
  record Noted(String subject, String text, long times) {}

  @GetMapping
  ModelAndView list(Locale locale) {
    return list(locale, Optional.empty());
  }

  private ModelAndView list(Locale locale, Optional<FieldProblem> problem) {
    ModelAndView page = new ModelAndView("report/imports");
    page.addObject("rows", imports.latest(LATEST).stream().map(each -> row(each, locale)).toList());
    page.addObject("error", problem.map(each -> told(0, each, locale).sentence()).orElse(null));
    page.addObject(
        "errors",
        problem
            .map(each -> List.of(new FormError("file", texts.sentence(each, locale))))
            .orElse(List.of()));
    if (problem.isPresent()) {
      page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
    }
    return page;
  }

  @PostMapping
  ModelAndView send(HttpServletRequest request, Locale locale) throws IOException {
    Optional<InputStream> file = UploadedFile.in(request);
    if (file.isEmpty()) {
      return list(locale, Optional.of(new FieldProblem("file", "import-no-file")));
    }
    try (InputStream in = file.get()) {
      ImportId id = imports.receive(in);
      return new ModelAndView("redirect:/reports/imports/" + id);
    } catch (ImportBroken broken) {
      return list(locale, Optional.of(broken.problem()));
    }
  }

  @GetMapping("/{import}")
  String one(
      @PathVariable("import") String id, Locale locale, Model model, HttpServletResponse response) {
    ImportId of = ImportLinks.read(id);
    Import found = imports.get(of);
    boolean busy =
        !found.state().ended() && (!found.halted() || found.state() == ImportState.RUNNING);
    if (busy) {
      response.setHeader("Refresh", Integer.toString(REFRESH_SECONDS));
    }
    model.addAttribute("import", row(found, locale));
    model.addAttribute("size", Math.max(1, found.size() / 1024));
    model.addAttribute("busy", busy);
    model.addAttribute("halted", found.halted());
    model.addAttribute("canHalt", found.canHalt());
    model.addAttribute("canGoOn", found.canGoOn());
    model.addAttribute("done", found.state() == ImportState.DONE);
    model.addAttribute("format", found.format().map(each -> "import.format." + each).orElse(null));
    model.addAttribute(
        "failure",
        imports.failure(of).map(each -> told(each.line(), each.problem(), locale)).orElse(null));
    model.addAttribute("problems", problems(found, locale));
    List<Map.Entry<ImportNote, Long>> notes = imports.notes(of);
    model.addAttribute("aliases", noted(notes, ImportNote.Kind.ALIAS, locale));
    model.addAttribute("losses", noted(notes, ImportNote.Kind.LOSS, locale));
    return "report/import";
  }

  private List<Told> problems(Import found, Locale locale) {
    if (found.refused() == 0) {
      return List.of();
    }
    return imports.problems(found.id(), 0).stream()
        .filter(each -> !each.problem().field().equals("*"))
        .limit(FIRST_PROBLEMS)
        .map((ImportProblem each) -> told(each.line(), each.problem(), locale))
        .toList();
  }

  /** Stops it after the batch that is under way. */
  @PostMapping("/{import}/stop")
  String stop(@PathVariable("import") String id) {
    ImportId of = ImportLinks.read(id);
    imports.halt(of);
    return "redirect:/reports/imports/" + of;
  }

  /** Has it go on where it was stopped. */
  @PostMapping("/{import}/continuation")
  String goOn(@PathVariable("import") String id) {
    ImportId of = ImportLinks.read(id);
    imports.goOn(of);
    return "redirect:/reports/imports/" + of;
  }

  @GetMapping("/{import}/problems")
  void problems(@PathVariable("import") String id, Locale locale, HttpServletResponse response)
      throws IOException {
    Import found = imports.get(ImportLinks.read(id));
    download(response, found.id());
    imports.writeProblems(found.id(), response.getWriter(), locale);
  }

  static void download(HttpServletResponse response, ImportId id) {
    response.setContentType("text/csv");
    response.setCharacterEncoding(StandardCharsets.UTF_8.name());
    response.setHeader(
        "Content-Disposition", "attachment; filename=\"refused-%s.csv\"".formatted(id));
  }

  private Told told(long line, FieldProblem problem, Locale locale) {
    return new Told(
        line, problem.field(), texts.sentence(problem, locale), texts.mend(problem, locale));
  }

  private List<Noted> noted(
      List<Map.Entry<ImportNote, Long>> notes, ImportNote.Kind kind, Locale locale) {
    return notes.stream()
        .filter(note -> note.getKey().kind() == kind)
        .map(
            note ->
                new Noted(
                    note.getKey().subject(), texts.note(note.getKey(), locale), note.getValue()))
        .toList();
  }

  private static Row row(Import each, Locale locale) {
    return new Row(
        "/reports/imports/" + each.id(),
        moment(each.createdAt(), locale),
        "import.state." + (each.halted() ? "HALTED" : each.state().name()),
        tone(each),
        each.rowsRead(),
        each.accepted(),
        each.repeated(),
        each.refused());
  }

  private static String tone(Import each) {
    return switch (each.state()) {
      case RECEIVING, WAITING, RUNNING, STOPPED -> each.halted() ? "attention" : "info";
      case DONE -> each.refused() == 0 ? "done" : "attention";
      case FAILED -> "danger";
    };
  }

  private static String moment(@Nullable Instant at, Locale locale) {
    return at == null
        ? ""
        : DateTimeFormatter.ofLocalizedDateTime(FormatStyle.LONG, FormatStyle.SHORT)
            .withLocale(locale)
            .format(at.atZone(HERE));
  }
}
