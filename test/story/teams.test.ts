// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { openVault, teamShown } from "../bench/chromium.ts";
import { signalText } from "../signal.ts";
import { openCase, queueOn, signIn } from "./advisor.ts";
import { openOwnKeys } from "./founding.ts";
import { NARROW, openPage, requireAccessible, WIDE, type WatchedPage, type Window } from "./page.ts";
import { letGo, propose, sign, signInSigner, toOverview } from "./signer.ts";
import { openStage } from "./stage.ts";
import { Traffic } from "./traffic.ts";

// A team that changes, from the first button to what each of its people can read afterwards.

const LONG = 180_000;
const TITLE = "Van voor de wissel";
const { application, browser } = openStage();

interface Person {
  readonly name: string;
  readonly phrase: string;
}

async function phraseOf(name: string): Promise<string> {
  const answer = await fetch(`${application.board}/v1/demo`);
  const { members, rungs } = (await answer.json()) as { members: readonly Person[]; rungs: readonly Person[] };
  const person = [...members, ...rungs].find((each) => each.name === name);
  if (person === undefined) throw new Error(`nobody is called ${name}`);
  return person.phrase;
}

async function at(visit: (page: Page) => Promise<void>, size: Window = WIDE): Promise<void> {
  const { page, context, complaints } = await openPage(browser(), new Traffic(), size);
  await visit(page);
  expect(complaints).toEqual([]);
  await context.close();
}

async function asSigner(role: "officer" | "council", visit: (page: Page) => Promise<void>): Promise<void> {
  await at(async (page) => {
    await signInSigner(page, application.board, await application.signerPhrase(role));
    await visit(page);
  });
}

async function atOwnKeys(name: string, visit: (page: Page) => Promise<void>, size: Window = WIDE): Promise<void> {
  await at(async (page) => {
    await openOwnKeys(page, application.board, await phraseOf(name));
    await visit(page);
    await requireAccessible(page);
  }, size);
}

const offerKey = (name: string, group: string): Promise<void> =>
  atOwnKeys(name, async (page) => {
    await page.getByRole("button", { name: `Maak een nieuwe sleutel voor ${group}` }).click();
    await page.getByText("U hebt de sleutel van nu, en maakte de volgende.").first().waitFor();
  });

async function sendSignal(): Promise<void> {
  const vault = await openVault(browser(), application.relay);
  await vault.start("writer");
  await vault.keepSlots("writer");
  const { result: words } = await vault.ask<string[]>("writer", "drawCodename", { language: "nl" });
  const { result: organisation } = await vault.ask<{ origin: string }>("writer", "organisation", {});
  const derivation = { text: words.join(" "), origin: organisation.origin };
  const { result } = await vault.ask<Record<string, number>>("writer", "deriveCodename", derivation);
  const signal = signalText({ title: TITLE, about: "execution", facts: "Elf dagen." });
  await vault.ask("writer", "givePass", { source: { kind: "text", text: await application.card() } });
  const params = { master: Uint8Array.from(Object.values(result)), signal, team: await teamShown(vault, "oost") };
  await vault.ask("writer", "sendSignal", params);
  await vault.close();
}

const LATE = "Wij vragen het na bij de planning.";
let willem: WatchedPage;
/** At the desk since before anything changed. */
let noor: WatchedPage;

async function openDesk(name: string): Promise<WatchedPage> {
  const watched = await openPage(browser(), new Traffic());
  await signIn(watched.page, application.board, await phraseOf(name));
  await watched.page.locator(".ts-queue .ts-title", { hasText: TITLE }).waitFor({ timeout: 60_000 });
  await openCase(watched.page, TITLE);
  return watched;
}

beforeAll(async () => {
  await sendSignal();
  noor = await openDesk("Noor Haddad");
  willem = await openDesk("Willem Brouwer");
  await willem.page.getByLabel("Uw antwoord").fill(LATE);
}, 120_000);

