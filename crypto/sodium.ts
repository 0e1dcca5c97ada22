// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import sodium from "libsodium-wrappers-sumo";
import { concat, equalBytes, utf8 } from "./wire/index.ts";

// The one place that loads libsodium. After this line every primitive below is synchronous.
await sodium.ready;

/** libsodium types its results over any buffer; they are always fresh, ordinary ones. */
type Bytes = Uint8Array<ArrayBuffer>;
const own = (bytes: Uint8Array): Bytes => bytes as Bytes;

/** From the platform, not from libsodium, whose generator is slow in WebAssembly. */
export function randomBytes(length: number): Bytes {
  return crypto.getRandomValues(new Uint8Array(length));
}

/** A server hands in its native one. */
export type Sha256 = (data: Uint8Array) => Uint8Array;

/** FIPS 180-4, 32 bytes. */
export function sha256(data: Uint8Array): Bytes {
  return own(sodium.crypto_hash_sha256(data));
}

/** BLAKE2b, unkeyed, with the stated output length (RFC 7693). */
export function blake2b(length: 16 | 32, data: Uint8Array): Bytes {
  return own(sodium.crypto_generichash(length, data, null));
}

/** Argon2id 1.3 with one lane, 32 bytes out (RFC 9106). A server hands in its native one. */
export type Argon2id = (password: Uint8Array, salt: Uint8Array, passes: number, mebibytes: number) => Uint8Array;

/** In WebAssembly, whose memory it grows for good: run it where it can be ended. */
export const argon2id: Argon2id = (password, salt, passes, mebibytes) => {
  const algorithm = sodium.crypto_pwhash_ALG_ARGON2ID13;
  return own(sodium.crypto_pwhash(32, password, salt, passes, mebibytes * 1024 * 1024, algorithm));
};

export interface SigningKey {
  /** 32 bytes; the Ed25519 seed of RFC 8032. */
  readonly seed: Uint8Array;
  /** 32 bytes. */
  readonly publicKey: Uint8Array;
  /** 64 bytes, libsodium's seed ‖ public key. */
  readonly secretKey: Uint8Array;
}

export function signingKey(seed: Uint8Array): SigningKey {
  const { publicKey, privateKey } = sodium.crypto_sign_seed_keypair(seed);
  return { seed, publicKey, secretKey: privateKey };
}

/** Ed25519, 64 bytes, deterministic. A server hands in its native one. */
export type Ed25519Sign = (message: Uint8Array, key: SigningKey) => Uint8Array;

export const sign = (message: Uint8Array, key: SigningKey): Bytes =>
  own(sodium.crypto_sign_detached(message, key.secretKey));

/** Whether 32 bytes are a key that somebody could sign with: a point of the main subgroup, in its one encoding, and not the identity. */
export function isEd25519PublicKey(publicKey: Uint8Array): boolean {
  return publicKey.length === 32 && sodium.crypto_core_ed25519_is_valid_point(publicKey);
}

/** RFC 9496: 32 bytes that are the one encoding of an element, which is not the identity. */
export function isRistretto255Point(bytes: Uint8Array): boolean {
  const isIdentity = bytes.every((byte) => byte === 0);
  return bytes.length === 32 && !isIdentity && sodium.crypto_core_ristretto255_is_valid_point(bytes);
}

/** False for anything that is not a signature, whatever its length: the caller cannot forget to catch. */
export function verify(signature: Uint8Array, message: Uint8Array, publicKey: Uint8Array): boolean {
  if (signature.length !== 64 || publicKey.length !== 32) return false;
  return sodium.crypto_sign_verify_detached(signature, message, publicKey);
}

/** In constant time: of a tag that somebody else should not be able to make, nothing leaks to who tries. */
export function equalTags(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && sodium.memcmp(a, b);
}

/** ChaCha20-Poly1305 of RFC 8439: nonce 12 bytes, tag 16 at the end. */
export function aeadSeal(key: Uint8Array, nonce: Uint8Array, aad: Uint8Array, plaintext: Uint8Array): Bytes {
  return own(sodium.crypto_aead_chacha20poly1305_ietf_encrypt(plaintext, aad, null, nonce, key));
}

/** Null when it does not open: a wrong key is an everyday answer here, not an exception. */
export function aeadOpen(key: Uint8Array, nonce: Uint8Array, aad: Uint8Array, sealed: Uint8Array): Bytes | null {
  try {
    return own(sodium.crypto_aead_chacha20poly1305_ietf_decrypt(null, sealed, aad, nonce, key));
  } catch {
    return null;
  }
}

