// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { markSeen, openCase, queueOn, reply, signIn } from "./advisor.ts";
import { Application } from "./application.ts";
import { launchChromium } from "./chromium.ts";
import { codesFrom } from "./command.ts";
import { makeCards, printedCards, signInCouncil } from "./council.ts";
import { acceptInvitation, inviteMember, listAccepted, openOwnKeys, wordsOf, type Joined } from "./founding.ts";
import { openPage, requireAccessible } from "./page.ts";
import { change, compareAll, letGo, propose, sign, toOverview } from "./signer.ts";
import { comeBack, typeBackAndSend, writeSignal } from "./submitter.ts";
import { Traffic } from "./traffic.ts";

// From an empty board to an answer, and to somebody who lost everything and reads again. Nothing here is the demo's.

const ENVIRONMENT = {
  ROLES: "board,relay,council,witness",
  ORIGIN: "dienst.localhost",
  COUNCIL_NAME: "or.dienst.localhost/witness",
  WITNESS_NAME: "gemeente.example/witness",
  COVER_PER_HOUR: "0",
  SEQUENCE_INTERVAL_MS: "2000",
  LOG: "off",
};
const LONG = 480_000;
const SIGNAL = {
  title: "Het loket sluit te vroeg",
  facts: "Na vier uur komt de helft van de mensen.",
  judgement: "",
  team: "Team Noord",
};

const application = new Application(ENVIRONMENT);
let browser: Browser | undefined;
const people = new Map<string, Joined>();
const codename: string[] = [];
const cards: string[] = [];

beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(async () => {
  await browser?.close();
  await application.close();
});

/** At a computer of one's own; nothing there may be refused or go wrong. */
async function at<T>(work: (page: Page) => Promise<T>, allowed = /$^/u): Promise<T> {
  if (browser === undefined) throw new Error("no browser");
  const { page, context, complaints } = await openPage(browser, new Traffic());
  await page.addInitScript("window.print = () => undefined");
  const result = await work(page);
  expect(complaints.filter((complaint) => !allowed.test(complaint))).toEqual([]);
  await context.close();
  return result;
}

function phraseOf(name: string): string {
  const joined = people.get(name);
  if (joined === undefined) throw new Error(`${name} has no keys yet`);
  return joined.phrase;
}

const join = async (name: string, code: string): Promise<void> =>
  at(async (page) => void people.set(name, await acceptInvitation(page, application.board, code)));

const asSigner = <T>(role: string, work: (page: Page) => Promise<T>): Promise<T> =>
  at(async (page) => {
    await page.goto(`${application.board}/ceremony.html`);
    await page.getByLabel("Uw zes woorden").fill(phraseOf(role));
    await page.getByRole("button", { name: "Inloggen", exact: true }).click();
    await page.getByRole("heading", { level: 2, name: /^Wat er (?:nu|straks) geldt$/u }).waitFor();
    return work(page);
  });

/** One member gives another the keys of their team. */
const giveKeys = (from: string, to: string): Promise<void> =>
  at(async (page) => {
    await openOwnKeys(page, application.board, phraseOf(from));
    expect(await wordsOf(page, `Woorden van ${to}`)).toEqual(people.get(to)?.words);
    await page.getByRole("button", { name: `Geef ${to} de sleutels` }).click();
    await page.getByText(`Wat u gaf, ligt klaar. ${to} krijgt het bij het volgende inloggen.`).waitFor();
    await requireAccessible(page);
  });

