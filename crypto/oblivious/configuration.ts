// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { ProtocolError } from "../errors.ts";
import { AES_128_GCM, CHACHA20_POLY1305, DHKEM_X25519, X_WING, type AeadId, type KemId } from "../key-schedule.ts";
import { concat, lengthPrefixed, Reader, uint16, uint8 } from "../wire/index.ts";

// Key Config {
//   Key Identifier (8),
//   HPKE KEM ID (16),
//   HPKE Public Key (Npk * 8),
//   HPKE Symmetric Algorithms Length (16) = 4..65532,
//   HPKE Symmetric Algorithms (32) { HPKE KDF ID (16), HPKE AEAD ID (16) } ...,
// }                                                                          RFC 9458, section 3.1

const HKDF_SHA256 = 0x0001;
export const PUBLIC_KEY_BYTES = { [X_WING]: 1216, [DHKEM_X25519]: 32 } as const;
/** `enc` of a request, in bytes. */
export const ENC_BYTES = { [X_WING]: 1120, [DHKEM_X25519]: 32 } as const;

export interface KeyConfiguration {
  /** 0 to 255. */
  readonly keyId: number;
  readonly kem: KemId;
  readonly publicKey: Uint8Array;
  /** With HKDF-SHA256, each once. */
  readonly aeads: readonly AeadId[];
}

function encodeOne({ keyId, kem, publicKey, aeads }: KeyConfiguration): Uint8Array {
  const algorithms = concat(...aeads.flatMap((aead) => [uint16(HKDF_SHA256), uint16(aead)]));
  return concat(uint8(keyId), uint16(kem), publicKey, lengthPrefixed(algorithms));
}

const kemOf = (id: number): KemId => {
  if (id === X_WING || id === DHKEM_X25519) return id;
  throw new ProtocolError("needs_newer_version", "a KEM that is none of ours");
};

export const aeadOf = (kdf: number, aead: number): AeadId => {
  if (kdf === HKDF_SHA256 && (aead === AES_128_GCM || aead === CHACHA20_POLY1305)) return aead;
  throw new ProtocolError("needs_newer_version", "symmetric algorithms that are none of ours");
};

function decodeOne(bytes: Uint8Array): KeyConfiguration {
  const reader = new Reader(bytes);
  const keyId = reader.uint(1);
  const kem = kemOf(reader.uint(2));
  const publicKey = reader.take(PUBLIC_KEY_BYTES[kem]);
  const algorithms = new Reader(reader.take(reader.uint(2)));
  reader.end();
  const aeads: AeadId[] = [];
  while (algorithms.remaining > 0) aeads.push(aeadOf(algorithms.uint(2), algorithms.uint(2)));
  if (aeads.length === 0 || new Set(aeads).size !== aeads.length)
    throw new ProtocolError("malformed", "no symmetric algorithm, or one twice");
  return { keyId, kem, publicKey, aeads };
}

/** `application/ohttp-keys`: section 3.2. */
export function encodeConfigurations(configurations: readonly KeyConfiguration[]): Uint8Array<ArrayBuffer> {
  return concat(...configurations.map((each) => lengthPrefixed(encodeOne(each))));
}

/** @throws ProtocolError `malformed`, or `needs_newer_version` for an algorithm that is none of ours */
export function decodeConfigurations(bytes: Uint8Array): KeyConfiguration[] {
  const reader = new Reader(bytes);
  const configurations: KeyConfiguration[] = [];
  while (reader.remaining > 0) configurations.push(decodeOne(reader.take(reader.uint(2))));
  return configurations;
}
