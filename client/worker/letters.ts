// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import {
  BUNDLE_WIDTH,
  bundlePath,
  concat,
  ENVELOPE_BYTES,
  entriesPath,
  equalBytes,
  HASH_BYTES,
  hashesAtLevel,
  leafHash,
  isTimely,
  LETTER_ENTRY_BYTES,
  levelsOf,
  ProtocolError,
  rootFromTiles,
  rootOf,
  slicesOf,
  TAG_BYTES,
  TILE_WIDTH,
  tilePath,
  type Checkpoint,
  type Slice,
  type TileSource,
  type VerifierKey,
  type Vouching,
} from "#crypto";
import { read, readBundle } from "../transport.ts";
import { nowSeconds, readCheckpoint, type ReadCheckpoint } from "./checkpoint.ts";
import { checking, WorkerFailure } from "./failure.ts";
import { readObliviously } from "./gateway.ts";
import type { Progress } from "../protocol/index.ts";
import { STRIDE } from "./stride.ts";

const PATH = "/v1/logs/letters";

const damaged = (what: string): WorkerFailure => new WorkerFailure("log_damaged", what);

async function inOrder<T, R>(items: readonly T[], width: number, work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (let i = 0; i < items.length; i += width)
    results.push(...(await Promise.all(items.slice(i, i + width).map(work))));
  return results;
}

/** A bundle of entries in the only form there is, so that readers can step through it. */
function requireEntries(bytes: Uint8Array, count: number): void {
  const isSound = bytes.length === count * STRIDE && countWrongLengths(bytes) === 0;
  if (!isSound) throw damaged("a bundle of entries of the wrong form");
}

function countWrongLengths(bytes: Uint8Array): number {
  let wrong = 0;
  for (let at = 0; at < bytes.length; at += STRIDE) {
    if (bytes[at] !== 0 || bytes[at + 1] !== LETTER_ENTRY_BYTES) wrong++;
  }
  return wrong;
}

/** The newest checkpoint of a visit that two witnesses vouched for. What a later one continues, it vouches for too. */
export interface WitnessedSize {
  readonly size: number;
  /** Unix seconds. */
  readonly since: number;
  readonly by: readonly VerifierKey[];
}

/**
 * The log `letters` as this visit has verified it. Reads checkpoint, tiles from level 1 up, and all entry bundles; level 0 is
 * hashed from the entries, and only where something is read, until `verifyAll`.
 */
export class Letters {
  readonly #name: string;
  readonly #key: VerifierKey;
  readonly #asMember: boolean;
  size = 0;
  root: Uint8Array = new Uint8Array(0);
  witnessed: WitnessedSize | null = null;
  /** As the directory names them. */
  witnesses: readonly VerifierKey[];
  /** Witnesses that did not come in time are not waited for again until they are back. */
  #isPatient = true;
  #entries: Uint8Array[] = [];
  #tiles = new Map<string, Uint8Array>();
  readonly #leaves = new Map<number, Uint8Array>();
  readonly #verified = new Set<number>();

  /** @param name of the log, as its checkpoints state it */
  constructor(name: string, key: VerifierKey, asMember: boolean, witnesses: readonly VerifierKey[] = []) {
    this.#name = name;
    this.#key = key;
    this.#asMember = asMember;
    this.witnesses = witnesses;
  }

