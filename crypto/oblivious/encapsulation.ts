// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { ProtocolError } from "../errors.ts";
import { CHACHA20_POLY1305, type AeadId, type AeadKey, type KemId } from "../key-schedule.ts";
import { aeadOpen, aeadSeal, randomBytes, xwingEncapsulate, type HmacSha256 } from "../sodium.ts";
import { concat, Reader, uint16, uint8 } from "../wire/index.ts";
import { aeadOf, ENC_BYTES, type KeyConfiguration } from "./configuration.ts";
import { Exchange, nonceBytes, Suite } from "./exchange.ts";
import type { GatewayKey } from "./gateway-key.ts";

// Encapsulated Request {                      Encapsulated Response {
//   Key Identifier (8),                         Nonce (8 * max(Nn, Nk)),
//   HPKE KEM ID (16),                           AEAD-Protected Response (..),
//   HPKE KDF ID (16),                         }
//   HPKE AEAD ID (16),
//   Encapsulated KEM Shared Secret (8 * Nenc),
//   HPKE-Protected Request (..),
// }                                                                                RFC 9458, sections 4.1 and 4.2

const HEADER_BYTES = 7;
const TAG_BYTES = 16;
const HKDF_SHA256 = 0x0001;
const EMPTY = new Uint8Array(0);

/** Without additional data. A server hands in its native one, which also knows AES-128-GCM. */
export interface Aead {
  /** @param before stands in front of what is sealed: copying both together afterwards would cost as much as sealing */
  seal(aead: AeadId, key: AeadKey, plaintext: Uint8Array, before: Uint8Array): Uint8Array<ArrayBuffer>;
  /** Null when it does not open. @param sealed of any length, also shorter than a tag */
  open(aead: AeadId, key: AeadKey, sealed: Uint8Array): Uint8Array<ArrayBuffer> | null;
}

function requireOurs(aead: AeadId): void {
  if (aead !== CHACHA20_POLY1305) throw new ProtocolError("needs_newer_version", "an AEAD that is not here");
}

const OWN_AEAD: Aead = {
  seal(aead, { key, nonce }, plaintext, before) {
    requireOurs(aead);
    return concat(before, aeadSeal(key, nonce, EMPTY, plaintext));
  },
  open(aead, { key, nonce }, sealed) {
    requireOurs(aead);
    return aeadOpen(key, nonce, EMPTY, sealed);
  },
};

/** Bytes of a request around the message in it: header, `enc` and tag. */
export const requestOverhead = (kem: KemId): number => HEADER_BYTES + ENC_BYTES[kem] + TAG_BYTES;
/** The same of a response: nonce and tag. */
export const responseOverhead = (aead: AeadId): number => nonceBytes(aead) + TAG_BYTES;

export interface SealedRequest {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** @throws ProtocolError `cannot_open` */
  openResponse(bytes: Uint8Array): Uint8Array<ArrayBuffer>;
}

/** To a key of X-Wing, with ChaCha20-Poly1305. @param message of RFC 9292, padded */
export function sealRequest({ keyId, kem, publicKey }: KeyConfiguration, message: Uint8Array): SealedRequest {
  const aead = CHACHA20_POLY1305;
  const header = concat(uint8(keyId), uint16(kem), uint16(HKDF_SHA256), uint16(aead));
  const { ciphertext: enc, sharedSecret } = xwingEncapsulate(publicKey);
  const exchange = new Exchange(new Suite(header, kem, aead), enc, sharedSecret);
  return {
    bytes: OWN_AEAD.seal(aead, exchange.requestKey(), message, concat(header, enc)),
    openResponse(bytes) {
      const nonce = bytes.subarray(0, nonceBytes(aead));
      const opened = OWN_AEAD.open(aead, exchange.responseKey(nonce), bytes.subarray(nonce.length));
      if (opened === null) throw new ProtocolError("cannot_open", "not an answer to this request");
      return opened;
    },
  };
}

/** What seals the one answer to a request. */
export interface AnswerKey extends AeadKey {
  readonly aead: AeadId;
  /** In front of the sealed answer. */
  readonly answerNonce: Uint8Array;
}

