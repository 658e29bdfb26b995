// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.report.web;

import com.fasterxml.uuid.Generators;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import nl.schakel.platform.access.Actor;
import nl.schakel.platform.access.Gate;
import nl.schakel.platform.access.Requires;
import nl.schakel.platform.report.Channel;
import nl.schakel.platform.report.ImportTexts;
import nl.schakel.platform.report.Intake;
import nl.schakel.platform.report.IntakeOutcome;
import nl.schakel.platform.report.RawReport;
import nl.schakel.platform.report.ReportRights;
import nl.schakel.platform.report.Submission;
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
 * reference} makes a repeat the same report.
 */
@RestController
@RequestMapping("/api/v1/report-batches")
@Requires(ReportRights.SUBMIT)
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
      description =
          "One outcome for each report, in order; the good ones are stored, the others come back with every problem.")
  @PostMapping(
      consumes = MediaType.APPLICATION_JSON_VALUE,
      produces = MediaType.APPLICATION_JSON_VALUE)
  List<OutcomeJson> send(HttpServletRequest request, Locale locale) throws IOException {
    Actor actor = gate.require(ReportRights.SUBMIT);
    List<Submission> submissions = new ArrayList<>();
    for (JsonNode report : reports(request)) {
      RawReport raw = new RawReport(values(report, submissions.size()));
      submissions.add(new Submission(actor.organisation(), Channel.API, key(raw), raw));
    }
    return intake.submitAll(submissions).stream().map(each -> json(each, locale)).toList();
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

  private static Map<String, List<String>> values(JsonNode report, int index) {
    if (!report.isObject()) {
      throw malformed(index);
    }
    Map<String, List<String>> values = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> member : report.properties()) {
      List<String> all = new ArrayList<>();
      if (member.getValue().isArray()) {
        member.getValue().forEach(item -> all.add(text(item, index)));
      } else if (!member.getValue().isNull()) {
        all.add(text(member.getValue(), index));
      }
      values.put(member.getKey(), all);
    }
    return values;
  }

  private static String text(JsonNode value, int index) {
    if (!value.isString() && !value.isNumber()) {
      throw malformed(index);
    }
    return value.asString();
  }

  private static InvalidInput malformed(int index) {
    return new InvalidInput(List.of(new FieldProblem("[%d]".formatted(index), "batch-form")));
  }

  /** Without a reference a repeat cannot be recognised. */
  private static String key(RawReport raw) {
    return raw.texts("reference").stream()
        .filter(text -> !text.isBlank())
        .map(String::strip)
        .findFirst()
        .orElseGet(() -> "batch-" + Generators.timeBasedEpochGenerator().generate());
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
