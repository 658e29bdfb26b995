// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Media;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import nl.schakel.platform.SchakelTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * "May I?": a school mentor asks, without signing in, whether she may tell the police that a pupil
 * carries parcels for older boys, gets "yes, if" with the ground and what to leave out, and prints
 * it: with and without script, at a desk and on a phone.
 */
@SchakelTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MayIShareTest {
  private static final List<String> WCAG =
      List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");
  private static final Path SCREENSHOTS = Path.of("target", "screenshots");

  /** What the page can ask further, as far as it makes a difference. */
  private static final Map<String, String> ABOUT_THE_PUPIL =
      Map.of("subject", "minor", "consent", "not-asked", "urgency", "normal");

  @LocalServerPort int port;
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

  private BrowserContext browser(boolean script, int width) {
    return chromium
        .browser()
        .newContext(
            new Browser.NewContextOptions()
                .setJavaScriptEnabled(script)
                .setLocale("nl-NL")
                .setViewportSize(width, 844));
  }

  @ParameterizedTest(name = "script {0}, {1} pixels wide")
  @CsvSource({"true, 1200", "true, 390", "false, 1200", "false, 390"})
  void a_mentor_asks_reads_and_prints(boolean script, int width) throws Exception {
    try (BrowserContext context = browser(script, width)) {
      Page page = context.newPage();
      page.navigate("http://localhost:%d/may-i-share".formatted(port));
      choose(page, "sender", "school");
      tick(page, "exploitation", "suspect");
      choose(page, "receiver", "police");
      pick(page, "investigation");
      int asked = 4 + saysTheRest(page);

      assertThat(asked).as("steps, so that it takes two minutes").isLessThanOrEqualTo(7);
      readsTheAnswer(page, width);
      if (script) {
        isAccessible(page);
      }
      shoot(page, "may-i-share-" + width + (script ? "" : "-no-script"));
      prints(page);
      leavesOut(page);
      assertThat(context.cookies()).as("nothing is kept about who asks").isEmpty();
    }
  }

  /** Answers what is still asked, as far as it makes a difference; returns how much that was. */
  private static int saysTheRest(Page page) {
    int asked = 0;
    for (Locator open = page.locator("main input[name=next]"); open.count() > 0; asked++) {
      pick(page, Objects.requireNonNull(ABOUT_THE_PUPIL.get(open.getAttribute("value"))));
    }
    return asked;
  }

  private static void choose(Page page, String field, String code) {
    page.selectOption("select[name=%s]".formatted(field), code);
    next(page);
  }

  private static void tick(Page page, String... codes) {
    for (String code : codes) {
      reach(page, code).check();
    }
    next(page);
  }

  private static void pick(Page page, String code) {
    reach(page, code).check();
    next(page);
  }

  /** What no rule knows is folded away; it opens without script. */
  private static Locator reach(Page page, String code) {
    Locator choice =
        page.locator("main input[value='%s']:not([type=hidden])".formatted(code)).first();
    if (!choice.isVisible()) {
      page.locator("details:has(input[value='%s']) > summary".formatted(code)).first().click();
    }
    return choice;
  }

  private static void next(Page page) {
    page.locator("main form.schakel-form button[type=submit]").click();
    assertThat(page.locator("#errors").count()).isZero();
  }

  private static void readsTheAnswer(Page page, int width) {
    assertThat(page.locator("h1").textContent()).isEqualTo("Ja, als");
    assertThat(page.locator("main").innerText())
        .contains("Alleen als", "Wat precies", "Op welke grond", "AVG");
    assertThat(row(page, "Wie ervan wordt verdacht")).contains("Ja, als");
    assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(width);
  }

  /** Only where script runs: the checker is one. */
  private static void isAccessible(Page page) {
    assertThat(new AxeBuilder(page).setLegacyMode(true).withTags(WCAG).analyze().getViolations())
        .extracting(Rule::getId)
        .isEmpty();
  }

  /** On paper: what is needed to justify it, and none of the buttons. */
  private static void prints(Page page) throws Exception {
    page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
    assertThat(page.locator("main .schakel-print-only").first().isVisible()).isTrue();
    assertThat(page.locator("main .schakel-screen-only").first().isVisible()).isFalse();
    assertThat(page.locator("main").innerText()).contains("sha256:");
    byte[] paper = page.pdf();
    assertThat(paper).hasSizeGreaterThan(10_000);
    Files.write(SCREENSHOTS.resolve("may-i-share.pdf"), paper);
    page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.SCREEN));
  }

  /** She wonders about what the school doctor said as well: that stays out. */
  private static void leavesOut(Page page) {
    page.navigate(page.url() + "&data=health");
    saysTheRest(page);

    assertThat(row(page, "Gezondheid")).contains("Vraag het eerst");
    assertThat(row(page, "Wat er met de persoon is gebeurd")).contains("Ja, als");
  }

  private static String row(Page page, String data) {
    return page.locator("main tr:has-text(\"%s\")".formatted(data)).innerText();
  }

  private static void shoot(Page page, String name) {
    page.screenshot(
        new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png")).setFullPage(true));
  }

  @Test
  void a_step_without_an_answer_says_so_and_keeps_what_was_said() {
    try (BrowserContext context = browser(false, 390)) {
      Page page = context.newPage();
      page.navigate("http://localhost:%d/may-i-share".formatted(port));
      choose(page, "sender", "school");

      page.locator("main form.schakel-form button[type=submit]").click();

      assertThat(page.locator("#errors").innerText()).isNotBlank();
      assertThat(page.locator("main dl").innerText()).contains("School");
    }
  }

  @Test
  void a_mentor_finds_the_question_by_typing_it() {
    try (BrowserContext context = browser(false, 390)) {
      Page page = context.newPage();
      page.navigate("http://localhost:%d/may-i-share".formatted(port));
      page.fill("#q", "mag ik de politie vertellen pakketjes");
      page.locator("form[role=search] button[type=submit]").click();
      page.locator("main section[aria-labelledby=typical] li a").first().click();
      page.waitForLoadState();

      assertThat(page.locator("h1").textContent()).isNotBlank();
      assertThat(page.locator("main").innerText())
          .contains("Politie", "Wat precies", "Op welke grond");
    }
  }
}
