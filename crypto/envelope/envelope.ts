// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { hpkeOpen, hpkeOpenWithSharedSecret, hpkeSeal } from "../hpke.ts";
import { randomBytes, sha256, xwingKey, type XWingKey } from "../sodium.ts";
import { concat, label } from "../wire/index.ts";
import { decodePlaintext, encodePlaintext, PLAINTEXT_BYTES, type EnvelopeKind, type Plaintext } from "./plaintext.ts";

// struct {
//   opaque tag[16];        AAD: a hint where to look, never trusted
//   opaque kem_ct[1120];   HPKE enc (X-Wing)
//   opaque sealed[7056];   HPKE ciphertext of the 7,040 bytes of plaintext
// } Envelope;                                                             8,192 bytes (SPEC.md)
export const ENVELOPE_BYTES = 8192;
export const TAG_BYTES = 16;
const KEM_END = TAG_BYTES + 1120;

export interface SealedEnvelope {
  /** 8,192 bytes. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** 32 bytes: opens this envelope again without the recipient's key. Only the self note keeps one. */
  readonly sharedSecret: Uint8Array;
}

/**
 * The one way to make an envelope, whoever writes to whom.
 * @param to X-Wing public key, 1,216 bytes
 * @param tag 16 bytes
 * @param body at most 7,036 bytes
 */
export function sealEnvelope(
  to: Uint8Array,
  origin: string,
  tag: Uint8Array,
  kind: EnvelopeKind,
  body: Uint8Array,
): SealedEnvelope {
  return sealPlaintext(to, origin, tag, encodePlaintext(kind, body));
}

function sealPlaintext(to: Uint8Array, origin: string, tag: Uint8Array, plaintext: Uint8Array): SealedEnvelope {
  if (tag.length !== TAG_BYTES) throw new RangeError("a tag has 16 bytes");
  const { enc, ciphertext, sharedSecret } = hpkeSeal(to, label("envelope", origin), tag, plaintext);
  return { bytes: concat(tag, enc, ciphertext), sharedSecret };
}

/** An envelope that nobody can open: any bytes to a key that is thrown away. */
export function sealChaff(origin: string): Uint8Array<ArrayBuffer> {
  const nobody = xwingKey(randomBytes(32)).publicKey;
  return sealPlaintext(nobody, origin, randomBytes(TAG_BYTES), randomBytes(PLAINTEXT_BYTES)).bytes;
}

/** What came out: a plaintext, or one word. `cannot_open` is the same for another's key, damage and forgery. */
export type Opened = Plaintext | "cannot_open" | "needs_newer_version";

/** @param envelope 8,192 bytes; any other length cannot be opened */
export function openEnvelope(key: XWingKey, envelope: Uint8Array, origin: string): Opened {
  if (envelope.length !== ENVELOPE_BYTES) return "cannot_open";
  const enc = envelope.subarray(TAG_BYTES, KEM_END);
  const info = label("envelope", origin);
  return decoded(hpkeOpen(key, enc, info, tagOf(envelope), envelope.subarray(KEM_END)));
}

/** Opens what one sealed oneself, with the shared secret that the self note kept. */
export function reopenEnvelope(sharedSecret: Uint8Array, envelope: Uint8Array, origin: string): Opened {
  if (envelope.length !== ENVELOPE_BYTES) return "cannot_open";
  const info = label("envelope", origin);
  return decoded(hpkeOpenWithSharedSecret(sharedSecret, info, tagOf(envelope), envelope.subarray(KEM_END)));
}

function decoded(plaintext: Uint8Array | null): Opened {
  return plaintext === null ? "cannot_open" : decodePlaintext(plaintext);
}

/** A view of the first 16 bytes. */
export function tagOf(envelope: Uint8Array): Uint8Array {
  return envelope.subarray(0, TAG_BYTES);
}

/** The 1,120 bytes by which a copied envelope is known: a copy, because a view that is kept keeps the whole bundle with it. */
export function kemCiphertextOf(envelope: Uint8Array): Uint8Array {
  return envelope.slice(TAG_BYTES, KEM_END);
}

/** SHA-256 of the 8,192 bytes: what the log and the self note call an envelope by. */
export function envelopeHash(envelope: Uint8Array): Uint8Array<ArrayBuffer> {
  return sha256(envelope);
}
