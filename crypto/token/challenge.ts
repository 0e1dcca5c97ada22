// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { ProtocolError } from "../errors.ts";
import { sha256 } from "../sodium.ts";
import { base64Decode, base64url, concat, lengthPrefixed, uint16, uint8, utf8 } from "../wire/index.ts";
import { TOKEN_TYPE } from "./token-type.ts";

// struct {
//   uint16 token_type = 0x0002;
//   opaque issuer_name<1..2^16-1>;
//   opaque redemption_context<0..32>;
//   opaque origin_info<0..2^16-1>;
// } TokenChallenge;                                                                              RFC 9577, section 2.1

export interface Challenge {
  readonly issuerName: string;
  /** Empty, or 32 bytes. */
  readonly redemptionContext: Uint8Array;
  readonly originInfo: string;
}

export function encodeChallenge({ issuerName, redemptionContext, originInfo }: Challenge): Uint8Array<ArrayBuffer> {
  if (redemptionContext.length !== 0 && redemptionContext.length !== 32)
    throw new RangeError("a redemption context is empty or has 32 bytes");
  return concat(
    uint16(TOKEN_TYPE),
    lengthPrefixed(utf8(issuerName)),
    uint8(redemptionContext.length),
    redemptionContext,
    lengthPrefixed(utf8(originInfo)),
  );
}

/** The one challenge of a board, the same for everybody and for ever: what is bound to a moment or a person tells them apart. */
export function boardChallenge(origin: string): Uint8Array<ArrayBuffer> {
  return encodeChallenge({ issuerName: origin, redemptionContext: new Uint8Array(0), originInfo: origin });
}

/** `challenge_digest`, 32 bytes. */
export const challengeDigest = (challenge: Uint8Array): Uint8Array => sha256(challenge);

/** base64url with padding, as RFC 9577 has it in headers and RFC 9578 in its own examples. */
export const base64urlPadded = (bytes: Uint8Array): string => {
  const text = base64url(bytes);
  return text.padEnd(Math.ceil(text.length / 4) * 4, "=");
};

/** Value of `WWW-Authenticate`. */
export function formatChallenge(challenge: Uint8Array, encodedKey: Uint8Array): string {
  return `PrivateToken challenge="${base64urlPadded(challenge)}", token-key="${base64urlPadded(encodedKey)}"`;
}

/** Value of `Authorization`. */
export function formatAuthorization(token: Uint8Array): string {
  return `PrivateToken token="${base64urlPadded(token)}"`;
}

const AUTHORIZATION = /^PrivateToken +token=(?:"([A-Za-z0-9_-]{1,1024}={0,2})"|([A-Za-z0-9_-]{1,1024}={0,2}))$/i;

/**
 * The one parameter that RFC 9577 gives it, quoted or not; base64url with padding or without.
 * @throws ProtocolError `malformed`
 */
export function parseAuthorization(header: string): Uint8Array<ArrayBuffer> {
  const match = AUTHORIZATION.exec(header);
  const text = (match?.[1] ?? match?.[2] ?? "").replace(/=+$/, "");
  if (text === "") throw new ProtocolError("malformed", "not a PrivateToken");
  const standard = text.replaceAll("-", "+").replaceAll("_", "/");
  return base64Decode(standard.padEnd(Math.ceil(standard.length / 4) * 4, "="));
}
