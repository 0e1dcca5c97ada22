// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import fc from "fast-check";
import { expect, test } from "vitest";
import {
  concat,
  KEY_OFFER_MAXIMUM,
  label,
  openKeyOffer,
  ProtocolError,
  signKeyOffer,
  utf8,
  type KeyOffer,
} from "#crypto";
import { sign, verify } from "#crypto/sodium.ts";
import { anyBytes, bytesOf, expectCode, mutated, outcome } from "../hostile.ts";
import { labelled, NOOR, OMAR, ORIGIN, OTHER_ORIGIN, turned } from "./fixture.ts";

const OFFER = { group: "oost", epoch: 258, key: OMAR.box.publicKey };
const bytes = signKeyOffer(OFFER, ORIGIN, NOOR.signing);
const open = (source: Uint8Array, origin = ORIGIN): KeyOffer => openKeyOffer(source, origin);

const unsigned = (group: Uint8Array, { key = OFFER.key, identity = NOOR.signing.publicKey } = {}): Uint8Array =>
  concat(Uint8Array.of(1), identity, Uint8Array.of(1, 2, group.length >> 8, group.length & 255), group, key);
/** By somebody who can sign, whatever it is. */
const signed = (source: Uint8Array): Uint8Array =>
  concat(source, sign(concat(label("key-offer", ORIGIN), source), NOOR.signing));

test("ceremony: a key offer is who made it, from which epoch, for which group, the key and a signature of all", () => {
  expect(bytes.subarray(0, -64)).toEqual(unsigned(utf8("oost")));
  expect(
    verify(bytes.subarray(-64), concat(labelled("key-offer"), bytes.subarray(0, -64)), NOOR.signing.publicKey),
  ).toBe(true);
  expect(open(bytes)).toEqual({ ...OFFER, identity: NOOR.signing.publicKey });
});

test("ceremony: a key offer for any group is read back, the longest in 1,357 bytes", () => {
  expect(KEY_OFFER_MAXIMUM).toBe(1357);
  expect(signKeyOffer({ ...OFFER, group: "x".repeat(40) }, ORIGIN, NOOR.signing)).toHaveLength(1357);
  const groups = fc.stringMatching(/^[a-z0-9-]{1,40}$/);
  fc.assert(
    fc.property(groups, fc.nat({ max: 65_535 }), (group, epoch) => {
      const offer = { group, epoch, key: NOOR.box.publicKey };
      expect(open(signKeyOffer(offer, ORIGIN, OMAR.signing))).toEqual({ ...offer, identity: OMAR.signing.publicKey });
    }),
    { numRuns: 30 },
  );
});

test("ceremony: a key offer of another board, or that somebody else signed, is nobody's", () => {
  expectCode(() => open(bytes, OTHER_ORIGIN), "bad_signature");
  expectCode(() => open(signed(unsigned(utf8("oost"), { identity: OMAR.signing.publicKey }))), "bad_signature");
  const elsewhere = sign(concat(label("box", ORIGIN), bytes.subarray(0, -64)), NOOR.signing);
  expectCode(() => open(concat(bytes.subarray(0, -64), elsewhere)), "bad_signature");
});

test("ceremony: a key offer with one bit turned is refused", () => {
  for (const changed of turned(bytes, 31)) expect(outcome(() => open(changed))).toBeInstanceOf(ProtocolError);
  // Epoch and group are what somebody would want to change.
  for (const at of [33, 34, 37, 40]) expectCode(() => open(bytes.with(at, (bytes[at] ?? 0) ^ 1)), "bad_signature");
});

test("ceremony: a key offer that is cut short, too long, or of another version is refused", () => {
  for (let length = 0; length < bytes.length; length += 41)
    expectCode(() => open(bytes.subarray(0, length)), "malformed");
  expectCode(() => open(bytes.subarray(0, -1)), "malformed");
  expectCode(() => open(concat(bytes, Uint8Array.of(0))), "malformed");
  for (const version of [0, 2, 255]) expectCode(() => open(bytes.with(0, version)), "needs_newer_version");
});

test("ceremony: a group that is no identifier, or a key that nobody can hold, is refused although it is signed", () => {
  for (const group of ["", "x".repeat(41), "Oost", "oost\n", "oost ", "é"])
    expectCode(() => open(signed(unsigned(utf8(group)))), "malformed");
  expectCode(() => open(signed(unsigned(Uint8Array.of(0xff)))), "malformed");
  const key = OFFER.key.map((byte, i) => (i < 1184 ? byte : 0));
  expectCode(() => open(signed(unsigned(utf8("oost"), { key }))), "malformed");
  expectCode(() => open(signed(unsigned(utf8("oost"), { identity: new Uint8Array(32).with(0, 1) }))), "malformed");
});

test("ceremony: any bytes are a key offer or refused once", () => {
  fc.assert(
    fc.property(fc.oneof(mutated(bytes), bytesOf(bytes.length), anyBytes(1400)), (source) => {
      const offer = outcome(() => open(source));
      if (!(offer instanceof ProtocolError)) expect(source).toEqual(bytes);
    }),
    { numRuns: 200 },
  );
});