  /**
   * Takes up a newer checkpoint, or keeps the old one and throws.
   * @returns whether there is anything new
   */
  async refresh(): Promise<boolean> {
    const seen = await this.#readCheckpoint();
    const next = seen.checkpoint;
    if (next.size < this.size) throw new WorkerFailure("log_inconsistent", "the log shrank");
    if (next.size === this.size && this.root.length > 0) {
      if (!equalBytes(next.root, this.root)) throw new WorkerFailure("log_inconsistent", "two logs of one size");
      this.#witness(seen);
      return false;
    }
    const candidate = new Letters(this.#name, this.#key, this.#asMember);
    candidate.size = next.size;
    candidate.root = next.root;
    await candidate.#fetch(this);
    this.#adopt(candidate);
    this.#witness(seen);
    return true;
  }

  /** Only a checkpoint with something new in it is worth waiting for: a look that finds nothing takes no longer for it. */
  async #readCheckpoint(): Promise<ReadCheckpoint> {
    const log = { path: PATH, name: this.#name, key: this.#key, witnesses: this.witnesses };
    const isNew = ({ size }: Checkpoint): boolean => this.#isPatient && (this.root.length === 0 || size > this.size);
    const seen = await checking("log_damaged", () => readCheckpoint(log, isNew));
    if (isNew(seen.checkpoint) || seen.vouching.fresh) this.#isPatient = seen.vouching.fresh;
    return seen;
  }

  #witness({ checkpoint: { size }, vouching: { since }, by }: ReadCheckpoint): void {
    if (since !== null && since >= (this.witnessed?.since ?? 0)) this.witnessed = { size, since, by };
  }

  /** By the clock of now. */
  vouching(now = nowSeconds()): Vouching {
    const since = this.witnessed?.since ?? null;
    return { fresh: since !== null && isTimely(since, now), since };
  }

