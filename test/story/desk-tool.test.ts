// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openVault, teamShown } from "../bench/chromium.ts";
import { signalText } from "../signal.ts";
import { openCase, queueOn, signIn } from "./advisor.ts";
import { withKeyboard } from "./hands.ts";
import { openPage, requireAccessible, WIDE, type WatchedPage } from "./page.ts";
import { openStage } from "./stage.ts";
import { comeBack } from "./submitter.ts";
import { Traffic } from "./traffic.ts";

// Two advisors of one team share a desk: what one does there the other sees, and the submitter sees only what is said to them.

const { application, browser } = openStage();

const TITLE = "Eén termijn voor alle aanvragen";
const SIGNALS = [
  { title: TITLE, about: "execution", facts: "Een bakker wacht al elf dagen." },
  { title: "Een toets voor kleine bedrijven", about: "policy", facts: "Niemand heeft het doorgerekend." },
  { title: "Het rooster van de telefoon", about: "execution", facts: "Na vier uur neemt niemand op." },
] as const;
const NOTE = "Vrijdag bij Marjan geweest.\nNiets over dit signaal gezegd.";
const SUMMARY = "Een collega vraagt om twee termijnen.";

let codename: readonly string[] = [];
const advisors: WatchedPage[] = [];
let noor: Page;
let willem: Page;

async function sendSignals(): Promise<void> {
  const vault = await openVault(browser(), application.relay);
  await vault.start("writer");
  await vault.keepSlots("writer");
  const { result: organisation } = await vault.ask<{ origin: string }>("writer", "organisation", {});
  const team = await teamShown(vault, "oost");
  for (const signal of SIGNALS) {
    const { result: words } = await vault.ask<string[]>("writer", "drawCodename", { language: "nl" });
    const derivation = { text: words.join(" "), origin: organisation.origin };
    const { result } = await vault.ask<Record<string, number>>("writer", "deriveCodename", derivation);
    const master = Uint8Array.from(Object.values(result));
    await vault.ask("writer", "givePass", { source: { kind: "text", text: await application.card() } });
    await vault.ask("writer", "sendSignal", { master, signal: signalText(signal), team });
    if (signal.title === TITLE) codename = words;
  }
  await vault.close();
}

async function enter(name: string): Promise<Page> {
  const phrase = (await application.members()).find((member) => member.name === name)?.phrase ?? "";
  const advisor = await openPage(browser(), new Traffic(), WIDE);
  advisors.push(advisor);
  await signIn(advisor.page, application.board, phrase);
  return advisor.page;
}

/** Looks until the page shows it: the log grows every few seconds. */
async function lookUntil(page: Page, isThere: () => Promise<boolean>): Promise<void> {
  const look = async (): Promise<boolean> => {
    await page.getByRole("button", { name: "Opnieuw kijken" }).click();
    return isThere();
  };
  await expect.poll(look, { timeout: 30_000, interval: 1000 }).toBe(true);
}

const isShown = (page: Page, text: string) => async (): Promise<boolean> => (await page.getByText(text).count()) > 0;

beforeAll(async () => {
  await sendSignals();
  noor = await enter("Noor Haddad");
  willem = await enter("Willem Brouwer");
});

afterAll(async () => {
  expect(advisors.flatMap(({ complaints }) => complaints)).toEqual([]);
  for (const { context } of advisors) await context.close();
});

test("desk: a signal is found by words in it and by filters, which say how much they leave out", async () => {
  for (const page of [noor, willem]) await lookUntil(page, async () => (await queueOn(page)).length === SIGNALS.length);
  const find = noor.getByLabel("Zoeken", { exact: true });
  await find.fill("BAKKER elf");
  expect(await queueOn(noor)).toEqual([TITLE]);
  expect(await noor.locator(".ts-excerpt mark").allInnerTexts()).toEqual(["bakker", "elf"]);
  await noor.getByText("2 signalen staan er nu niet bij.").waitFor();
  await requireAccessible(noor);
  await find.fill("een termijn");
  expect(await noor.locator(".ts-title mark").allInnerTexts()).toEqual(["Eén", "termijn"]);
  await find.fill("");
  await noor.getByRole("button", { name: "Beleid", exact: true }).click();
  expect(await queueOn(noor)).toEqual([SIGNALS[1].title]);
  await noor.getByRole("button", { name: "Mijn", exact: true }).click();
  expect(await queueOn(noor)).toEqual([]);
  await noor.getByText("Geen signaal past bij wat u zoekt.").waitFor();
  await requireAccessible(noor);
  await noor.getByRole("button", { name: "Alles tonen" }).click();
  expect(await queueOn(noor)).toHaveLength(SIGNALS.length);
  // What was searched is in no address and is kept nowhere.
  expect(await noor.evaluate("[location.href, localStorage.length, sessionStorage.length]")).toEqual([
    `${application.board}/`,
    0,
    0,
  ]);
});

