// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { CHACHA20_POLY1305, KeySchedule, X_WING, type AeadKey } from "./key-schedule.ts";
import { aeadOpen, aeadSeal, xwingDecapsulate, xwingEncapsulate, type XWingKey } from "./sodium.ts";
import { hex } from "./wire/index.ts";

// HPKE (RFC 9180), base mode, one message a context: suite 0x647a (X-Wing) / 0x0001 (HKDF-SHA256) / 0x0003 (ChaCha20-Poly1305).
// Ours and not a library's because the self note keeps KEM shared secrets, from which the key schedule must be able to start,
// and because a synchronous one opens an envelope in half the time (docs/decisions/0002-hpke.md).

const schedule = new KeySchedule(X_WING, CHACHA20_POLY1305);
const contexts = new Map<string, Uint8Array>();

/** The few infos of the protocol are hashed once. */
function keyScheduleContext(info: Uint8Array): Uint8Array {
  const name = hex(info);
  let context = contexts.get(name);
  if (context === undefined) {
    context = schedule.context(info);
    if (contexts.size < 16) contexts.set(name, context);
  }
  return context;
}

const keySchedule = (sharedSecret: Uint8Array, info: Uint8Array): AeadKey =>
  schedule.aeadKey(schedule.secret(sharedSecret), keyScheduleContext(info));

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
