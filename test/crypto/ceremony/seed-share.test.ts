// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import fc from "fast-check";
import { expect, test } from "vitest";
import {
  addressesOf,
  base64url,
  concat,
  hex,
  label,
  openSeed,
  ProtocolError,
  SEED_SHARE_BYTES,
  sealSeed,
  uint16,
  utf8,
} from "#crypto";
import { hpkeOpen, hpkeSeal } from "#crypto/hpke.ts";
import { sign, verify } from "#crypto/sodium.ts";
import { anyBytes, bytesOf, expectCode, mutated, mutatedText, outcome } from "../hostile.ts";
import { labelled, NOOR, OMAR, ORIGIN, OTHER_ORIGIN, turned } from "./fixture.ts";

const SEED = { group: "oost", epoch: 4, seed: new Uint8Array(32).fill(9) };
const JSON_OF = { version: 1, group: "oost", epoch: 4, seed: base64url(SEED.seed) };
const OMARS = { identity: OMAR.signing.publicKey, box: OMAR.box.publicKey };
const ADDRESSES = concat(OMARS.identity, NOOR.signing.publicKey);
const bytes = sealSeed(SEED, OMARS, ORIGIN, NOOR.signing);
const open = (source: Uint8Array, { reader = OMAR, origin = ORIGIN } = {}): ReturnType<typeof openSeed> =>
  openSeed(source, reader.signing.publicKey, reader.box, origin);

/** By a sender who can sign, whatever it is. */
const signed = (unsigned: Uint8Array): Uint8Array =>
  concat(unsigned, sign(concat(label("seed-share", ORIGIN), unsigned), NOOR.signing));
function padded(text: Uint8Array, length = text.length): Uint8Array {
  const plaintext = new Uint8Array(256);
  plaintext.set(concat(uint16(length), text));
  return plaintext;
}
function sealed(plaintext: Uint8Array, aad: Uint8Array = ADDRESSES, info = label("seed-share", ORIGIN)): Uint8Array {
  const { enc, ciphertext } = hpkeSeal(OMAR.box.publicKey, info, aad, plaintext);
  return signed(concat(Uint8Array.of(1), ADDRESSES, enc, ciphertext));
}
const withJson = (value: unknown): Uint8Array => sealed(padded(utf8(JSON.stringify(value))));

test("ceremony: a seed share says whom it is for and from, and only its recipient reads the seed", () => {
  expect([bytes.length, SEED_SHARE_BYTES]).toEqual([1521, 1521]);
  expect(bytes.subarray(0, 65)).toEqual(concat(Uint8Array.of(1), ADDRESSES));
  const message = concat(labelled("seed-share"), bytes.subarray(0, -64));
  expect(verify(bytes.subarray(-64), message, NOOR.signing.publicKey)).toBe(true);
  const [enc, ciphertext] = [bytes.subarray(65, 1185), bytes.subarray(1185, 1457)];
  const plaintext = hpkeOpen(OMAR.box, enc, labelled("seed-share"), ADDRESSES, ciphertext);
  expect(hex(plaintext ?? new Uint8Array(0))).toBe(hex(padded(utf8(JSON.stringify(JSON_OF)))));
  expect(open(bytes)).toEqual({ sender: NOOR.signing.publicKey, seed: SEED });
  expect(addressesOf(bytes, ORIGIN)).toEqual({ recipient: OMARS.identity, sender: NOOR.signing.publicKey });
  expect(open(withJson(JSON_OF)).seed).toEqual(SEED);
});

test("ceremony: a seed of any group is read back, and every share has one size", () => {
  const group = fc.stringMatching(/^[a-z0-9-]{1,40}$/);
  fc.assert(
    fc.property(group, fc.nat({ max: 65_535 }), bytesOf(32), (name, epoch, seed) => {
      const share = sealSeed({ group: name, epoch, seed }, OMARS, ORIGIN, NOOR.signing);
      expect(share).toHaveLength(1521);
      expect(open(share).seed).toEqual({ group: name, epoch, seed });
    }),
    { numRuns: 30 },
  );
});

