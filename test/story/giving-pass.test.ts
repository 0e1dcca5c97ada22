// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeEach, expect, test } from "vitest";
import { drawTokens, encodePass, finaliseTokens, passText, type HeldToken, type TokenPurpose } from "#crypto";
import { signerOf } from "../server/tokens.ts";
import { filmOf, pictureOf } from "./code-picture.ts";
import { unusedCodename } from "./codename.ts";
import { launchChromium } from "./chromium.ts";
import { withKeyboard } from "./hands.ts";
import { NARROW, openPage, requireAccessible, type WatchedPage } from "./page.ts";
import { DUMMIES, EXCHANGES, isSealed } from "./sealed.ts";
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

// How people show that they are staff: what they give, what is wrong with it, and that nothing is spent before something is sent.

const ORIGIN = "tegenspraak.localhost";
const folder = mkdtempSync(join(tmpdir(), "tegenspraak-film-"));
afterAll(() => rmSync(folder, { recursive: true }));

const { application, browser, sealed } = openStage({ SEQUENCE_INTERVAL_MS: "2000" });
let visit: WatchedPage;
let page: Page;

beforeEach(async () => {
  visit = await openPage(browser(), new Traffic(), NARROW);
  ({ page } = visit);
  return () => visit.context.close();
});

const press = (name: string): Promise<void> => page.getByRole("button", { name, exact: true }).first().click();
const heading = (name: string): Promise<void> => page.getByRole("heading", { level: 1, name }).waitFor();
const failure = (title: string): Promise<void> =>
  page.getByRole("alert").getByRole("heading", { name: title }).waitFor();
const given = (title = "Dit is een geldige pas"): Promise<void> => page.getByRole("heading", { name: title }).waitFor();

/** Place of a key in the directory's list. */
async function keyIndexOf(purpose: TokenPurpose): Promise<number> {
  const directory = await (await fetch(`${application.board}/v1/directory`)).text();
  const statement = directory.split("\n").find((line) => line.startsWith("{")) ?? "";
  const { tokens } = JSON.parse(statement) as { readonly tokens: readonly { readonly purpose: string }[] };
  return tokens.findIndex((key) => key.purpose === purpose);
}

async function issued(purpose: TokenPurpose): Promise<HeldToken> {
  const { publicKey, sign } = signerOf(purpose, application.dataFolder);
  const pending = drawTokens(publicKey, ORIGIN, 1);
  const answer = Buffer.concat(pending.blinded.map(({ blinded }) => sign(blinded)));
  const [token] = finaliseTokens(pending, answer, await keyIndexOf(purpose));
  if (token === undefined) throw new Error("nothing signed");
  return token;
}

const newPass = async (): Promise<{ pass: HeldToken; credential: HeldToken }> => ({
  pass: await issued("pass"),
  credential: await issued("ballot"),
});

const begin = (): Promise<void> => startWriting(page, application.relay, plainly);

async function chooseFile(buffer: Uint8Array, name = "pas.bin"): Promise<void> {
  const chooser = page.waitForEvent("filechooser");
  await press("Bestand of foto kiezen");
  await (await chooser).setFiles({ name, mimeType: "application/octet-stream", buffer: Buffer.from(buffer) });
}

/** What a screenshot or a phone would make of it. */
async function photoOf(text: string, type: "image/png" | "image/jpeg"): Promise<Buffer> {
  const { width, height, luma } = pictureOf(text, 1600, 1200, 0.8);
  const base64 = await page.evaluate(
    `(async () => {
      const grey = Uint8Array.from(atob("${Buffer.from(luma).toString("base64")}"), (c) => c.charCodeAt(0));
      const pixels = new ImageData(${width}, ${height});
      grey.forEach((value, i) => pixels.data.set([value, value, value, 255], 4 * i));
      const canvas = new OffscreenCanvas(${width}, ${height});
      const context = canvas.getContext("2d");
      context.putImageData(pixels, 0, 0);
      const blob = await canvas.convertToBlob({ type: "${type}", quality: 0.7 });
      const bytes = new Uint8Array(await blob.arrayBuffer());
      return btoa(bytes.reduce((text, byte) => text + String.fromCharCode(byte), ""));
    })()`,
  );
  return Buffer.from(String(base64), "base64");
}

