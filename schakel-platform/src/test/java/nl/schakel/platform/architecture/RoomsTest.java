// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.schakel.platform.SchakelApplication;
import nl.schakel.platform.database.RoomMigrations;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModule;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.modulith.core.DependencyDepth;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RoomsTest {
  private static final ApplicationModules ROOMS = ApplicationModules.of(SchakelApplication.class);
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackagesOf(SchakelApplication.class);
  private static final Path MAIN = Path.of("src", "main");

  @Test
  void each_room_uses_only_what_it_says_it_uses() {
    ROOMS.verify();
  }

  @Test
  void the_canvas_of_each_room_is_up_to_date() {
    WrittenFromCode.architecture("rooms.md").holds(canvases());
  }

  @Test
  void the_settings_are_documented() {
    WrittenFromCode.architecture("settings.md").holds(Settings.table(MAIN));
  }

  @Test
  void events_carry_identifiers_only() {
    List<JavaClass> events = events().toList();

    assertThat(events).isNotEmpty();
    assertThat(events)
        .allSatisfy(
            event ->
                assertThat(event.getFields())
                    .filteredOn(
                        field ->
                            !field
                                .getModifiers()
                                .contains(com.tngtech.archunit.core.domain.JavaModifier.STATIC))
                    .allSatisfy(
                        field ->
                            assertThat(field.getRawType().getSimpleName())
                                .as(field.getFullName())
                                .matches(
                                    ".*Id|Actor|boolean|int|long|Instant|LocalDate|UUID|List|Set|String|[A-Z]\\w*(Ground|Kind|Reason|State|Right)|.*Change.*")));
  }

  @Test
  void templates_hold_no_logic_no_script_and_no_raw_text() throws IOException {
    Pattern forbidden =
        Pattern.compile(
            "th:utext|__\\$\\{|\\$\\{@|\\bT\\(|<script(?![^>]*th:src)|\\son[a-z]+=|style=\"|<style");
    try (Stream<Path> templates = Files.walk(MAIN.resolve("resources/templates"))) {
      List<Path> pages = templates.filter(path -> path.toString().endsWith(".html")).toList();

      assertThat(pages).isNotEmpty();
      for (Path page : pages) {
        assertThat(
                forbidden
                    .matcher(Files.readString(page))
                    .results()
                    .map(hit -> hit.group())
                    .toList())
            .as(page.toString())
            .isEmpty();
      }
    }
  }

  @Test
  void every_message_exists_in_dutch_and_in_english() throws IOException {
    try (Stream<Path> files = Files.list(MAIN.resolve("resources/messages"))) {
      List<Path> dutch = files.filter(path -> !path.toString().endsWith("_en.properties")).toList();

      assertThat(dutch).isNotEmpty();
      for (Path file : dutch) {
        Path english = Path.of(file.toString().replace(".properties", "_en.properties"));
        assertThat(keys(english)).as(english.toString()).isEqualTo(keys(file));
      }
    }
  }

  /** What can carry a comment. Tables, JSON, pictures and packed files cannot: a README beside. */
  private static final Pattern WRITTEN =
      Pattern.compile(
          ".*[.](java|sql|html|css|js|mjs|xml|dmn|properties|svg|ya?ml|md|sh|py|R)|.*/(schakel|run|[.]gitignore)");

  @Test
  void every_written_file_of_the_repository_names_its_licence() {
    List<Path> written = RepositoryFiles.matching(WRITTEN);

    assertThat(written).hasSizeGreaterThan(1000);
    assertThat(written)
        .filteredOn(path -> !head(path).contains("SPDX-License-Identifier: "))
        .isEmpty();
  }

  @Test
  void no_reader_is_sent_to_a_working_paper() {
    Pattern paper =
        Pattern.compile(
            "\\b00\\d_[0-9a-f]{8}|(?i:domain notes)|seed-inventory|\\bS-[a-l]\\d+\\b|matrix: ");
    List<Path> read =
        RepositoryFiles.matching(
            Pattern.compile(
                ".*/src/main/.*[.](csv|dmn|json|html|properties|md|sql)|.*/docs/.*[.]md|.*/[A-Z]+[.]md"));

    assertThat(read).hasSizeGreaterThan(200);
    assertThat(read).filteredOn(path -> paper.matcher(text(path)).find()).isEmpty();
  }

  @Test
  void every_decision_record_has_a_number_of_its_own_and_the_same_headings() {
    List<Path> records =
        RepositoryFiles.matching(Pattern.compile(".*/docs/adr/\\d{4}-[a-z0-9-]+[.]md"));

    assertThat(records).isNotEmpty();
    assertThat(records.stream().map(path -> path.getFileName().toString().substring(0, 4)))
        .doesNotHaveDuplicates();
    for (Path record : records) {
      int number = Integer.parseInt(record.getFileName().toString().substring(0, 4));
      assertThat(text(record)).as(record.toString()).contains("\n# " + number + ". ");
      assertThat(
              text(record)
                  .lines()
                  .filter(line -> line.startsWith("## "))
                  .map(line -> line.replaceFirst("(## \\w+).*", "$1"))
                  .distinct())
          .as(record.toString())
          .containsSubsequence("## Status", "## Context", "## Decision", "## Consequences");
    }
  }

  @Test
  void a_room_that_keeps_something_has_its_own_migrations() {
    Set<String> rooms =
        ROOMS.stream().map(room -> room.getIdentifier().toString()).collect(Collectors.toSet());

    assertThat(rooms).containsAll(RoomMigrations.ROOMS);
  }

  private static Set<String> keys(Path file) throws IOException {
    Properties properties = new Properties();
    try (var reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    }
    return properties.stringPropertyNames();
  }

  private static String head(Path path) {
    return text(path).lines().limit(3).collect(Collectors.joining("\n"));
  }

  private static String text(Path path) {
    try {
      return Files.readString(path);
    } catch (IOException e) {
      throw new UncheckedIOException(path.toString(), e);
    }
  }

  private static Stream<JavaClass> events() {
    return CLASSES.stream()
        .filter(JavaClass::isRecord)
        .filter(type -> CLASSES.stream().anyMatch(listener -> listensTo(listener, type)));
  }

  private static boolean listensTo(JavaClass listener, JavaClass event) {
    return listener.getMethods().stream()
        .filter(
            method -> method.isMetaAnnotatedWith("org.springframework.context.event.EventListener"))
        .anyMatch(method -> method.getRawParameterTypes().contains(event));
  }

  private static String canvases() {
    StringBuilder text =
        new StringBuilder(
            """
            <!-- SPDX-License-Identifier: EUPL-1.2 -->
            # Rooms

            Written from the code. An arrow means: uses. A room that is not named by an arrow is not used.

            ```mermaid
            flowchart TD
            """);
    ROOMS.stream().sorted(byName()).forEach(room -> arrows(room, text));
    text.append("```\n");
    ROOMS.stream().sorted(byName()).forEach(room -> canvas(room, text));
    text.append(eventTable());
    return text.toString();
  }

  private static Comparator<ApplicationModule> byName() {
    return Comparator.comparing(room -> room.getIdentifier().toString());
  }

  private static void arrows(ApplicationModule room, StringBuilder text) {
    room.getDependencies(ROOMS, DependencyDepth.IMMEDIATE)
        .uniqueModules()
        .map(used -> used.getIdentifier().toString())
        .sorted()
        .forEach(used -> text.append("  %s --> %s%n".formatted(room.getIdentifier(), used)));
  }

  private static void canvas(ApplicationModule room, StringBuilder text) {
    text.append("\n## %s\n\n%s\n\n".formatted(room.getIdentifier(), purpose(room)));
    text.append("May be used by other rooms: ");
    text.append(
        CLASSES.stream()
            .filter(type -> type.getPackageName().equals(room.getBasePackage().getName()))
            .filter(
                type ->
                    type.getModifiers()
                        .contains(com.tngtech.archunit.core.domain.JavaModifier.PUBLIC))
            .filter(type -> type.isTopLevelClass() && !type.getSimpleName().equals("package-info"))
            .map(type -> "`" + type.getSimpleName() + "`")
            .sorted()
            .collect(Collectors.joining(", ")));
    text.append("\n");
  }

  private static String purpose(ApplicationModule room) {
    Path info =
        MAIN.resolve("java")
            .resolve(room.getBasePackage().getName().replace('.', '/'))
            .resolve("package-info.java");
    try {
      String source = Files.readString(info);
      return source
          .substring(source.indexOf("/**") + 3, source.indexOf("*/"))
          .replaceAll("\\s*\\*?\\s+", " ")
          .strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String eventTable() {
    StringBuilder text = new StringBuilder("\n## Events\n\n| event | listeners |\n| --- | --- |\n");
    TreeMap<String, String> rows = new TreeMap<>();
    events()
        .forEach(
            event ->
                rows.put(
                    event.getSimpleName(),
                    CLASSES.stream()
                        .filter(type -> listensTo(type, event))
                        .map(
                            type ->
                                "`"
                                    + type.getPackageName().replaceFirst(".*platform[.]", "")
                                    + "."
                                    + type.getSimpleName()
                                    + "`")
                        .sorted()
                        .distinct()
                        .collect(Collectors.joining(", "))));
    rows.forEach((event, listeners) -> text.append("| `%s` | %s |%n".formatted(event, listeners)));
    return text.toString();
  }

  @Test
  void every_chart_of_states_is_drawn_from_the_code() {
    StringBuilder text =
        new StringBuilder(
            "<!-- SPDX-License-Identifier: EUPL-1.2 -->\n"
                + "# States\n\n"
                + "Written from the `next()` of each enum of states.\n");
    List<JavaClass> machines =
        CLASSES.stream()
            .filter(type -> type.isEnum() && type.tryGetMethod("next").isPresent())
            .sorted(Comparator.comparing(JavaClass::getName))
            .toList();

    assertThat(machines).isNotEmpty();
    machines.forEach(machine -> text.append(StateChart.of(machine.reflect())));
    WrittenFromCode.architecture("states.md").holds(text.toString());
  }
}
