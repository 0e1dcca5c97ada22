// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { build } from "vite";
import type { Board } from "./board.ts";
import { median, type Row } from "./row.ts";
import { signingNumbers } from "./token-key.ts";

// crypto/ as the browser gets it, with nothing around it but the loop that is timed.

const ROUNDS = 20;

/** One of the modules here that are made to be timed. */
async function bundle(name: string, folder: string): Promise<string> {
  const entry = new URL(`${name}.ts`, import.meta.url).pathname;
  const outDir = join(folder, name);
  await build({
    configFile: false,
    logLevel: "warn",
    build: { target: "es2024", outDir, emptyOutDir: true, lib: { entry, formats: ["es"], fileName: () => "timed.js" } },
  });
  return readFileSync(join(outDir, "timed.js"), "utf8");
}

/** Milliseconds of each round in a Worker of Chromium; the first rounds, while it compiles, are left out. */
async function timed(
  browser: Browser,
  { dataDir, relayUrl }: Board,
  name: string,
  call: string,
): Promise<readonly number[]> {
  const module = await bundle(name, dataDir);
  const context = await browser.newContext({ bypassCSP: true });
  try {
    const page = await context.newPage();
    await page.goto(relayUrl);
    const rounds = await page.evaluate<number[]>(`new Promise((resolve, reject) => {
      const script = (source) => URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
      const module = script(${JSON.stringify(module)});
      const source = 'import { measure } from "' + module + '"; postMessage(measure(${call}));';
      const worker = new Worker(script(source), { type: "module" });
      worker.onerror = (event) => reject(new Error(event.message));
      worker.onmessage = ({ data }) => resolve(data);
    })`);
    return rounds.slice(5);
  } finally {
    await context.close();
  }
}

/** What an envelope of somebody else costs whoever tries it. */
export async function measureTrialOpening(browser: Browser, board: Board): Promise<Row> {
  const value = median(await timed(browser, board, "miss", String(ROUNDS)));
  return {
    what: "open an unknown envelope in the browser (a miss)",
    measured: `${value.toFixed(3)} ms, ${Math.round(1000 / value).toLocaleString("en")} a second`,
    goal: { value, bar: 0.4, moonshot: 0.25, unit: "ms", isBetter: "lower" },
  };
}

/** What a pass costs whoever exchanges it, the issuer's part left out. */
export async function measureBlinding(browser: Browser, board: Board): Promise<Row> {
  const { modulus, exponent } = signingNumbers();
  const call = `${ROUNDS}, "${modulus}", "${exponent}"`;
  const value = median(await timed(browser, board, "blinding", call));
  return {
    what: "16 tokens blinded, finalised and verified in the browser",
    measured: `${value.toFixed(1)} ms`,
    goal: { value, bar: 10, moonshot: 5, unit: "ms", isBetter: "lower" },
  };
}
