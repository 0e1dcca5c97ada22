// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { resolve } from "node:path";
import { parseVerifierKey, ProtocolError, type VerifierKey } from "../crypto/index.ts";
import { ConfigError, type Environment } from "./config-error.ts";
import { coverConfigFrom, type CoverConfig } from "./council/cover/config.ts";
import type { DatabaseVariable } from "./database/index.ts";
import { isOnionOrigin } from "./relay/onion-address.ts";
import {
  witnessAddressesFrom,
  witnessConfigFrom,
  witnessLogsFrom,
  type WitnessAddress,
  type WitnessConfig,
  type WitnessRole,
} from "./witness/config.ts";

export { ConfigError } from "./config-error.ts";

/** What the program can be; `ROLES` names the ones a process registers. */
export const ROLES = ["board", "relay", "issuer", "council", "witness", "demo"] as const;
export type Role = (typeof ROLES)[number];

export interface Config {
  readonly host: string;
  /** Of the relay; the board listens one higher, the issuer two, the demo's identity provider three, the council four, a witness five. */
  readonly port: number;
  readonly dataDir: string;
  /** The board's. Null: an embedded PostgreSQL in `dataDir`. */
  readonly databaseUrl: string | null;
  /** The issuer's, which is never the board's. Null: as above, with a database of its own in it. */
  readonly issuerDatabaseUrl: string | null;
  readonly roles: ReadonlySet<Role>;
  /**
   * The name in every label and log. Never derived from a Host header or port, never changed. Empty where witnesses run alone:
   * they know logs by their keys.
   */
  readonly origin: string;
  readonly sequenceIntervalMs: number;
  readonly slotIntervalMs: number;
  /** Where a relay or issuer that runs apart finds the board. Null: in this process. */
  readonly boardUrl: string | null;
  /** File with the board's secret keys. */
  readonly boardKeys: string;
  /** File with the secret keys that sign the tokens to post with. */
  readonly postKeys: string;
  /** File with the secret keys that sign passes and credentials. */
  readonly issuerKeys: string;
  /** File with the issuer's keys for what stands for a person, and for sessions. */
  readonly issuerSecrets: string;
  /** Staff sign-in. Null: neither an issuer nor the demo's identity provider is here. */
  readonly signIn: SignInConfig | null;
  /** Address of the demo's identity provider, which is in this process. Null: there is none. */
  readonly demoProvider: string | null;
  readonly passesPerQuarter: number;
  /** Web origins that people's browsers see. */
  readonly relayOrigin: string;
  readonly boardOrigin: string;
  /** Null: no issuer here, and not told of one. */
  readonly issuerOrigin: string | null;
  /** Web origin of the relay's onion service, which its pages tell Tor Browser of. Null: there is none, or nobody is told. */
  readonly onionLocation: string | null;
  /** The three keys that may sign the directory, for a relay or board that is not the demo. Null: not known yet. */
  readonly directoryKeys: readonly string[] | null;
  /** The works council's witness, and another authority's. Null: neither it nor the demo is here. */
  readonly council: WitnessConfig | null;
  readonly witness: WitnessConfig | null;
  /** Logs that the witnesses of this process vouch for. Null: the three of the board in it. */
  readonly witnessLogs: readonly VerifierKey[] | null;
  /** Whom the board asks to vouch for its logs. Null: the witnesses in this process. */
  readonly witnesses: readonly WitnessAddress[] | null;
  /** What the works council's node posts so that others are not alone. Null: nothing, or the node is not here. */
  readonly cover: CoverConfig | null;
}

/** An OpenID provider, and how it knows the issuer of passes. */
export interface SignInConfig {
  /** As the provider writes it in its tokens. */
  readonly issuer: string;
  readonly clientId: string;
  /** Null in a demo whose provider and issuer are one process: drawn when it starts. */
  readonly clientSecret: string | null;
}

function wholeNumber(env: Environment, name: string, fallback: number, minimum: number, maximum: number): number {
  const value = env.get(name);
  if (value === undefined) return fallback;
  if (!/^\d{1,12}$/.test(value) || Number(value) < minimum || Number(value) > maximum) {
    throw new ConfigError(`${name}: give a whole number from ${minimum} to ${maximum}`);
  }
  return Number(value);
}

