// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads the settings from the source of the records that hold them: name, default, purpose. */
final class Settings {
  private static final Pattern RECORD =
      Pattern.compile(
          "(?s)/\\*\\*(.*?)\\*/\\s*@ConfigurationProperties\\(\"([^\"]+)\"\\)\\s*(?:public )?record"
              + " \\w+\\((.*?)\\)\\s*\\{");
  private static final Pattern COMPONENT =
      Pattern.compile(
          "(?s)(?:@DefaultValue(?:\\((?:\\{)?([^)]*?)(?:})?\\))?\\s+)?(?:@\\w+\\s+)*([\\w.<>,"
              + " ]+?)\\s+(\\w+)\\s*(?:,|$)");
  private static final Pattern PARAMETER =
      Pattern.compile("(?s)@param (\\w+)\\s+(.*?)(?=@param|$)");

  private Settings() {}

  static String table(Path main) {
    TreeMap<String, String> rows = new TreeMap<>();
    try (Stream<Path> sources = Files.walk(main.resolve("java"))) {
      for (Path source : sources.filter(path -> path.toString().endsWith(".java")).toList()) {
        Matcher matcher = RECORD.matcher(Files.readString(source));
        while (matcher.find()) {
          rows(matcher.toMatchResult(), rows);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    StringBuilder text =
        new StringBuilder(
            """
            <!-- SPDX-License-Identifier: EUPL-1.2 -->
            # Settings

            Written from the code. Give one as environment variable (`SCHAKEL_DATABASE_URL`) or as
            argument (`--schakel.database.url=...`).

            | setting | default | what it is for |
            | --- | --- | --- |
            """);
    rows.values().forEach(text::append);
    return text.toString();
  }

  private static void rows(MatchResult found, TreeMap<String, String> rows) {
    TreeMap<String, String> purposes = new TreeMap<>();
    PARAMETER
        .matcher(found.group(1).replaceAll("\\n\\s*\\*", "\n"))
        .results()
        .forEach(one -> purposes.put(one.group(1), markdown(one.group(2))));
    COMPONENT
        .matcher(found.group(3))
        .results()
        .forEach(
            one -> {
              String name = found.group(2) + "." + kebab(one.group(3));
              String preset = one.group(1) == null ? "" : one.group(1).replace("\"", "");
              rows.put(
                  name,
                  "| `%s` | %s | %s |%n"
                      .formatted(
                          name,
                          preset.isEmpty() ? "" : "`" + preset + "`",
                          purposes.getOrDefault(one.group(3), "")));
            });
  }

  /** Javadoc as Markdown: code stays code, and of a link its words stay. */
  private static String markdown(String javadoc) {
    return javadoc
        .replaceAll("\\s+", " ")
        .strip()
        .replaceAll("\\{@code ([^}]*)}", "`$1`")
        .replaceAll("\\{@link(?:plain)? #?([\\w.]+)}", "`$1`");
  }

  private static String kebab(String camel) {
    return camel.replaceAll("([a-z])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
  }
}
