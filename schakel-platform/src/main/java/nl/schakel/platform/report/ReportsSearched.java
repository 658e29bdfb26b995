// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.report;

import java.util.Map;
import java.util.TreeMap;
import nl.schakel.platform.audit.AuditEvent;

/**
 * Somebody looked through reports. A reference is free text, so only that there was one is told.
 */
record ReportsSearched(Map<String, String> details) implements AuditEvent {
  static ReportsSearched of(ReportSearch search, int shown) {
    Map<String, String> details = new TreeMap<>();
    details.put("shown", Integer.toString(shown));
    search.number().ifPresent(number -> details.put("number", number.toString()));
    search.reference().ifPresent(reference -> details.put("by-reference", "yes"));
    search.year().ifPresent(year -> details.put("year", year.toString()));
    search.form().ifPresent(form -> details.put("form", form));
    search.channel().ifPresent(channel -> details.put("channel", channel.name()));
    return new ReportsSearched(details);
  }

  @Override
  public String activity() {
    return "report.search";
  }

  @Override
  public Purpose purpose() {
    return Purpose.REGISTRATION;
  }
}
