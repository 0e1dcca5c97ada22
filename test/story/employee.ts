// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { carefully, type Manner } from "./submitter.ts";

// What an employee does to get a pass.

const heading = (page: Page, name: string): Promise<void> =>
  page.getByRole("heading", { level: 1, name, exact: true }).waitFor();

async function speak(page: Page, { hands, say }: Manner): Promise<void> {
  if (say("Verder") !== "Verder") await hands(page).press("English");
}

/** The page as everybody finds it. */
export async function visitPasses(page: Page, issuer: string, manner: Manner = carefully(page)): Promise<void> {
  await page.goto(issuer);
  await page.getByRole("link", { name: "Inloggen met uw werkaccount" }).waitFor();
  await speak(page, manner);
  await heading(page, manner.say("Neem een pas"));
  await manner.onPage("pass-welcome");
}

/** At the demo's identity provider, which knows three people, and back. */
export async function signInEmployee(
  page: Page,
  issuer: string,
  name: string,
  manner: Manner = carefully(page),
): Promise<void> {
  const { hands, say, onPage } = manner;
  await visitPasses(page, issuer, manner);
  await hands(page).press(say("Inloggen met uw werkaccount"));
  await page.getByRole("heading", { level: 1, name: /^Proef: inloggen/u }).waitFor();
  await hands(page).press(name);
  await page.getByText("U bent ingelogd").first().waitFor();
  await speak(page, manner);
  await page.getByText(say("U bent ingelogd")).first().waitFor();
  await onPage("pass-signed-in");
}

export async function takePass(page: Page, { hands, say, onPage }: Manner = carefully(page)): Promise<void> {
  await hands(page).press(say("Neem een pas"));
  await heading(page, say("Dit is uw pas"));
  await onPage("pass-taken");
}

/** @returns the file that the browser was given */
export async function savePass(page: Page, { hands, say }: Manner = carefully(page)): Promise<Uint8Array> {
  const downloading = page.waitForEvent("download");
  await hands(page).press(say("Bewaren als bestand"));
  const download = await downloading;
  if (download.suggestedFilename() !== "pas.tegenspraak") throw new Error(`saved as ${download.suggestedFilename()}`);
  return new Uint8Array(await readFile(await download.path()));
}
