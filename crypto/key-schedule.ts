// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { hkdfExpand, hkdfExtract } from "./hkdf.ts";
import type { HmacSha256 } from "./sodium.ts";
import { concat, uint16, utf8 } from "./wire/index.ts";

// The key schedule of HPKE (RFC 9180, section 5.1), base mode, HKDF-SHA256, for whichever KEM and AEAD.

const VERSION = utf8("HPKE-v1");
const EMPTY = new Uint8Array(0);
const HKDF_SHA256 = 0x0001;

/** Identifiers of IANA's registry for HPKE. */
export const X_WING = 0x647a;
export const DHKEM_X25519 = 0x0020;
export const AES_128_GCM = 0x0001;
export const CHACHA20_POLY1305 = 0x0003;
export type KemId = typeof X_WING | typeof DHKEM_X25519;
export type AeadId = typeof AES_128_GCM | typeof CHACHA20_POLY1305;

/** Bytes of a key. Nonces have 12 with either. */
export const AEAD_KEY_BYTES = { [AES_128_GCM]: 16, [CHACHA20_POLY1305]: 32 } as const;
export const AEAD_NONCE_BYTES = 12;

const labels = new Map<string, Uint8Array>();

/** The labels of RFC 9180 are few and come with every message. */
function labelBytes(label: string): Uint8Array {
  const known = labels.get(label) ?? utf8(label);
  labels.set(label, known);
  return known;
}

/** `LabeledExtract` and `LabeledExpand` of RFC 9180, section 4. */
export class Labeled {
  readonly #suite: Uint8Array;
  readonly #hmac: HmacSha256 | undefined;

  /** @param suite `suite_id` */
  constructor(suite: Uint8Array, hmac?: HmacSha256) {
    this.#suite = suite;
    this.#hmac = hmac;
  }

  extract(salt: Uint8Array, label: string, ikm: Uint8Array): Uint8Array {
    return hkdfExtract(salt, concat(VERSION, this.#suite, labelBytes(label), ikm), this.#hmac);
  }

  expand(prk: Uint8Array, label: string, info: Uint8Array, length: number): Uint8Array<ArrayBuffer> {
    return hkdfExpand(prk, concat(uint16(length), VERSION, this.#suite, labelBytes(label), info), length, this.#hmac);
  }
}

export interface AeadKey {
  readonly key: Uint8Array;
  readonly nonce: Uint8Array;
}

/** One suite. Stateless: every message of ours has a context of its own, at sequence number 0. */
export class KeySchedule {
  readonly #labeled: Labeled;
  readonly #keyBytes: number;
  readonly #pskIdHash: Uint8Array;

  constructor(kem: KemId, aead: AeadId, hmac?: HmacSha256) {
    this.#labeled = new Labeled(concat(utf8("HPKE"), uint16(kem), uint16(HKDF_SHA256), uint16(aead)), hmac);
    this.#keyBytes = AEAD_KEY_BYTES[aead];
    this.#pskIdHash = this.#labeled.extract(EMPTY, "psk_id_hash", EMPTY);
  }

  /** `key_schedule_context`: `mode ‖ psk_id_hash ‖ info_hash`. */
  context(info: Uint8Array): Uint8Array {
    return concat(Uint8Array.of(0), this.#pskIdHash, this.#labeled.extract(EMPTY, "info_hash", info));
  }

  /** 32 bytes from which the rest follows. */
  secret(sharedSecret: Uint8Array): Uint8Array {
    return this.#labeled.extract(sharedSecret, "secret", EMPTY);
  }

  aeadKey(secret: Uint8Array, context: Uint8Array): AeadKey {
    return {
      key: this.#labeled.expand(secret, "key", context, this.#keyBytes),
      nonce: this.#labeled.expand(secret, "base_nonce", context, AEAD_NONCE_BYTES),
    };
  }

  /** `Context.Export` of section 5.3. */
  export(secret: Uint8Array, context: Uint8Array, exporterContext: Uint8Array, length: number): Uint8Array {
    const exporter = this.#labeled.expand(secret, "exp", context, 32);
    return this.#labeled.expand(exporter, "sec", exporterContext, length);
  }
}
