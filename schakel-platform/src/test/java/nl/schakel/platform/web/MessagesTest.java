// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class MessagesTest {
  @Test
  void each_text_stands_once_and_in_both_languages() throws IOException {
    List<String> dutch = keys(false);
    List<String> english = keys(true);

    assertThat(dutch).doesNotHaveDuplicates();
    assertThat(english).doesNotHaveDuplicates();
    assertThat(new TreeSet<>(english)).isEqualTo(new TreeSet<>(dutch));
  }

  /** Two apostrophes are one where something is filled in, and stay two where nothing is. */
  @Test
  void an_apostrophe_is_doubled_only_where_something_is_filled_in() throws IOException {
    List<String> wrong = new ArrayList<>();
    for (boolean english : List.of(false, true)) {
      lines(english)
          .filter(line -> line.contains("''") && !line.matches(".*\\{\\d.*"))
          .forEach(wrong::add);
    }

    assertThat(wrong).isEmpty();
  }

  private static Stream<String> lines(boolean english) throws IOException {
    List<String> lines = new ArrayList<>();
    try (Stream<Path> files = Files.list(Path.of("src/main/resources/messages"))) {
      for (Path file :
          files.filter(each -> each.toString().endsWith("_en.properties") == english).toList()) {
        Files.readAllLines(file).stream()
            .filter(line -> line.contains("=") && !line.startsWith("#"))
            .forEach(lines::add);
      }
    }
    return lines.stream();
  }

  private static List<String> keys(boolean english) throws IOException {
    return lines(english).map(line -> line.substring(0, line.indexOf('=')).strip()).toList();
  }
}
