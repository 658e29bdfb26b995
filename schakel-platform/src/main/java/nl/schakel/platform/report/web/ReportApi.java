// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.report.web;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import nl.schakel.platform.access.Gate;
import nl.schakel.platform.access.Open;
import nl.schakel.platform.access.Requires;
import nl.schakel.platform.report.Channel;
import nl.schakel.platform.report.Code;
import nl.schakel.platform.report.CodeLists;
import nl.schakel.platform.report.FieldLists;
import nl.schakel.platform.report.FieldRule;
import nl.schakel.platform.report.Grounds;
import nl.schakel.platform.report.Intake;
import nl.schakel.platform.report.IntakeOutcome;
import nl.schakel.platform.report.RawReport;
import nl.schakel.platform.report.ReportCalendar;
import nl.schakel.platform.report.ReportFacts;
import nl.schakel.platform.report.ReportField;
import nl.schakel.platform.report.ReportFields;
import nl.schakel.platform.report.ReportRights;
import nl.schakel.platform.report.ReportSearch;
import nl.schakel.platform.report.Reports;
import nl.schakel.platform.report.Submission;
import nl.schakel.platform.web.FieldProblem;
import nl.schakel.platform.web.InvalidInput;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriComponentsBuilder;

/** Reports for other systems: the same questions, rules and receipts as on the pages. */
@RestController
@RequestMapping("/api/v1")
@Tag(name = "reports", description = "Reports of presumed victims, and what they may hold")
class ReportApi {
  static final FieldProblem KEY_MISSING = new FieldProblem("reference", "key-missing");
  private static final Locale DUTCH = Locale.of("nl");

  private final Intake intake;
  private final Reports reports;
  private final FieldLists fieldLists;
  private final ReportFields fields;
  private final Grounds grounds;
  private final CodeLists codeLists;
  private final Gate gate;

  ReportApi(
      Intake intake,
      Reports reports,
      FieldLists fieldLists,
      ReportFields fields,
      Grounds grounds,
      CodeLists codeLists,
      Gate gate) {
    this.intake = intake;
    this.reports = reports;
    this.fieldLists = fieldLists;
    this.fields = fields;
    this.grounds = grounds;
    this.codeLists = codeLists;
    this.gate = gate;
  }

  /**
   * A report as sent: each field a text, or a list of texts where several answers are possible.
   * What is neither comes back as a problem of that field.
   */
  static final class SentReport {
    private final Map<String, List<String>> values = new LinkedHashMap<>();
    private final List<FieldProblem> problems = new ArrayList<>();

    @JsonAnySetter
    void put(String field, @Nullable Object value) {
      switch (value) {
        case null -> {}
        case List<?> list -> {
          List<String> texts = new ArrayList<>();
          for (Object each : list) {
            scalar(each).ifPresentOrElse(texts::add, () -> refuse(field));
          }
          values.put(field, texts);
        }
        default ->
            scalar(value)
                .ifPresentOrElse(text -> values.put(field, List.of(text)), () -> refuse(field));
      }
    }

    private void refuse(String field) {
      problems.add(
          new FieldProblem(field.matches("[A-Za-z0-9_.-]{1,60}") ? field : "?", "text-or-texts"));
    }

    private static Optional<String> scalar(@Nullable Object value) {
      return value instanceof String || value instanceof Integer || value instanceof Long
          ? Optional.of(value.toString())
          : Optional.empty();
    }

    List<FieldProblem> problems() {
      return List.copyOf(problems);
    }

    RawReport raw() {
      return new RawReport(values);
    }

    /** The reporter's own reference, by which a retry is recognised. */
    Optional<String> reference() {
      return values.getOrDefault("reference", List.of()).stream()
          .filter(text -> !text.isBlank())
          .map(String::strip)
          .findFirst();
    }

    @Override
    public String toString() {
      return "SentReport of %d fields".formatted(values.size());
    }
  }

