// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.report.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
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
import nl.schakel.platform.report.ImportTexts;
import nl.schakel.platform.report.Imports;
import nl.schakel.platform.web.InvalidInput;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Files of reports for systems: send one, follow it, fetch what was refused. */
@RestController
@RequestMapping("/api/v1/report-imports")
@Requires(ImportRights.IMPORT)
@Tag(name = "report-imports", description = "Files of reports, taken in piece by piece")
class ImportApi {
  private final Imports imports;
  private final ImportTexts texts;

  ImportApi(Imports imports, ImportTexts texts) {
    this.imports = imports;
    this.texts = texts;
  }

  /**
   * One import as the API tells it.
   *
   * @param halted its sender asked it to stop and has not had it go on
   */
  record ImportJson(
      String id,
      String state,
      boolean halted,
      Optional<String> format,
      long rowsRead,
      long accepted,
      long repeated,
      long refused,
      long lastLine,
      Instant createdAt,
      Optional<Instant> startedAt,
      Optional<Instant> finishedAt,
      Optional<ProblemJson> failure,
      List<NoteJson> notes) {}

  /** What is wrong with a row, or with the file. */
  record ProblemJson(
      long number, long line, String field, String rule, String message, String mend) {}

  /** What was read under another spelling, or had no place. */
  record NoteJson(String kind, String subject, String text, long times) {}

  @Operation(
      summary = "Send a file of reports",
      operationId = "sendReportFile",
      description =
          "Own CSV or HTCDS 2.0 CSV, as the body. It is taken in piece by piece; Location tells where it stands.")
  @PostMapping(consumes = "text/csv")
  ResponseEntity<ImportJson> send(HttpServletRequest request, Locale locale) throws IOException {
    try {
      ImportId id = imports.receive(request.getInputStream());
      return ResponseEntity.accepted()
          .location(URI.create("/api/v1/report-imports/" + id))
          .body(json(imports.get(id), locale));
    } catch (ImportBroken broken) {
      throw new InvalidInput(List.of(broken.problem()));
    }
  }

  @Operation(summary = "Where an import stands", operationId = "readReportImport")
  @GetMapping(path = "/{import}", produces = MediaType.APPLICATION_JSON_VALUE)
  ImportJson one(@PathVariable("import") String id, Locale locale) {
    return json(imports.get(ImportLinks.read(id)), locale);
  }

  @Operation(
      summary = "Stop an import after the batch that is under way",
      operationId = "stopReportImport")
  @PostMapping(path = "/{import}/stop", produces = MediaType.APPLICATION_JSON_VALUE)
  ImportJson stop(@PathVariable("import") String id, Locale locale) {
    imports.halt(ImportLinks.read(id));
    return json(imports.get(ImportLinks.read(id)), locale);
  }

  @Operation(
      summary = "Have a stopped import go on after its last line",
      operationId = "continueReportImport")
  @PostMapping(path = "/{import}/continuation", produces = MediaType.APPLICATION_JSON_VALUE)
  ImportJson goOn(@PathVariable("import") String id, Locale locale) {
    imports.goOn(ImportLinks.read(id));
    return json(imports.get(ImportLinks.read(id)), locale);
  }

  /** At most 1,000 at a time; {@code after} is the number of the last one that was seen. */
  @Operation(
      summary = "What was refused, by line, field and rule",
      operationId = "listReportImportProblems")
  @GetMapping(path = "/{import}/problems", produces = MediaType.APPLICATION_JSON_VALUE)
  List<ProblemJson> problems(
      @PathVariable("import") String id,
      @RequestParam(name = "after", defaultValue = "0") long after,
      Locale locale) {
    return imports.problems(ImportLinks.read(id), Math.max(0, after)).stream()
        .map(each -> json(each, locale))
        .toList();
  }

  @Operation(summary = "What was refused, as CSV", operationId = "listReportImportProblems")
  @GetMapping(path = "/{import}/problems", produces = "text/csv")
  void problems(@PathVariable("import") String id, Locale locale, HttpServletResponse response)
      throws IOException {
    Import found = imports.get(ImportLinks.read(id));
    ImportPages.download(response, found.id());
    imports.writeProblems(found.id(), response.getWriter(), locale);
  }

  private ImportJson json(Import each, Locale locale) {
    return new ImportJson(
        each.id().toString(),
        lower(each.state().name()),
        each.halted(),
        each.format().map(format -> lower(format.name())),
        each.rowsRead(),
        each.accepted(),
        each.repeated(),
        each.refused(),
        each.lastLine(),
        each.createdAt(),
        each.startedAt(),
        each.finishedAt(),
        imports.failure(each.id()).map(problem -> json(problem, locale)),
        imports.notes(each.id()).stream().map(note -> json(note, locale)).toList());
  }

  private NoteJson json(Map.Entry<ImportNote, Long> note, Locale locale) {
    return new NoteJson(
        lower(note.getKey().kind().name()),
        note.getKey().subject(),
        texts.note(note.getKey(), locale),
        note.getValue());
  }

  private ProblemJson json(ImportProblem each, Locale locale) {
    return new ProblemJson(
        each.number(),
        each.line(),
        each.problem().field(),
        each.problem().rule(),
        texts.sentence(each.problem(), locale),
        texts.mend(each.problem(), locale));
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
