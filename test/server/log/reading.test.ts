// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { expect, test } from "vitest";
import {
  consistencyProof,
  documentEntry,
  emptyRoot,
  hex,
  inclusionProof,
  leafHash,
  letterEntry,
  utf8Decode,
  verifyConsistency,
  verifyInclusion,
} from "#crypto";
import { appendToLog, sha256 } from "../../../server/log/index.ts";
import { writeEnvelopes } from "../../../server/log/store.ts";
import { anyBurst, envelopesOf, expectProblem, memberCookie, openBoard, type Board } from "../board.ts";
import { get, readCheckpoint, readEnvelopes, readTree, readVerified, type Published } from "./published.ts";

/** Grows the log to a size that whole bursts do not reach. */
async function growTo(board: Board, size: number): Promise<void> {
  const from = (await readCheckpoint(board)).size;
  const envelopes = Array.from({ length: size - from }, () => envelopesOf(anyBurst())[0] ?? Buffer.alloc(0));
  await board.database.transaction().execute(async (session) => {
    const entries = envelopes.map((envelope) => letterEntry(envelope, sha256));
    await appendToLog(session, "letters", entries, board.keys.logs.letters);
    await writeEnvelopes(session, from, envelopes);
  });
}

/** Around the widths of tiles and bundles: 64, 256, 512. */
const SIZES = [1, 63, 64, 65, 127, 128, 255, 256, 257, 300, 511, 512, 513];

test("log: at every size tiles, entries, bundles and checkpoint agree, and old checkpoints are consistent", async () => {
  const board = await openBoard();
  const states: Published[] = [];
  const firstCheckpoint = await readCheckpoint(board);
  expect(firstCheckpoint.size).toBe(0);
  expect(hex(firstCheckpoint.root)).toBe(hex(emptyRoot()));
  for (const size of SIZES) {
    await growTo(board, size);
    const published = await readVerified(board);
    expect(published.checkpoint.size).toBe(size);
    await readEnvelopes(board, published);
    states.push(published);
  }
  const last = states.at(-1);
  if (last === undefined) throw new Error("no state");
  const { size, root } = last.checkpoint;
  for (const { checkpoint } of states) {
    const proof = consistencyProof(last.tiles, checkpoint.size, size);
    verifyConsistency(checkpoint.size, checkpoint.root, size, root, proof);
  }
  for (const index of [0, 62, 63, 64, 255, 256, 300, 512]) {
    const leaf = leafHash(last.entries[index] ?? new Uint8Array(0));
    verifyInclusion(leaf, index, size, inclusionProof(last.tiles, index, size), root);
    expect(() => verifyInclusion(leaf, index ^ 1, size, inclusionProof(last.tiles, index, size), root)).toThrow();
  }
  // Whoever holds an old checkpoint still finds every partial width of it, and the same bytes.
  for (const { checkpoint, entries } of states) {
    expect((await readTree(board, checkpoint, "letters")).entries).toEqual(entries);
  }
});

test("log: a tree of 256 has a full tile and one hash above it, and nothing that is empty", async () => {
  const board = await openBoard();
  await growTo(board, 256);
  const full = await get(board, "/v1/logs/letters/tile/0/000");
  expect(full).toHaveLength(8_192);
  expect(await get(board, "/v1/logs/letters/tile/1/000.p/1")).toHaveLength(32);
  expect(await get(board, "/v1/logs/letters/tile/entries/000")).toHaveLength(256 * 50);
  expect(await get(board, "/v1/logs/letters/bundles/003")).toHaveLength(64 * 8_192);
  for (const path of ["tile/0/001", "tile/0/001.p/1", "tile/1/000", "tile/1/000.p/2", "tile/2/000.p/1"]) {
    expectProblem(await board.board.inject({ url: `/v1/logs/letters/${path}` }), 404, "not_found");
  }
  const headers = { cookie: await memberCookie(board) };
  for (const path of ["tile/entries/001", "tile/entries/001.p/1", "bundles/004", "bundles/004.p/1"]) {
    expectProblem(await board.board.inject({ url: `/v1/logs/letters/${path}`, headers }), 404, "not_found");
  }
});

