// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.report;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Readers of files without a database. */
final class ImportFixtures {
  private static final Instant NOW = Instant.parse("2026-06-01T10:00:00Z");
  private static final ImportReader READER = reader();

  private ImportFixtures() {}

  private static ImportReader reader() {
    List<Code> codes = new ArrayList<>(ReferenceFiles.codes());
    codes.addAll(ReferenceFiles.municipalities());
    return new ImportReader(
        new ReportFields(),
        new CodeLists(codes),
        new Grounds(ReferenceFiles.grounds(), ReferenceFiles.proposedGrounds()),
        new ReportCalendar(Clock.fixed(NOW, ZoneOffset.UTC)));
  }

  static ImportRows open(InputStream file) {
    return READER.open(file, "support-organisation");
  }

  static ImportRows open(byte[] file) {
    return open(new ByteArrayInputStream(file));
  }

  static ImportRows open(String file) {
    return open(file.getBytes(StandardCharsets.UTF_8));
  }

  static List<ImportRow> all(ImportRows rows) {
    List<ImportRow> all = new ArrayList<>();
    for (Optional<ImportRow> row = rows.next(); row.isPresent(); row = rows.next()) {
      all.add(row.get());
    }
    return all;
  }

  static List<ImportRow> all(String file) {
    return all(open(file));
  }
}
