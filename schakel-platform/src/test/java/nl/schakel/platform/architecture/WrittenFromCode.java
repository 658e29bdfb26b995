// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A document under {@code docs} whose text comes from code. {@code -Dschakel.docs=write} refreshes
 * it; otherwise a stale one fails.
 */
record WrittenFromCode(Path file) {
  static final Path DOCS = Path.of("..", "docs");

  static WrittenFromCode architecture(String name) {
    return new WrittenFromCode(DOCS.resolve("architecture").resolve(name));
  }

  void holds(String text) {
    try {
      if ("write".equals(System.getProperty("schakel.docs"))) {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
      }
      assertThat(Files.exists(file) ? Files.readString(file) : "")
          .as(
              "%s is stale; refresh it with ./schakel test -Dschakel.docs=write",
              file.getFileName())
          .isEqualTo(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