export interface OpenedRequest {
  readonly aead: AeadId;
  readonly keyId: number;
  /** By which a repeated request is known. */
  readonly enc: Uint8Array<ArrayBuffer>;
  /** Of RFC 9292, padded. */
  readonly message: Uint8Array<ArrayBuffer>;
  /** Another one each time. @param nonce only for others' vectors */
  readonly answerKey: (nonce?: Uint8Array) => AnswerKey;
  /** @param nonce only for others' vectors */
  readonly sealResponse: (message: Uint8Array, nonce?: Uint8Array) => Uint8Array<ArrayBuffer>;
}

interface Found {
  readonly key: GatewayKey;
  readonly aead: AeadId;
}

/** Null where no key has this id, or not with these algorithms: a client that reads the ledger again finds another. */
function keyFor(header: Uint8Array, keys: readonly GatewayKey[]): Found | null {
  const reader = new Reader(header);
  const [keyId, kem, kdf, aead] = [reader.uint(1), reader.uint(2), reader.uint(2), reader.uint(2)];
  const key = keys.find(({ configuration }) => configuration.keyId === keyId && configuration.kem === kem);
  if (key === undefined) return null;
  try {
    const known = aeadOf(kdf, aead);
    return key.configuration.aeads.includes(known) ? { key, aead: known } : null;
  } catch (error) {
    if (error instanceof ProtocolError) return null;
    throw error;
  }
}

const suites = new WeakMap<GatewayKey, Map<AeadId, Suite>>();

/** What only the header makes is made once for each key. */
function suiteFor({ key, aead }: Found, header: Uint8Array, hmac?: HmacSha256): Suite {
  const known = suites.get(key) ?? new Map<AeadId, Suite>();
  const suite = known.get(aead) ?? new Suite(header, key.configuration.kem, aead, hmac);
  suites.set(key, known.set(aead, suite));
  return suite;
}

/**
 * @param native without it there is ChaCha20-Poly1305 only
 * @param hmac a server hands in its native one
 * @returns null where none of these keys has its id and algorithms
 * @throws ProtocolError `malformed` where it ends before its ciphertext, `needs_newer_version` for an AEAD that `native` lacks,
 *   `cannot_open` for every other cause
 */
export function openRequest(
  bytes: Uint8Array,
  keys: readonly GatewayKey[],
  native = OWN_AEAD,
  hmac?: HmacSha256,
): OpenedRequest | null {
  const reader = new Reader(bytes);
  const header = reader.take(HEADER_BYTES);
  const found = keyFor(header, keys);
  if (found === null) return null;
  const { key, aead } = found;
  const { kem, keyId } = key.configuration;
  // A copy: whoever keeps it until the answer does not keep the request.
  const enc = reader.take(ENC_BYTES[kem]).slice();
  const sharedSecret = key.decapsulate(enc);
  if (sharedSecret === null) throw new ProtocolError("cannot_open", "a point of small order");
  const exchange = new Exchange(suiteFor(found, header, hmac), enc, sharedSecret);
  const message = native.open(aead, exchange.requestKey(), reader.rest());
  if (message === null) throw new ProtocolError("cannot_open", "not a request to this gateway");
  const answerKey = answerKeyOf(exchange, aead);
  const sealResponse = (response: Uint8Array, nonce?: Uint8Array): Uint8Array<ArrayBuffer> =>
    sealAnswer(answerKey(nonce), response, native);
  return { aead, keyId, enc, message, answerKey, sealResponse };
}

function answerKeyOf(exchange: Exchange, aead: AeadId): OpenedRequest["answerKey"] {
  return (answerNonce = randomBytes(nonceBytes(aead))) => ({ aead, answerNonce, ...exchange.responseKey(answerNonce) });
}

/** @param message of RFC 9292, padded @param native as for openRequest */
export function sealAnswer(key: AnswerKey, message: Uint8Array, native = OWN_AEAD): Uint8Array<ArrayBuffer> {
  return native.seal(key.aead, key, message, key.answerNonce);
}
