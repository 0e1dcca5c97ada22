// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import fc from "fast-check";
import { expect, test } from "vitest";
import { BODY_BYTES, concat, decodePlaintext, encodePlaintext, hex, KIND, uint16 } from "#crypto";
import { anyBytes, bytesOf, mutated } from "../hostile.ts";

const kinds = fc.constantFrom(...Object.values(KIND));
const bodies = fc.oneof(anyBytes(40), anyBytes(BODY_BYTES), bytesOf(BODY_BYTES));
const plaintextOf = (start: Uint8Array): Uint8Array => concat(start, new Uint8Array(7040 - start.length));

test("envelope: a plaintext is 7,040 bytes: length, version 1, kind, body, zeros", () => {
  const plaintext = encodePlaintext(KIND.selfNote, Uint8Array.of(0xaa, 0xbb, 0xcc));
  expect(plaintext).toHaveLength(7040);
  expect(hex(plaintext.subarray(0, 8))).toBe("00030105aabbcc00");
  expect(plaintext.subarray(7).every((byte) => byte === 0)).toBe(true);
});

test("envelope: any body of any kind is read back", () => {
  fc.assert(
    fc.property(kinds, bodies, (kind, body) => {
      expect(decodePlaintext(encodePlaintext(kind, body))).toEqual({ kind, body });
    }),
  );
});

test("envelope: a body over 7,036 bytes is refused before it is sealed", () => {
  expect(encodePlaintext(KIND.event, new Uint8Array(7036))).toHaveLength(7040);
  expect(() => encodePlaintext(KIND.event, new Uint8Array(7037))).toThrow(RangeError);
});

test("envelope: a plaintext is the one encoding of its body, or one word", () => {
  const plaintexts = fc.oneof(
    fc.tuple(kinds, anyBytes(30)).chain(([kind, body]) => mutated(encodePlaintext(kind, body))),
    bytesOf(7040),
    anyBytes(10),
  );
  fc.assert(
    fc.property(plaintexts, (plaintext) => {
      const decoded = decodePlaintext(plaintext);
      if (typeof decoded === "object") {
        // An envelope's plaintext always has 7,040 bytes, which its seal fixes; a shorter one can only end in padding.
        const { kind, body } = decoded;
        expect(hex(plaintextOf(plaintext.subarray(0, 7040)))).toBe(hex(encodePlaintext(kind, body)));
      } else expect(["cannot_open", "needs_newer_version"]).toContain(decoded);
    }),
    { numRuns: 300 },
  );
});

test("envelope: another version needs a newer program, whatever its length and padding say", () => {
  for (const version of [0, 2, 3, 255]) {
    expect(decodePlaintext(plaintextOf(Uint8Array.of(0, 0, version, 2)))).toBe("needs_newer_version");
    expect(decodePlaintext(new Uint8Array(7040).fill(255).fill(version, 2, 3))).toBe("needs_newer_version");
  }
});

test("envelope: a kind without a number here needs a newer program", () => {
  for (const kind of [0, 8, 9, 255]) {
    expect(decodePlaintext(plaintextOf(Uint8Array.of(0, 0, 1, kind)))).toBe("needs_newer_version");
  }
});

test("envelope: a length that does not fit, or padding that is not zero, cannot be opened", () => {
  const claim = (length: number): Uint8Array => plaintextOf(concat(uint16(length), Uint8Array.of(1, 2)));
  expect(decodePlaintext(claim(7036))).toMatchObject({ kind: 2 });
  for (const length of [7037, 7040, 65_535]) expect(decodePlaintext(claim(length))).toBe("cannot_open");
  for (const at of [4, 5, 4000, 7039]) {
    const padded = claim(0);
    padded[at] = 1;
    expect(decodePlaintext(padded)).toBe("cannot_open");
  }
});

test("envelope: less than the four bytes before a body cannot be opened", () => {
  for (const length of [0, 1, 2]) expect(decodePlaintext(new Uint8Array(length))).toBe("cannot_open");
  expect(decodePlaintext(Uint8Array.of(0, 0, 1))).toBe("cannot_open");
});
