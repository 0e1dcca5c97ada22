// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { parseCard, wordList } from "#crypto";
import { openVault, teamShown } from "../bench/chromium.ts";
import { signalText } from "../signal.ts";
import { readCode } from "./code.ts";
import { makeCards, printedCards, signInCouncil } from "./council.ts";
import { withKeyboard } from "./hands.ts";
import { NARROW, openPage, requireAccessible, tracesOf, WIDE, type WatchedPage, type Window } from "./page.ts";
import { speechOf, type Language } from "./speech.ts";
import { openStage } from "./stage.ts";
import { carefully, type Manner } from "./submitter.ts";
import { Traffic } from "./traffic.ts";

// The works council makes cards: only its browser and its printer ever see the words.

const ORIGIN = "tegenspraak.localhost";
const LISTS = {
  nl: wordList("nl", readFileSync(new URL("../../crypto/codename/words-nl.txt", import.meta.url), "utf8")),
  en: wordList("en", readFileSync(new URL("../../crypto/codename/words-en.txt", import.meta.url), "utf8")),
};

const { application, browser, sealed } = openStage();

async function phraseOf(team: string): Promise<string> {
  return (await application.members()).find((member) => member.team === team)?.phrase ?? "";
}

const keyboard = (page: Page, language: Language): Manner => ({
  ...carefully(page),
  hands: withKeyboard,
  say: speechOf(language),
});

async function openCouncil(traffic: Traffic, viewport: Window): Promise<WatchedPage> {
  const watched = await openPage(browser(), traffic, viewport);
  // A window for printing would wait for somebody.
  await watched.page.addInitScript("window.print = () => undefined");
  return watched;
}

const pagesOf = (pdf: Buffer): number => [...pdf.toString("latin1").matchAll(/\/Type \/Page\b/g)].length;

/** Sends a signal with a card, as somebody at home would. */
async function spend(words: string): Promise<void> {
  const vault = await openVault(browser(), application.relay);
  await vault.start("writer");
  await vault.keepSlots("writer");
  const { result: codename } = await vault.ask<string[]>("writer", "drawCodename", { language: "nl" });
  const derivation = { text: codename.join(" "), origin: ORIGIN };
  const { result } = await vault.ask<Record<string, number>>("writer", "deriveCodename", derivation);
  await vault.ask("writer", "givePass", { source: { kind: "text", text: words } });
  const master = Uint8Array.from(Object.values(result));
  await vault.ask("writer", "sendSignal", { master, signal: signalText({}), team: await teamShown(vault, "oost") });
  await vault.close();
}

test.each([
  ["nl", WIDE],
  ["en", NARROW],
] as const)(
  "cards: made in the council's browser, printed ten a sheet, and worth a signal (%s)",
  async (language, size) => {
    const traffic = new Traffic();
    const watched = await openCouncil(traffic, size);
    const { page, complaints, context } = watched;
    const manner = keyboard(page, language);
    await signInCouncil(page, application.board, await phraseOf("Ondernemingsraad"), manner);
    if (language === "en") await manner.hands(page).choose(manner.say("Engelse woorden"));
    await makeCards(page, 12, manner);

    const cards = await printedCards(page);
    expect(new Set(cards).size).toBe(12);
    const codes = cards.map((words) => Buffer.from(parseCard(words, LISTS[language], ORIGIN)).toString("hex"));
    expect(new Set(codes).size).toBe(12);

    expect(pagesOf(await page.pdf({ preferCSSPageSize: true }))).toBe(2);
    await page.emulateMedia({ media: "print" });
    expect(await page.locator("header, footer, h1, button").filter({ visible: true }).count()).toBe(0);
    expect(await page.locator(".ts-card").filter({ visible: true }).count()).toBe(12);
    const { width = 0, height = 0 } = (await page.locator(".ts-card-sheet .ts-card").first().boundingBox()) ?? {};
    // 96 CSS pixels are an inch of 25.4 mm.
    expect([(width * 25.4) / 96, (height * 25.4) / 96].map(Math.round)).toEqual([85, 54]);
    const drawn = page.locator(".ts-card-sheet .ts-qr").nth(11);
    expect(await readCode(browser(), drawn)).toBe(cards[11]?.toUpperCase());
    await page.emulateMedia({ media: null });

    await spend(cards[0] ?? "");
    await spend(cards[11] ?? "");
    await expect(spend(cards[0] ?? "")).rejects.toThrow(/card_spent/u);

    await manner.hands(page).press(manner.say("Print {0} vellen").replace("{0}", "2"));
    expect(complaints).toEqual([]);
    expect(await traffic.leaks(cards, sealed())).toEqual([]);
    expect(traffic.bodies().filter((body) => codes.some((code) => body.includes(code)))).toEqual([]);
    expect(traffic.origins()).toEqual([application.board]);
    await context.close();
  },
);