test(
  "teams: somebody goes by one button and somebody comes by one, and nothing is signed before a colleague made the key",
  async () => {
    await asSigner("officer", async (page) => {
      await page.getByRole("button", { name: "Iemand komt erbij: Team Oost" }).click();
      await page.getByRole("heading", { level: 1, name: "Wie komt er bij Team Oost?" }).waitFor();
      await page.getByRole("button", { name: "Zet bij mijn wijzigingen" }).click();
      await page.getByText("Kies iemand.").waitFor();
      await requireAccessible(page);
      await page.getByLabel("Wie", { exact: true }).selectOption("Marjan Postma");
      await page.getByRole("button", { name: "Zet bij mijn wijzigingen" }).click();
      await page.getByRole("heading", { level: 2, name: "Uw wijzigingen" }).waitFor();
      await letGo(page, "Willem Brouwer");
      await page
        .getByText("Team Oost heeft een nieuwe sleutel nodig. Noor Haddad maakt die op de pagina ‘Mijn sleutels’.")
        .waitFor();
      await page.getByText("Vraag het zelf: er gaat geen bericht.").waitFor();
      expect(await page.getByRole("button", { name: "Onderteken en leg voor" }).count()).toBe(0);
      await requireAccessible(page);
      await toOverview(page);
      await offerKey("Noor Haddad", "Team Oost");
      await page.getByRole("button", { name: "Kijk of er iets nieuws is" }).click();
      await page.getByText("Alles is er. U kunt tekenen.").waitFor();
      await propose(page);
    });
    await asSigner("council", async (page) => {
      await page.getByRole("button", { name: "Bekijk de verschillen" }).click();
      await page.getByText("In Team Oost komt erbij: Marjan Postma. Uit Team Oost gaat weg: Willem Brouwer.").waitFor();
      await page.getByRole("button", { name: "Terug" }).click();
      await sign(page);
    });
  },
  LONG,
);

test(
  "teams: whoever made the key reads what to do next, and a late joiner gets no key of before their time",
  async () => {
    await atOwnKeys("Marjan Postma", async (page) => {
      await page.getByRole("heading", { level: 2, name: "Wat u nu kunt doen" }).waitFor();
      await page.getByText("U mist de sleutel van nu van Team Oost. Vraag een collega om hem te geven.").waitFor();
    });
    await atOwnKeys("Noor Haddad", async (page) => {
      await page.getByRole("heading", { level: 2, name: "Na een nieuwe sleutel" }).waitFor();
      const steps = page.locator("ol.ts-bullets > li");
      expect(await steps.count()).toBe(3);
      await steps.first().getByText("Geef de nieuwe sleutel van Team Oost aan uw collega’s").waitFor();
      await steps.nth(1).getByRole("link", { name: "Naar uw signalen" }).waitFor();
      await page.getByRole("button", { name: "Geef Marjan Postma de sleutels" }).click();
      await page.getByText("De sleutels liggen klaar voor Marjan Postma.").waitFor();
    });
    await atOwnKeys(
      "Marjan Postma",
      async (page) => {
        await page.getByText("U hebt de sleutel van nu.").first().waitFor();
        expect(await page.getByRole("heading", { name: "Oude sleutels" }).count()).toBe(0);
        expect(await page.getByRole("heading", { name: "Wat u nu kunt doen" }).count()).toBe(0);
      },
      NARROW,
    );
    await at(async (page) => {
      await signIn(page, application.board, await phraseOf("Marjan Postma"));
      expect(await queueOn(page)).toEqual([]);
    });
    await at(async (page) => {
      await signIn(page, application.board, await phraseOf("Noor Haddad"));
      expect(await queueOn(page)).toEqual([TITLE]);
    });
  },
  LONG,
);

test(
  "teams: whoever is taken off the list while writing is told so, and what they typed is there still",
  async () => {
    const { page, context } = willem;
    await page.getByRole("button", { name: "Antwoord sturen" }).click();
    // What was sent says so, and so does looking again, whichever comes first.
    await page.getByRole("alert").getByText("U staat niet met deze sleutel in de lijst").first().waitFor();
    expect(await page.getByLabel("Uw antwoord").inputValue()).toBe(LATE);
    await context.close();
  },
  LONG,
);

test(
  "teams: a desk that was open while the list changed goes on with the names and the key of now",
  async () => {
    await noor.page.getByRole("button", { name: "Opnieuw kijken" }).click();
    await noor.page.getByText("Marjan Postma").first().waitFor();
    await requireAccessible(noor.page);
  },
  LONG,
);

test(
  "teams: what is open is sealed to who came by one button, and they read all of it",
  async () => {
    await noor.page.getByRole("button", { name: "Open ze voor het team" }).click();
    await noor.page.getByText(/Klaar\. Uw team kan alles lezen vanaf/u).waitFor({ timeout: 60_000 });
    await requireAccessible(noor.page);
    const marjan = await openDesk("Marjan Postma");
    await marjan.page.getByText("Elf dagen.").waitFor();
    await requireAccessible(marjan.page);
    expect(marjan.complaints).toEqual([]);
    await marjan.context.close();
  },
  LONG,
);

