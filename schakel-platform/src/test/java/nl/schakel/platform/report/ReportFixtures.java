// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.report;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nl.schakel.platform.access.OrganisationId;
import nl.schakel.platform.organisation.Organisations;

/** Reports of invented persons, and the organisations that send them. */
final class ReportFixtures {
  static final OrganisationId POLICE = Organisations.idOf("Politie Noord-Nederland");

  private ReportFixtures() {}

  /** The least that an investigation service must tell. */
  static Map<String, List<String>> policeReport() {
    Map<String, List<String>> values = new HashMap<>();
    values.put("reportedOn", List.of("2025-03-04"));
    values.put("ground", List.of("police-policy-duty"));
    values.put("ageBand", List.of("18-22"));
    values.put("sex", List.of("female"));
    values.put("nationalities", List.of("NL"));
    values.put("exploitationForms", List.of("sexual"));
    return values;
  }

  static Map<String, List<String>> with(
      Map<String, List<String>> values, String field, String... texts) {
    Map<String, List<String>> changed = new HashMap<>(values);
    changed.put(field, Arrays.asList(texts));
    return changed;
  }

  static Submission submission(String key, Map<String, List<String>> values) {
    return new Submission(POLICE, Channel.API, key, new RawReport(values));
  }
}
