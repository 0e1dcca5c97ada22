// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import {
  aeadOpen,
  aeadSeal,
  argon2id,
  blake2b,
  equalTags,
  isEd25519PublicKey,
  isRistretto255Point,
  isXwingPublicKey,
  sha256,
  sign,
  signingKey,
  verify,
  xwingDecapsulate,
  xwingEncapsulate,
  xwingKey,
} from "../../crypto/sodium.ts";

const bytes = (length: number): Uint8Array => Uint8Array.from({ length }, (_, i) => (i * 7 + length) & 255);
const shown = (value: Uint8Array | null): string =>
  value === null ? "none" : [...value].map((byte) => byte.toString(16).padStart(2, "0")).join("");
/** RFC 9496, A.1: the generator. */
const RISTRETTO = Uint8Array.from(
  "e2f2ae0a6abc4e71a884a961c500515f58e30b6aa582dd8db6a65945e08d2d76".match(/../g) ?? [],
  (pair) => parseInt(pair, 16),
);

/**
 * Every primitive, right and wrong, on bytes that are always the same.
 * @param mebibytes of memory for Argon2id, after which the others have to work as before
 */
export function answers(mebibytes: number): readonly (string | boolean)[] {
  const key = signingKey(bytes(32));
  const signature = sign(bytes(100), key);
  const sealed = aeadSeal(bytes(32), bytes(12), bytes(5), bytes(300));
  const box = xwingKey(bytes(32));
  const { ciphertext, sharedSecret } = xwingEncapsulate(box.publicKey, bytes(64));
  return [
    shown(sha256(bytes(1000))),
    shown(blake2b(16, bytes(200))),
    shown(blake2b(32, bytes(0))),
    shown(key.publicKey),
    shown(signature),
    verify(signature, bytes(100), key.publicKey),
    verify(signature, bytes(99), key.publicKey),
    isEd25519PublicKey(key.publicKey),
    isEd25519PublicKey(bytes(32)),
    isRistretto255Point(RISTRETTO),
    isRistretto255Point(bytes(32)),
    equalTags(signature, signature.slice()),
    equalTags(signature, bytes(64)),
    shown(sealed),
    shown(aeadOpen(bytes(32), bytes(12), bytes(5), sealed)),
    shown(aeadOpen(bytes(32), bytes(12), bytes(6), sealed)),
    shown(box.publicKey),
    shown(ciphertext),
    shown(sharedSecret),
    shown(xwingDecapsulate(ciphertext, box)),
    isXwingPublicKey(box.publicKey),
    isXwingPublicKey(bytes(1216)),
    shown(argon2id(bytes(20), bytes(16), 1, mebibytes)),
    shown(sha256(bytes(10))),
  ];
}