const HMAC_BLOCK_BYTES = 64;

/** HMAC-SHA256 of RFC 2104, 32 bytes. A server hands in its native one. */
export type HmacSha256 = (key: Uint8Array, data: Uint8Array) => Bytes;

export const hmacSha256: HmacSha256 = (key, data) => {
  const short = key.length > HMAC_BLOCK_BYTES ? sha256(key) : key;
  const padded = (pad: number, rest: Uint8Array): Uint8Array => {
    const input = new Uint8Array(HMAC_BLOCK_BYTES + rest.length).fill(pad, 0, HMAC_BLOCK_BYTES);
    for (let i = 0; i < short.length; i++) input[i] = (short[i] ?? 0) ^ pad;
    input.set(rest, HMAC_BLOCK_BYTES);
    return input;
  };
  return sha256(padded(0x5c, sha256(padded(0x36, data))));
};

/** RFC 7748; both 32 bytes. */
export function x25519PublicKey(secret: Uint8Array): Bytes {
  return own(sodium.crypto_scalarmult_base(secret));
}

/** RFC 7748, 32 bytes; null for a point of small order. */
export function x25519(secret: Uint8Array, point: Uint8Array): Bytes | null {
  try {
    return own(sodium.crypto_scalarmult(secret, point));
  } catch {
    return null;
  }
}

export const XWING_PUBLIC_KEY_BYTES = 1216;
const XWING_LABEL = utf8("\\.//^\\");
const MLKEM_CIPHERTEXT_BYTES = 1088;

/** An X-Wing key pair (draft-connolly-cfrg-xwing-kem) with its seed expanded once: opening costs half as much as from the seed. */
export interface XWingKey {
  /** 32 bytes: all that is ever stored. */
  readonly seed: Uint8Array;
  /** 1,216 bytes: ML-KEM-768 ‖ X25519. */
  readonly publicKey: Uint8Array;
  readonly mlkemSecret: Uint8Array;
  readonly x25519Secret: Uint8Array;
}

export function xwingKey(seed: Uint8Array): XWingKey {
  if (seed.length !== 32) throw new RangeError("an X-Wing seed has 32 bytes");
  const expanded = sodium.crypto_xof_shake256(96, seed);
  const mlkem = sodium.crypto_kem_mlkem768_seed_keypair(expanded.subarray(0, 64));
  const x25519Secret = expanded.slice(64);
  return {
    seed,
    publicKey: concat(mlkem.publicKey, x25519PublicKey(x25519Secret)),
    mlkemSecret: mlkem.privateKey,
    x25519Secret,
  };
}

export interface Encapsulation {
  /** 1,120 bytes. */
  readonly ciphertext: Uint8Array;
  /** 32 bytes. */
  readonly sharedSecret: Uint8Array;
}

/** `coins` (64 bytes) is for others' vectors; everything else leaves it to the platform's generator. */
export function xwingEncapsulate(publicKey: Uint8Array, coins: Uint8Array = randomBytes(64)): Encapsulation {
  return sodium.crypto_kem_xwing_enc_deterministic(publicKey, coins);
}

/** 32 bytes, or null where the ciphertext holds a point of small order. */
export function xwingDecapsulate(ciphertext: Uint8Array, key: XWingKey): Bytes | null {
  const point = ciphertext.subarray(MLKEM_CIPHERTEXT_BYTES);
  const mlkemShared = sodium.crypto_kem_mlkem768_dec(ciphertext.subarray(0, MLKEM_CIPHERTEXT_BYTES), key.mlkemSecret);
  const x25519Shared = x25519(key.x25519Secret, point);
  if (x25519Shared === null) return null;
  const x25519Public = key.publicKey.subarray(XWING_PUBLIC_KEY_BYTES - 32);
  return own(sodium.crypto_hash_sha3256(concat(mlkemShared, x25519Shared, point, x25519Public, XWING_LABEL)));
}

/** Whether 1,216 bytes are a key that somebody could hold: ML-KEM's modulus check of FIPS 203, section 7.2. */
export function isXwingPublicKey(publicKey: Uint8Array): boolean {
  if (publicKey.length !== XWING_PUBLIC_KEY_BYTES) return false;
  try {
    sodium.crypto_kem_xwing_enc_deterministic(publicKey, new Uint8Array(64));
    return !equalBytes(publicKey.subarray(XWING_PUBLIC_KEY_BYTES - 32), new Uint8Array(32));
  } catch {
    return false;
  }
}
