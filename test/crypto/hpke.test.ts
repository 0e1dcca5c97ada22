// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import fc from "fast-check";
import { expect, test } from "vitest";
import { hex, hexDecode, randomBytes, xwingKey } from "#crypto";
import { hpkeOpen, hpkeOpenWithSharedSecret, hpkeSeal } from "#crypto/hpke.ts";
import { xwingDecapsulate, xwingEncapsulate } from "#crypto/sodium.ts";
import { describeVectors } from "../vectors.ts";
import { anyBytes, bytesOf } from "./hostile.ts";
import { oracleOpen, oracleSeal } from "./hpke-oracle.ts";

interface Encryption {
  readonly aad: string;
  readonly ct: string;
  readonly pt: string;
}

interface Vector {
  readonly mode: number;
  readonly kem_id: number;
  readonly kdf_id: number;
  readonly aead_id: number;
  readonly info: string;
  readonly ikmE: string;
  readonly skRm: string;
  readonly pkRm: string;
  readonly enc: string;
  readonly shared_secret: string;
  readonly encryptions: readonly Encryption[];
}

describeVectors("hpke: HPKE-PQ", "hpke-pq.draft.json", (source) => {
  const xwing = (source as readonly Vector[]).filter(({ kem_id }) => kem_id === 0x647a);
  const suite = xwing.filter(({ mode, kdf_id, aead_id }) => mode === 0 && kdf_id === 1 && aead_id === 3);

  test(`hpke: X-Wing encapsulates and decapsulates as published in ${xwing.length} vectors`, () => {
    expect(xwing.length).toBeGreaterThan(0);
    for (const vector of xwing) {
      const key = xwingKey(hexDecode(vector.skRm));
      const { ciphertext, sharedSecret } = xwingEncapsulate(key.publicKey, hexDecode(vector.ikmE));
      expect(hex(key.publicKey)).toBe(vector.pkRm);
      expect(hex(ciphertext)).toBe(vector.enc);
      expect(hex(sharedSecret)).toBe(vector.shared_secret);
      expect(xwingDecapsulate(hexDecode(vector.enc), key)).toEqual(sharedSecret);
    }
  });

  test(`hpke: the first message of ${suite.length} vectors opens, with the key and with the shared secret`, () => {
    expect(suite.length).toBeGreaterThan(0);
    for (const { info, skRm, enc, shared_secret, encryptions } of suite) {
      const [first] = encryptions;
      if (first === undefined) throw new Error("a vector without a message");
      const sealed = [hexDecode(info), hexDecode(first.aad), hexDecode(first.ct)] as const;
      const plaintext = hexDecode(first.pt);
      expect(hpkeOpen(xwingKey(hexDecode(skRm)), hexDecode(enc), ...sealed)).toEqual(plaintext);
      expect(hpkeOpenWithSharedSecret(hexDecode(shared_secret), ...sealed)).toEqual(plaintext);
    }
  });

  test("hpke: later messages of a context do not open: there is one message a context", () => {
    for (const { info, skRm, enc, encryptions } of suite) {
      const key = xwingKey(hexDecode(skRm));
      for (const { aad, ct } of encryptions.slice(1)) {
        expect(hpkeOpen(key, hexDecode(enc), hexDecode(info), hexDecode(aad), hexDecode(ct))).toBeNull();
      }
    }
  });

  test("hpke: a vector of another suite with the same KEM does not open", () => {
    for (const { info, skRm, enc, encryptions } of xwing.filter((vector) => !suite.includes(vector))) {
      const { aad, ct } = encryptions[0] ?? { aad: "", ct: "" };
      expect(
        hpkeOpen(xwingKey(hexDecode(skRm)), hexDecode(enc), hexDecode(info), hexDecode(aad), hexDecode(ct)),
      ).toBeNull();
    }
  });
});

const RUNS = { numRuns: 30 };

test("hpke: what we seal, @hpke/core opens", async () => {
  await fc.assert(
    fc.asyncProperty(bytesOf(32), anyBytes(80), anyBytes(40), anyBytes(300), async (seed, info, aad, plaintext) => {
      const { enc, ciphertext } = hpkeSeal(xwingKey(seed).publicKey, info, aad, plaintext);
      expect(hex(await oracleOpen(seed, enc, info, aad, ciphertext))).toBe(hex(plaintext));
    }),
    RUNS,
  );
});

test("hpke: what @hpke/core seals, we open and reopen", async () => {
  await fc.assert(
    fc.asyncProperty(bytesOf(32), anyBytes(80), anyBytes(40), anyBytes(300), async (seed, info, aad, plaintext) => {
      const key = xwingKey(seed);
      const { ciphertext: enc, sharedSecret } = xwingEncapsulate(key.publicKey);
      const sealed = await oracleSeal({ enc, sharedSecret }, info, aad, plaintext);
      expect(hpkeOpen(key, enc, info, aad, sealed)).toEqual(plaintext);
      expect(hpkeOpenWithSharedSecret(sharedSecret, info, aad, sealed)).toEqual(plaintext);
    }),
    RUNS,
  );
});

test("hpke: another key, info or additional data, or any bit turned, opens nothing", () => {
  const key = xwingKey(randomBytes(32));
  fc.assert(
    fc.property(anyBytes(20), anyBytes(20), anyBytes(40), fc.nat({ max: 2 ** 31 }), (info, aad, plaintext, random) => {
      const { enc, ciphertext } = hpkeSeal(key.publicKey, info, aad, plaintext);
      const more = (bytes: Uint8Array): Uint8Array => Uint8Array.of(...bytes, 0);
      const bit = random % (ciphertext.length * 8);
      const turned = ciphertext.map((byte, i) => (i === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte));
      expect(hpkeOpen(xwingKey(randomBytes(32)), enc, info, aad, ciphertext)).toBeNull();
      expect(hpkeOpen(key, enc, more(info), aad, ciphertext)).toBeNull();
      expect(hpkeOpen(key, enc, info, more(aad), ciphertext)).toBeNull();
      expect(hpkeOpen(key, enc, info, aad, turned)).toBeNull();
      expect(hpkeOpen(key, enc, info, aad, ciphertext.subarray(0, random % ciphertext.length))).toBeNull();
    }),
    RUNS,
  );
});

test("hpke: a sealed message is 1,120 bytes of KEM and 16 more than its plaintext, whichever of the infos is used", () => {
  const key = xwingKey(randomBytes(32));
  // More infos than are kept hashed: the seventeenth must be as good as the first.
  for (let i = 0; i < 20; i++) {
    const info = Uint8Array.of(i);
    const { enc, ciphertext, sharedSecret } = hpkeSeal(key.publicKey, info, info, randomBytes(i));
    expect([enc.length, ciphertext.length, sharedSecret.length]).toEqual([1120, 16 + i, 32]);
    expect(hpkeOpen(key, enc, info, info, ciphertext)?.length).toBe(i);
  }
});
