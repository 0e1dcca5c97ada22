// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { expect, test } from "vitest";
import { hex } from "#crypto";
import { openDatabase } from "../../../server/database/index.ts";
import { LogDamaged, sequence, sha256, startSequencer } from "../../../server/log/index.ts";
import {
  anyBurst,
  cleanUp,
  countRows,
  envelopesOf,
  openBoard,
  postAccepted,
  sequenceNow,
  type Board,
} from "../board.ts";
import { execute } from "../sql.ts";
import { readCheckpoint, readEnvelopes, readVerified } from "./published.ts";
import { afterStatement } from "./statements.ts";

const post = async (board: Board, count: number): Promise<Buffer[]> => {
  const bursts = Array.from({ length: count }, anyBurst);
  await Promise.all(bursts.map((burst) => postAccepted(board, burst)));
  return bursts;
};

/** Places in the log of the five envelopes of each burst. */
async function placesOf(board: Board, bursts: readonly Buffer[]): Promise<number[][]> {
  const { entries } = await readVerified(board);
  const places = new Map(entries.map((entry, place) => [hex(entry.subarray(16)), place]));
  return bursts.map((burst) => envelopesOf(burst).map((envelope) => places.get(hex(sha256(envelope))) ?? -1));
}

test("log: envelopes of all bursts are shuffled together", async () => {
  const board = await openBoard();
  const bursts = await post(board, 100);
  await sequenceNow(board);
  const places = await placesOf(board, bursts);
  // Neighbours in a burst are neighbours in a log of 500 twice in 500 times: of 400 pairs 1.6 in expectation. In the order
  // of the pool all 400 would be; over 15 happens less than once in 10^9.
  const pairs = places.flatMap((five) => five.slice(1).map((place, i) => Math.abs(place - (five[i] ?? 0))));
  expect(pairs).toHaveLength(400);
  expect(pairs.filter((distance) => distance === 1).length).toBeLessThan(16);
  // Two envelopes of a burst are 500 / 3 places apart on average, ±13 for the mean of 400 pairs that overlap.
  const mean = pairs.reduce((sum, distance) => sum + distance, 0) / pairs.length;
  expect(Math.abs(mean - 501 / 3)).toBeLessThan(60);
  // The pool's order is that of the hashes: it may not show. Spearman's coefficient has standard deviation 0.1.
  const byHash = bursts.map((burst, i) => ({ hash: hex(sha256(burst)), place: places[i]?.[0] ?? 0 }));
  byHash.sort((a, b) => (a.hash < b.hash ? -1 : 1));
  const inPlace = byHash.map(({ place }) => place).sort((a, b) => a - b);
  const squares = byHash.reduce((sum, { place }, rank) => sum + (inPlace.indexOf(place) - rank) ** 2, 0);
  expect(Math.abs(1 - (6 * squares) / (100 * (100 ** 2 - 1)))).toBeLessThan(0.7);
});

test("log: five envelopes that are in the tree are not taken in again, in whatever order and company", async () => {
  const board = await openBoard();
  const [first, second] = [anyBurst(), anyBurst()];
  await postAccepted(board, first);
  await postAccepted(board, Buffer.concat(envelopesOf(first).reverse()));
  await sequenceNow(board);
  expect((await readCheckpoint(board)).size).toBe(5);
  await postAccepted(board, second);
  await sequenceNow(board);
  const mixed = Buffer.concat([...envelopesOf(first).slice(0, 2), ...envelopesOf(second).slice(0, 3)]);
  await postAccepted(board, mixed);
  await sequenceNow(board);
  expect((await readCheckpoint(board)).size).toBe(10);
  // One that is new brings its whole burst with it: it was promised as five.
  const partly = Buffer.concat([...envelopesOf(first).slice(0, 4), ...envelopesOf(anyBurst()).slice(0, 1)]);
  await postAccepted(board, partly);
  await sequenceNow(board);
  expect((await readVerified(board)).entries).toHaveLength(15);
});

test("log: five times the same envelope is five entries", async () => {
  const board = await openBoard();
  const [envelope = Buffer.alloc(0)] = envelopesOf(anyBurst());
  const burst = Buffer.concat(Array.from({ length: 5 }, () => envelope));
  await postAccepted(board, burst);
  await sequenceNow(board);
  expect((await readVerified(board)).entries).toHaveLength(5);
  await postAccepted(board, burst);
  await sequenceNow(board);
  expect((await readCheckpoint(board)).size).toBe(5);
});

