// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import fc from "fast-check";
import { expect, test } from "vitest";
import { BOX_BYTES, concat, label, openBox, ProtocolError, signBox, type Box } from "#crypto";
import { sign, verify } from "#crypto/sodium.ts";
import { anyBytes, bytesOf, expectCode, mutated, outcome } from "../hostile.ts";
import { labelled, NOOR, OMAR, ORIGIN, OTHER_ORIGIN, turned } from "./fixture.ts";

const bytes = signBox(NOOR.box.publicKey, ORIGIN, NOOR.signing);
const open = (source: Uint8Array, origin = ORIGIN): Box => openBox(source, origin);

/** By somebody who can sign, whatever it is. */
const signed = (unsigned: Uint8Array): Uint8Array =>
  concat(unsigned, sign(concat(label("box", ORIGIN), unsigned), NOOR.signing));

test("ceremony: a box is somebody's two public keys, and the one's signature of both", () => {
  expect([bytes.length, BOX_BYTES]).toEqual([1313, 1313]);
  const unsigned = concat(Uint8Array.of(1), NOOR.signing.publicKey, NOOR.box.publicKey);
  expect(bytes.subarray(0, -64)).toEqual(unsigned);
  expect(verify(bytes.subarray(-64), concat(labelled("box"), unsigned), NOOR.signing.publicKey)).toBe(true);
  expect(open(bytes)).toEqual({ identity: NOOR.signing.publicKey, box: NOOR.box.publicKey });
});

test("ceremony: a box of another board, or one that somebody else signed, is nobody's", () => {
  expectCode(() => open(bytes, OTHER_ORIGIN), "bad_signature");
  const own = bytes.subarray(0, -64);
  const others = sign(concat(label("box", ORIGIN), own), OMAR.signing);
  expectCode(() => open(concat(own, others)), "bad_signature");
  // Omar's name before Noor's box, with her signature.
  const taken = concat(bytes.subarray(0, 1), OMAR.signing.publicKey, bytes.subarray(33));
  expectCode(() => open(taken), "bad_signature");
  // A signature for another use.
  const elsewhere = sign(concat(label("key-offer", ORIGIN), own), NOOR.signing);
  expectCode(() => open(concat(own, elsewhere)), "bad_signature");
});

test("ceremony: a box with one bit turned is refused", () => {
  for (const changed of turned(bytes, 31))
    expect(["bad_signature", "malformed", "needs_newer_version"]).toContain(
      (outcome(() => open(changed)) as ProtocolError).code,
    );
});

test("ceremony: a box that is cut short, too long, or of another version is refused", () => {
  for (let length = 0; length < 1313; length += 37) expectCode(() => open(bytes.subarray(0, length)), "malformed");
  expectCode(() => open(bytes.subarray(0, -1)), "malformed");
  expectCode(() => open(concat(bytes, Uint8Array.of(0))), "malformed");
  for (const version of [0, 2, 255]) expectCode(() => open(bytes.with(0, version)), "needs_newer_version");
});

test("ceremony: a key that nobody can hold is refused, although it is signed", () => {
  const unreduced = NOOR.box.publicKey.map((byte, i) => (i < 1152 ? 255 : byte));
  expectCode(() => open(signed(concat(Uint8Array.of(1), NOOR.signing.publicKey, unreduced))), "malformed");
  const smallOrder = NOOR.box.publicKey.map((byte, i) => (i < 1184 ? byte : 0));
  expectCode(() => open(signed(concat(Uint8Array.of(1), NOOR.signing.publicKey, smallOrder))), "malformed");
  // The identity vouches for everything where a verifier lets it.
  const identity = new Uint8Array(32).with(0, 1);
  expectCode(() => open(signed(concat(Uint8Array.of(1), identity, NOOR.box.publicKey))), "malformed");
});

test("ceremony: any bytes are a box or refused once", () => {
  fc.assert(
    fc.property(fc.oneof(mutated(bytes), bytesOf(1313), anyBytes(1400)), (source) => {
      const box = outcome(() => open(source));
      if (!(box instanceof ProtocolError)) expect(source).toEqual(bytes);
    }),
    { numRuns: 200 },
  );
});