test("desk: with keys alone a signal is found, opened, taken and noted on, and letters can be switched off", async () => {
  const hands = withKeyboard(noor);
  await noor.locator("[data-thread]").first().focus();
  await noor.keyboard.press("/");
  await noor.keyboard.type("bakker");
  // Typing is typing: none of these letters did anything else.
  expect(await noor.getByLabel("Zoeken", { exact: true }).inputValue()).toBe("bakker");
  expect(await queueOn(noor)).toEqual([TITLE]);
  await hands.press("Alles tonen");
  await noor.locator("[data-thread]", { hasText: TITLE }).focus();
  await noor.keyboard.press("Enter");
  await noor.getByRole("heading", { level: 1, name: TITLE }).waitFor();
  await noor.keyboard.press("r");
  expect(await noor.evaluate("document.activeElement.id")).toBe("message");
  await noor.keyboard.press("Escape");
  await noor.keyboard.press("n");
  expect(await noor.evaluate("document.activeElement.id")).toBe("note");
  await noor.keyboard.insertText(NOTE);
  await noor.keyboard.press("Escape");
  await hands.press("Ik beslis over de weg");
  await noor.getByText("U beslist over de weg.").waitFor();
  await expect.poll(() => noor.evaluate("document.activeElement.id")).toBe("tasks");
  // What was typed outlived it.
  expect(await noor.getByLabel("Nieuwe notitie").inputValue()).toBe(NOTE);
  await hands.press("Bewaren voor het team");
  await noor.getByText("Bewaard. Uw team kan het lezen vanaf").waitFor();
  await noor.locator(".ts-keys summary", { hasText: "Toetsen" }).click();
  await noor.getByLabel("Toetsen van één letter gebruiken").uncheck();
  await noor.locator("[data-thread]").first().focus();
  await noor.keyboard.press("/");
  expect(await noor.evaluate("document.activeElement.id")).not.toBe("find");
  await noor.getByLabel("Toetsen van één letter gebruiken").check();
  await requireAccessible(noor);
});

test("desk: who decides is not offered to support, and a colleague sees who does what and what was noted", async () => {
  await noor.getByText("U beslist hier. Dan steunt u de melder hier niet.").waitFor();
  expect(await noor.getByRole("button", { name: "Ik steun de melder" }).count()).toBe(0);

  await lookUntil(willem, isShown(willem, "Bij Noor Haddad"));
  await openCase(willem, TITLE);
  await willem.getByText("Noor Haddad beslist over de weg.").waitFor();
  await willem.locator(".ts-notes li", { hasText: "Vrijdag bij Marjan geweest." }).waitFor();
  await willem.getByText("Aan een collega geven").click();
  await willem.getByText("Noor Haddad beslist hier, en steunt de melder dus niet.").waitFor();
  expect(await willem.getByRole("button", { name: "Noor Haddad steunt de melder" }).count()).toBe(0);
  await willem.getByRole("button", { name: "Ik steun de melder" }).click();
  await willem.getByText("U steunt de melder. ", { exact: false }).first().waitFor();
  await willem.getByText("U steunt hier de melder. Een collega kiest de weg en sluit af.").waitFor();
  expect(await willem.getByText("Een weg kiezen").count()).toBe(0);
  expect(await willem.getByText("Afsluiten met redenen").count()).toBe(0);
  expect(await willem.getByRole("button", { name: "Overnemen van Noor Haddad" }).count()).toBe(0);
  await requireAccessible(willem);
  // Also after giving it up.
  await willem.getByRole("button", { name: "Ik geef dit terug" }).click();
  await willem.getByText("U steunde de melder hier eerder. Dan beslist u hier niet over de weg.").waitFor();
  expect(await willem.getByText("Een weg kiezen").count()).toBe(0);
  await willem.getByRole("button", { name: "Ik steun de melder" }).click();
  await lookUntil(noor, isShown(noor, "Willem Brouwer steunt de melder."));
});

