// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { generateKeyPairSync, type KeyObject } from "node:crypto";

/** A key that signs, as issuers have them. */
export const newTokenKey = (): KeyObject => generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;

/** Modulus and secret exponent of one, in hexadecimal: what a browser needs to play the issuer. */
export function signingNumbers(): { readonly modulus: string; readonly exponent: string } {
  const { n = "", d = "" } = newTokenKey().export({
    format: "jwk",
  });
  const inHex = (text: string): string => Buffer.from(text, "base64url").toString("hex");
  return { modulus: inHex(n), exponent: inHex(d) };
}
