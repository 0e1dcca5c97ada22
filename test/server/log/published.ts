// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { expect } from "vitest";
import {
  decodeEntries,
  hashesAtLevel,
  hex,
  leafHash,
  levelsOf,
  openCheckpoint,
  rootFromTiles,
  slicesOf,
  bundlePath,
  entriesPath,
  tilePath,
  verifierKey,
  type Checkpoint,
  type LogShortName,
  type TileSource,
} from "#crypto";
import { sha256 } from "../../../server/log/index.ts";
import { envelopesOf, memberCookie, type Board } from "../board.ts";

// What anybody can read of a log over HTTP, checked with the clients' functions.

export interface Published {
  readonly checkpoint: Checkpoint;
  readonly entries: readonly Uint8Array[];
  readonly tiles: TileSource;
}

export async function get(board: Board, path: string): Promise<Buffer> {
  // Envelopes are for members, and for whoever asks sealed (test/server/gateway).
  const headers = path.includes("/bundles/") ? { cookie: await memberCookie(board) } : {};
  const answer = await board.board.inject({ url: path, headers });
  expect(`${path} ${answer.statusCode}`).toBe(`${path} 200`);
  return answer.rawPayload;
}

export async function readCheckpoint(board: Board, log: LogShortName = "letters"): Promise<Checkpoint> {
  const signer = board.keys.logs[log];
  const note = (await get(board, `/v1/logs/${log}/checkpoint`)).toString("utf8");
  return openCheckpoint(note, signer.name, verifierKey(signer));
}

/** Every tile and entry of a tree of `size`, by the paths that a client with that checkpoint asks for. */
export async function readTree(board: Board, checkpoint: Checkpoint, log: LogShortName): Promise<Published> {
  const { size } = checkpoint;
  const tiles = new Map<string, Uint8Array>();
  for (let level = 0; level < levelsOf(size); level++) {
    for (const slice of slicesOf(hashesAtLevel(size, level), 256)) {
      const tile = await get(board, `/v1/logs/${log}/${tilePath(level, slice)}`);
      expect(tile.length).toBe((slice.width ?? 256) * 32);
      tiles.set(`${level}/${slice.index}`, tile);
    }
  }
  const entries: Uint8Array[] = [];
  for (const slice of slicesOf(size, 256)) {
    entries.push(...decodeEntries(await get(board, `/v1/logs/${log}/${entriesPath(slice)}`), log));
  }
  return { checkpoint, entries, tiles: (level, index) => tiles.get(`${level}/${index}`) };
}

/** Reads a whole log and checks that tiles, entries and signed root agree. */
export async function readVerified(board: Board, log: LogShortName = "letters"): Promise<Published> {
  const published = await readTree(board, await readCheckpoint(board, log), log);
  const { checkpoint, entries, tiles } = published;
  expect(entries).toHaveLength(checkpoint.size);
  const leaves = entries.map((entry) => Buffer.from(leafHash(entry, sha256)));
  for (const [i, leaf] of leaves.entries()) {
    const tile = tiles(0, Math.floor(i / 256)) ?? new Uint8Array(0);
    expect(leaf.equals(tile.subarray((i % 256) * 32, (i % 256) * 32 + 32))).toBe(true);
  }
  expect(hex(rootFromTiles(tiles, checkpoint.size, sha256))).toBe(hex(checkpoint.root));
  return published;
}

/** Every envelope in the order of the log, and that each is what its entry says: tag and SHA-256. */
export async function readEnvelopes(board: Board, { entries }: Published): Promise<Buffer[]> {
  const envelopes: Buffer[] = [];
  for (const slice of slicesOf(entries.length, 64)) {
    envelopes.push(...envelopesOf(await get(board, `/v1/logs/letters/${bundlePath(slice)}`)));
  }
  expect(envelopes).toHaveLength(entries.length);
  for (const [i, envelope] of envelopes.entries()) {
    const entry = Buffer.concat([envelope.subarray(0, 16), sha256(envelope)]);
    expect(entry.equals(entries[i] ?? new Uint8Array(0))).toBe(true);
  }
  return envelopes;
}
