// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import type { Page } from "playwright-core";
import { plainly, type Manner } from "./submitter.ts";

// What a confidential advisor does at the desk.

export async function signIn(
  page: Page,
  board: string,
  phrase: string,
  { hands, say, onPage }: Manner = plainly,
): Promise<void> {
  await page.goto(board);
  await page.getByRole("heading", { level: 1, name: "Inloggen" }).waitFor();
  if (say("Verder") !== "Verder") await hands(page).press("English");
  await page.getByRole("heading", { level: 1, name: say("Inloggen") }).waitFor();
  await onPage("desk-sign-in");
  await hands(page).write(say("Uw zes woorden"), phrase);
  await hands(page).press(say("Inloggen"));
  await page.locator(".ts-queue").waitFor();
  await onPage("desk-queue");
}

/** Titles of what is open in the queue, from the top. */
export function queueOn(page: Page): Promise<string[]> {
  return page.locator(".ts-queue > ol .ts-title").allInnerTexts();
}

export async function openCase(page: Page, title: string, { onPage }: Manner = plainly): Promise<void> {
  const item = page.locator(".ts-queue button", { hasText: title });
  await item.focus();
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: title }).waitFor();
  await onPage("desk-case");
}

/** Says in the open case that it was read. */
export async function markSeen(page: Page, { hands, say, onPage }: Manner = plainly): Promise<void> {
  await hands(page).press(say("Meld dat u het gelezen hebt"));
  // It is called otherwise while it is sending.
  for (const name of ["Meld dat u het gelezen hebt", "Bezig met melden"])
    await page.getByRole("button", { name: say(name) }).waitFor({ state: "detached" });
  await onPage("desk-seen");
}

export async function reply(page: Page, text: string, { hands, say, onPage }: Manner = plainly): Promise<void> {
  await hands(page).write(say("Uw antwoord"), text);
  await onPage("desk-answering");
  await hands(page).press(say("Antwoord sturen"));
  await page
    .locator(".ts-say")
    .filter({ hasText: text.split("\n", 1).join("") })
    .filter({ hasText: say("Verstuurd, nog niet zichtbaar") })
    .waitFor();
  await onPage("desk-answered");
}

/** @param outcome as the page calls it, such as "Deels overgenomen" */
export async function closeCase(
  page: Page,
  outcome: string,
  reasons: string,
  { hands, say, onPage }: Manner = plainly,
): Promise<void> {
  const summary = page.locator("summary", { hasText: say("Afsluiten met redenen") });
  await summary.focus();
  await page.keyboard.press("Enter");
  await hands(page).choose(say(outcome));
  await hands(page).write(say("De redenen"), reasons);
  await onPage("desk-closing");
  await hands(page).press(say("Signaal afsluiten"));
  await page.getByRole("heading", { name: say("Dit signaal is afgesloten") }).waitFor();
  await onPage("desk-closed");
}
