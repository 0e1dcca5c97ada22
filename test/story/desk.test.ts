// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { openVault, teamShown } from "../bench/chromium.ts";
import { signalText } from "../signal.ts";
import { closeCase, markSeen, openCase, queueOn, reply, signIn } from "./advisor.ts";
import { Application } from "./application.ts";
import { launchChromium } from "./chromium.ts";
import { openPage, requireAccessible, type WatchedPage } from "./page.ts";
import { BURSTS, Sealed } from "./sealed.ts";
import { Traffic } from "./traffic.ts";

// The desk by itself: signals come from the built Worker, without the pages that submitters write on.

const signal = (title: string): object => signalText({ title, about: "execution", facts: "Elf dagen." });
const TITLES = ["Het loket op vrijdag", "De tweede toets"] as const;

let application: Application;
let browser: Browser;
let phrase: string;
let desk: WatchedPage;
let page: Page;
let sealed: Sealed;
let bursts: readonly unknown[];

async function sendSignals(): Promise<void> {
  const vault = await openVault(browser, application.relay);
  await vault.start("writer");
  await vault.keepSlots("writer");
  const { result: words } = await vault.ask<string[]>("writer", "drawCodename", { language: "nl" });
  const { result: organisation } = await vault.ask<{ origin: string }>("writer", "organisation", {});
  const derivation = { text: words.join(" "), origin: organisation.origin };
  // Each thread has a codename of its own: the other one's is this one with its bytes turned.
  const { result } = await vault.ask<Record<string, number>>("writer", "deriveCodename", derivation);
  const bytes = Object.values(result);
  for (const [title, master] of [
    [TITLES[0], bytes],
    [TITLES[1], bytes.toReversed()],
  ] as const) {
    const params = { master: Uint8Array.from(master), signal: signal(title), team: await teamShown(vault, "oost") };
    await vault.ask("writer", "givePass", { source: { kind: "text", text: await application.card() } });
    await vault.ask("writer", "sendSignal", params);
  }
  await vault.close();
}

beforeAll(async () => {
  application = new Application();
  await application.start();
  sealed = await Sealed.of(application);
  browser = await launchChromium();
  phrase = (await application.members()).find(({ team }) => team === "Team Oost")?.phrase ?? "";
  await sendSignals();
});

afterAll(async () => {
  await browser.close();
  await application.close();
});

beforeEach(async () => {
  desk = await openPage(browser, new Traffic());
  page = desk.page;
  bursts = sealed.watch(page, BURSTS);
  await signIn(page, application.board, phrase);
  await expect
    .poll(async () => {
      await page.getByRole("button", { name: "Opnieuw kijken" }).click();
      return page.locator(".ts-queue .ts-title").count();
    })
    .toBe(TITLES.length);
});

afterEach(async () => {
  // An ended session is an answer that the browser itself reports.
  expect(desk.complaints.filter((complaint) => !complaint.includes("401"))).toEqual([]);
  await desk.context.close();
});

const focused = (): Promise<string> => page.evaluate<string>("document.activeElement.innerText");
const focusedId = (): Promise<string> => page.evaluate<string>("document.activeElement.id");

test("desk: keys alone find a case, open it and lead back to its place", async () => {
  const [first = "", second = ""] = await queueOn(page);
  await page.locator(".ts-queue > ol button").first().focus();
  for (const [key, title] of [
    ["ArrowDown", second],
    ["ArrowDown", second],
    ["ArrowUp", first],
    ["End", second],
    ["Home", first],
    ["ArrowDown", second],
  ] as const) {
    await page.keyboard.press(key);
    expect(await focused(), key).toContain(title);
  }
  await page.keyboard.press("Enter");
  await expect.poll(focused).toBe(second);
  await page.getByLabel("Uw antwoord").fill("Nog niet af");
  await page.keyboard.press("Escape");
  expect(await focused()).toContain(second);
  expect(await page.getByLabel("Uw antwoord").inputValue()).toBe("Nog niet af");
});

