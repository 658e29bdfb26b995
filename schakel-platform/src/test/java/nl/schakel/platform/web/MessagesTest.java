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

  private static List<String> keys(boolean english) throws IOException {
    List<String> keys = new ArrayList<>();
    try (Stream<Path> files = Files.list(Path.of("src/main/resources/messages"))) {
      for (Path file :
          files.filter(each -> each.toString().endsWith("_en.properties") == english).toList()) {
        Files.readAllLines(file).stream()
            .filter(line -> line.contains("=") && !line.startsWith("#"))
            .map(line -> line.substring(0, line.indexOf('=')).strip())
            .forEach(keys::add);
      }
    }
    return keys;
  }
}
