// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { ProtocolError } from "../errors.ts";
import { sha256 } from "../sodium.ts";
import { concat, equalBytes, hexDecode, toInteger } from "../wire/index.ts";
import type { RsaPublicKey } from "./blind.ts";

// A token key is a SubjectPublicKeyInfo as RFC 9578, section 8.2.2, wants it: id-RSASSA-PSS with SHA-384, MGF1 of it and a salt
// of 48, a modulus of 2,048 bits and the exponent 65,537. Everything but the modulus is fixed, so that a key has one encoding.

export const MODULUS_BYTES = 256;
const BEFORE = hexDecode(
  "30820152303d06092a864886f70d01010a3030a00d300b0609608648016503040202a11a301806092a864886f70d010108" +
    "300b0609608648016503040202a2030201300382010f003082010a0282010100",
);
const AFTER = hexDecode("0203010001");

export interface TokenPublicKey extends RsaPublicKey {
  /** SHA-256 of the encoding: `token_key_id`, 32 bytes. */
  readonly id: Uint8Array;
  /** SubjectPublicKeyInfo, 342 bytes. */
  readonly encoded: Uint8Array;
}

/** @param modulus 256 bytes, its first bit set */
export function encodeTokenKey(modulus: Uint8Array): Uint8Array<ArrayBuffer> {
  if (modulus.length !== MODULUS_BYTES || (modulus[0] ?? 0) < 0x80) throw new RangeError("a modulus has 2,048 bits");
  return concat(BEFORE, modulus, AFTER);
}

/** @throws ProtocolError `malformed` for every other kind of key, and for a modulus that no two primes give */
export function parseTokenKey(encoded: Uint8Array): TokenPublicKey {
  const modulus = encoded.subarray(BEFORE.length, BEFORE.length + MODULUS_BYTES);
  const isOurs =
    encoded.length === BEFORE.length + MODULUS_BYTES + AFTER.length &&
    equalBytes(encoded.subarray(0, BEFORE.length), BEFORE) &&
    equalBytes(encoded.subarray(-AFTER.length), AFTER);
  if (!isOurs || (modulus[0] ?? 0) < 0x80 || (modulus.at(-1) ?? 0) % 2 === 0)
    throw new ProtocolError("malformed", "not a token key");
  return { id: sha256(encoded), encoded, modulus: toInteger(modulus), bytes: MODULUS_BYTES };
}
