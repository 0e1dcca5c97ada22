// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import fc from "fast-check";
import { expect, test } from "vitest";
import {
  BURST_BYTES,
  hex,
  openEnvelope,
  packBurst,
  randomBytes,
  sealEnvelope,
  shuffled,
  splitBurst,
  xwingKey,
} from "#crypto";
import { anyBytes, expectCode } from "../hostile.ts";

const ORIGIN = "tegenspraak.localhost";
const envelope = (mark: number): Uint8Array => new Uint8Array(8192).fill(mark);

test("burst: whatever there is to say, it is 40,960 bytes and five envelopes", () => {
  for (const said of [0, 1, 2, 3, 4, 5]) {
    const envelopes = Array.from({ length: said }, (_, i) => envelope(i));
    const burst = packBurst(envelopes, ORIGIN);
    expect(burst).toHaveLength(40_960);
    const split = splitBurst(burst).map(hex);
    expect(split).toHaveLength(5);
    expect(new Set(split).size).toBe(5);
    for (const own of envelopes) expect(split).toContain(hex(own));
  }
  expect(BURST_BYTES).toBe(40_960);
});

test("burst: six envelopes, or one of another size, are refused", () => {
  expect(() => packBurst([0, 1, 2, 3, 4, 5].map(envelope), ORIGIN)).toThrow(RangeError);
  expect(() => packBurst([new Uint8Array(8191)], ORIGIN)).toThrow(RangeError);
  expect(() => packBurst([new Uint8Array(8193)], ORIGIN)).toThrow(RangeError);
});

test("burst: an envelope stands at every place equally often", () => {
  const counts = [0, 0, 0, 0, 0];
  const envelopes = [0, 1, 2, 3, 4].map(envelope);
  const bursts = 2000;
  for (let i = 0; i < bursts; i++) {
    const place = splitBurst(packBurst(envelopes, ORIGIN)).findIndex(([first]) => first === 0);
    counts[place] = (counts[place] ?? 0) + 1;
  }
  // 400 expected, standard deviation 18: eight of them away happens less than once in 10^14.
  for (const count of counts) expect(Math.abs(count - 400)).toBeLessThan(144);
});

test("burst: every one of the 120 orders is equally likely", () => {
  const counts = new Map<string, number>();
  const shuffles = 24_000;
  for (let i = 0; i < shuffles; i++) {
    const order = shuffled([0, 1, 2, 3, 4]).join("");
    counts.set(order, (counts.get(order) ?? 0) + 1);
  }
  expect(counts.size).toBe(120);
  // 119 degrees of freedom: over 260 happens less than once in 10^11.
  const square = [...counts.values()].reduce((sum, count) => sum + (count - 200) ** 2 / 200, 0);
  expect(square).toBeLessThan(260);
});

test("burst: shuffling leaves its argument alone and loses nothing", () => {
  fc.assert(
    fc.property(fc.array(fc.nat()), (items) => {
      const before = [...items];
      const order = shuffled(items);
      expect(items).toEqual(before);
      expect(order.sort((a, b) => a - b)).toEqual(before.sort((a, b) => a - b));
    }),
  );
});

test("burst: chaff is new every time and opens for nobody", () => {
  const key = xwingKey(randomBytes(32));
  const own = sealEnvelope(key.publicKey, ORIGIN, randomBytes(16), 2, Uint8Array.of(1)).bytes;
  const opened = splitBurst(packBurst([own], ORIGIN)).map((bytes) => openEnvelope(key, bytes, ORIGIN));
  expect(opened.filter((result) => result === "cannot_open")).toHaveLength(4);
  expect(opened.filter((result) => typeof result === "object")).toHaveLength(1);
});

test("burst: bytes of any other length are not a burst", () => {
  fc.assert(fc.property(anyBytes(300), (bytes) => expectCode(() => splitBurst(bytes), "malformed")));
  for (const length of [0, 8192, 40_959, 40_961, 49_152]) {
    expectCode(() => splitBurst(new Uint8Array(length)), "malformed");
  }
});
