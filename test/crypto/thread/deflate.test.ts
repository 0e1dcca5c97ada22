// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { deflateRawSync, deflateSync, gzipSync, inflateRawSync } from "node:zlib";
import fc from "fast-check";
import { expect, test } from "vitest";
import { concat, hex, INFLATED_BYTES, ProtocolError, randomBytes } from "#crypto";
import { deflate, inflate } from "#crypto/thread/deflate.ts";
import { anyBytes, expectCodeLater, mutated, outcomeLater } from "../hostile.ts";

test("deflate: any bytes are read back, by us and by zlib", async () => {
  await fc.assert(
    fc.asyncProperty(anyBytes(2000), async (bytes) => {
      const deflated = await deflate(bytes);
      expect(await inflate(deflated)).toEqual(bytes);
      expect(hex(inflateRawSync(deflated))).toBe(hex(bytes));
      expect(await inflate(deflateRawSync(bytes))).toEqual(bytes);
    }),
  );
});

test("deflate: 65,536 bytes are inflated, one more is too long", async () => {
  expect(await inflate(deflateRawSync(new Uint8Array(INFLATED_BYTES)))).toHaveLength(65_536);
  await expectCodeLater(() => inflate(deflateRawSync(new Uint8Array(65_537))), "too_long");
});

test("deflate: 20 MB packed into what four envelopes hold are refused", async () => {
  const bomb = deflateRawSync(new Uint8Array(20_000_000), { level: 9 });
  expect(bomb.length).toBeLessThan(27_000);
  await expectCodeLater(() => inflate(bomb), "too_long");
});

test("deflate: a stream that is cut short anywhere is refused", async () => {
  const whole = deflateRawSync(randomBytes(300));
  for (let length = 0; length < whole.length; length++) {
    await expectCodeLater(() => inflate(whole.subarray(0, length)), "malformed");
  }
});

test("deflate: anything after the stream is refused", async () => {
  const whole = deflateRawSync(Buffer.from("tegenspraak".repeat(20)));
  for (const after of [Uint8Array.of(0), Uint8Array.of(0xff), new Uint8Array(4096), whole]) {
    await expectCodeLater(() => inflate(concat(whole, after)), "malformed");
  }
});

test("deflate: a stream with a zlib or gzip header is another format", async () => {
  for (const other of [deflateSync, gzipSync]) {
    await expectCodeLater(() => inflate(other(Buffer.from("tegenspraak"))), "malformed");
  }
});

test("deflate: any bytes at all inflate or are refused once", async () => {
  const whole = deflateRawSync(Buffer.from("Het besluit ligt er al sinds mei. ".repeat(20)));
  await fc.assert(
    fc.asyncProperty(fc.oneof(anyBytes(200), mutated(whole)), async (bytes) => {
      const inflated = await outcomeLater(() => inflate(bytes));
      if (inflated instanceof ProtocolError) expect(["malformed", "too_long"]).toContain(inflated.code);
      else expect(hex(inflated)).toBe(hex(inflateRawSync(bytes)));
    }),
    { numRuns: 500 },
  );
});
