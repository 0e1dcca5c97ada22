// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import fc from "fast-check";
import { expect, test } from "vitest";
import {
  base64url,
  concat,
  hex,
  KEYRING_BYTES,
  label,
  openKeyring,
  phraseKeys,
  ProtocolError,
  randomBytes,
  sealKeyring,
  signChallenge,
  signingKey,
  uint16,
  utf8,
  verifyChallenge,
  type Keyring,
} from "#crypto";
import { aeadOpen, aeadSeal, verify } from "#crypto/sodium.ts";
import { anyBytes, bytesOf, expectCode, mutated, mutatedText, outcome } from "../hostile.ts";

const ORIGIN = "tegenspraak.localhost";
const { login, keyringKey } = phraseKeys(new Uint8Array(32).fill(5), ORIGIN);
const bytes32 = (mark: number): Uint8Array => new Uint8Array(32).fill(mark);
const KEYRING: Keyring = {
  revision: 3,
  kind: "member",
  id: "noor-haddad",
  signing: bytes32(1),
  box: bytes32(2),
  seeds: [{ group: "oost", epoch: 4, seed: bytes32(3) }],
  pins: { letters: { size: 258, root: bytes32(4) }, directory: { size: 5, root: bytes32(5) }, ledger: null },
  trusted: [bytes32(6), bytes32(7), bytes32(8)],
};
const blob = sealKeyring(KEYRING, ORIGIN, keyringKey);
const open = (bytes: Uint8Array, key = keyringKey, origin = ORIGIN): Keyring => openKeyring(bytes, origin, key);

/** Any plaintext, sealed by whoever knows the phrase. */
function sealed(plaintext: Uint8Array): Uint8Array {
  const nonce = randomBytes(12);
  return concat(nonce, aeadSeal(keyringKey, nonce, label("keyring", ORIGIN), plaintext));
}
const padded = (text: Uint8Array, length = text.length): Uint8Array => {
  const plaintext = new Uint8Array(4068);
  plaintext.set(concat(uint16(length), text));
  return plaintext;
};
const JSON_OF = {
  version: 1,
  revision: 3,
  kind: "member",
  id: "noor-haddad",
  signing: base64url(bytes32(1)),
  box: base64url(bytes32(2)),
  seeds: [{ group: "oost", epoch: 4, seed: base64url(bytes32(3)) }],
  pins: {
    letters: { size: 258, root: base64url(bytes32(4)) },
    directory: { size: 5, root: base64url(bytes32(5)) },
    ledger: null as object | null,
  },
  trusted: [6, 7, 8].map((mark) => base64url(bytes32(mark))),
};
const withJson = (value: unknown): Uint8Array => sealed(padded(utf8(JSON.stringify(value))));

test("keyring: 4,096 bytes whatever is in it: nonce, and ChaCha20-Poly1305 of length, JSON and zeros", () => {
  expect(blob).toHaveLength(4096);
  expect(KEYRING_BYTES).toBe(4096);
  const aad = concat(utf8("tegenspraak/v1/keyring"), Uint8Array.of(0, 0, 21), utf8(ORIGIN));
  const plaintext = aeadOpen(keyringKey, blob.subarray(0, 12), aad, blob.subarray(12)) ?? new Uint8Array(0);
  expect(hex(plaintext)).toBe(hex(padded(utf8(JSON.stringify(JSON_OF)))));
  const pin = { size: Number.MAX_SAFE_INTEGER, root: bytes32(255) };
  const fullest: Keyring = {
    ...KEYRING,
    revision: 999_999_999,
    id: "x".repeat(40),
    seeds: Array.from({ length: 16 }, () => ({ group: "x".repeat(40), epoch: 65_535, seed: randomBytes(32) })),
    pins: { letters: pin, directory: pin, ledger: pin },
  };
  expect(sealKeyring(fullest, ORIGIN, keyringKey)).toHaveLength(4096);
  expect(open(sealKeyring(fullest, ORIGIN, keyringKey))).toEqual(fullest);
  expect(open(blob)).toEqual(KEYRING);
  expect(open(withJson(JSON_OF))).toEqual(KEYRING);
});