  async #fetch(known: Letters): Promise<void> {
    const unchanged = Math.floor(known.size / TILE_WIDTH);
    this.#entries = known.#entries.slice(0, unchanged);
    for (const index of known.#verified) if (index < unchanged) this.#verified.add(index);
    await this.#fetchTiles();
    await inOrder(slicesOf(this.size, TILE_WIDTH, unchanged), 6, async (slice) => {
      const bytes = await read(`${PATH}/${entriesPath(slice)}`);
      requireEntries(bytes, slice.width ?? TILE_WIDTH);
      this.#entries[slice.index] = bytes;
    });
    await checking("log_damaged", () => {
      if (!equalBytes(rootFromTiles(this.#source, this.size), this.root))
        throw damaged("tiles that do not lead to the root");
    });
    if (known.root.length > 0) await this.requireContinues(known.size, known.root);
  }

  async #fetchTiles(): Promise<void> {
    for (let level = 1; level < levelsOf(this.size); level++) {
      await inOrder(slicesOf(hashesAtLevel(this.size, level), TILE_WIDTH), 6, (slice) => this.#fetchTile(level, slice));
    }
    for (const [name, tile] of this.#tiles) this.#requireHashedUpwards(name, tile);
  }

  async #fetchTile(level: number, slice: Slice): Promise<void> {
    const tile = await read(`${PATH}/${tilePath(level, slice)}`);
    if (tile.length !== (slice.width ?? TILE_WIDTH) * HASH_BYTES) throw damaged("a tile of the wrong size");
    this.#tiles.set(`${level}/${slice.index}`, tile);
  }

  /** A full tile stands in the level above as one hash; a root is made from the highest, so each must match. */
  #requireHashedUpwards(name: string, tile: Uint8Array): void {
    if (tile.length < TILE_WIDTH * HASH_BYTES) return;
    const [level = 0, index = 0] = name.split("/").map(Number);
    if (!equalBytes(rootOf(hashesIn(tile)), this.#hashAt(level + 1, index)))
      throw damaged("a tile that is not in the tree");
  }

  #hashAt(level: number, position: number): Uint8Array {
    const tile = this.#tiles.get(`${level}/${Math.floor(position / TILE_WIDTH)}`);
    const offset = (position % TILE_WIDTH) * HASH_BYTES;
    return tile?.subarray(offset, offset + HASH_BYTES) ?? new Uint8Array(0);
  }

  readonly #source: TileSource = (level, index) =>
    level === 0 ? this.#leavesOf(index) : this.#tiles.get(`${level}/${index}`);

  /** Leaf hashes of one bundle of entries, as a tile of level 0. */
  #leavesOf(index: number): Uint8Array | undefined {
    const known = this.#leaves.get(index);
    const bytes = this.#entries[index];
    if (bytes === undefined || known?.length === (bytes.length / STRIDE) * HASH_BYTES) return known;
    const hashes: Uint8Array[] = [];
    for (let at = 2; at < bytes.length; at += STRIDE)
      hashes.push(leafHash(bytes.subarray(at, at + LETTER_ENTRY_BYTES)));
    const leaves = concat(...hashes);
    this.#leaves.set(index, leaves);
    return leaves;
  }

  /** A partial last bundle is part of the root itself; a full one must hash to its place in level 1. */
  #requireBundle(index: number): void {
    if (this.#verified.has(index) || (index + 1) * TILE_WIDTH > this.size) return;
    const leaves = this.#leavesOf(index);
    if (leaves === undefined || !equalBytes(rootOf(hashesIn(leaves)), this.#hashAt(1, index))) {
      throw damaged("entries that are not in the tree");
    }
    this.#verified.add(index);
    this.#leaves.delete(index);
  }

  #adopt(next: Letters): void {
    this.size = next.size;
    this.root = next.root;
    this.#entries = next.#entries;
    this.#tiles = next.#tiles;
    this.#leaves.clear();
    for (const index of next.#verified) this.#verified.add(index);
  }

  /** The first `size` entries are those that had `root`. @throws WorkerFailure `log_inconsistent` */
  async requireContinues(size: number, root: Uint8Array): Promise<void> {
    if (size > this.size) throw new WorkerFailure("log_inconsistent", "the log shrank");
    if (size > 0 && size % TILE_WIDTH !== 0) this.#requireBundle(Math.floor(size / TILE_WIDTH));
    const then = await checking("log_damaged", () => rootFromTiles(this.#source, size));
    if (!equalBytes(then, root)) throw new WorkerFailure("log_inconsistent", "the log was rewritten");
  }

  /** Hashes every entry: only then can it be said that something is *not* in the log. */
  verifyAll(onProgress: (progress: Progress) => void): void {
    const total = this.#entries.length;
    for (let index = 0; index < total; index++) {
      this.#requireBundle(index);
      if (index % 64 === 63) onProgress({ done: index + 1, total });
    }
  }

  /** Bundles of entries, for scanning; the hits in them are verified when they are read. */
  entryBundles(): readonly Uint8Array[] {
    return this.#entries;
  }

  /** SHA-256 of the envelope at a place in the log, verified. */
  hashOf(index: number): Uint8Array {
    this.#requireBundle(Math.floor(index / TILE_WIDTH));
    const at = (index % TILE_WIDTH) * STRIDE + 2 + TAG_BYTES;
    const hash = this.#entries[Math.floor(index / TILE_WIDTH)]?.subarray(at, at + HASH_BYTES);
    if (hash === undefined) throw new ProtocolError("inconsistent", "an index outside the log");
    return hash;
  }

  bundleCount(): number {
    return Math.ceil(this.size / BUNDLE_WIDTH);
  }

  /** Envelopes of one bundle, each the one whose hash is in the log. */
  async readBundle(index: number): Promise<Uint8Array[]> {
    const [slice] = slicesOf(this.size, BUNDLE_WIDTH, index);
    if (slice === undefined) throw new RangeError("no such bundle");
    const path = `${PATH}/${bundlePath(slice)}`;
    const bytes = await (this.#asMember ? readBundle(path) : readObliviously(path));
    const count = slice.width ?? BUNDLE_WIDTH;
    if (bytes.length !== count * ENVELOPE_BYTES) throw damaged("a bundle of the wrong size");
    const envelopes = Array.from({ length: count }, (_, i) =>
      bytes.subarray(i * ENVELOPE_BYTES, (i + 1) * ENVELOPE_BYTES),
    );
    const hashes = await Promise.all(envelopes.map(platformHash));
    if (!hashes.every((hash, i) => equalBytes(hash, this.hashOf(index * BUNDLE_WIDTH + i))))
      throw damaged("an envelope that is not the one in the log");
    return envelopes;
  }
}

/** As envelopeHash, with the platform's own SHA-256: four times as fast, and a desk reads all there are. */
async function platformHash(envelope: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", envelope));
}

function* hashesIn(tile: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < tile.length; at += HASH_BYTES) yield tile.subarray(at, at + HASH_BYTES);
}
