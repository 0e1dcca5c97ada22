// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { expect, test } from "vitest";
import { concat, hex, hexDecode, randomBytes, xwingKey } from "#crypto";
import { xwingDecapsulate } from "#crypto/sodium.ts";
import { describeVectors, type Wycheproof } from "../vectors.ts";
import { opensslCombine } from "./openssl-x-wing.ts";

interface Decapsulation {
  readonly dk: string;
  readonly c: string;
  readonly K?: string;
}

// ML-KEM-768 is only ever used inside X-Wing, so its vectors go through X-Wing: OpenSSL computes what the combiner must
// give for the published secret.
const holder = xwingKey(randomBytes(32));
const point = new Uint8Array(32).fill(9);

const throughXWing = ({ dk, c }: Decapsulation): string | undefined => {
  const secret = xwingDecapsulate(concat(hexDecode(c), point), { ...holder, mlkemSecret: hexDecode(dk) });
  return secret === null ? undefined : hex(secret);
};

describeVectors("ml-kem: Wycheproof decapsulation", "ml-kem-768-decaps.wycheproof.json", (source) => {
  const { testGroups, numberOfTests } = source as Wycheproof<object, Decapsulation>;
  const all = testGroups.flatMap(({ tests }) => tests);
  const valid = all.filter(({ result }) => result === "valid");
  const wrongLength = all.filter(({ flags }) => flags?.some((flag) => flag.endsWith("Length")));
  // An expanded private key with a wrong hash inside. Ours are made from seeds and never read from outside.
  const imported = all.filter(({ flags }) => flags?.includes("InvalidDecapsulationKey"));

  test(`ml-kem: the published secret comes out of ${valid.length} ciphertexts`, () => {
    for (const vector of valid) {
      const expected = opensslCombine(hexDecode(vector.K ?? ""), point, holder.x25519Secret);
      expect(throughXWing(vector), `test ${vector.tcId}`).toBe(hex(expected));
    }
  });

  test(`ml-kem: ${wrongLength.length} ciphertexts and keys of a wrong length give nothing`, () => {
    for (const vector of wrongLength) {
      const isKey = hexDecode(vector.c).length === 1088;
      if (isKey) expect(() => throughXWing(vector), `test ${vector.tcId}`).toThrow();
      else expect(throughXWing(vector), `test ${vector.tcId}`).toBeUndefined();
    }
  });

  test(`ml-kem: nothing but ${imported.length} damaged private keys, which no seed gives, is left out`, () => {
    expect(valid.length + wrongLength.length + imported.length).toBe(numberOfTests);
  });
});
