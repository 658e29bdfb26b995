// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.journeys;

import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;

/** What a person who works with keys alone meets on a page. */
final class Focus {
  private static final int MOST_STOPS = 400;

  /** Says what is wrong with where the focus is; nothing when it is seen or nowhere. */
  private static final String HIDDEN =
      """
      () => {
        const e = document.activeElement;
        if (!e || e === document.body) return "";
        const named = e.outerHTML.slice(0, 160);
        const looks = () => {
          const parts = [e, e.closest("label"), e.nextElementSibling].filter(Boolean);
          return parts.map(p => { const s = getComputedStyle(p);
            return [s.outlineStyle, s.outlineWidth, s.outlineColor, s.boxShadow, s.backgroundColor,
                    s.borderColor, s.color, s.textDecoration, s.clip, s.position].join(" "); }).join("|");
        };
        const focused = looks();
        e.blur();
        const plain = looks();
        e.focus({preventScroll: true, focusVisible: true});
        if (focused === plain) return "looks the same with focus: " + named;
        const box = e.getClientRects()[0];
        if (!box || box.width < 2 || box.height < 2) return "takes no room: " + named;
        if (box.bottom <= 0 || box.top >= innerHeight || box.right <= 0 || box.left >= innerWidth)
          return "is out of sight: " + named;
        const clamp = (v, max) => Math.min(Math.max(v, 1), max - 1);
        const points = [[box.left + 3, box.top + 3], [box.left + box.width / 2, box.top + box.height / 2],
                        [box.right - 3, box.bottom - 3]];
        const free = points.some(([x, y]) => {
          const top = document.elementFromPoint(clamp(x, innerWidth), clamp(y, innerHeight));
          return top && (e.contains(top) || top.contains(e));
        });
        return free ? "" : "lies under something else: " + named;
      }
      """;

  /** Passes one stop: "end", "again", or what is wrong with it; remembers it. */
  private static final String PASS =
      """
      () => {
        const e = document.activeElement;
        if (!e || e === document.body) return "end";
        if (e.dataset.passed) return e.matches("a[href='#main']") ? "end" : "again";
        e.dataset.passed = "yes";
        return (%s)();
      }
      """
          .formatted(HIDDEN);

  private static final String MISSED =
      """
      () => [...document.querySelectorAll("a[href], button, select, textarea, summary, input:not([type=hidden])")]
        .filter(e => !e.dataset.passed && !e.disabled && e.tabIndex >= 0 && e.checkVisibility({visibilityProperty: true}))
        .filter(e => e.type !== "radio" || ![...document.getElementsByName(e.name)].some(o => o.dataset.passed))
        .map(e => "is never reached: " + e.outerHTML.slice(0, 160))
      """;

  private static final String NAMED = "() => document.activeElement.outerHTML.slice(0, 160)";

  private Focus() {}

  static String hidden(Page page) {
    return String.valueOf(page.evaluate(HIDDEN));
  }

  /** Walks a page that was just opened from its beginning to its end. */
  @SuppressWarnings("unchecked")
  static List<String> walk(Page page) {
    List<String> faults = new ArrayList<>();
    page.keyboard().press("Tab");
    if (!Boolean.TRUE.equals(
        page.evaluate("() => document.activeElement.matches('a[href=\"#main\"]')"))) {
      faults.add("does not begin with the link that skips to the content");
    }
    for (int stops = 0; stops < MOST_STOPS; stops++) {
      String passed = String.valueOf(page.evaluate(PASS));
      if (passed.equals("end")) {
        faults.addAll((List<String>) page.evaluate(MISSED));
        return faults;
      }
      if (passed.equals("again")) {
        faults.add("holds the focus: " + page.evaluate(NAMED));
        return faults;
      }
      if (!passed.isEmpty()) {
        faults.add(passed);
      }
      page.keyboard().press("Tab");
    }
    faults.add("has no end");
    return faults;
  }
}
