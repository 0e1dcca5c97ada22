// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { ProtocolError } from "../errors.ts";
import { concat, fromInteger, toInteger } from "../wire/index.ts";
import { invertAll, publicPower } from "./integer.ts";
import { encodePss, isPss } from "./pss.ts";

// RSABSSA-SHA384-PSS-Deterministic of RFC 9474: blind, finalise, verify, for several messages under one key at once. The
// signer's part is OpenSSL's (server/token).

/** Of a modulus of whole bytes; the exponent is 65,537 always. */
export interface RsaPublicKey {
  readonly modulus: bigint;
  /** Of the modulus: 256 for ours. */
  readonly bytes: number;
}

/** What one message is hidden with. All of it is drawn for this message and no other. */
export interface Blinding {
  readonly message: Uint8Array;
  readonly salt: Uint8Array;
  /** At least 16 bytes longer than the modulus, so that what is left of it is uniform. */
  readonly random: Uint8Array;
}

/** What finalising needs. Kept by whoever blinded, or derived again. */
export interface Blinded {
  readonly message: Uint8Array;
  readonly saltLength: number;
  /** What the signer sees: as many bytes as the modulus. */
  readonly blinded: Uint8Array;
  readonly inverse: bigint;
}

/**
 * @throws ProtocolError `malformed` where a message or a factor has a factor in common with the modulus: such a key is none
 */
export function blindAll(key: RsaPublicKey, blindings: readonly Blinding[]): Blinded[] {
  const { modulus, bytes } = key;
  const encoded = blindings.map(({ message, salt }) => toInteger(encodePss(message, salt, bytes)));
  const factors = blindings.map(({ random }) => toInteger(random) % modulus);
  const inverses = invertAll([...factors, ...encoded], modulus);
  return blindings.map(({ message, salt }, i) => {
    const hidden = ((encoded[i] ?? 0n) * publicPower(factors[i] ?? 0n, modulus)) % modulus;
    return { message, saltLength: salt.length, blinded: fromInteger(hidden, bytes), inverse: inverses[i] ?? 0n };
  });
}

/** @throws ProtocolError `bad_signature`: nothing that does not verify leaves here */
export function finalise(key: RsaPublicKey, blinded: Blinded, answer: Uint8Array): Uint8Array<ArrayBuffer> {
  if (answer.length !== key.bytes) throw new ProtocolError("malformed", "a blind signature of another length");
  const signature = fromInteger((toInteger(answer) * blinded.inverse) % key.modulus, key.bytes);
  if (!isSignature(key, blinded.message, signature, blinded.saltLength))
    throw new ProtocolError("bad_signature", "the issuer signed something else, or with another key");
  return signature;
}

/** RSASSA-PSS-VERIFY of RFC 8017, section 8.1.2. */
export function isSignature(
  { modulus, bytes }: RsaPublicKey,
  message: Uint8Array,
  signature: Uint8Array,
  saltLength: number,
): boolean {
  const value = toInteger(signature);
  if (signature.length !== bytes || value >= modulus) return false;
  return isPss(fromInteger(publicPower(value, modulus), bytes), message, saltLength);
}

export const joined = (all: readonly Blinded[]): Uint8Array<ArrayBuffer> =>
  concat(...all.map(({ blinded }) => blinded));
