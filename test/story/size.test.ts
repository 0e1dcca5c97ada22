// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { gzipSync } from "node:zlib";
import type { Response } from "playwright-core";
import { expect, test } from "vitest";
import { openPage } from "./page.ts";
import { openStage } from "./stage.ts";
import { Traffic } from "./traffic.ts";

const { application, browser } = openStage();

const isCode = (response: Response): boolean => /\.(?:js|css|wasm)$/.test(new URL(response.url()).pathname);

/** kB of scripts and styles, gzip, whoever asked for them: the page, a script, or a Worker. */
async function loadedBy(open: (visit: Awaited<ReturnType<typeof openPage>>) => Promise<void>): Promise<number> {
  const visit = await openPage(browser(), new Traffic());
  // By address: what is imported after it was fetched comes from the browser's cache (build/fetched-first.ts).
  const responses = new Map<string, Response>();
  visit.context.on("response", (response) => responses.set(response.url(), response));
  await visit.page.goto(application.relay);
  await open(visit);
  await visit.page.waitForLoadState("networkidle");
  const sizes = await Promise.all(
    [...responses.values()].filter(isCode).map(async (response) => gzipSync(await response.body()).length),
  );
  await visit.context.close();
  expect(sizes.length).toBeGreaterThan(2);
  return sizes.reduce((sum, size) => sum + size, 0) / 1000;
}

test("size: the home page, with both languages, loads at most 45 kB of scripts and styles", async () => {
  const home = await loadedBy(({ page }) => page.getByRole("button", { name: "Een signaal geven" }).waitFor());
  expect(home).toBeLessThanOrEqual(45);
  expect(home).toBeGreaterThan(10);
});

test("size: the writing page loads at most 235 kB, all cryptography and both languages included", async () => {
  const writing = await loadedBy(async ({ page }) => {
    await page.getByRole("button", { name: "Een signaal geven" }).click();
    await page.getByRole("heading", { name: "Geef eerst uw pas of kaart" }).waitFor();
  });
  expect(writing).toBeLessThanOrEqual(235);
  expect(writing).toBeGreaterThan(150);
});
