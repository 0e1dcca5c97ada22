// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import type { Browser } from "playwright-core";
import type { Words } from "../../client/protocol/index.ts";
import { startBoard, type Board } from "./board.ts";
import { openChromium, openVault, teamShown, type Vault } from "./chromium.ts";
import { drain, fillLog, logSize } from "./fill.ts";
import { measureBlinding, measureTrialOpening } from "./in-browser.ts";
import { median, megabytes, note, seconds, whole, type Row } from "./row.ts";
import { signalText } from "../signal.ts";

// What members and submitters wait for, with the built pages' own Worker in Chromium and the real server.

const CATCH_UP = 10_000;
const KNOWN = 9_000;
const LONG = 100_000;
const RUNS = 3;

interface Demo {
  readonly members: readonly { readonly phrase: string }[];
}
interface View {
  readonly threads: readonly { readonly id: string }[];
  readonly logSize: number;
}

/** `result` is an object of numbered bytes: typed arrays do not cross to Node as they are. */
function bytesOf(result: unknown): Uint8Array {
  return Uint8Array.from(Object.values(result as Record<string, number>));
}

const ORIGIN = "tegenspraak.localhost";

const SIGNAL = signalText({
  title: "Vergunning",
  decision: "De vergunning wordt verleend.",
  facts: "Het advies ontbreekt.",
  judgement: "Het besluit kan zo niet.",
  alternative: "Wacht op het advies.",
});

async function derive(vault: Vault, call: string, text: string): Promise<{ master: Uint8Array; milliseconds: number }> {
  await vault.start("derive");
  const { result, milliseconds } = await vault.ask("derive", call, { text, origin: ORIGIN });
  await vault.end("derive");
  return { master: bytesOf(result), milliseconds };
}

async function signedIn(vault: Vault, worker: string, master: Uint8Array): Promise<void> {
  await vault.start(worker);
  await vault.ask(worker, "signIn", { master });
}

/** A thread that somebody left and a member answered; its codename. */
async function makeThread(board: Board, submitter: Vault, desk: Vault, member: Uint8Array): Promise<string> {
  await submitter.start("writer");
  await submitter.keepSlots("writer");
  const { result } = await submitter.ask<string[]>("writer", "drawCodename", { language: "nl" });
  const codename = result.join(" ");
  const { master } = await derive(submitter, "deriveCodename", codename);
  const team = await teamShown(submitter, "oost");
  const { cards } = (await (await fetch(`${board.boardUrl}/v1/demo`)).json()) as { cards: string[][] };
  await submitter.ask("writer", "givePass", { source: { kind: "text", text: cards[0]?.join(" ") ?? "" } });
  await submitter.ask("writer", "sendSignal", { master, signal: SIGNAL, team });
  await submitter.end("writer");
  await drain(board);
  await signedIn(desk, "answering", member);
  await desk.keepSlots("answering");
  const { result: view } = await desk.ask<View>("answering", "readDesk", {});
  const words: Words = { what: "message", text: "Dank u, wij zoeken dit uit." };
  await desk.ask("answering", "reply", { thread: view.threads[0]?.id, words });
  await desk.end("answering");
  await drain(board);
  return codename;
}

/** A member who reads everything for the first time, and one who had read nine tenths and looks again. */
async function measureCatchUp(board: Board, desk: Vault, master: Uint8Array): Promise<Row[]> {
  await fillLog(board, KNOWN);
  const names = Array.from({ length: RUNS }, (_, run) => `member-${run}`);
  for (const name of names) {
    await signedIn(desk, name, master);
    await desk.ask(name, "readDesk", {});
  }
  await fillLog(board, CATCH_UP);
  const again: number[] = [];
  const fresh: number[] = [];
  const second: number[] = [];
  for (const name of names) {
    again.push((await desk.ask(name, "readDesk", {})).milliseconds);
    await desk.end(name);
    await signedIn(desk, "fresh", master);
    fresh.push((await desk.ask("fresh", "readDesk", {})).milliseconds);
    await desk.ask("fresh", "keepShelf", {});
    await desk.end("fresh");
    await desk.start("second");
    const signingIn = (await desk.ask("second", "signIn", { master })).milliseconds;
    second.push(signingIn + (await desk.ask("second", "readDesk", {})).milliseconds);
    await desk.ask("second", "emptyShelf", {});
    await desk.end("second");
  }
  const row = (what: string, milliseconds: number[], bar: number, moonshot: number): Row => ({
    what,
    measured: `${seconds(median(milliseconds))} of ${milliseconds.map(seconds).join(", ")}`,
    goal: { value: median(milliseconds) / 1000, bar, moonshot, unit: "s", isBetter: "lower" },
  });
  return [
    row("a member catches up on 10,000 unknown envelopes", fresh, 4.5, 2.5),
    row("the same with 90 % known (read since signing in)", again, 0.5, 0.3),
    note(
      "sign in and read again on a device that kept what was read, 10,000 envelopes",
      `${seconds(median(second))} of ${second.map(seconds).join(", ")}`,
    ),
  ];
}

