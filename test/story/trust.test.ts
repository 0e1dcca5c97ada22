// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import type { BrowserContext } from "playwright-core";
import { beforeEach, expect, test } from "vitest";
import { signIn } from "./advisor.ts";
import { unusedCodename } from "./codename.ts";
import { DAY, EvilBoard, nowSeconds } from "./evil-board.ts";
import { openPage, requireAccessible, type WatchedPage } from "./page.ts";
import { DUMMIES } from "./sealed.ts";
import { openStage } from "./stage.ts";
import { comeBack, giveCard, MORE_STEPS, plainly, SMALL_SIGNAL, typeBackAndSend, writeSignal } from "./submitter.ts";
import { Traffic } from "./traffic.ts";

// A board that lies about keys and logs: what people are told, what they cannot do any more, and what they still can.

const ORIGIN = "tegenspraak.localhost";
/** The smallest window that WCAG speaks of. */
const SMALLEST = { width: 320, height: 800 };
const { application, browser, sealed } = openStage();
const evil = new EvilBoard(application);
let visit: WatchedPage;

const open = (): Promise<WatchedPage> => openPage(browser(), new Traffic(), SMALLEST);
beforeEach(async () => {
  visit = await open();
  return async () => {
    // What the evil board was still answering is of no interest to anybody.
    await visit.context.unrouteAll({ behavior: "ignoreErrors" });
    await visit.context.close();
  };
});

async function sent({ page }: WatchedPage = visit): Promise<string[]> {
  const words = await writeSignal(page, application, SMALL_SIGNAL);
  await typeBackAndSend(page, words);
  return words;
}

const proven = ({ page }: WatchedPage): Promise<void> =>
  page.getByText("Deze pagina heeft dat zelf nagerekend").waitFor();

/** Sent, and seen in the log, by somebody else than who looks in the test. */
async function sentBefore(serve?: (context: BrowserContext) => Promise<void>): Promise<string[]> {
  const writer = await open();
  await serve?.(writer.context);
  const words = await sent(writer);
  await comeBack(writer.page, application.relay, words);
  await proven(writer);
  await writer.context.close();
  return words;
}

let known: Promise<string[]> | undefined;
/** The same for all who only look at it. */
const knownSignal = (): Promise<string[]> => (known ??= sentBefore());

async function alertOn({ page }: WatchedPage): Promise<string> {
  await page.getByRole("alert").waitFor();
  return page.getByRole("alert").innerText();
}

/** Tries to write, and is told why not. */
async function refusedToWrite(): Promise<string> {
  await visit.page.goto(application.relay);
  await visit.page.getByRole("button", { name: "Een signaal geven" }).click();
  const text = await alertOn(visit);
  expect(await visit.page.getByRole("textbox").count()).toBe(0);
  expect(await visit.page.getByRole("button", { name: "Verder", exact: true }).count()).toBe(0);
  await requireAccessible(visit.page);
  return text;
}

async function refusedToOpen(words: readonly string[]): Promise<string> {
  await comeBack(visit.page, application.relay, words);
  const text = await alertOn(visit);
  expect(await visit.page.locator("main").innerText()).not.toContain(SMALL_SIGNAL.title);
  await requireAccessible(visit.page);
  return text;
}

const bandOn = ({ page }: WatchedPage): Promise<string> => page.locator("#vouched").innerText();

/** As a page writes it: "woensdag 25 november, 14.05 uur". */
function momentText(seconds: number): string {
  const date = new Date(seconds * 1000);
  const day = new Intl.DateTimeFormat("nl-NL", { weekday: "long", day: "numeric", month: "long" }).format(date);
  const [hours, minutes] = [date.getHours(), date.getMinutes()].map((value) => String(value).padStart(2, "0"));
  return `${day}, ${hours ?? ""}.${minutes ?? ""} uur`;
}

const NOT_VOUCHED = "Niemand anders bevestigt nu de sleutels";
const ROLLED_BACK = "De lijst met sleutels past niet bij de vorige";

