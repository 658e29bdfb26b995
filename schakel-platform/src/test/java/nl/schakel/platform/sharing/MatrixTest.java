// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/**
 * Who may give whom what, as the law was read for it and written down by hand, beside the tables:
 * the same answer, right or duty, certainty, articles and conditions, by the rows that say so.
 */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class MatrixTest {
  private static final Path MATRIX = Path.of("src/test/resources/sharing/matrix.csv");

  /** Pairs of actors of which the law was read, the pair that nobody knows among them. */
  private static final int ACTORS = 46;

  private static final LawGrounds GROUNDS = new LawGrounds();
  private static final SharingRules RULES = new SharingRules(new SharingCodes(), GROUNDS);

  @Test
  void the_tables_say_what_the_matrix_says() throws IOException {
    List<String> differences = new ArrayList<>();
    for (NamedCsvRecord line : lines()) {
      SharingAnswer answer = RULES.answer(question(line));
      compare(differences, line, "decision", answer.decision().code());
      compare(differences, line, "certainty", answer.certainty().code());
      compare(differences, line, "modality", first(answer, SharingAnswer.Rule::modality));
      compare(
          differences,
          line,
          "rules",
          String.join("; ", answer.rules().stream().map(SharingAnswer.Rule::id).toList()));
      names(differences, line, "conditions", answer.conditions());
      names(
          differences,
          line,
          "grounds",
          answer.grounds().stream().map(id -> GROUNDS.get(id).label(Locale.ENGLISH)).toList());
    }

    assertThat(differences).isEmpty();
  }

  @Test
  void every_pair_of_actors_is_in_it() throws IOException {
    assertThat(lines().stream().map(line -> line.getField("actors").split(":", -1)[0]).distinct())
        .hasSize(ACTORS);
  }

  private static void compare(
      List<String> differences, NamedCsvRecord line, String column, String said) {
    if (!line.getField(column).equals(said)) {
      differences.add(difference(line, column, said));
    }
  }

  private static void names(
      List<String> differences, NamedCsvRecord line, String column, List<String> said) {
    List<String> expected =
        Arrays.stream(line.getField(column).split(";", -1))
            .map(String::strip)
            .filter(text -> !text.isEmpty())
            .toList();
    if (!said.containsAll(expected)) {
      differences.add(difference(line, column, said.toString()));
    }
  }

  private static String difference(NamedCsvRecord line, String column, String said) {
    return "line %d, %s, %s: expected %s, the tables say %s"
        .formatted(
            line.getStartingLineNumber(),
            line.getField("actors"),
            column,
            line.getField(column),
            said);
  }

  private static String first(SharingAnswer answer, Function<SharingAnswer.Rule, String> of) {
    return answer.rules().stream().findFirst().map(of).orElse("");
  }

  private static List<NamedCsvRecord> lines() throws IOException {
    try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(MATRIX)) {
      return reader.stream().toList();
    }
  }

  private static SharingQuestion question(NamedCsvRecord line) {
    Map<String, String> given = new HashMap<>(line.getFieldsAsMap());
    return switch (RULES.read(given, List.of(line.getField("data")))) {
      case SharingRules.Read.Asked asked -> asked.question();
      case SharingRules.Read.Refused refused ->
          throw new AssertionError(line + ": " + refused.problems());
    };
  }
}
