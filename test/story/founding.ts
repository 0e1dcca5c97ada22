// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import type { Page } from "playwright-core";
import { carefully, type Manner } from "./submitter.ts";

// How an organisation begins: three codes on a terminal, and people at their own computers.

const heading = (page: Page, name: string | RegExp): Promise<void> =>
  page.getByRole("heading", { level: 1, name }).waitFor();

export interface Joined {
  /** Six words on their own paper. */
  readonly phrase: string;
  /** Six words that they read aloud. */
  readonly words: readonly string[];
}

/** Whoever has eight words makes their keys. */
export async function acceptInvitation(
  page: Page,
  board: string,
  code: string,
  { hands, say, onPage }: Manner = carefully(page),
): Promise<Joined> {
  await page.goto(`${board}/keys.html`);
  await heading(page, "Mijn sleutels");
  if (say("Verder") !== "Verder") await hands(page).press("English");
  await heading(page, say("Mijn sleutels"));
  await onPage("keys-start");
  await page.getByRole("button", { name: say("Ik heb een uitnodiging") }).click();
  await hands(page).write(say("Alle acht woorden van uw uitnodiging"), code);
  await onPage("keys-invitation");
  await hands(page).press(say("Uitnodiging openen"));
  await page.getByRole("button", { name: say("Aannemen en verder") }).waitFor();
  await onPage("keys-offer");
  await hands(page).press(say("Aannemen en verder"));
  await heading(page, say("Dit zijn uw zes woorden"));
  await onPage("keys-phrase");
  const shown = await page.locator(".ts-words li").allInnerTexts();
  const phrase = shown.map((word) => word.trim()).join(" ");
  await hands(page).press(say("Ik heb ze opgeschreven"));
  await hands(page).write(say("Uw zes woorden"), phrase);
  await onPage("keys-typed-back");
  await hands(page).press(say("Verder"));
  await heading(page, say("Uw sleutels zijn gemaakt"));
  await onPage("keys-made");
  return { phrase, words: await page.locator(".ts-fingerprint li").allInnerTexts() };
}

export async function openOwnKeys(
  page: Page,
  board: string,
  phrase: string,
  { hands, say, onPage }: Manner = carefully(page),
): Promise<void> {
  await page.goto(`${board}/keys.html`);
  await heading(page, "Mijn sleutels");
  if (say("Verder") !== "Verder") await hands(page).press("English");
  await page.getByRole("button", { name: say("Inloggen met mijn zes woorden") }).click();
  await hands(page).write(say("Uw zes woorden"), phrase);
  await hands(page).press(say("Inloggen"));
  await page.getByRole("heading", { name: say("Uw controlewoorden") }).waitFor();
  await onPage("keys-own");
}

export interface Invited {
  readonly name: string;
  /** Teams and the like, as they are called; one that is not there yet is made with its kind. */
  readonly group: string;
  readonly kind?: "Een team, dat signalen leest" | "Wie de kaarten maakt";
  readonly makes?: boolean;
}

/** @returns the eight words */
export async function inviteMember(
  page: Page,
  { name, group, kind, makes = false }: Invited,
  { hands, say, onPage }: Manner = carefully(page),
): Promise<string> {
  await hands(page).press(say("Nodig iemand uit"));
  await hands(page).write(say("Naam"), name);
  if (kind !== undefined) {
    const summary = page.locator("summary", { hasText: say("Een nieuw team of een nieuwe trede") });
    if ((await page.locator("details[open] #new-name").count()) === 0) await summary.click();
    await hands(page).choose(say(kind));
    await hands(page).write(say("Naam van het team of de trede"), group);
    await hands(page).press(say("Zet erbij"));
  } else await page.getByRole("checkbox", { name: group, exact: true }).check();
  const maker = page.getByRole("checkbox", { name: say("Maakt de sleutel van {0}").replace("{0}", group) });
  if (makes) await maker.check();
  else await maker.uncheck();
  await onPage("ceremony-invite");
  await hands(page).press(say("Maak de uitnodiging"));
  await heading(page, say("Acht woorden voor {0}").replace("{0}", name));
  await onPage("ceremony-invited");
  const words = await page.locator(".ts-code-words li").allInnerTexts();
  await hands(page).press(say("Klaar"));
  return words.join(" ");
}

/** Puts everybody who accepted on the list. */
export async function listAccepted(
  page: Page,
  names: readonly string[],
  { hands, say, onPage }: Manner = carefully(page),
): Promise<void> {
  await hands(page).press(say("Kijk of er iets nieuws is"));
  for (const name of names) {
    const button = page.getByRole("button", { name: say("Zet op de lijst: {0}").replace("{0}", name) });
    await button.waitFor();
    if (name === names[0]) await onPage("ceremony-accepted");
    await button.click();
    await button.waitFor({ state: "detached" });
  }
}

/** Six words of somebody as another's page shows them. */
export async function wordsOf(page: Page, label: string): Promise<string[]> {
  return page.getByRole("list", { name: label }).locator("li").allInnerTexts();
}
