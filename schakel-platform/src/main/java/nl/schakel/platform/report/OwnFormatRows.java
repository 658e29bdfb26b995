// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.report;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nl.schakel.platform.web.FieldProblem;

/** Reads the own CSV format: one row is one report. */
final class OwnFormatRows implements ImportRows {
  private final CsvRows rows;
  private final List<ReportField> columns;
  private final List<String> names;
  private final Map<String, ReportField> known;

  OwnFormatRows(CsvRows rows, Map<String, ReportField> known) {
    this.rows = rows;
    this.known = known;
    this.columns = columns(rows.header(), known);
    this.names = columns.stream().map(ReportField::column).toList();
  }

  private static List<ReportField> columns(List<String> header, Map<String, ReportField> known) {
    boolean[] found = new boolean[header.size()];
    Set<String> seen = new HashSet<>();
    List<ReportField> columns = new ArrayList<>(header.size());
    for (int i = 0; i < found.length; i++) {
      ReportField field = known.get(header.get(i));
      if (field == null) {
        continue;
      }
      found[i] = true;
      columns.add(field);
      if (!seen.add(field.column())) {
        throw new ImportBroken(1, "import-column-twice", field.column());
      }
    }
    ImportReader.check(header, known.keySet(), found);
    return columns;
  }

  @Override
  public ImportFormat format() {
    return ImportFormat.OWN;
  }

  @Override
  public Optional<ImportRow> next() {
    return rows.next().map(this::read);
  }

  private ImportRow read(CsvRows.Row row) {
    List<FieldProblem> problems = problems(row, columns.size(), names);
    Map<String, List<String>> values = LinkedHashMap.newLinkedHashMap(columns.size());
    for (int i = 0; i < columns.size(); i++) {
      String cell = row.cell(i);
      if (!cell.isEmpty()) {
        ReportField field = columns.get(i);
        values.put(field.name(), field.kind().many() ? several(cell) : List.of(cell));
      }
    }
    return new ImportRow(row.line(), row.line(), new RawReport(values), problems);
  }

  /** What is wrong with the row itself; a row that is not whole is not looked into. */
  static List<FieldProblem> problems(CsvRows.Row row, int columns, List<String> names) {
    if (row.tooLongCell() != CsvRows.Row.NONE) {
      String field = row.tooLongCell() < names.size() ? names.get(row.tooLongCell()) : "";
      return List.of(
          new FieldProblem(field, "import-cell-size", Integer.toString(CsvRows.LONGEST_CELL)));
    }
    boolean surplus = row.cellCount() > row.cells().size();
    for (int i = columns; i < row.cells().size(); i++) {
      surplus |= !row.cell(i).isEmpty();
    }
    return row.cellCount() < columns || surplus
        ? List.of(
            new FieldProblem(
                "", "import-cells", Integer.toString(row.cellCount()), Integer.toString(columns)))
        : List.of();
  }

  static List<String> several(String cell) {
    if (cell.indexOf(';') < 0) {
      return List.of(cell);
    }
    List<String> texts = new ArrayList<>();
    for (String text : cell.split(";", -1)) {
      if (!text.isBlank()) {
        texts.add(text.strip());
      }
    }
    return texts;
  }

  @Override
  public String column(String field) {
    return known.values().stream()
        .filter(each -> each.name().equals(field))
        .map(ReportField::column)
        .findFirst()
        .orElse(field);
  }

  @Override
  public Map<ImportNote, Long> takeNotes() {
    return Map.of();
  }
}
