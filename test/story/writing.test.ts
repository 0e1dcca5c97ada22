// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import type { Page } from "playwright-core";
import { beforeEach, expect, test } from "vitest";
import { NARROW, openPage, requireAccessible, type WatchedPage } from "./page.ts";
import { BURSTS } from "./sealed.ts";
import { openStage } from "./stage.ts";
import {
  codenameOn,
  comeBack,
  giveCard,
  plainly,
  SMALL_SIGNAL,
  startWriting,
  typeBackAndSend,
  writeSignal,
} from "./submitter.ts";
import { Traffic } from "./traffic.ts";

// What a form can get: from people in a hurry, with odd text, on bad connections, with buttons of their own.

const { application, browser, sealed } = openStage();
let visit: WatchedPage;
let page: Page;

beforeEach(async () => {
  visit = await openPage(browser(), new Traffic(), NARROW);
  ({ page } = visit);
  return async () => {
    // Slots leave by themselves.
    await visit.context.unrouteAll({ behavior: "ignoreErrors" });
    await visit.context.close();
  };
});

const press = (name: string): Promise<void> => page.getByRole("button", { name, exact: true }).first().click();
const choose = (name: string): Promise<void> => page.getByRole("radio", { name: new RegExp(`^${name}`, "u") }).check();
const heading = (name: string): Promise<void> => page.getByRole("heading", { level: 1, name }).waitFor();

/** Past the pass, which is needed for sending and for nothing before. */
async function begin(): Promise<void> {
  await startWriting(page, application.relay, plainly);
  await press("Eerst de vragen bekijken");
  await heading("Wat voor signaal is het?");
}

async function toDecision(): Promise<void> {
  await begin();
  await choose("Een signaal blijft liggen");
  await choose("Beleid");
  await press("Verder");
  await heading("Over welk besluit gaat het?");
}

async function toFacts(title = SMALL_SIGNAL.title): Promise<void> {
  await toDecision();
  await page.getByLabel("In één zin").fill(title);
  await choose("Voorbereiding");
  await press("Verder");
  await heading("Wie mag het lezen?");
  await press("Verder");
  await heading("Wat is er aan de hand?");
}

test("writing: what is missing is said on top, with a way to it, beside the field, and nothing is lost", async () => {
  await begin();
  await press("Verder");
  const alert = page.getByRole("alert");
  await alert.waitFor();
  expect(await alert.innerText()).toContain("Er ontbreekt nog iets");
  expect(await page.evaluate("document.activeElement.id")).toBe("problems");
  await requireAccessible(page);
  await alert.getByRole("button", { name: "Kies beleid of uitvoering." }).click();
  expect(await page.evaluate("document.activeElement.id")).toBe("about");
  await page.keyboard.press("Space");
  await alert.getByText("Kies beleid of uitvoering.").waitFor({ state: "detached" });
  await choose("Iets anders");
  await press("Verder");
  await press("Verder");
  await page.getByLabel("In één zin").fill("Kort");
  await choose("Evaluatie");
  await press("Verder");
  await press("Terug");
  expect(await page.getByLabel("In één zin").inputValue()).toBe("Kort");
});

test("writing: markup is text, and invisible characters are taken out with a note and the cursor in its place", async () => {
  await toFacts();
  const facts = 'Dit <b>is</b> <img src=x onerror="document.title=1">\u200b\u202e tekst \u{1F400} شكرا';
  await page.getByLabel("De feiten").fill(facts);
  await page.getByText("Onzichtbare tekens uit uw tekst zijn weggehaald.").waitFor();
  const cleaned = facts.replaceAll(/[\u200b\u202e]/gu, "");
  expect(await page.getByLabel("De feiten").inputValue()).toBe(cleaned);
  for (let i = 0; i < 4; i++) await press("Verder");
  await heading("Klopt dit zo?");
  expect(await page.locator("main").innerText()).toContain(cleaned);
  expect(await page.locator("main img, main b").count()).toBe(0);
  await requireAccessible(page);
  expect(visit.complaints).toEqual([]);
});

