// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { ProtocolError } from "../errors.ts";
import { prfBytes } from "../prf.ts";
import { randomBytes, sha256 } from "../sodium.ts";
import { concat, label, Reader, uint16 } from "../wire/index.ts";
import { blindAll, finalise, joined, type Blinded, type Blinding } from "./blind.ts";
import { boardChallenge, challengeDigest } from "./challenge.ts";
import type { HeldToken } from "./held.ts";
import { MODULUS_BYTES, type TokenPublicKey } from "./public-key.ts";
import { tokenInput } from "./token.ts";
import { NONCE_BYTES, SALT_BYTES, TOKEN_TYPE } from "./token-type.ts";

// struct {
//   uint16 token_type = 0x0002;
//   uint8  token_key_id[32];
//   uint8  blinded_msg[15][256];
// } BatchRequest;                                                                                        3,874 bytes
// The answer is `blind_sig[15][256]`, 3,840 bytes, in the same order.                                        (SPEC.md)
export const BATCH_TOKENS = 15;
export const BATCH_REQUEST_BYTES = 2 + 32 + BATCH_TOKENS * MODULUS_BYTES;
export const BATCH_RESPONSE_BYTES = BATCH_TOKENS * MODULUS_BYTES;

/** 128 bits more than the modulus has. */
const FACTOR_BYTES = MODULUS_BYTES + 16;
const RANDOM_BYTES = NONCE_BYTES + SALT_BYTES + FACTOR_BYTES;

/** Tokens that were asked for and not answered yet. */
export interface PendingTokens {
  readonly key: TokenPublicKey;
  readonly blinded: readonly Blinded[];
  readonly nonces: readonly Uint8Array[];
}

/** @param random 352 bytes a token: nonce ‖ PSS salt ‖ blinding factor */
function blindTokens(key: TokenPublicKey, origin: string, random: readonly Uint8Array[]): PendingTokens {
  const digest = challengeDigest(boardChallenge(origin));
  const nonces = random.map((bytes) => bytes.subarray(0, NONCE_BYTES));
  const blindings = random.map((bytes, i): Blinding => ({
    message: tokenInput({ nonce: nonces[i] ?? new Uint8Array(0), challengeDigest: digest, keyId: key.id }),
    salt: bytes.subarray(NONCE_BYTES, NONCE_BYTES + SALT_BYTES),
    random: bytes.subarray(NONCE_BYTES + SALT_BYTES),
  }));
  return { key, nonces, blinded: blindAll(key, blindings) };
}

/** Tokens that nothing but this object can finalise: passes, credentials, and what a member posts with. */
export function drawTokens(key: TokenPublicKey, origin: string, count: number): PendingTokens {
  return blindTokens(
    key,
    origin,
    Array.from({ length: count }, () => randomBytes(RANDOM_BYTES)),
  );
}

/**
 * The fifteen that a pass or card is worth, from the codename: asked for again they are the same, so that an answer that was lost
 * burns nothing. The key enters, so that no factor is ever used under two moduli.
 * @param voucher nullifier of the pass, or hash of the card; 32 bytes
 */
export function deriveTokens(
  tokenSeed: Uint8Array,
  voucher: Uint8Array,
  key: TokenPublicKey,
  origin: string,
): PendingTokens {
  const batch = sha256(concat(label("token-batch", origin), voucher, key.id));
  const random = Array.from({ length: BATCH_TOKENS }, (_, i) =>
    prfBytes(tokenSeed, origin, "token", RANDOM_BYTES, batch, i),
  );
  return blindTokens(key, origin, random);
}

/** @throws RangeError unless there are fifteen */
export function encodeBatchRequest({ key, blinded }: PendingTokens): Uint8Array<ArrayBuffer> {
  if (blinded.length !== BATCH_TOKENS) throw new RangeError("a batch has fifteen tokens");
  return concat(uint16(TOKEN_TYPE), key.id, joined(blinded));
}

export interface BatchRequest {
  readonly keyId: Uint8Array;
  readonly blinded: readonly Uint8Array[];
}

/** @throws ProtocolError `malformed`, or `needs_newer_version` for another type of token */
export function decodeBatchRequest(bytes: Uint8Array): BatchRequest {
  const reader = new Reader(bytes);
  if (reader.uint(2) !== TOKEN_TYPE) throw new ProtocolError("needs_newer_version", "another type of token");
  const keyId = reader.take(32);
  const blinded = Array.from({ length: BATCH_TOKENS }, () => reader.take(MODULUS_BYTES));
  reader.end();
  return { keyId, blinded };
}

/**
 * All or nothing: one signature that does not verify, and none of them is used.
 * @param answer blind signatures of 256 bytes, in the order asked
 * @throws ProtocolError `malformed` or `bad_signature`
 */
export function finaliseTokens(
  { key, blinded, nonces }: PendingTokens,
  answer: Uint8Array,
  keyIndex: number,
): HeldToken[] {
  const reader = new Reader(answer);
  const authenticators = blinded.map((each) => finalise(key, each, reader.take(MODULUS_BYTES)));
  if (reader.remaining > 0) throw new ProtocolError("malformed", "more signatures than were asked for");
  return authenticators.map((authenticator, i) => ({
    keyIndex,
    givenByDesk: false,
    nonce: nonces[i] ?? new Uint8Array(0),
    authenticator,
  }));
}
