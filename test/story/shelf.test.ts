// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import type { DeskView, ShelfState } from "../../client/protocol/index.ts";
import { startBoard, ORIGIN, type Board } from "../bench/board.ts";
import { openVault, teamShown, type Vault } from "../bench/chromium.ts";
import { drain, fillLog, logSize } from "../bench/fill.ts";
import { signalText } from "../signal.ts";
import { signIn } from "./advisor.ts";
import { findCanaries } from "./canary.ts";
import { launchChromium } from "./chromium.ts";
import { NARROW, openPage, requireAccessible } from "./page.ts";
import { Traffic } from "./traffic.ts";

// What a member's device keeps of what they read, with the built Worker in a real browser, on a board whose log is longer than a
// bundle of 64 envelopes.

const CANARIES = ["Zeventien blauwe fietsen", "Wij zoeken dit uit", "Het loket op vrijdag"];

interface Kept {
  readonly name: string;
  readonly records: readonly { readonly place: number; readonly base64: string }[];
}

let board: Board;
let browser: Browser;
let phrases: string[];
const masters = new Map<string, Uint8Array>();
let vault: Vault;
let asked: string[] = [];

const bytesOf = (result: unknown): Uint8Array => Uint8Array.from(Object.values(result as Record<string, number>));

async function deriveIn(other: Vault, call: "derivePhrase" | "deriveCodename", text: string): Promise<Uint8Array> {
  await other.start("derive");
  const { result } = await other.ask("derive", call, { text, origin: ORIGIN });
  await other.end("derive");
  return bytesOf(result);
}

async function leaveSignal(title: string, card: number): Promise<void> {
  const writer = await openVault(browser, board.relayUrl);
  await writer.start("writer");
  await writer.keepSlots("writer");
  const { result: words } = await writer.ask<string[]>("writer", "drawCodename", { language: "nl" });
  const master = await deriveIn(writer, "deriveCodename", words.join(" "));
  const { cards } = (await (await fetch(`${board.boardUrl}/v1/demo`)).json()) as { cards: string[][] };
  await writer.ask("writer", "givePass", { source: { kind: "text", text: cards[card]?.join(" ") ?? "" } });
  const signal = signalText({ title, facts: CANARIES[0] ?? "" });
  await writer.ask("writer", "sendSignal", { master, signal, team: await teamShown(writer, "oost") });
  await writer.close();
  await drain(board);
}

async function answer(text: string): Promise<void> {
  vault = await openVault(browser, board.boardUrl);
  await read();
  await vault.keepSlots("desk");
  const { result } = await vault.ask<DeskView>("desk", "readDesk", {});
  await vault.ask("desk", "reply", { thread: result.threads[0]?.id, words: { what: "message", text } });
  await vault.close();
  await drain(board);
}

/** Signs in anew, as on another day. @returns the threads that are shown, sorted, and bundles that were asked for */
async function read(member = 0): Promise<{ titles: string[]; bundles: string[]; state: ShelfState }> {
  await vault.start("desk");
  await vault.ask("desk", "signIn", { master: masters.get(phrases[member] ?? "") });
  asked = [];
  const { result } = await vault.ask<DeskView>("desk", "readDesk", {});
  const bundles = [...asked];
  const { result: state } = await vault.ask<ShelfState>("desk", "readShelf", {});
  const titles = result.threads.map(
    ({ signal, conversation }) => `${signal?.title ?? "?"}, ${conversation.length} said`,
  );
  return { titles: titles.sort(), bundles, state };
}

async function keep(): Promise<ShelfState> {
  return (await vault.ask<ShelfState>("desk", "keepShelf", {})).result;
}

/** Everything that this browser has kept, as anybody with the device can read it. */
async function onDevice(): Promise<Kept[]> {
  return vault.page.evaluate<Kept[]>(`(async () => {
    const done = (request) => new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const encoded = (bytes) => btoa(bytes.reduce((text, byte) => text + String.fromCharCode(byte), ""));
    const kept = [];
    for (const { name } of await indexedDB.databases()) {
      const database = await done(indexedDB.open(name));
      const store = database.transaction("records").objectStore("records");
      const [places, values] = await Promise.all([done(store.getAllKeys()), done(store.getAll())]);
      kept.push({ name, records: places.map((place, i) => ({ place, base64: encoded(values[i]) })) });
      database.close();
    }
    return kept;
  })()`);
}