test("writing: what is pasted from a document arrives as its text", async () => {
  await toFacts();
  await visit.context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.evaluate(`navigator.clipboard.write([new ClipboardItem({
    "text/html": new Blob(["<p style='color:red'>Eerst <b>dit</b></p><ul><li>dan dat</li></ul>"], { type: "text/html" }),
    "text/plain": new Blob(["Eerst dit\\n\\n\u2022\\tdan dat"], { type: "text/plain" }),
  })])`);
  await page.getByLabel("De feiten").focus();
  await page.keyboard.press("Control+V");
  await expect.poll(() => page.getByLabel("De feiten").inputValue()).toBe("Eerst dit\n\n• dan dat");
  for (let i = 0; i < 4; i++) await press("Verder");
  await page.getByRole("listitem").filter({ hasText: "dan dat" }).waitFor();
});

test("writing: 64 KiB of text is measured before anything is sent, and stays", async () => {
  await toFacts();
  const field = page.getByLabel("De feiten");
  await field.fill("Elf dagen, en niemand die het zegt. ".repeat(1700));
  await page.getByText(/U gebruikt \d+ % van de ruimte/u).waitFor();
  const noise = Buffer.from(crypto.getRandomValues(new Uint8Array(49_152))).toString("base64");
  await field.fill(noise);
  await page.getByText("De tekst is te lang. Maak hem korter.").waitFor();
  await press("Verder");
  await heading("Wat is er aan de hand?");
  expect(await field.inputValue()).toBe(noise);
  await field.fill("Kort.");
  await page.getByText("De tekst is te lang. Maak hem korter.").waitFor({ state: "detached" });
  await press("Verder");
  await heading("Wat kan er anders?");
});

test("writing: a day in the past is allowed and asked about", async () => {
  await toDecision();
  await page.getByLabel("Wanneer valt het besluit?").fill("2026-01-05");
  await page.getByText(/Dat was .*5 januari.*Klopt de dag\?/u).waitFor();
  await requireAccessible(page);
});

test("writing: policy and execution have questions of their own, and a change of mind loses no answer", async () => {
  await toFacts();
  await page.getByLabel("De feiten").fill("Iets.");
  await press("Verder");
  await page.getByLabel("Wie merkt het besluit?").fill("Iedereen.");
  expect(await page.getByLabel("Sinds wanneer speelt dit?").count()).toBe(0);
  for (let i = 0; i < 4; i++) await press("Terug");
  await choose("Uitvoering");
  for (let i = 0; i < 4; i++) await press("Verder");
  await page.getByLabel("Sinds wanneer speelt dit?").fill("Juni.");
  expect(await page.getByLabel("Wie merkt het besluit?").count()).toBe(0);
  for (let i = 0; i < 4; i++) await press("Terug");
  await choose("Beleid");
  for (let i = 0; i < 4; i++) await press("Verder");
  expect(await page.getByLabel("Wie merkt het besluit?").inputValue()).toBe("Iedereen.");
});

test("writing: who must not see it takes the whole team along, and with nobody left that is said", async () => {
  await toDecision();
  await page.getByLabel("In één zin").fill("Kort");
  await choose("Voorbereiding");
  await press("Verder");
  await page.getByRole("checkbox", { name: /^Noor Haddad/u }).check();
  await page.getByRole("radio", { name: /^Team Oost/u }).waitFor({ state: "detached" });
  expect(await page.getByRole("radio", { name: /^Team West/u }).isChecked()).toBe(true);
  await page.getByText("Daarom ook niet: Team Oost.").waitFor();
  await page.getByRole("checkbox", { name: /^Thomas Okafor/u }).check();
  await page.getByText("Er is geen team meer over").waitFor();
  await page.getByText(/Wie er wel overblijven.*Ineke Dijkstra/u).waitFor();
  await requireAccessible(page);
  await press("Verder");
  await page
    .getByRole("alert")
    .getByText(/Er is geen team over\./u)
    .waitFor();
  await page.getByRole("checkbox", { name: /^Noor Haddad/u }).uncheck();
  await page.getByRole("radio", { name: /^Team Oost/u }).waitFor();
  await press("Verder");
  await heading("Wat is er aan de hand?");
});

