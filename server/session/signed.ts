// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { createHmac, timingSafeEqual } from "node:crypto";
import { base64url, base64urlDecode, concat, ProtocolError, utf8 } from "../../crypto/index.ts";

// Bytes that only who has a key can make: any instance checks them, no table has a row for them, and so none has a time.
//   signed = data ‖ HMAC-SHA256(key, purpose ‖ 00 ‖ data)                                     data and 32 bytes

const MAC_BYTES = 32;

export type SignedPurpose = "challenge" | "session" | "staff" | "sign-in";

export function mac(key: Uint8Array, purpose: SignedPurpose, data: Uint8Array): Buffer {
  return createHmac("sha256", key)
    .update(concat(utf8(`${purpose}\0`), data))
    .digest();
}

/** @returns base64url, for a cookie */
export function signData(data: Uint8Array, key: Uint8Array, purpose: SignedPurpose): string {
  return base64url(concat(data, mac(key, purpose, data)));
}

function decode(text: string): Uint8Array | null {
  try {
    return base64urlDecode(text);
  } catch (error) {
    if (error instanceof ProtocolError) return null;
    throw error;
  }
}

/**
 * @param length of the data
 * @returns the data; null for anything that was not made with this key, for this purpose
 */
export function openSigned(text: string, length: number, key: Uint8Array, purpose: SignedPurpose): Uint8Array | null {
  const bytes = decode(text);
  if (bytes?.length !== length + MAC_BYTES) return null;
  const data = bytes.subarray(0, length);
  return timingSafeEqual(mac(key, purpose, data), bytes.subarray(length)) ? data : null;
}
