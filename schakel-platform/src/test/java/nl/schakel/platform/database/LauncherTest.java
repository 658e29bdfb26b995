// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import nl.schakel.platform.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.env.StandardEnvironment;

/**
 * The script {@code ./schakel} as a person uses it, in a copy of the tree that is already built and
 * on a JDK that starts this application.
 */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class LauncherTest {
  private static final String NO_JDK =
      "Schakel needs a JDK 25 and found none; install one (for example Temurin 25) or point JAVA_HOME at it.";

  @TempDir Path root;
  private Path tree;
  private Path jdk;

  @BeforeEach
  void built() throws IOException {
    tree = Files.createDirectories(root.resolve("tree"));
    Path app = Files.createDirectories(tree.resolve("schakel-platform/target/app"));
    Files.createDirectories(tree.resolve("schakel-platform/src"));
    Files.createDirectories(tree.resolve("schakel-estimate/src/main"));
    Files.createDirectories(tree.resolve("schakel-disclosure/src/main"));
    Files.createDirectories(tree.resolve("schakel-linkage/src/main"));
    Files.createDirectories(tree.resolve("schakel-keyholder/src/main"));
    Files.copy(Path.of("../schakel"), tree.resolve("schakel"));
    Files.createFile(tree.resolve("pom.xml"));
    Files.createFile(tree.resolve("schakel-platform/pom.xml"));
    Files.createFile(app.resolve("schakel-platform.jar"));
    Files.createFile(app.resolve("built"));
    jdk = jdk("25.0.3", javaThatStartsTheApplication());
  }

  private record Ended(int code, String output, String errors) {}

  @Test
  void without_a_jdk_25_it_says_so_in_one_sentence_and_builds_nothing() throws Exception {
    Path old = jdk("17.0.12", "#!/bin/sh\necho started >&2\n");
    Path path = command("mvn", "#!/bin/sh\necho building >&2\n").getParent();
    Files.copy(old.resolve("bin/java"), path.resolve("java"));

    for (String verb : List.of("start", "overlap", "estimate", "protect", "test")) {
      Ended ended =
          run(
              Map.of(
                  "JAVA_HOME", old.toString(),
                  "SCHAKEL_JDKS", root.resolve("no-jdk-here") + "/*",
                  "PATH", path + ":/usr/bin:/bin"),
              verb);

      assertRefused(ended, NO_JDK);
    }
  }

  @Test
  void the_first_real_jdk_25_gets_the_options_as_settings() throws Exception {
    Files.createDirectories(root.resolve("others/1-empty"));
    Files.writeString(root.resolve("others/1-empty/release"), "JAVA_VERSION=\"25\"\n");
    Path told =
        jdk("25.0.9", "#!/bin/sh\necho \"$SERVER_PORT $SCHAKEL_DATABASE_FOLDER $SCHAKEL_DEMO\"\n");
    Files.move(told, root.resolve("others/2-real"));

    Ended ended =
        run(
            Map.of("JAVA_HOME", "", "SCHAKEL_JDKS", root.resolve("others") + "/*"),
            "start",
            "--port",
            "8123",
            "--empty",
            "--data",
            "/somewhere/else");

    assertThat(ended).isEqualTo(new Ended(0, "8123 /somewhere/else false\n", ""));
  }

  @Test
  void what_somebody_wants_to_share_is_no_folder() throws Exception {
    Path told =
        jdk(
            "25.0.9",
            """
            #!/bin/sh
            while [ "$1" != may-share ]; do shift; done
            echo "$SCHAKEL_DATABASE_FOLDER $*"
            """);

    Ended ended =
        run(
            Map.of("JAVA_HOME", told.toString(), "SCHAKEL_DATABASE_FOLDER", "/somewhere"),
            "may-share",
            "--from",
            "school",
            "--data",
            "identity,suspect",
            "--json");

    assertThat(ended)
        .isEqualTo(
            new Ended(
                0, "/somewhere may-share --from school --data identity,suspect --json\n", ""));
  }

  @Test
  void an_option_without_its_value_is_refused() throws Exception {
    assertRefused(run(Map.of(), "start", "--port"), "--port needs a value; see ./schakel help.");
    assertRefused(
        run(Map.of(), "start", "--empty", "--data"), "--data needs a value; see ./schakel help.");
  }

  @Test
  void a_taken_port_is_named() throws Exception {
    TestDatabase database = TestDatabase.create();
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      StandardEnvironment settings = new StandardEnvironment();
      database.settings(root).applyTo(settings);
      Map<String, String> external = new HashMap<>();
      for (String name : List.of("URL", "USERNAME", "PASSWORD")) {
        external.put(
            "SCHAKEL_DATABASE_" + name,
            settings.getRequiredProperty("schakel.database." + name.toLowerCase(Locale.ROOT)));
      }

      Ended ended =
          run(
              external,
              "start",
              "--empty",
              "--data",
              root.resolve("data").toString(),
              "--port",
              Integer.toString(taken.getLocalPort()));

      assertThat(ended.code()).isNotZero();
      assertThat(ended.errors())
          .isEqualTo(
              "Port %d is taken; give another with --port PORT.\n".formatted(taken.getLocalPort()));
    }
  }

  @Test
  void a_second_start_on_the_same_folder_is_told_so() throws Exception {
    Path folder = root.resolve("data");
    FileLock running = new DataFolder(folder).lock(EmbeddedDatabase.START).orElseThrow();
    try {
      Ended ended = run(Map.of(), "start", "--data", folder.toString(), "--port", "0");

      assertThat(ended.code()).isNotZero();
      assertThat(ended.output()).isEmpty();
      assertThat(ended.errors().lines())
          .singleElement()
          .asString()
          .startsWith("Schakel already runs on the data folder " + folder);
    } finally {
      running.acquiredBy().close();
    }
  }

  private static void assertRefused(Ended ended, String sentence) {
    assertThat(ended.code()).isNotZero();
    assertThat(ended.output()).isEmpty();
    assertThat(ended.errors()).isEqualTo(sentence + "\n");
  }

  private Ended run(Map<String, String> settings, String... words) throws Exception {
    Path output = root.resolve("output.txt");
    Path errors = root.resolve("errors.txt");
    ProcessBuilder script =
        new ProcessBuilder("/bin/sh", tree.resolve("schakel").toString())
            .redirectOutput(output.toFile())
            .redirectError(errors.toFile());
    script.command().addAll(List.of(words));
    script.environment().put("JAVA_HOME", jdk.toString());
    script.environment().put("HOME", root.toString());
    script.environment().putAll(settings);
    Process process = script.start();
    boolean ended = process.waitFor(2, TimeUnit.MINUTES);
    if (!ended) {
      process.destroyForcibly();
    }
    assertThat(ended).as("it ends by itself").isTrue();
    return new Ended(process.exitValue(), Files.readString(output), Files.readString(errors));
  }

  /**
   * Takes the options of the virtual machine and the packaged jar for the classes of this build.
   */
  private static String javaThatStartsTheApplication() {
    return """
        #!/bin/sh
        while [ "$1" != -jar ]; do shift; done
        shift 2
        exec '%s' -XX:TieredStopAtLevel=1 --sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED \
          -cp '%s' nl.schakel.platform.SchakelApplication "$@"
        """
        .formatted(
            Path.of(System.getProperty("java.home"), "bin", "java"),
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
  }

  private Path jdk(String version, String java) throws IOException {
    Path home = root.resolve("jdks/jdk-" + version);
    Files.createDirectories(home.resolve("bin"));
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"%s\"\n".formatted(version));
    executable(home.resolve("bin/java"), java);
    executable(home.resolve("bin/javac"), "#!/bin/sh\n");
    return home;
  }

  private Path command(String name, String text) throws IOException {
    Path file = Files.createDirectories(root.resolve("commands")).resolve(name);
    executable(file, text);
    return file;
  }

  private static void executable(Path file, String text) throws IOException {
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