test("trust: two others vouch for the log, and their names are there with the proof", async () => {
  const words = await knownSignal();
  await comeBack(visit.page, application.relay, words);
  await proven(visit);
  const text = await visit.page.locator("main").innerText();
  expect(text).toContain("Er kijken anderen mee: Ondernemingsraad en Een tweede overheid.");
  expect(text).toContain("Uw signaal kan niet meer ongemerkt verdwijnen.");
  expect(await visit.page.locator("#vouched").count()).toBe(0);
  await requireAccessible(visit.page);
  // What is not cosigned yet continues what was: the signal is in that too.
  await evil.serveCheckpoint(visit.context, "letters", null);
  await visit.page.getByRole("button", { name: "Opnieuw kijken" }).click();
  await visit.page.getByText("Niets nieuws.").waitFor();
  expect(await visit.page.locator("main").innerText()).toContain("Uw signaal kan niet meer ongemerkt verdwijnen.");
  expect(await visit.page.locator("#vouched").count()).toBe(0);
});

test.each(["no cosignatures", "cosignatures of the true one"])(
  "split view: a newcomer is shown another list of keys with %s and cannot write",
  async (how) => {
    const other = await evil.document(0, await evil.withOtherKey("west"));
    const cosigned = how === "no cosignatures" ? null : await evil.trueCosignatures("directory");
    await evil.serveDirectory(visit.context, [other], cosigned);
    const looks: string[] = [];
    visit.page.on("request", (request) => looks.push(new URL(request.url()).pathname));
    const text = await refusedToWrite();
    expect(text).toContain(NOT_VOUCHED);
    expect(text).toContain("Nog geen twee anderen bevestigden deze lijst.");
    expect(text).toContain("Lezen en antwoorden kan wel.");
    expect(looks.filter((path) => path === "/v1/logs/directory/checkpoint")).toHaveLength(4);
    await comeBack(visit.page, application.relay, unusedCodename(ORIGIN));
    await visit.page.getByRole("heading", { name: "Hier is nog niets" }).waitFor();
    expect(await bandOn(visit)).toContain("Nog geen twee anderen bevestigden de lijst met sleutels.");
    await requireAccessible(visit.page);
  },
);

test("split view: who saw the true list is not shown another of the same size", async () => {
  const words = await knownSignal();
  await evil.serveDirectory(visit.context, [await evil.document(0, await evil.withOtherKey("west"))], nowSeconds());
  expect(await refusedToOpen(words)).toContain(ROLLED_BACK);
});

test("split view: who saw the true list is not shown another that is longer", async () => {
  const words = await knownSignal();
  const documents = [await evil.document(0, { units: [] }), await evil.document(1, { units: ["Elders"] })];
  await evil.serveDirectory(visit.context, documents, nowSeconds());
  const text = await refusedToOpen(words);
  expect(text).toContain(ROLLED_BACK);
  expect(text).toContain("does not continue the one seen before");
});

/** A directory that goes on from the demo's, as genuine as can be. */
async function serveNext(context: BrowserContext, change: Readonly<Record<string, unknown>>): Promise<void> {
  const documents = [await evil.text("/v1/directory"), await evil.document(1, change)];
  await evil.serveDirectory(context, documents, nowSeconds());
}

test("rollback: a page that stays open is not taken back to an older list, and forgets nothing of what it knew", async () => {
  await serveNext(visit.context, { units: ["Elders"] });
  await visit.page.goto(application.relay);
  await visit.page.getByRole("button", { name: "Verder met mijn codenaam" }).click();
  await visit.page.getByRole("heading", { name: "Wat is uw codenaam?" }).waitFor();
  await visit.page.getByText("Dienst Vergunningen").waitFor({ state: "attached" });
  await evil.stop(visit.context);
  for (let i = 0; i < 2; i++) {
    await visit.page.getByLabel("Alle zeven woorden").fill(unusedCodename(ORIGIN).join(" "));
    await visit.page.getByRole("button", { name: "Openen" }).click();
    await visit.page.getByText(ROLLED_BACK).waitFor();
    expect(await alertOn(visit)).toContain("is shorter than the one seen before");
  }
  await serveNext(visit.context, { units: ["Elders"] });
  await visit.page.getByRole("button", { name: "Openen" }).click();
  await visit.page.getByRole("heading", { name: "Hier is nog niets" }).waitFor();
});

test("rollback: who comes back with a codename is not shown a list that is older than theirs", async () => {
  const words = await sentBefore((context) => serveNext(context, { units: ["Elders"] }));
  const text = await refusedToOpen(words);
  expect(text).toContain(ROLLED_BACK);
  expect(text).toContain("Verstuur niets en meld dit bij de ondernemingsraad.");
});

