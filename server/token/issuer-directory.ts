// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { base64urlPadded, issuingKey, TOKEN_TYPE } from "../../crypto/index.ts";
import type { Listener } from "../listener.ts";
import { dayOf, type Clock } from "./calendar.ts";
import type { TokenSigner } from "./key-file.ts";

// RFC 9578, section 4. Our own clients take keys from the board's directory and ledger, which everybody sees the same of; this is
// for others, and for whoever compares.

export const ISSUER_DIRECTORY_PATH = "/.well-known/private-token-issuer-directory";
const MEDIA_TYPE = "application/private-token-issuer-directory";
const FOR_MINUTES = "public, max-age=300";

interface ListedKey {
  readonly "token-type": number;
  readonly "token-key": string;
  readonly "not-before": number;
  readonly purpose: string;
}

/** The one key of each purpose that signs today, behind those that will: whoever takes the first that has begun takes the right one. */
export function listedKeys(signers: readonly TokenSigner[], day: string): ListedKey[] {
  const signs = (key: TokenSigner): boolean => key === issuingKey(signers, key.purpose, day);
  return signers
    .filter((key) => key.from > day || signs(key))
    .toSorted((a, b) => Number(a.from < b.from) - Number(a.from > b.from))
    .map(({ purpose, from, publicKey }) => ({
      "token-type": TOKEN_TYPE,
      "token-key": base64urlPadded(publicKey.encoded),
      "not-before": Date.parse(`${from}T00:00:00Z`) / 1000,
      purpose,
    }));
}

/** @param requestUri where a TokenRequest goes */
export function registerIssuerDirectory(
  app: Listener,
  {
    signers,
    requestUri,
    now,
  }: { readonly signers: readonly TokenSigner[]; readonly requestUri: string; readonly now: Clock },
): void {
  // Hidden: the description of an interface under /v1 has no word for another root.
  app.get(ISSUER_DIRECTORY_PATH, { schema: { hide: true } }, async (_request, reply) =>
    reply
      .type(MEDIA_TYPE)
      .header("Cache-Control", FOR_MINUTES)
      .send(JSON.stringify({ "issuer-request-uri": requestUri, "token-keys": listedKeys(signers, dayOf(now())) })),
  );
}
