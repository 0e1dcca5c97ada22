// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { sha256 as sodiumSha256, type Sha256 } from "../sodium.ts";
import { concat } from "../wire/index.ts";
import { rootFromTiles, type TileSource } from "./proof.ts";
import { hashesAtLevel, TILE_WIDTH } from "./tiles.ts";
import { HASH_BYTES, rootOf } from "./tree.ts";

/** A tile as it is after an append: 1 to 256 hashes. */
export interface Tile {
  readonly level: number;
  readonly index: number;
  readonly hashes: Uint8Array;
}

export interface Appended {
  readonly size: number;
  readonly root: Uint8Array;
  /** Every tile that is new or longer than before; all others stay as they are. */
  readonly tiles: readonly Tile[];
}

function* hashesIn(tile: Uint8Array): Generator<Uint8Array> {
  for (let offset = 0; offset < tile.length; offset += HASH_BYTES) yield tile.subarray(offset, offset + HASH_BYTES);
}

/** Appends hashes to one level; gives the tiles it changed and, for the level above, the roots of those it filled. */
function appendToLevel(
  level: number,
  before: number,
  partial: Uint8Array,
  hashes: readonly Uint8Array[],
  sha256: Sha256,
) {
  const tiles: Tile[] = [];
  const filled: Uint8Array[] = [];
  let index = Math.floor(before / TILE_WIDTH);
  const pending = [...hashesIn(partial), ...hashes];
  for (let start = 0; start < pending.length; start += TILE_WIDTH, index++) {
    const row = pending.slice(start, start + TILE_WIDTH);
    tiles.push({ level, index, hashes: concat(...row) });
    // Only full tiles are hashed upwards: a partial one will be hashed when it is full.
    if (row.length === TILE_WIDTH) filled.push(rootOf(row, sha256));
  }
  return { tiles, filled };
}

/**
 * Appends leaves to a tree held as tiles. Reads the last partial tile of each level and nothing else, so its cost is the
 * same at any size.
 * @param leaves leaf hashes, 32 bytes each
 */
export function appendLeaves(
  size: number,
  edge: TileSource,
  leaves: readonly Uint8Array[],
  sha256: Sha256 = sodiumSha256,
): Appended {
  const tiles: Tile[] = [];
  let hashes = leaves;
  for (let level = 0; hashes.length > 0; level++) {
    const before = hashesAtLevel(size, level);
    const partial = before % TILE_WIDTH === 0 ? new Uint8Array(0) : edge(level, Math.floor(before / TILE_WIDTH));
    if (partial?.length !== (before % TILE_WIDTH) * HASH_BYTES)
      throw new RangeError("the tree's edge is not what its size says");
    const step = appendToLevel(level, before, partial, hashes, sha256);
    tiles.push(...step.tiles);
    hashes = step.filled;
  }
  const changed = new Map(tiles.map((tile) => [`${tile.level}/${tile.index}`, tile.hashes]));
  const source: TileSource = (level, index) => changed.get(`${level}/${index}`) ?? edge(level, index);
  const grown = size + leaves.length;
  return { size: grown, root: rootFromTiles(source, grown, sha256), tiles };
}
