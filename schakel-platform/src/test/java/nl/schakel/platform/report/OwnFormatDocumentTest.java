// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.report;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The document of our CSV format tells what the reference data says. */
class OwnFormatDocumentTest {

  private static final Path REFERENCE = Path.of("src/main/resources/reference");
  private static final Pattern EXAMPLE = Pattern.compile("```csv\n(.*?)```", Pattern.DOTALL);

  private String document = "";
  private List<NamedCsvRecord> fieldLists = List.of();
  private Map<String, NamedCsvRecord> fieldsByHeader = Map.of();

  @BeforeEach
  void readDocumentAndFields() throws IOException {
    document = Files.readString(Path.of("../docs/data/own-format.md"));
    fieldLists = read("field-lists");
    fieldsByHeader =
        read("fields").stream().collect(toMap(row -> row.getField("csv_header"), row -> row));
  }

  @Test
  void every_column_is_explained_with_its_name_in_the_api_and_its_label() {
    fieldsByHeader.forEach(
        (header, field) ->
            assertThat(document)
                .contains("| `%s` | `%s` |".formatted(header, field.getField("field")))
                .contains(field.getField("label_en")));
  }

  @Test
  void the_required_columns_of_each_reporter_type_are_those_of_its_field_list() {
    assertThat(fieldLists.stream().map(row -> row.getField("reporter_type")).distinct())
        .allSatisfy(
            type ->
                assertThat(document)
                    .contains("| %s | %s |".formatted(type, headers(type, "required"))));
  }

  @Test
  void an_example_uses_known_columns_and_codes() throws IOException {
    Map<String, List<String>> codes =
        read("code-lists").stream()
            .collect(
                toMap(
                    row -> row.getField("list"),
                    row -> List.of(row.getField("code")),
                    OwnFormatDocumentTest::joined));
    List<NamedCsvRecord> rows = examples();
    assertThat(rows).hasSizeGreaterThan(3);
    for (NamedCsvRecord row : rows) {
      row.getFieldsAsMap()
          .forEach(
              (header, cell) -> {
                assertThat(fieldsByHeader).containsKey(header);
                NamedCsvRecord field = Objects.requireNonNull(fieldsByHeader.get(header));
                if (field.getField("kind").startsWith("code")) {
                  assertThat(codes.get(field.getField("list"))).contains(cell.split(";"));
                }
              });
    }
  }

  private List<NamedCsvRecord> examples() {
    return EXAMPLE
        .matcher(document)
        .results()
        .map((MatchResult match) -> match.group(1))
        .flatMap(text -> CsvReader.builder().ofNamedCsvRecord(text).stream())
        .toList();
  }

  private String headers(String reporterType, String rule) {
    Map<String, String> headerByField =
        fieldsByHeader.entrySet().stream()
            .collect(toMap(entry -> entry.getValue().getField("field"), Map.Entry::getKey));
    return String.join(
        ", ",
        fieldLists.stream()
            .filter(row -> row.getField("reporter_type").equals(reporterType))
            .filter(row -> row.getField("rule").equals(rule))
            .map(row -> headerByField.get(row.getField("field")))
            .toList());
  }

  private static List<String> joined(List<String> one, List<String> other) {
    List<String> both = new ArrayList<>(one);
    both.addAll(other);
    return both;
  }

  private static List<NamedCsvRecord> read(String name) throws IOException {
    try (CsvReader<NamedCsvRecord> reader =
        CsvReader.builder().ofNamedCsvRecord(REFERENCE.resolve(name + ".csv"))) {
      return reader.stream().toList();
    }
  }
}
