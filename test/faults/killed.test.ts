// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { connect } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, inject, test } from "vitest";
import {
  bundlePath,
  consistencyProof,
  decodeEntries,
  entriesPath,
  hashesAtLevel,
  hex,
  leafHash,
  levelsOf,
  openCheckpoint,
  openPromise,
  rootFromTiles,
  slicesOf,
  tilePath,
  verifyConsistency,
  type Checkpoint,
  type TileSource,
} from "#crypto";
import { sha256 } from "../../server/log/index.ts";
import { anyBurst, BURSTS_PATH, burstHeaders, envelopesOf, ORIGIN } from "../server/board.ts";
import { bundleRequest, burstRequest, fetchSealed } from "../server/oblivious.ts";
import type { Program } from "../server/program.ts";
import { execute } from "../server/sql.ts";
import { freshAuthorization } from "../server/tokens.ts";
import { newPlace, started, type Place } from "./place.ts";

// The program is killed where it hurts. Whatever it promised before must be in the tree afterwards, once, and the tree must be
// one that every checkpoint it ever showed is a beginning of.

async function read(program: Program, path: string): Promise<Buffer> {
  const answer = await fetch(`${program.board}/v1/logs/letters/${path}`);
  expect(answer.status).toBe(200);
  return Buffer.from(await answer.arrayBuffer());
}

async function readCheckpoint(program: Program, { key }: Place): Promise<Checkpoint> {
  return openCheckpoint((await read(program, "checkpoint")).toString("utf8"), `${ORIGIN}/v1/logs/letters`, key);
}

/** @returns status and promise; throws where the program is gone */
type Way = (program: Program, burst: Buffer) => Promise<{ readonly status: number; readonly content: Uint8Array }>;

const sealed: Way = ({ relay }, burst) => fetchSealed(relay, burstRequest(burst));

async function straight({ board }: Program, burst: Buffer): ReturnType<Way> {
  const headers = burstHeaders(freshAuthorization());
  const response = await fetch(board + BURSTS_PATH, { method: "POST", headers, body: new Uint8Array(burst) });
  return { status: response.status, content: new Uint8Array(await response.arrayBuffer()) };
}

/** Posts one burst. @returns it where a promise came back that verifies, null where the program was gone */
async function post(program: Program, { key }: Place, way: Way): Promise<Buffer | null> {
  const burst = anyBurst();
  const answer = await way(program, burst).catch(() => null);
  if (answer?.status !== 201) return null;
  openPromise(answer.content, burst, ORIGIN, key.publicKey);
  return burst;
}

/** Half of them as clients do, half as fast as the board takes them. */
const wayOf = (writer: number): Way => (writer % 2 === 0 ? sealed : straight);

/** Posts one burst after the other, and collects what was promised, until it is told that it is over. */
async function writeOn(
  program: Program,
  place: Place,
  promised: Buffer[],
  way: Way,
  isOver: () => boolean,
): Promise<void> {
  while (!isOver()) {
    const burst = await post(program, place, way);
    if (burst === null) await sleep(5);
    else promised.push(burst);
  }
}

/** Reads the whole log over HTTP; every tile, entry and envelope is checked against the signed root. */
async function readLog(program: Program, checkpoint: Checkpoint): Promise<{ envelopes: string[]; tiles: TileSource }> {
  const { size } = checkpoint;
  const found = new Map<string, Uint8Array>();
  for (let level = 0; level < levelsOf(size); level++) {
    for (const slice of slicesOf(hashesAtLevel(size, level), 256)) {
      found.set(`${level}/${slice.index}`, await read(program, tilePath(level, slice)));
    }
  }
  const tiles: TileSource = (level, index) => found.get(`${level}/${index}`);
  expect(hex(rootFromTiles(tiles, size, sha256))).toBe(hex(checkpoint.root));
  const entries: Uint8Array[] = [];
  for (const slice of slicesOf(size, 256))
    entries.push(...decodeEntries(await read(program, entriesPath(slice)), "letters"));
  const bundles = slicesOf(size, 64).map(async (slice) => {
    const request = bundleRequest(bundlePath(slice));
    return envelopesOf((await fetchSealed(program.relay, request, ORIGIN, "read")).content);
  });
  const envelopes = (await Promise.all(bundles)).flat();
  expect([entries.length, envelopes.length]).toEqual([size, size]);
  for (const [i, envelope] of envelopes.entries()) {
    const entry = Buffer.concat([envelope.subarray(0, 16), sha256(envelope)]);
    const tile = tiles(0, Math.floor(i / 256)) ?? new Uint8Array(0);
    expect(hex(entry)).toBe(hex(entries[i] ?? new Uint8Array(0)));
    expect(hex(leafHash(entry, sha256))).toBe(hex(tile.subarray((i % 256) * 32, (i % 256) * 32 + 32)));
  }
  return { envelopes: envelopes.map((envelope) => hex(sha256(envelope))), tiles };
}

const namesOf = (bursts: readonly Buffer[]): string[] =>
  bursts.flatMap(envelopesOf).map((envelope) => hex(sha256(envelope)));

async function untilEmptyPool(place: Place): Promise<void> {
  const waiting = () => execute<{ n: number }>(place.databaseUrl, "select count(*)::int as n from pool");
  await expect.poll(waiting, { timeout: 20_000 }).toEqual([{ n: 0 }]);
}

