// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { hmacSha256, type HmacSha256 } from "./sodium.ts";
import { concat, uint8 } from "./wire/index.ts";

/** HKDF-Extract of RFC 5869 with SHA-256; an empty salt counts as 32 zero bytes. */
export function hkdfExtract(salt: Uint8Array, ikm: Uint8Array, hmac: HmacSha256 = hmacSha256): Uint8Array<ArrayBuffer> {
  return hmac(salt, ikm);
}

/** HKDF-Expand of RFC 5869 with SHA-256; at most 8,160 bytes. */
export function hkdfExpand(
  prk: Uint8Array,
  info: Uint8Array,
  length: number,
  hmac: HmacSha256 = hmacSha256,
): Uint8Array<ArrayBuffer> {
  if (length > 255 * 32) throw new RangeError("HKDF-SHA256 gives at most 8,160 bytes");
  const output = new Uint8Array(length);
  let block: Uint8Array = new Uint8Array(0);
  for (let offset = 0, counter = 1; offset < length; offset += 32, counter++) {
    block = hmac(prk, concat(block, info, uint8(counter)));
    output.set(block.subarray(0, Math.min(32, length - offset)), offset);
  }
  return output;
}
