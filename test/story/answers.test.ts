// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { derivePhraseMaster, normaliseWords } from "#crypto";
import type { Words } from "../../client/protocol/index.ts";
import { DeskSession } from "../../client/worker/desk.ts";
import { Browser } from "../server/staff/browser.ts";
import { readWithGateway } from "../slots.ts";
import { Wire } from "../unlinkability/wire.ts";
import { NARROW, openPage, requireAccessible } from "./page.ts";
import { openStage } from "./stage.ts";
import { comeBack, SMALL_SIGNAL, typeBackAndSend, writeSignal } from "./submitter.ts";
import { Traffic } from "./traffic.ts";

// What the desk proposes, and what whoever wrote the signal makes of it. The member's side is the desk's own code without its page.

const { application, browser } = openStage();
const ignore = (): void => undefined;

/** A member of the team signs in and says something in the one case there is. */
async function memberSays(...all: readonly Words[]): Promise<void> {
  const member = (await application.members()).find(({ team }) => team === SMALL_SIGNAL.team);
  const wire = new Wire();
  const visitor = { party: "board", address: application.board, who: "member", browser: new Browser() } as const;
  await wire.on(visitor, async () => {
    const organisation = await readWithGateway();
    const words = normaliseWords(member?.phrase ?? "");
    const desk = await DeskSession.signIn(organisation, derivePhraseMaster(words, organisation.origin));
    const { threads } = await desk.read(ignore);
    for (const each of all) await desk.reply(threads[0]?.id ?? "", each);
    await desk.signOut();
  });
}

/** Looks until something stands there. */
async function lookFor(page: Page, text: string): Promise<void> {
  await expect
    .poll(
      async () => {
        await page.getByRole("button", { name: /^Opnieuw kijken/u }).click();
        return page.getByText(text).count();
      },
      { timeout: 30_000 },
    )
    .toBeGreaterThan(0);
}

const SUMMARY = "Iemand meldt dat de planning niet klopt, en vraagt om een nieuwe.";
const OWN_WORDS = "Iemand meldt dat de planning niet klopt.";

test("following: a proposed way and a summary get a yes or a no, which can be changed, and nothing typed is lost", async () => {
  const writing = await openPage(browser(), new Traffic());
  const words = await writeSignal(writing.page, application, SMALL_SIGNAL);
  await typeBackAndSend(writing.page, words);
  await writing.context.close();
  const { page, context } = await openPage(browser(), new Traffic(), NARROW);
  await comeBack(page, application.relay, words);
  await page.getByText("Deze pagina heeft dat zelf nagerekend").waitFor();
  await memberSays(
    { what: "route", route: "integrity", text: "Dit past beter bij integriteit." },
    { what: "paraphrase", text: SUMMARY },
  );
  await lookFor(page, "maakte een samenvatting");
  await page.getByRole("heading", { level: 1, name: /heeft een vraag aan u$/u }).waitFor();
  await requireAccessible(page);

  // By keyboard: from the list of what can be done to the question that the heading is about, and back to the one before it.
  const summary = page.locator("li").filter({ hasText: "maakte een samenvatting" });
  await page.getByRole("button", { name: /^Ja of nee zeggen/u }).press("Enter");
  const focused = await page.evaluate("document.activeElement.id");
  expect(await summary.locator("[id^=answer-]").first().getAttribute("id")).toBe(focused);
  await page.keyboard.press("Shift+Tab");
  expect(await page.evaluate("document.activeElement.textContent.trim()")).toBe("Nee, blijf op deze weg");
  await page.keyboard.press("Enter");
  await page.getByText("Uw antwoord is verstuurd.").waitFor();
  await page.getByText("U zei nee op").first().waitFor();
  await requireAccessible(page);

  const field = summary.getByLabel("Zo mag het omhoog");
  expect(await field.inputValue()).toBe(SUMMARY);
  await field.fill("");
  await summary.getByRole("button", { name: "Ja, met mijn woorden" }).click();
  await summary.getByText("Hier staat nog niets.").waitFor();
  expect(await page.evaluate("document.activeElement.id")).toBe(await field.getAttribute("id"));
  await field.fill(OWN_WORDS);
  await context.setOffline(true);
  await summary.getByRole("button", { name: "Ja, met mijn woorden" }).click();
  await summary.getByRole("alert").getByText("Er is geen verbinding").waitFor();
  expect(await field.inputValue()).toBe(OWN_WORDS);
  await requireAccessible(page);
  await page.goBack();
  await page.getByRole("alertdialog").getByText("Uw bericht is nog niet verstuurd").waitFor();
  await page.getByRole("button", { name: "Blijven" }).click();
  await context.setOffline(false);
  await summary.getByRole("button", { name: "Ja, met mijn woorden" }).click();
  await summary.getByText("U zei ja op").first().waitFor();
  await summary.getByText(OWN_WORDS).waitFor();

  // A change of mind: the last counts, also for who comes back with nothing but the words.
  await summary.getByRole("button", { name: "Toch iets anders antwoorden" }).click();
  expect(await field.inputValue()).toBe(OWN_WORDS);
  await summary.getByRole("button", { name: "Nee, dit mag niet omhoog" }).click();
  await summary.getByText("U zei nee op").first().waitFor();
  await page.getByText("Wat u net verstuurde is zichtbaar vanaf").waitFor({ state: "detached" });
  await context.close();
  const again = await openPage(browser(), new Traffic());
  await comeBack(again.page, application.relay, words);
  await again.page.locator("li").filter({ hasText: "maakte een samenvatting" }).getByText("U zei nee op").waitFor();
  await requireAccessible(again.page);
  expect(again.complaints).toEqual([]);
  await again.context.close();
});