  /**
   * What became of a report.
   *
   * @param repeated it was here already under this key; nothing was added
   */
  record Received(String id, String receipt, boolean repeated) {}

  @PostMapping("/reports")
  @Requires(ReportRights.SUBMIT)
  @Operation(
      summary = "Send one report",
      operationId = "sendReport",
      description =
          "Fields and codes: /field-lists and /code-lists. The Idempotency-Key header, or else the field reference, makes a retry the same report.",
      responses = {
        @ApiResponse(responseCode = "201", description = "Stored"),
        @ApiResponse(responseCode = "200", description = "Stored before; nothing was added"),
        @ApiResponse(responseCode = "400", description = "Refused, with every problem")
      })
  ResponseEntity<Received> send(
      @RequestBody SentReport sent,
      @RequestHeader(name = "Idempotency-Key", required = false) Optional<String> header) {
    if (!sent.problems().isEmpty()) {
      throw new InvalidInput(sent.problems());
    }
    String key =
        header
            .filter(text -> !text.isBlank())
            .map(String::strip)
            .or(sent::reference)
            .orElseThrow(() -> new InvalidInput(List.of(KEY_MISSING)));
    var organisation = gate.require(ReportRights.SUBMIT).organisation();
    return switch (intake.submit(new Submission(organisation, Channel.API, key, sent.raw()))) {
      case IntakeOutcome.Accepted accepted -> received(accepted);
      case IntakeOutcome.Refused refused -> throw new InvalidInput(refused.problems());
    };
  }

  private static ResponseEntity<Received> received(IntakeOutcome.Accepted accepted) {
    Received body = new Received(accepted.id().toString(), accepted.receipt(), accepted.repeated());
    URI location = URI.create("/api/v1/reports/" + accepted.id());
    return accepted.repeated()
        ? ResponseEntity.ok().location(location).body(body)
        : ResponseEntity.created(location).body(body);
  }

  /**
   * A report as read back: facts only.
   *
   * @param answers by field; texts, or lists of texts
   * @param hidden fields that were given and are in the vault
   * @param notAllowed fields that the reporter type might not give on that day
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record ReportResource(
      String id,
      String receipt,
      @Schema(format = "date-time") String receivedAt,
      String reporterType,
      String sourceList,
      String channel,
      Map<String, Object> answers,
      List<String> hidden,
      List<String> notAllowed,
      List<String> withheld) {}

  record ReportPage(List<ReportResource> reports, @Nullable String next) {}

  @GetMapping("/reports/{report}")
  @Requires(ReportRights.READ)
  @Operation(summary = "One report of your own organisation", operationId = "readReport")
  ReportResource read(@PathVariable String report) {
    return resource(reports.read(Links.report(report)));
  }

  @GetMapping("/reports")
  @Requires(ReportRights.READ)
  @Operation(
      summary = "Reports of your own organisation, newest first",
      operationId = "listReports")
  ReportPage list(
      @RequestParam Optional<String> query,
      @RequestParam Optional<String> year,
      @RequestParam Optional<String> before,
      @RequestParam Optional<String> pageSize) {
    Optional<String> typed = query.map(text -> text.replace("\0", ""));
    Reports.Page page =
        reports.search(
            ReportSearch.typed(
                typed.orElse(""),
                year.map(text -> (int) number("year", text, 1900, 2200)),
                Optional.empty(),
                Optional.empty(),
                before.map(text -> number("before", text, 1, Long.MAX_VALUE))),
            (int) (long) pageSize.map(text -> number("pageSize", text, 1, 200)).orElse(50L));
    return new ReportPage(
        page.reports().stream().map(this::resource).toList(),
        page.next().map(number -> next(number, typed, year, pageSize)).orElse(null));
  }

  /** The next page of the same search: with every limit that this page was asked with. */
  private static String next(
      long before, Optional<String> query, Optional<String> year, Optional<String> pageSize) {
    UriComponentsBuilder next = UriComponentsBuilder.fromPath("/api/v1/reports");
    Map<String, Object> limits = new LinkedHashMap<>();
    limits.put("before", before);
    query.ifPresent(text -> limits.put("query", text));
    year.ifPresent(text -> limits.put("year", text));
    pageSize.ifPresent(text -> limits.put("pageSize", text));
    limits.keySet().forEach(name -> next.queryParam(name, "{" + name + "}"));
    return next.encode().buildAndExpand(limits).toUriString();
  }

