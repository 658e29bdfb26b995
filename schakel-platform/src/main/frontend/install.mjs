// SPDX-License-Identifier: EUPL-1.2
// Installs the packages that a lock file pins, and only when that file has changed: `node install.mjs FOLDER`.
import { createHash } from "node:crypto";
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { argv, exit } from "node:process";
import { pathToFileURL } from "node:url";

export function install(folder) {
  const wanted = createHash("sha256").update(readFileSync(join(folder, "package-lock.json"))).digest("hex");
  const stamp = join(folder, "node_modules", ".schakel-installed");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) {
    return;
  }
  const npm = spawnSync("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], {
    cwd: folder,
    stdio: ["ignore", "inherit", "inherit"],
  });
  if (npm.error?.code === "ENOENT") {
    fail("npm is not on the path. Schakel is built with Node.js 20 or newer and npm.");
  }
  if (npm.status !== 0) {
    fail("npm ci failed; its own message stands above.");
  }
  writeFileSync(stamp, wanted);
}

function fail(message) {
  console.error(message);
  exit(1);
}

if (import.meta.url === pathToFileURL(argv[1]).href) {
  install(resolve(argv[2] ?? fail("Say in which folder: node install.mjs FOLDER")));
}
