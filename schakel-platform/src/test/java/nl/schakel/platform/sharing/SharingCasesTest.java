// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** Questions with the answers that the sources give, written by hand and not from the tables. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SharingCasesTest {
  private static final Path CASES = Path.of("src/main/resources/sharing/cases.csv");
  private static final SharingRules RULES = new SharingRules(new SharingCodes(), new LawGrounds());

  @Test
  void the_tables_answer_each_case_as_its_source_does() throws IOException {
    List<String> differences = new ArrayList<>();
    int asks = 0;
    List<NamedCsvRecord> cases = cases();
    for (NamedCsvRecord row : cases) {
      SharingAnswer answer = RULES.answer(question(row));
      if (answer.decision() == Decision.ASK) {
        asks++;
      }
      if (!answer.decision().code().equals(row.getField("expected"))) {
        differences.add(
            "line %d, %s: expected %s, the tables say %s (%s)"
                .formatted(
                    row.getStartingLineNumber(),
                    row.getField("source"),
                    row.getField("expected"),
                    answer.decision().code(),
                    answer.rules().stream().map(SharingAnswer.Rule::id).toList()));
      }
    }
    System.out.printf(
        "Sharing cases: %d, of which the tables answer 'ask': %d%n", cases.size(), asks);

    assertThat(differences).isEmpty();
    assertThat(cases).hasSizeGreaterThanOrEqualTo(150);
  }

  @Test
  void every_case_names_its_source() throws IOException {
    assertThat(cases()).allSatisfy(row -> assertThat(row.getField("source")).isNotBlank());
  }

  static List<NamedCsvRecord> cases() throws IOException {
    try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(CASES)) {
      return reader.stream().toList();
    }
  }

  static SharingQuestion question(NamedCsvRecord row) {
    Map<String, String> given = new HashMap<>(row.getFieldsAsMap());
    List<String> data = List.of(row.getField("data").split(",", -1));
    return switch (RULES.read(given, data)) {
      case SharingRules.Read.Asked asked -> asked.question();
      case SharingRules.Read.Refused refused ->
          throw new AssertionError(row.getField("source") + ": " + refused.problems());
    };
  }
}
