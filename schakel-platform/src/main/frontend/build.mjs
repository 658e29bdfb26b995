// SPDX-License-Identifier: EUPL-1.2
// Builds the assets of the pages: `node build.mjs OUTPUT_FOLDER`.
// Installs the pinned packages only when the lock file has changed, and writes only files that changed,
// so that a second build costs next to nothing.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { install } from "./install.mjs";

// Only these parts of the Utrecht component library are shipped. A page that needs another one adds it here.
const UTRECHT_PARTS = [
  "root", "heading-1", "heading-2", "heading-3", "heading-4", "paragraph", "link", "unordered-list",
  "ordered-list", "separator", "skip-link", "button", "button-link", "button-group", "form-field",
  "form-field-description", "form-field-error-message", "form-fieldset", "form-label", "textbox",
  "textarea", "select", "checkbox", "radio-button", "table", "alert", "data-list",
];
const FONT_SUBSETS = ["latin", "latin-ext"];

const here = dirname(fileURLToPath(import.meta.url));
const out = resolve(here, process.argv[2] ?? fail("Say where the assets go: node build.mjs OUTPUT_FOLDER"));

install(here);
build();

function build() {
  const files = new Map();
  files.set("utrecht.css", stylesheet(UTRECHT_PARTS.map((part) => utrecht(part)).join("\n")));
  files.set("schakel-theme.css", stylesheet(own("css/schakel-theme.css")));
  files.set("schakel.css", stylesheet(own("css/schakel.css")));
  files.set("schakel.js", Buffer.from(own("js/schakel.js")));
  files.set("htmx.js", readFileSync(installed("htmx.org/dist/htmx.min.js")));
  files.set("favicon.svg", Buffer.from(own("img/favicon.svg")));
  for (const subset of FONT_SUBSETS) {
    const font = `source-sans-3-${subset}-wght-normal.woff2`;
    files.set(font, readFileSync(installed(`@fontsource-variable/source-sans-3/files/${font}`)));
  }
  files.set("LICENCES.txt", Buffer.from(licences()));
  publish(files);
}

function utrecht(part) {
  return readFileSync(installed(`@utrecht/${part}-css/dist/index.css`), "utf8");
}

function stylesheet(css) {
  const text = css
    .replace(/@charset "[^"]*";/gi, "")
    .replace(/\/\*[\s\S]*?\*\//g, "")
    .replace(/^\s+/gm, "")
    .replace(/\n+/g, "\n");
  if (/url\(\s*["']?(?:https?:)?\/\//i.test(text) || /@import/i.test(text)) {
    fail("A stylesheet points to another server; the pages may load nothing from elsewhere.");
  }
  return Buffer.from("/* SPDX-License-Identifier: EUPL-1.2 - see LICENCES.txt */\n" + text);
}

function licences() {
  const packages = ["@utrecht/component-library-css", "@fontsource-variable/source-sans-3", "htmx.org"];
  return packages
    .map((name) => {
      const { version, license } = JSON.parse(readFileSync(installed(`${name}/package.json`), "utf8"));
      const folder = installed(name);
      const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
      const text = file ? readFileSync(join(folder, file), "utf8") : license;
      return `${name} ${version} (${license})\n${"=".repeat(72)}\n${text.trim()}\n`;
    })
    .join("\n\n");
}

function publish(files) {
  mkdirSync(out, { recursive: true });
  for (const old of readdirSync(out).filter((name) => !files.has(name))) {
    rmSync(join(out, old), { recursive: true });
  }
  for (const [name, content] of files) {
    const target = join(out, name);
    if (!existsSync(target) || !readFileSync(target).equals(content)) {
      writeFileSync(target, content);
    }
  }
}

function own(path) {
  return readFileSync(join(here, path), "utf8");
}

function installed(path) {
  return join(here, "node_modules", path);
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
