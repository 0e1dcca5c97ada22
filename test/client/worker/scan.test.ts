// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { expect, test } from "vitest";
import { concat, encodeEntries, LOOK_AHEAD, randomBytes, threadKeys } from "#crypto";
import { findHashes, findPlaces, type Lane } from "../../../client/worker/scan.ts";

const ORIGIN = "tegenspraak.localhost";
const keys = threadKeys(randomBytes(32), ORIGIN);

const entryAt = (lane: number, position: number): Uint8Array => concat(keys.tag(lane, position), randomBytes(32));
const noise = (count: number): Uint8Array[] => Array.from({ length: count }, () => randomBytes(48));
const laneOf = (lane: number): Lane => ({ keys, lane, next: 0 });

/** Bundles of 256, as the log serves them. */
function bundlesOf(entries: readonly Uint8Array[]): Uint8Array[] {
  const bundles: Uint8Array[] = [];
  for (let i = 0; i < entries.length; i += 256) bundles.push(encodeEntries(entries.slice(i, i + 256)));
  return bundles;
}

const places = (entries: readonly Uint8Array[], lanes: readonly Lane[], from = 0): (readonly number[])[] =>
  findPlaces(bundlesOf(entries), lanes, from).map(({ index, value }) => [index, value.lane.lane, value.position]);

test("scan: finds what stands at the tags of its lanes, in log order, across bundles", () => {
  const entries = noise(600);
  entries[3] = entryAt(0, 1);
  entries[255] = entryAt(7, 0);
  entries[256] = entryAt(0, 0);
  entries[599] = entryAt(0, 2);
  expect(places(entries, [laneOf(0), laneOf(7)])).toEqual([
    [3, 0, 1],
    [255, 7, 0],
    [256, 0, 0],
    [599, 0, 2],
  ]);
});

test("scan: looks 64 positions past the last one found, over gaps, and no further", () => {
  const entries = noise(10);
  entries[1] = entryAt(0, LOOK_AHEAD - 1);
  entries[2] = entryAt(0, 2 * LOOK_AHEAD - 1);
  entries[3] = entryAt(0, 3 * LOOK_AHEAD);
  const lane = laneOf(0);
  expect(places(entries, [lane]).map(([index]) => index)).toEqual([1, 2]);
  expect(lane.next).toBe(2 * LOOK_AHEAD);
});

test("scan: one tag twice is found twice, and another thread's tags not at all", () => {
  const other = threadKeys(randomBytes(32), ORIGIN);
  const entries = [entryAt(0, 5), concat(other.tag(0, 5), randomBytes(32)), entryAt(0, 5)];
  expect(places(entries, [laneOf(0)])).toEqual([
    [0, 0, 5],
    [2, 0, 5],
  ]);
});

test("scan: reading on starts where the last reading ended", () => {
  const entries = noise(300);
  entries[10] = entryAt(0, 0);
  entries[280] = entryAt(0, 1);
  expect(places(entries, [laneOf(0)], 270)).toEqual([[280, 0, 1]]);
});

test("scan: envelopes are found by their hash", () => {
  const entries = noise(300);
  const hashes = [entries[299], entries[0]].map((entry) => (entry ?? new Uint8Array(0)).subarray(16));
  expect(findHashes(bundlesOf(entries), hashes)).toEqual([
    { index: 0, value: 1 },
    { index: 299, value: 0 },
  ]);
});
