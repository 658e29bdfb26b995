// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import java.io.StringWriter;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class CsvTest {
  @Test
  void a_formula_is_written_as_text_and_a_negative_number_as_a_number() {
    assertThat(written("=cmd()", -3, "plain")).isEqualTo("'=cmd(),-3,plain");
  }

  @Property
  void no_text_cell_starts_as_a_formula_and_each_can_be_read_back(@ForAll String text) {
    String read =
        CsvReader.builder().ofCsvRecord(written("first", text)).stream()
            .toList()
            .getFirst()
            .getField(1);

    assertThat(read).isIn(text, "'" + text);
    assertThat(read.isEmpty() ? 'x' : read.charAt(0)).isNotIn(List.of('=', '+', '-', '@', '\t'));
  }

  private static String written(Object... cells) {
    StringWriter out = new StringWriter();
    try (Csv csv = new Csv(out)) {
      csv.row(cells);
    }
    return out.toString().substring(0, out.toString().length() - 2);
  }
}
