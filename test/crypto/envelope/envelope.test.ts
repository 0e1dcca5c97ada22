// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { createHash } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  concat,
  ENVELOPE_BYTES,
  envelopeHash,
  hex,
  kemCiphertextOf,
  KIND,
  label,
  openEnvelope,
  randomBytes,
  reopenEnvelope,
  sealChaff,
  sealEnvelope,
  tagOf,
  xwingKey,
} from "#crypto";
import { hpkeSeal } from "#crypto/hpke.ts";
import { xwingEncapsulate } from "#crypto/sodium.ts";
import { anyBytes, bytesOf, mutated } from "../hostile.ts";
import { oracleOpen } from "../hpke-oracle.ts";

const ORIGIN = "tegenspraak.localhost";
const key = xwingKey(randomBytes(32));
const tag = randomBytes(16);
const body = Uint8Array.from([1, 2, 3]);
const sealed = sealEnvelope(key.publicKey, ORIGIN, tag, KIND.event, body);
const RUNS = { numRuns: 60 };

function flip(bytes: Uint8Array, bit: number): Uint8Array {
  const turned = Uint8Array.from(bytes);
  turned[bit >> 3] = (turned[bit >> 3] ?? 0) ^ (1 << (bit & 7));
  return turned;
}

test("envelope: whatever its kind and body, it is 8,192 bytes and opens to them, also with the shared secret", () => {
  fc.assert(
    fc.property(fc.constantFrom(...Object.values(KIND)), anyBytes(7036), bytesOf(16), (kind, content, at) => {
      const { bytes, sharedSecret } = sealEnvelope(key.publicKey, ORIGIN, at, kind, content);
      expect(bytes).toHaveLength(8192);
      expect(tagOf(bytes)).toEqual(at);
      expect(openEnvelope(key, bytes, ORIGIN)).toEqual({ kind, body: content });
      expect(reopenEnvelope(sharedSecret, bytes, ORIGIN)).toEqual({ kind, body: content });
    }),
    RUNS,
  );
});

test("envelope: it is HPKE as another implementation reads it: info is L(envelope), additional data the tag", async () => {
  const { bytes } = sealed;
  const info = concat(Buffer.from("tegenspraak/v1/envelope\0"), Uint8Array.of(0, 21), Buffer.from(ORIGIN));
  const plaintext = await oracleOpen(key.seed, bytes.subarray(16, 1136), info, tag, bytes.subarray(1136));
  expect(hex(plaintext)).toBe(`00030102010203${"00".repeat(7040 - 7)}`);
});

test("envelope: one bit turned in the tag, either half of the KEM, the text or its tag, and it cannot be opened", () => {
  // Last bytes of: tag, ML-KEM ciphertext, X25519 point (whose top bit X25519 ignores), sealed text, Poly1305 tag.
  const regions = [16, 1104, 1136, 8176, 8192];
  const edges = regions.flatMap((end) => [[(end - 1) * 8], [end * 8 - 1]] as [number][]);
  fc.assert(
    fc.property(fc.nat({ max: 8192 * 8 - 1 }), (bit) => {
      expect(openEnvelope(key, flip(sealed.bytes, bit), ORIGIN)).toBe("cannot_open");
    }),
    { numRuns: 300, examples: edges },
  );
});

test("envelope: with the shared secret nothing but the same bytes opens", () => {
  fc.assert(
    fc.property(fc.nat({ max: 16 * 8 - 1 }), fc.integer({ min: 1136 * 8, max: 8192 * 8 - 1 }), (inTag, inText) => {
      expect(reopenEnvelope(sealed.sharedSecret, flip(sealed.bytes, inTag), ORIGIN)).toBe("cannot_open");
      expect(reopenEnvelope(sealed.sharedSecret, flip(sealed.bytes, inText), ORIGIN)).toBe("cannot_open");
    }),
    RUNS,
  );
  expect(reopenEnvelope(randomBytes(32), sealed.bytes, ORIGIN)).toBe("cannot_open");
});

