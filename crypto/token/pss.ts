// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { sha384 } from "@noble/hashes/sha2.js";
import { concat, equalBytes, uint32 } from "../wire/index.ts";

// EMSA-PSS of RFC 8017, section 9.1, with SHA-384 and MGF1 of it, for moduli of whole bytes: the encoded message has one bit
// less than the modulus.

const HASH_BYTES = 48;
/** Of `M' = 00 × 8 ‖ mHash ‖ salt`. */
const PREFIX = new Uint8Array(8);
const TRAILER = 0xbc;

function mask(seed: Uint8Array, length: number): Uint8Array {
  const blocks: Uint8Array[] = [];
  for (let counter = 0; counter * HASH_BYTES < length; counter++) blocks.push(sha384(concat(seed, uint32(counter))));
  return concat(...blocks).subarray(0, length);
}

const exclusiveOr = (a: Uint8Array, b: Uint8Array): Uint8Array => a.map((byte, i) => byte ^ (b[i] ?? 0));

/**
 * EMSA-PSS-ENCODE.
 * @param length bytes of the modulus
 */
export function encodePss(message: Uint8Array, salt: Uint8Array, length: number): Uint8Array<ArrayBuffer> {
  const hash = sha384(concat(PREFIX, sha384(message), salt));
  const data = new Uint8Array(length - HASH_BYTES - 1);
  data.set(salt, data.length - salt.length);
  data[data.length - salt.length - 1] = 0x01;
  const masked = exclusiveOr(data, mask(hash, data.length));
  masked[0] = (masked[0] ?? 0) & 0x7f;
  return concat(masked, hash, Uint8Array.of(TRAILER));
}

/** EMSA-PSS-VERIFY: encoding the message anew with the salt found gives the same bytes. */
export function isPss(encoded: Uint8Array, message: Uint8Array, saltLength: number): boolean {
  const hash = encoded.subarray(-HASH_BYTES - 1, -1);
  const masked = encoded.subarray(0, -HASH_BYTES - 1);
  const salt = exclusiveOr(masked, mask(hash, masked.length)).subarray(masked.length - saltLength);
  return equalBytes(encodePss(message, salt, encoded.length), encoded);
}
