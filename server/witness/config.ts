// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { resolve } from "node:path";
import { parseVerifierKey, ProtocolError, type NoteKeyType, type VerifierKey } from "../../crypto/index.ts";
import { ConfigError, type Environment } from "../config-error.ts";

/** A witness of this process: the works council's, or another authority's. */
export interface WitnessConfig {
  /** Of its key, in every cosignature and in the directory. */
  readonly name: string;
  /** File with its secret key. */
  readonly keyFile: string;
  /** Where it keeps what it cosigned last. */
  readonly folder: string;
}

/** Where the board finds a witness. */
export interface WitnessAddress {
  readonly key: VerifierKey;
  /** Submission prefix of C2SP tlog-witness, without a slash at the end. */
  readonly url: string;
}

/** As many cosignatures as a checkpoint is served with. */
const WITNESSES = 15;

export type WitnessRole = "council" | "witness";

const VARIABLES = {
  council: { name: "COUNCIL_NAME", key: "COUNCIL_KEY", host: "council" },
  witness: { name: "WITNESS_NAME", key: "WITNESS_KEY", host: "authority" },
} as const;

/** Visible ASCII without plus signs: what a signature line can carry. */
const NAME = /^[!-*,-~]{1,200}$/;

/** @param demo name of the demo's board, whose witnesses have names of their own; null elsewhere */
export function witnessConfigFrom(
  env: Environment,
  role: WitnessRole,
  dataDir: string,
  demo: string | null,
): WitnessConfig {
  const variable = VARIABLES[role];
  const name = env.get(variable.name) ?? (demo === null ? "" : `${variable.host}.${demo}/witness`);
  if (!NAME.test(name))
    throw new ConfigError(`${variable.name}: give the witness a name, as its address: council.example.org/witness`);
  return {
    name,
    keyFile: resolve(env.get(variable.key) ?? `${dataDir}/${role}-key.json`),
    folder: resolve(dataDir, role),
  };
}

/** Null where it is none of that type. */
function verifierKeyOf(text: string, type: NoteKeyType): VerifierKey | null {
  try {
    const key = parseVerifierKey(text);
    return key.type === type ? key : null;
  } catch (error) {
    if (error instanceof ProtocolError) return null;
    throw error;
  }
}

const wordsOf = (text: string): string[] => text.split(/\s+/).filter((word) => word !== "");

/** @returns null where none are named: then they are those of the board in this process */
export function witnessLogsFrom(env: Environment): readonly VerifierKey[] | null {
  const value = env.get("WITNESS_LOGS");
  if (value === undefined) return null;
  const keys = wordsOf(value).map((word) => verifierKeyOf(word, 1));
  const known = keys.filter((key) => key !== null);
  const names = new Set(known.map(({ name }) => name));
  if (known.length === 0 || known.length < keys.length || names.size < known.length)
    throw new ConfigError("WITNESS_LOGS: give one verifier key for each log, with spaces between them");
  return known;
}

/** Null where the board cannot ask there. */
function prefixOf(text: string): string | null {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !/^https?:$/.test(url.protocol) || /[?#]/.test(text)) return null;
  return url.username === "" && url.password === "" ? url.href.replace(/\/+$/, "") : null;
}

/** @returns null where none are named: then they are the ones in this process */
export function witnessAddressesFrom(env: Environment): readonly WitnessAddress[] | null {
  const value = env.get("WITNESSES");
  if (value === undefined) return null;
  const words = wordsOf(value);
  const addresses = words.flatMap((word, i) => {
    const [key, url] = [verifierKeyOf(word, 4), prefixOf(words[i + 1] ?? "")];
    return i % 2 === 0 && key !== null && url !== null ? [{ key, url }] : [];
  });
  const different = new Set(addresses.map(({ key }) => key.publicKey.join()));
  if (addresses.length * 2 !== words.length || different.size !== addresses.length || addresses.length > WITNESSES)
    throw new ConfigError(
      `WITNESSES: give for each of at most ${WITNESSES} witnesses its verifier key and its web address, with spaces between all of them`,
    );
  return addresses;
}
