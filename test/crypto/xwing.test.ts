// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import fc from "fast-check";
import sodium from "libsodium-wrappers-sumo";
import { describe, expect, test } from "vitest";
import { hex, randomBytes, xwingKey } from "#crypto";
import { isXwingPublicKey, xwingDecapsulate, xwingEncapsulate } from "#crypto/sodium.ts";
import { bytesOf } from "./hostile.ts";
import { opensslXWing } from "./openssl-x-wing.ts";

const EXPECTED_RUNS = { numRuns: 50 };

/** libsodium's own decapsulation, from the seed; null where it refuses. */
function libsodiumDecapsulate(ciphertext: Uint8Array, seed: Uint8Array): Uint8Array | null {
  try {
    return sodium.crypto_kem_xwing_dec(ciphertext, seed);
  } catch {
    return null;
  }
}

describe("x-wing", () => {
  test("x-wing: a seed gives the public key that libsodium and OpenSSL give", () => {
    fc.assert(
      fc.property(bytesOf(32), (seed) => {
        const { publicKey } = xwingKey(seed);
        expect(hex(publicKey)).toBe(hex(sodium.crypto_kem_xwing_seed_keypair(seed).publicKey));
        expect(hex(publicKey)).toBe(hex(opensslXWing(seed).publicKey));
        expect(isXwingPublicKey(publicKey)).toBe(true);
      }),
      EXPECTED_RUNS,
    );
  });

  test("x-wing: what is encapsulated is decapsulated alike by us, libsodium and OpenSSL", () => {
    fc.assert(
      fc.property(bytesOf(32), bytesOf(64), (seed, coins) => {
        const key = xwingKey(seed);
        const { ciphertext, sharedSecret } = xwingEncapsulate(key.publicKey, coins);
        expect(xwingDecapsulate(ciphertext, key)).toEqual(sharedSecret);
        expect(libsodiumDecapsulate(ciphertext, seed)).toEqual(sharedSecret);
        expect(hex(opensslXWing(seed).decapsulate(ciphertext))).toBe(hex(sharedSecret));
      }),
      EXPECTED_RUNS,
    );
  });

  test("x-wing: any 1,120 bytes at all are decapsulated as libsodium does it", () => {
    fc.assert(
      fc.property(bytesOf(32), bytesOf(1120), (seed, ciphertext) => {
        expect(xwingDecapsulate(ciphertext, xwingKey(seed))).toEqual(libsodiumDecapsulate(ciphertext, seed));
      }),
      EXPECTED_RUNS,
    );
  });

  test("x-wing: a ciphertext with a point of small order is refused, as by libsodium", () => {
    const seed = randomBytes(32);
    const { ciphertext } = xwingEncapsulate(xwingKey(seed).publicKey);
    for (const point of [new Uint8Array(32), Uint8Array.of(1, ...new Uint8Array(31))]) {
      const forged = Uint8Array.from([...ciphertext.subarray(0, 1088), ...point]);
      expect(xwingDecapsulate(forged, xwingKey(seed))).toBeNull();
      expect(libsodiumDecapsulate(forged, seed)).toBeNull();
    }
  });

  test("x-wing: one bit turned anywhere in a ciphertext gives another secret", () => {
    const key = xwingKey(randomBytes(32));
    const { ciphertext, sharedSecret } = xwingEncapsulate(key.publicKey);
    fc.assert(
      fc.property(fc.nat({ max: 1120 * 8 - 1 }), (bit) => {
        const turned = Uint8Array.from(ciphertext);
        turned[bit >> 3] = (turned[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        expect(xwingDecapsulate(turned, key)).not.toEqual(sharedSecret);
      }),
      // The last: X25519 ignores a point's top bit, so only the combiner's hash tells it.
      { numRuns: 200, examples: [[0], [1087 * 8 + 7], [1088 * 8], [1120 * 8 - 1]] },
    );
  });

  test("x-wing: two encapsulations to one key share nothing", () => {
    const { publicKey } = xwingKey(randomBytes(32));
    const [one, other] = [xwingEncapsulate(publicKey), xwingEncapsulate(publicKey)];
    expect(one.ciphertext).not.toEqual(other.ciphertext);
    expect(one.sharedSecret).not.toEqual(other.sharedSecret);
  });

  test("x-wing: what is not a public key is seen before anything is sealed to it", () => {
    const { publicKey } = xwingKey(randomBytes(32));
    const mlkem = publicKey.subarray(0, 1184);
    const unreduced = Uint8Array.from([...new Uint8Array(1184).fill(0xff), ...publicKey.subarray(1184)]);
    expect(isXwingPublicKey(publicKey.subarray(1))).toBe(false);
    expect(isXwingPublicKey(unreduced)).toBe(false);
    expect(isXwingPublicKey(Uint8Array.from([...mlkem, ...new Uint8Array(32)]))).toBe(false);
    expect(isXwingPublicKey(Uint8Array.from([...mlkem, 1, ...new Uint8Array(31)]))).toBe(false);
  });

  test("x-wing: a seed of another length is refused", () => {
    expect(() => xwingKey(new Uint8Array(31))).toThrow(RangeError);
  });
});