test(
  "teams: an old key is destroyed only after saying that it was kept, everybody can see it, and what was sealed anew stays",
  async () => {
    await atOwnKeys("Noor Haddad", async (page) => {
      await page.getByRole("button", { name: "Vernietig deze oude sleutel: Team Oost, sleutel van periode 1" }).click();
      await page.getByRole("alertdialog", { name: "Dit kunt u niet ongedaan maken" }).waitFor();
      await requireAccessible(page);
      await page.getByRole("button", { name: "Vernietig de sleutel" }).click();
      await page.getByText("Zeg eerst dat de sleutel lang genoeg bewaard is.").waitFor();
      await page.getByRole("button", { name: "Nog bewaren" }).click();
      await page.getByRole("button", { name: "Vernietig deze oude sleutel: Team Oost, sleutel van periode 1" }).click();
      await page.getByLabel("Deze sleutel is meer dan 400 dagen geleden vervangen").check();
      // The ledger has it and the answer is lost: asked again it is the very same.
      await page.route(
        "**/v1/desk/burn-notices",
        async (route) => {
          await route.fetch();
          await route.abort();
        },
        { times: 1 },
      );
      await page.getByRole("button", { name: "Vernietig de sleutel" }).click();
      await page.getByRole("alert").waitFor();
      await page.getByLabel("Deze sleutel is meer dan 400 dagen geleden vervangen").check();
      await page.getByRole("button", { name: "Vernietig de sleutel" }).click();
      await page.getByText("Vernietigd: Team Oost, sleutel van periode 1. Maak nu een nieuw reservebestand.").waitFor();
    });
    await atOwnKeys("Noor Haddad", async (page) => {
      expect(await page.getByRole("heading", { name: "Oude sleutels" }).count()).toBe(0);
      expect(await page.getByRole("heading", { name: "Na een nieuwe sleutel" }).count()).toBe(0);
    });
    await at(async (page) => {
      await signIn(page, application.board, await phraseOf("Noor Haddad"));
      // By the new key, to which it was sealed before the old one went.
      expect(await queueOn(page)).toEqual([TITLE]);
    });
    await at(async (page) => {
      await page.goto(application.relay);
      await page.locator("#menu").getByRole("button", { name: "Het logboek", exact: true }).click();
      await page.getByText("Noor Haddad vernietigde de sleutel van Team Oost, periode 1.").waitFor();
      expect(await page.getByText("vernietigde de sleutel").count()).toBe(1);
      await requireAccessible(page);
    });
  },
  LONG,
);

test(
  "teams: a quarter's rotation asks a key of every team and rung, and is one proposal",
  async () => {
    const makers = [
      ["Noor Haddad", "Team Oost"],
      ["Saskia de Wit", "Team West"],
      ["Joke Verbeek", "Coördinatoren integriteit"],
      ["Marjan Postma", "Directeur Uitvoering"],
      ["Ineke Dijkstra", "Ondernemingsraad"],
    ] as const;
    await asSigner("council", async (page) => {
      await page.getByRole("button", { name: "Nieuwe sleutels voor dit kwartaal" }).click();
      await page.getByRole("heading", { level: 1, name: "Dit wilt u veranderen" }).waitFor();
      for (const [name, group] of makers) {
        await page.getByText(new RegExp(`^${group} heeft een nieuwe sleutel nodig\\..*${name}`, "u")).waitFor();
      }
      await requireAccessible(page);
      await toOverview(page);
      for (const [name, group] of makers) await offerKey(name, group);
      await page.getByRole("button", { name: "Kijk of er iets nieuws is" }).click();
      await page
        .getByText("Noor Haddad maakte een nieuwe sleutel voor Team Oost. Hij gaat mee in uw wijzigingen.")
        .waitFor();
      await page.getByText("Alles is er. U kunt tekenen.").waitFor();
      await propose(page);
    });
    await asSigner("officer", async (page) => {
      await page.getByRole("button", { name: "Bekijk de verschillen" }).click();
      for (const [, group] of makers)
        await page
          .getByText(`${group} krijgt een nieuwe sleutel. Oude berichten blijven leesbaar voor wie de oude heeft.`)
          .waitFor();
      await page.getByRole("button", { name: "Terug" }).click();
      await sign(page);
    });
    await atOwnKeys("Saskia de Wit", async (page) => {
      await page.getByText("Geef de nieuwe sleutel van Team West aan uw collega’s").waitFor();
    });
  },
  LONG,
);