test("directory: a list that goes on is taken, and own words stay readable when the team has another key", async () => {
  const words = await sentBefore();
  await serveNext(visit.context, await evil.withOtherKey("west"));
  await comeBack(visit.page, application.relay, words);
  await proven(visit);
  expect(await visit.page.locator("main").innerText()).toContain(SMALL_SIGNAL.facts);
  // And from then on the older one is not.
  await visit.page.getByLabel("Uw bericht").fill("Nog iets.");
  await visit.page.getByRole("button", { name: "Bericht sturen", exact: true }).click();
  await visit.page.getByText("Uw bericht is verstuurd.").waitFor();
  const later = await open();
  await expect
    .poll(
      async () => {
        await comeBack(later.page, application.relay, words);
        await later.page.locator("[role=alert], .ts-time").first().waitFor();
        return later.page.locator("main").innerText();
      },
      { timeout: 30_000 },
    )
    .toContain(ROLLED_BACK);
  await later.context.unrouteAll({ behavior: "ignoreErrors" });
  await later.context.close();
});

test("directory: who is writing while a team changes sends nothing to others than were named, and is asked again", async () => {
  const { page } = visit;
  const press = (name: string): Promise<void> => page.getByRole("button", { name, exact: true }).first().click();
  const words = await writeSignal(page, application, SMALL_SIGNAL);
  await serveNext(visit.context, await evil.withOtherKey("west", { members: ["saskia-de-wit", "emre-aydin"] }));
  // Another page of the same visit reads the list anew.
  await page.evaluate("history.go(-10)");
  await press("Verder met mijn codenaam");
  await page.getByRole("heading", { name: "Wat is uw codenaam?" }).waitFor();
  await page.goBack();
  await press("Een signaal geven");
  await page.getByRole("heading", { name: "Dit is uw codenaam" }).waitFor();
  const posts: string[] = [];
  page.on("request", (request) => {
    if (request.method() === "POST") posts.push(sealed().in(request)?.path ?? new URL(request.url()).pathname);
  });
  await press("Ik heb ze opgeschreven");
  await page.getByLabel("Alle zeven woorden").fill(words.join(" "));
  await press("Versturen");
  const text = await alertOn(visit);
  expect(text).toContain("Het team is veranderd");
  expect(posts.filter((path) => !DUMMIES.test(path))).toEqual([]);
  await requireAccessible(page);
  await press("Bekijk wie er nu lezen");
  await page.getByText("Vertrouwenspersonen, Team West: Saskia de Wit en Emre Aydin.").waitFor();
  expect(await page.getByRole("heading", { level: 1 }).innerText()).toBe("Wie mag het lezen?");
  for (const title of ["Wat is er aan de hand?", ...MORE_STEPS, "Klopt dit zo?"]) {
    await press("Verder");
    await page.getByRole("heading", { level: 1, name: title }).waitFor();
  }
  await press("Naar mijn codenaam");
  // Leaving the page for a codename ended the Worker, and what it had been given with it.
  await press("Geef een pas of kaart.");
  await giveCard(page, await application.card(), plainly);
  await press("Terug naar nakijken");
  await press("Naar mijn codenaam");
  await typeBackAndSend(page, words);
  expect(await page.locator("main").innerText()).toContain("Emre Aydin");
});

test("directory: one that only one of three signed is not used", async () => {
  await evil.serveDirectory(visit.context, [await evil.document(0, {}, ["officer"])], nowSeconds());
  const text = await refusedToWrite();
  expect(text).toContain("Voor de sleutels tekende maar één partij");
  expect(text).toContain("Anders kan één partij alleen kiezen wie meeleest.");
});

test("directory: one that is not the last in its log is not used", async () => {
  const first = await evil.text("/v1/directory");
  const documents = [first, await evil.document(1, { units: ["Elders"] })];
  await evil.serveDirectory(visit.context, documents, nowSeconds(), first);
  const text = await refusedToWrite();
  expect(text).toContain("Deze lijst met sleutels is niet de laatste");
  expect(text).toContain("Misschien kwam er net een nieuwe bij.");
});

