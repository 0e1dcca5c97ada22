// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { constants, createPublicKey, verify, type KeyObject } from "node:crypto";
import { MODULUS_BYTES, SALT_BYTES, tokenInput, type Token, type TokenPublicKey } from "../../crypto/index.ts";
import { traceless } from "../traceless.ts";

/** Verifies the tokens of one key with OpenSSL: five times as fast as arithmetic of our own. */
export type TokenVerifier = (token: Token) => boolean;

function keyObject({ encoded }: TokenPublicKey): KeyObject {
  const n = Buffer.from(encoded.subarray(-MODULUS_BYTES - 5, -5)).toString("base64url");
  return createPublicKey({ key: { kty: "RSA", n, e: "AQAB" }, format: "jwk" });
}

export function tokenVerifier(publicKey: TokenPublicKey): TokenVerifier {
  const key = { key: keyObject(publicKey), padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: SALT_BYTES };
  return (token) => traceless(() => verify("sha384", tokenInput(token), key, token.authenticator));
}
