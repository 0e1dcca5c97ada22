// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import type { Page } from "playwright-core";
import type { Application } from "./application.ts";
import { withMouse, type Hands } from "./hands.ts";
import { requireAccessible } from "./page.ts";
import { speechOf, type Speech } from "./speech.ts";

// What an employee does, step by step, as the pages call it.

export interface Writing {
  readonly title: string;
  readonly facts: string;
  readonly judgement: string;
  /** Name of the team that is chosen. */
  readonly team: string;
  /** What else is filled in: label → text. */
  readonly more?: Readonly<Record<string, string>>;
  /** Name of who must not see it. */
  readonly excluded?: string;
  readonly decisionDate?: string;
}

/** One that is written in a minute, for what has to happen to some signal. */
export const SMALL_SIGNAL: Writing = {
  title: "De planning klopt niet",
  facts: "Er staat juni, het wordt maart.",
  judgement: "",
  team: "Team West",
};

/** How a story is told: with which hands, in which language, and what is done on every page. */
export interface Manner {
  readonly hands: (page: Page) => Hands;
  readonly say: Speech;
  /** Called at each page with its name, before it is left. */
  readonly onPage: (name: string) => Promise<void>;
}

/** Without a look at every page: ways.test.ts takes one at each, in both languages and at two sizes. */
export const plainly: Manner = { hands: withMouse, say: speechOf("nl"), onPage: () => Promise.resolve() };

/** With a look at every page. */
export const carefully = (page: Page): Manner => ({ ...plainly, onPage: () => requireAccessible(page) });

const heading = (page: Page, name: string | RegExp): Promise<void> =>
  page.getByRole("heading", { level: 1, name }).waitFor();

/** From the home page to the first step, in the language of the story. */
export async function startWriting(page: Page, relay: string, { hands, say, onPage }: Manner): Promise<void> {
  await page.goto(relay);
  await heading(page, "Een goed besluit kan tegen een ander geluid.");
  if (say("Verder") !== "Verder") await hands(page).press("English");
  await heading(page, say("Een goed besluit kan tegen een ander geluid."));
  await onPage("home");
  await hands(page).press(say("Een signaal geven"));
  await heading(page, say("Geef eerst uw pas of kaart"));
}

/** The first step: the words of a paper card. */
export async function giveCard(page: Page, card: string, { hands, say, onPage }: Manner): Promise<void> {
  await hands(page).press(say("Woorden van een kaart typen"));
  await hands(page).write(say("Alle acht woorden van uw kaart"), card);
  await onPage("write-1-card");
  await hands(page).press(say("Kaart invoeren"));
  await page.getByRole("heading", { name: say("De kaart is goed gelezen") }).waitFor();
}

/** The first step: the file of a pass. */
export async function givePassFile(page: Page, file: Uint8Array, { hands, say }: Manner = plainly): Promise<void> {
  const choosing = page.waitForEvent("filechooser");
  await hands(page).press(say("Bestand of foto kiezen"));
  const bytes = { name: "pas.tegenspraak", mimeType: "application/octet-stream", buffer: Buffer.from(file) };
  await (await choosing).setFiles(bytes);
  await page.getByRole("heading", { name: say("Dit is een geldige pas") }).waitFor();
}

/** Up to the codename. @returns its seven words */
export async function writeSignal(
  page: Page,
  application: Pick<Application, "relay" | "card">,
  writing: Writing,
  manner: Manner = plainly,
  pass?: Uint8Array,
): Promise<string[]> {
  const { say, onPage } = manner;
  const hands = manner.hands(page);
  await startWriting(page, application.relay, manner);
  await onPage("write-1-pass");
  if (pass === undefined) await giveCard(page, await application.card(), manner);
  else await givePassFile(page, pass, manner);
  await onPage("write-1-given");
  await hands.press(say("Verder"));
  await heading(page, say("Wat voor signaal is het?"));
  await hands.choose(say("Andere keuzes zijn niet gewogen"));
  await hands.choose(say("Uitvoering"));
  await onPage("write-2-kind");
  await hands.press(say("Verder"));
  await heading(page, say("Over welk besluit gaat het?"));
  await hands.write(say("In één zin"), writing.title);
  await hands.choose(say("Besluit"));
  if (writing.decisionDate !== undefined) await hands.write(say("Wanneer valt het besluit?"), writing.decisionDate);
  await onPage("write-3-decision");
  await hands.press(say("Verder"));
  await heading(page, say("Wie mag het lezen?"));
  if (writing.excluded !== undefined) await hands.choose(writing.excluded);
  await hands.choose(writing.team);
  await onPage("write-4-readers");
  await hands.press(say("Verder"));
  await heading(page, say("Wat is er aan de hand?"));
  await hands.write(say("De feiten"), writing.facts);
  if (writing.judgement !== "") await hands.write(say("Uw oordeel"), writing.judgement);
  await onPage("write-5-facts");
  await hands.press(say("Verder"));
  for (const [step, title] of MORE_STEPS.entries()) {
    await heading(page, say(title));
    await writeMore(hands, writing, say);
    await onPage(`write-${step + 6}`);
    await hands.press(say("Verder"));
  }
  await heading(page, say("Klopt dit zo?"));
  await onPage("write-9-check");
  await hands.press(say("Naar mijn codenaam"));
  await heading(page, say("Dit is uw codenaam"));
  await onPage("codename");
  return codenameOn(page);
}

/** After the facts; none of them has to be filled in. */
export const MORE_STEPS = ["Wat kan er anders?", "Wat is al geprobeerd?", "Wat mag omhoog?"];

async function writeMore(hands: Hands, { more = {} }: Writing, say: Speech): Promise<void> {
  for (const [label, text] of Object.entries(more)) {
    if ((await hands.page.getByLabel(say(label), { exact: true }).count()) > 0) await hands.write(say(label), text);
  }
}

export async function codenameOn(page: Page): Promise<string[]> {
  const items = await page.locator(".ts-words li").allInnerTexts();
  return items.map((text) => text.trim().split(/\s+/u)[0] ?? "");
}

/** Types the words back from paper and sends. */
export async function typeBackAndSend(
  page: Page,
  words: readonly string[],
  { hands, say, onPage }: Manner = plainly,
): Promise<void> {
  await hands(page).press(say("Ik heb ze opgeschreven"));
  await hands(page).write(say("Alle zeven woorden"), words.join(" "));
  await onPage("codename-typed-back");
  await hands(page).press(say("Versturen"));
  await heading(page, say("Uw signaal is bewaard"));
  await onPage("sent");
}

/** Types the words, and does not open with them yet. */
export async function typeCodename(
  page: Page,
  relay: string,
  words: readonly string[],
  { hands, say, onPage }: Manner = plainly,
): Promise<void> {
  await page.goto(relay);
  if (say("Verder") !== "Verder") await hands(page).press("English");
  await hands(page).press(say("Verder met mijn codenaam"));
  await heading(page, say("Wat is uw codenaam?"));
  await onPage("follow-entry");
  await hands(page).write(say("Alle zeven woorden"), words.join(" "));
}

/** Comes back with nothing but the words. */
export async function comeBack(
  page: Page,
  relay: string,
  words: readonly string[],
  manner: Manner = plainly,
): Promise<void> {
  await typeCodename(page, relay, words, manner);
  await manner.hands(page).press(manner.say("Openen"));
}
