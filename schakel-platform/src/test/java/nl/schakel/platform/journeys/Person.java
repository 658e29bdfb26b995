// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;

/** Somebody at a page, by whatever they have to work with. */
interface Person {
  Page page();

  void type(String field, String text);

  /** One of a list, of radio buttons or of boxes to tick. */
  void choose(String field, String value);

  /** Presses a button or follows a link, and waits for the page that comes. */
  void press(String selector);

  /** With what a pointer does, and works without script. */
  record ByPointer(Page page) implements Person {
    @Override
    public void type(String field, String text) {
      page.fill("main [name='%s']".formatted(field), text);
    }

    @Override
    public void choose(String field, String value) {
      if (page.locator("main select[name='%s']".formatted(field)).count() > 0) {
        page.selectOption("main select[name='%s']".formatted(field), value);
      } else {
        page.check("main [name='%s'][value='%s']".formatted(field, value));
      }
    }

    @Override
    public void press(String selector) {
      page.waitForNavigation(() -> page.locator(selector).first().click());
    }
  }

  /** With keys alone; each stop on the way must be seen and must let go. */
  record ByKeys(Page page) implements Person {
    private static final int LONGEST_WAY = 250;

    @Override
    public void type(String field, String text) {
      tabTo("main [name='%s']".formatted(field));
      page.keyboard().press("Control+A");
      page.keyboard().type(text);
    }

    @Override
    public void choose(String field, String value) {
      tabTo("main [name='%s']".formatted(field));
      String wanted = "[name='%s'][value='%s']".formatted(field, value);
      switch (String.valueOf(page.evaluate("() => document.activeElement.type"))) {
        case "checkbox" -> {
          if (!isFocused(wanted)) {
            tabTo(wanted);
          }
          page.keyboard().press("Space");
        }
        case "radio" -> {
          page.keyboard().press("Space");
          downUntil(
              "v => document.activeElement.value === v && document.activeElement.checked", value);
        }
        default -> downUntil("v => document.activeElement.value === v", value);
      }
    }

    private void downUntil(String condition, String value) {
      for (int i = 0; i < LONGEST_WAY; i++) {
        if (Boolean.TRUE.equals(page.evaluate(condition, value))) {
          return;
        }
        page.keyboard().press("ArrowDown");
      }
      throw new AssertionError("Not reached with the arrow: " + value);
    }

    @Override
    public void press(String selector) {
      tabTo(selector);
      page.evaluate("() => { document.documentElement.dataset.before = 'yes'; }");
      page.keyboard().press("Enter");
      page.waitForFunction(
          "() => document.readyState === 'complete' && !document.documentElement.dataset.before");
    }

    private void tabTo(String selector) {
      for (int i = 0; i < LONGEST_WAY; i++) {
        page.keyboard().press("Tab");
        assertThat(Focus.hidden(page)).as("%s on the way to %s", page.url(), selector).isEmpty();
        if (isFocused(selector)) {
          return;
        }
      }
      throw new AssertionError("Not reached with Tab at %s: %s".formatted(page.url(), selector));
    }

    private boolean isFocused(String selector) {
      return Boolean.TRUE.equals(page.evaluate("s => document.activeElement.matches(s)", selector));
    }
  }
}
