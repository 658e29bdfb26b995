// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.report;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Where exploitation took place, report by report, for figures. The register keeps no venues: it
 * needs none to recognise a person.
 */
@Service
public class ReportVenues {
  private final JdbcClient jdbc;

  ReportVenues(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Reports that name a venue; whoever is at work sees their own organisation only. */
  @Transactional(readOnly = true)
  public Map<ReportId, List<String>> all() {
    Map<ReportId, List<String>> venues = new HashMap<>();
    jdbc.sql("select id, venues from report.report where venues <> '{}'")
        .query(
            row -> {
              venues.put(
                  new ReportId(row.getObject("id", UUID.class)),
                  List.of((String[]) row.getArray("venues").getArray()));
            });
    return venues;
  }
}
