// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.report;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Tells by the header which format a file has, and reads it. */
@Component
class ImportReader {
  private final Map<String, ReportField> ownColumns = new HashMap<>();
  private final HtcdsStandard htcds;
  private final Grounds grounds;

  private final ReportCalendar calendar;

  ImportReader(ReportFields fields, CodeLists codeLists, Grounds grounds, ReportCalendar calendar) {
    this.calendar = calendar;
    fields.all().forEach(field -> ownColumns.put(field.column(), field));
    this.htcds = HtcdsStandard.load(fields, codeLists);
    this.grounds = grounds;
  }

  /**
   * Opens a file.
   *
   * @param reporterType as what the organisation reports; the standard says nothing about grounds,
   *     so the first one proposed to this type counts there
   * @throws ImportBroken when the header is of neither format
   */
  ImportRows open(InputStream in, String reporterType) {
    CsvRows rows = CsvRows.open(in);
    List<String> header = rows.header();
    long own = header.stream().filter(ownColumns::containsKey).count();
    long standard = header.stream().filter(name -> htcds.column(name).isPresent()).count();
    if (own == 0 && standard == 0) {
      throw new ImportBroken(1, "import-header-unknown");
    }
    return own >= standard
        ? new OwnFormatRows(rows, ownColumns)
        : new HtcdsRows(rows, htcds, ground(reporterType), consent(reporterType), calendar.today());
  }

  private String ground(String reporterType) {
    return grounds.proposed(reporterType, Optional.empty()).stream()
        .findFirst()
        .map(ProposedGround::ground)
        .orElse("");
  }

  /** Consent, where it is proposed to this type of reporter. */
  private boolean consent(String reporterType) {
    return grounds.proposed(reporterType, Optional.empty()).stream()
        .anyMatch(one -> one.ground().equals(HtcdsRows.CONSENT));
  }

  /**
   * Checks that every column is known and stands there once.
   *
   * @param known the name that a column of the file has in its format; empty when unknown
   */
  static void check(List<String> header, Collection<String> names, boolean[] known) {
    List<Integer> unknown = new ArrayList<>();
    for (int i = 0; i < known.length; i++) {
      if (!known[i]) {
        unknown.add(i);
      }
    }
    if (!unknown.isEmpty()) {
      int first = unknown.getFirst();
      // In a file without header the first row holds persons: then no name is repeated.
      boolean isHeader = unknown.size() * 2 <= header.size();
      throw new ImportBroken(
          1,
          "import-column-unknown",
          isHeader ? printable(header.get(first)) : "",
          Integer.toString(first + 1),
          NearestName.of(header.get(first), names));
    }
  }

  private static String printable(String name) {
    String plain = name.replaceAll("[^\\p{L}\\p{N} _./()-]", "?");
    return plain.length() > 60 ? plain.substring(0, 60) : plain;
  }
}
