// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Media;
import com.microsoft.playwright.options.ReducedMotion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.schakel.platform.SchakelTest;
import nl.schakel.platform.monitor.release.Publications;
import nl.schakel.platform.monitor.release.ReleaseTable;
import nl.schakel.platform.organisation.Demo;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * Pages full of figures with keys alone, at the width of a desk, of a telephone and at 400 %, and
 * on paper.
 */
@SchakelTest(properties = {"schakel.demo=true", "test.database=figure-pages"})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FigurePagesTest {
  private static final List<String> WCAG =
      List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");
  private static final Path SCREENSHOTS = Path.of("target", "screenshots");
  private static final Map<String, Integer> WIDTHS =
      Map.of("desk", 1280, "phone", 390, "four-hundred-percent", 320);

  /** A4 without margins of 10 mm, in CSS pixels. */
  private static final int PAPER = 718;

  /** What runs off its page or its frame. */
  private static final String CUT =
      """
      () => [...document.querySelectorAll("main table, main svg.schakel-chart, main .schakel-table-scroll")]
        .filter(e => e.checkVisibility())
        .filter(e => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1
                  || e.matches(".schakel-table-scroll") && e.scrollWidth > e.clientWidth + 1
                     && getComputedStyle(e).overflowX !== "visible")
        .map(e => e.outerHTML.slice(0, 120))
      """;

  /** Names and numbers of a chart that lie over each other or leave its frame. */
  private static final String OVER =
      """
      () => [...document.querySelectorAll("main svg.schakel-chart")].filter(e => e.checkVisibility()).flatMap(chart => {
        const names = [...chart.querySelectorAll(".schakel-chart__name, .schakel-chart__value, .schakel-chart__words")]
          .filter(e => getComputedStyle(e).display !== "none")
          .map(e => ({text: e.textContent, box: e.getBoundingClientRect()}));
        const frame = chart.parentElement.getBoundingClientRect();
        return names.filter((one, at) => one.box.right > frame.right + 2
            || names.slice(at + 1).some(other => other.box.left < one.box.right - 1 && other.box.right > one.box.left + 1
               && other.box.top < one.box.bottom - 4 && other.box.bottom > one.box.top + 4))
          .map(one => one.text);
      })
      """;

  private static final String FOLDED =
      """
      () => [...document.querySelectorAll("main .schakel-monitor-figures figure table")]
        .filter(e => !e.checkVisibility({contentVisibilityAuto: true}) || e.getBoundingClientRect().height < 10)
        .map(e => e.outerHTML.slice(0, 120))
      """;

  @LocalServerPort int port;
  @Autowired Demo demo;
  @Autowired Publications publications;
  private Chromium chromium;
  private String victims = "";

  @BeforeAll
  void open() throws Exception {
    chromium = new Chromium();
    Files.createDirectories(SCREENSHOTS);
    victims =
        "slachtoffermonitor-"
            + (LocalDate.now(java.time.ZoneId.of("Europe/Amsterdam")).getYear() - 1);
    Awaitility.await()
        .atMost(Duration.ofMinutes(8))
        .until(
            () ->
                publications.newest().stream().anyMatch(one -> one.publication().equals(victims)));
  }

  @AfterAll
  void close() {
    chromium.close();
  }

  private Map<String, String> openPages() {
    return Map.of(
        "publications", "/publications",
        "publication", "/publications/" + victims,
        "region", "/publications/regions/amsterdam");
  }

  private static Map<String, String> analystsPages() {
    return Map.of(
        "explorer", "/monitor/explorer?first=year&second=region&window=5",
        "desk", "/monitor/releases",
        "changes", "/monitor/drops",
        "day", "/monitor",
        "published", "/monitor/published");
  }

  private interface Look {
    void at(Page page, String name, String path) throws Exception;
  }

  private void everyPage(int width, Look look) throws Exception {
    try (BrowserContext nobody = context(width)) {
      Page page = nobody.newPage();
      for (Map.Entry<String, String> one : openPages().entrySet()) {
        look.at(page, one.getKey(), address(one.getValue()));
      }
    }
    try (BrowserContext analyst = context(width)) {
      Page page = analyst.newPage();
      signIn(page);
      for (Map.Entry<String, String> one : analystsPages().entrySet()) {
        look.at(page, one.getKey(), address(one.getValue()));
      }
    }
  }

  private BrowserContext context(int width) {
    return chromium
        .browser()
        .newContext(
            new Browser.NewContextOptions()
                .setViewportSize(width, 900)
                .setReducedMotion(ReducedMotion.REDUCE));
  }

  private void signIn(Page page) {
    page.navigate(address("/sign-in"));
    page.fill("#name", "analist@demo");
    page.fill("#password", demo.password());
    page.click("main button[type=submit]");
    assertThat(page.url()).doesNotContain("sign-in");
  }

  private String address(String path) {
    return "http://localhost:" + port + path;
  }

  /** Which tables chance refuses differs with the key of the installation; these it hardly does. */
  @Test
  void the_demonstration_shows_nearly_all_tables_of_what_it_publishes() {
    String year = victims.substring(victims.length() - 4);
    assertThat(shown(victims))
        .contains("total", "by-sex-and-age", "by-reporter", "by-form", "by-region")
        .hasSizeGreaterThanOrEqualTo(10);
    Awaitility.await()
        .atMost(Duration.ofMinutes(4))
        .ignoreExceptions()
        .untilAsserted(
            () -> {
              assertThat(shown("regiobeeld-" + year)).contains("region-total");
              assertThat(shown("kruistabellen-" + year)).isNotEmpty();
            });
  }

  private List<String> shown(String publication) {
    return publications.get(publication, Optional.empty()).tables().stream()
        .filter(table -> table.published().isPresent())
        .map(ReleaseTable::code)
        .toList();
  }

  @Test
  void with_keys_alone_one_comes_through_every_page_and_sees_where_one_is() throws Exception {
    List<String> faults = new ArrayList<>();
    everyPage(
        1280,
        (page, name, path) -> {
          page.navigate(path);
          Focus.walk(page).forEach(fault -> faults.add(name + " " + fault));
        });
    assertThat(faults).isEmpty();
  }

  @Test
  void every_page_fits_a_desk_a_telephone_and_four_hundred_percent() throws Exception {
    List<String> faults = new ArrayList<>();
    for (Map.Entry<String, Integer> width : WIDTHS.entrySet()) {
      everyPage(
          width.getValue(),
          (page, name, path) -> {
            assertThat(page.navigate(path).status()).as(name).isEqualTo(200);
            int wide =
                ((Number) page.evaluate("() => document.documentElement.scrollWidth")).intValue();
            if (wide > width.getValue()) {
              faults.add("%s is %d wide at %d".formatted(name, wide, width.getValue()));
            }
            for (Object over : (List<?>) page.evaluate(OVER)) {
              faults.add("%s has %s over another at %d".formatted(name, over, width.getValue()));
            }
            // It floats: what lies under it is reached by scrolling.
            page.evaluate(
                "() => document.querySelectorAll('[data-quick-exit]').forEach(e => e.remove())");
            for (Rule rule :
                new AxeBuilder(page).setLegacyMode(true).withTags(WCAG).analyze().getViolations()) {
              faults.add(name + " " + rule.getId() + " " + rule.getNodes().getFirst().getHtml());
            }
            page.screenshot(
                new Page.ScreenshotOptions()
                    .setFullPage(true)
                    .setPath(
                        SCREENSHOTS.resolve("figures-%s-%s.png".formatted(name, width.getKey()))));
          });
    }
    assertThat(faults).isEmpty();
  }

  @Test
  void on_paper_every_chart_and_table_is_whole_and_unfolded() throws Exception {
    List<String> faults = new ArrayList<>();
    everyPage(
        PAPER,
        (page, name, path) -> {
          page.navigate(path);
          page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
          for (Object cut : (List<?>) page.evaluate(CUT)) {
            faults.add(name + " is cut: " + cut);
          }
          for (Object folded : (List<?>) page.evaluate(FOLDED)) {
            faults.add(name + " stays folded: " + folded);
          }
          String printed = text(page.pdf(new Page.PdfOptions().setFormat("A4")));
          for (Object cell :
              (List<?>)
                  page.evaluate(
                      "() => [...document.querySelectorAll('main .schakel-monitor-figures figure td')].slice(0, 300).map(e => e.innerText.trim())")) {
            String number = cell.toString().replaceAll("\\s+", "");
            if (number.matches("[0-9.]+") && !printed.contains(number)) {
              faults.add(name + " does not print " + number);
            }
          }
        });
    assertThat(faults).isEmpty();
  }

  private static String text(byte[] pdf) throws Exception {
    try (PDDocument document = Loader.loadPDF(pdf)) {
      return new PDFTextStripper().getText(document).replaceAll("\\s+", "");
    }
  }
}
