// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import type { Response } from "playwright-core";
import { expect, test } from "vitest";
import { unusedCodename } from "./codename.ts";
import { openPage, requireAccessible, type WatchedPage } from "./page.ts";
import { DUMMIES } from "./sealed.ts";
import { openStage } from "./stage.ts";
import { speechOf } from "./speech.ts";
import { comeBack, typeBackAndSend, typeCodename, writeSignal } from "./submitter.ts";
import { Traffic } from "./traffic.ts";

const SIGNAL = { title: "De telling klopt niet", facts: "Zeven is acht.", judgement: "", team: "Team Oost" };
const NOISE = 64;

// Long enough for a visit: a page that follows reads again at every checkpoint.
const { application, browser, sealed } = openStage({ SEQUENCE_INTERVAL_MS: "8000" });

async function logSize(): Promise<number> {
  const checkpoint = await (await fetch(`${application.board}/v1/logs/letters/checkpoint`)).text();
  return Number(checkpoint.split("\n")[1]);
}

/** Other people's bursts: to whoever reads, as good as random bytes. */
async function postNoise(): Promise<void> {
  for (let i = 0; i < NOISE; i++) await application.postNoise();
}

interface Asked {
  /** Without slots, which leave at moments of their own, and without bundles. */
  readonly requests: readonly string[];
  /** What was in sealed requests that read. */
  readonly bundles: readonly string[];
  readonly bytes: number;
}

/** Come by themselves to everybody who stays three seconds: a visit here may be shorter. */
const LATER = /\/assets\/(?:decoder|qr|thread-view)-/;

/** Everything that a visit asks the server for from the moment on that the words are typed, but for slots. */
async function visitWith(words: readonly string[], shown: string): Promise<Asked> {
  const visit: WatchedPage = await openPage(browser(), new Traffic());
  const responses: Response[] = [];
  visit.page.on("response", (response) => {
    const isSlot = sealed().in(response.request())?.method === "POST";
    if (!isSlot && !LATER.test(response.url())) responses.push(response);
  });
  await typeCodename(visit.page, application.relay, words);
  // By then it knows the organisation, and opening reads it anew: sooner, both would be one reading.
  await visit.page.getByText("Alle zeven woorden horen bij elkaar.").waitFor();
  await visit.page.getByRole("button", { name: "Openen" }).click();
  await visit.page.getByText(shown).waitFor();
  const lengths = await Promise.all(responses.map((response) => response.headerValue("content-length")));
  await visit.context.close();
  const isSealed = (response: Response): boolean => sealed().in(response.request()) !== null;
  return {
    requests: responses
      .filter((response) => !isSealed(response))
      .map((response) => new URL(response.url()).pathname)
      .sort(),
    bundles: responses.flatMap((response) => sealed().in(response.request())?.path ?? []).sort(),
    bytes: lengths.reduce((sum, length) => sum + Number(length), 0),
  };
}

test("reading: a codename with a signal asks for as much as a codename of nothing", { timeout: 120_000 }, async () => {
  const visit = await openPage(browser(), new Traffic());
  const words = await writeSignal(visit.page, application, SIGNAL);
  await typeBackAndSend(visit.page, words);
  await visit.context.close();
  await postNoise();
  await expect.poll(logSize, { timeout: 30_000 }).toBe(5 * (NOISE + 1));

  const something = await visitWith(words, "Deze pagina heeft dat zelf nagerekend");
  const nothing = await visitWith(unusedCodename("tegenspraak.localhost"), "Hier is nog niets");
  expect(something.requests).toEqual(nothing.requests);
  expect(something.bundles).toHaveLength(4);
  expect(nothing.bundles).toHaveLength(4);
  expect(something.bytes).toBe(nothing.bytes);
  expect(something.bytes).toBeGreaterThan(1_000_000);
  const own = await visitWith(words, "Deze pagina heeft dat zelf nagerekend");
  expect(own).toEqual(something);
});