/** Changes what one member's shelf is; in the source, \`records\` is a Map from places to bytes. */
async function tamper(source: string): Promise<void> {
  await vault.page.evaluate(`(async () => {
    const done = (request) => new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const [{ name }] = await indexedDB.databases();
    const database = await done(indexedDB.open(name));
    const store = database.transaction("records", "readwrite").objectStore("records");
    const records = new Map();
    for (const place of await done(store.getAllKeys())) records.set(place, await done(store.get(place)));
    ${source};
    await done(store.clear());
    for (const [place, value] of records) await done(store.put(value, place));
    database.close();
  })()`);
}

beforeAll(async () => {
  board = await startBoard();
  browser = await launchChromium();
  const { members } = (await (await fetch(`${board.boardUrl}/v1/demo`)).json()) as {
    members: { team: string; phrase: string }[];
  };
  phrases = members.filter(({ team }) => team === "Team Oost").map(({ phrase }) => phrase);
  const deriving = await openVault(browser, board.boardUrl);
  for (const phrase of phrases.slice(0, 2)) masters.set(phrase, await deriveIn(deriving, "derivePhrase", phrase));
  await deriving.close();
  await leaveSignal("Het loket op vrijdag", 0);
  await answer(CANARIES[1] ?? "");
  await fillLog(board, 200);
});

afterAll(async () => {
  await browser.close();
  await board.stop();
});

beforeEach(async () => {
  vault = await openVault(browser, board.boardUrl);
  vault.page.on("request", (request) => {
    const [, bundle] = /bundles\/(.+)$/u.exec(request.url()) ?? [];
    if (bundle !== undefined) asked.push(bundle);
  });
});

afterEach(async () => {
  await vault.close();
});

test("shelf: nothing is kept unless somebody asks for it", async () => {
  const { titles, state } = await read();
  expect(titles).toEqual(["Het loket op vrijdag, 1 said"]);
  expect(state).toBe("none");
  await vault.end("desk");
  expect(await onDevice()).toEqual([]);
});

test("shelf: whoever signs in again is shown the same, and asks the board for nothing that was read", async () => {
  const before = await read();
  expect(before.bundles).toHaveLength(Math.ceil((await logSize(board)) / 64));
  expect(await keep()).toBe("kept");
  await vault.end("desk");
  const again = await read();
  expect(again).toEqual({ titles: before.titles, bundles: [], state: "kept" });
  await vault.end("desk");
  await leaveSignal("De tweede toets", 1);
  const later = await read();
  expect(later.titles).toEqual(["De tweede toets, 0 said", "Het loket op vrijdag, 1 said"]);
  expect(later.bundles).toHaveLength(1);
  await vault.end("desk");
  expect(await read()).toEqual({ titles: later.titles, bundles: [], state: "kept" });
  await vault.end("desk");
});

test("shelf: nothing of a text, a name or a key is on the device in clear", async () => {
  await read();
  await keep();
  const [shelf, ...others] = await onDevice();
  expect(others).toEqual([]);
  expect(shelf?.name).toMatch(/^[0-9a-f]{64}$/u);
  expect(shelf?.records.map(({ place }) => place)).toEqual([0, 1]);
  for (const { base64 } of shelf?.records ?? []) {
    const bytes = Buffer.from(base64, "base64");
    expect(findCanaries(bytes.subarray(0, 20_000), CANARIES)).toEqual([]);
    const text = bytes.toString("latin1");
    for (const canary of [...CANARIES, "oost", ORIGIN]) expect(text).not.toContain(canary);
  }
  await vault.end("desk");
});

test.each([
  ["a changed byte", "records.get(1)[5000] ^= 1"],
  ["a changed head", "records.get(0)[40] ^= 1"],
  ["records in each other's place", "const [a, b] = [records.get(0), records.get(1)]; records.set(0, b).set(1, a)"],
  ["a record that was cut short", "records.set(1, records.get(1).slice(0, 9000))"],
  ["a segment that is gone", "records.delete(1)"],
  ["a head that is gone", "records.delete(0)"],
  ["a segment too many", "records.set(2, records.get(1))"],
  ["something that is no bytes", "records.set(0, 'kept')"],
])("shelf: after %s everything is read again, and kept again", async (_what, source) => {
  const before = await read();
  await keep();
  await vault.end("desk");
  await tamper(source);
  const again = await read();
  expect(again.state).toBe("damaged");
  expect(again.titles).toEqual(before.titles);
  expect(again.bundles).toEqual(before.bundles);
  await vault.end("desk");
  expect(await read()).toEqual({ titles: before.titles, bundles: [], state: "kept" });
  await vault.end("desk");
});