test("desk: a sentence to begin with is put in the answer and sent by nobody", async () => {
  await noor.getByLabel("Uw antwoord").fill("Goedemorgen.");
  await noor.getByText("Zinnen om mee te beginnen").click();
  await noor.getByRole("button", { name: "Dank u wel dat u dit vertelt." }).click();
  expect(await noor.getByLabel("Uw antwoord").inputValue()).toBe("Goedemorgen. Dank u wel dat u dit vertelt.");
  expect(await noor.evaluate("document.activeElement.id")).toBe("message");
  expect(await noor.locator(".ts-say", { hasText: "Dank u wel" }).count()).toBe(0);
});

test("desk: another way and a summary are asked of the submitter, and nothing moves without a yes", async () => {
  await noor.getByText("Een weg kiezen").click();
  await noor.getByRole("button", { name: "Deze weg kiezen" }).click();
  await noor.getByText("Kies eerst een weg.").waitFor();
  await requireAccessible(noor);
  await noor.getByRole("radio", { name: /^Integriteit/u }).check();
  await noor.getByLabel("Een woord erbij voor de melder").fill("Dit lijkt ons een vraag over een regel.");
  await noor.getByText("Een samenvatting schrijven").click();
  await noor.getByLabel("Uw samenvatting").fill(SUMMARY);
  // Another case is opened meanwhile, and all that was typed is still here.
  await openCase(noor, SIGNALS[2].title);
  expect(await noor.getByLabel("Uw antwoord").inputValue()).toBe("");
  await openCase(noor, TITLE);
  await noor.getByText("Een weg kiezen").click();
  await noor.getByRole("button", { name: "Aan de melder vragen" }).click();
  await noor.getByText("De melder heeft nog niet geantwoord. Tot die tijd verandert er niets.").waitFor();
  await noor.getByText("De weg is nu: Tegenspraak.").waitFor();
  await expect.poll(() => noor.evaluate("document.activeElement.id")).toBe("route-now");
  await noor.getByText("Een samenvatting schrijven").click();
  expect(await noor.getByLabel("Uw samenvatting").inputValue()).toBe(SUMMARY);
  await noor.getByRole("button", { name: "Aan de melder voorleggen" }).click();
  await noor.getByText("Zonder ja gaat er niets omhoog.").waitFor();
  await requireAccessible(noor);
  // The colleague reads them in the log.
  await lookUntil(willem, isShown(willem, "Voorgestelde weg: Integriteit"));
  await lookUntil(willem, isShown(willem, "Noor Haddad stelde een samenvatting voor"));
});

test("desk: the submitter reads what was said to them, and nothing of what the team keeps to itself", async () => {
  const follower = await openPage(browser(), new Traffic(), WIDE);
  await comeBack(follower.page, application.relay, codename);
  await follower.page.getByText("Integriteit").first().waitFor();
  const text = await follower.page.locator("body").innerText();
  expect(text).not.toContain("Marjan");
  expect(text).not.toContain("beslist over de weg");
  expect(text).not.toContain("steunt");
  await follower.context.close();
});

test("desk: an advisor of the other team sees none of it", async () => {
  const saskia = await enter("Saskia de Wit");
  await saskia.getByText("Vandaag hoeft u niets te doen").waitFor();
  expect(await queueOn(saskia)).toEqual([]);
});

test("desk: ten thousand messages with markup in them are text, a few hundred at a time, and all can be read", async () => {
  await openCase(noor, TITLE);
  await noor.evaluate(`
    const said = (i) => ({
      id: "0/" + i,
      by: "submitter",
      name: null,
      date: "2026-11-26",
      words: { what: "message", text: "<img src=x onerror=document.title=1> " + i },
      answered: null,
      inLog: true,
    });
    const conversation = Array.from({ length: 10_000 }, (_, i) => said(i));
    const shown = document.querySelector("ts-conversation");
    shown.conversation = conversation;
    // The desk reads again meanwhile.
    Object.defineProperty(shown, "conversation", { get: () => conversation, set: () => undefined });
  `);
  await noor.getByText("9.800 eerdere berichten staan hier nog niet.").waitFor();
  expect(await noor.locator("ts-conversation .ts-say").count()).toBe(200);
  await noor.getByRole("button", { name: "Toon 200 eerdere berichten" }).click();
  await expect.poll(() => noor.locator("ts-conversation .ts-say").count()).toBe(400);
  expect(await noor.locator("ts-conversation img").count()).toBe(0);
  await noor.getByText("onerror").first().waitFor();
  await requireAccessible(noor);
});

test("desk: on a narrow window, enlarged, all of it fits", async () => {
  await noor.setViewportSize({ width: 320, height: 640 });
  await requireAccessible(noor);
  await noor.getByRole("button", { name: "Naar de lijst" }).click();
  await requireAccessible(noor);
});
