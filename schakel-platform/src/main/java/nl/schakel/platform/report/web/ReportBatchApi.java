// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.report.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import nl.schakel.platform.access.Actor;
import nl.schakel.platform.access.Gate;
import nl.schakel.platform.access.Requires;
import nl.schakel.platform.report.Channel;
import nl.schakel.platform.report.ImportTexts;
import nl.schakel.platform.report.Intake;
import nl.schakel.platform.report.IntakeOutcome;
import nl.schakel.platform.report.ReportRights;
import nl.schakel.platform.report.Submission;
import nl.schakel.platform.report.web.ReportApi.SentReport;
import nl.schakel.platform.web.FieldProblem;
import nl.schakel.platform.web.InvalidInput;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Up to 1,000 reports in one call: the good are stored together, each bad one comes back with
 * everything that is wrong with it. A report is an object of field names; the member {@code
 * reference} makes a repeat the same report, and a report without one is refused.
 */
@RestController
@RequestMapping("/api/v1/report-batches")
@Requires(ReportRights.SUBMIT)
@Tag(name = "reports")
class ReportBatchApi {
  static final int MOST = 1_000;
  private static final int MOST_BYTES = 8 << 20;

  private final Intake intake;
  private final ImportTexts texts;
  private final Gate gate;
  private final JsonMapper json;

  ReportBatchApi(Intake intake, ImportTexts texts, Gate gate, JsonMapper json) {
    this.intake = intake;
    this.texts = texts;
    this.gate = gate;
    this.json = json;
  }

  /** What became of one report, in the order of the call. */
  record OutcomeJson(
      String outcome, Optional<String> id, Optional<String> receipt, List<ProblemJson> errors) {}

  /** One thing that is wrong. */
  record ProblemJson(String field, String rule, String message, String mend) {}

  @Operation(
      summary = "Send up to a thousand reports",
      operationId = "sendReportBatch",
      description =
          "One outcome for each report, in order; the good ones are stored, the others come back with every problem. Each report needs the field reference: it makes a retry the same report.")
  @PostMapping(
      consumes = MediaType.APPLICATION_JSON_VALUE,
      produces = MediaType.APPLICATION_JSON_VALUE)
  List<OutcomeJson> send(HttpServletRequest request, Locale locale) throws IOException {
    Actor actor = gate.require(ReportRights.SUBMIT);
    List<Row> rows = new ArrayList<>();
    for (JsonNode report : reports(request)) {
      rows.add(row(report, actor));
    }
    return outcomes(rows).stream().map(each -> json(each, locale)).toList();
  }

  /** One report of the call: it may be submitted, or its form says already that it may not. */
  private sealed interface Row {
    record Sound(Submission submission) implements Row {}

    record Unsound(List<FieldProblem> problems) implements Row {}
  }

  private Row row(JsonNode report, Actor actor) {
    if (!report.isObject()) {
      return new Row.Unsound(List.of(new FieldProblem("", "report-form")));
    }
    SentReport sent = json.treeToValue(report, SentReport.class);
    if (!sent.problems().isEmpty()) {
      return new Row.Unsound(sent.problems());
    }
    return sent.reference()
        .<Row>map(
            key ->
                new Row.Sound(new Submission(actor.organisation(), Channel.API, key, sent.raw())))
        .orElseGet(() -> new Row.Unsound(List.of(ReportApi.KEY_MISSING)));
  }

  private List<IntakeOutcome> outcomes(List<Row> rows) {
    List<Submission> submissions = new ArrayList<>();
    for (Row row : rows) {
      if (row instanceof Row.Sound(Submission submission)) {
        submissions.add(submission);
      }
    }
    Iterator<IntakeOutcome> taken =
        submissions.isEmpty()
            ? Collections.emptyIterator()
            : intake.submitAll(submissions).iterator();
    List<IntakeOutcome> outcomes = new ArrayList<>(rows.size());
    for (Row row : rows) {
      outcomes.add(
          switch (row) {
            case Row.Sound ignored -> taken.next();
            case Row.Unsound unsound -> new IntakeOutcome.Refused(unsound.problems());
          });
    }
    return outcomes;
  }

  private JsonNode reports(HttpServletRequest request) throws IOException {
    byte[] body;
    try (InputStream in = request.getInputStream()) {
      body = in.readNBytes(MOST_BYTES + 1);
    }
    JsonNode reports = body.length > MOST_BYTES ? null : parse(body);
    if (reports == null || !reports.isArray()) {
      throw new InvalidInput(List.of(new FieldProblem("", "batch-form")));
    }
    if (reports.isEmpty() || reports.size() > MOST) {
      throw new InvalidInput(
          List.of(new FieldProblem("", "import-too-many", Integer.toString(MOST))));
    }
    return reports;
  }

  private JsonNode parse(byte[] body) {
    try {
      return json.readTree(body);
    } catch (JacksonException e) {
      throw new InvalidInput(List.of(new FieldProblem("", "batch-form")));
    }
  }

  private OutcomeJson json(IntakeOutcome outcome, Locale locale) {
    return switch (outcome) {
      case IntakeOutcome.Accepted ok ->
          new OutcomeJson(
              ok.repeated() ? "repeated" : "accepted",
              Optional.of(ok.id().value().toString()),
              Optional.of(ok.receipt()),
              List.of());
      case IntakeOutcome.Refused no ->
          new OutcomeJson(
              "refused",
              Optional.empty(),
              Optional.empty(),
              no.problems().stream()
                  .map(
                      each ->
                          new ProblemJson(
                              each.field(),
                              each.rule(),
                              texts.sentence(each, locale),
                              texts.mend(each, locale)))
                  .toList());
    };
  }
}
