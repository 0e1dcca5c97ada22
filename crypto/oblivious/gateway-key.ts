// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { AES_128_GCM, CHACHA20_POLY1305, DHKEM_X25519, Labeled, X_WING } from "../key-schedule.ts";
import { x25519, x25519PublicKey, xwingDecapsulate, xwingKey } from "../sodium.ts";
import { concat, uint16, utf8 } from "../wire/index.ts";
import type { KeyConfiguration } from "./configuration.ts";

/** A key that requests are sealed to, and the way to their secrets. */
export interface GatewayKey {
  readonly configuration: KeyConfiguration;
  /** @param enc of a request @returns 32 bytes, or null where it holds a point of small order */
  decapsulate(enc: Uint8Array): Uint8Array | null;
}

/** For our own clients. @param seed 32 bytes */
export function xwingGatewayKey(keyId: number, seed: Uint8Array): GatewayKey {
  const key = xwingKey(seed);
  return {
    configuration: { keyId, kem: X_WING, publicKey: key.publicKey, aeads: [CHACHA20_POLY1305] },
    decapsulate: (enc) => xwingDecapsulate(enc, key),
  };
}

const KEM = new Labeled(concat(utf8("KEM"), uint16(DHKEM_X25519)));
const EMPTY = new Uint8Array(0);

/** For stock clients: DHKEM(X25519, HKDF-SHA256) of RFC 9180, section 4.1. @param secret 32 bytes */
export function x25519GatewayKey(keyId: number, secret: Uint8Array): GatewayKey {
  const publicKey = x25519PublicKey(secret);
  return {
    configuration: { keyId, kem: DHKEM_X25519, publicKey, aeads: [CHACHA20_POLY1305, AES_128_GCM] },
    decapsulate(enc) {
      const shared = x25519(secret, enc);
      if (shared === null) return null;
      const prk = KEM.extract(EMPTY, "eae_prk", shared);
      return KEM.expand(prk, "shared_secret", concat(enc, publicKey), 32);
    },
  };
}
