// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { makeTokenKey } from "../../server/token/command.ts";
import { acceptInvitation, inviteMember } from "./founding.ts";
import { withKeyboard } from "./hands.ts";
import { NARROW, openPage, requireAccessible, WIDE, type WatchedPage, type Window } from "./page.ts";
import { change, compareAll, letGo, propose, sign, signInSigner, toOverview } from "./signer.ts";
import { openStage } from "./stage.ts";
import { carefully, type Manner } from "./submitter.ts";
import { Traffic } from "./traffic.ts";

// Two of three change the organisation's list, each at their own computer: nobody signs what they did not see.

type Role = "officer" | "council" | "spare";

interface Demo {
  readonly signers: readonly { readonly role: Role; readonly phrase: string }[];
}

const { application, browser } = openStage();

async function phraseOf(role: Role): Promise<string> {
  const answer = await fetch(`${application.board}/v1/demo`);
  return ((await answer.json()) as Demo).signers.find((signer) => signer.role === role)?.phrase ?? "";
}

async function enter(role: Role, viewport: Window = WIDE, manner?: (page: Page) => Manner): Promise<WatchedPage> {
  const watched = await openPage(browser(), new Traffic(), viewport);
  // A window for printing would wait for somebody.
  await watched.page.addInitScript("window.print = () => undefined");
  await signInSigner(watched.page, application.board, await phraseOf(role), manner?.(watched.page));
  return watched;
}

/** Somebody at their own keys: makes the next key of a group. */
async function offerKey(name: string, group: string): Promise<void> {
  const { page, context } = await openPage(browser(), new Traffic());
  const member = (await application.members()).find((each) => each.name === name);
  await page.goto(`${application.board}/keys.html`);
  await page.getByRole("button", { name: "Inloggen met mijn zes woorden" }).click();
  await page.getByLabel("Uw zes woorden").fill(member?.phrase ?? "");
  await page.getByRole("button", { name: "Inloggen", exact: true }).click();
  await page.getByRole("button", { name: `Maak een nieuwe sleutel voor ${group}` }).click();
  await page.getByText("U hebt de sleutel van nu, en maakte de volgende.").waitFor();
  await context.close();
}

/** Whoever has the eight words. @returns the six that they read aloud */
async function accept(code: string): Promise<readonly string[]> {
  const { page, context } = await openPage(browser(), new Traffic());
  const { words } = await acceptInvitation(page, application.board, code);
  await context.close();
  return words;
}

/** @returns the eight words */
const invite = (page: Page, name: string, group: string): Promise<string> =>
  inviteMember(page, { name, group, makes: true }, carefully(page));

const again = (page: Page): Promise<void> => page.getByRole("button", { name: "Kijk of er iets nieuws is" }).click();

test("ceremony: one proposes, the other sees every difference in words, signs, and it is in force", async () => {
  const officer = await enter("officer");
  const { page } = officer;
  const keyboard: Manner = { ...carefully(page), hands: withKeyboard };
  await change(
    page,
    "Thema’s",
    async () => {
      await page.getByRole("textbox", { name: "Thema’s" }).press("Control+End");
      await page.keyboard.insertText("\nVeiligheid");
    },
    keyboard,
  );
  await change(page, "Termijnen", () => page.getByLabel("Antwoord binnen").fill("20"));
  await change(page, "Gedragslijn", async () => {
    await page.getByRole("button", { name: "Nog een afspraak" }).click();
    await page.getByLabel("Afspraak 10").fill("Wie vertrekt, hoort nog wat er met zijn signaal gebeurde.");
  });
  await letGo(page, "Willem Brouwer");
  await toOverview(page);
  await page.getByText("Nog één persoon nodig voor Team Oost.").first().waitFor();
  await change(page, "Team Oost", () => page.getByLabel("Marjan Postma").check());
  await page.getByText(/Team Oost heeft een nieuwe sleutel nodig\. Noor Haddad maakt die/u).waitFor();

  await offerKey("Noor Haddad", "Team Oost");
  await again(page);
  await page.getByText("Alles is er. U kunt tekenen.").waitFor();
  // The proposal is kept and reading again fails: whoever asks again proposes the same.
  await page.getByRole("button", { name: "Bekijk wat u verandert" }).click();
  await page.route("**/v1/desk/proposals", (route) => route.abort(), { times: 1 });
  await page.getByRole("button", { name: "Onderteken en leg voor" }).click();
  await page.getByRole("alert").waitFor();
  await page.getByRole("button", { name: "Onderteken en leg voor" }).click();
  await page.getByRole("heading", { level: 1, name: "Getekend." }).waitFor();
  await page.getByRole("button", { name: "Naar het overzicht" }).click();
  await page.getByRole("heading", { level: 1, name: "Uw voorstel wacht op een tweede handtekening" }).waitFor();
  await requireAccessible(page);

  const council = await enter("council", { width: 320, height: 720 });
  await council.page.getByRole("heading", { level: 1, name: "Een voorstel wacht op uw handtekening" }).waitFor();
  await council.page.getByRole("button", { name: "Bekijk de verschillen" }).click();
  for (const sentence of [
    "Thema’s erbij: Veiligheid.",
    "Een antwoord met redenen komt binnen 20 werkdagen. Nu is dat 30.",
    "In de gedragslijn komt erbij, als 10: ‘Wie vertrekt, hoort nog wat er met zijn signaal gebeurde.’",
    "Willem Brouwer gaat weg. Wat zij of hij schreef, blijft leesbaar.",
    "In Team Oost komt erbij: Marjan Postma. Uit Team Oost gaat weg: Willem Brouwer.",
    "Team Oost krijgt een nieuwe sleutel. Oude berichten blijven leesbaar voor wie de oude heeft.",
    "Gemaakt en ondertekend door Noor Haddad. Deze pagina rekende dat na. Hiervoor hoeft u niet apart te bellen.",
  ]) {
    await council.page.getByText(sentence, { exact: true }).waitFor();
  }
  await council.page.getByRole("button", { name: "Terug" }).click();
  await sign(council.page);

  await again(await overview(page));
  await page.getByText("Uw voorstel heeft twee handtekeningen. Het geldt nu.").waitFor();
  await page.getByText("Versie 2").waitFor();

  const submitter = await openPage(browser(), new Traffic());
  await submitter.page.goto(application.relay);
  await submitter.page
    .getByRole("navigation", { name: "Hoofdmenu" })
    .getByRole("button", { name: "Onze gedragslijn" })
    .click();
  await submitter.page.getByText("Wie vertrekt, hoort nog wat er met zijn signaal gebeurde.").waitFor();
  for (const { context, complaints } of [officer, council, submitter]) {
    expect(complaints).toEqual([]);
    await context.close();
  }
});

