// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { hex, LOOK_AHEAD, TAG_BYTES, TILE_WIDTH, type ThreadKeys } from "#crypto";
import { STRIDE } from "./stride.ts";

/** Something looked for in the log by the first 16 bytes of a field of its entry. */
class Needles<T> {
  /** One bit for each value of the first two bytes: a million entries pass it in milliseconds. */
  readonly #bitmap = new Uint8Array(65_536 / 8);
  readonly #values = new Map<string, T>();

  add(bytes: Uint8Array, value: T): void {
    const key = ((bytes[0] ?? 0) << 8) | (bytes[1] ?? 0);
    this.#bitmap[key >> 3] = (this.#bitmap[key >> 3] ?? 0) | (1 << (key & 7));
    this.#values.set(hex(bytes.subarray(0, TAG_BYTES)), value);
  }

  at(entries: Uint8Array, offset: number): T | undefined {
    const key = ((entries[offset] ?? 0) << 8) | (entries[offset + 1] ?? 0);
    if (((this.#bitmap[key >> 3] ?? 0) & (1 << (key & 7))) === 0) return undefined;
    return this.#values.get(hex(entries.subarray(offset, offset + TAG_BYTES)));
  }
}

export interface Hit<T> {
  /** Number in the log. */
  readonly index: number;
  readonly value: T;
}

function scan<T>(bundles: readonly Uint8Array[], needles: Needles<T>, fieldAt: number, from: number): Hit<T>[] {
  const hits: Hit<T>[] = [];
  for (let bundle = Math.floor(from / TILE_WIDTH); bundle < bundles.length; bundle++) {
    const bytes = bundles[bundle] ?? new Uint8Array(0);
    for (let i = 0, at = fieldAt; at < bytes.length; i++, at += STRIDE) {
      const value = needles.at(bytes, at);
      const index = bundle * TILE_WIDTH + i;
      if (value !== undefined && index >= from) hits.push({ index, value });
    }
  }
  return hits;
}

/** Where envelopes with these SHA-256 hashes stand. */
export function findHashes(bundles: readonly Uint8Array[], hashes: readonly Uint8Array[]): Hit<number>[] {
  const needles = new Needles<number>();
  for (const [i, hash] of hashes.entries()) needles.add(hash, i);
  return scan(bundles, needles, 2 + TAG_BYTES, 0);
}

/** A lane that somebody can write in, and how far it is known to be used. */
export interface Lane {
  readonly keys: ThreadKeys;
  readonly lane: number;
  /** One past the highest position that stands in the log, or that we used ourselves. */
  next: number;
}

export interface Place {
  readonly lane: Lane;
  readonly position: number;
}

/**
 * Entries at the tags of lanes, from a place in the log on: 64 positions past the last one found in each lane, gaps included,
 * until nothing new turns up. Moves `next` of the lanes.
 */
export function findPlaces(bundles: readonly Uint8Array[], lanes: readonly Lane[], from: number): Hit<Place>[] {
  const hits: Hit<Place>[] = [];
  const searched = new Map<Lane, number>();
  let wanted = [...lanes];
  while (wanted.length > 0) {
    const needles = new Needles<Place>();
    for (const lane of wanted) {
      const end = lane.next + LOOK_AHEAD;
      for (let position = searched.get(lane) ?? 0; position < end; position++) {
        needles.add(lane.keys.tag(lane.lane, position), { lane, position });
      }
      searched.set(lane, end);
    }
    const found = scan(bundles, needles, 2, from);
    for (const { value } of found) value.lane.next = Math.max(value.lane.next, value.position + 1);
    hits.push(...found);
    wanted = lanes.filter((lane) => lane.next + LOOK_AHEAD > (searched.get(lane) ?? 0));
  }
  return hits.sort((a, b) => a.index - b.index);
}
