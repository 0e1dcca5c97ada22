// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { constants, createPublicKey, generateKeyPairSync, privateDecrypt, type KeyObject } from "node:crypto";
import { encodeTokenKey, parseTokenKey, type PendingTokens, type TokenPublicKey } from "#crypto";

export const ORIGIN = "tegenspraak.localhost";

/** Signs with OpenSSL and nothing of ours. */
export interface Issuer {
  readonly key: TokenPublicKey;
  readonly secret: KeyObject;
  sign(pending: PendingTokens): Buffer;
}

export function newIssuer(): Issuer {
  const { privateKey: secret } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const { n = "" } = createPublicKey(secret).export({ format: "jwk" });
  const key = parseTokenKey(encodeTokenKey(Buffer.from(n, "base64url")));
  const padding = constants.RSA_NO_PADDING;
  return {
    key,
    secret,
    sign: ({ blinded }) => Buffer.concat(blinded.map((each) => privateDecrypt({ key: secret, padding }, each.blinded))),
  };
}
