// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { ORGANISATION } from "../../server/demo/organisation.ts";
import { NARROW, openPage, requireAccessible, WIDE } from "./page.ts";
import { speechOf, type Language } from "./speech.ts";
import { openStage } from "./stage.ts";
import { textsOn } from "./texts.ts";
import { Traffic } from "./traffic.ts";

const PAGES = [
  { label: "Zo werkt het", title: "U schrijft zonder naam. Met zeven woorden komt u terug." },
  { label: "Onze gedragslijn", title: "Zo gaan wij om met een ander geluid" },
  { label: "Het logboek", title: "Reken zelf na dat niemand iets weghaalt" },
  { label: "Wat we niet kunnen beschermen", title: "Dit kunnen wij niet voor u beschermen" },
  { label: "Toegankelijkheid", title: "Getest door programma’s, nog niet door mensen" },
  { label: "Privacy", title: "Uw naam vragen we niet. Wat u schrijft, blijft staan." },
] as const;
/** As small as WCAG 2.2 asks for: 1280 pixels at 400 %. */
const SMALLEST = { width: 320, height: 640 };

const { application, browser } = openStage();

const title = (page: Page, name: string) => page.getByRole("heading", { level: 1, name, exact: true });

async function openFromFoot(page: Page, label: string): Promise<void> {
  await page.getByRole("contentinfo").getByRole("button", { name: label, exact: true }).click();
}

test("public pages: each can be read by everybody, and none leaves a trace", async () => {
  for (const viewport of [WIDE, NARROW, SMALLEST]) {
    const { context, page, complaints } = await openPage(browser(), new Traffic(), viewport);
    await page.goto(application.relay);
    await title(page, "Een goed besluit kan tegen een ander geluid.").waitFor();
    await requireAccessible(page);
    const address = page.url();
    for (const { label, title: name } of PAGES) {
      await openFromFoot(page, label);
      await title(page, name).waitFor();
      await page.locator("h1:focus").filter({ hasText: name }).waitFor();
      await page.getByRole("status").waitFor({ state: "detached" });
      await requireAccessible(page);
      expect([page.url(), await page.title()], label).toEqual([address, "Tegenspraak"]);
    }
    await page.goBack();
    await title(page, "Getest door programma’s, nog niet door mensen").waitFor();
    expect(complaints).toEqual([]);
    expect(await context.cookies()).toEqual([]);
    await context.close();
  }
});

test("public pages: the way out stays in sight, and the menu is one press away where there is no room for it", async () => {
  const { context, page } = await openPage(browser(), new Traffic(), SMALLEST);
  await page.goto(application.relay);
  await page.getByRole("button", { name: "Menu", exact: true }).click();
  const inSight = `(() => {
    const { top, bottom } = [...document.querySelectorAll("button")].find(({ textContent }) => textContent.includes("Snel weg")).getBoundingClientRect();
    return top >= 0 && bottom <= innerHeight && scrollY > 0;
  })()`;
  await expect.poll(() => page.evaluate(inSight)).toBe(true);
  await page.keyboard.press("Tab");
  expect(await page.evaluate("document.activeElement.closest('footer') !== null")).toBe(true);
  await context.close();
});

test("public pages: the first one asks nothing of the server but whether this is the demo, and starts no Worker", async () => {
  const { context, page } = await openPage(browser(), new Traffic());
  const asked: string[] = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  await page.goto(application.relay);
  await page.getByText("Dit is een proef").first().waitFor();
  await page.waitForLoadState("networkidle");
  expect(asked.filter((path) => path.startsWith("/v1/"))).toEqual(["/v1/configuration"]);
  expect(asked.filter((path) => /worker|libsodium|public-pages/.test(path))).toEqual([]);
  expect(page.workers()).toEqual([]);
  await context.close();
});

