// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import type { Page } from "playwright-core";
import { requireAccessible } from "./page.ts";

// What an employee does, step by step, as the pages call it.

export interface Writing {
  readonly title: string;
  readonly facts: string;
  readonly judgement: string;
  /** Name of the team that is chosen. */
  readonly team: string;
}

const press = (page: Page, name: string): Promise<void> => page.getByRole("button", { name, exact: true }).click();

const heading = (page: Page, name: string | RegExp): Promise<void> =>
  page.getByRole("heading", { level: 1, name }).waitFor();

/** Called at each page with its name, before it is left. */
type OnPage = (name: string) => Promise<void>;

/** Up to the codename. @returns its seven words */
export async function writeSignal(
  page: Page,
  relay: string,
  writing: Writing,
  onPage: OnPage = () => requireAccessible(page),
): Promise<string[]> {
  await page.goto(relay);
  await heading(page, /ander geluid/);
  await onPage("home");
  await press(page, "Een signaal geven");
  await heading(page, "Waar gaat het over?");
  await page.getByLabel("In één zin").fill(writing.title);
  await onPage("write-subject");
  await press(page, "Verder");
  await page.getByLabel("De feiten").fill(writing.facts);
  await page.getByLabel("Uw oordeel").fill(writing.judgement);
  await onPage("write-facts");
  await press(page, "Verder");
  await page.getByRole("radio", { name: writing.team }).check();
  await onPage("write-readers");
  await press(page, "Verder");
  await heading(page, "Klopt dit zo?");
  await onPage("write-preview");
  await press(page, "Naar mijn codenaam");
  await heading(page, "Dit is uw codenaam");
  await onPage("codename");
  return codenameOn(page);
}

async function codenameOn(page: Page): Promise<string[]> {
  const items = await page.locator(".ts-words li").allInnerTexts();
  return items.map((text) => text.trim().split(/\s+/u)[0] ?? "");
}

/** Types the words back from paper and sends. */
export async function typeBackAndSend(
  page: Page,
  words: readonly string[],
  onPage: OnPage = () => requireAccessible(page),
): Promise<void> {
  await press(page, "Ik heb ze opgeschreven");
  await page.getByLabel("Alle zeven woorden").fill(words.join(" "));
  await onPage("codename-typed-back");
  await press(page, "Versturen");
  await heading(page, "Uw signaal is bewaard");
  await onPage("sent");
}

/** Comes back with nothing but the words. */
export async function comeBack(page: Page, relay: string, words: readonly string[]): Promise<void> {
  await page.goto(relay);
  await press(page, "Verder met mijn codenaam");
  await heading(page, "Wat is uw codenaam?");
  await requireAccessible(page);
  await page.getByLabel("Alle zeven woorden").fill(words.join(" "));
  await press(page, "Openen");
}