/** On the real page, from the press of the button until the queue is there. */
async function measurePauses(browser: Browser, board: Board, phrase: string): Promise<Row> {
  const longest: number[] = [];
  const tasks: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(board.boardUrl);
    await page.getByLabel("Uw zes woorden").fill(phrase);
    await page.evaluate(`
      globalThis.pauses = { longest: 0, tasks: 0 };
      let last = performance.now();
      setInterval(() => {
        const now = performance.now();
        pauses.longest = Math.max(pauses.longest, now - last - 4);
        last = now;
      }, 4);
      new PerformanceObserver((list) => (pauses.tasks += list.getEntries().length)).observe({ type: "longtask" });
    `);
    await page.getByRole("button", { name: "Inloggen", exact: true }).click();
    await page.locator(".ts-queue").waitFor({ timeout: 120_000 });
    const pauses = await page.evaluate<{ longest: number; tasks: number }>("pauses");
    longest.push(pauses.longest);
    tasks.push(pauses.tasks);
    await context.close();
  }
  return note(
    "longest pause of the desk's page while 10,000 envelopes are read",
    `${whole(median(longest))} ms of ${longest.map(whole).join(", ")}; tasks over 50 ms: ${tasks.join(", ")}`,
  );
}

/** Bytes on the wire of everything that a new visit asks for, as the browser counts them, headers too. */
async function measureBytes(
  browser: Browser,
  board: Board,
  master: Uint8Array,
): Promise<{ bytes: number; requests: number }> {
  const vault = await openVault(browser, board.relayUrl);
  const sizes: Promise<number>[] = [];
  await vault.start("visitor");
  vault.page.on("requestfinished", (request) => {
    sizes.push(
      request.sizes().then(({ responseBodySize, responseHeadersSize }) => responseBodySize + responseHeadersSize),
    );
  });
  await vault.ask("visitor", "openThread", { master });
  await vault.page.waitForTimeout(300);
  const all = await Promise.all(sizes);
  await vault.close();
  return { bytes: all.reduce((sum, size) => sum + size, 0), requests: all.length };
}

async function measureVisit(
  browser: Browser,
  board: Board,
  codename: string,
  goal: { size: number; bytesBar: number; bytesMoonshot: number },
): Promise<Row[]> {
  await fillLog(board, goal.size);
  const vault = await openVault(browser, board.relayUrl);
  const { master } = await derive(vault, "deriveCodename", codename);
  await vault.start("recorder");
  const first = await vault.ask<{ state: string }>("recorder", "openThread", { master });
  if (first.result.state !== "found") throw new Error("the thread was not found again");
  await vault.record("recorder");
  const derived: number[] = [];
  const read: number[] = [];
  for (let run = 0; run < RUNS + 2; run++) {
    derived.push((await derive(vault, "deriveCodename", codename)).milliseconds);
    await vault.start("reader");
    await vault.replay("reader", "recorder");
    read.push((await vault.ask("reader", "openThread", { master })).milliseconds);
    await vault.end("reader");
  }
  await vault.close();
  const total = median(derived.map((milliseconds, i) => milliseconds + (read[i] ?? NaN)));
  const { bytes, requests } = await measureBytes(browser, board, master);
  const size = whole(goal.size);
  return [
    {
      what: `come back with a codename, ${size} envelopes, network excluded`,
      measured: `${whole(total)} ms: Argon2id ${whole(median(derived))}, the rest ${whole(median(read))}`,
      goal: { value: total, bar: 300, moonshot: 220, unit: "ms", isBetter: "lower" },
    },
    note(`the same visit with the network of this machine, without Argon2id`, `${whole(first.milliseconds)} ms`),
    {
      what: `bytes of one visit, ${size} envelopes`,
      measured: `${megabytes(bytes)} in ${requests} answers, headers counted`,
      goal: { value: bytes / 1e6, bar: goal.bytesBar, moonshot: goal.bytesMoonshot, unit: "MB", isBetter: "lower" },
    },
  ];
}

export async function browser(): Promise<Row[]> {
  const board = await startBoard();
  const chromium = await openChromium();
  try {
    const missRow = await measureTrialOpening(chromium, board);
    const blindingRow = await measureBlinding(chromium, board);
    const desk = await openVault(chromium, board.boardUrl);
    const submitter = await openVault(chromium, board.relayUrl);
    const { members } = (await (await fetch(`${board.boardUrl}/v1/demo`)).json()) as Demo;
    const phrase = members[0]?.phrase ?? "";
    const { master } = await derive(desk, "derivePhrase", phrase);
    const codename = await makeThread(board, submitter, desk, master);
    await submitter.close();
    const catchUp = await measureCatchUp(board, desk, master);
    await desk.close();
    const pauseRow = await measurePauses(chromium, board, phrase);
    const short = await measureVisit(chromium, board, codename, { size: CATCH_UP, bytesBar: 2.9, bytesMoonshot: 2.7 });
    const long = await measureVisit(chromium, board, codename, { size: LONG, bytesBar: 7.5, bytesMoonshot: 4.5 });
    return [
      missRow,
      blindingRow,
      ...catchUp,
      pauseRow,
      ...short,
      ...long,
      note("log at the end", `${whole(await logSize(board))} envelopes`),
    ];
  } finally {
    await chromium.close();
    await board.stop();
  }
}
