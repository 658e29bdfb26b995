// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.journeys;

import static nl.schakel.platform.TestActors.signedIn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.Route;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nl.schakel.platform.SchakelTest;
import nl.schakel.platform.TestActors;
import nl.schakel.platform.access.Actor;
import nl.schakel.platform.access.Open;
import nl.schakel.platform.access.Role;
import nl.schakel.platform.organisation.Demo;
import nl.schakel.platform.organisation.Organisations;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.stereotype.Controller;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/**
 * Every page that a person of the chain can reach by links, and every form sent empty, in a real
 * browser: WCAG 2.2 AA as far as axe-core sees it, and valid HTML by the Nu checker.
 */
@SchakelTest(
    properties = {
      "schakel.demo=true",
      "test.database=every-page",
      "schakel.register.encoded-pairs-per-day=10"
    })
@Import(EveryPageTest.Broken.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EveryPageTest {
  private static final List<String> WCAG =
      List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");
  private static final int EXAMPLES_PER_PAGE = 2;
  private static final String HOME = "/";

  /** What Thymeleaf prints for a key that no messages file has. */
  private static final Pattern MISSING_TEXT = Pattern.compile("\\?\\?[\\w.-]+\\?\\?");

  private static final Pattern LINK = Pattern.compile("<a\\s[^>]*?href=\"([^\"#]+)");
  private static final Pattern OTHER_LANGUAGE = Pattern.compile("[?&]lang=");
  private static final Pattern FILE = Pattern.compile("\\.(csv|pdf|dmn|jsonl?|svg|html)$");

  @LocalServerPort int port;
  @Autowired Demo demo;
  @Autowired MockMvc mvc;

  private Chromium chromium;
  private final List<String> findings = new ArrayList<>();
  private final Set<String> seen = new LinkedHashSet<>();

  /** Pages that need no account: they lead everybody to the same places. */
  private final Set<String> open = new LinkedHashSet<>();

  /** How often a page was looked at, whoever opened it. */
  private final Map<String, Integer> examined = new HashMap<>();

  @BeforeAll
  void open() {
    chromium = new Chromium();
  }

  @AfterAll
  void close() {
    chromium.close();
  }

  @Test
  void every_page_and_every_empty_form_is_accessible_and_valid() {
    open.addAll(visit("nobody", ""));
    open.remove(HOME);
    demo.accounts().forEach(persona -> visit(persona.name(), demo.password()));

    assertThat(findings).isEmpty();
    assertThat(seen).hasSizeGreaterThan(40);
  }

  private Set<String> visit(String persona, String password) {
    try (BrowserContext context = chromium.browser().newContext()) {
      Page page = context.newPage();
      if (!password.isEmpty()) {
        signIn(page, persona, password);
      }
      return walk(page, persona);
    }
  }

  private void signIn(Page page, String name, String password) {
    page.navigate(address("/sign-in"));
    page.fill("#name", name);
    page.fill("#password", password);
    page.click("main button[type=submit]");
    assertThat(page.url()).as("%s signs in", name).doesNotContain("sign-in");
  }

  private Set<String> walk(Page page, String persona) {
    ArrayDeque<String> waiting = new ArrayDeque<>(List.of(HOME));
    Set<String> known = new LinkedHashSet<>(waiting);
    Map<String, Integer> examples = new HashMap<>();
    while (!waiting.isEmpty()) {
      String path = waiting.poll();
      if (open.contains(path) || examples.merge(shape(path), 1, Integer::sum) > EXAMPLES_PER_PAGE) {
        continue;
      }
      Set<String> found;
      if (examined.getOrDefault(shape(path), 0) < EXAMPLES_PER_PAGE) {
        Response response = go(page, path);
        if (!isPage(response.headerValue("content-type"))) {
          continue;
        }
        found = links(path, response.text());
        examined.merge(shape(path), 1, Integer::sum);
        examine(page, response, persona, path);
        sendEmptyForms(page, persona, path);
      } else {
        // Looked at by others before: here only where it leads this person.
        APIResponse response = page.request().get(address(path));
        if (!isPage(response.headers().getOrDefault("content-type", ""))) {
          continue;
        }
        if (response.status() >= 500 || response.status() == 403) {
          findings.add("%s at %s: status %d".formatted(persona, path, response.status()));
        }
        found = links(path, response.text());
      }
      for (String link : found) {
        if (known.add(link)) {
          waiting.add(link);
        }
      }
    }
    return known;
  }

  /** A page that shows a job at work loads itself anew, which may cut off the way to the next. */
  private Response go(Page page, String path) {
    try {
      return Objects.requireNonNull(page.navigate(address(path)));
    } catch (PlaywrightException e) {
      if (!e.getMessage().contains("ERR_ABORTED")) {
        throw e;
      }
      return Objects.requireNonNull(page.navigate(address(path)));
    }
  }

  private void examine(Page page, Response response, String persona, String state) {
    if (!seen.add(persona + " " + state)) {
      return;
    }
    if (response.status() >= 500 || response.status() == 403) {
      findings.add("%s at %s: status %d".formatted(persona, state, response.status()));
    }
    check(page, response, persona, state);
  }

  private void check(Page page, Response response, String persona, String state) {
    for (Rule rule :
        new AxeBuilder(page).setLegacyMode(true).withTags(WCAG).analyze().getViolations()) {
      findings.add(
          "%s at %s: %s %s %s"
              .formatted(
                  persona,
                  state,
                  rule.getId(),
                  rule.getHelp(),
                  rule.getNodes().getFirst().getHtml()));
    }
    HtmlCheck.errors(response.text())
        .forEach(error -> findings.add("%s at %s: %s".formatted(persona, state, error)));
    Matcher missing = MISSING_TEXT.matcher(response.text());
    while (missing.find()) {
      findings.add("%s at %s: no text for %s".formatted(persona, state, missing.group()));
    }
  }

  @Test
  void every_error_page_is_accessible_and_valid() {
    try (BrowserContext context = chromium.browser().newContext()) {
      Page page = context.newPage();
      Map<String, Integer> errors =
          Map.of(
              "/sign-in?name=%00", 400,
              "/sign-in;x=1", 400,
              "/nothing-here", 404,
              "/privacy?lang=en&x=%ff", 400,
              "/test-errors/500", 500,
              "/test-errors/503", 503,
              "/test-errors/413", 413,
              "/test-errors/429", 429,
              "/..%2f", 400);
      errors.forEach((path, status) -> examineError(page, "nobody", path, status));
      signIn(page, "agent@demo", demo.password());
      examineError(page, "agent@demo", "/accounts", 403);
      examineError(page, "agent@demo", "/report-drafts/x/submission", 405);
      examineError(page, "agent@demo", "/reports/x", 404);
      examineError(page, "agent@demo", "/test-errors/500", 500);
    }
    assertThat(findings).isEmpty();
  }

  /** Nobody of the demonstration meets it: a role of the centre at another organisation does. */
  @Test
  void a_page_that_the_sharing_rules_refuse_is_accessible_and_valid() throws Exception {
    Actor elsewhere = TestActors.person(Organisations.idOf("Politie Rotterdam"), Role.REGISTRAR);
    String html =
        mvc.perform(get("/register").with(signedIn(elsewhere)))
            .andExpect(status().isForbidden())
            .andReturn()
            .getResponse()
            .getContentAsString();
    try (BrowserContext context = chromium.browser().newContext()) {
      Page page = context.newPage();
      page.route(
          address("/refused"),
          route ->
              route.fulfill(new Route.FulfillOptions().setContentType("text/html").setBody(html)));
      Response response = Objects.requireNonNull(page.navigate(address("/refused")));
      check(page, response, "a registrar elsewhere", "/register");
      page.screenshot(
          new Page.ScreenshotOptions()
              .setPath(Path.of("target", "screenshots", "refused.png"))
              .setFullPage(true));
    }
    assertThat(findings).isEmpty();
  }

  private void examineError(Page page, String persona, String path, int status) {
    Response response = Objects.requireNonNull(page.navigate(address(path)));
    if (response.status() != status) {
      findings.add("%s at %s: status %d".formatted(persona, path, response.status()));
    }
    check(page, response, persona, path);
    if (page.locator("main a[href='/']").count() == 0 || page.locator("h1").count() != 1) {
      findings.add("%s at %s: no way on".formatted(persona, path));
    }
  }

  /** Breaks on purpose: a running house gives no other way to see its pages of failure. */
  @Controller
  @Open
  static class Broken {
    @GetMapping("/test-errors/{status}")
    void broken(@PathVariable int status, HttpServletResponse response) throws IOException {
      switch (status) {
        case 500 -> throw new IllegalStateException("broken by a test");
        case 503 -> throw new CannotCreateTransactionException("no database, says a test");
        default -> response.sendError(status);
      }
    }
  }

  private void sendEmptyForms(Page page, String persona, String path) {
    int forms =
        (Integer)
            page.evaluate(
                "() => [...document.querySelectorAll('main form[method=post]')].filter(f => f.querySelector('input[type=text],input[type=password],textarea,select,input[type=radio]')).length");
    for (int i = 0; i < forms; i++) {
      go(page, path);
      int index = i;
      Response answer =
          page.waitForNavigation(
              () ->
                  page.evaluate(
                      "i => { const f = [...document.querySelectorAll('main form[method=post]')].filter(f => f.querySelector('input[type=text],input[type=password],textarea,select,input[type=radio]'))[i]; HTMLFormElement.prototype.submit.call(f); }",
                      index));
      if (answer != null) {
        examine(page, answer, persona, path + " form " + i + " sent empty");
      }
    }
  }

  private static boolean isPage(String contentType) {
    return contentType.startsWith("text/html");
  }

  /** Where a page leads within this house, other languages and files left out. */
  private Set<String> links(String path, String html) {
    URI from = URI.create(address(path));
    Set<String> links = new LinkedHashSet<>();
    Matcher link = LINK.matcher(html);
    while (link.find()) {
      URI to = from.resolve(link.group(1).replace("&amp;", "&"));
      String query = to.getRawQuery() == null ? "" : "?" + to.getRawQuery();
      if (from.getAuthority().equals(to.getAuthority())
          && !OTHER_LANGUAGE.matcher(query).find()
          && !FILE.matcher(to.getPath()).find()) {
        links.add(to.getRawPath() + query);
      }
    }
    return links;
  }

  /** Pages that differ in their identifiers only look alike. */
  private static String shape(String path) {
    return path.replaceAll("\\?.*", "?")
        .replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "{id}")
        .replaceAll("/\\d+", "/{n}");
  }

  private String address(String path) {
    return "http://localhost:" + port + path;
  }
}
