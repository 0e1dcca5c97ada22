// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { join } from "node:path";
import { inject } from "vitest";
import {
  authorizationOf,
  decodeToken,
  drawTokens,
  finaliseTokens,
  nullifierOf,
  parseAuthorization,
  type TokenPurpose,
} from "#crypto";
import type { Price } from "../../server/log/index.ts";
import { readTokenKeys, type TokenSigner } from "../../server/token/index.ts";

// Tokens for tests that are about something else, signed with the keys of the template `demo`. They are made as a client makes
// them; only the way to the signer is short.

const ORIGIN = "tegenspraak.localhost";
const signers = new Map<string, TokenSigner[]>();

/** Secret keys of a DATA_DIR; without one, of the template's. */
export function signerOf(purpose: TokenPurpose, folder: string = inject("demoFolder")): TokenSigner {
  const file = join(folder, purpose === "post" ? "post-keys.json" : "issuer-keys.json");
  const known = signers.get(file) ?? readTokenKeys(file);
  signers.set(file, known);
  const signer = known.find((key) => key.purpose === purpose);
  if (signer === undefined) throw new Error(`no ${purpose} key in ${file}`);
  return signer;
}

/** Value of an Authorization header with a token that nobody spent. */
export function authorizationBy({ publicKey, sign }: Pick<TokenSigner, "publicKey" | "sign">): string {
  const pending = drawTokens(publicKey, ORIGIN, 1);
  const [token] = finaliseTokens(pending, Buffer.concat(pending.blinded.map(({ blinded }) => sign(blinded))), 0);
  if (token === undefined) throw new Error("no token");
  return authorizationOf(token, publicKey, ORIGIN);
}

export const freshAuthorization = (purpose: TokenPurpose = "post", folder?: string): string =>
  authorizationBy(signerOf(purpose, folder));

/** The same as the pool takes it. */
export function freshPrice(): Price {
  const token = decodeToken(parseAuthorization(freshAuthorization()));
  return { token, nullifier: nullifierOf(token, ORIGIN) };
}