test("shelf: what a newer version kept is read again", async () => {
  const before = await read();
  await keep();
  await vault.end("desk");
  await tamper("records.get(0)[0] = 2");
  expect(await read()).toEqual({ ...before, state: "outdated" });
  await vault.end("desk");
});

test("shelf: an older shelf put back is continued from where it was", async () => {
  const before = await read();
  await keep();
  const [old] = await onDevice();
  await vault.end("desk");
  await fillLog(board, (await logSize(board)) + 64);
  await read();
  await vault.end("desk");
  const source = (old?.records ?? []).map(
    ({ place, base64 }) => `records.set(${place}, Uint8Array.from(atob("${base64}"), (each) => each.charCodeAt(0)))`,
  );
  await tamper(`records.clear(); ${source.join(";")}`);
  const again = await read();
  expect(again.state).toBe("kept");
  expect(again.titles).toEqual(before.titles);
  expect(again.bundles.length).toBeGreaterThan(0);
  expect(again.bundles.length).toBeLessThanOrEqual(2);
  await vault.end("desk");
});

test("shelf: a board that goes back behind what was kept is found out, also with an old keyring", async () => {
  await read();
  const [checkpoint, keyring] = await vault.page.evaluate<string[]>(`Promise.all(
    ["/v1/logs/letters/checkpoint", "/v1/desk/keyring"].map(async (path) => {
      const bytes = new Uint8Array(await (await fetch(path)).arrayBuffer());
      return btoa(bytes.reduce((text, byte) => text + String.fromCharCode(byte), ""));
    }),
  )`);
  await fillLog(board, (await logSize(board)) + 5);
  await keep();
  await vault.end("desk");
  for (const [path, body] of [
    ["**/v1/logs/letters/checkpoint", checkpoint],
    ["**/v1/desk/keyring", keyring],
  ] as const)
    await vault.page.context().route(path, (route) => route.fulfill({ body: Buffer.from(body ?? "", "base64") }));
  await expect(read()).rejects.toThrow("log_inconsistent: the log shrank");
  await vault.end("desk");
  await vault.page.context().unrouteAll({ behavior: "ignoreErrors" });
  expect((await read()).state).toBe("kept");
  await vault.end("desk");
});

test("shelf: another member on the same device neither reads nor harms it", async () => {
  await read(0);
  await keep();
  await vault.end("desk");
  const [first] = await onDevice();
  const other = await read(1);
  expect(other.state).toBe("none");
  expect(other.bundles.length).toBeGreaterThan(1);
  await keep();
  expect(await onDevice()).toHaveLength(2);
  await vault.ask("desk", "emptyShelf", {});
  await vault.end("desk");
  expect(await onDevice()).toEqual([first]);
  expect((await read(0)).bundles).toEqual([]);
  await vault.end("desk");
});

test("shelf: once it is wiped nothing is left, and nothing is kept any more", async () => {
  await read();
  await keep();
  expect((await vault.ask("desk", "emptyShelf", {})).result).toBe("none");
  expect(await onDevice()).toEqual([]);
  await fillLog(board, (await logSize(board)) + 5);
  await vault.ask("desk", "readDesk", {});
  expect(await onDevice()).toEqual([]);
  await vault.end("desk");
  expect((await read()).bundles.length).toBeGreaterThan(1);
  await vault.end("desk");
});

test("shelf: wiped in another page, it does not come back", async () => {
  await read();
  await keep();
  await vault.start("other");
  await vault.ask("other", "signIn", { master: masters.get(phrases[0] ?? "") });
  await vault.ask("other", "readDesk", {});
  await vault.ask("other", "emptyShelf", {});
  await fillLog(board, (await logSize(board)) + 5);
  await vault.ask("desk", "readDesk", {});
  expect((await vault.ask("desk", "readShelf", {})).result).toBe("none");
  expect(await onDevice()).toEqual([]);
  await vault.end("other");
  await vault.end("desk");
});