const LATER = /\/assets\/(?:decoder|qr|thread-view|thread-en|conversation)-/;

test("pass: its file is read and checked on the device, and asks the server for nothing", async () => {
  const planned = page.waitForRequest(isSealed);
  await begin();
  // Until something leaves the page may still be reading whom one can write to.
  await planned;
  const [asked, slots]: [string[], string[]] = [[], []];
  // The decoder, and what shows a thread, come to everybody a few seconds after the page; slots leave whatever is done.
  page.on("request", (request) => {
    const inside = sealed().in(request);
    if (inside !== null) slots.push(inside.path);
    else if (!LATER.test(request.url())) asked.push(request.url());
  });
  await chooseFile(encodePass(await newPass()));
  await given();
  expect(await page.evaluate("document.activeElement.id")).toBe("pass");
  await page.getByText("Er is nog niets verstuurd.").first().waitFor();
  await requireAccessible(page);
  expect(asked).toEqual([]);
  expect(slots.filter((path) => !DUMMIES.test(path))).toEqual([]);
  await press("Een andere pas of kaart geven");
  await page.getByRole("button", { name: "Bestand of foto kiezen" }).waitFor();
  await requireAccessible(page);
});

test.each(["image/png", "image/jpeg"] as const)("pass: a photo of its code is read (%s)", async (type) => {
  await begin();
  await chooseFile(await photoOf(passText(await newPass()), type), "foto");
  await given();
});

test("pass: the code of a card is read too, and one of something else is not taken for either", async () => {
  await begin();
  await chooseFile(await photoOf((await application.card()).toUpperCase(), "image/png"), "kaart.png");
  await given("De kaart is goed gelezen");
  await press("Een andere pas of kaart geven");
  await chooseFile(await photoOf("HTTPS://EXAMPLE.ORG/1234", "image/png"), "fiets.png");
  await failure("Dit is geen pas en geen kaart");
  await requireAccessible(page);
  await press("De vorige houden");
  await given("De kaart is goed gelezen");
  await press("Verder");
  await heading("Wat voor signaal is het?");
});

test("pass: a photo without a code, a damaged file and any other file are told apart", async () => {
  await begin();
  const empty = await page.evaluate<string>(
    `(async () => {
      const canvas = new OffscreenCanvas(300, 200);
      canvas.getContext("2d").fillRect(20, 20, 50, 50);
      const bytes = new Uint8Array(await (await canvas.convertToBlob()).arrayBuffer());
      return btoa(String.fromCharCode(...bytes));
    })()`,
  );
  await chooseFile(Buffer.from(empty, "base64"), "leeg.png");
  await failure("In deze foto vonden wij geen QR-code");
  await requireAccessible(page);
  const pass = encodePass(await newPass());
  await chooseFile(pass.map((byte, i) => (i === 100 ? byte ^ 1 : byte)));
  await failure("Deze pas klopt niet");
  await requireAccessible(page);
  for (const other of [pass.subarray(0, 500), Buffer.from("Geen pas."), Buffer.alloc(0), Buffer.alloc(200_000, 1)]) {
    await chooseFile(other);
    await failure("Dit is geen pas en geen kaart");
  }
  await chooseFile(pass);
  await given();
});

