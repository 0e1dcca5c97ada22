// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { hkdfExpand, hkdfExtract } from "./hkdf.ts";
import { aeadOpen, aeadSeal, xwingDecapsulate, xwingEncapsulate, type XWingKey } from "./sodium.ts";
import { concat, hex, uint16, utf8 } from "./wire/index.ts";

// HPKE (RFC 9180), base mode, one message a context: suite 0x647a (X-Wing) / 0x0001 (HKDF-SHA256) / 0x0003 (ChaCha20-Poly1305).
// Ours and not a library's because the self note keeps KEM shared secrets, from which the key schedule must be able to start,
// and because a synchronous one opens an envelope in half the time (docs/decisions/0002-hpke.md).

const SUITE = concat(utf8("HPKE"), uint16(0x647a), uint16(0x0001), uint16(0x0003));
const VERSION = utf8("HPKE-v1");
const EMPTY = new Uint8Array(0);

const labeledExtract = (salt: Uint8Array, label: string, ikm: Uint8Array): Uint8Array =>
  hkdfExtract(salt, concat(VERSION, SUITE, utf8(label), ikm));

const labeledExpand = (prk: Uint8Array, label: string, info: Uint8Array, length: number): Uint8Array =>
  hkdfExpand(prk, concat(uint16(length), VERSION, SUITE, utf8(label), info), length);

const PSK_ID_HASH = labeledExtract(EMPTY, "psk_id_hash", EMPTY);
const contexts = new Map<string, Uint8Array>();

/** `mode ‖ psk_id_hash ‖ info_hash`; the few infos of the protocol are hashed once. */
function keyScheduleContext(info: Uint8Array): Uint8Array {
  const name = hex(info);
  let context = contexts.get(name);
  if (context === undefined) {
    context = concat(Uint8Array.of(0), PSK_ID_HASH, labeledExtract(EMPTY, "info_hash", info));
    if (contexts.size < 16) contexts.set(name, context);
  }
  return context;
}

interface AeadKey {
  readonly key: Uint8Array;
  readonly nonce: Uint8Array;
}

/** KeySchedule of RFC 9180, section 5.1, for base mode and sequence number 0. */
function keySchedule(sharedSecret: Uint8Array, info: Uint8Array): AeadKey {
  const context = keyScheduleContext(info);
  const secret = labeledExtract(sharedSecret, "secret", EMPTY);
  return { key: labeledExpand(secret, "key", context, 32), nonce: labeledExpand(secret, "base_nonce", context, 12) };
}

export interface Sealed {
  /** X-Wing ciphertext, 1,120 bytes. */
  readonly enc: Uint8Array;
  /** Plaintext plus 16 bytes. */
  readonly ciphertext: Uint8Array;
  /** 32 bytes: enough to read this one message again, and no other. */
  readonly sharedSecret: Uint8Array;
}

export function hpkeSeal(to: Uint8Array, info: Uint8Array, aad: Uint8Array, plaintext: Uint8Array): Sealed {
  const { ciphertext: enc, sharedSecret } = xwingEncapsulate(to);
  const { key, nonce } = keySchedule(sharedSecret, info);
  return { enc, ciphertext: aeadSeal(key, nonce, aad, plaintext), sharedSecret };
}

/** Null whatever the cause. `enc` must be 1,120 bytes. */
export function hpkeOpen(
  key: XWingKey,
  enc: Uint8Array,
  info: Uint8Array,
  aad: Uint8Array,
  ciphertext: Uint8Array,
): Uint8Array | null {
  const sharedSecret = xwingDecapsulate(enc, key);
  return sharedSecret && hpkeOpenWithSharedSecret(sharedSecret, info, aad, ciphertext);
}

export function hpkeOpenWithSharedSecret(
  sharedSecret: Uint8Array,
  info: Uint8Array,
  aad: Uint8Array,
  ciphertext: Uint8Array,
): Uint8Array | null {
  const { key, nonce } = keySchedule(sharedSecret, info);
  return aeadOpen(key, nonce, aad, ciphertext);
}