test("cards: an answer that was lost is asked for again with the same hashes, and nothing is shown before", async () => {
  const { page, context } = await openCouncil(new Traffic(), WIDE);
  await signInCouncil(page, application.board, await phraseOf("Ondernemingsraad"));
  const sheets: string[] = [];
  await page.route("**/v1/cards", async (route) => {
    sheets.push(route.request().postDataBuffer()?.toString("hex") ?? "");
    // The board keeps them; nobody here hears of it.
    await route.fetch();
    await route.abort();
  });
  await page.getByLabel("Hoeveel kaarten").fill("1");
  await page.getByRole("button", { name: "Kaarten maken" }).dblclick();
  await page.getByRole("alert").getByText("Er is geen verbinding").waitFor();
  await requireAccessible(page);
  expect(await printedCards(page)).toEqual([]);
  await page.unroute("**/v1/cards");
  page.on("request", (request) => {
    if (request.url().endsWith("/v1/cards")) sheets.push(request.postDataBuffer()?.toString("hex") ?? "");
  });
  await page.getByRole("button", { name: "Opnieuw proberen" }).click();
  await page.getByRole("heading", { level: 1, name: "Uw kaart is klaar" }).waitFor();
  expect(sheets.length).toBe(2);
  expect(sheets[1]).toBe(sheets[0]);
  const [card = ""] = await printedCards(page);
  await spend(card);
  await context.close();
});

test("cards: who leaves before all is printed is asked, and after that nothing of them is left", async () => {
  const watched = await openCouncil(new Traffic(), WIDE);
  const { page, context, complaints } = watched;
  await signInCouncil(page, application.board, await phraseOf("Ondernemingsraad"));
  // The list has words that the page has too, in its title.
  const usual = new Set(await tracesOf(watched));
  await makeCards(page, 11);
  const words = (await printedCards(page)).flatMap((card) => card.split(" ")).filter((word) => !usual.has(word));
  await page.getByRole("button", { name: "Uitloggen" }).click();
  await page.getByRole("alertdialog").waitFor();
  await requireAccessible(page);
  await page.getByRole("button", { name: "Blijven" }).click();
  await page.getByRole("button", { name: "Print 2 vellen" }).click();
  await page.getByText("Naar de printer.").waitFor();
  await page.getByRole("button", { name: "Klaar: haal de kaarten van dit apparaat" }).click();
  await page.getByText("De vorige kaarten zijn weg van dit apparaat.").waitFor();
  await requireAccessible(page);
  expect(await printedCards(page)).toEqual([]);
  await page.getByRole("button", { name: "Uitloggen" }).click();
  await page.getByRole("heading", { level: 1, name: "Inloggen" }).waitFor();
  const html = await page.content();
  const traces = new Set(await tracesOf(watched));
  expect(words.filter((word) => traces.has(word) || html.includes(`>${word}<`))).toEqual([]);
  expect(complaints).toEqual([]);
  await context.close();
});

test("desk: the council's member is told that it is no desk of theirs, and where cards are made", async () => {
  const { page, context } = await openPage(browser(), new Traffic());
  await page.goto(application.board);
  const council = (await application.members()).find(({ team }) => team === "Ondernemingsraad");
  await page.getByLabel("Uw zes woorden").fill(council?.phrase ?? "");
  await page.getByRole("button", { name: "Inloggen", exact: true }).click();
  await page.getByRole("heading", { name: "U hoort niet bij een team" }).waitFor();
  await requireAccessible(page);
  expect(await context.cookies(`${application.board}/v1/desk`)).toEqual([]);
  await context.close();
});

test("cards: a number that is none is pointed at, and other members are told who makes cards", async () => {
  const { page, context, complaints } = await openCouncil(new Traffic(), NARROW);
  await signInCouncil(page, application.board, await phraseOf("Ondernemingsraad"));
  for (const typed of ["", "0", "10001"]) {
    await page.getByLabel("Hoeveel kaarten").fill(typed);
    await page.getByRole("button", { name: "Kaarten maken" }).click();
    await page.getByText("Vul een getal in van 1 tot 10.000.").waitFor();
    expect(await page.evaluate("document.activeElement.id"), typed).toBe("count");
  }
  await requireAccessible(page);
  await page.getByRole("button", { name: "Uitloggen" }).click();
  await signInCouncil(page, application.board, await phraseOf("Team Oost"));
  await page.getByText("Dat doet Ineke Dijkstra, namens de ondernemingsraad.").waitFor();
  expect(await page.getByLabel("Hoeveel kaarten").count()).toBe(0);
  expect(complaints).toEqual([]);
  await context.close();
});
