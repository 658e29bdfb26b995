// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import nl.schakel.linkage.Records;
import nu.validator.validation.SimpleDocumentValidator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xml.sax.InputSource;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.DefaultHandler;

/** The report in a browser: WCAG 2.2 AA as far as axe-core sees it, and valid HTML. */
class ReportPageTest {
  private static final List<String> WCAG =
      List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");

  private static Playwright playwright;
  private static Browser browser;
  @TempDir private Path folder;

  @BeforeAll
  static void open() {
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(chromium())
                    .setArgs(List.of("--no-sandbox", "--disable-gpu", "--no-first-run")));
  }

  @AfterAll
  static void close() {
    browser.close();
    playwright.close();
  }

  private static Path chromium() {
    return Stream.of(
            Optional.ofNullable(System.getenv("CHROMIUM")).orElse(""),
            "/usr/bin/chromium",
            "/usr/bin/chromium-browser",
            "/usr/bin/google-chrome")
        .filter(path -> !path.isBlank())
        .map(Path::of)
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("this test needs Chromium"));
  }

  private String report(String language) throws Exception {
    Path input = folder.resolve("febrl1.csv");
    try (InputStream in = Records.class.getResourceAsStream("data/febrl1.csv")) {
      Files.copy(in, input);
    }
    PrintStream quiet = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    int code =
        new LinkCommand(quiet, quiet)
            .run(
                "--input",
                input.toString(),
                "--language",
                language,
                "--output",
                folder.toString(),
                "--quiet");
    assertThat(code).isZero();
    return Files.readString(folder.resolve("report.html"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"nl", "en"})
  void the_report_is_valid_accessible_and_in_one_language(String language) throws Exception {
    String html = report(language);

    assertThat(errors(html)).isEmpty();
    for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      assertThat(violations(html, scheme)).isEmpty();
    }
    boolean dutch = language.equals("nl");
    assertThat(html)
        .contains(dutch ? "minder dan 5.000 records" : "fewer than 5,000 records")
        .doesNotContain(dutch ? "fewer than" : "minder dan")
        .containsPattern(dutch ? "Gevonden met .* Model [0-9a-f]{16}" : "Found by .* Model ");
  }

  private static List<String> violations(String html, ColorScheme scheme) {
    List<String> found = new ArrayList<>();
    try (BrowserContext context =
        browser.newContext(new Browser.NewContextOptions().setColorScheme(scheme))) {
      Page page = context.newPage();
      page.setContent(html);
      page.evaluate("() => document.querySelectorAll('details').forEach(d => d.open = true)");
      for (Rule rule :
          new AxeBuilder(page).setLegacyMode(true).withTags(WCAG).analyze().getViolations()) {
        found.add(rule.getId() + ": " + rule.getNodes().getFirst().getHtml());
      }
    }
    return found;
  }

  /** The checker's schema is nested deeper than most stacks reach. */
  private static List<String> errors(String html) throws Exception {
    List<String> errors = new ArrayList<>();
    List<Exception> broken = new ArrayList<>();
    Thread checking =
        new Thread(
            null,
            () -> {
              try {
                check(html, errors);
              } catch (Exception e) {
                broken.add(e);
              }
            },
            "html-check",
            64L << 20);
    checking.start();
    checking.join();
    assertThat(broken).isEmpty();
    return errors;
  }

  private static void check(String html, List<String> errors) throws Exception {
    SimpleDocumentValidator checker = new SimpleDocumentValidator();
    checker.setUpMainSchema("http://s.validator.nu/html5-rdfalite.rnc", new DefaultHandler());
    checker.setUpValidatorAndParsers(
        new DefaultHandler() {
          @Override
          public void error(SAXParseException error) {
            errors.add("line %d: %s".formatted(error.getLineNumber(), error.getMessage()));
          }

          @Override
          public void fatalError(SAXParseException error) {
            error(error);
          }
        },
        true,
        false);
    checker.checkHtmlInputSource(
        new InputSource(new ByteArrayInputStream(html.getBytes(StandardCharsets.UTF_8))));
  }
}