test("shelf: two pages of one member that keep it leave it whole", async () => {
  const before = await read();
  await keep();
  await vault.start("other");
  await vault.ask("other", "signIn", { master: masters.get(phrases[0] ?? "") });
  await vault.ask("other", "readDesk", {});
  for (const name of ["other", "desk", "desk", "other"]) {
    await fillLog(board, (await logSize(board)) + 5);
    await vault.ask(name, "readDesk", {});
  }
  await vault.end("other");
  await vault.end("desk");
  const again = await read();
  expect(again.state).toBe("kept");
  expect(again.titles).toEqual(before.titles);
  expect(again.bundles.length).toBeLessThanOrEqual(2);
  await vault.end("desk");
});

test.each([
  ["has no place for it", "Object.defineProperty(self, 'indexedDB', { value: undefined })"],
  ["refuses", "indexedDB.open = () => { throw new DOMException('', 'SecurityError') }"],
  ["has a full disk", "IDBObjectStore.prototype.put = () => { throw new DOMException('', 'QuotaExceededError') }"],
])("shelf: a browser that %s says so, keeps nothing, and reads on", async (_what, source) => {
  const { titles } = await read();
  await vault.run("desk", source);
  expect(await keep()).toBe("unavailable");
  await fillLog(board, (await logSize(board)) + 5);
  const { result } = await vault.ask<DeskView>("desk", "readDesk", {});
  expect(result.threads).toHaveLength(titles.length);
  await vault.end("desk");
  expect(await onDevice()).toEqual([]);
  expect((await read()).titles).toEqual(titles);
  await vault.end("desk");
});

test("shelf: the desk says what keeping means, keeps when somebody ticks it, and wipes it when they say so", async () => {
  const desk = await openPage(browser, new Traffic(), NARROW);
  const { page } = desk;
  const databases = (): Promise<number> => page.evaluate<number>("indexedDB.databases().then(({ length }) => length)");
  await signIn(page, board.boardUrl, phrases[0] ?? "");
  const shelf = page.locator("ts-shelf");
  const summary = shelf.locator("summary");
  await summary.focus();
  await page.keyboard.press("Enter");
  const tick = shelf.getByRole("checkbox", { name: "Onthoud op dit apparaat wat ik al las" });
  await expect.poll(() => shelf.innerText()).toContain("Doe dit alleen op een apparaat dat van u is.");
  expect(await tick.isChecked()).toBe(false);
  expect(await databases()).toBe(0);
  await requireAccessible(page);

  await tick.focus();
  await page.keyboard.press("Space");
  const wipe = shelf.getByRole("button", { name: "Wis wat hier bewaard is" });
  await wipe.waitFor();
  expect(await databases()).toBe(1);
  expect(await page.evaluate("document.activeElement.tagName")).toBe("SUMMARY");
  await requireAccessible(page);

  await page.getByRole("button", { name: "Uitloggen" }).click();
  await page.getByRole("heading", { level: 1, name: "Inloggen" }).waitFor();
  expect(await databases()).toBe(1);
  await page.getByLabel("Uw zes woorden").fill(phrases[0] ?? "");
  await page.getByRole("button", { name: "Inloggen", exact: true }).click();
  await page.locator(".ts-queue").waitFor();
  await summary.click();
  await wipe.click();
  await tick.waitFor();
  expect(await shelf.getByRole("status").innerText()).toBe("Op dit apparaat is niets meer bewaard.");
  expect(await databases()).toBe(0);
  expect(desk.complaints).toEqual([]);
  await desk.context.close();
});

test("shelf: the desk says in a sentence that what was kept was damaged", async () => {
  await read();
  await keep();
  await vault.end("desk");
  await tamper("records.get(0)[40] ^= 1");
  await signIn(vault.page, board.boardUrl, phrases[0] ?? "");
  const status = vault.page.locator("ts-shelf").getByRole("status");
  await expect
    .poll(() => status.innerText())
    .toBe("Wat op dit apparaat bewaard was, was beschadigd. Alles is opnieuw gelezen.");
});
