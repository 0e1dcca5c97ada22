// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { build } from "vite";
import type { Board } from "./board.ts";
import { median, type Row } from "./row.ts";

const ROUNDS = 20;

/** crypto/ as the browser gets it, with nothing around it but the loop that is timed. */
async function bundle(folder: string): Promise<string> {
  const entry = new URL("miss.ts", import.meta.url).pathname;
  const outDir = join(folder, "miss");
  await build({
    configFile: false,
    logLevel: "warn",
    build: { target: "es2024", outDir, emptyOutDir: true, lib: { entry, formats: ["es"], fileName: () => "miss.js" } },
  });
  return readFileSync(join(outDir, "miss.js"), "utf8");
}

/** What an envelope of somebody else costs whoever tries it. */
export async function measureTrialOpening(browser: Browser, { dataDir, relayUrl }: Board): Promise<Row> {
  const module = await bundle(dataDir);
  const context = await browser.newContext({ bypassCSP: true });
  try {
    const page = await context.newPage();
    await page.goto(relayUrl);
    const rounds = await page.evaluate<number[]>(`new Promise((resolve, reject) => {
      const script = (source) => URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
      const module = script(${JSON.stringify(module)});
      const source = 'import { measureMisses } from "' + module + '"; postMessage(measureMisses(${ROUNDS}));';
      const worker = new Worker(script(source), { type: "module" });
      worker.onerror = (event) => reject(new Error(event.message));
      worker.onmessage = ({ data }) => resolve(data);
    })`);
    // The first rounds are compiled.
    const value = median(rounds.slice(5));
    return {
      what: "open an unknown envelope in the browser (a miss)",
      measured: `${value.toFixed(3)} ms, ${Math.round(1000 / value).toLocaleString("en")} a second`,
      goal: { value, bar: 0.4, moonshot: 0.25, unit: "ms", isBetter: "lower" },
    };
  } finally {
    await context.close();
  }
}
