// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import type { Page } from "playwright-core";
import { carefully, type Manner } from "./submitter.ts";

// What one of the three does who sign the organisation's list.

const heading = (page: Page, name: string | RegExp): Promise<void> =>
  page.getByRole("heading", { level: 1, name }).waitFor();

/** Up to what waits for them. */
export async function signInSigner(
  page: Page,
  board: string,
  phrase: string,
  { hands, say, onPage }: Manner = carefully(page),
): Promise<void> {
  await page.goto(`${board}/ceremony.html`);
  await heading(page, "Inloggen");
  if (say("Verder") !== "Verder") await hands(page).press("English");
  await heading(page, say("Inloggen"));
  await onPage("ceremony-sign-in");
  await hands(page).write(say("Uw zes woorden"), phrase);
  await hands(page).press(say("Inloggen"));
  await page.getByRole("heading", { level: 2, name: say("Wat er nu geldt") }).waitFor();
  await onPage("ceremony-overview");
}

/** Opens one subject, fills it in and puts it with what is being changed. */
export async function change(
  page: Page,
  subject: string,
  fill: (manner: Manner) => Promise<void>,
  manner: Manner = carefully(page),
): Promise<void> {
  const { hands, say, onPage } = manner;
  await hands(page).press(say("Wijzig: {0}").replace("{0}", subject));
  await page.getByRole("button", { name: say("Zet bij mijn wijzigingen") }).waitFor();
  await fill(manner);
  await onPage(`ceremony-form-${subject}`);
  await hands(page).press(say("Zet bij mijn wijzigingen"));
  await page.getByRole("heading", { level: 2, name: say("Uw wijzigingen") }).waitFor();
}

/** Somebody goes, by one button; what belongs to it and what still lacks is shown after it. */
export async function letGo(page: Page, name: string, { hands, say, onPage }: Manner = carefully(page)): Promise<void> {
  await hands(page).press(say("Wijzig: {0}").replace("{0}", name));
  await page.getByRole("heading", { level: 2, name: say("Gaat {0} weg?").replace("{0}", name) }).waitFor();
  await onPage("ceremony-form-leaving");
  await hands(page).press(say("Deze persoon vertrekt"));
  await heading(page, say("Dit wilt u veranderen"));
  await onPage("ceremony-leaving");
}

/** From a draft to what waits. */
export async function toOverview(page: Page, { hands, say }: Manner = carefully(page)): Promise<void> {
  await hands(page).press(say("Terug"));
  await page.getByRole("heading", { level: 2, name: say("Uw wijzigingen") }).waitFor();
}

/** Says of every new key that its words were compared. */
export async function compareAll(page: Page, { say }: Manner = carefully(page)): Promise<number> {
  const start = say("Ik belde zelf, en alle zes woorden waren gelijk bij {0}").replace("{0}", "");
  const boxes = page.getByRole("checkbox", { name: start });
  const count = await boxes.count();
  for (let i = 0; i < count; i++) await boxes.nth(i).check();
  return count;
}

/** Signs one's own wishes as the first of two, after the words of new keys were compared. */
export async function propose(page: Page, manner: Manner = carefully(page)): Promise<void> {
  const { hands, say, onPage } = manner;
  await hands(page).press(say("Bekijk wat u verandert"));
  await heading(page, say("Dit wilt u veranderen"));
  await compareAll(page, manner);
  await onPage("ceremony-draft");
  await hands(page).press(say("Onderteken en leg voor"));
  await heading(page, say("Getekend."));
  await onPage("ceremony-proposed");
}

/** Reads what somebody else proposed and signs it as the second. */
export async function sign(page: Page, { hands, say, onPage }: Manner = carefully(page)): Promise<void> {
  await hands(page).press(say("Bekijk de verschillen"));
  await page.getByRole("button", { name: say("Onderteken: dan geldt het") }).waitFor();
  await compareAll(page, { hands, say, onPage });
  await onPage("ceremony-proposal");
  await hands(page).press(say("Onderteken: dan geldt het"));
  await heading(page, say("Deze lijst geldt vanaf nu."));
  await onPage("ceremony-published");
}
