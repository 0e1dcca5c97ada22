// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { hkdfExpand, hkdfExtract } from "../hkdf.ts";
import {
  AEAD_KEY_BYTES,
  AEAD_NONCE_BYTES,
  KeySchedule,
  type AeadId,
  type AeadKey,
  type KemId,
} from "../key-schedule.ts";
import type { HmacSha256 } from "../sodium.ts";
import { concat, utf8 } from "../wire/index.ts";

// The keys of a request and of its answer.

const REQUEST = utf8("message/bhttp request\0");
const RESPONSE = utf8("message/bhttp response");
const KEY = utf8("key");
const NONCE = utf8("nonce");

/** Of a response: as long as the longer of the AEAD's key and nonce. */
export const nonceBytes = (aead: AeadId): number => Math.max(AEAD_KEY_BYTES[aead], AEAD_NONCE_BYTES);

/** What follows from the header of a request. */
export class Suite {
  readonly aead: AeadId;
  readonly schedule: KeySchedule;
  readonly context: Uint8Array;
  readonly hmac: HmacSha256 | undefined;

  constructor(header: Uint8Array, kem: KemId, aead: AeadId, hmac?: HmacSha256) {
    this.aead = aead;
    this.schedule = new KeySchedule(kem, aead, hmac);
    this.context = this.schedule.context(concat(REQUEST, header));
    this.hmac = hmac;
  }
}

/** What both ends have once they share a secret. */
export class Exchange {
  readonly #suite: Suite;
  readonly #enc: Uint8Array;
  readonly #secret: Uint8Array;

  constructor(suite: Suite, enc: Uint8Array, sharedSecret: Uint8Array) {
    this.#suite = suite;
    this.#enc = enc;
    this.#secret = suite.schedule.secret(sharedSecret);
  }

  requestKey(): AeadKey {
    const { schedule, context } = this.#suite;
    return schedule.aeadKey(this.#secret, context);
  }

  /** RFC 9458, section 4.4. */
  responseKey(nonce: Uint8Array): AeadKey {
    const { aead, schedule, context, hmac } = this.#suite;
    const secret = schedule.export(this.#secret, context, RESPONSE, nonceBytes(aead));
    const prk = hkdfExtract(concat(this.#enc, nonce), secret, hmac);
    return {
      key: hkdfExpand(prk, KEY, AEAD_KEY_BYTES[aead], hmac),
      nonce: hkdfExpand(prk, NONCE, AEAD_NONCE_BYTES, hmac),
    };
  }
}
