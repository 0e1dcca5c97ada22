// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import type { BrowserContext } from "playwright-core";
import { beforeEach, expect, test } from "vitest";
import { hex, SIZE_CLASSES } from "#crypto";
import { TRIES as SLOTS } from "../../client/worker/slots.ts";
import { signIn } from "./advisor.ts";
import { unusedCodename } from "./codename.ts";
import { NARROW, openPage, requireAccessible, tracesOf, type WatchedPage } from "./page.ts";
import { BUNDLES, BURSTS, OBLIVIOUS } from "./sealed.ts";
import { openStage } from "./stage.ts";
import { serveRewrittenLog } from "./rewritten-log.ts";
import { comeBack, SMALL_SIGNAL, typeBackAndSend, writeSignal } from "./submitter.ts";
import { Traffic } from "./traffic.ts";

// What goes wrong for people: words typed wrong, a server that lies or is not there, impatience, and having to leave at once.

const ORIGIN = "tegenspraak.localhost";
const { application, browser, sealed } = openStage();
let visit: WatchedPage;
let traffic: Traffic;

beforeEach(async () => {
  traffic = new Traffic();
  visit = await openPage(browser(), traffic, NARROW);
  return async () => {
    // Pages that read by themselves may be doing so.
    await visit.context.unrouteAll({ behavior: "ignoreErrors" });
    await visit.context.close();
  };
});

const alert = (): Promise<string> => visit.page.getByRole("alert").innerText();

async function logSize(): Promise<number> {
  const checkpoint = await (await fetch(`${application.board}/v1/logs/letters/checkpoint`)).text();
  return Number(checkpoint.split("\n")[1]);
}

/** Changes one bit: in the middle, unless it is said where. */
function damaged<Bytes extends Uint8Array>(bytes: Bytes, at = Math.floor(bytes.length / 2)): Bytes {
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  return bytes;
}

/** Of every answer to such a request. */
async function damage(context: BrowserContext, pattern: string, at?: number): Promise<void> {
  await context.route(pattern, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: damaged(await response.body(), at) });
  });
}

/** Inside of every answer, sealed as genuinely as it came. */
async function damageEnvelopes(context: BrowserContext): Promise<void> {
  await sealed().intercept(context, BUNDLES, async (bundle) => {
    const response = await bundle.ask();
    await bundle.answer({ ...response, content: damaged(response.content) });
  });
}

const pairsOf = (words: readonly string[]): string[] => words.slice(1).map((word, i) => `${words[i] ?? ""} ${word}`);

async function textOn({ page }: WatchedPage): Promise<string> {
  return (await page.locator("body").innerText()).split(/\s+/u).join(" ");
}

async function sent(): Promise<string[]> {
  const words = await writeSignal(visit.page, application, SMALL_SIGNAL);
  await typeBackAndSend(visit.page, words);
  return words;
}

async function found(): Promise<void> {
  await visit.page.getByText("Deze pagina heeft dat zelf nagerekend").waitFor();
}

test("codename: a word that is not in the list is named, with what was probably meant", async () => {
  const words = unusedCodename(ORIGIN);
  const typed = words.map((word, i) => (i === 3 ? `${word.slice(0, 2)}x${word.slice(2)}` : word));
  await comeBack(visit.page, application.relay, typed);
  await visit.page.getByText(`Woord 4, ‘${typed[3] ?? ""}’, staat niet in de lijst.`).waitFor();
  await requireAccessible(visit.page);
  await visit.page.getByRole("button", { name: words[3] ?? "", exact: true }).click();
  await visit.page.getByText("Alle zeven woorden horen bij elkaar.").waitFor();
});

test("codename: words that do not belong together are told from words that opened nothing", async () => {
  const words = unusedCodename(ORIGIN);
  const [first = "", second = "", ...rest] = words;
  await comeBack(visit.page, application.relay, [second, first, ...rest]);
  await visit.page.getByText("ze horen niet bij elkaar").waitFor();
  await visit.page.getByLabel("Alle zeven woorden").fill(words.slice(0, 6).join(" "));
  await visit.page.getByRole("button", { name: "Openen" }).click();
  await visit.page.getByText("Nog 1 te gaan").waitFor();
  // What is pressed before the page is ready counts once it is, with what is typed by then.
  const focused = (): Promise<string> => visit.page.evaluate<string>("document.activeElement.localName");
  await expect.poll(focused, { timeout: 20_000 }).toBe("textarea");
  await visit.page.getByLabel("Alle zeven woorden").fill(` ${words.join("\n ").toUpperCase()}`);
  await visit.page.getByRole("button", { name: "Openen" }).click();
  await visit.page.getByRole("heading", { name: "Hier is nog niets" }).waitFor();
  await visit.page.getByText(/zichtbaar vanaf\s+\d\d\.\d\d/u).waitFor();
  await requireAccessible(visit.page);
});

