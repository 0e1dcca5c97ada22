// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { createPrivateKey, sign as opensslSign } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { hex, hexDecode, randomBytes, signingKey } from "#crypto";
import { sign, verify } from "#crypto/sodium.ts";
import { describeVectors, type Wycheproof } from "../vectors.ts";
import { anyBytes, bytesOf } from "./hostile.ts";

interface Group {
  readonly publicKey: { readonly pk: string };
}

interface Signature {
  readonly msg: string;
  readonly sig: string;
}

describeVectors("ed25519: Wycheproof signatures", "ed25519.wycheproof.json", (source) => {
  const { testGroups, numberOfTests } = source as Wycheproof<Group, Signature>;

  test(`ed25519: all ${numberOfTests} signatures are judged as published`, () => {
    let judged = 0;
    for (const { publicKey, tests } of testGroups) {
      for (const { msg, sig, result, tcId } of tests) {
        const verdict = verify(hexDecode(sig), hexDecode(msg), hexDecode(publicKey.pk));
        expect(verdict, `test ${tcId}`).toBe(result === "valid");
        judged++;
      }
    }
    expect(judged).toBe(numberOfTests);
  });
});

test("ed25519: a seed signs as it does with OpenSSL", () => {
  const prefix = Buffer.from("302e020100300506032b657004220420", "hex");
  fc.assert(
    fc.property(bytesOf(32), anyBytes(300), (seed, message) => {
      const key = createPrivateKey({ key: Buffer.concat([prefix, seed]), format: "der", type: "pkcs8" });
      const signature = sign(message, signingKey(seed));
      expect(hex(signature)).toBe(opensslSign(null, message, key).toString("hex"));
      expect(verify(signature, message, signingKey(seed).publicKey)).toBe(true);
    }),
  );
});

test("ed25519: bytes that are no signature or no key are false, whatever their length", () => {
  const key = signingKey(randomBytes(32));
  fc.assert(
    fc.property(anyBytes(100), anyBytes(50), anyBytes(40), (signature, message, publicKey) => {
      expect(verify(signature, message, key.publicKey)).toBe(false);
      expect(verify(sign(message, key), message, publicKey)).toBe(false);
    }),
  );
});

test("ed25519: a key of small order verifies nothing", () => {
  const identity = Uint8Array.of(1, ...new Uint8Array(31));
  // R = identity, s = 0: the equation holds for every message.
  const signature = Uint8Array.of(...identity, ...new Uint8Array(32));
  expect(verify(signature, randomBytes(8), identity)).toBe(false);
});
