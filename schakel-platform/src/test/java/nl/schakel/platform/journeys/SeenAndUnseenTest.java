// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import nl.schakel.platform.SchakelTest;
import nl.schakel.platform.TestDatabase;
import nl.schakel.platform.access.Role;
import nl.schakel.platform.organisation.Demo;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * The analyst asks how many persons nobody sees, follows the job, reads, repeats and takes the
 * report along: in a real browser that runs no script.
 */
@SchakelTest(properties = {"schakel.demo=true", "test.database=seen-and-unseen"})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SeenAndUnseenTest {
  private static final List<String> WCAG =
      List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");
  private static final double PATIENCE_MILLIS = 240_000;
  private static final Path SCREENSHOTS = Path.of("target", "screenshots");

  @LocalServerPort int port;
  @Autowired Demo demo;
  private Chromium chromium;

  @BeforeAll
  void open() throws Exception {
    chromium = new Chromium();
    Files.createDirectories(SCREENSHOTS);
  }

  @AfterAll
  void close() {
    chromium.close();
  }

  @Test
  void an_analyst_asks_follows_reads_repeats_and_takes_the_report_along() throws Exception {
    try (BrowserContext context =
        chromium
            .browser()
            .newContext(
                new Browser.NewContextOptions()
                    .setJavaScriptEnabled(false)
                    .setViewportSize(1200, 900))) {
      Page page = context.newPage();
      signIn(page);
      page.navigate(address("/monitor/unseen"));
      shoot(page, "unseen-ask");
      page.click("main form[method=post] button[type=submit]");
      assertThat(page.url()).contains("/monitor/unseen/");
      String run = page.url();
      page.waitForSelector(
          "#verdict", new Page.WaitForSelectorOptions().setTimeout(PATIENCE_MILLIS));
      shoot(page, "unseen-run");
      page.setViewportSize(390, 844);
      shoot(page, "unseen-run-phone");

      for (String language : List.of("en", "nl")) {
        APIResponse report = context.request().get(run + "/report.html?lang=" + language);
        assertThat(report.ok()).isTrue();
        String html = new String(report.body(), StandardCharsets.UTF_8);
        assertThat(html).contains("<html lang=\"" + language + "\">");
        accessible(html, "unseen-report-" + language);
      }

      page.click("main form[method=post] button[type=submit]");
      assertThat(page.url()).isNotEqualTo(run);
      page.waitForSelector(
          "text=precies zo terug", new Page.WaitForSelectorOptions().setTimeout(PATIENCE_MILLIS));
    }
  }

  /** The report stands by itself: no site, no session, scripts of the checker only. */
  private void accessible(String html, String name) throws Exception {
    Path file = TestDatabase.newFolder().resolve("report.html");
    Files.writeString(file, html);
    try (BrowserContext alone = chromium.browser().newContext()) {
      Page page = alone.newPage();
      page.navigate(file.toUri().toString());
      page.evaluate("() => document.querySelectorAll('details').forEach(d => d.open = true)");
      List<String> found =
          new AxeBuilder(page)
              .withTags(WCAG).analyze().getViolations().stream()
                  .map((Rule rule) -> rule.getId() + " " + rule.getNodes().getFirst().getHtml())
                  .toList();
      assertThat(found).as(name).isEmpty();
      shoot(page, name);
    }
    assertThat(HtmlCheck.errors(html)).as(name).isEmpty();
  }

  private void signIn(Page page) {
    String analyst =
        demo.accounts().stream()
            .filter(account -> account.role() == Role.ANALYST)
            .map(Demo.Persona::name)
            .findFirst()
            .orElseThrow();
    page.navigate(address("/sign-in"));
    page.fill("#name", analyst);
    page.fill("#password", Objects.requireNonNull(demo.password()));
    page.click("main button[type=submit]");
  }

  private static void shoot(Page page, String name) {
    page.screenshot(
        new Page.ScreenshotOptions().setFullPage(true).setPath(SCREENSHOTS.resolve(name + ".png")));
  }

  private String address(String path) {
    return "http://localhost:" + port + path;
  }
}
