// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { fileURLToPath } from "node:url";
import { base64url, TOKEN_PURPOSES, tokenKeyDocument, utf8Decode, type TokenPurpose } from "../../crypto/index.ts";
import { ConfigError, readConfig } from "../config.ts";
import { dayOf, isDay } from "./calendar.ts";
import { addTokenKey, readTokenKeys } from "./key-file.ts";

// npm run token-keys -- <pass|ballot|post> [YYYY-MM-DD], with the variables that the program is started with.

const USAGE =
  "token-keys: say which key, and from which day on if not from next month: pass, ballot or post, and YYYY-MM-DD";

/** The first day of the next month: a directory has to be signed and read before anybody signs with the key. */
function nextMonth(nowMs: number): string {
  const now = new Date(nowMs);
  return dayOf(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 1));
}

export interface Made {
  /** Goes into the ledger as it is. */
  readonly document: string;
  /** Goes at the end of the directory's `tokens`. */
  readonly entry: string;
  readonly advice: string;
}

/**
 * Adds a key to the file of whoever signs with it.
 * @param given what stands behind the command
 * @throws ConfigError, before anything is written
 */
export function makeTokenKey(
  given: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
  nowMs: number,
): Made {
  const [name, from = nextMonth(nowMs), ...more] = given;
  const purpose: TokenPurpose | undefined = TOKEN_PURPOSES.find((each) => each === name);
  if (purpose === undefined || !isDay(from) || more.length > 0) throw new ConfigError(USAGE);
  const { postKeys, issuerKeys } = readConfig(environment);
  const path = purpose === "post" ? postKeys : issuerKeys;
  if (readTokenKeys(path).some((key) => key.purpose === purpose && key.from === from))
    throw new ConfigError(`token-keys: a key for this begins on ${from} already; choose another day`);
  const { publicKey, until } = addTokenKey(path, purpose, from);
  return {
    document: utf8Decode(tokenKeyDocument(purpose, publicKey.encoded, from, until)),
    entry: JSON.stringify({ purpose, hash: base64url(publicKey.id), from, until }),
    advice:
      `Put the first line in the ledger and the second at the end of the directory's tokens, have that directory signed and published ` +
      `before ${from}, and restart whoever reads ${path}: from that day on it signs with this key, and clients refuse it until they find it there.`,
  };
}

function main(): void {
  try {
    const { document, entry, advice } = makeTokenKey(process.argv.slice(2), process.env, Date.now());
    process.stdout.write(`${document}\n${entry}\n`);
    process.stderr.write(`${advice}\n`);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main();
