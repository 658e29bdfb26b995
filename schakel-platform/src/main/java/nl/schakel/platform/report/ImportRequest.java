// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.report;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What was asked on the command line.
 *
 * @param as name, other name or id of the organisation that reports
 * @param errors where the refused rows go
 */
record ImportRequest(Path file, Optional<String> as, Path errors, Locale locale) {
  private static final String USAGE =
      "Usage: ./schakel import FILE [--as ORGANISATION] [--errors FILE.csv] [--language nl|en]";

  /** Asked in a way that cannot be done; the message says how to ask. */
  static final class Wrong extends Exception {
    private static final long serialVersionUID = 1L;

    Wrong(String message) {
      super(message);
    }
  }

  static ImportRequest of(List<String> arguments) throws Wrong {
    Deque<String> left = new ArrayDeque<>(arguments);
    @Nullable String file = null;
    @Nullable String as = null;
    @Nullable String errors = null;
    String language = "nl";
    while (!left.isEmpty()) {
      String word = left.pop();
      switch (word) {
        case "--as" -> as = value(left, word);
        case "--errors" -> errors = value(left, word);
        case "--language" -> language = value(left, word);
        default -> {
          if (word.startsWith("--") || file != null) {
            throw new Wrong("Not understood: %s. %s".formatted(word, USAGE));
          }
          file = word;
        }
      }
    }
    if (file == null) {
      throw new Wrong("Which file? " + USAGE);
    }
    if (!language.equals("nl") && !language.equals("en")) {
      throw new Wrong("--language is nl or en. " + USAGE);
    }
    Path path = path(file);
    if (!Files.isRegularFile(path) || !Files.isReadable(path)) {
      throw new Wrong("There is no file that can be read at %s.".formatted(path));
    }
    return new ImportRequest(
        path,
        Optional.ofNullable(as),
        path(errors == null ? file + ".refused.csv" : errors),
        Locale.of(language));
  }

  private static String value(Deque<String> left, String option) throws Wrong {
    if (left.isEmpty()) {
      throw new Wrong("%s needs a value. %s".formatted(option, USAGE));
    }
    return left.pop();
  }

  private static Path path(String text) throws Wrong {
    try {
      return Path.of(text).toAbsolutePath();
    } catch (InvalidPathException e) {
      throw new Wrong("This is no name of a file. " + USAGE);
    }
  }

  String text(ImportTexts texts, String key, Object... arguments) {
    return texts.text(key, locale, arguments);
  }
}
