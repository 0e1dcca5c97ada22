// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import { base64url, json, signingKey, type NoteSigner, type VerifierKey } from "../../crypto/index.ts";
import { ConfigError } from "../config-error.ts";
import { syncFolder, writeSecret } from "../secret-file.ts";
import type { WitnessConfig } from "./config.ts";

const shape = json.record({ version: json.integer(1, 1), seed: json.bytes(32) });

/**
 * The folder first, then the key: a key without its folder is a witness that lost what it cosigned, and would vouch for another
 * history of the same log.
 */
function create({ keyFile, folder }: WitnessConfig): void {
  if (existsSync(folder) && readdirSync(folder).length > 0)
    throw new ConfigError(
      `WITNESS_KEY or COUNCIL_KEY: ${keyFile} is gone, and ${folder} holds what it cosigned; put it back, or remove that folder to begin as another witness`,
    );
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  syncFolder(dirname(folder));
  writeSecret(keyFile, JSON.stringify({ version: 1, seed: base64url(randomBytes(32)) }));
}

/** A witness's one key, used for nothing else; made at the first start. @throws ConfigError */
export function readWitnessKey(config: WitnessConfig): NoteSigner {
  const { name, keyFile, folder } = config;
  if (!existsSync(keyFile)) create(config);
  const text = readFileSync(keyFile, "utf8");
  let seed: Uint8Array;
  try {
    ({ seed } = json.parseJson(text, shape));
  } catch (error) {
    throw new ConfigError(`WITNESS_KEY or COUNCIL_KEY: ${keyFile} does not hold the key of a witness`, {
      cause: error,
    });
  }
  if (!existsSync(folder))
    throw new ConfigError(
      `DATA_DIR: ${folder} is gone, in which the witness with the key ${keyFile} keeps what it cosigned; put it back, or remove that key to begin as another witness`,
    );
  return { name, key: signingKey(seed) };
}

export const witnessVerifierKey = ({ name, key: { publicKey } }: NoteSigner): VerifierKey => ({
  name,
  type: 4,
  publicKey,
});