test("envelope: any bytes of any length open to nothing, with one word", () => {
  const bytes = fc.oneof(anyBytes(64), bytesOf(ENVELOPE_BYTES), mutated(sealed.bytes));
  fc.assert(
    fc.property(bytes, (hostile) => {
      if (hex(hostile) === hex(sealed.bytes)) return;
      expect(openEnvelope(key, hostile, ORIGIN)).toBe("cannot_open");
      expect(reopenEnvelope(randomBytes(32), hostile, ORIGIN)).toBe("cannot_open");
    }),
    RUNS,
  );
});

test("envelope: another's key and another organisation's name open nothing", () => {
  expect(openEnvelope(xwingKey(randomBytes(32)), sealed.bytes, ORIGIN)).toBe("cannot_open");
  expect(openEnvelope(key, sealed.bytes, "another.example")).toBe("cannot_open");
  expect(reopenEnvelope(sealed.sharedSecret, sealed.bytes, "another.example")).toBe("cannot_open");
});

test("envelope: copied under another tag it cannot be opened", () => {
  const copied = concat(randomBytes(16), sealed.bytes.subarray(16));
  expect(openEnvelope(key, copied, ORIGIN)).toBe("cannot_open");
  expect(reopenEnvelope(sealed.sharedSecret, copied, ORIGIN)).toBe("cannot_open");
});

test("envelope: a point of small order in the KEM cannot be opened", () => {
  for (const first of [0, 1]) {
    const point = Uint8Array.of(first, ...new Uint8Array(31));
    const forged = concat(sealed.bytes.subarray(0, 1104), point, sealed.bytes.subarray(1136));
    expect(openEnvelope(key, forged, ORIGIN)).toBe("cannot_open");
  }
});

test("envelope: one that seals a shorter plaintext than 7,040 bytes has another size and cannot be opened", () => {
  const { enc, ciphertext } = hpkeSeal(key.publicKey, label("envelope", ORIGIN), tag, Uint8Array.of(0, 0, 1, 2));
  expect(openEnvelope(key, concat(tag, enc, ciphertext), ORIGIN)).toBe("cannot_open");
});

test("envelope: the same body sealed twice at one tag shares neither key nor KEM nor any 32 bytes of text", () => {
  const large = new Uint8Array(7036).fill(0x61);
  const one = sealEnvelope(key.publicKey, ORIGIN, tag, KIND.event, large);
  const other = sealEnvelope(key.publicKey, ORIGIN, tag, KIND.event, large);
  expect(one.sharedSecret).not.toEqual(other.sharedSecret);
  expect(kemCiphertextOf(one.bytes)).not.toEqual(kemCiphertextOf(other.bytes));
  const windows = (bytes: Uint8Array): string[] =>
    Array.from({ length: bytes.length - 31 }, (_, i) => hex(bytes.subarray(i, i + 32)));
  const seen = new Set(windows(one.bytes));
  expect(windows(other.bytes).filter((window) => seen.has(window))).toEqual([]);
  expect(seen.size).toBe(8192 - 31);
});

test("envelope: a tag of another length is a defect of the caller", () => {
  for (const length of [0, 15, 17]) {
    expect(() => sealEnvelope(key.publicKey, ORIGIN, new Uint8Array(length), KIND.event, body)).toThrow(RangeError);
  }
});

test("envelope: chaff is as large as anything else and never the same twice", () => {
  const [one, other] = [sealChaff(ORIGIN), sealChaff(ORIGIN)];
  expect([one.length, other.length]).toEqual([8192, 8192]);
  expect(tagOf(one)).not.toEqual(tagOf(other));
  expect(kemCiphertextOf(one)).not.toEqual(kemCiphertextOf(other));
  expect(openEnvelope(key, one, ORIGIN)).toBe("cannot_open");
});

test("envelope: it is called by SHA-256 of its 8,192 bytes, and a copy is known by its 1,120 of KEM", () => {
  expect(hex(envelopeHash(sealed.bytes))).toBe(createHash("sha256").update(sealed.bytes).digest("hex"));
  expect(kemCiphertextOf(sealed.bytes)).toEqual(sealed.bytes.subarray(16, 1136));
  expect(xwingEncapsulate(key.publicKey).ciphertext).toHaveLength(kemCiphertextOf(sealed.bytes).length);
});