test("faults: what was promised is durable when the answer comes: killed at once, it is in the tree after a restart", async () => {
  const place = await newPlace(86_400_000);
  const promised: Buffer[] = [];
  for (let round = 0; round < 2; round++) {
    const program = await started(place);
    const answers = await Promise.all(Array.from({ length: 10 }, (_, writer) => post(program, place, wayOf(writer))));
    program.child.kill("SIGKILL");
    expect(answers).not.toContain(null);
    promised.push(...answers.filter((burst) => burst !== null));
    await program.ended();
  }
  const last = await started({ ...place, environment: { ...place.environment, SEQUENCE_INTERVAL_MS: "1000" } });
  await untilEmptyPool(place);
  const { envelopes } = await readLog(last, await readCheckpoint(last, place));
  expect(envelopes.toSorted()).toEqual(namesOf(promised).toSorted());
});

test("faults: killed again and again while it takes in and sequences, it loses nothing, doubles nothing, rewrites nothing", async () => {
  const place = await newPlace(1_000);
  const promised: Buffer[] = [];
  const shown: Checkpoint[] = [];
  for (let round = 0; round < 3; round++) {
    const program = await started(place);
    let isAlive = true;
    const writer = (_: unknown, number: number): Promise<void> =>
      writeOn(program, place, promised, wayOf(number), () => !isAlive);
    const reader = async (): Promise<void> => {
      while (isAlive) {
        const checkpoint = await readCheckpoint(program, place).catch(() => null);
        if (checkpoint !== null && checkpoint.size !== shown.at(-1)?.size) shown.push(checkpoint);
      }
    };
    const work = [reader(), ...Array.from({ length: 8 }, writer)];
    // The kill comes while a transaction holds the sequencer's lock, at a statement that is left to chance, after at least one
    // that was let through.
    for (;;) {
      const locks = await execute(
        place.databaseUrl,
        `select 1 from pg_locks l join pg_database d on d.oid = l.database
         where locktype = 'advisory' and datname = current_database()`,
      );
      if (locks.length > 0 && shown.length > round + 1) break;
    }
    program.child.kill("SIGKILL");
    isAlive = false;
    await program.ended();
    await Promise.all(work);
  }

  const program = await started(place);
  await untilEmptyPool(place);
  const last = await readCheckpoint(program, place);
  const { envelopes, tiles } = await readLog(program, last);
  expect(new Set(envelopes).size).toBe(envelopes.length);
  const inTree = new Set(envelopes);
  for (const name of namesOf(promised)) expect(inTree.has(name)).toBe(true);
  // What was kept without its promise reaching anybody comes in whole bursts too.
  expect(last.size % 5).toBe(0);
  expect(shown.length).toBeGreaterThan(3);
  for (const { size, root } of shown) {
    verifyConsistency(size, root, last.size, last.root, consistencyProof(tiles, size, last.size));
  }
});

test("faults: with every connection ended now and then under load, the program stays and loses nothing", async () => {
  const place = await newPlace(1_000);
  const program = await started(place);
  const promised: Buffer[] = [];
  let isOver = false;
  const writer = (_: unknown, number: number): Promise<void> =>
    writeOn(program, place, promised, wayOf(number), () => isOver);
  const work = Array.from({ length: 4 }, writer);
  for (let round = 0; round < 6; round++) {
    const before = promised.length;
    const name = new URL(place.databaseUrl).pathname.slice(1);
    await execute(
      inject("clusterUrl"),
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`,
    );
    await expect.poll(() => promised.length, { timeout: 10_000 }).toBeGreaterThan(before + 5);
  }
  isOver = true;
  await Promise.all(work);
  await untilEmptyPool(place);
  const { envelopes } = await readLog(program, await readCheckpoint(program, place));
  expect(new Set(envelopes).size).toBe(envelopes.length);
  const inTree = new Set(envelopes);
  for (const name of namesOf(promised)) expect(inTree.has(name)).toBe(true);
  expect(program.child.exitCode).toBeNull();
});

test.for(["SIGTERM", "SIGINT"] as const)(
  "faults: %s under load ends it with code 0 and loses nothing",
  async (signal) => {
    const place = await newPlace(86_400_000);
    const program = await started(place);
    const promised: Buffer[] = [];
    let isOver = false;
    const writer = async (_: unknown, number: number): Promise<void> => {
      while (!isOver) {
        const burst = await post(program, place, wayOf(number));
        if (burst !== null) promised.push(burst);
      }
    };
    const work = Array.from({ length: 4 }, writer);
    await expect.poll(() => promised.length, { timeout: 10_000 }).toBeGreaterThan(20);
    // One whose body does not come, and one that only opened a connection.
    const sockets = [
      "POST /v1/logs/letters/bursts HTTP/1.1\r\nHost: x\r\nContent-Type: application/octet-stream\r\n",
      "",
    ].map((head) => {
      const socket = connect(Number(new URL(program.board).port), "127.0.0.1");
      socket.on("error", () => undefined);
      socket.write(head === "" ? "" : `${head}Content-Length: 40960\r\n\r\n1`);
      return socket;
    });
    program.child.kill(signal);
    // It gives itself ten seconds and then ends with 1.
    expect(await program.ended()).toBe(0);
    isOver = true;
    await Promise.all(work);
    for (const socket of sockets) socket.destroy();
    expect(program.errors()).toBe("");
    const rows = await execute<{ hash: string }>(
      place.databaseUrl,
      "select encode(sha256(burst), 'hex') as hash from pool",
    );
    const kept = new Set(rows.map(({ hash }) => hash));
    for (const burst of promised) expect(kept.has(hex(sha256(burst)))).toBe(true);
  },
);
