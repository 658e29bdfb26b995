// SPDX-License-Identifier: EUPL-1.2
// What script adds to pages that are whole without it. No library, no inline code, no storage.
(() => {
  "use strict";

  const SECOND_PRESS_MS = 1500;
  let lastEscape = 0;

  document.addEventListener("click", (event) => {
    const exit = event.target.closest("[data-quick-exit]");
    if (exit) {
      event.preventDefault();
      leave(exit);
      return;
    }
    if (event.target.closest("[data-print]")) {
      window.print();
    }
    closeMenus(event.target);
  });

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      onEscape(event);
    } else if ((event.key === "j" || event.key === "k") && isPlain(event)) {
      moveInWorklist(event);
    }
  });

  // A second press while the first is still under way would send the form twice.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.dataset.sent === "yes") {
      event.preventDefault();
    } else if (form.method === "post") {
      form.dataset.sent = "yes";
    }
  });

  window.addEventListener("pageshow", () => {
    document.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent);
  });

  document.addEventListener("DOMContentLoaded", () => arrive(document));
  document.addEventListener("htmx:afterRequest", (event) => {
    event.target.closest("form")?.removeAttribute("data-sent");
  });
  document.addEventListener("htmx:afterSettle", (event) => arrive(event.target));

  function arrive(root) {
    root.querySelectorAll("[data-script-only]").forEach((element) => element.removeAttribute("hidden"));
    root.querySelector("[data-focus-on-load]")?.focus();
  }

  // Replaces this page in the history, so that "back" on the neutral site does not bring it up again.
  function leave(exit) {
    document.title = "";
    document.body.hidden = true;
    window.location.replace(exit.href);
  }

  function onEscape(event) {
    const exit = document.querySelector("[data-quick-exit]");
    if (exit && event.timeStamp - lastEscape < SECOND_PRESS_MS && lastEscape > 0) {
      leave(exit);
    }
    lastEscape = event.timeStamp;
    const menu = event.target.closest?.("details[data-menu][open]");
    if (menu) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  }

  function closeMenus(target) {
    document.querySelectorAll("details[data-menu][open]").forEach((menu) => {
      if (!menu.contains(target)) {
        menu.open = false;
      }
    });
  }

  // j and k walk through the rows, only while the focus is inside the list (WCAG 2.1.4).
  function moveInWorklist(event) {
    const list = event.target.closest?.("[data-worklist]");
    if (!list || event.target.matches("input, select, textarea")) {
      return;
    }
    const links = [...list.querySelectorAll("[data-worklist-link]")];
    const row = event.target.closest("li");
    const here = links.findIndex((link) => row?.contains(link));
    links[here + (event.key === "j" ? 1 : -1)]?.focus();
  }

  function isPlain(event) {
    return !event.ctrlKey && !event.metaKey && !event.altKey;
  }
})();
