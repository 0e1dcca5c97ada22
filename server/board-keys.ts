// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { randomBytes } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import {
  base64url,
  json,
  logName,
  LOGS,
  signingKey,
  type LogShortName,
  type NoteSigner,
  type SigningKey,
} from "../crypto/index.ts";
import { ConfigError } from "./config.ts";
import type { Database } from "./database/index.ts";
import { openLog } from "./log/index.ts";
import { writeSecret } from "./secret-file.ts";

/** The board's secrets: one Ed25519 key a log, the key of members' session cookies, and the gateway's. */
export interface BoardKeys {
  readonly logs: Readonly<Record<LogShortName, NoteSigner>>;
  /** 32 bytes, HMAC-SHA256. */
  readonly session: Uint8Array;
  /** Signs the gateway's keys, whose seeds are sealed under its own. */
  readonly gateway: SigningKey;
}

const members = {
  version: json.integer(1, 1),
  letters: json.bytes(32),
  directory: json.bytes(32),
  ledger: json.bytes(32),
  session: json.bytes(32),
};
const shape = json.record({ ...members, gateway: json.bytes(32) });
/** As files were before there was a gateway. */
const withoutGateway = json.record(members);

const fresh = (): string => base64url(randomBytes(32));

/** Made at the first start and never after: a log whose key is gone cannot be continued. */
function create(path: string): void {
  const logs = { letters: fresh(), directory: fresh(), ledger: fresh() };
  writeSecret(path, JSON.stringify({ version: 1, ...logs, session: fresh(), gateway: fresh() }));
}

/** A file from before there was a gateway gets its key. What else is wrong with a file whoever reads it says. */
function complete(path: string): void {
  let source: string;
  try {
    source = readFileSync(path, "utf8");
    json.parseJson(source, withoutGateway);
  } catch {
    return;
  }
  writeSecret(path, JSON.stringify({ ...(JSON.parse(source) as object), gateway: fresh() }));
}

/** @throws ConfigError where the file is not one of ours */
export function readBoardKeys(path: string, origin: string): BoardKeys {
  if (existsSync(path)) complete(path);
  else create(path);
  let seeds: json.Decoded<typeof shape>;
  try {
    seeds = json.parseJson(readFileSync(path, "utf8"), shape);
  } catch (error) {
    throw new ConfigError("BOARD_KEYS: this file does not hold the keys of a board", { cause: error });
  }
  const signer = (log: LogShortName): [LogShortName, NoteSigner] => [
    log,
    { name: logName(origin, log), key: signingKey(seeds[log]) },
  ];
  return {
    logs: Object.fromEntries(LOGS.map(signer)) as BoardKeys["logs"],
    session: seeds.session,
    gateway: signingKey(seeds.gateway),
  };
}

/** @throws ConfigError where the logs in the database were signed with other keys */
export async function openLogs(database: Database, keys: BoardKeys): Promise<void> {
  for (const log of LOGS) {
    try {
      await openLog(database, log, keys.logs[log]);
    } catch (error) {
      throw new ConfigError("BOARD_KEYS: these are not the keys that signed the logs in this database", {
        cause: error,
      });
    }
  }
}