test("writing: the browser's own buttons go through the steps, and other pages keep what was typed", async () => {
  await toFacts("Terug en verder");
  await page.getByLabel("De feiten").fill("Blijft staan.");
  await page.goBack();
  await heading("Wie mag het lezen?");
  await page.goBack();
  await heading("Over welk besluit gaat het?");
  expect(await page.getByLabel("In één zin").inputValue()).toBe("Terug en verder");
  await page.goForward();
  await page.goForward();
  await heading("Wat is er aan de hand?");
  expect(await page.getByLabel("De feiten").inputValue()).toBe("Blijft staan.");
  await press("Zo werkt het");
  await page.getByLabel("De feiten").waitFor({ state: "detached" });
  await page.goBack();
  expect(await page.getByLabel("De feiten").inputValue()).toBe("Blijft staan.");
  expect(page.url()).toBe(`${application.relay}/`);
});

test("writing: another language keeps what was typed and where one is", async () => {
  await toFacts();
  await page.getByLabel("De feiten").fill("Blijft staan.");
  await press("English");
  await heading("What is going on?");
  expect(await page.getByLabel("The facts").inputValue()).toBe("Blijft staan.");
  expect(await page.evaluate("document.documentElement.lang")).toBe("en");
  await requireAccessible(page);
  await press("Nederlands");
  await heading("Wat is er aan de hand?");
  expect(await page.getByLabel("De feiten").inputValue()).toBe("Blijft staan.");
});

test("language: one that cannot be fetched is said in the language that was asked for, and comes when it can", async () => {
  await visit.context.route("**/assets/en-*.js", (route) => route.abort());
  await page.goto(application.relay);
  await press("English");
  await page.getByText("That did not work. Check your internet.").first().waitFor();
  await requireAccessible(page);
  await heading("Een goed besluit kan tegen een ander geluid.");
  await visit.context.unroute("**/assets/en-*.js");
  await press("English");
  await heading("A good decision can stand a different view.");
});

test("writing: leaving asks first while there is text, and no more once it was sent", async () => {
  await toFacts();
  const asked: string[] = [];
  page.on("dialog", (dialog) => {
    asked.push(dialog.type());
    void dialog.dismiss();
  });
  await page.close({ runBeforeUnload: true });
  await expect.poll(() => asked).toEqual(["beforeunload"]);
  await page.getByLabel("De feiten").fill(SMALL_SIGNAL.facts);
  for (let i = 0; i < 4; i++) await press("Verder");
  await press("Naar mijn codenaam");
  await page.getByRole("alert").getByRole("button", { name: "Geef een pas of kaart." }).click();
  await heading("Geef eerst uw pas of kaart");
  await giveCard(page, await application.card(), plainly);
  await press("Terug naar nakijken");
  await heading("Klopt dit zo?");
  await press("Naar mijn codenaam");
  await heading("Dit is uw codenaam");
  await press("Versturen zonder te volgen");
  await heading("Versturen en niet terugkomen?");
  await requireAccessible(page);
  await press("Versturen zonder te volgen");
  await heading("Uw signaal is bewaard");
  await requireAccessible(page);
  await page.close({ runBeforeUnload: true });
  await expect.poll(() => page.isClosed()).toBe(true);
  expect(asked).toEqual(["beforeunload"]);
});

test("writing: reading another page does not change the codename that is on paper", async () => {
  const words = await writeSignal(page, application, SMALL_SIGNAL);
  await press("Zo werkt het");
  await page.goBack();
  await heading("Dit is uw codenaam");
  expect(await page.locator(".ts-words li").first().innerText()).toContain(words[0]);
  await typeBackAndSend(page, words);
});

test("writing: the codename stays what is on paper until somebody tried to send with it, and a new one is said to be new", async () => {
  const words = await writeSignal(page, application, SMALL_SIGNAL);
  await press("Terug");
  await heading("Klopt dit zo?");
  await press("Naar mijn codenaam");
  await heading("Dit is uw codenaam");
  expect(await codenameOn(page)).toEqual(words);
  await sealed().intercept(visit.context, BURSTS, (burst) => burst.lose());
  await press("Ik heb ze opgeschreven");
  await page.getByLabel("Alle zeven woorden").fill(words.join(" "));
  await press("Versturen");
  await heading("Het versturen lukte niet");
  await press("Terug naar mijn tekst");
  await heading("Klopt dit zo?");
  await press("Naar mijn codenaam");
  await page.getByText("Dit zijn nieuwe woorden.").waitFor();
  expect(await codenameOn(page)).not.toEqual(words);
  await requireAccessible(page);
});