test("log: two sequencers on one database append everything once", async () => {
  const board = await openBoard();
  const other = await openDatabase(board.databaseUrl, 2);
  cleanUp(() => other.destroy());
  const bursts: Buffer[] = [];
  for (let round = 0; round < 6; round++) {
    bursts.push(...(await post(board, 10)));
    const signer = board.keys.logs.letters;
    const taken = await Promise.all([sequence(board.database, signer), sequence(other, signer)]);
    expect(taken[0] + taken[1]).toBe(10);
  }
  const published = await readVerified(board);
  const envelopes = await readEnvelopes(board, published);
  const expected = bursts.flatMap(envelopesOf).map((envelope) => hex(sha256(envelope)));
  expect(envelopes.map((envelope) => hex(sha256(envelope))).sort()).toEqual(expected.sort());
});

test("log: while another instance sequences, nothing is taken and nobody waits", async () => {
  const board = await openBoard();
  const bursts = await post(board, 2);
  const other = await openDatabase(board.databaseUrl, 1);
  cleanUp(() => other.destroy());
  const signer = board.keys.logs.letters;
  // The other one is in the middle of its transaction when this one tries.
  const held = afterStatement(other, 2, async () => {
    expect(await sequence(board.database, signer)).toBe(0);
    expect(await countRows(board.databaseUrl, "pool")).toBe(2);
  });
  expect(await sequence(held, signer)).toBe(bursts.length);
  expect((await readVerified(board)).entries).toHaveLength(10);
});

test("log: a run takes whatever waits, more than one transaction holds too", async () => {
  const board = await openBoard();
  // 2,100 bursts of five equal envelopes each, made in the database: one transaction takes 2,000.
  await execute(
    board.databaseUrl,
    `insert into pool select sha256(burst), burst from (
       select decode(repeat(repeat(lpad(to_hex(i), 8, '0'), 2048), 5), 'hex') as burst from generate_series(1, 2100) i) b`,
  );
  let grown = 0;
  const sequencer = startSequencer(
    board.database,
    board.keys.logs.letters,
    1_000,
    (error) => {
      throw error;
    },
    () => grown++,
  );
  cleanUp(() => sequencer.stop());
  await expect.poll(() => countRows(board.databaseUrl, "pool"), { timeout: 20_000 }).toBe(0);
  await sequencer.stop();
  expect((await readCheckpoint(board)).size).toBe(10_500);
  // Once a transaction; runs that found nothing say nothing.
  expect(grown).toBe(2);
});

const DAMAGES: readonly (readonly [string, string])[] = [
  ["an older copy of the tiles", "update log_tile set hashes = substring(hashes for 32) where log = 'letters'"],
  ["no tiles", "delete from log_tile where log = 'letters'"],
  ["a changed hash", "update log_tile set hashes = sha256('x') || substring(hashes from 33) where log = 'letters'"],
  ["tiles of a later state", "update log_tile set hashes = hashes || sha256('x') where log = 'letters'"],
  ["another size", "update log set size = 10 where name = 'letters'"],
  ["entries that are cut", "update log_entries set entries = substring(entries for 50) where log = 'letters'"],
  ["a bundle that is cut", "update letters_bundle set envelopes = substring(envelopes for 8192)"],
  ["no entries", "delete from log_entries where log = 'letters'"],
];

test.for(DAMAGES)("log: with %s nothing is signed and nothing is lost", async ([, damage]) => {
  const board = await openBoard();
  await post(board, 1);
  await sequenceNow(board);
  await post(board, 2);
  await execute(board.databaseUrl, damage);
  const before = await execute(board.databaseUrl, "select * from log order by name");
  await expect(sequenceNow(board)).rejects.toThrow(LogDamaged);
  expect(await execute(board.databaseUrl, "select * from log order by name")).toEqual(before);
  expect(await countRows(board.databaseUrl, "pool")).toBe(2);
});

test("log: a checkpoint that another key signed is not continued", async () => {
  const board = await openBoard();
  await post(board, 1);
  const { letters, directory } = board.keys.logs;
  await expect(sequence(board.database, { name: letters.name, key: directory.key })).rejects.toThrow();
  expect((await readCheckpoint(board)).size).toBe(0);
  expect(await countRows(board.databaseUrl, "pool")).toBe(1);
});
