// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { createHash, createPrivateKey, createPublicKey, decapsulate, diffieHellman, type KeyObject } from "node:crypto";

// X-Wing (draft-connolly-cfrg-xwing-kem, section 5) put together from OpenSSL's parts: an implementation that shares no
// line with libsodium's, against which ours is held.

const MLKEM_PKCS8 = Buffer.from("3054020100300b060960864801650304040204428040", "hex");
const X25519_PKCS8 = Buffer.from("302e020100300506032b656e04220420", "hex");
const X25519_SPKI = Buffer.from("302a300506032b656e032100", "hex");

const privateKey = (prefix: Buffer, raw: Uint8Array): KeyObject =>
  createPrivateKey({ key: Buffer.concat([prefix, raw]), format: "der", type: "pkcs8" });

/** The raw key at the end of a SubjectPublicKeyInfo. */
const rawPublic = (key: KeyObject, length: number): Uint8Array =>
  createPublicKey(key).export({ format: "der", type: "spki" }).subarray(-length);

/** X-Wing's shared secret from that of ML-KEM, the ciphertext's point and the recipient's X25519 secret. */
export function opensslCombine(mlkemSecret: Uint8Array, point: Uint8Array, x25519Secret: Uint8Array): Uint8Array {
  const own = privateKey(X25519_PKCS8, x25519Secret);
  const theirs = createPublicKey({ key: Buffer.concat([X25519_SPKI, point]), format: "der", type: "spki" });
  const hash = createHash("sha3-256")
    .update(mlkemSecret)
    .update(diffieHellman({ privateKey: own, publicKey: theirs }));
  return hash.update(point).update(rawPublic(own, 32)).update("\\.//^\\").digest();
}

export interface OpensslXWing {
  /** 1,216 bytes. */
  readonly publicKey: Uint8Array;
  decapsulate(ciphertext: Uint8Array): Uint8Array;
}

/** @param seed 32 bytes */
export function opensslXWing(seed: Uint8Array): OpensslXWing {
  const expanded = createHash("shake256", { outputLength: 96 }).update(seed).digest();
  const mlkem = privateKey(MLKEM_PKCS8, expanded.subarray(0, 64));
  const x25519Secret = expanded.subarray(64);
  const x25519Public = rawPublic(privateKey(X25519_PKCS8, x25519Secret), 32);
  return {
    publicKey: Buffer.concat([rawPublic(mlkem, 1184), x25519Public]),
    decapsulate: (ciphertext) =>
      opensslCombine(decapsulate(mlkem, ciphertext.subarray(0, 1088)), ciphertext.subarray(1088), x25519Secret),
  };
}