// Of the checkpoint its root: what is wrong in a witness's line is as absent.
const ROOT = "tegenspraak.localhost/v1/logs/letters\n12\nAAAA".length;

test.each<[string, (context: BrowserContext) => Promise<void>]>([
  ["entries", (context) => damage(context, "**/v1/logs/letters/tile/entries/**")],
  ["envelopes", damageEnvelopes],
  ["checkpoint", (context) => damage(context, "**/v1/logs/letters/checkpoint", ROOT)],
])("log: damaged %s are refused aloud, and what was shown stays", async (_name, spoil) => {
  const words = await sent();
  await comeBack(visit.page, application.relay, words);
  await found();
  await spoil(visit.context);
  // Somebody else's burst makes the log grow, so that there is something to fetch.
  await application.postNoise();
  await expect
    .poll(
      async () => {
        await visit.page.getByRole("button", { name: "Opnieuw kijken" }).click();
        return visit.page.getByRole("alert").count();
      },
      { timeout: 20_000 },
    )
    .toBe(1);
  expect(await alert()).toContain("Het logboek is beschadigd");
  // Looking again changes nothing while it is damaged.
  await visit.page.getByRole("button", { name: "Opnieuw kijken" }).click();
  await visit.page.waitForLoadState("networkidle");
  expect(await alert()).toContain("Het logboek is beschadigd");
  expect(await visit.page.locator("main").innerText()).toContain(SMALL_SIGNAL.facts);
  await requireAccessible(visit.page);
});

test("log: an answer that does not open is none, and whoever looks is told so, and nothing of a damaged log", async () => {
  const words = await sent();
  await comeBack(visit.page, application.relay, words);
  await found();
  await damage(visit.context, OBLIVIOUS);
  await application.postNoise();
  await visit.page.getByRole("alert").waitFor({ timeout: 20_000 });
  expect(await alert()).toContain("Het is nu erg druk");
  expect(await visit.page.locator("main").innerText()).toContain(SMALL_SIGNAL.facts);
  // A slot may be on its way at any moment.
  await visit.context.unrouteAll({ behavior: "wait" });
  await visit.page.getByRole("button", { name: "Opnieuw kijken" }).click();
  await visit.page.getByRole("alert").waitFor({ state: "detached" });
  expect(await visit.page.locator("main").innerText()).toContain(SMALL_SIGNAL.facts);
});

test("log: a rewritten log is refused although its own key signed it, and the old one is kept", async () => {
  const words = await sent();
  await comeBack(visit.page, application.relay, words);
  await found();
  await serveRewrittenLog(visit.context, application.relay, application.dataFolder);
  await visit.page.getByRole("button", { name: "Opnieuw kijken" }).click();
  expect(await alert()).toContain("Het logboek is veranderd");
  expect(await visit.page.locator("main").innerText()).toContain(SMALL_SIGNAL.facts);
});

test("log: one that shrank is refused", async () => {
  const old = await (await fetch(`${application.relay}/v1/logs/letters/checkpoint`)).text();
  const words = await sent();
  await comeBack(visit.page, application.relay, words);
  await found();
  await visit.context.route("**/v1/logs/letters/checkpoint", (route) => route.fulfill({ body: old }));
  await visit.page.getByRole("button", { name: "Opnieuw kijken" }).click();
  expect(await alert()).toContain("Het logboek is veranderd");
});

test("directory: one that two of three keys do not vouch for is not used, and nothing can be written", async () => {
  await damage(visit.context, "**/v1/directory");
  await visit.page.goto(application.relay);
  await visit.page.getByRole("button", { name: "Een signaal geven" }).click();
  await visit.page.getByRole("alert").waitFor();
  expect(await alert()).toContain("De sleutels zijn niet in orde");
  expect(await visit.page.getByRole("textbox").count()).toBe(0);
  await requireAccessible(visit.page);
});

