// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { compareBytes, concat, leavesOfBurst, LETTER_ENTRY_BYTES, sha256, splitBurst, TAG_BYTES } from "#crypto";
import { Pool } from "../../server/log/index.ts";
import { anyBurst, openBoard, ORIGIN, sequenceNow, type Board } from "../server/board.ts";
import { burstRequest, DUMMY, keyOf, seal } from "../server/oblivious.ts";
import { freshPrice } from "../server/tokens.ts";
import { Relay } from "./relay.ts";
import { Stage } from "./stage.ts";
import { orderAgreement, rankDifference } from "./statistics.ts";
import { printTable, say } from "./table.ts";

// What no single look shows: whether the order in the log follows that of arrival, and whether the time that an answer takes tells a
// burst from a dummy. Adversary: the operator for the first, relay and network for the second. Something is found beyond four
// standard deviations: by chance in one run of 16,000.

const FOUND = 4;

let relay: Relay;
beforeAll(async () => void (relay = await Relay.start()));
afterAll(async () => {
  await relay.stop();
  printTable();
});

const BURSTS = 8;
const RUNS = 20;

const hashOf = (burst: Uint8Array): Uint8Array => sha256(concat(...leavesOfBurst(burst)));

/** Around the moment in which the log grows. */
type Sequencing = (work: () => Promise<unknown>) => Promise<unknown>;

/** Bursts that come in the order of their hashes, in which the pool gives them back: whoever does not shuffle keeps it. */
async function runOrder(board: Board, sequencing: Sequencing): Promise<(readonly [number, number])[]> {
  const bursts = Array.from({ length: BURSTS }, () => anyBurst()).sort((a, b) => compareBytes(hashOf(a), hashOf(b)));
  const pool = new Pool(board.database, ORIGIN);
  for (const burst of bursts) await pool.keep(burst, freshPrice(), leavesOfBurst(burst));
  await sequencing(() => sequenceNow(board));
  const tags = await newestTags(board, 5 * BURSTS);
  return bursts.flatMap((burst, arrival) =>
    splitBurst(burst).map((envelope) => {
      const place = tags.indexOf(Buffer.from(envelope.subarray(0, TAG_BYTES)).toString("hex"));
      expect(place).toBeGreaterThanOrEqual(0);
      return [arrival, place] as const;
    }),
  );
}

async function newestTags({ database }: Board, count: number): Promise<string[]> {
  const rows = await database
    .selectFrom("log_entries")
    .select("entries")
    .where("log", "=", "letters")
    .orderBy("index")
    .execute();
  const bytes = Buffer.concat(rows.map(({ entries }) => entries));
  const stride = 2 + LETTER_ENTRY_BYTES;
  const tags = Array.from({ length: bytes.length / stride }, (_, i) =>
    bytes.subarray(i * stride + 2, i * stride + 2 + TAG_BYTES).toString("hex"),
  );
  return tags.slice(-count);
}

async function orderFound(sequencing: Sequencing = (work) => work()): Promise<number> {
  const board = await openBoard();
  const runs = [];
  for (let run = 0; run < RUNS; run++) runs.push(await runOrder(board, sequencing));
  return orderAgreement(runs);
}

test("unlinkability: the order in the log tells nothing of the order of arrival", async () => {
  const found = await orderFound();
  say("the order of arrival", "operator", `${found.toFixed(1)} σ`, Math.abs(found) < FOUND);
  expect(Math.abs(found)).toBeLessThan(FOUND);
});

/** A generator that draws nothing but zero: what it shuffles goes round, and keeps its order. */
async function withoutChance(work: () => Promise<unknown>): Promise<void> {
  const spy = vi.spyOn(crypto, "getRandomValues").mockImplementation((array) => array);
  try {
    await work();
  } finally {
    spy.mockRestore();
  }
}

test("unlinkability: an order that follows arrival is found", async () => {
  const found = await orderFound(withoutChance);
  say("planted: no shuffle", "operator", `${found.toFixed(1)} σ`, Math.abs(found) < FOUND);
  expect(Math.abs(found)).toBeGreaterThan(FOUND);
});

const EACH = 42;
const AT_ONCE = 6;

/** Bursts and dummies by turns, through the relay. @returns by how much the times of their answers differ */
async function timeFound(plant?: string): Promise<number> {
  const stage = await Stage.open(relay, plant === undefined ? {} : { database: plant });
  const tap = await stage.tap("somebody");
  const key = await keyOf(stage.board.board);
  const took: Record<"burst" | "dummy", number[]> = { burst: [], dummy: [] };
  const one = async (what: "burst" | "dummy"): Promise<void> => {
    const sealed = seal(key, what === "burst" ? burstRequest(anyBurst()) : DUMMY);
    const begun = performance.now();
    const headers = { "Content-Type": "message/ohttp-req" };
    const answer = await fetch(`${tap.address}/v1/oblivious`, { method: "POST", headers, body: sealed.bytes });
    await answer.arrayBuffer();
    expect(answer.status).toBe(200);
    took[what].push(performance.now() - begun);
  };
  const all = Array.from({ length: 2 * EACH }, (_, i) => (i % 2 === 0 ? "burst" : "dummy"));
  for (let i = 0; i < all.length; i += AT_ONCE) await Promise.all(all.slice(i, i + AT_ONCE).map(one));
  return rankDifference(took.burst, took.dummy);
}

test("unlinkability: the time that an answer takes does not tell a burst from a dummy", async () => {
  const found = await timeFound();
  say("a burst or a dummy, by the clock", "relay", `${found.toFixed(1)} σ`, Math.abs(found) < FOUND);
  expect(Math.abs(found)).toBeLessThan(FOUND);
});

test("unlinkability: a burst that takes longer than an answer is held is found", async () => {
  const found = await timeFound(`
    create function slow() returns trigger language plpgsql as 'begin perform pg_sleep(0.3); return new; end';
    create trigger slow before insert on pool for each row execute function slow()`);
  say("planted: a burst that takes longer", "relay", `${found.toFixed(1)} σ`, Math.abs(found) < FOUND);
  expect(Math.abs(found)).toBeGreaterThan(FOUND);
});
