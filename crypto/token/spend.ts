// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { boardChallenge, challengeDigest, formatAuthorization } from "./challenge.ts";
import type { HeldToken } from "./held.ts";
import type { TokenPublicKey } from "./public-key.ts";
import { encodeToken, isToken, nullifierOf, type Token } from "./token.ts";

/** A held token as the standard has it. */
export function tokenOf({ nonce, authenticator }: HeldToken, key: TokenPublicKey, origin: string): Token {
  return { nonce, authenticator, keyId: key.id, challengeDigest: challengeDigest(boardChallenge(origin)) };
}

/** Value of the `Authorization` header with which it is spent. */
export function authorizationOf(held: HeldToken, key: TokenPublicKey, origin: string): string {
  return formatAuthorization(encodeToken(tokenOf(held, key, origin)));
}

/** Whether it is worth something, as far as can be told without spending it. */
export function isGenuine(held: HeldToken, key: TokenPublicKey, origin: string): boolean {
  return isToken(tokenOf(held, key, origin), key);
}

/** What the board will know it by: 32 bytes. */
export function nullifierOfHeld(held: HeldToken, key: TokenPublicKey, origin: string): Uint8Array {
  return nullifierOf(tokenOf(held, key, origin), origin);
}
