// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import fc from "fast-check";
import { expect, test } from "vitest";
import {
  BODY_BYTES,
  CHUNK_BYTES,
  concat,
  decodeHead,
  decodePart,
  encodePart,
  HEAD_BYTES,
  hex,
  KIND,
  ProtocolError,
  randomBytes,
  signingKey,
  utf8,
  verifyPart,
  type Part,
} from "#crypto";
import { verify } from "#crypto/sodium.ts";
import { anyBytes, bytesOf, expectCode, mutated, outcome } from "../hostile.ts";

const ORIGIN = "tegenspraak.localhost";
const id = randomBytes(32);
const signer = signingKey(randomBytes(32));

const parts: fc.Arbitrary<Part> = fc
  .record({
    deflated: fc.boolean(),
    eventId: bytesOf(8),
    part: fc.nat({ max: 3 }),
    more: fc.nat({ max: 3 }),
    lane: fc.nat({ max: 65_535 }),
    position: fc.nat({ max: 0xffff_ffff }),
    chunk: fc.oneof(anyBytes(60), bytesOf(CHUNK_BYTES)),
  })
  .map(({ more, ...part }) => ({ ...part, parts: Math.min(4, part.part + 1 + more) }));

const encode = (part: Part): Uint8Array => encodePart(part, KIND.event, id, ORIGIN, signer);

test("thread: the fields of a part stand where the format says, signed over label, id, kind, fields and chunk", () => {
  const chunk = utf8("chunk");
  const part = { deflated: true, eventId: bytes8(), part: 2, parts: 4, lane: 0x0102, position: 0x03040506, chunk };
  const body = encode(part);
  expect(hex(body.subarray(0, 17))).toBe(`01a0a1a2a3a4a5a6a70204010203040506`);
  expect(body.subarray(81)).toEqual(chunk);
  const origin = concat(utf8("tegenspraak/v1/event"), Uint8Array.of(0, 0, 21), utf8(ORIGIN));
  const signed = concat(origin, id, Uint8Array.of(2), body.subarray(0, 17), chunk);
  expect(verify(body.subarray(17, 81), signed, signer.publicKey)).toBe(true);
});

function bytes8(): Uint8Array {
  return Uint8Array.from({ length: 8 }, (_, i) => 0xa0 + i);
}

test("thread: any part is read back and verifies", () => {
  fc.assert(
    fc.property(parts, (part) => {
      const decoded = decodePart(encode(part));
      expect(decoded).toMatchObject(part);
      expect(verifyPart(decoded, KIND.event, id, ORIGIN, signer.publicKey)).toBe(true);
    }),
  );
});

test("thread: a part is the one encoding of its fields, or refused; changed, it does not verify", () => {
  const bodies = parts.chain((part) => {
    const valid = encode(part);
    const hostile = fc.oneof(mutated(valid), anyBytes(120)).map((body) => body.subarray(0, BODY_BYTES));
    return fc.tuple(fc.constant(valid), hostile);
  });
  fc.assert(
    fc.property(bodies, ([valid, body]) => {
      const part = outcome(() => decodePart(body));
      if (part instanceof ProtocolError) {
        expect(["malformed", "needs_newer_version"]).toContain(part.code);
        return;
      }
      expect(hex(concat(part.fixed, part.signature, part.chunk))).toBe(hex(body));
      const unchanged = hex(body) === hex(valid);
      expect(verifyPart(part, KIND.event, id, ORIGIN, signer.publicKey)).toBe(unchanged);
      expect(encode(part).subarray(0, 17)).toEqual(body.subarray(0, 17));
    }),
    { numRuns: 400 },
  );
});

test("thread: a signature means nothing with another kind, thread, organisation or signer", () => {
  const part = decodePart(
    encode({ deflated: false, eventId: bytes8(), part: 0, parts: 1, lane: 0, position: 0, chunk: id }),
  );
  for (const kind of Object.values(KIND)) {
    expect(verifyPart(part, kind, id, ORIGIN, signer.publicKey)).toBe(kind === KIND.event);
  }
  expect(verifyPart(part, KIND.event, randomBytes(32), ORIGIN, signer.publicKey)).toBe(false);
  expect(verifyPart(part, KIND.event, id, "another.example", signer.publicKey)).toBe(false);
  expect(verifyPart(part, KIND.event, id, ORIGIN, signingKey(randomBytes(32)).publicKey)).toBe(false);
});

test("thread: bytes cannot move between the fields and the chunk under one signature", () => {
  const chunk = concat(bytes8(), bytes8());
  const body = encode({ deflated: false, eventId: bytes8(), part: 0, parts: 1, lane: 0, position: 0, chunk });
  const shifted = concat(body.subarray(0, 81), body.subarray(82));
  expect(verifyPart(decodePart(shifted), KIND.event, id, ORIGIN, signer.publicKey)).toBe(false);
});

test("thread: an unknown flag needs a newer program, a part that cannot be is refused", () => {
  const body = encode({ deflated: false, eventId: bytes8(), part: 0, parts: 1, lane: 0, position: 0, chunk: id });
  const withByte = (at: number, value: number): Uint8Array => body.map((byte, i) => (i === at ? value : byte));
  for (const flags of [2, 3, 0x80, 0xff]) expectCode(() => decodePart(withByte(0, flags)), "needs_newer_version");
  for (const parts of [0, 5, 255]) expectCode(() => decodePart(withByte(10, parts)), "malformed");
  for (const part of [1, 4, 255]) expectCode(() => decodePart(withByte(9, part)), "malformed");
});

test("thread: less than the 81 bytes before a chunk is refused, an empty chunk is not", () => {
  const body = encode({
    deflated: false,
    eventId: bytes8(),
    part: 0,
    parts: 1,
    lane: 0,
    position: 0,
    chunk: new Uint8Array(0),
  });
  expect(body).toHaveLength(81);
  expect(decodePart(body).chunk).toHaveLength(0);
  for (let length = 0; length < 81; length++) expectCode(() => decodePart(body.subarray(0, length)), "malformed");
});

test("thread: a chunk over 6,955 bytes, or a field that does not fit, is a defect of the caller", () => {
  const part = { deflated: false, eventId: bytes8(), part: 0, parts: 1, lane: 0, position: 0, chunk: id };
  expect(() => encode({ ...part, chunk: new Uint8Array(6956) })).toThrow(RangeError);
  expect(() => encode({ ...part, lane: 65_536 })).toThrow(RangeError);
  expect(() => encode({ ...part, position: 2 ** 32 })).toThrow(RangeError);
});

test("thread: a head is the first 128 bytes of an opening's chunk", () => {
  fc.assert(
    fc.property(anyBytes(300), (chunk) => {
      const decoded = outcome(() => decodeHead(chunk));
      if (decoded instanceof ProtocolError) {
        expect(decoded.code).toBe("malformed");
        expect(chunk.length).toBeLessThan(HEAD_BYTES);
        return;
      }
      const { threadSecret, holdSecret, deskHoldSeed, signer: key } = decoded.head;
      expect([threadSecret, holdSecret, deskHoldSeed, key].map(({ length }) => length)).toEqual([32, 32, 32, 32]);
      expect(hex(concat(threadSecret, holdSecret, deskHoldSeed, key, decoded.rest))).toBe(hex(chunk));
    }),
  );
});
