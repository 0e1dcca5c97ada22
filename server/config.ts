// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { resolve } from "node:path";
import { parseVerifierKey, ProtocolError } from "../crypto/index.ts";

/** What the program can be; `ROLES` names the ones a process registers. */
export const ROLES = ["board", "relay", "demo"] as const;
export type Role = (typeof ROLES)[number];

export interface Config {
  readonly host: string;
  /** Of the relay; the board listens one higher. */
  readonly port: number;
  readonly dataDir: string;
  /** Null: an embedded PostgreSQL in `dataDir`. */
  readonly databaseUrl: string | null;
  readonly roles: ReadonlySet<Role>;
  /** The name in every label and log. Never derived from a Host header or port, never changed. */
  readonly origin: string;
  readonly sequenceIntervalMs: number;
  readonly slotIntervalMs: number;
  /** Where a relay that runs apart finds the board. Null: in this process. */
  readonly boardUrl: string | null;
  /** File with the board's secret keys. */
  readonly boardKeys: string;
  /** File with the secret keys that sign the tokens to post with. */
  readonly postKeys: string;
  /** File with the secret keys that sign passes and credentials. */
  readonly issuerKeys: string;
  /** Web origins that people's browsers see. */
  readonly relayOrigin: string;
  readonly boardOrigin: string;
  /** The three keys that may sign the directory, for a relay or board that is not the demo. Null: not known yet. */
  readonly directoryKeys: readonly string[] | null;
}

/** One line that names the variable and says what to do. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
}

/** Of an environment from which everything that is empty was left out: in compose files empty means not given. */
type Environment = ReadonlyMap<string, string>;

function wholeNumber(env: Environment, name: string, fallback: number, minimum: number, maximum: number): number {
  const value = env.get(name);
  if (value === undefined) return fallback;
  if (!/^\d{1,12}$/.test(value) || Number(value) < minimum || Number(value) > maximum) {
    throw new ConfigError(`${name}: give a whole number from ${minimum} to ${maximum}`);
  }
  return Number(value);
}

function rolesFrom(env: Environment): ReadonlySet<Role> {
  const value = env.get("ROLES");
  if (value === undefined) return new Set(ROLES);
  const names = value.split(",").map((name) => name.trim());
  const roles = names.map((name) => ROLES.find((role) => role === name));
  if (roles.includes(undefined))
    throw new ConfigError(`ROLES: choose from ${ROLES.join(", ")}, with commas between them`);
  return new Set(roles.filter((role) => role !== undefined));
}

const ORIGIN = /^(?=.{1,200}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+$/;

function originFrom(env: Environment, isDemo: boolean): string {
  const value = env.get("ORIGIN") ?? "";
  if (value === "" && isDemo) return "tegenspraak.localhost";
  if (!ORIGIN.test(value))
    throw new ConfigError("ORIGIN: give the name of this board, as dissent.example.org, in lower case");
  return value;
}

function webOrigin<T extends string | null>(env: Environment, name: string, fallback: T): string | T {
  const value = env.get(name);
  if (value === undefined) return fallback;
  const url = URL.canParse(value) ? new URL(value) : null;
  if (url === null || !/^https?:$/.test(url.protocol) || url.origin !== value) {
    throw new ConfigError(`${name}: give a web address without a path, as https://dissent.example.org`);
  }
  return value;
}

function databaseUrlFrom(env: Environment): string | null {
  const value = env.get("DATABASE_URL");
  if (value === undefined) return null;
  if (!URL.canParse(value) || !/^postgres(ql)?:$/.test(new URL(value).protocol)) {
    throw new ConfigError("DATABASE_URL: give an address of the form postgres://user:password@host/database");
  }
  return value;
}

function directoryKeysFrom(env: Environment): readonly string[] | null {
  const keys = env
    .get("DIRECTORY_KEYS")
    ?.split(/\s+/)
    .filter((key) => key !== "");
  if (keys === undefined) return null;
  try {
    keys.forEach(parseVerifierKey);
  } catch (error) {
    if (error instanceof ProtocolError) keys.length = 0;
    else throw error;
  }
  if (keys.length !== 3)
    throw new ConfigError(
      "DIRECTORY_KEYS: give the verifier keys of officer, council and spare, with spaces between them",
    );
  return keys;
}

const LOOPBACK = new Set(["127.0.0.1", "::1", "localhost"]);

/** The demo prints its secrets, so it may not be anywhere that somebody else can reach. */
function refuseDemoElsewhere(origin: string, host: string): void {
  if (!origin.endsWith(".localhost"))
    throw new ConfigError("ORIGIN: the demo only runs under a name that ends in .localhost; give ROLES without demo");
  if (!LOOPBACK.has(host))
    throw new ConfigError("HOST: the demo only listens on 127.0.0.1, ::1 or localhost; give ROLES without demo");
}

/** @throws ConfigError */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.entries(environment).filter((entry): entry is [string, string] => (entry[1] ?? "") !== "");
  const env: Environment = new Map(given);
  const roles = rolesFrom(env);
  const isDemo = roles.has("demo");
  if (isDemo && !roles.has("board")) throw new ConfigError("ROLES: the demo needs the board in the same process");
  const host = env.get("HOST") ?? "127.0.0.1";
  if (!/^[0-9a-zA-Z.:-]{1,253}$/.test(host)) throw new ConfigError("HOST: give an address to listen on, as 127.0.0.1");
  const origin = originFrom(env, isDemo);
  if (isDemo) refuseDemoElsewhere(origin, host);
  const port = wholeNumber(env, "PORT", 8080, 1, 65_534);
  const dataDir = resolve(env.get("DATA_DIR") ?? "data");
  const shown = host.includes(":") ? `[${host}]` : host;
  const boardUrl = webOrigin(env, "BOARD_URL", null);
  if (roles.has("relay") && !roles.has("board") && boardUrl === null) {
    throw new ConfigError("BOARD_URL: a relay that runs apart needs the address of the board");
  }
  return {
    host,
    port,
    dataDir,
    databaseUrl: databaseUrlFrom(env),
    roles,
    origin,
    sequenceIntervalMs: wholeNumber(env, "SEQUENCE_INTERVAL_MS", isDemo ? 2_000 : 3_600_000, 1_000, 86_400_000),
    slotIntervalMs: wholeNumber(env, "SLOT_INTERVAL_MS", isDemo ? 2_000 : 60_000, 1_000, 3_600_000),
    boardUrl,
    boardKeys: resolve(env.get("BOARD_KEYS") ?? `${dataDir}/board-keys.json`),
    postKeys: resolve(env.get("POST_KEYS") ?? `${dataDir}/post-keys.json`),
    issuerKeys: resolve(env.get("ISSUER_KEYS") ?? `${dataDir}/issuer-keys.json`),
    relayOrigin: webOrigin(env, "RELAY_ORIGIN", `http://${shown}:${port}`),
    boardOrigin: webOrigin(env, "BOARD_ORIGIN", `http://${shown}:${port + 1}`),
    directoryKeys: directoryKeysFrom(env),
  };
}
