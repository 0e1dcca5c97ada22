// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { ProtocolError } from "../errors.ts";
import { concat, Reader, uint16, uint8 } from "../wire/index.ts";
import { MODULUS_BYTES } from "./public-key.ts";
import { TOKEN_TYPE } from "./token-type.ts";

// struct {
//   uint16 token_type = 0x0002;
//   uint8  truncated_token_key_id;                the last byte of token_key_id
//   uint8  blinded_msg[256];
// } TokenRequest;                                                                  259 bytes; RFC 9578, section 6.1
// The answer is a TokenResponse of 256 bytes: the blind signature.
export const TOKEN_REQUEST_BYTES = 2 + 1 + MODULUS_BYTES;

export interface TokenRequest {
  readonly truncatedKeyId: number;
  readonly blinded: Uint8Array;
}

export const truncatedKeyId = (keyId: Uint8Array): number => keyId.at(-1) ?? 0;

export function encodeTokenRequest(keyId: Uint8Array, blinded: Uint8Array): Uint8Array<ArrayBuffer> {
  return concat(uint16(TOKEN_TYPE), uint8(truncatedKeyId(keyId)), blinded);
}

/** @throws ProtocolError `malformed`, or `needs_newer_version` for another type of token */
export function decodeTokenRequest(bytes: Uint8Array): TokenRequest {
  const reader = new Reader(bytes);
  if (reader.uint(2) !== TOKEN_TYPE) throw new ProtocolError("needs_newer_version", "another type of token");
  const request = { truncatedKeyId: reader.uint(1), blinded: reader.take(MODULUS_BYTES) };
  reader.end();
  return request;
}
