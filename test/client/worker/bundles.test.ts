// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { createHmac } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { BUNDLES_A_VISIT, chooseBundles } from "../../../client/worker/bundles.ts";

const ORIGIN = "tegenspraak.localhost";
const secret = Uint8Array.from({ length: 32 }, (_, i) => i);

/** crypto/thread/SPEC.md, "One visit", by another road: HKDF-Expand with one block is one HMAC. */
function rank(bundle: number): number {
  const origin = Buffer.from(ORIGIN);
  const label = Buffer.concat([Buffer.from("tegenspraak/v1/decoy\0"), Buffer.from([0, origin.length]), origin]);
  const block = Buffer.alloc(4);
  block.writeUInt32BE(Math.floor(bundle / 8));
  const expanded = createHmac("sha256", secret)
    .update(Buffer.concat([label, block, Buffer.from([1])]))
    .digest();
  return expanded.readUInt32BE(4 * (bundle % 8));
}

const sets = fc.record({
  count: fc.nat({ max: 60 }),
  hits: fc.array(fc.nat({ max: 59 }), { maxLength: 12 }),
});

test("bundles: a visit reads four, or all when there are fewer, whatever there is for whoever reads", () => {
  fc.assert(
    fc.property(sets, ({ count, hits }) => {
      const chosen = chooseBundles(
        count,
        hits.filter((hit) => hit < count),
        secret,
        ORIGIN,
      );
      expect(chosen).toHaveLength(Math.min(count, BUNDLES_A_VISIT));
      expect(chosen).toEqual([...new Set(chosen)].sort((a, b) => a - b));
      for (const newest of [count - 1, count - 2]) if (newest >= 0) expect(chosen).toContain(newest);
    }),
  );
});

test("bundles: hits come before decoys, in the order given", () => {
  expect(chooseBundles(40, [7, 3, 20], secret, ORIGIN)).toEqual([3, 7, 38, 39]);
  expect(chooseBundles(40, [39, 7], secret, ORIGIN)).toContain(7);
});

test("bundles: decoys are those of the lowest rank, and stay the same while the log grows", () => {
  for (const count of [10, 25, 40]) {
    const older = Array.from({ length: count - 2 }, (_, bundle) => bundle).sort((a, b) => rank(a) - rank(b));
    expect(chooseBundles(count, [], secret, ORIGIN)).toEqual(
      [count - 1, count - 2, older[0] ?? -1, older[1] ?? -1].sort((a, b) => a - b),
    );
  }
});

test("bundles: asking for older ones gives four more that were not read", () => {
  const first = chooseBundles(40, [7, 3, 20, 11], secret, ORIGIN);
  const more = chooseBundles(40, [7, 3, 20, 11], secret, ORIGIN, new Set(first));
  expect(more).toHaveLength(BUNDLES_A_VISIT);
  expect(more).toEqual(expect.arrayContaining([20, 11]));
  expect(more.filter((bundle) => first.includes(bundle))).toEqual([]);
});