test("desk: what is typed stays with its case, also when the session ends, and goes when somebody signs out", async () => {
  const [first, second] = TITLES;
  const answer = page.getByLabel("Uw antwoord");
  await openCase(page, first);
  await answer.fill("Voor de eerste");
  await openCase(page, second);
  expect(await answer.inputValue()).toBe("");
  await desk.context.clearCookies();
  await page.getByRole("button", { name: "Opnieuw kijken" }).click();
  await page.getByRole("alert").waitFor();
  expect(await page.getByRole("alert").innerText()).toContain("U bent uitgelogd");
  await page.getByLabel("Uw zes woorden").fill(phrase);
  await page.getByRole("button", { name: "Inloggen" }).click();
  await openCase(page, first);
  expect(await answer.inputValue()).toBe("Voor de eerste");
  await page.getByRole("button", { name: "Uitloggen", exact: true }).click();
  await page.getByRole("alertdialog").getByText("Als u uitlogt, is die weg.").waitFor();
  await requireAccessible(page);
  await page.getByRole("button", { name: "Blijven" }).click();
  expect(await answer.inputValue()).toBe("Voor de eerste");
  await page.getByRole("button", { name: "Uitloggen", exact: true }).click();
  await page.getByRole("button", { name: "Weggooien en uitloggen" }).click();
  await page.getByLabel("Uw zes woorden").fill(phrase);
  await page.getByRole("button", { name: "Inloggen" }).click();
  await openCase(page, first);
  expect(await answer.inputValue()).toBe("");
});

test("desk: a case is read, answered and closed with reasons, each sent once however often one presses", async () => {
  const [title] = TITLES;
  await openCase(page, title);
  await markSeen(page);
  await expect.poll(focusedId).toBe("seen");
  expect(bursts).toHaveLength(1);

  await page.getByRole("button", { name: "Antwoord sturen" }).click();
  await page.getByText("Schrijf eerst uw antwoord.").waitFor();
  expect(await focusedId()).toBe("message");
  await page.getByLabel("Uw antwoord").fill("elf\ntwaalf");
  await page.keyboard.press("Control+A");
  await page.getByRole("button", { name: "Lijst", exact: true }).click();
  expect(await page.locator(".ts-preview li").allInnerTexts()).toEqual(["elf", "twaalf"]);
  await requireAccessible(page);
  await page.getByLabel("Uw antwoord").press("Control+Enter");
  await page.getByText("Uw bericht is bewaard").waitFor();
  await reply(page, "En nog iets.");
  expect(bursts).toHaveLength(3);

  await page.getByText("Afsluiten met redenen").click();
  // What was asked is about execution: it needs an answer.
  expect(await page.getByRole("radio").count()).toBe(3);
  await page.getByRole("radio", { name: "Deels overgenomen" }).check();
  await page.getByLabel("De redenen").fill("  \n ");
  await page.getByRole("button", { name: "Signaal afsluiten" }).click();
  await page.getByText("Zonder redenen sluit u niets af.").waitFor();
  expect(await focusedId()).toBe("reasons");
  await requireAccessible(page);
  await page.getByLabel("De redenen").fill("Het rooster verandert.");
  await page.getByRole("button", { name: "Signaal afsluiten" }).dblclick();
  await page.getByRole("heading", { name: "Dit signaal is afgesloten" }).waitFor();
  await expect.poll(focusedId).toBe("closed");
  expect(bursts).toHaveLength(4);
  expect(await queueOn(page)).toEqual([TITLES[1]]);
  await page.getByText("1 afgesloten signaal").click();
  await requireAccessible(page);

  await openCase(page, TITLES[1]);
  await closeCase(page, "Overgenomen", "Zo doen we het.");
  expect(await page.getByRole("heading", { level: 2, name: "Geen open signalen" }).count()).toBe(1);
});
