// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import fc from "fast-check";
import { hexDecode } from "#crypto";
import * as whole from "../../crypto/sodium.ts";

export type Sodium = typeof whole;

const exactly = (length: number): fc.Arbitrary<Uint8Array> => fc.uint8Array({ minLength: length, maxLength: length });
/** Now and then of another length. */
const about = (length: number): fc.Arbitrary<Uint8Array> =>
  fc.oneof({ weight: 3, arbitrary: exactly(length) }, fc.uint8Array({ maxLength: length + 1 }));
const message = fc.uint8Array({ maxLength: 300 });
const signingKey = exactly(32).map((seed) => whole.signingKey(seed));
const xwingKey = exactly(32).map((seed) => whole.xwingKey(seed));

/** As it is, or with one bit changed. */
const perhapsSpoilt = (bytes: Uint8Array): fc.Arbitrary<Uint8Array> =>
  fc.option(fc.nat({ max: bytes.length * 8 - 1 }), { freq: 2 }).map((bit) => {
    const spoilt = bytes.slice();
    if (bit !== null) spoilt[bit >> 3] = (spoilt[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    return spoilt;
  });

// RFC 9496, A.1: one and two times the generator. Of both curves: what is of small order, of either encoding.
const RISTRETTO = [
  "e2f2ae0a6abc4e71a884a961c500515f58e30b6aa582dd8db6a65945e08d2d76",
  "6a493210f7499cd17fecb510ae0cea23a110e8d5b901f8acadd3095c73a3b919",
].map(hexDecode);
const SMALL = [
  "0000000000000000000000000000000000000000000000000000000000000000",
  "0100000000000000000000000000000000000000000000000000000000000000",
  "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
  "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
  "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
  "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
  "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
].map(hexDecode);
const point = fc.oneof(about(32), fc.constantFrom(...RISTRETTO, ...SMALL));
const xwingPublicKey = fc.oneof(
  xwingKey.map(({ publicKey }) => publicKey),
  about(whole.XWING_PUBLIC_KEY_BYTES),
);
const ciphertextTo = (key: whole.XWingKey): fc.Arbitrary<Uint8Array> => {
  const sealed = exactly(64).map((coins) => whole.xwingEncapsulate(key.publicKey, coins).ciphertext);
  const withPoint = fc
    .tuple(sealed, fc.constantFrom(...SMALL))
    .map(([ciphertext, end]) => Buffer.concat([ciphertext.subarray(0, -32), end]));
  return fc.oneof(sealed.chain(perhapsSpoilt), withPoint, about(1120));
};

/** All that is there, but what comes from the platform. */
export type Name = Exclude<
  { [Key in keyof Sodium]: Sodium[Key] extends (...inputs: never[]) => unknown ? Key : never }[keyof Sodium],
  "randomBytes"
>;
export type Outcome = "value" | "true" | "false" | "null" | "refusal";

/** What each is given, and what has to come of it at times. */
export const CASES: {
  readonly [Key in Name]: readonly [fc.Arbitrary<Parameters<Sodium[Key]>>, ...outcomes: Outcome[]];
} = {
  sha256: [fc.tuple(message), "value"],
  blake2b: [fc.tuple(fc.constantFrom(16, 32), message), "value"],
  argon2id: [
    fc.tuple(fc.uint8Array({ maxLength: 40 }), about(16), fc.nat({ max: 3 }), fc.constantFrom(0, 1, 2, 70_000)),
    "refusal",
    "value",
  ],
  signingKey: [fc.tuple(about(32)), "refusal", "value"],
  sign: [fc.tuple(message, signingKey), "value"],
  isEd25519PublicKey: [
    fc.tuple(
      fc.oneof(
        point,
        signingKey.map(({ publicKey }) => publicKey),
      ),
    ),
    "false",
    "true",
  ],
  isRistretto255Point: [fc.tuple(point), "false", "true"],
  verify: [
    fc
      .tuple(message, signingKey)
      .chain(([text, key]) =>
        fc.tuple(perhapsSpoilt(whole.sign(text, key)), fc.constant(text), perhapsSpoilt(key.publicKey)),
      ),
    "false",
    "true",
  ],
  equalTags: [
    about(16).chain((tag) => fc.tuple(fc.constant(tag), fc.oneof(about(16), fc.constant(tag)))),
    "false",
    "true",
  ],
  aeadSeal: [fc.tuple(about(32), about(12), message, message), "refusal", "value"],
  aeadOpen: [
    fc
      .tuple(exactly(32), exactly(12), message, message)
      .chain(([key, nonce, aad, text]) =>
        fc.tuple(
          fc.constant(key),
          fc.oneof(fc.constant(nonce), about(12)),
          fc.constant(aad),
          perhapsSpoilt(whole.aeadSeal(key, nonce, aad, text)),
        ),
      ),
    "null",
    "value",
  ],
  hmacSha256: [fc.tuple(fc.uint8Array({ maxLength: 100 }), message), "value"],
  x25519PublicKey: [fc.tuple(about(32)), "refusal", "value"],
  x25519: [fc.tuple(about(32), point), "null", "value"],
  xwingKey: [fc.tuple(about(32)), "refusal", "value"],
  xwingEncapsulate: [fc.tuple(xwingPublicKey, about(64)), "refusal", "value"],
  xwingDecapsulate: [
    xwingKey.chain((key) => fc.tuple(ciphertextTo(key), fc.constant(key))),
    "null",
    "refusal",
    "value",
  ],
  isXwingPublicKey: [fc.tuple(xwingPublicKey), "false", "true"],
};
export const NAMES = Object.keys(CASES) as Name[];

export function answer(sodium: Sodium, name: Name, inputs: readonly unknown[]): unknown {
  try {
    return (sodium[name] as (...all: readonly unknown[]) => unknown)(...inputs);
  } catch (refusal) {
    return refusal;
  }
}

export function outcomeOf(answered: unknown): Outcome {
  if (answered instanceof Error) return "refusal";
  if (answered === null) return "null";
  return typeof answered === "boolean" ? `${answered}` : "value";
}
