// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { sql, type Transaction } from "kysely";
import {
  appendLeaves,
  BUNDLE_WIDTH,
  concat,
  emptyRoot,
  encodeEntries,
  ENVELOPE_BYTES,
  entryBytes,
  equalBytes,
  HASH_BYTES,
  hashesAtLevel,
  leafHash,
  levelsOf,
  openCheckpoint,
  rootFromTiles,
  signCheckpoint,
  TILE_WIDTH,
  verifierKey,
  type Checkpoint,
  type LogShortName,
  type NoteSigner,
  type Tile,
  type TileSource,
} from "../../crypto/index.ts";
import type { Database } from "../database/index.ts";
import type { BoardTables } from "../database/schema.ts";
import { sha256 } from "./sha256.ts";
import { readTile } from "./tile.ts";

// One module for the three logs. A log grows in one transaction: entries, tiles, size and checkpoint, or nothing.

/** What the database holds is not what the log's key signed: an older copy, or somebody wrote in it. Nothing is signed. */
export class LogDamaged extends Error {
  override readonly name = "LogDamaged";
}

type Session = Transaction<BoardTables>;

/** Gives a new log its empty checkpoint, and checks that the key is the one that signed the last. */
export async function openLog(database: Database, log: LogShortName, signer: NoteSigner): Promise<Checkpoint> {
  const empty = { origin: signer.name, size: 0, root: emptyRoot(sha256) };
  const row = { name: log, size: 0, checkpoint: signCheckpoint(empty, signer) };
  await database
    .insertInto("log")
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const { checkpoint } = await database
    .selectFrom("log")
    .select("checkpoint")
    .where("name", "=", log)
    .executeTakeFirstOrThrow();
  return openCheckpoint(checkpoint, signer.name, verifierKey(signer));
}

async function lockLog(session: Session, log: LogShortName, signer: NoteSigner): Promise<Checkpoint> {
  const { size, checkpoint } = await session
    .selectFrom("log")
    .select(["size", "checkpoint"])
    .where("name", "=", log)
    .forUpdate()
    .executeTakeFirstOrThrow();
  const opened = openCheckpoint(checkpoint, signer.name, verifierKey(signer));
  if (opened.size !== size) throw new LogDamaged(`${log}: the table's size is not the checkpoint's`);
  return opened;
}

/**
 * What is added goes behind what a row has: of another length than the log's size says, all that follows would be misplaced.
 * @throws LogDamaged
 */
function requireLength(row: { readonly length: number } | undefined, expected: number, what: string): void {
  if ((row?.length ?? 0) !== expected)
    throw new LogDamaged(`${what}: the last row has not the length that the size says`);
}

/** The last partial tile of each level: all that an append and a root need. */
async function readEdge(session: Session, log: LogShortName, size: number): Promise<TileSource> {
  const wanted = Array.from({ length: levelsOf(size) }, (_, level) => level).filter(
    (level) => hashesAtLevel(size, level) % TILE_WIDTH !== 0,
  );
  const tiles = new Map<string, Uint8Array>();
  for (const level of wanted) {
    const index = Math.floor(hashesAtLevel(size, level) / TILE_WIDTH);
    const hashes = (await readTile(session, log, level, index)) ?? new Uint8Array(0);
    requireLength(hashes, (hashesAtLevel(size, level) % TILE_WIDTH) * HASH_BYTES, "log_tile");
    tiles.set(`${level}/${index}`, hashes);
  }
  return (level, index) => tiles.get(`${level}/${index}`);
}

async function writeTiles(session: Session, log: LogShortName, tiles: readonly Tile[]): Promise<void> {
  for (const part of inRows(tiles, 200)) {
    await session
      .insertInto("log_tile")
      .values(part.map(({ level, index, hashes }) => ({ log, level, index, hashes: Buffer.from(hashes) })))
      .onConflict((conflict) =>
        conflict.columns(["log", "level", "index"]).doUpdateSet({ hashes: sql`excluded.hashes` }),
      )
      .execute();
  }
}

