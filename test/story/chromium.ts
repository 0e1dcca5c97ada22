// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chromium, type Browser } from "playwright-core";

const PLACES = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/snap/bin/chromium"];

/** What keeps a browser from looking for its maker's servers while it is being tested. */
const QUIET = [
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-quic",
  "--no-first-run",
  "--disable-gpu",
];

function installed(): string | undefined {
  return [process.env["CHROMIUM_PATH"] ?? "", ...PLACES].find((path) => path !== "" && existsSync(path));
}

/** As root on Debian or Ubuntu it is installed; elsewhere one line says what to do. */
export function findChromium(): string {
  const found = installed();
  if (found !== undefined) return found;
  if (process.getuid?.() === 0 && existsSync("/usr/bin/apt-get")) {
    process.stderr.write("Installing Chromium with apt for the browser tests\n");
    const environment = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
    spawnSync("apt-get", ["update"], { stdio: "ignore", env: environment });
    spawnSync("apt-get", ["install", "--yes", "chromium"], { stdio: "ignore", env: environment });
  }
  const now = installed();
  if (now === undefined) throw new Error("the browser tests need Chromium: install it, or set CHROMIUM_PATH");
  return now;
}

/** @param more arguments */
export function launchChromium(more: readonly string[] = []): Promise<Browser> {
  // Chromium refuses its sandbox to root; everybody else keeps it.
  const sandbox = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  return chromium.launch({ executablePath: findChromium(), args: [...QUIET, ...sandbox, ...more] });
}
