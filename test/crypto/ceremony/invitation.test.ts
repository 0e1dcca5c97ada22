// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import fc from "fast-check";
import { expect, test } from "vitest";
import {
  acceptanceTag,
  concat,
  hex,
  INVITATION_NONCE_BYTES,
  invitationCode,
  invitationHash,
  invitationKeys,
  isAcceptance,
  label,
  OFFER_BYTES,
  openOffer,
  prf,
  ProtocolError,
  randomBytes,
  sealOffer,
  sha256,
  uint16,
  utf8,
  type Offer,
} from "#crypto";
import { aeadOpen, aeadSeal } from "#crypto/sodium.ts";
import { anyBytes, bytesOf, expectCode, mutated, mutatedText, outcome } from "../hostile.ts";
import { labelled, NOOR, OMAR, ORIGIN, OTHER_ORIGIN, turned } from "./fixture.ts";

const CODE = new Uint8Array(10).fill(7);
const KEYS = invitationKeys(CODE, ORIGIN);
const OTHERS = invitationKeys(new Uint8Array(10).fill(8), ORIGIN);
const OFFER: Offer = {
  kind: "member",
  id: "noor-haddad",
  name: "Noor Haddad",
  organisation: "Dienst",
  groups: [
    { id: "oost", name: "Oost", epoch: 4, makes: false },
    { id: "integriteit", name: "Integriteit", epoch: 0, makes: true },
  ],
};
const JSON_OF = { version: 1, ...OFFER };
const sealed = sealOffer(OFFER, KEYS, ORIGIN);
const open = (bytes: Uint8Array, keys = KEYS, origin = ORIGIN): Offer => openOffer(bytes, keys, origin);

/** Any plaintext, sealed by whoever made the invitation. */
function sealedPlaintext(plaintext: Uint8Array): Uint8Array {
  const nonce = randomBytes(12);
  return concat(nonce, aeadSeal(prf(KEYS.key, ORIGIN, "offer"), nonce, label("invitation", ORIGIN), plaintext));
}
function padded(text: Uint8Array, length = text.length): Uint8Array {
  const plaintext = new Uint8Array(2020);
  plaintext.set(concat(uint16(length), text));
  return plaintext;
}
const withJson = (value: unknown): Uint8Array => sealedPlaintext(padded(utf8(JSON.stringify(value))));

test("ceremony: a code gives an id that the board may know, and a key that it may not", () => {
  const master = sha256(concat(labelled("invitation"), CODE));
  expect(hex(KEYS.id)).toBe(hex(prf(master, ORIGIN, "invitation-id")));
  expect(hex(KEYS.key)).toBe(hex(prf(master, ORIGIN, "invitation-key")));
  expect(hex(invitationHash(KEYS))).toBe(hex(sha256(KEYS.id)));
  expect(invitationKeys(CODE, OTHER_ORIGIN).id).not.toEqual(KEYS.id);
  expect(OTHERS.id).not.toEqual(KEYS.id);
});

test("ceremony: whoever made an invitation shows its code again, and nobody else can", () => {
  expect(INVITATION_NONCE_BYTES).toBe(16);
  const nonce = new Uint8Array(16).fill(9);
  const code = invitationCode(NOOR.box.seed, nonce, ORIGIN);
  expect(code).toHaveLength(10);
  expect(hex(code)).toBe(hex(prf(NOOR.box.seed, ORIGIN, "invitation-code", nonce).subarray(0, 10)));
  expect(invitationCode(OMAR.box.seed, nonce, ORIGIN)).not.toEqual(code);
  expect(invitationCode(NOOR.box.seed, nonce.with(0, 0), ORIGIN)).not.toEqual(code);
});

test("ceremony: an offer has 2,048 bytes, whatever is offered: nonce, and ChaCha20-Poly1305 of length, JSON and zeros", () => {
  expect([sealed.length, OFFER_BYTES]).toEqual([2048, 2048]);
  const key = prf(KEYS.key, ORIGIN, "offer");
  const plaintext = aeadOpen(key, sealed.subarray(0, 12), labelled("invitation"), sealed.subarray(12));
  expect(hex(plaintext ?? new Uint8Array(0))).toBe(hex(padded(utf8(JSON.stringify(JSON_OF)))));
  expect(open(sealed)).toEqual(OFFER);
  expect(open(withJson(JSON_OF))).toEqual(OFFER);
  expect(sealOffer({ ...OFFER, groups: [] }, KEYS, ORIGIN)).toHaveLength(2048);
  expect(sealOffer(OFFER, KEYS, ORIGIN).subarray(0, 12)).not.toEqual(sealed.subarray(0, 12));
});

test("ceremony: any offer with names that fit is read back", () => {
  const identifier = fc.stringMatching(/^[a-z0-9-]{1,40}$/);
  const name = fc.string({ minLength: 1, maxLength: 20, unit: "grapheme" }).filter((text) => !/[\p{Cc}]/u.test(text));
  const offers = fc.record({
    kind: fc.constantFrom("member" as const, "signer" as const),
    id: identifier,
    name,
    organisation: name,
    groups: fc.array(
      fc.record({ id: identifier, name: fc.constant("Oost"), epoch: fc.nat({ max: 65_535 }), makes: fc.boolean() }),
      { maxLength: 6 },
    ),
  });
  fc.assert(
    fc.property(offers, (offer) => {
      expect(open(sealOffer(offer, KEYS, ORIGIN))).toEqual(offer);
    }),
  );
});

