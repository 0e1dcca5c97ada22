// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import fc from "fast-check";
import { expect, test } from "vitest";
import {
  concat,
  decodeSelfNote,
  encodeSelfNote,
  hex,
  label,
  ProtocolError,
  randomBytes,
  signingKey,
  uint16,
  uint64,
  uint8,
  type HeldToken,
  type SelfNote,
} from "#crypto";
import { sign } from "#crypto/sodium.ts";
import { anyBytes, bytesOf, expectCode, mutated, outcome } from "../hostile.ts";

const ORIGIN = "tegenspraak.localhost";
const selfId = randomBytes(32);
const submitter = signingKey(randomBytes(32));

const tokens: fc.Arbitrary<HeldToken> = fc.record({
  keyIndex: fc.nat({ max: 127 }),
  givenByDesk: fc.boolean(),
  nonce: bytesOf(32),
  authenticator: bytesOf(256),
});
const notes: fc.Arbitrary<SelfNote> = fc.record({
  generation: fc.nat({ max: 255 }),
  checkpoint: fc.record({ size: fc.maxSafeNat(), root: bytesOf(32) }),
  tokens: fc.array(tokens, { maxLength: 4 }),
  credential: fc.option(tokens),
  openings: fc.array(fc.record({ hash: bytesOf(32), sharedSecret: bytesOf(32) }), { maxLength: 8 }),
  digest: anyBytes(1536),
});

const encode = (note: SelfNote): Uint8Array => encodeSelfNote(note, selfId, ORIGIN, submitter);
const decode = (body: Uint8Array): SelfNote => decodeSelfNote(body, selfId, ORIGIN, submitter.publicKey);

/** What only the codename's holder could make: any bytes, rightly signed. */
function signed(unsigned: Uint8Array): Uint8Array {
  const bytes = concat(label("self-note", ORIGIN), selfId, Uint8Array.of(5), unsigned);
  return concat(unsigned, sign(bytes, submitter));
}

const token = (mark: number): HeldToken => ({
  keyIndex: mark,
  givenByDesk: false,
  nonce: new Uint8Array(32).fill(mark),
  authenticator: new Uint8Array(256).fill(mark),
});
const opening = (mark: number): { hash: Uint8Array; sharedSecret: Uint8Array } => ({
  hash: new Uint8Array(32).fill(mark),
  sharedSecret: new Uint8Array(32).fill(mark),
});
const EMPTY: SelfNote = {
  generation: 0,
  checkpoint: { size: 0, root: new Uint8Array(32) },
  tokens: [],
  credential: null,
  openings: [],
  digest: new Uint8Array(0),
};
const FULL: SelfNote = {
  ...EMPTY,
  tokens: Array.from({ length: 15 }, (_, i) => token(i)),
  credential: token(99),
  openings: Array.from({ length: 8 }, (_, i) => opening(i)),
  digest: new Uint8Array(1536).fill(0x20),
};

test("self note: any note is read back by whoever has the codename", () => {
  fc.assert(
    fc.property(notes, (note) => {
      expect(decode(encode(note))).toEqual(note);
    }),
  );
});

test("self note: the fields stand where the format says", () => {
  const note: SelfNote = {
    generation: 2,
    checkpoint: { size: 258, root: new Uint8Array(32).fill(0xaa) },
    tokens: [{ ...token(3), givenByDesk: true }],
    credential: token(4),
    openings: [opening(5)],
    digest: Uint8Array.of(6, 7),
  };
  const expected = concat(
    Uint8Array.of(2, 1, 0, 0, 0, 0, 0, 0, 1, 2),
    new Uint8Array(32).fill(0xaa),
    Uint8Array.of(1, 0x83),
    new Uint8Array(288).fill(3),
    Uint8Array.of(4),
    new Uint8Array(288).fill(4),
    Uint8Array.of(1),
    new Uint8Array(64).fill(5),
    Uint8Array.of(0, 2, 6, 7),
  );
  expect(hex(encode(note))).toBe(hex(signed(expected)));
});

test("self note: at its fullest it has 6,782 bytes", () => {
  // 1 + 1 + 8 + 32, 1 + 15 × 289, 289, 1 + 8 × 64, 2 + 1,536, 64
  expect(42 + 4336 + 289 + 513 + 1538 + 64).toBe(6782);
  expect(encode(FULL)).toHaveLength(6782);
  expect(decode(encode(FULL))).toEqual(FULL);
  expect(encode(EMPTY)).toHaveLength(42 + 1 + 1 + 2 + 64);
});

