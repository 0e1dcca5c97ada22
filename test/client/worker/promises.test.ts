// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { expect, test } from "vitest";
import { leafHash, letterEntry, type BurstPromise } from "../../../crypto/index.ts";
import { WorkerFailure } from "../../../client/worker/failure.ts";
import type { Letters } from "../../../client/worker/letters.ts";
import { openPromises } from "../../../client/worker/promises.ts";

const ENTRIES = Array.from({ length: 5 }, (_, i) => letterEntry(new Uint8Array(8_192).fill(i + 1)));
const PROMISE: BurstPromise = { by: 1_000, leaves: ENTRIES.map((entry) => leafHash(entry)) };

/** A log with these entries, as tlog-tiles bundles them. */
function logOf(entries: readonly Uint8Array[]): Letters {
  const bundle = Uint8Array.from(entries.flatMap((entry) => [0, entry.length, ...entry]));
  return { entryBundles: () => [bundle] } as unknown as Letters;
}

const at = (seconds: number): number => seconds * 1_000;

test("promises: what is in the log is kept, whatever the time", () => {
  expect(openPromises([PROMISE], logOf(ENTRIES.toReversed()), at(99_999))).toEqual([]);
});

test("promises: until a minute after its time one that is not kept may still be", () => {
  expect(openPromises([PROMISE], logOf([]), at(1_059))).toEqual([PROMISE]);
});

test("promises: after that the page says that the log does not hold what was promised, also where one of the five is missing", () => {
  for (const entries of [[], ENTRIES.slice(1)])
    expect(() => openPromises([PROMISE], logOf(entries), at(1_061))).toThrow(WorkerFailure);
});
