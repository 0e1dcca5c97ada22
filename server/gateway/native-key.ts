// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import {
  createHash,
  createPrivateKey,
  createPublicKey,
  decapsulate,
  diffieHellman,
  hash,
  type KeyObject,
} from "node:crypto";
import { base64, concat, utf8, xwingGatewayKey, type GatewayKey } from "../../crypto/index.ts";

// X-Wing (draft-connolly-cfrg-xwing-kem, section 5) on OpenSSL's ML-KEM and X25519: twice as fast as in WebAssembly.

const MLKEM_CIPHERTEXT_BYTES = 1088;
const MLKEM_SEED_BYTES = 64;
const POINT_BYTES = 32;
const LABEL = utf8("\\.//^\\");
/** PKCS #8 around a seed of ML-KEM-768 and around a secret of X25519. */
const MLKEM_PKCS8 = Buffer.from("3054020100300b060960864801650304040204428040", "hex");
/** SubjectPublicKeyInfo around a point of X25519 (RFC 8410, section 4). */
const X25519_SPKI = Buffer.from("302a300506032b656e032100", "hex");
const X25519_PKCS8 = Buffer.from("302e020100300506032b656e04220420", "hex");

const privateKey = (prefix: Buffer, raw: Uint8Array): KeyObject =>
  createPrivateKey({ key: Buffer.concat([prefix, raw]), format: "der", type: "pkcs8" });

/** As PEM: whether any other form is a key Node asks by errors that it catches, which costs more than reading it. */
function publicPoint(point: Uint8Array): KeyObject {
  return createPublicKey(`-----BEGIN PUBLIC KEY-----\n${base64(concat(X25519_SPKI, point))}\n-----END PUBLIC KEY-----`);
}

/** Null for a point of small order, which OpenSSL refuses. */
function agree(own: KeyObject, point: Uint8Array): Buffer | null {
  try {
    return diffieHellman({ privateKey: own, publicKey: publicPoint(point) });
  } catch {
    return null;
  }
}

/** The same as xwingGatewayKey. @param seed 32 bytes */
export function nativeXwingKey(keyId: number, seed: Uint8Array): GatewayKey {
  const { configuration } = xwingGatewayKey(keyId, seed);
  const expanded = createHash("shake256", { outputLength: MLKEM_SEED_BYTES + 32 })
    .update(seed)
    .digest();
  const mlkem = privateKey(MLKEM_PKCS8, expanded.subarray(0, MLKEM_SEED_BYTES));
  const x25519 = privateKey(X25519_PKCS8, expanded.subarray(MLKEM_SEED_BYTES));
  const ownPoint = configuration.publicKey.subarray(-POINT_BYTES);
  return {
    configuration,
    decapsulate(enc) {
      const point = enc.subarray(MLKEM_CIPHERTEXT_BYTES);
      const agreed = agree(x25519, point);
      if (agreed === null) return null;
      const mlkemShared = decapsulate(mlkem, enc.subarray(0, MLKEM_CIPHERTEXT_BYTES));
      return hash("sha3-256", concat(mlkemShared, agreed, point, ownPoint, LABEL), "buffer");
    },
  };
}