test("self note: of too many tokens the first 15 stay, of too many openings the last 8", () => {
  const many = { ...FULL, tokens: Array.from({ length: 20 }, (_, i) => token(i)) };
  const openings = Array.from({ length: 11 }, (_, i) => opening(i));
  const kept = decode(encode({ ...many, openings }));
  expect(kept.tokens.map(({ keyIndex }) => keyIndex)).toEqual(Array.from({ length: 15 }, (_, i) => i));
  expect(kept.openings).toEqual(openings.slice(3));
});

test("self note: a count over the limit is refused although it is signed", () => {
  const start = concat(uint8(0), uint8(0), uint64(0), new Uint8Array(32));
  const end = concat(uint8(0), uint16(0));
  expect(decode(signed(concat(start, uint8(0), end)))).toEqual(EMPTY);
  const tooManyTokens = concat(start, uint8(16), new Uint8Array(16 * 289), end);
  const tooManyOpenings = concat(start, uint8(0), uint8(9), new Uint8Array(9 * 64), uint16(0));
  const tooLongDigest = concat(start, uint8(0), uint8(0), uint16(1537), new Uint8Array(1537));
  for (const note of [tooManyTokens, tooManyOpenings, tooLongDigest])
    expectCode(() => decode(signed(note)), "malformed");
});

test("self note: a checkpoint over 2^53 - 1, a missing or a trailing byte is refused although it is signed", () => {
  const whole = encode(FULL).subarray(0, -64);
  expectCode(
    () => decode(signed(concat(uint8(0), uint8(0), new Uint8Array(8).fill(255), whole.subarray(10)))),
    "malformed",
  );
  expectCode(() => decode(signed(concat(whole, uint8(0)))), "malformed");
  for (const length of [0, 1, 41, 42, 43, 4378, 4667, 5180, 6717]) {
    expectCode(() => decode(signed(whole.subarray(0, length))), "malformed");
  }
});

test("self note: an unknown flag needs a newer program", () => {
  const whole = encode(EMPTY).subarray(0, -64);
  for (const flags of [2, 3, 0x80, 0xff]) {
    expectCode(() => decode(signed(whole.map((byte, i) => (i === 1 ? flags : byte)))), "needs_newer_version");
  }
});

test("self note: rightly signed bytes are the one encoding of a note, or refused once", () => {
  const unsigned = fc.oneof(
    anyBytes(120),
    notes.chain((note) => mutated(encode(note).subarray(0, -64))),
  );
  fc.assert(
    fc.property(unsigned, (bytes) => {
      const note = outcome(() => decode(signed(bytes)));
      if (note instanceof ProtocolError) expect(["malformed", "needs_newer_version"]).toContain(note.code);
      else expect(hex(encode(note))).toBe(hex(signed(bytes)));
    }),
    { numRuns: 400 },
  );
});

test("self note: any change without a new signature is seen before anything is read", () => {
  const valid = encode({ ...FULL, tokens: [], digest: Uint8Array.of(1) });
  fc.assert(
    fc.property(mutated(valid), (body) => {
      if (hex(body) === hex(valid)) return;
      expectCode(() => decode(body), body.length < 64 ? "malformed" : "bad_signature");
    }),
    { numRuns: 300 },
  );
});

test("self note: another's, another thread's or another organisation's is refused", () => {
  const body = encode(EMPTY);
  const other = signingKey(randomBytes(32)).publicKey;
  expectCode(() => decodeSelfNote(body, selfId, ORIGIN, other), "bad_signature");
  expectCode(() => decodeSelfNote(body, randomBytes(32), ORIGIN, submitter.publicKey), "bad_signature");
  expectCode(() => decodeSelfNote(body, selfId, "another.example", submitter.publicKey), "bad_signature");
});

test("self note: what does not fit is a defect of the caller", () => {
  expect(() => encode({ ...EMPTY, generation: 256 })).toThrow(RangeError);
  expect(() => encode({ ...EMPTY, digest: new Uint8Array(1537) })).toThrow(RangeError);
  expect(() => encode({ ...EMPTY, tokens: [{ ...token(1), keyIndex: 128 }] })).toThrow(RangeError);
  expect(() => encode({ ...EMPTY, credential: { ...token(1), nonce: new Uint8Array(31) } })).toThrow(RangeError);
});
