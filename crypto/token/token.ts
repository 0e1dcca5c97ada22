// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { ProtocolError } from "../errors.ts";
import { hmacSha256, sha256 as sodiumSha256, type HmacSha256, type Sha256 } from "../sodium.ts";
import { concat, equalBytes, label, Reader, uint16 } from "../wire/index.ts";
import { isSignature } from "./blind.ts";
import type { TokenPublicKey } from "./public-key.ts";
import { AUTHENTICATOR_BYTES, NONCE_BYTES, SALT_BYTES, TOKEN_TYPE } from "./token-type.ts";

// struct {
//   uint16 token_type = 0x0002;
//   uint8  nonce[32];
//   uint8  challenge_digest[32];
//   uint8  token_key_id[32];
//   uint8  authenticator[256];
// } Token;                                                                           354 bytes; RFC 9577, section 2.2
export const TOKEN_BYTES = 2 + NONCE_BYTES + 32 + 32 + AUTHENTICATOR_BYTES;

export interface Token {
  readonly nonce: Uint8Array;
  readonly challengeDigest: Uint8Array;
  readonly keyId: Uint8Array;
  readonly authenticator: Uint8Array;
}

/** What an issuer signs: everything before the authenticator. */
export function tokenInput({ nonce, challengeDigest, keyId }: Omit<Token, "authenticator">): Uint8Array<ArrayBuffer> {
  return concat(uint16(TOKEN_TYPE), nonce, challengeDigest, keyId);
}

export function encodeToken(token: Token): Uint8Array<ArrayBuffer> {
  return concat(tokenInput(token), token.authenticator);
}

/** @throws ProtocolError `malformed`, or `needs_newer_version` for another type of token */
export function decodeToken(bytes: Uint8Array): Token {
  const reader = new Reader(bytes);
  if (reader.uint(2) !== TOKEN_TYPE) throw new ProtocolError("needs_newer_version", "another type of token");
  const [nonce, challengeDigest, keyId] = [reader.take(NONCE_BYTES), reader.take(32), reader.take(32)];
  const authenticator = reader.take(AUTHENTICATOR_BYTES);
  reader.end();
  return { nonce, challengeDigest, keyId, authenticator };
}

/** Whether the key signed this token. The caller has looked at the challenge. */
export function isToken(token: Token, key: TokenPublicKey): boolean {
  return equalBytes(token.keyId, key.id) && isSignature(key, tokenInput(token), token.authenticator, SALT_BYTES);
}

/**
 * What is kept beside a nullifier, to tell the same burst from another: HMAC-SHA256(SHA-256(L("spent") ‖ nonce), hash)[:16].
 * Without the nonce it says nothing.
 * @param burstHash SHA-256 of the five leaf hashes
 */
export function spentMark(
  { nonce }: Pick<Token, "nonce">,
  burstHash: Uint8Array,
  origin: string,
  sha256: Sha256 = sodiumSha256,
  hmac: HmacSha256 = hmacSha256,
): Uint8Array {
  return hmac(sha256(concat(label("spent", origin), nonce)), burstHash).subarray(0, 16);
}

/** By which a token is known once it was spent: SHA-256(L("nullifier") ‖ key id ‖ nonce). */
export function nullifierOf(
  { keyId, nonce }: Pick<Token, "keyId" | "nonce">,
  origin: string,
  sha256: Sha256 = sodiumSha256,
): Uint8Array {
  return sha256(concat(label("nullifier", origin), keyId, nonce));
}