test("pass: a word typed wrong is named, and a codename is told from a card", async () => {
  await begin();
  await press("Woorden van een kaart typen");
  const field = page.getByLabel("Alle acht woorden van uw kaart");
  await expect.poll(() => page.evaluate("document.activeElement.id")).toBe("words");
  await field.fill(unusedCodename(ORIGIN).join(" "));
  await page.getByText("Dit lijkt een codenaam").waitFor();
  await press("Kaart invoeren");
  await page.getByText("Dit lijkt een codenaam").waitFor();
  await requireAccessible(page);
  const words = (await application.card()).split(" ");
  const typed = words.map((word, i) => (i === 2 ? `${word.slice(0, 2)}x${word.slice(2)}` : word));
  await field.fill(typed.join(" "));
  await press("Kaart invoeren");
  await page.getByText(`Woord 3, ‘${typed[2] ?? ""}’, staat niet in de lijst.`).waitFor();
  await page.getByText("Dit lijkt een codenaam").waitFor({ state: "detached" });
  await press(words[2] ?? "");
  await page.getByText("Alle acht woorden horen bij elkaar.").waitFor();
  await press("Kaart invoeren");
  await given("De kaart is goed gelezen");
});

test("pass: the words of a card where a codename belongs are told from it", async () => {
  await comeBack(page, application.relay, (await application.card()).split(" "), plainly);
  await page.getByText("Dit lijken de acht woorden van een kaart.").waitFor();
  await requireAccessible(page);
});

test("pass: without one the questions can be seen, and it is asked for before the codename", async () => {
  await begin();
  await press("Verder");
  await page.getByRole("alert").getByRole("button", { name: "Geef een pas of kaart." }).click();
  expect(await page.evaluate("document.activeElement.id")).toBe("pass");
  await requireAccessible(page);
  await giveCard(page, await application.card(), plainly);
  expect(await page.getByRole("alert").count()).toBe(0);
  // Following ends the Worker, and with it what it was given.
  await press("Begin");
  await press("Verder met mijn codenaam");
  await heading("Wat is uw codenaam?");
  await press("Begin");
  await press("Een signaal geven");
  await heading("Geef eerst uw pas of kaart");
  await page.getByRole("button", { name: "Woorden van een kaart typen" }).waitFor();
});

test("camera: where there is none that is said, and nothing is in the way of another way", async () => {
  await begin();
  await press("QR-code lezen met de camera");
  await page.getByRole("heading", { name: "Er is geen camera gevonden" }).waitFor();
  await requireAccessible(page);
  await press("Opnieuw proberen");
  await page.getByRole("heading", { name: "Er is geen camera gevonden" }).waitFor();
  await press("Op een andere manier");
  expect(await page.evaluate("document.activeElement.id")).toBe("pass");
  await giveCard(page, await application.card(), plainly);
});

/** A device with a camera; unless `--use-fake-ui-for-media-stream` says yes for its owner, pages may not use it. */
async function onDevice(args: readonly string[], work: (watched: WatchedPage) => Promise<void>): Promise<void> {
  const own = await launchChromium(["--use-fake-device-for-media-stream", ...args]);
  try {
    const watched = await openPage(own, new Traffic(), NARROW);
    await startWriting(watched.page, application.relay, plainly);
    await work(watched);
    expect(watched.complaints).toEqual([]);
  } finally {
    await own.close();
  }
}

/** Whose camera shows a film over and over. */
async function withCamera(film: Buffer, work: (watched: WatchedPage) => Promise<void>): Promise<void> {
  const file = join(folder, `${crypto.randomUUID()}.y4m`);
  writeFileSync(file, film);
  await onDevice(["--use-fake-ui-for-media-stream", `--use-file-for-fake-video-capture=${file}`], work);
}

test("camera: where it is not allowed, what one can do is said", async () => {
  await onDevice([], async ({ page: refused }) => {
    await refused.getByRole("button", { name: "QR-code lezen met de camera" }).click();
    await refused.getByRole("heading", { name: "Uw browser laat de camera niet toe" }).waitFor();
    await requireAccessible(refused);
    await refused.getByRole("button", { name: "Op een andere manier" }).click();
    await giveCard(refused, await application.card(), plainly);
  });
});

/** Every track that the page ever got, and whether it is still on. */
const WATCH_TRACKS = `(() => {
  const { mediaDevices } = navigator;
  const open = mediaDevices.getUserMedia.bind(mediaDevices);
  window.tracks = [];
  mediaDevices.getUserMedia = async (wish) => {
    const stream = await open(wish);
    window.tracks.push(...stream.getTracks());
    return stream;
  };
})()`;
const cameras = (on: Page): Promise<string[]> => on.evaluate("window.tracks.map(({ readyState }) => readyState)");