test("sending: a lost answer and impatience lose nothing and keep one burst", async () => {
  const before = await logSize();
  const words = await writeSignal(visit.page, application, SMALL_SIGNAL);
  const bursts: string[] = [];
  await sealed().intercept(visit.context, BURSTS, (burst) => {
    bursts.push(JSON.stringify([burst.request.authorization, hex(burst.request.content)]));
    if (bursts.length <= SLOTS) return burst.lose();
    return bursts.length <= 2 * SLOTS ? burst.loseAnswer() : burst.letThrough();
  });
  await visit.page.getByRole("button", { name: "Ik heb ze opgeschreven" }).click();
  await visit.page.getByLabel("Alle zeven woorden").fill(words.join(" "));
  await visit.page.getByRole("button", { name: "Versturen", exact: true }).dblclick();
  await visit.page.getByRole("heading", { name: "Het versturen lukte niet" }).waitFor();
  expect(await alert()).toContain("Er is geen verbinding");
  await requireAccessible(visit.page);
  await visit.page.getByRole("button", { name: "Nog eens versturen" }).click();
  await expect.poll(() => bursts.length, { timeout: 20_000 }).toBe(2 * SLOTS);
  await visit.page.getByRole("button", { name: "Nog eens versturen" }).click();
  await visit.page.getByRole("heading", { name: "Uw signaal is bewaard" }).waitFor();
  expect(bursts).toHaveLength(2 * SLOTS + 1);
  // The same bytes for the same token, each time sealed anew.
  expect(new Set(bursts).size).toBe(1);
  const slots = traffic.bodies().filter(({ length }) => length === SIZE_CLASSES.slot.request);
  expect(new Set(slots.map(hex)).size).toBe(slots.length);
  await expect.poll(logSize, { timeout: 20_000 }).toBe(before + 5);
});

test("desk: words that nobody has are refused without saying which part was wrong", async () => {
  const phrase = unusedCodename(ORIGIN).slice(0, 6).join(" ");
  await visit.page.goto(application.board);
  await visit.page.getByLabel("Uw zes woorden").fill(phrase);
  await visit.page.getByRole("button", { name: "Inloggen" }).click();
  await visit.page.getByRole("alert").waitFor();
  expect(await alert()).toContain("Met deze woorden kunt u niet inloggen");
  await requireAccessible(visit.page);
});

test("desk: a reply that could not be sent stays in its field, and arrives once when it can", async () => {
  const title = `Bereikbaarheid ${Date.now()}`;
  const words = await writeSignal(visit.page, application, { ...SMALL_SIGNAL, title });
  await typeBackAndSend(visit.page, words);
  const member = (await application.members()).find(({ team }) => team === SMALL_SIGNAL.team);
  const desk = await openPage(browser(), new Traffic());
  await signIn(desk.page, application.board, member?.phrase ?? "");
  await expect
    .poll(async () => {
      await desk.page.getByRole("button", { name: "Opnieuw kijken" }).click();
      return desk.page.locator(".ts-queue button", { hasText: title }).count();
    })
    .toBe(1);
  await desk.page.locator(".ts-queue button", { hasText: title }).click();
  await sealed().intercept(desk.context, BURSTS, (burst) => burst.lose());
  await desk.page.getByLabel("Uw antwoord").fill("Morgen\tom \u200btien uur.");
  await desk.page.getByRole("button", { name: "Antwoord sturen" }).click();
  await desk.page.getByRole("alert").waitFor();
  expect(await desk.page.getByLabel("Uw antwoord").inputValue()).toBe("Morgen om tien uur.");
  await requireAccessible(desk.page);
  await desk.context.unroute(OBLIVIOUS);
  await desk.page.getByRole("button", { name: "Antwoord sturen" }).click();
  await desk.page.getByText("Uw bericht is bewaard").waitFor();
  await desk.page.getByText("Morgen om tien uur.").waitFor();
  await desk.page.getByText("Verstuurd, nog niet zichtbaar").waitFor({ state: "detached", timeout: 60_000 });
  expect(await desk.page.getByText("Morgen om tien uur.").count()).toBe(1);
  await desk.context.route("**/v1/desk/sessions/current", (route) => route.abort());
  await desk.page.getByRole("button", { name: "Uitloggen" }).click();
  await desk.page.getByRole("heading", { level: 1, name: "Inloggen" }).waitFor();
  expect(await desk.page.getByRole("alert").innerText()).toContain("Er is geen verbinding");
  await desk.context.unrouteAll({ behavior: "ignoreErrors" });
  await desk.context.close();
});

test.each(["the button", "Shift three times"])("exit: %s leaves nothing to come back to", async (how) => {
  await visit.context.route("https://www.rijksoverheid.nl/**", (route) =>
    route.fulfill({ contentType: "text/html", body: "<title>Elders</title>Elders" }),
  );
  const words = await writeSignal(visit.page, application, SMALL_SIGNAL);
  expect(await textOn(visit)).toContain(pairsOf(words)[0]);
  if (how === "the button") await visit.page.getByRole("button", { name: "Snel weg" }).click();
  else for (let i = 0; i < 3; i++) await visit.page.keyboard.press("Shift");
  await visit.page.getByText("Elders").waitFor();
  await visit.page.goBack();
  expect(visit.page.url()).toBe("about:blank");
  const text = await textOn(visit);
  // A page may have one of the words in a sentence of its own; never two of them in a row.
  for (const pair of pairsOf(words)) expect(text).not.toContain(pair);
  expect(text).not.toContain(SMALL_SIGNAL.title);
  if (visit.page.url().startsWith(application.relay)) {
    for (const word of words) expect(await tracesOf(visit)).not.toContain(word);
  }
});