test("log: what is full or partial may be kept for ever, a checkpoint for seconds, a refusal not at all", async () => {
  const board = await openBoard();
  await growTo(board, 300);
  const cached = async (path: string): Promise<unknown> => {
    const cookie = await memberCookie(board);
    const { headers } = await board.board.inject({ url: `/v1/logs/letters/${path}`, headers: { cookie } });
    return headers["cache-control"];
  };
  for (const path of ["tile/0/000", "tile/0/001.p/44", "tile/entries/000"]) {
    expect(await cached(path)).toMatch(/^public, max-age=\d{8}, immutable$/);
  }
  expect(await cached("checkpoint")).toMatch(/^public, max-age=[1-5]$/);
  // Envelopes are not for whoever comes by.
  for (const path of ["bundles/000", "tile/0/009"]) expect(await cached(path)).toBe("no-store");
  expect((await board.board.inject({ url: "/v1/logs/letters/checkpoint" })).headers["content-type"]).toBe(
    "text/plain; charset=utf-8",
  );
  expect((await board.board.inject({ url: "/v1/logs/letters/tile/0/000" })).headers["content-type"]).toBe(
    "application/octet-stream",
  );
});

const BAD_PATHS = [
  "nosuch/checkpoint",
  "letters/checkpoint/",
  "letters/tile/0/0",
  "letters/tile/0/0000",
  "letters/tile/00/000",
  "letters/tile/64/000",
  "letters/tile/-1/000",
  "letters/tile/100/000",
  "letters/tile/x/000",
  "letters/tile/0/x000/000",
  "letters/tile/0/000.p/0",
  "letters/tile/0/000.p/01",
  "letters/tile/0/000.p/256",
  "letters/tile/0/000.p/1000",
  "letters/tile/0/000.p/",
  "letters/tile/0/",
  "letters/tile/0/..",
  "letters/tile/0/000%00",
  "letters/tile/0/%2e%2e/000",
  "letters/tile/0/x999/x999/x999/x999/x999/x999/999",
  "letters/tile/entries/000.p/256",
  "letters/tile/entries/%zz",
  "letters/tile/entries/",
  "letters/bundles/000.p/64",
  "letters/bundles/000.p/0",
  "letters/bundles/0",
  "letters/documents/0",
  "directory/documents/00",
  "directory/documents/-1",
  "directory/documents/1.5",
  "directory/documents/9999999999",
  `directory/documents/${"1".repeat(200)}`,
  "directory/documents/%ff",
  "",
];

test("log: a path that is not exactly one of C2SP's is 404, and is not repeated", async () => {
  const board = await openBoard();
  await growTo(board, 5);
  const headers = { cookie: await memberCookie(board) };
  for (const path of BAD_PATHS) {
    const answer = await board.board.inject({ url: `/v1/logs/${path}`, headers });
    expect(`${path} ${answer.statusCode}`).toBe(`${path} 404`);
    expectProblem(answer, 404, "not_found");
    expect(answer.headers["api-version"]).toBe("1.0.0");
    if (path.length > 12) expect(answer.body).not.toContain(path);
  }
});

test("log: bundles of envelopes are for members who are signed in", async () => {
  const board = await openBoard();
  await growTo(board, 5);
  const url = "/v1/logs/letters/bundles/000.p/5";
  for (const cookie of ["", "desk=x", (await memberCookie(board)).slice(0, -4)])
    expectProblem(await board.board.inject({ url, headers: { cookie } }), 401, "unauthenticated");
  // Whether it is there or not.
  expectProblem(await board.board.inject({ url: "/v1/logs/letters/bundles/009" }), 401, "unauthenticated");
  const read = await board.board.inject({ url, headers: { cookie: await memberCookie(board) } });
  expect(read.statusCode).toBe(200);
  expect(read.rawPayload).toHaveLength(5 * 8_192);
});

test("directory: the document is a leaf of its log, served by its index and as the current one", async () => {
  const board = await openBoard();
  const { entries, checkpoint } = await readVerified(board, "directory");
  expect(checkpoint.size).toBe(1);
  const document = await get(board, "/v1/logs/directory/documents/0");
  expect(hex(entries[0] ?? new Uint8Array(0))).toBe(`01${hex(sha256(document))}`);
  expect((await get(board, "/v1/directory")).equals(document)).toBe(true);
  expect(utf8Decode(document)).toContain("tegenspraak.localhost/v1/directory\n0\n");
  expectProblem(await board.board.inject({ url: "/v1/logs/directory/documents/1" }), 404, "not_found");
  // Its token keys, of passes, credentials, and what is posted with; and the gateway's.
  const ledger = await readVerified(board, "ledger");
  expect(ledger.entries).toHaveLength(4);
  for (const [i, entry] of ledger.entries.entries()) {
    const { rawPayload } = await board.board.inject({ url: `/v1/logs/ledger/documents/${i}` });
    expect(hex(documentEntry(rawPayload))).toBe(hex(entry));
  }
});
