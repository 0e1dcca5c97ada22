// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { hkdfSync } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { hex, hexDecode } from "#crypto";
import { hkdfExpand, hkdfExtract } from "#crypto/hkdf.ts";
import { describeVectors, type Wycheproof } from "../vectors.ts";
import { anyBytes } from "./hostile.ts";

interface Derivation {
  readonly ikm: string;
  readonly salt: string;
  readonly info: string;
  readonly size: number;
  readonly okm: string;
}

const derive = ({ ikm, salt, info, size }: Derivation): string =>
  hex(hkdfExpand(hkdfExtract(hexDecode(salt), hexDecode(ikm)), hexDecode(info), size));

describeVectors("hkdf: Wycheproof HKDF-SHA256", "hkdf-sha256.wycheproof.json", (source) => {
  const { testGroups, numberOfTests } = source as Wycheproof<object, Derivation>;
  const all = testGroups.flatMap(({ tests }) => tests);
  const valid = all.filter(({ result }) => result === "valid");
  const oversize = all.filter(({ flags }) => flags?.includes("SizeTooLarge"));

  test(`hkdf: ${valid.length} derivations are as published`, () => {
    for (const vector of valid) expect(derive(vector), `test ${vector.tcId}`).toBe(vector.okm);
  });

  test(`hkdf: ${oversize.length} derivations of more than 8,160 bytes are refused`, () => {
    for (const vector of oversize) expect(() => derive(vector), `test ${vector.tcId}`).toThrow(RangeError);
    expect(valid.length + oversize.length).toBe(numberOfTests);
  });
});

test("hkdf: any salt, key and info give what OpenSSL gives", () => {
  fc.assert(
    fc.property(
      anyBytes(100),
      anyBytes(100),
      anyBytes(100),
      fc.integer({ min: 1, max: 200 }),
      (salt, ikm, info, size) => {
        const expected = Buffer.from(hkdfSync("sha256", ikm, salt, info, size)).toString("hex");
        expect(hex(hkdfExpand(hkdfExtract(salt, ikm), info, size))).toBe(expected);
      },
    ),
  );
});