test("keyring: any keyring is read back, sealed anew each time", () => {
  const identifier = fc.stringMatching(/^[a-z0-9-]{1,40}$/);
  const pin = fc.option(fc.record({ size: fc.maxSafeNat(), root: bytesOf(32) }));
  const keyrings = fc.record({
    revision: fc.nat({ max: 999_999_999 }),
    kind: fc.constantFrom("member" as const, "signer" as const),
    id: identifier,
    signing: bytesOf(32),
    box: bytesOf(32),
    seeds: fc.array(fc.record({ group: identifier, epoch: fc.nat({ max: 65_535 }), seed: bytesOf(32) }), {
      maxLength: 16,
    }),
    pins: fc.record({ letters: pin, directory: pin, ledger: pin }),
    trusted: fc.option(fc.array(bytesOf(32), { minLength: 3, maxLength: 3 })),
  });
  fc.assert(
    fc.property(keyrings, (keyring) => {
      const bytes = sealKeyring(keyring, ORIGIN, keyringKey);
      expect(bytes).toHaveLength(4096);
      expect(open(bytes)).toEqual(keyring);
    }),
  );
  const again = sealKeyring(KEYRING, ORIGIN, keyringKey);
  expect(again.subarray(0, 12)).not.toEqual(blob.subarray(0, 12));
});

test("keyring: another phrase, another organisation, or one bit turned opens nothing", () => {
  expectCode(() => open(blob, randomBytes(32)), "cannot_open");
  expectCode(() => open(blob, keyringKey, "another.example"), "cannot_open");
  for (let bit = 0; bit < 4096 * 8; bit += 97) {
    const turned = blob.map((byte, i) => (i === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte));
    expectCode(() => open(turned), "cannot_open");
  }
});

test("keyring: a blob of another size is refused, although it is rightly sealed", () => {
  for (let length = 0; length < 12; length++) expectCode(() => open(blob.subarray(0, length)), "malformed");
  for (const length of [12, 27, 28, 4095]) expectCode(() => open(blob.subarray(0, length)), "cannot_open");
  expectCode(() => open(concat(blob, Uint8Array.of(0))), "cannot_open");
  const plaintext = padded(utf8(JSON.stringify(JSON_OF)));
  expectCode(() => open(sealed(plaintext.subarray(0, -1))), "cannot_open");
  expectCode(() => open(sealed(concat(plaintext, Uint8Array.of(0)))), "cannot_open");
});

test("keyring: padding that is not zero, a wrong length, or no UTF-8 is refused", () => {
  const text = utf8(JSON.stringify(JSON_OF));
  for (const at of [text.length + 2, 3000, 4067])
    expectCode(() => open(sealed(padded(text).map((byte, i) => (i === at ? 1 : byte)))), "malformed");
  for (const length of [0, text.length - 1, text.length + 1, 4067, 65_535])
    expectCode(() => open(sealed(padded(text, length))), "malformed");
  expectCode(() => open(sealed(padded(Uint8Array.of(0xff, 0xfe)))), "malformed");
});

test("keyring: a member too many needs a newer version, one too few or of another shape is malformed", () => {
  expectCode(() => open(withJson({ ...JSON_OF, more: 1 })), "needs_newer_version");
  for (const name of Object.keys(JSON_OF))
    expectCode(() => open(withJson({ ...JSON_OF, [name]: undefined })), "malformed");
  const [seed] = JSON_OF.seeds;
  const { pins } = JSON_OF;
  for (const change of [
    { version: 2 },
    { revision: -1 },
    { revision: 1_000_000_000 },
    { id: "" },
    { id: "x".repeat(41) },
    { id: "Noor" },
    { signing: base64url(new Uint8Array(31)) },
    { signing: `${JSON_OF.signing}=` },
    { box: base64url(new Uint8Array(33)) },
    { seeds: Array.from({ length: 17 }, () => seed) },
    { seeds: [{ ...seed, seed: base64url(new Uint8Array(33)) }] },
    { seeds: [{ ...seed, epoch: 65_536 }] },
    { seeds: [{ ...seed, group: "Oost" }] },
    { pins: { ...pins, letters: { size: -1, root: pins.letters.root } } },
    { pins: { ...pins, letters: { size: 2 ** 53, root: pins.letters.root } } },
    { pins: { ...pins, ledger: {} } },
    { pins: { letters: null, directory: null } },
    { trusted: [] },
    { trusted: JSON_OF.trusted.slice(1) },
    { trusted: [...JSON_OF.trusted, ...JSON_OF.trusted] },
  ])
    expectCode(() => open(withJson({ ...JSON_OF, ...change })), "malformed");
  for (const change of [
    { kind: "witness" },
    { seeds: [{ ...seed, more: 1 }] },
    { pins: { ...pins, more: null } },
    { pins: { ...pins, letters: { ...pins.letters, more: 1 } } },
  ])
    expectCode(() => open(withJson({ ...JSON_OF, ...change })), "needs_newer_version");
  expect(open(withJson({ ...JSON_OF, trusted: null })).trusted).toBeNull();
});