test("public pages: the picture of who sees what and its table say the same", async () => {
  const { context, page } = await openPage(browser(), new Traffic());
  await page.goto(application.relay);
  await openFromFoot(page, "Zo werkt het");
  await page.getByRole("table").waitFor();
  const inTable = await page.evaluate<string[][]>(
    `[...document.querySelectorAll("tbody")].map((body) => [...body.querySelectorAll("th, td")].map(({ textContent }) => textContent.trim()))`,
  );
  // In each row the words, and the length of each thin line and of the stroke on it.
  const inPicture = await page.evaluate<string[][][]>(`[...document.querySelectorAll(".ts-chart g")].map((row) => [
    [...row.querySelectorAll("text")].map(({ textContent }) => textContent.trim()),
    [...row.querySelectorAll("path")].map((path) => path.getAttribute("d").split("h")[1]),
  ])`);
  const short = (words: string): string => /^(?:ja|nee)\b/i.exec(words)?.[0].toLowerCase() ?? "deels";
  const strokes: Readonly<Record<string, readonly string[]>> = { ja: ["88", "88"], deels: ["88", "44"], nee: ["88"] };
  expect(inTable).toHaveLength(9);
  expect(inPicture).toEqual(
    inTable.map(([who = "", ...cells]) => [
      [who, ...cells.map(short)],
      cells.flatMap((words) => strokes[short(words)] ?? []),
    ]),
  );
  await context.close();
});

test("public pages: the code is the one in the signed directory, and can be asked for again", async () => {
  const { context, page } = await openPage(browser(), new Traffic());
  await page.goto(application.relay);
  await context.route("**/v1/directory", (route) => route.abort());
  await openFromFoot(page, "Onze gedragslijn");
  await page.getByRole("alert").getByText("Er is geen verbinding").waitFor();
  await requireAccessible(page);
  await context.unroute("**/v1/directory");
  await page.getByRole("button", { name: "Opnieuw proberen" }).click();
  await page.getByText("Regel 1", { exact: true }).waitFor();
  const shown = await page.evaluate<string[][]>(
    `[...document.querySelectorAll(".ts-clauses li")].map(({ children }) => [...children].map(({ textContent }) => textContent.trim()))`,
  );
  expect(shown).toEqual(ORGANISATION.clauses.map(({ id, text }) => [`Regel ${id}`, text]));
  await page.getByText(`Binnen ${ORGANISATION.terms.answer} werkdagen`).waitFor();
  await context.close();
});

test("public pages: a page that cannot be fetched says so, and comes when it can", async () => {
  const { context, page } = await openPage(browser(), new Traffic());
  await page.goto(application.relay);
  await context.route("**/public-pages*", (route) => route.abort());
  await openFromFoot(page, "Privacy");
  await title(page, "Deze pagina kon niet worden opgehaald").waitFor();
  await context.unroute("**/public-pages*");
  await page.getByRole("button", { name: "Opnieuw proberen" }).click();
  await title(page, "Uw naam vragen we niet. Wat u schrijft, blijft staan.").waitFor();
  await context.close();
});

test("public pages: forced colours leave every word in sight", async () => {
  const { context, page } = await openPage(browser(), new Traffic());
  await page.emulateMedia({ forcedColors: "active", colorScheme: "dark" });
  await page.goto(application.relay);
  await page.locator(".ts-example mark").waitFor();
  const [own, around] = await page.evaluate<string[]>(
    `[".ts-example mark", ".ts-example"].map((name) => getComputedStyle(document.querySelector(name)).color)`,
  );
  expect(own).toBe(around);
  await requireAccessible(page);
  await context.close();
});

/** Everything that is to be read of the public pages in one language. */
async function readAll(language: Language): Promise<Set<string>> {
  const say = speechOf(language);
  const { context, page } = await openPage(browser(), new Traffic(), NARROW);
  await page.goto(application.relay);
  if (language === "en") await page.locator("#menu").getByRole("button", { name: "English" }).click();
  const texts = new Set<string>();
  for (const { label, title: heading } of PAGES) {
    await page
      .locator("#menu")
      .getByRole("button", { name: say(label), exact: true })
      .click();
    await title(page, say(heading)).waitFor();
    await page.waitForLoadState("networkidle");
    await requireAccessible(page);
    for (const text of await textsOn(page)) texts.add(text);
  }
  await context.close();
  return texts;
}

test("public pages: no text is the same in both languages but what the organisation wrote", async () => {
  const english = await readAll("en");
  const same = [...(await readAll("nl"))].filter((text) => english.has(text));
  const witnesses = ["Ondernemingsraad", "Een tweede overheid"];
  const own = new Set([ORGANISATION.organisation, ...witnesses, ...ORGANISATION.clauses.map(({ text }) => text)]);
  // Numbers are written alike.
  const words = same.filter((text) => /\p{L}/u.test(text) && !own.has(text));
  expect(words.sort()).toEqual(["JavaScript", "Menu", "Privacy", "Tegenspraak"]);
});
