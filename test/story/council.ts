// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import type { Page } from "playwright-core";
import { carefully, type Manner } from "./submitter.ts";

// What the works council's member does.

/** Up to where cards are ordered, or up to whatever is said instead. */
export async function signInCouncil(
  page: Page,
  board: string,
  phrase: string,
  { hands, say, onPage }: Manner = carefully(page),
): Promise<void> {
  await page.goto(`${board}/council.html`);
  await page.getByRole("heading", { level: 1, name: "Inloggen" }).waitFor();
  if (say("Verder") !== "Verder") await hands(page).press("English");
  await page.getByRole("heading", { level: 1, name: say("Inloggen") }).waitFor();
  await onPage("council-sign-in");
  await hands(page).write(say("Uw zes woorden"), phrase);
  await hands(page).press(say("Inloggen"));
  await page.getByRole("heading", { level: 1, name: say("Kaarten maken") }).waitFor();
  await onPage("council-order");
}

/** Until they can be printed. */
export async function makeCards(
  page: Page,
  count: number,
  { hands, say, onPage }: Manner = carefully(page),
): Promise<void> {
  await hands(page).write(say("Hoeveel kaarten"), String(count));
  await hands(page).press(say("Kaarten maken"));
  await page.getByRole("heading", { level: 2, name: say("Zo ziet een kaart eruit") }).waitFor();
  await onPage("council-cards");
}

/** Words of every card that a printer would get, in the order of the sheets. */
export function printedCards(page: Page): Promise<string[]> {
  const words = `[...document.querySelectorAll(".ts-card-sheet .ts-card-words")].map((list) =>
    [...list.children].map(({ textContent }) => textContent.trim()).join(" "))`;
  return page.evaluate<string[]>(words);
}