test("ceremony: somebody else opens nothing, nor does another board's key", () => {
  expectCode(() => open(bytes, { reader: NOOR }), "cannot_open");
  expectCode(() => open(bytes, { reader: { signing: OMAR.signing, box: NOOR.box } }), "cannot_open");
  expectCode(() => open(bytes, { reader: { signing: NOOR.signing, box: OMAR.box } }), "cannot_open");
  expectCode(() => open(bytes, { origin: OTHER_ORIGIN }), "bad_signature");
  expectCode(() => addressesOf(bytes, OTHER_ORIGIN), "bad_signature");
});

test("ceremony: nobody sends on as theirs what another sealed", () => {
  // Omar signs Noor's share again, with his own name as sender.
  const addresses = concat(OMARS.identity, OMAR.signing.publicKey);
  const unsigned = concat(Uint8Array.of(1), addresses, bytes.subarray(65, -64));
  const stolen = concat(unsigned, sign(concat(label("seed-share", ORIGIN), unsigned), OMAR.signing));
  expect(addressesOf(stolen, ORIGIN).sender).toEqual(OMAR.signing.publicKey);
  expectCode(() => open(stolen), "cannot_open");
  // Or his name with her signature.
  expectCode(() => open(concat(unsigned, bytes.subarray(-64))), "bad_signature");
});

test("ceremony: a seed share with one bit turned is refused", () => {
  for (const changed of turned(bytes, 31)) expect(outcome(() => open(changed))).toBeInstanceOf(ProtocolError);
  for (const at of [1, 33, 65, 1185, 1456, 1520])
    expectCode(() => open(bytes.with(at, (bytes[at] ?? 0) ^ 1)), "bad_signature");
});

test("ceremony: a seed share that is cut short, too long, or of another version is refused", () => {
  for (let length = 0; length < 1521; length += 41) expectCode(() => open(bytes.subarray(0, length)), "malformed");
  expectCode(() => open(bytes.subarray(0, -1)), "malformed");
  expectCode(() => open(concat(bytes, Uint8Array.of(0))), "malformed");
  for (const version of [0, 2, 255]) expectCode(() => open(bytes.with(0, version)), "needs_newer_version");
});

test("ceremony: what a sender sealed for something else, or in another shape, is refused", () => {
  const plaintext = padded(utf8(JSON.stringify(JSON_OF)));
  expectCode(() => open(sealed(plaintext, ADDRESSES, label("envelope", ORIGIN))), "cannot_open");
  expectCode(() => open(sealed(plaintext, OMARS.identity)), "cannot_open");
  expectCode(() => open(sealed(plaintext.with(255, 1))), "malformed");
  for (const length of [0, 255, 65_535]) expectCode(() => open(sealed(padded(Uint8Array.of(), length))), "malformed");
  for (const name of Object.keys(JSON_OF))
    expectCode(() => open(withJson({ ...JSON_OF, [name]: undefined })), "malformed");
  for (const change of [{ version: 2 }, { group: "Oost" }, { epoch: -1 }, { epoch: 65_536 }, { seed: "AA" }])
    expectCode(() => open(withJson({ ...JSON_OF, ...change })), "malformed");
  expectCode(() => open(withJson({ ...JSON_OF, more: 1 })), "needs_newer_version");
});

test("ceremony: any bytes, and anything that a sender sealed, are a seed or refused once", () => {
  const inner = mutatedText(JSON.stringify(JSON_OF)).map((text) => sealed(padded(utf8(text).subarray(0, 254))));
  fc.assert(
    fc.property(fc.oneof(inner, mutated(bytes), bytesOf(1521), anyBytes(1600)), (source) => {
      const share = outcome(() => open(source));
      if (!(share instanceof ProtocolError)) expect(share.sender).toEqual(NOOR.signing.publicKey);
    }),
    { numRuns: 200 },
  );
});