/** Milliseconds that pages are told in seconds. */
function wholeSeconds(env: Environment, name: string, fallback: number, minimum: number, maximum: number): number {
  const value = wholeNumber(env, name, fallback, minimum, maximum);
  if (value % 1000 !== 0) throw new ConfigError(`${name}: give whole seconds, as ${fallback}`);
  return value;
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

function onionLocationFrom(env: Environment, roles: ReadonlySet<Role>): string | null {
  const value = env.get("ONION_LOCATION");
  if (value === undefined) return null;
  if (!isOnionOrigin(value))
    throw new ConfigError(
      "ONION_LOCATION: give http://, the 56 characters that tor wrote in its file hostname, and .onion",
    );
  if (roles.has("relay") && env.get("RELAY_ORIGIN")?.startsWith("https:") !== true)
    throw new ConfigError("ONION_LOCATION: browsers heed it where RELAY_ORIGIN begins with https only");
  return value;
}

function databaseUrlFrom(env: Environment, name: DatabaseVariable): string | null {
  const value = env.get(name);
  if (value === undefined) return null;
  if (!URL.canParse(value) || !/^postgres(ql)?:$/.test(new URL(value).protocol)) {
    throw new ConfigError(`${name}: give an address of the form postgres://user:password@host/database`);
  }
  return value;
}

type Databases = Pick<Config, "databaseUrl" | "issuerDatabaseUrl">;

/** Who runs one of them alone has one database; who runs both has two, so that no table is beside one of the other's. */
function databasesFrom(env: Environment, roles: ReadonlySet<Role>): Databases {
  const databaseUrl = databaseUrlFrom(env, "DATABASE_URL");
  if (!roles.has("issuer")) return { databaseUrl, issuerDatabaseUrl: null };
  if (!roles.has("board")) return { databaseUrl: null, issuerDatabaseUrl: databaseUrl };
  const issuerDatabaseUrl = databaseUrlFrom(env, "ISSUER_DATABASE_URL");
  if ((databaseUrl !== null && issuerDatabaseUrl === null) || (issuerDatabaseUrl ?? "") === databaseUrl)
    throw new ConfigError("ISSUER_DATABASE_URL: give the issuer a database of its own, or leave it out of ROLES");
  return { databaseUrl, issuerDatabaseUrl };
}

const LOOPBACK = new Set(["127.0.0.1", "::1", "[::1]", "localhost"]);

function providerFrom(env: Environment): string | null {
  const value = env.get("OIDC_ISSUER");
  if (value === undefined) return null;
  const url = URL.canParse(value) ? new URL(value) : null;
  const isReadable = url?.protocol === "https:" || (url?.protocol === "http:" && LOOPBACK.has(url.hostname));
  if (url === null || !isReadable || /[?#]/.test(value) || url.username !== "" || url.password !== "")
    throw new ConfigError("OIDC_ISSUER: give the identity provider's address as it writes it itself, with https");
  return value;
}

/** Where the demo's own identity provider is, or null. It knows one client: the issuer of passes. */
function demoProviderAt(env: Environment, roles: ReadonlySet<Role>, address: string): string | null {
  const hasIssuer = roles.has("issuer") || env.has("ISSUER_ORIGIN");
  return roles.has("demo") && hasIssuer && !env.has("OIDC_ISSUER") ? address : null;
}

function signInFrom(env: Environment, roles: ReadonlySet<Role>, demoProvider: string | null): SignInConfig | null {
  const issuer = demoProvider ?? providerFrom(env);
  if (!roles.has("issuer") && demoProvider === null) return null;
  if (issuer === null) throw new ConfigError("OIDC_ISSUER: an issuer needs the identity provider of the staff");
  const clientId = env.get("OIDC_CLIENT_ID") ?? (demoProvider === null ? undefined : "tegenspraak");
  if (clientId === undefined) throw new ConfigError("OIDC_CLIENT_ID: give the name that the provider knows us by");
  const clientSecret = env.get("OIDC_CLIENT_SECRET") ?? null;
  // Within one process nobody else has to know it.
  if (clientSecret === null && (demoProvider === null || !roles.has("issuer")))
    throw new ConfigError("OIDC_CLIENT_SECRET: give the secret that provider and issuer share");
  return { issuer, clientId, clientSecret };
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

type Witnessing = Pick<Config, "council" | "witness" | "witnessLogs" | "witnesses">;

function witnessingFrom(env: Environment, roles: ReadonlySet<Role>, dataDir: string, demo: string | null): Witnessing {
  const configOf = (role: WitnessRole): WitnessConfig | null =>
    roles.has(role) || demo !== null ? witnessConfigFrom(env, role, dataDir, demo) : null;
  const witnessLogs = witnessLogsFrom(env);
  if ((roles.has("council") || roles.has("witness")) && !roles.has("board") && witnessLogs === null)
    throw new ConfigError("WITNESS_LOGS: a witness that runs apart needs the verifier keys of the logs it vouches for");
  return {
    council: configOf("council"),
    witness: configOf("witness"),
    witnessLogs,
    witnesses: witnessAddressesFrom(env),
  };
}

/** Witnesses know nothing of the board but the keys of its logs. */
const isOnlyWitness = (roles: ReadonlySet<Role>): boolean =>
  [...roles].every((role) => role === "council" || role === "witness");

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
  const origin = isOnlyWitness(roles) && !env.has("ORIGIN") ? "" : originFrom(env, isDemo);
  if (isDemo) refuseDemoElsewhere(origin, host);
  const port = wholeNumber(env, "PORT", 8080, 1, 65_529);
  const dataDir = resolve(env.get("DATA_DIR") ?? "data");
  const shown = host.includes(":") ? `[${host}]` : host;
  const demoProvider = demoProviderAt(env, roles, `http://${shown}:${port + 3}`);
  const boardUrl = webOrigin(env, "BOARD_URL", null);
  if ((roles.has("relay") || roles.has("issuer")) && !roles.has("board") && boardUrl === null) {
    throw new ConfigError("BOARD_URL: a relay or issuer that runs apart needs the address of the board");
  }
  const slotIntervalMs = wholeSeconds(env, "SLOT_INTERVAL_MS", isDemo ? 2_000 : 60_000, 1_000, 3_600_000);
  const [isHere, hasBoard, hasRelay] = [roles.has("council"), roles.has("board"), roles.has("relay")];
  return {
    host,
    port,
    dataDir,
    ...databasesFrom(env, roles),
    roles,
    origin,
    sequenceIntervalMs: wholeNumber(env, "SEQUENCE_INTERVAL_MS", isDemo ? 2_000 : 3_600_000, 1_000, 86_400_000),
    slotIntervalMs,
    boardUrl,
    boardKeys: resolve(env.get("BOARD_KEYS") ?? `${dataDir}/board-keys.json`),
    postKeys: resolve(env.get("POST_KEYS") ?? `${dataDir}/post-keys.json`),
    issuerKeys: resolve(env.get("ISSUER_KEYS") ?? `${dataDir}/issuer-keys.json`),
    issuerSecrets: resolve(env.get("ISSUER_SECRETS") ?? `${dataDir}/issuer-secrets.json`),
    signIn: signInFrom(env, roles, demoProvider),
    demoProvider,
    passesPerQuarter: wholeNumber(env, "PASSES_PER_QUARTER", 3, 1, 20),
    relayOrigin: webOrigin(env, "RELAY_ORIGIN", `http://${shown}:${port}`),
    boardOrigin: webOrigin(env, "BOARD_ORIGIN", `http://${shown}:${port + 1}`),
    issuerOrigin: webOrigin(env, "ISSUER_ORIGIN", roles.has("issuer") ? `http://${shown}:${port + 2}` : null),
    onionLocation: onionLocationFrom(env, roles),
    directoryKeys: directoryKeysFrom(env),
    ...witnessingFrom(env, roles, dataDir, isDemo ? origin : null),
    cover: coverConfigFrom(env, { isHere, isDemo, hasBoard, hasRelay, slotIntervalMs }),
  };
}
