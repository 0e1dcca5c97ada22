// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Application } from "./application.ts";
import { launchChromium } from "./chromium.ts";
import { NARROW, openPage, requireAccessible, WIDE, type WatchedPage } from "./page.ts";
import { speechOf, type Language } from "./speech.ts";
import { textsOn } from "./texts.ts";
import { Traffic } from "./traffic.ts";

// What anybody may read, on the smallest window that counts and on a wide one.

const SMALLEST = { width: 320, height: 640 };

/** Name in the menu → heading. */
const PAGES = {
  "Zo werkt het": "De weg van uw signaal",
  "Onze gedragslijn": "Zo gaan wij om met een ander geluid",
  "Wat we niet kunnen beschermen": "Wat we niet kunnen beschermen",
  Toegankelijkheid: "Iedereen moet hier kunnen schrijven",
  Privacy: "Wat wij van u bewaren",
  Begin: "Een goed besluit kan tegen een ander geluid.",
} as const;

const application = new Application();
let browser: Browser;

beforeAll(async () => {
  await application.start();
  browser = await launchChromium();
});

afterAll(async () => {
  await browser.close();
  await application.close();
});

async function openIn(language: Language, window: typeof WIDE): Promise<WatchedPage> {
  const visit = await openPage(browser, new Traffic(), window);
  await visit.page.goto(application.relay);
  const other = visit.page.getByRole("button", { name: "English" }).last();
  await other.waitFor();
  if (language === "en") await other.click();
  return visit;
}

/** Texts of every public page, each looked at for what a program can see of accessibility. */
async function readAll(language: Language, window: typeof WIDE): Promise<Set<string>> {
  const say = speechOf(language);
  const { context, page, complaints } = await openIn(language, window);
  const texts = new Set<string>();
  for (const [name, heading] of Object.entries(PAGES)) {
    await page
      .locator("#menu")
      .getByRole("button", { name: say(name), exact: true })
      .click();
    await page.getByRole("heading", { level: 1, name: say(heading) }).waitFor();
    expect(await page.evaluate("document.activeElement.tagName")).toBe("H1");
    if (name === "Onze gedragslijn") await page.locator(".ts-clauses").waitFor();
    await requireAccessible(page);
    for (const text of await textsOn(page)) texts.add(text);
  }
  expect(complaints).toEqual([]);
  await context.close();
  return texts;
}

test("public: every page is accessible at 320 and 1280 pixels, and shares no text between the languages", async () => {
  const dutch = await readAll("nl", SMALLEST);
  const english = await readAll("en", WIDE);
  for (const text of await readAll("nl", WIDE)) dutch.add(text);
  for (const text of await readAll("en", SMALLEST)) english.add(text);
  const { organisation, clauses } = await readDirectory();
  const same = [...dutch].filter((text) => english.has(text) && text !== organisation && !clauses.includes(text));
  expect(same.sort()).toEqual(["JavaScript", "Menu", "Privacy", "Tegenspraak"]);
});

async function readDirectory(): Promise<{ organisation: string; clauses: string[] }> {
  const document = await (await fetch(`${application.board}/v1/directory`)).text();
  const statement = JSON.parse(document.split("\n")[2] ?? "") as {
    organisation: string;
    clauses: { text: string }[];
  };
  return { organisation: statement.organisation, clauses: statement.clauses.map(({ text }) => text) };
}

test("public: the code is the directory's, to the last clause, with its version", async () => {
  const { context, page } = await openIn("nl", NARROW);
  await page.locator("#menu").getByRole("button", { name: "Onze gedragslijn" }).click();
  await page.locator(".ts-clauses").waitFor();
  const { clauses } = await readDirectory();
  expect(await page.locator(".ts-clauses dd").allInnerTexts()).toEqual(clauses);
  await page.getByText("Zo staat het in versie 1 van de lijst van").waitFor();
  await context.close();
});

test("public: a code that nobody vouches for is not shown, and asked for again when somebody presses", async () => {
  const { context, page } = await openIn("nl", NARROW);
  await context.route("**/v1/directory", async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: (await response.text()).replace("Wie een ander geluid", "Niemand") });
  });
  await page.locator("#menu").getByRole("button", { name: "Onze gedragslijn" }).click();
  const alert = page.getByRole("alert");
  await alert.getByText("De sleutels zijn niet in orde").waitFor();
  expect(await page.locator(".ts-clauses").count()).toBe(0);
  await requireAccessible(page);
  await context.unroute("**/v1/directory");
  await alert.getByRole("button", { name: "Opnieuw proberen" }).click();
  await page.locator(".ts-clauses").waitFor();
  await context.close();
});

test("public: on a phone the menu is one press away, and the way out stays in sight", async () => {
  const { context, page } = await openIn("nl", SMALLEST);
  await page.getByRole("button", { name: "Menu", exact: true }).click();
  expect(await page.evaluate("document.activeElement.id")).toBe("menu");
  const exit = await page.getByRole("button", { name: "Snel weg" }).boundingBox();
  expect(exit?.y).toBeGreaterThanOrEqual(0);
  expect(exit?.y).toBeLessThan(100);
  await context.close();
});

test.each(["forced colours", "more contrast"])("public: with %s nothing of a page is lost", async (how) => {
  const { context, page } = await openIn("nl", NARROW);
  await page.emulateMedia(how === "more contrast" ? { contrast: "more" } : { forcedColors: "active" });
  await page.locator("#menu").getByRole("button", { name: "Zo werkt het" }).click();
  await page.locator(".ts-chart").waitFor();
  await requireAccessible(page);
  await context.close();
});