  private static long number(String field, String text, long least, long most) {
    if (text.matches("[0-9]{1,18}")) {
      long number = Long.parseLong(text);
      if (number >= least && number <= most) {
        return number;
      }
    }
    throw new InvalidInput(
        List.of(
            new FieldProblem(field, "number-range", Long.toString(least), Long.toString(most))));
  }

  private ReportResource resource(ReportFacts facts) {
    Map<String, Object> answers = new TreeMap<>();
    facts
        .answers()
        .forEach(
            (field, value) ->
                answers.put(
                    field,
                    fields.get(field).kind().many()
                        ? value.asTexts()
                        : value.asTexts().getFirst()));
    var book =
        fieldLists.on(
            facts.reporterType(), facts.receivedAt().atZone(ReportCalendar.ZONE).toLocalDate());
    return new ReportResource(
        facts.id().toString(),
        facts.receipt(),
        facts.receivedAt().toString(),
        facts.reporterType(),
        facts.sourceList(),
        facts.channel().name().toLowerCase(Locale.ROOT),
        answers,
        facts.identityFields(),
        book.all().stream().filter(FieldRule::refused).map(FieldRule::field).toList(),
        facts.withheld());
  }

  record FieldListResource(String reporterType, String label, List<FieldResource> fields) {}

  record FieldResource(
      String field,
      String label,
      String kind,
      @Nullable String codeList,
      String rule,
      String ground,
      String article,
      String certainty,
      @Schema(format = "date") String validFrom,
      List<String> satisfiedBy) {}

  @Open
  @GetMapping("/field-lists")
  @Operation(
      summary = "What each reporter type must, may and may not report, today",
      operationId = "listFieldLists")
  List<FieldListResource> fieldLists() {
    return fieldLists.reporterTypes().stream()
        .map(
            type ->
                new FieldListResource(
                    type,
                    codeLists.label("reporter-type", type, DUTCH),
                    fieldLists.today(type).all().stream().map(this::field).toList()))
        .toList();
  }

  private FieldResource field(FieldRule rule) {
    ReportField field = fields.get(rule.field());
    return new FieldResource(
        rule.field(),
        field.label(DUTCH),
        field.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'),
        field.codeList().isEmpty() ? null : field.codeList(),
        rule.presence().code(),
        rule.ground(),
        grounds.get(rule.ground()).article(),
        rule.certainty(),
        rule.validFrom().toString(),
        rule.satisfiedBy());
  }

  record CodeListResource(String list, List<CodeResource> codes) {}

  record CodeResource(
      String code,
      int version,
      String nl,
      String en,
      @Schema(format = "date") String validFrom,
      @Schema(format = "date") @Nullable String validTo) {}

  @Open
  @GetMapping("/code-lists")
  @Operation(
      summary = "All code lists with their labels; countries are ISO 3166-1 alpha-2",
      operationId = "listCodeLists")
  List<CodeListResource> codeLists() {
    return codeLists.names().stream()
        .map(
            list ->
                new CodeListResource(
                    list, codeLists.codes(list).stream().map(ReportApi::code).toList()))
        .toList();
  }

  private static CodeResource code(Code code) {
    return new CodeResource(
        code.code(),
        code.version(),
        code.nl(),
        code.en(),
        code.validFrom().toString(),
        code.validTo().map(Object::toString).orElse(null));
  }
}