/** All requests of a visit up to a page with its keys, in the language of its reader; of what is sealed, what is in it. */
async function askedFor(button: string, language: "nl" | "en"): Promise<string[]> {
  const visit = await openPage(browser(), new Traffic());
  const paths: string[] = [];
  visit.page.on("request", (request) => {
    const { path } = sealed().in(request) ?? { path: new URL(request.url()).pathname };
    if (!DUMMIES.test(path)) paths.push(path);
  });
  await visit.page.goto(application.relay);
  await visit.page.getByRole("button", { name: "Een signaal geven" }).waitFor();
  if (language === "en") await visit.page.getByRole("button", { name: "English" }).first().click();
  await visit.page.getByRole("button", { name: speechOf(language)(button) }).click();
  await visit.page.getByText("Dienst Vergunningen").waitFor();
  await visit.page.waitForLoadState("networkidle");
  await visit.context.close();
  return paths.sort();
}

test("reading: opening the page to write asks for what opening the page to come back asks for", async () => {
  expect(await askedFor("Een signaal geven", "nl")).toEqual(await askedFor("Verder met mijn codenaam", "nl"));
});

test("reading: who reads English asks for what who reads Dutch asks for", async () => {
  expect(await askedFor("Een signaal geven", "en")).toEqual(await askedFor("Een signaal geven", "nl"));
});

test("following: a message that was not sent is not lost by another page or the browser's back button", async () => {
  const writing = await openPage(browser(), new Traffic());
  const words = await writeSignal(writing.page, application, SIGNAL);
  await typeBackAndSend(writing.page, words);
  await writing.context.close();
  const { page, context } = await openPage(browser(), new Traffic());
  await comeBack(page, application.relay, words);
  const field = page.getByLabel("Uw bericht");
  await field.fill("Nog niet weg.");
  for (const leave of [
    () => page.locator("#menu").getByRole("button", { name: "Privacy" }).click(),
    () => page.goBack(),
  ]) {
    await leave();
    await page.getByRole("alertdialog").getByText("Uw bericht is nog niet verstuurd").waitFor();
    await requireAccessible(page);
    await page.getByRole("button", { name: "Blijven" }).click();
    expect(await field.inputValue()).toBe("Nog niet weg.");
    expect(await page.evaluate("document.activeElement.id")).toBe("message");
  }
  await page.goBack();
  await page.getByRole("button", { name: "Weggooien en weggaan" }).click();
  await page.getByRole("heading", { level: 1, name: "Een goed besluit kan tegen een ander geluid." }).waitFor();
  await page.getByRole("button", { name: "Verder met mijn codenaam" }).click();
  await page.getByRole("heading", { name: "Wat is uw codenaam?" }).waitFor();
  await context.close();
});

test("reading: two tabs with one codename lose nothing of what either says", { timeout: 120_000 }, async () => {
  const writing = await openPage(browser(), new Traffic());
  const words = await writeSignal(writing.page, application, SIGNAL);
  await typeBackAndSend(writing.page, words);
  await writing.context.close();
  const said = ["Uit de ene tab.", "Uit de andere tab."];
  const tabs = await Promise.all(said.map(() => openPage(browser(), new Traffic())));
  for (const { page } of tabs) {
    await comeBack(page, application.relay, words);
    await page.getByText("Deze pagina heeft dat zelf nagerekend").waitFor();
  }
  for (const [i, { page }] of tabs.entries()) await page.getByLabel("Uw bericht").fill(said[i] ?? "");
  await Promise.all(tabs.map(({ page }) => page.getByRole("button", { name: "Bericht sturen", exact: true }).click()));
  for (const { page } of tabs) {
    for (const text of said) {
      await expect
        .poll(
          async () => {
            await page.getByRole("button", { name: /^Opnieuw kijken/u }).click();
            return page.locator(".ts-say").filter({ hasText: text }).count();
          },
          { timeout: 30_000 },
        )
        .toBe(1);
    }
    await page.context().close();
  }
});