function inRows<T>(items: readonly T[], length: number): T[][] {
  const rows: T[][] = [];
  for (let start = 0; start < items.length; start += length) rows.push(items.slice(start, start + length));
  return rows;
}

/** What is added to each row of a table that holds `width` things a row; the first may already hold some. */
function additions<T>(size: number, items: readonly T[], width: number): { index: number; items: T[] }[] {
  const room = width - (size % width);
  const rows = [items.slice(0, room), ...inRows(items.slice(room), width)].filter((row) => row.length > 0);
  return rows.map((row, i) => ({ index: Math.floor(size / width) + i, items: row }));
}

async function writeEntries(
  session: Session,
  log: LogShortName,
  size: number,
  entries: readonly Uint8Array[],
): Promise<void> {
  const last = await session
    .selectFrom("log_entries")
    .select(sql<number>`octet_length(entries)`.as("length"))
    .where("log", "=", log)
    .where("index", "=", Math.floor(size / TILE_WIDTH))
    .executeTakeFirst();
  requireLength(last, (size % TILE_WIDTH) * (entryBytes(log) + 2), "log_entries");
  const values = additions(size, entries, TILE_WIDTH).map(({ index, items }) => ({
    log,
    index,
    entries: Buffer.from(encodeEntries(items)),
  }));
  for (const part of inRows(values, 200)) {
    await session
      .insertInto("log_entries")
      .values(part)
      .onConflict((conflict) =>
        conflict.columns(["log", "index"]).doUpdateSet({ entries: sql`log_entries.entries || excluded.entries` }),
      )
      .execute();
  }
}

/** Envelopes of `letters` beside their entries; the table's checks keep a bundle from holding more than 64. */
export async function writeEnvelopes(session: Session, size: number, envelopes: readonly Uint8Array[]): Promise<void> {
  const last = await session
    .selectFrom("letters_bundle")
    .select(sql<number>`octet_length(envelopes)`.as("length"))
    .where("index", "=", Math.floor(size / BUNDLE_WIDTH))
    .executeTakeFirst();
  requireLength(last, (size % BUNDLE_WIDTH) * ENVELOPE_BYTES, "letters_bundle");
  for (const { index, items } of additions(size, envelopes, BUNDLE_WIDTH)) {
    await session
      .insertInto("letters_bundle")
      .values({ index, envelopes: Buffer.from(concat(...items)) })
      .onConflict((conflict) =>
        conflict.column("index").doUpdateSet({ envelopes: sql`letters_bundle.envelopes || excluded.envelopes` }),
      )
      .execute();
  }
}

export interface Growth {
  /** Size before. */
  readonly from: number;
  readonly checkpoint: Checkpoint;
}

/**
 * Appends entries and signs the new checkpoint, in the caller's transaction: nothing of it is seen before that commits.
 * @throws LogDamaged where the tiles do not lead to the root that was signed last
 */
export async function appendToLog(
  session: Session,
  log: LogShortName,
  entries: readonly Uint8Array[],
  signer: NoteSigner,
): Promise<Growth> {
  const last = await lockLog(session, log, signer);
  const edge = await readEdge(session, log, last.size);
  if (!equalBytes(rootFromTiles(edge, last.size, sha256), last.root)) {
    throw new LogDamaged(`${log}: the tiles do not lead to the root that was signed`);
  }
  const leaves = entries.map((entry) => leafHash(entry, sha256));
  const { size, root, tiles } = appendLeaves(last.size, edge, leaves, sha256);
  const checkpoint = { origin: signer.name, size, root };
  await writeEntries(session, log, last.size, entries);
  await writeTiles(session, log, tiles);
  await session
    .updateTable("log")
    .set({ size, checkpoint: signCheckpoint(checkpoint, signer) })
    .where("name", "=", log)
    .execute();
  return { from: last.size, checkpoint };
}