test(
  "founding: three people and four they invite begin an organisation from an empty board",
  async () => {
    const codes = codesFrom({ ...ENVIRONMENT, DATA_DIR: application.dataFolder });
    await application.start();
    for (const role of ["officer", "council", "spare"] as const) await join(role, codes[role]);

    const invited: [string, string][] = [];
    await asSigner("officer", async (page) => {
      await page.getByRole("heading", { level: 1, name: "Er is nog geen lijst" }).waitFor();
      await requireAccessible(page);
      // What the others read out is what the officer sees.
      expect(await wordsOf(page, "Zes woorden van de ondernemingsraad")).toEqual(people.get("council")?.words);
      expect(await wordsOf(page, "Zes woorden van de bewaarder van de reservesleutel")).toEqual(
        people.get("spare")?.words,
      );
      const team = "Een team, dat signalen leest";
      for (const who of [
        { name: "Anna de Boer", group: "Team Noord", kind: team, makes: true },
        { name: "Bas Verkerk", group: "Team Noord" },
        { name: "Cora Yilmaz", group: "Team Zuid", kind: team, makes: true },
        { name: "Dirk Smit", group: "Team Zuid" },
        { name: "Els Bakker", group: "Kaarten", kind: "Wie de kaarten maakt", makes: true },
      ] as const)
        invited.push([who.name, await inviteMember(page, who)]);
    });
    for (const [name, code] of invited) await join(name, code);

    await asSigner("officer", async (page) => {
      // Before there is a list whoever accepted is on it at once.
      for (const [name] of invited)
        expect(await wordsOf(page, `Zes woorden van ${name}`)).toEqual(people.get(name)?.words);
      await page.getByRole("button", { name: "Wijzig: Naam en adres" }).click();
      await page.getByLabel("Naam van de organisatie").fill("Dienst Wonen");
      await page.getByRole("button", { name: "Zet bij mijn wijzigingen" }).click();
      await page.getByRole("button", { name: "Bekijk de eerste lijst" }).click();
      await page.getByRole("heading", { level: 1, name: "Dit wordt de eerste lijst" }).waitFor();
      await requireAccessible(page);
      await compareAll(page);
      await page.getByRole("button", { name: "Onderteken en leg voor" }).click();
      await page.getByRole("heading", { level: 1, name: "Getekend." }).waitFor();
    });
    await asSigner("council", async (page) => {
      await sign(page);
      await requireAccessible(page);
    });

    await at(async (page) => {
      await page.goto(application.relay);
      await page.locator("#menu").getByRole("button", { name: "Het logboek", exact: true }).click();
      await page.getByText("Getekend door de integriteitsfunctionaris en de ondernemingsraad.").waitFor();
    });
  },
  LONG,
);

test(
  "founding: a signal to the new organisation is read and answered, once the team's key was passed on",
  async () => {
    await giveKeys("Anna de Boer", "Bas Verkerk");
    await at(async (page) => {
      await signInCouncil(page, application.board, phraseOf("Els Bakker"));
      await makeCards(page, 10);
      cards.push(...(await printedCards(page)));
    });
    await at(async (page) => {
      const card = (): Promise<string> => Promise.resolve(cards.pop() ?? "");
      codename.push(...(await writeSignal(page, { relay: application.relay, card }, SIGNAL)));
      await typeBackAndSend(page, codename);
    });
    await at(async (page) => {
      await signIn(page, application.board, phraseOf("Bas Verkerk"));
      await openCase(page, SIGNAL.title);
      await markSeen(page);
      await reply(page, "Wij vragen het na.");
    });
  },
  LONG,
);

test(
  "founding: who lost their words is invited again, and reads everything once a colleague gave the keys",
  async () => {
    const code = await asSigner("officer", async (page) => {
      await page.getByRole("button", { name: "Nodig iemand uit" }).click();
      await page.getByRole("radio", { name: "Iemand die de eigen woorden kwijt is" }).check();
      await page.getByLabel("Wie", { exact: true }).selectOption({ label: "Bas Verkerk" });
      await requireAccessible(page);
      await page.getByRole("button", { name: "Maak de uitnodiging" }).click();
      await page.getByRole("heading", { level: 1, name: "Acht woorden voor Bas Verkerk" }).waitFor();
      return (await page.locator(".ts-code-words li").allInnerTexts()).join(" ");
    });
    const lost = phraseOf("Bas Verkerk");
    await join("Bas Verkerk", code);
    await asSigner("officer", async (page) => {
      await listAccepted(page, ["Bas Verkerk"]);
      await page.getByRole("button", { name: "Bekijk wat u verandert" }).click();
      await compareAll(page);
      await page.getByRole("button", { name: "Onderteken en leg voor" }).click();
      await page.getByRole("heading", { level: 1, name: "Getekend." }).waitFor();
    });
    await asSigner("council", (page) => sign(page));

    // The old words sign in and find that they are nobody's any more; the new ones have no key of the team yet.
    await at(async (page) => {
      await page.goto(application.board);
      await page.getByLabel("Uw zes woorden").fill(lost);
      await page.getByRole("button", { name: "Inloggen", exact: true }).click();
      await page.locator(".ts-failure").waitFor();
    });
    await giveKeys("Anna de Boer", "Bas Verkerk");
    await at(async (page) => {
      await signIn(page, application.board, phraseOf("Bas Verkerk"));
      expect(await queueOn(page)).toEqual([SIGNAL.title]);
      await openCase(page, SIGNAL.title);
      // What he wrote with the key that is gone.
      await page.getByText("Wij vragen het na.").waitFor();
      await reply(page, "Het loket blijft open tot zes uur.");
    });
    await at(async (page) => {
      const both = page.getByText("Het loket blijft open tot zes uur.");
      await comeBack(page, application.relay, codename);
      await page.getByText("Wij vragen het na.").waitFor();
      await both.waitFor({ timeout: 60_000 });
    });
  },
  LONG,
);