test("ceremony: names that leave no room are not sealed, nor what nobody could read", () => {
  const long = "€".repeat(120);
  const groups = Array.from({ length: 6 }, () => ({ id: "oost", name: long, epoch: 0, makes: true }));
  expect(() => sealOffer({ ...OFFER, groups }, KEYS, ORIGIN)).toThrow(RangeError);
  expectCode(() => sealOffer({ ...OFFER, id: "Noor" }, KEYS, ORIGIN), "malformed");
  expectCode(() => sealOffer({ ...OFFER, name: "" }, KEYS, ORIGIN), "malformed");
});

test("ceremony: another code, another board, or an offer that was changed opens nothing", () => {
  expectCode(() => open(sealed, OTHERS), "cannot_open");
  expectCode(() => open(sealed, KEYS, OTHER_ORIGIN), "cannot_open");
  for (const changed of turned(sealed, 97)) expectCode(() => open(changed), "cannot_open");
  for (let length = 0; length < 12; length++) expectCode(() => open(sealed.subarray(0, length)), "malformed");
  for (const length of [12, 28, 2047]) expectCode(() => open(sealed.subarray(0, length)), "cannot_open");
  expectCode(() => open(concat(sealed, Uint8Array.of(0))), "cannot_open");
});

test("ceremony: an offer of another size, shape or version is refused, although its code sealed it", () => {
  const plaintext = padded(utf8(JSON.stringify(JSON_OF)));
  expectCode(() => open(sealedPlaintext(plaintext.subarray(1))), "cannot_open");
  expectCode(() => open(sealedPlaintext(concat(plaintext, Uint8Array.of(0)))), "cannot_open");
  expectCode(() => open(sealedPlaintext(plaintext.with(2019, 1))), "malformed");
  for (const length of [0, 2019, 65_535])
    expectCode(() => open(sealedPlaintext(padded(Uint8Array.of(), length))), "malformed");
  for (const name of Object.keys(JSON_OF))
    expectCode(() => open(withJson({ ...JSON_OF, [name]: undefined })), "malformed");
  const [group] = OFFER.groups;
  for (const change of [
    { version: 2 },
    { id: "Noor" },
    { name: "" },
    { name: "x".repeat(121) },
    { name: "Noor\nHaddad" },
    { organisation: 1 },
    { groups: Array.from({ length: 7 }, () => group) },
    { groups: [{ ...group, epoch: 65_536 }] },
    { groups: [{ ...group, makes: 1 }] },
  ])
    expectCode(() => open(withJson({ ...JSON_OF, ...change })), "malformed");
  for (const change of [{ kind: "witness" }, { more: 1 }, { groups: [{ ...group, more: 1 }] }])
    expectCode(() => open(withJson({ ...JSON_OF, ...change })), "needs_newer_version");
});

test("ceremony: any bytes, and anything that its maker sealed, are an offer or refused once", () => {
  const inner = fc.oneof(
    mutatedText(JSON.stringify(JSON_OF)).map((text) => padded(utf8(text).subarray(0, 2018))),
    fc.jsonValue().map((value) => padded(utf8(JSON.stringify(value)).subarray(0, 2018))),
    bytesOf(2020),
  );
  fc.assert(
    fc.property(fc.oneof(inner.map(sealedPlaintext), mutated(sealed), anyBytes(2100)), (bytes) => {
      const offer = outcome(() => open(bytes));
      if (offer instanceof ProtocolError)
        expect(["cannot_open", "malformed", "needs_newer_version"]).toContain(offer.code);
    }),
    { numRuns: 300 },
  );
});

const [identity, box] = [NOOR.signing.publicKey, NOOR.box.publicKey];
const tag = acceptanceTag(KEYS, identity, box, ORIGIN);

test("ceremony: whoever accepts shows that they had the code, and which keys they made", () => {
  expect(hex(tag)).toBe(hex(prf(KEYS.key, ORIGIN, "acceptance", identity, sha256(box))));
  expect(isAcceptance(tag, KEYS, identity, box, ORIGIN)).toBe(true);
});

test("ceremony: a tag is for no other keys, code or board, and no other bytes are it", () => {
  expect(isAcceptance(tag, KEYS, OMAR.signing.publicKey, box, ORIGIN)).toBe(false);
  expect(isAcceptance(tag, KEYS, identity, OMAR.box.publicKey, ORIGIN)).toBe(false);
  expect(isAcceptance(tag, OTHERS, identity, box, ORIGIN)).toBe(false);
  expect(isAcceptance(tag, { id: KEYS.id, key: KEYS.id }, identity, box, ORIGIN)).toBe(false);
  expect(isAcceptance(tag, KEYS, identity, box, OTHER_ORIGIN)).toBe(false);
  for (const changed of turned(tag, 1)) expect(isAcceptance(changed, KEYS, identity, box, ORIGIN)).toBe(false);
  fc.assert(
    fc.property(anyBytes(40), (bytes) => {
      expect(isAcceptance(bytes, KEYS, identity, box, ORIGIN)).toBe(false);
    }),
  );
});
