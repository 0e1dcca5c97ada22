// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { createPrivateKey, sign, type KeyObject } from "node:crypto";
import type { SigningKey } from "../../crypto/index.ts";

/** PKCS #8 around a seed (RFC 8410, section 7). */
const PKCS8 = Buffer.from("302e020100300506032b657004220420", "hex");

const keys = new WeakMap<SigningKey, KeyObject>();

function keyObject(key: SigningKey): KeyObject {
  const known = keys.get(key);
  if (known !== undefined) return known;
  const made = createPrivateKey({ key: Buffer.concat([PKCS8, key.seed]), format: "der", type: "pkcs8" });
  keys.set(key, made);
  return made;
}

/** OpenSSL's Ed25519: the same 64 bytes as libsodium's, in two thirds of the time. */
export const ed25519Sign = (message: Uint8Array, key: SigningKey): Uint8Array => sign(null, message, keyObject(key));