async function overview(page: Page): Promise<Page> {
  const back = page.getByRole("button", { name: "Naar het overzicht" });
  if ((await back.count()) > 0) await back.click();
  return page;
}

test("ceremony: of two who propose at once one is first, and the other hears it and loses nothing", async () => {
  const officer = await enter("officer");
  const council = await enter("council");
  await change(officer.page, "Onderdelen", async () => {
    await officer.page
      .getByRole("textbox", { name: "Onderdelen" })
      .fill("Beleid\nUitvoering\nBedrijfsvoering\nToezicht");
  });
  await propose(officer.page);

  // The council does not know of it, and wants something of its own, and something of the same.
  await change(council.page, "Termijnen", () => council.page.getByLabel("Gezien binnen").fill("3"));
  await change(council.page, "Onderdelen", async () => {
    await council.page.getByRole("textbox", { name: "Onderdelen" }).fill("Beleid\nUitvoering");
  });
  const spare = await enter("spare", NARROW);
  await sign(spare.page);

  await council.page.getByRole("button", { name: "Bekijk wat u verandert" }).click();
  await council.page.getByRole("button", { name: "Onderteken en leg voor" }).click();
  await council.page.getByRole("heading", { name: "Iemand anders heeft de lijst intussen veranderd" }).waitFor();
  await requireAccessible(council.page);
  expect(await council.page.getByRole("status").getByText("Onderdelen", { exact: true }).count()).toBe(1);
  await council.page.getByText("Eén verandering, die nog niemand ziet.").waitFor();
  await propose(council.page);
  await again(await overview(officer.page));
  await officer.page.getByRole("heading", { level: 1, name: "Een voorstel wacht op uw handtekening" }).waitFor();
  await sign(officer.page);
  for (const { context, complaints } of [officer, council, spare]) {
    // The board says no to whoever comes second: the browser tells of that on its console.
    expect(complaints.filter((complaint) => !complaint.includes("409"))).toEqual([]);
    await context.close();
  }
});

