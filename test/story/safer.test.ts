// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Application } from "./application.ts";
import { launchChromium } from "./chromium.ts";
import { openPage, requireAccessible } from "./page.ts";
import { comeBack, SMALL_SIGNAL, writeSignal } from "./submitter.ts";
import { Traffic } from "./traffic.ts";

// Tor Browser on its level "Safer", at an onion service, as far as Chromium can be like it: nothing is compiled, no WebAssembly and no
// script, and what comes from the service counts as secure without https.

const ONION = "http://pg6mmjiyjmcrsslvykfwnntlaru7p5svn6y2ymmju6nubxndf4pscryd.onion";
const application = new Application();
let safer: Browser;
let usual: Browser;

beforeAll(async () => {
  await application.start();
  const relay = new URL(application.relay).host;
  safer = await launchChromium([
    "--js-flags=--jitless",
    `--host-resolver-rules=MAP ${new URL(ONION).host}:80 ${relay}`,
    `--unsafely-treat-insecure-origin-as-secure=${ONION}`,
  ]);
  usual = await launchChromium();
});

afterAll(async () => {
  await safer.close();
  await usual.close();
  await application.close();
});

const SLOW = "Deze browser rekent extra veilig, en daardoor langzaam.";
const MINUTES = 300_000;

/** Of the files that only a browser without WebAssembly fetches, those that were fetched. */
const plainIn = (traffic: Traffic): string[] =>
  traffic.paths().flatMap((path) => /plain-(?:sodium|argon2id)/.exec(path)?.[0] ?? []);

test(
  "safer: at an onion service and without WebAssembly a signal is sealed and sent, and its codename is the same elsewhere",
  { timeout: 2 * MINUTES },
  async () => {
    const traffic = new Traffic();
    const { page, complaints, context } = await openPage(safer, traffic);
    await page.goto(ONION);
    expect(await page.evaluate("[typeof WebAssembly, isSecureContext]")).toEqual(["undefined", true]);
    const door = { relay: ONION, card: () => application.card() };
    const words = await writeSignal(page, door, SMALL_SIGNAL);
    await page.getByRole("button", { name: "Ik heb ze opgeschreven" }).click();
    await page.getByLabel("Alle zeven woorden").fill(words.join(" "));
    await page.getByRole("button", { name: "Versturen", exact: true }).click();
    await page.getByText(SLOW).waitFor();
    await requireAccessible(page);
    const done = async (): Promise<number> => Number(await page.locator("progress").getAttribute("value"));
    const before = await done();
    await expect.poll(done, { timeout: MINUTES }).toBeGreaterThan(before);
    await page.getByRole("heading", { level: 1, name: "Uw signaal is bewaard" }).waitFor({ timeout: MINUTES });
    expect(complaints).toEqual([]);
    expect(traffic.origins()).toEqual([ONION]);
    expect([...new Set(plainIn(traffic))].sort()).toEqual(["plain-argon2id", "plain-sodium"]);
    await context.close();

    const elsewhere = new Traffic();
    const back = await openPage(usual, elsewhere);
    await comeBack(back.page, application.relay, words);
    await back.page.getByRole("heading", { name: `Uw signaal ligt bij ${SMALL_SIGNAL.team}` }).waitFor();
    expect(await back.page.locator("main").innerText()).toContain(SMALL_SIGNAL.facts);
    expect(plainIn(elsewhere)).toEqual([]);
    await back.context.close();
  },
);

test("safest: without JavaScript a page says in both languages what does not work and what one can do", async () => {
  const context = await usual.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(application.relay);
  const titles = ["Zonder JavaScript werkt hier niets", "Without JavaScript nothing works here"];
  expect((await page.getByRole("heading").allInnerTexts()).filter((text) => titles.includes(text))).toEqual(titles);
  const text = await page.getByRole("main").innerText();
  for (const said of ["‘Veiliger’ (Safer)", "level “Safer”", ".onion", "vertrouwenspersoon", "confidential advisor"])
    expect(text).toContain(said);
  // Nothing is offered that would do nothing.
  expect(await page.locator("button, a, form, input").count()).toBe(0);
  await context.close();
});
