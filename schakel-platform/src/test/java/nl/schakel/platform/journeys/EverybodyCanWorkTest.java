// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.CheckedNode;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ReducedMotion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import nl.schakel.platform.SchakelTest;
import nl.schakel.platform.TestDatabase;
import nl.schakel.platform.organisation.Demo;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

/**
 * The main work with keys alone, without script, and on the narrowest screen of WCAG 2.2: 320
 * pixels, which is also what 400 % zoom leaves of 1280 (success criterion 1.4.10).
 *
 * <p>Shares the application of {@link EveryPageTest}, so that it is started once.
 */
@SchakelTest(properties = {"schakel.demo=true", "test.database=every-page"})
@Import(EveryPageTest.Broken.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EverybodyCanWorkTest {
  @LocalServerPort int port;
  @Autowired Demo demo;
  @Autowired DataSource dataSource;

  private Chromium chromium;

  @BeforeAll
  void open() {
    chromium = new Chromium();
  }

  @AfterAll
  void close() {
    chromium.close();
  }

  @Test
  void with_keys_alone_a_report_is_sent_and_a_candidate_decided() {
    try (BrowserContext context = chromium.browser().newContext(calm())) {
      Person person = new Person.ByKeys(context.newPage());
      report(person, "agent@demo");
    }
    try (BrowserContext context = chromium.browser().newContext(calm())) {
      decide(new Person.ByKeys(context.newPage()), "register@demo");
    }
  }

  @Test
  void without_script_a_report_is_sent_a_candidate_decided_and_the_register_searched() {
    Browser.NewContextOptions bare = calm().setJavaScriptEnabled(false);
    try (BrowserContext context = chromium.browser().newContext(bare)) {
      report(new Person.ByPointer(context.newPage()), "agent@demo");
    }
    try (BrowserContext context = chromium.browser().newContext(bare)) {
      Person registrar = new Person.ByPointer(context.newPage());
      decide(registrar, "register@demo");
      search(registrar);
      changeLanguageAndSignOut(registrar);
    }
  }

  @Test
  void the_main_pages_of_everybody_can_be_walked_with_keys_and_fit_on_320_pixels() {
    List<String> faults = new ArrayList<>();
    Set<String> done = new LinkedHashSet<>();
    look("nobody", List.of("/", "/sign-in", "/privacy", "/what-may-be-reported"), done, faults);
    demo.accounts().forEach(persona -> look(persona.name(), List.of("/"), done, faults));

    assertThat(faults).isEmpty();
    assertThat(done).hasSizeGreaterThan(15);
  }

  private static Browser.NewContextOptions calm() {
    return new Browser.NewContextOptions().setReducedMotion(ReducedMotion.REDUCE);
  }

  private void signIn(Person person, String name) {
    person.page().navigate(address("/sign-in"));
    person.type("name", name);
    person.type("password", demo.password());
    person.press("main button[type=submit]");
    assertThat(person.page().url()).as("%s signs in", name).doesNotContain("sign-in");
  }

  private void report(Person person, String name) {
    signIn(person, name);
    person.page().navigate(address("/reports"));
    person.press("main form[action$='/report-drafts'] button");
    person.type("reportedOn", "04-03-2025");
    person.press("main button[value=next]:not([aria-hidden])");
    person.choose("ageBand", "18-22");
    person.choose("sex", "female");
    person.choose("nationalities", "NL");
    person.press("main button[value=next]:not([aria-hidden])");
    person.choose("ground", "police-policy-duty");
    person.press("main button[value=next]:not([aria-hidden])");
    person.choose("exploitationForms", "sexual");
    person.press("main button[value=summary]");
    assertThat(person.page().url()).endsWith("/summary");
    person.press("main form[action$='/submission'] button");
    assertThat(person.page().url()).endsWith("/receipt");
    assertThat(person.page().textContent("main")).contains("SK-");
  }

  private void decide(Person person, String name) {
    waitForQuestions();
    signIn(person, name);
    person.page().navigate(address("/register?group=possible-same"));
    person.press("main a[href*='/register/questions/']");
    String question = person.page().url();
    person.type("reason", "Andere geboorteplaats gezien");
    person.press("main button[value=not-same]");
    assertThat(person.page().url())
        .as("the weight is shown after the first answer")
        .isEqualTo(question);
    assertThat(person.page().locator("main .schakel-waterfall tbody tr").count()).isPositive();
    person.press("main button[value=not-same]");
    person.page().navigate(question);
    assertThat(person.page().textContent("main"))
        .as("the question is answered, or waits for a second reader")
        .containsAnyOf("Deze vraag is beantwoord", "Een tweede lezer kijkt ook");
  }

  /** The register looks for candidates after the reports of the demonstration have come in. */
  private void waitForQuestions() {
    Awaitility.await()
        .atMost(Duration.ofSeconds(90))
        .until(
            () ->
                TestDatabase.ownerOf(dataSource)
                        .sql("select count(*) from register.candidate where state = 'open'")
                        .query(Long.class)
                        .single()
                    > 0);
  }

  private void search(Person person) {
    person.page().navigate(address("/register/search"));
    person.choose("nationality", "NL");
    person.press("main form[action$='/register/search'] button[type=submit]");
    assertThat(person.page().locator("main a[href*='/register/victims/']").count()).isPositive();
  }

  private void changeLanguageAndSignOut(Person person) {
    person.page().navigate(address("/register?lang=en"));
    assertThat(person.page().getAttribute("html", "lang")).isEqualTo("en");
    person.press("header form[action$='/sign-out'] button:visible");
    person.page().navigate(address("/register"));
    assertThat(person.page().url()).contains("/sign-in");
  }

  private void look(String persona, List<String> first, Set<String> done, List<String> faults) {
    try (BrowserContext context =
        chromium.browser().newContext(calm().setViewportSize(1280, 800))) {
      Page page = context.newPage();
      if (!persona.equals("nobody")) {
        signIn(new Person.ByPointer(page), persona);
      }
      LinkedHashSet<String> paths = new LinkedHashSet<>(first);
      paths.addAll(navigation(page));
      for (String path : paths) {
        String key = path.equals("/") ? persona + " /" : path;
        if (done.add(key)) {
          walk(page, path)
              .forEach(fault -> faults.add("%s at %s %s".formatted(persona, path, fault)));
          narrow(page, path)
              .forEach(
                  fault -> faults.add("%s at %s, 320 pixels: %s".formatted(persona, path, fault)));
        }
      }
    }
  }

  @SuppressWarnings("unchecked")
  private List<String> navigation(Page page) {
    page.navigate(address("/"));
    return (List<String>)
        page.evaluate(
            "() => [...new Set([...document.querySelectorAll('header nav a[href]')].map(a => new URL(a.href).pathname))]");
  }

  private List<String> walk(Page page, String path) {
    page.setViewportSize(1280, 800);
    page.navigate(address(path));
    List<String> faults = Focus.walk(page);
    if (path.equals("/")) {
      faults.addAll(skip(page, path));
    }
    return faults;
  }

  /** The frame is the same on every page of one person, so one page of each tells. */
  private List<String> skip(Page page, String path) {
    page.navigate(address(path));
    page.keyboard().press("Tab");
    page.keyboard().press("Enter");
    page.keyboard().press("Tab");
    if (!Boolean.TRUE.equals(
        page.evaluate(
            "() => !document.querySelector('#main a[href], #main button, #main input:not([type=hidden]), #main select') || !!document.activeElement.closest('#main')"))) {
      return List.of("skips to the content, but the next stop is not in it");
    }
    return List.of();
  }

  /**
   * Nothing of the page is wider than the screen; what scrolls by itself can be reached by keys.
   */
  private static final String TOO_WIDE =
      """
      () => {
        const faults = [], width = document.documentElement.clientWidth;
        const named = e => e.outerHTML.slice(0, 160);
        const scrolls = e => /(auto|scroll)/.test(getComputedStyle(e).overflowX) && e !== document.documentElement && e !== document.body;
        if (document.documentElement.scrollWidth > width) {
          const wide = [...document.querySelectorAll("body *")].filter(e => e.getBoundingClientRect().right > width + 1
            && ![...function*() { for (let p = e.parentElement; p; p = p.parentElement) yield p; }()].some(scrolls));
          faults.push("the page is " + document.documentElement.scrollWidth + " wide: " + (wide.length ? named(wide.at(-1)) : ""));
        }
        for (const e of document.querySelectorAll("body *")) {
          if (scrolls(e) && e.clientWidth > 0 && e.scrollWidth > e.clientWidth + 1
              && !(e.tabIndex >= 0 && (e.getAttribute("aria-label") || e.getAttribute("aria-labelledby"))))
            faults.push("scrolls, but keys do not reach it or it has no name: " + named(e));
        }
        return faults;
      }
      """;

  @SuppressWarnings("unchecked")
  private List<String> narrow(Page page, String path) {
    page.setViewportSize(320, 640);
    page.navigate(address(path));
    List<String> faults = new ArrayList<>((List<String>) page.evaluate(TOO_WIDE));
    page.evaluate(
        "() => document.querySelectorAll('details.schakel-menu').forEach(menu => menu.open = true)");
    faults.addAll((List<String>) page.evaluate(TOO_WIDE));
    // Success criterion 2.5.8: 24 by 24 pixels, or room enough around it.
    for (Rule rule :
        new AxeBuilder(page)
            .setLegacyMode(true)
            .withRules(List.of("target-size"))
            .analyze()
            .getViolations()) {
      for (CheckedNode node : rule.getNodes()) {
        faults.add("is hard to hit: " + node.getHtml());
      }
    }
    return faults;
  }

  private String address(String path) {
    return "http://localhost:" + port + path;
  }
}