test("camera: the code of a pass is found, with the keyboard alone, and the camera goes off", async () => {
  const blank = pictureOf("LEEG", 1280, 720, 0.01);
  const film = filmOf([blank, blank, pictureOf(passText(await newPass()), 1280, 720, 0.95)]);
  await withCamera(film, async (watched) => {
    await watched.page.evaluate(WATCH_TRACKS);
    await withKeyboard(watched.page).press("QR-code lezen met de camera");
    await watched.page.getByRole("heading", { name: "Dit is een geldige pas" }).waitFor();
    expect(await cameras(watched.page)).toEqual(["ended"]);
    await requireAccessible(watched.page);
  });
});

test("camera: every way out switches it off", async () => {
  await withCamera(filmOf([pictureOf("LEEG", 1280, 720, 0.01)]), async ({ page: seen }) => {
    await seen.evaluate(WATCH_TRACKS);
    const click = (name: string): Promise<void> => seen.getByRole("button", { name, exact: true }).first().click();
    const look = async (): Promise<void> => {
      await seen.locator("video").waitFor();
      expect((await cameras(seen)).at(-1)).toBe("live");
    };
    const isOff = (): Promise<void> => expect.poll(() => cameras(seen)).not.toContain("live");
    await click("QR-code lezen met de camera");
    await look();
    await requireAccessible(seen);
    await click("Stoppen met de camera");
    await isOff();
    await click("QR-code lezen met de camera");
    await look();
    await seen.evaluate(`Object.defineProperty(document, "visibilityState", { value: "hidden", configurable: true });
      document.dispatchEvent(new Event("visibilitychange"))`);
    await seen.getByRole("heading", { name: "De camera is uitgezet" }).waitFor();
    await isOff();
    await requireAccessible(seen);
    await seen.evaluate("delete document.visibilityState");
    await click("Camera weer aanzetten");
    await look();
    await click("Eerst de vragen bekijken");
    await seen.getByRole("heading", { name: "Wat voor signaal is het?" }).waitFor();
    await isOff();
    await seen.goBack();
    await click("QR-code lezen met de camera");
    await look();
    // The page stays open, empty: what is left of it must not look any more.
    await seen.route("https://www.rijksoverheid.nl/", (route) => route.fulfill({ status: 204 }));
    await click("Snel weg");
    await isOff();
    expect(await cameras(seen)).toHaveLength(4);
  });
});

/** Spends a card for a codename of nobody. */
async function spend(card: string): Promise<void> {
  const other = await openPage(browser(), new Traffic());
  await writeSignal(other.page, { relay: application.relay, card: () => Promise.resolve(card) }, SMALL_SIGNAL).then(
    (words) => typeBackAndSend(other.page, words),
  );
  await other.context.close();
}

test("card: one that was used is refused when sending, and another one sends the same text with the same codename", async () => {
  const card = await application.card();
  await spend(card);
  const words = await writeSignal(page, { relay: application.relay, card: () => Promise.resolve(card) }, SMALL_SIGNAL);
  await press("Ik heb ze opgeschreven");
  await page.getByLabel("Alle zeven woorden").fill(words.join(" "));
  await press("Versturen");
  await failure("Deze kaart is al gebruikt");
  await heading("Er is nog niets verstuurd");
  await requireAccessible(page);
  // Going back changes no codename: nothing was sent with it.
  await press("Terug naar mijn tekst");
  await heading("Klopt dit zo?");
  await press("Naar mijn codenaam");
  await page.getByRole("alert").getByRole("button", { name: "Geef een pas of kaart." }).click();
  await heading("Geef eerst uw pas of kaart");
  await giveCard(page, card, plainly);
  await press("Terug naar nakijken");
  await press("Naar mijn codenaam");
  await heading("Dit is uw codenaam");
  expect(await codenameOn(page)).toEqual(words);
  expect(await page.getByText("Dit zijn nieuwe woorden.").count()).toBe(0);
  await press("Ik heb ze opgeschreven");
  await page.getByLabel("Alle zeven woorden").fill(words.join(" "));
  await press("Versturen");
  await failure("Deze kaart is al gebruikt");
  await giveCard(page, await application.card(), plainly);
  await requireAccessible(page);
  await press("Versturen");
  await heading("Uw signaal is bewaard");
  await comeBack(page, application.relay, words);
  await page.getByText("Deze pagina heeft dat zelf nagerekend").waitFor({ timeout: 30_000 });
  await page.getByText(SMALL_SIGNAL.title).first().waitFor();
});