test(
  "founding: who leaves is off the list, and the new key of their team opens what comes later",
  async () => {
    await at(async (page) => {
      await openOwnKeys(page, application.board, phraseOf("Cora Yilmaz"));
      await page.getByRole("button", { name: "Maak een nieuwe sleutel voor Team Zuid" }).click();
      await page.getByText("U hebt de sleutel van nu, en maakte de volgende.").waitFor();
    });
    await asSigner("council", async (page) => {
      await letGo(page, "Dirk Smit");
      await toOverview(page);
      await change(page, "Team Zuid", () => page.getByLabel("Els Bakker").check());
      await page.getByText("Alles is er. U kunt tekenen.").waitFor();
      await propose(page);
    });
    await asSigner("spare", (page) => sign(page));
    await giveKeys("Cora Yilmaz", "Els Bakker");
    await at(async (page) => {
      const card = (): Promise<string> => Promise.resolve(cards.pop() ?? "");
      const words = await writeSignal(
        page,
        { relay: application.relay, card },
        { ...SIGNAL, title: "Te laat gemeld", team: "Team Zuid" },
      );
      await typeBackAndSend(page, words);
    });
    await at(async (page) => {
      await signIn(page, application.board, phraseOf("Els Bakker"));
      await expect.poll(() => queueOn(page), { timeout: 30_000 }).toEqual(["Te laat gemeld"]);
    });
    await at(async (page) => {
      await page.goto(application.board);
      await page.getByLabel("Uw zes woorden").fill(phraseOf("Dirk Smit"));
      await page.getByRole("button", { name: "Inloggen", exact: true }).click();
      await page.locator(".ts-failure").waitFor();
    });
  },
  LONG,
);

test(
  "founding: who signs no longer is replaced by the two others, and whoever knew the old three goes on",
  async () => {
    const code = await asSigner("council", async (page) => {
      await page.getByRole("button", { name: "Nodig iemand uit" }).click();
      await page.getByRole("radio", { name: "Iemand die voortaan tekent" }).check();
      await page.getByRole("radio", { name: "De integriteitsfunctionaris" }).check();
      await page.getByLabel("Naam", { exact: true }).fill("Guus Mol");
      await requireAccessible(page);
      await page.getByRole("button", { name: "Maak de uitnodiging" }).click();
      await page.getByRole("heading", { level: 1, name: "Acht woorden voor Guus Mol" }).waitFor();
      return (await page.locator(".ts-code-words li").allInnerTexts()).join(" ");
    });
    await join("Guus Mol", code);
    await asSigner("council", async (page) => {
      await listAccepted(page, ["Guus Mol"]);
      await propose(page);
    });
    await asSigner("spare", (page) => sign(page));

    await asSigner("Guus Mol", async (page) => {
      await change(page, "Termijnen", () => page.getByLabel("Gezien binnen").fill("1"));
      await propose(page);
    });
    await at(async (page) => {
      await page.goto(`${application.board}/ceremony.html`);
      await page.getByLabel("Uw zes woorden").fill(phraseOf("officer"));
      await page.getByRole("button", { name: "Inloggen", exact: true }).click();
      await page.getByRole("heading", { name: "U tekent hier niet" }).waitFor();
    }, /status of 403/u);
    await asSigner("council", (page) => sign(page));

    // A member and a submitter both knew the three there were.
    await at(async (page) => {
      await signIn(page, application.board, phraseOf("Bas Verkerk"));
      expect(await queueOn(page)).toEqual([SIGNAL.title]);
    });
    await at(async (page) => {
      await comeBack(page, application.relay, codename);
      await page.getByText("Het loket blijft open tot zes uur.").waitFor();
    });
    await at(async (page) => {
      await page.goto(application.relay);
      await page.locator("#menu").getByRole("button", { name: "Het logboek", exact: true }).click();
      await page.getByText("Hier veranderde wie er tekent.").waitFor();
      await page
        .getByText("Getekend door de ondernemingsraad en de bewaarder van de reservesleutel.")
        .first()
        .waitFor();
    });
  },
  LONG,
);