test("writing: the printed codename is seven words, and says nothing about what they open", async () => {
  const words = await writeSignal(page, application, SMALL_SIGNAL);
  await page.emulateMedia({ media: "print" });
  expect((await page.locator("body").innerText()).split(/\s+/u)).toEqual(words);
  expect(await page.title()).toBe("Tegenspraak");
});

test("writing: once it is sent the browser's back button shows nothing that nobody chose", async () => {
  const words = await writeSignal(page, application, { ...SMALL_SIGNAL, excluded: "Noor Haddad" });
  await typeBackAndSend(page, words);
  await page.goBack();
  await heading("Uw signaal is bewaard");
  expect(await page.locator("main").innerText()).not.toContain("Noor Haddad");
  await press("Begin");
  await press("Een signaal geven");
  await heading("Geef eerst uw pas of kaart");
  await page.getByRole("button", { name: "Woorden van een kaart typen" }).waitFor();
  await press("Eerst de vragen bekijken");
  await heading("Wat voor signaal is het?");
  expect(await page.getByRole("radio", { checked: true }).count()).toBe(0);
});

test("writing: the day by which an answer is due is the decision's, on the page that says it was sent as when following", async () => {
  const tomorrow = new Date(Date.now() + 86_400_000);
  const decisionDate = tomorrow.toLocaleDateString("sv-SE");
  const day = new Intl.DateTimeFormat("nl-NL", { weekday: "short", day: "numeric", month: "long" }).format(tomorrow);
  const words = await writeSignal(page, application, { ...SMALL_SIGNAL, decisionDate });
  await typeBackAndSend(page, words);
  await page.getByText(`Uiterlijk ${day}`).waitFor();
  await comeBack(page, application.relay, words);
  const item = page.locator(".ts-time li").filter({ hasText: "Uiterlijk dan is er antwoord" });
  await item.waitFor();
  expect(await item.innerText()).toContain(day);
});

test("writing: our button goes back in the browser's history, and its own goes on from there", async () => {
  await toFacts();
  await press("Terug");
  await heading("Wie mag het lezen?");
  await page.goBack();
  await heading("Over welk besluit gaat het?");
  await page.goForward();
  await heading("Wie mag het lezen?");
  await page.goForward();
  await heading("Wat is er aan de hand?");
});

test("writing: without a connection for what sends it the text stays, and sending works when there is one", async () => {
  await visit.context.route("**/assets/libsodium-*", (route) => route.abort());
  await page.goto(application.relay);
  await press("Een signaal geven");
  await page.getByRole("alert").getByText("Er is geen verbinding").waitFor();
  await requireAccessible(page);
  await visit.context.unroute("**/assets/libsodium-*");
  await page.getByRole("alert").getByRole("button", { name: "Opnieuw proberen" }).click();
  await heading("Geef eerst uw pas of kaart");
});

test("writing: a tab closed while sending sends all of it or nothing", async () => {
  const size = async (): Promise<number> => {
    const checkpoint = await (await fetch(`${application.board}/v1/logs/letters/checkpoint`)).text();
    return Number(checkpoint.split("\n")[1]);
  };
  const before = await size();
  const words = await writeSignal(page, application, SMALL_SIGNAL);
  let isAsked = false;
  await sealed().intercept(visit.context, BURSTS, async (burst) => {
    isAsked = true;
    await page.close();
    await burst.lose().catch(() => undefined);
  });
  await press("Ik heb ze opgeschreven");
  await page.getByLabel("Alle zeven woorden").fill(words.join(" "));
  await press("Versturen");
  await expect.poll(() => isAsked && page.isClosed(), { timeout: 10_000 }).toBe(true);
  expect([0, 5]).toContain((await size()) - before);
});

test("pages: one that could not be fetched is said, and fetched when it can be", async () => {
  await page.goto(application.relay);
  await page.getByRole("button", { name: "Een signaal geven" }).waitFor();
  await visit.context.route("**/assets/pages-*.js", (route) => route.abort());
  await press("Een signaal geven");
  await heading("Deze pagina kon niet worden opgehaald");
  await requireAccessible(page);
  await visit.context.unroute("**/assets/pages-*.js");
  await press("Opnieuw proberen");
  await heading("Geef eerst uw pas of kaart");
});
