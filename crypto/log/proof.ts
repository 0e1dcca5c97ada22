// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { ProtocolError } from "../errors.ts";
import { sha256 as sodiumSha256, type Sha256 } from "../sodium.ts";
import { heightOfLevel, TILE_WIDTH } from "./tiles.ts";
import { HASH_BYTES, Subtrees } from "./tree.ts";

/** The hashes of a tile (n × 32 bytes), or undefined where it is not at hand. */
export type TileSource = (level: number, index: number) => Uint8Array | undefined;

function hashAt(source: TileSource, level: number, position: number): Uint8Array {
  const tile = source(level, Math.floor(position / TILE_WIDTH));
  const offset = (position % TILE_WIDTH) * HASH_BYTES;
  if (tile === undefined || tile.length < offset + HASH_BYTES)
    throw new ProtocolError("inconsistent", "a tile is missing");
  return tile.subarray(offset, offset + HASH_BYTES);
}

/** Root of the leaves from `start` to `end`, by the largest subtrees that tiles hold; `start` must be where such a range can begin. */
function rangeRoot(source: TileSource, start: number, end: number, sha256: Sha256): Uint8Array {
  const subtrees = new Subtrees(sha256);
  for (let position = start; position < end;) {
    let level = 0;
    for (let next = TILE_WIDTH; position % next === 0 && position + next <= end; next *= TILE_WIDTH) level++;
    const leaves = TILE_WIDTH ** level;
    subtrees.append({ height: heightOfLevel(level), hash: hashAt(source, level, position / leaves) });
    position += leaves;
  }
  return subtrees.root();
}

/** Root of the first `size` leaves. Needs tiles of every level below `levelsOf(size)`. @throws ProtocolError `inconsistent` */
export function rootFromTiles(source: TileSource, size: number, sha256: Sha256 = sodiumSha256): Uint8Array {
  return rangeRoot(source, 0, size, sha256);
}

/** Largest power of two below `n` (n ≥ 2). */
function split(n: number): number {
  let power = 1;
  while (power * 2 < n) power *= 2;
  return power;
}

/** PATH of RFC 6962, section 2.1.1. */
export function inclusionProof(
  source: TileSource,
  index: number,
  size: number,
  sha256: Sha256 = sodiumSha256,
): Uint8Array[] {
  if (index >= size) throw new RangeError("an index outside the tree");
  const proof: Uint8Array[] = [];
  let [start, end] = [0, size];
  while (end - start > 1) {
    const middle = start + split(end - start);
    if (index < middle) {
      proof.unshift(rangeRoot(source, middle, end, sha256));
      end = middle;
    } else {
      proof.unshift(rangeRoot(source, start, middle, sha256));
      start = middle;
    }
  }
  return proof;
}

/** PROOF of RFC 6962, section 2.1.2. */
export function consistencyProof(
  source: TileSource,
  oldSize: number,
  newSize: number,
  sha256: Sha256 = sodiumSha256,
): Uint8Array[] {
  if (oldSize > newSize) throw new RangeError("a log does not shrink");
  if (oldSize === 0 || oldSize === newSize) return [];
  const proof: Uint8Array[] = [];
  let [start, end, whole] = [0, newSize, true];
  while (oldSize !== end) {
    const middle = start + split(end - start);
    if (oldSize <= middle) {
      proof.unshift(rangeRoot(source, middle, end, sha256));
      end = middle;
    } else {
      proof.unshift(rangeRoot(source, start, middle, sha256));
      start = middle;
      whole = false;
    }
  }
  if (!whole) proof.unshift(rangeRoot(source, start, end, sha256));
  return proof;
}