test("ceremony: who is invited is compared by voice, and the wrong person is withdrawn", async () => {
  const officer = await enter("officer", NARROW);
  const { page } = officer;
  await page.getByRole("button", { name: "Nodig iemand uit" }).click();
  await page.getByRole("button", { name: "Maak de uitnodiging" }).click();
  await page.getByText("Vul een naam in.").waitFor();
  await requireAccessible(page);
  await page.getByRole("button", { name: "Terug" }).click();
  const words = await invite(page, "Fatima Kaya", "Team West");
  expect(words.split(" ")).toHaveLength(8);

  // The same words can be shown again.
  await page.getByRole("button", { name: "Laat de woorden zien: Fatima Kaya" }).click();
  await page.getByRole("heading", { level: 1, name: "Acht woorden voor Fatima Kaya" }).waitFor();
  expect((await page.locator(".ts-code-words li").allInnerTexts()).join(" ")).toBe(words);
  await page.getByRole("button", { name: "Klaar" }).click();

  // The wrong person had the words: what they made goes with the invitation.
  await accept(words);
  await again(page);
  await page.getByRole("button", { name: "Trek in: Fatima Kaya" }).click();
  await page.getByRole("alertdialog").waitFor();
  await requireAccessible(page);
  await page.getByRole("alertdialog").getByRole("button", { name: "Trek in" }).click();
  await page.getByText("Er staan geen uitnodigingen open.").waitFor();

  const read = await accept(await invite(page, "Fatima Kaya", "Team West"));
  await again(page);
  // What is pressed while it is looked is not lost.
  await page.getByRole("button", { name: "Nodig iemand uit" }).click();
  await page.getByRole("button", { name: "Terug" }).click();
  await page.getByRole("heading", { level: 1, name: "Iemand nam uw uitnodiging aan" }).waitFor();
  expect(await page.getByRole("list", { name: "Zes woorden van Fatima Kaya" }).locator("li").allInnerTexts()).toEqual(
    read,
  );
  await requireAccessible(page);
  await page.getByRole("button", { name: "Zet op de lijst: Fatima Kaya" }).click();
  await page.getByRole("button", { name: "Bekijk wat u verandert" }).click();
  await page.getByText("Fatima Kaya komt erbij.", { exact: true }).waitFor();
  await page.getByText("Gemaakt en ondertekend door Fatima Kaya.").waitFor();
  // Not before her voice was heard.
  await page.getByRole("button", { name: "Onderteken en leg voor" }).click();
  await page.getByText("Vergelijk eerst nog de woorden van één sleutel.").waitFor();
  await requireAccessible(page);
  expect(await compareAll(page)).toBe(1);
  await page.getByRole("button", { name: "Onderteken en leg voor" }).click();
  await page.getByRole("heading", { level: 1, name: "Getekend." }).waitFor();

  const council = await enter("council");
  await council.page.getByRole("button", { name: "Bekijk de verschillen" }).click();
  expect(await council.page.locator(".ts-fingerprint").first().locator("li").allInnerTexts()).toEqual(read);
  await council.page.getByRole("button", { name: "Terug" }).click();
  await sign(council.page);
  expect(council.complaints).toEqual([]);
  await council.context.close();
  expect(officer.complaints).toEqual([]);
  await officer.context.close();
});

test("ceremony: a key for passes goes into the ledger first, and then to the two who sign", async () => {
  const folder = mkdtempSync(join(tmpdir(), "tegenspraak-issuer-"));
  const { document } = makeTokenKey(["pass", "2031-03-01"], { DATA_DIR: folder }, Date.now());
  rmSync(folder, { recursive: true });
  const { page, context, complaints } = await enter("officer", NARROW);
  await page.getByRole("button", { name: "Wijzig: Sleutels voor passen" }).click();
  await page.getByLabel("Een sleutel die u kreeg").fill("geen sleutel");
  await page.getByRole("button", { name: "Zet bij mijn wijzigingen" }).click();
  await page.getByText("Dit is geen sleutel voor passen.").waitFor();
  await requireAccessible(page);
  await page.getByLabel("Een sleutel die u kreeg").fill(document);
  await page.getByRole("button", { name: "Zet bij mijn wijzigingen" }).click();
  await page.getByRole("button", { name: "Bekijk wat u verandert" }).click();
  await page.getByText(/^Er komt een sleutel voor passen, van za 1 maart 2031 tot en met/u).waitFor();
  await requireAccessible(page);
  expect(complaints).toEqual([]);
  await context.close();
});

test("ceremony: a member is told that the list is signed by others, and what is typed is not lost unasked", async () => {
  const watched = await openPage(browser(), new Traffic());
  const member = (await application.members())[0];
  await watched.page.goto(`${application.board}/ceremony.html`);
  await watched.page.getByLabel("Uw zes woorden").fill(member?.phrase ?? "");
  await watched.page.getByRole("button", { name: "Inloggen", exact: true }).click();
  await watched.page.getByRole("heading", { name: "U tekent hier niet" }).waitFor();
  await requireAccessible(watched.page);
  await watched.context.close();

  const { page, context } = await enter("officer");
  await page.getByRole("button", { name: "Wijzig: Termijnen" }).click();
  await page.getByLabel("Gezien binnen").fill("61");
  await page.getByRole("button", { name: "Zet bij mijn wijzigingen" }).click();
  await page.getByText("Vul een getal in van 1 tot 60.").waitFor();
  expect(await page.evaluate("document.activeElement.id")).toBe("term-seen");
  await page.getByRole("button", { name: "Terug" }).click();
  await page.getByRole("alertdialog").waitFor();
  await requireAccessible(page);
  await page.getByRole("button", { name: "Blijven" }).click();
  expect(await page.getByLabel("Gezien binnen").inputValue()).toBe("61");
  await context.close();
});