test("card: one that was given to write with pays for no thread that is opened meanwhile", async () => {
  const words = await writeSignal(page, application, SMALL_SIGNAL);
  await typeBackAndSend(page, words);
  await begin();
  await giveCard(page, await application.card(), plainly);
  await page.goBack();
  await press("Verder met mijn codenaam");
  await page.getByLabel("Alle zeven woorden").fill(words.join(" "));
  const exchanged = sealed().watch(page, EXCHANGES);
  await press("Openen");
  await page.getByText("Deze pagina heeft dat zelf nagerekend").waitFor({ timeout: 30_000 });
  await sendMessages(1);
  expect(exchanged).toEqual([]);
});

async function sendMessages(count: number): Promise<void> {
  for (let i = 0; i < count; i++) {
    await page.getByLabel("Uw bericht").fill(`Bericht ${i}.`);
    await press("Bericht sturen");
    await expect.poll(() => page.getByLabel("Uw bericht").inputValue(), { timeout: 20_000 }).toBe("");
  }
}

test(
  "following: that messages run out is said three ahead, and another card goes on where it was",
  { timeout: 180_000 },
  async () => {
    const words = await writeSignal(page, application, SMALL_SIGNAL);
    await typeBackAndSend(page, words);
    await comeBack(page, application.relay, words);
    await page.getByText("Deze pagina heeft dat zelf nagerekend").waitFor({ timeout: 30_000 });
    const left = page.locator("#posts-left");
    await sendMessages(10);
    expect(await left.count()).toBe(0);
    await sendMessages(1);
    await left.getByRole("heading", { name: "U kunt nog 3 berichten sturen" }).waitFor();
    await requireAccessible(page);
    await press("Nieuwe pas of kaart geven");
    await requireAccessible(page);
    await press("Niet nu");
    await sendMessages(2);
    await left.getByRole("heading", { name: "U kunt nog één bericht sturen" }).waitFor();
    await sendMessages(1);
    await left.getByRole("heading", { name: "Voor een volgend bericht is een pas of kaart nodig" }).waitFor();
    await requireAccessible(page);
    // Who writes all the same keeps what they wrote, and is led to what is needed.
    await page.getByLabel("Uw bericht").fill("Nog één ding.");
    await press("Bericht sturen");
    await expect.poll(() => page.evaluate("document.activeElement.id")).toBe("pass");
    const spent = await application.card();
    await spend(spent);
    await giveCardWords(spent);
    await left.getByRole("alert").getByRole("heading", { name: "Deze kaart is al gebruikt" }).waitFor();
    await requireAccessible(page);
    await giveCardWords(await application.card());
    await page.getByText(/Uw pas is ingewisseld\. U kunt nog 15 berichten sturen\./u).waitFor();
    expect(await page.getByLabel("Uw bericht").inputValue()).toBe("Nog één ding.");
    await requireAccessible(page);
    await press("Bericht sturen");
    await page.locator(".ts-say").filter({ hasText: "Nog één ding." }).waitFor({ timeout: 30_000 });
    expect(visit.complaints).toEqual([]);
  },
);

/** Where it is exchanged as soon as it was read. */
async function giveCardWords(card: string): Promise<void> {
  await press("Woorden van een kaart typen");
  await page.getByLabel("Alle acht woorden van uw kaart").fill(card);
  await press("Kaart invoeren");
}
