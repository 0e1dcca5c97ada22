// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { ProtocolError } from "../errors.ts";

// C2SP tlog-tiles: paths, and which tiles a tree of some size has.

export const TILE_WIDTH = 256;
const TILE_HEIGHT = 8;
/** Envelopes in one bundle of `letters`. */
export const BUNDLE_WIDTH = 64;

/** A full tile has no width of its own; a partial one has 1–255 (bundles: 1–63) hashes, entries or envelopes. */
export interface Slice {
  readonly index: number;
  readonly width: number | null;
}

/** 1234067 → `x001/x234/067`. */
function numberPath(index: number): string {
  const digits = String(index);
  const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, "0").match(/\d{3}/g) ?? [];
  return groups.map((group, i) => (i < groups.length - 1 ? `x${group}` : group)).join("/");
}

function slicePath({ index, width }: Slice): string {
  return width === null ? numberPath(index) : `${numberPath(index)}.p/${width}`;
}

export const tilePath = (level: number, slice: Slice): string => `tile/${level}/${slicePath(slice)}`;
export const entriesPath = (slice: Slice): string => `tile/entries/${slicePath(slice)}`;
export const bundlePath = (slice: Slice): string => `bundles/${slicePath(slice)}`;

const SLICE = /^((?:x\d{3}\/){0,4}\d{3})(?:\.p\/([1-9]\d{0,2}))?$/;

/**
 * The part of a path after the level, `entries` or `bundles`. Accepts what `slicePath` writes and nothing else.
 * @param fullWidth 256 for tiles and entries, 64 for bundles
 * @throws ProtocolError `malformed`
 */
export function parseSlice(path: string, fullWidth: number): Slice {
  const match = SLICE.exec(path);
  if (match?.[1] === undefined) throw new ProtocolError("malformed", "not a path of a tile");
  const index = Number(match[1].replaceAll(/[x/]/g, ""));
  const width = match[2] === undefined ? null : Number(match[2]);
  const slice = { index, width };
  if (slicePath(slice) !== path || (width !== null && width >= fullWidth)) {
    throw new ProtocolError("malformed", "not a path of a tile");
  }
  return slice;
}

/** Level 0–63 in decimal without leading zeros. @throws ProtocolError `malformed` */
export function parseLevel(level: string): number {
  if (!/^(?:\d|[1-5]\d|6[0-3])$/.test(level)) throw new ProtocolError("malformed", "not a level of tiles");
  return Number(level);
}

/** Everything of `count` things in rows of `fullWidth`: the full ones from `from` on, then the partial one. Never empty ones. */
export function slicesOf(count: number, fullWidth: number, from = 0): Slice[] {
  const full = Math.floor(count / fullWidth);
  const slices: Slice[] = [];
  for (let index = from; index < full; index++) slices.push({ index, width: null });
  if (count % fullWidth > 0 && full >= from) slices.push({ index: full, width: count % fullWidth });
  return slices;
}

/** How many hashes level `level` of a tree has in its tiles: the complete subtrees of 256^level leaves. */
export function hashesAtLevel(size: number, level: number): number {
  return Math.floor(size / TILE_WIDTH ** level);
}

/** Levels that have at least one hash. */
export function levelsOf(size: number): number {
  let levels = 0;
  while (hashesAtLevel(size, levels) > 0) levels++;
  return levels;
}

export const heightOfLevel = (level: number): number => level * TILE_HEIGHT;