test("ledger: one that is shorter than the one that was seen is refused", async () => {
  const words = await knownSignal();
  // All that is left of it is what nobody can read a thing without.
  await evil.serveLedgerOfGateway(visit.context);
  const text = await refusedToOpen(words);
  expect(text).toContain(ROLLED_BACK);
  expect(text).toContain("the ledger log is shorter than the one seen before");
});

test("witnesses: when nobody vouched for a day a new signal is refused, and reading and answering go on", async () => {
  const words = await sentBefore();
  const since = nowSeconds() - DAY - 3600;
  await evil.serveCheckpoints(visit.context, since);
  const text = await refusedToWrite();
  expect(text).toContain(NOT_VOUCHED);
  expect(text).toContain(`Sinds ${momentText(since)} bevestigde niemand anders deze lijst.`);
  await comeBack(visit.page, application.relay, words);
  await proven(visit);
  const said = `Sinds ${momentText(since)} bevestigde niemand anders de lijst met sleutels en het logboek.`;
  expect(await bandOn(visit)).toContain(said);
  const page = await visit.page.locator("main").innerText();
  expect(page).toContain(`Sinds ${momentText(since)} keek niemand anders mee.`);
  expect(page).toContain(SMALL_SIGNAL.facts);
  await requireAccessible(visit.page);
  await visit.page.getByLabel("Uw bericht").fill("Ik wacht op antwoord.");
  await visit.page.getByRole("button", { name: "Bericht sturen", exact: true }).click();
  await visit.page.getByText("Uw bericht is verstuurd.").waitFor();
});

test("witnesses: the desk goes on too, and says so", async () => {
  await knownSignal();
  const since = nowSeconds() - DAY - 3600;
  await evil.serveCheckpoints(visit.context, since);
  const member = (await application.members()).find(({ team }) => team === SMALL_SIGNAL.team);
  await visit.page.setViewportSize({ width: 1280, height: 900 });
  await signIn(visit.page, application.board, member?.phrase ?? "");
  expect(await bandOn(visit)).toContain(
    `Sinds ${momentText(since)} bevestigde niemand anders de lijst met sleutels en het logboek.`,
  );
  expect(await visit.page.locator(".ts-queue button", { hasText: SMALL_SIGNAL.title }).count()).toBeGreaterThan(0);
  await requireAccessible(visit.page);
});

test("log: where nobody vouches for what a signal is in, it is not said to be safe", async () => {
  const words = await sentBefore();
  await evil.serveCheckpoint(visit.context, "letters", null);
  let looks = 0;
  visit.page.on("request", (request) => (looks += Number(request.url().endsWith("/letters/checkpoint"))));
  await comeBack(visit.page, application.relay, words);
  await proven(visit);
  // Once when the page was opened, and waited for once; not for what was there before.
  expect(looks).toBeGreaterThanOrEqual(5);
  const before = looks;
  await visit.page.getByRole("button", { name: "Opnieuw kijken" }).click();
  await visit.page.getByText("Niets nieuws.").waitFor();
  // The page looks by itself too, once an interval.
  expect(looks - before).toBeLessThan(4);
  const text = await visit.page.locator("main").innerText();
  expect(text).toContain("Nog geen twee anderen bevestigden de stand met uw signaal.");
  expect(text).not.toContain("niet meer ongemerkt verdwijnen");
  expect(await bandOn(visit)).toContain("Nog geen twee anderen bevestigden het logboek.");
  expect(await bandOn(visit)).not.toContain("de lijst met sleutels");
  await requireAccessible(visit.page);
});

test("log: one that was made for a newcomer comes with a band, and is refused to who has a codename", async () => {
  await application.postNoise();
  await expect.poll(() => evil.size("letters"), { timeout: 20_000 }).toBeGreaterThan(0);
  const words = await sentBefore();
  await evil.serveOtherLetters(visit.context, sealed());
  await comeBack(visit.page, application.relay, unusedCodename(ORIGIN));
  await visit.page.getByRole("heading", { name: "Hier is nog niets" }).waitFor();
  expect(await bandOn(visit)).toContain("Nog geen twee anderen bevestigden het logboek.");
  await comeBack(visit.page, application.relay, words);
  expect(await alertOn(visit)).toContain("Het logboek is veranderd");
});
