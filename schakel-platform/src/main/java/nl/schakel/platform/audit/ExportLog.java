// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.audit;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nl.schakel.platform.access.Gate;
import nl.schakel.platform.command.Command;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code ./schakel export-log}: the log as JSON lines with the field names of the standard Logboek
 * Dataverwerkingen 1.0 (Logius).
 */
@Component
class ExportLog implements Command {
  private final AuditTrail trail;
  private final Gate gate;
  private final JsonMapper json;

  ExportLog(AuditTrail trail, Gate gate, JsonMapper json) {
    this.trail = trail;
    this.gate = gate;
    this.json = json;
  }

  @Override
  public String name() {
    return "export-log";
  }

  @Override
  public String usage() {
    return "export-log                    print the audit log as JSON lines of the standard Logboek Dataverwerkingen";
  }

  @Override
  public int run(List<String> arguments) {
    PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    gate.asSystem(
        () -> {
          trail.each(
              AuditFilter.everything(), line -> out.println(json.writeValueAsString(fields(line))));
          return true;
        });
    out.flush();
    return out.checkError() ? 1 : 0;
  }

  /** The mapping is explained in docs/adr/0007-audit-log.md. */
  static Map<String, Object> fields(AuditLine line) {
    String id = line.id().toString().replace("-", "");
    long millis = line.at().toEpochMilli();
    Map<String, Object> attributes = new LinkedHashMap<>();
    attributes.put(
        "dpl.core.processing_activity_id", "urn:schakel:processing-activity:" + line.activity());
    line.subject()
        .ifPresent(
            subject -> {
              attributes.put("dpl.core.data_subject_id", subject.toString());
              attributes.put("dpl.core.data_subject_id_type", "schakel-person-pseudonym");
            });
    attributes.put("schakel.actor_kind", line.actorKind());
    attributes.put("schakel.account_id", line.account().toString());
    attributes.put("schakel.organisation_id", line.organisation().toString());
    attributes.put("schakel.roles", line.roles());
    attributes.put("schakel.purpose", line.purpose());
    attributes.put("schakel.object", line.object());
    attributes.put("schakel.ground", line.ground());
    attributes.put("schakel.result", line.result());
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("trace_id", id);
    fields.put("span_id", id.substring(16));
    fields.put("status", line.result().equals("FAILED") ? "Error" : "Ok");
    fields.put("name", line.activity());
    fields.put("start_time", millis);
    fields.put("end_time", millis);
    fields.put("attributes", attributes);
    return fields;
  }
}
