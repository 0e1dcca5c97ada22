// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { createPrivateKey, generateKeyPairSync, type KeyObject } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import {
  base64url,
  issuingKey,
  json,
  lastDayFrom,
  TOKEN_PURPOSES,
  truncatedKeyId,
  type TokenPurpose,
} from "../../crypto/index.ts";
import { ConfigError } from "../config.ts";
import { writeSecret } from "../secret-file.ts";
import { blindSigner, type BlindSigner } from "./signer.ts";

// Secret token keys, in a file beside the program: the board's has `post` keys, the issuer's `pass` and `ballot`. Old keys stay
// in it and sign nothing; what they signed is verified with what the ledger has.

const day = json.matching(/^\d{4}-\d{2}-\d{2}$/, "a day");
const pkcs8: json.Decoder<string> = json.text(1, 4000);
const shape = json.record({
  version: json.integer(1, 1),
  keys: json.list(json.record({ purpose: json.oneOf(...TOKEN_PURPOSES), from: day, until: day, pkcs8 }), 0, 127),
});
type StoredKey = json.Decoded<typeof shape>["keys"][number];

export interface TokenSigner extends BlindSigner {
  readonly purpose: TokenPurpose;
  readonly from: string;
  readonly until: string;
}

function read(path: string): StoredKey[] {
  if (!existsSync(path)) return [];
  try {
    return json.parseJson(readFileSync(path, "utf8"), shape).keys;
  } catch (error) {
    throw new ConfigError(`ISSUER_KEYS or POST_KEYS: ${path} does not hold token keys`, { cause: error });
  }
}

function keyOf({ pkcs8: text }: StoredKey): KeyObject {
  return createPrivateKey({ key: Buffer.from(text, "base64url"), format: "der", type: "pkcs8" });
}

const signerOf = (stored: StoredKey): TokenSigner => {
  const { purpose, from, until } = stored;
  return { purpose, from, until, ...blindSigner(keyOf(stored)) };
};

/** @throws ConfigError where the file is not one of ours; without a file there are no keys */
export function readTokenKeys(path: string): TokenSigner[] {
  try {
    return read(path).map(signerOf);
  } catch (error) {
    if (error instanceof ConfigError) throw error;
    throw new ConfigError(`ISSUER_KEYS or POST_KEYS: ${path} holds a key that is none`, { cause: error });
  }
}

/** A month's first day: keys made in one month begin together. */
const monthOf = (today: string): string => `${today.slice(0, 8)}01`;

/** Makes the keys that are missing today, for an organisation that has no ceremony: the demo. */
export function ensureTokenKeys(path: string, purposes: readonly TokenPurpose[], today: string): TokenSigner[] {
  for (const purpose of purposes) {
    if (issuingKey(read(path), purpose, today) === null) addTokenKey(path, purpose, monthOf(today));
  }
  return readTokenKeys(path);
}

/**
 * Makes a key and writes it before anybody hears of it. No two keys in a file have the same last byte in their id: a request
 * names its key by that (RFC 9578, section 6.1).
 */
export function addTokenKey(path: string, purpose: TokenPurpose, from: string): TokenSigner {
  const stored = read(path);
  const taken = new Set(stored.map((key) => truncatedKeyId(signerOf(key).publicKey.id)));
  for (;;) {
    const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048, publicExponent: 0x10001 });
    const exported = privateKey.export({ format: "der", type: "pkcs8" });
    const made = { purpose, from, until: lastDayFrom(from), pkcs8: base64url(exported) };
    const signer = signerOf(made);
    if (taken.has(truncatedKeyId(signer.publicKey.id))) continue;
    writeSecret(path, JSON.stringify({ version: 1, keys: [...stored, made] }));
    return signer;
  }
}
