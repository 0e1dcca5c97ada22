// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import fc from "fast-check";
import { expect, test } from "vitest";
import { concat, hex, lengthPrefixed, ProtocolError, Reader, uint16, uint32, uint64, uint8 } from "#crypto";
import { anyBytes, expectCode, outcome } from "../hostile.ts";

test("reader: what the writer wrote is read back, to the last byte", () => {
  const fields = fc.tuple(
    fc.integer({ min: 0, max: 0xff }),
    fc.integer({ min: 0, max: 0xffff }),
    fc.integer({ min: 0, max: 0xffff_ffff }),
    fc.maxSafeNat(),
    anyBytes(50),
  );
  fc.assert(
    fc.property(fields, ([one, two, four, eight, bytes]) => {
      const reader = new Reader(concat(uint8(one), uint16(two), uint32(four), uint64(eight), lengthPrefixed(bytes)));
      expect([reader.uint(1), reader.uint(2), reader.uint(4), reader.uint64()]).toEqual([one, two, four, eight]);
      expect(reader.take(reader.uint(2))).toEqual(bytes);
      reader.end();
    }),
  );
});

test("reader: numbers are big-endian", () => {
  expect(hex(concat(uint8(1), uint16(0x0203), uint32(0x04050607), uint64(0x08090a0b0c0d0e)))).toBe(
    "010203040506070008090a0b0c0d0e",
  );
});

test("reader: fields are never read past the end, whatever is asked for", () => {
  const asked = fc.array(fc.constantFrom("1", "2", "4", "8", "take", "rest", "zeros", "end"), { maxLength: 12 });
  fc.assert(
    fc.property(anyBytes(24), asked, fc.nat({ max: 30 }), (bytes, steps, length) => {
      const reader = new Reader(bytes);
      const read = outcome(() => {
        let taken = 0;
        for (const step of steps) {
          const before = reader.remaining;
          if (step === "1") reader.uint(1);
          else if (step === "2") reader.uint(2);
          else if (step === "4") reader.uint(4);
          else if (step === "8") reader.uint64();
          else if (step === "take") expect(reader.take(length)).toHaveLength(length);
          else if (step === "rest") expect(reader.rest()).toHaveLength(before);
          else if (step === "zeros") reader.zeros();
          else reader.end();
          taken += before - reader.remaining;
        }
        return taken;
      });
      if (read instanceof ProtocolError) expect(read.code).toBe("malformed");
      else expect(read).toBe(bytes.length - reader.remaining);
    }),
  );
});

test("reader: leftovers and padding that is not zero are refused", () => {
  expectCode(() => new Reader(new Uint8Array(1)).end(), "malformed");
  expectCode(() => new Reader(Uint8Array.of(0, 0, 1)).zeros(), "malformed");
  new Reader(new Uint8Array(0)).end();
  new Reader(new Uint8Array(9)).zeros();
});

test("reader: padding is read at every offset and of every length, none included", () => {
  const memory = new Uint8Array(24);
  for (let offset = 0; offset < 8; offset += 1) {
    for (let length = 0; length <= 12; length += 1) {
      new Reader(memory.subarray(offset, offset + length)).zeros();
      for (let place = 0; place < length; place += 1) {
        memory[offset + place] = 1;
        expectCode(() => new Reader(memory.subarray(offset, offset + length)).zeros(), "malformed");
        memory[offset + place] = 0;
      }
    }
  }
});

test("reader: a count over 2^53 - 1 is refused, for a double would round it", () => {
  expect(new Reader(Uint8Array.of(0, 0x1f, 255, 255, 255, 255, 255, 255)).uint64()).toBe(Number.MAX_SAFE_INTEGER);
  expectCode(() => new Reader(Uint8Array.of(0, 0x20, 0, 0, 0, 0, 0, 0)).uint64(), "malformed");
  expectCode(() => new Reader(new Uint8Array(8).fill(255)).uint64(), "malformed");
});

test("writer: a number that does not fit is a defect of the caller", () => {
  for (const [write, limit] of [
    [uint8, 2 ** 8],
    [uint16, 2 ** 16],
    [uint32, 2 ** 32],
    [uint64, 2 ** 53],
  ] as const) {
    for (const value of [limit, -1, 0.5, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(() => write(value)).toThrow(RangeError);
    }
  }
  expect(() => lengthPrefixed(new Uint8Array(65_536))).toThrow(RangeError);
});
