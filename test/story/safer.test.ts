// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launchChromium } from "./chromium.ts";
import { openPage, requireAccessible } from "./page.ts";
import { openStage } from "./stage.ts";
import { comeBack, plainly, SMALL_SIGNAL, writeSignal, type Manner } from "./submitter.ts";
import { Traffic } from "./traffic.ts";

// Tor Browser's level "Safer" compiles nothing: no WebAssembly, every script interpreted. Chromium can be as slow.

const { application, browser } = openStage({}, ["--js-flags=--jitless"]);
let fast: Browser;

beforeAll(async () => {
  fast = await launchChromium();
});

afterAll(() => fast.close());

/** Not every page is looked at again: the program that looks takes its time here too. */
const quickly = (page: Page): Manner => ({ ...plainly(page), onPage: () => Promise.resolve() });

const SLOW = "Deze browser rekent extra veilig, en daardoor langzaam.";
const MINUTES = 300_000;

/** Of files that only a browser without WebAssembly fetches. */
const plainIn = (traffic: Traffic): string[] =>
  traffic
    .paths()
    .filter((path) => /plain-(?:sodium|argon2id)/.test(path))
    .map((path) => path.replace(/^.*(plain-\w+)-.*$/, "$1"));

test(
  "safer: without WebAssembly a signal is written, sealed and sent, and any browser finds it by the same codename",
  { timeout: 2 * MINUTES },
  async () => {
    const traffic = new Traffic();
    const { page, complaints, context } = await openPage(browser(), traffic);
    await page.goto(application.relay);
    expect(await page.evaluate("typeof WebAssembly")).toBe("undefined");
    const words = await writeSignal(page, application, SMALL_SIGNAL, quickly(page));
    await page.getByRole("button", { name: "Ik heb ze opgeschreven" }).click();
    await page.getByLabel("Alle zeven woorden").fill(words.join(" "));
    await page.getByRole("button", { name: "Versturen", exact: true }).click();
    await page.getByText(SLOW).waitFor();
    await requireAccessible(page);
    const done = (): Promise<number> => page.locator("progress").evaluate((bar) => (bar as { value: number }).value);
    const before = await done();
    await expect.poll(done, { timeout: MINUTES }).toBeGreaterThan(before);
    await page.getByRole("heading", { level: 1, name: "Uw signaal is bewaard" }).waitFor({ timeout: MINUTES });
    expect(complaints).toEqual([]);
    expect([...new Set(plainIn(traffic))].sort()).toEqual(["plain-argon2id", "plain-sodium"]);
    await context.close();

    const elsewhere = new Traffic();
    const back = await openPage(fast, elsewhere);
    await comeBack(back.page, application.relay, words);
    await back.page.getByRole("heading", { name: `Uw signaal ligt bij ${SMALL_SIGNAL.team}` }).waitFor();
    expect(await back.page.locator("main").innerText()).toContain(SMALL_SIGNAL.facts);
    expect(await back.page.getByText(SLOW).count()).toBe(0);
    expect(plainIn(elsewhere)).toEqual([]);
    await back.context.close();
  },
);