test("keyring: what could not be opened again is not sealed", () => {
  for (const change of [{ revision: 1_000_000_000 }, { id: "Noor" }, { signing: new Uint8Array(31) }])
    expectCode(() => sealKeyring({ ...KEYRING, ...change }, ORIGIN, keyringKey), "malformed");
});

test("keyring: any bytes, and anything sealed by its owner, open or are refused once", () => {
  const inner = fc.oneof(
    mutatedText(JSON.stringify(JSON_OF)).map((text) => padded(utf8(text).subarray(0, 4066))),
    fc.jsonValue().map((value) => padded(utf8(JSON.stringify(value)).subarray(0, 4066))),
    bytesOf(4068),
    anyBytes(100),
  );
  fc.assert(
    fc.property(fc.oneof(inner.map(sealed), mutated(blob), anyBytes(5000)), (bytes) => {
      const keyring = outcome(() => open(bytes));
      if (keyring instanceof ProtocolError)
        expect(["cannot_open", "malformed", "needs_newer_version"]).toContain(keyring.code);
      else expect(keyring.signing).toHaveLength(32);
    }),
    { numRuns: 400 },
  );
});

test("keyring: what a phrase gives to sign in with tells nothing of what opens the keyring", () => {
  expect(login.seed).not.toEqual(keyringKey);
  const other = phraseKeys(new Uint8Array(32).fill(6), ORIGIN);
  expect(other.login.publicKey).not.toEqual(login.publicKey);
  expect(phraseKeys(new Uint8Array(32).fill(5), "another.example").login.publicKey).not.toEqual(login.publicKey);
});

test("sign-in: Ed25519 by the login key over the label and the challenge, and nothing else passes", () => {
  const challenge = randomBytes(36);
  const signature = signChallenge(challenge, ORIGIN, login);
  const message = concat(utf8("tegenspraak/v1/sign-in"), Uint8Array.of(0, 0, 21), utf8(ORIGIN), challenge);
  expect(verify(signature, message, login.publicKey)).toBe(true);
  expect(verifyChallenge(signature, challenge, ORIGIN, login.publicKey)).toBe(true);
  expect(verifyChallenge(signature, randomBytes(36), ORIGIN, login.publicKey)).toBe(false);
  expect(verifyChallenge(signature, challenge.subarray(1), ORIGIN, login.publicKey)).toBe(false);
  expect(verifyChallenge(signature, challenge, "another.example", login.publicKey)).toBe(false);
  expect(verifyChallenge(signature, challenge, ORIGIN, signingKey(randomBytes(32)).publicKey)).toBe(false);
  for (let bit = 0; bit < 512; bit += 7) {
    const turned = signature.map((byte, i) => (i === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte));
    expect(verifyChallenge(turned, challenge, ORIGIN, login.publicKey)).toBe(false);
  }
});

test("sign-in: any bytes as signature, challenge and key are false, whatever their length", () => {
  fc.assert(
    fc.property(anyBytes(80), anyBytes(50), anyBytes(40), (signature, challenge, key) => {
      expect(verifyChallenge(signature, challenge, ORIGIN, key)).toBe(false);
    }),
  );
});
