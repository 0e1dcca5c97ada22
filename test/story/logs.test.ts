// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { BrowserContext, Page } from "playwright-core";
import { expect, test } from "vitest";
import { openPage, requireAccessible, type WatchedPage } from "./page.ts";
import { serveRewrittenLog } from "./rewritten-log.ts";
import { openStage } from "./stage.ts";
import { Traffic } from "./traffic.ts";

// Somebody who wants to know for sure, and what an operator would have to get past them.

const { application, browser } = openStage();
const HEADING = "Deze logboeken kloppen";

async function openLogs(page: Page): Promise<void> {
  await page.goto(application.relay);
  await page.locator("#menu").getByRole("button", { name: "Het logboek", exact: true }).click();
}

async function visit(
  prepare: (context: BrowserContext) => Promise<void> = () => Promise.resolve(),
): Promise<WatchedPage> {
  const watched = await openPage(browser(), new Traffic());
  await prepare(watched.context);
  await openLogs(watched.page);
  return watched;
}

/** As a file in somebody's folder. */
async function keepState(page: Page): Promise<string> {
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Stand van nu bewaren" }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^logboek-\d{4}-\d{2}-\d{2}\.txt$/);
  return readFileSync(await download.path(), "utf8");
}

async function compare(page: Page, text: string): Promise<void> {
  const file = join(application.dataFolder, "kept.txt");
  writeFileSync(file, text);
  await page.locator("input[type=file]").setInputFiles(file);
}

async function untilInLog(bursts: number): Promise<void> {
  for (let i = 0; i < bursts; i++) await application.postNoise();
  const size = async (): Promise<number> =>
    Number((await (await fetch(`${application.relay}/v1/logs/letters/checkpoint`)).text()).split("\n")[1]);
  const before = await size();
  if (bursts > 0) await expect.poll(size, { timeout: 20_000 }).toBeGreaterThan(before);
}

test("logs: a reader's own device reads them whole, and says who else keeps watch and who signed the keys", async () => {
  const { context, page, complaints } = await visit();
  await page.getByRole("heading", { level: 2, name: HEADING }).waitFor();
  await expect
    .poll(() => page.getByText("Ondernemingsraad en Een tweede overheid bewaren deze stand ook.").count())
    .toBe(3);
  expect(await page.getByText("Getekend door de integriteitsfunctionaris en de ondernemingsraad.").count()).toBe(1);
  for (const summary of await page.locator("summary").all()) await summary.click();
  await requireAccessible(page);
  expect(complaints).toEqual([]);
  await context.close();
});

test("logs: a state that was kept fits the log that grew since, and one that was rewritten or shrank does not", async () => {
  await untilInLog(1);
  const first = await visit();
  await first.page.getByRole("heading", { level: 2, name: HEADING }).waitFor();
  const kept = await keepState(first.page);
  await untilInLog(1);
  await first.context.close();

  const later = await visit();
  await later.page.getByRole("heading", { level: 2, name: HEADING }).waitFor();
  await compare(later.page, kept);
  await later.page.getByText("Niets is weg en niets is veranderd.").waitFor();
  await requireAccessible(later.page);
  const grown = await keepState(later.page);
  await later.context.close();

  const fooled = await visit((context) => serveRewrittenLog(context, application.relay, application.dataFolder));
  await fooled.page.getByRole("heading", { level: 2, name: HEADING }).waitFor();
  await compare(fooled.page, grown);
  await fooled.page.getByRole("heading", { name: "Het logboek is niet meer wat het was" }).waitFor();
  await requireAccessible(fooled.page);
  await fooled.context.close();
});

test("logs: a file that holds no state of these logs is named as such, and nothing is lost by it", async () => {
  const { context, page } = await visit();
  await page.getByRole("heading", { level: 2, name: HEADING }).waitFor();
  const kept = await keepState(page);
  for (const text of [
    "",
    "hallo",
    kept.replace("tegenspraak.localhost", "another.example"),
    kept.replace("=\n", "A=\n"),
  ]) {
    await compare(page, text);
    await page.getByRole("heading", { name: "Dit is geen bewaarde stand van dit logboek" }).waitFor();
  }
  await compare(page, kept.replaceAll("\n", "\r\n"));
  await page.getByText("Niets is weg en niets is veranderd.").waitFor();
  await context.close();
});

test("logs: a document or an entry that is not the one in its log is shown as damage, and nothing of it as right", async () => {
  for (const path of ["**/v1/logs/ledger/documents/0", "**/v1/logs/directory/tile/entries/**"]) {
    const { context, page } = await visit(async (own) => {
      await own.route(path, async (route) => {
        const body = await (await route.fetch()).body();
        body[10] = (body[10] ?? 0) ^ 1;
        await route.fulfill({ body });
      });
    });
    await page.getByRole("heading", { name: "Het logboek is beschadigd" }).waitFor();
    expect(await page.getByRole("heading", { name: HEADING }).count()).toBe(0);
    await context.close();
  }
});
