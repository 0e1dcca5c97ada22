// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { randomBytes } from "node:crypto";
import { chmodSync, cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { AddressInfo } from "node:net";
import type { LightMyRequestResponse } from "fastify";
import { expect, inject, onTestFinished } from "vitest";
import { BURST_BYTES, ENVELOPE_BYTES, openPromise, verifierKey, type BurstPromise, type VerifierKey } from "#crypto";
import { buildApp, type App } from "../../server/app.ts";
import { readBoardKeys, type BoardKeys } from "../../server/board-keys.ts";
import { readConfig, type Config } from "../../server/config.ts";
import { openDatabase, type Database } from "../../server/database/index.ts";
import { makeSession } from "../../server/desk/session.ts";
import type { Listener } from "../../server/listener.ts";
import { sequence } from "../../server/log/index.ts";
import type { Clock } from "../../server/token/index.ts";
import { execute, withDatabase } from "./sql.ts";
import { freshAuthorization } from "./tokens.ts";

export const ORIGIN = "tegenspraak.localhost";
export const BURSTS_PATH = "/v1/logs/letters/bursts";

/** Runs when the test that called is over, last registered first. */
export const cleanUp = (work: () => unknown): void =>
  onTestFinished(async () => {
    await work();
  });

/** Gone after the test. Others may walk through it: as root PostgreSQL runs as somebody else. */
export function freshFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "tegenspraak-case-"));
  chmodSync(folder, 0o711);
  cleanUp(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A DATA_DIR with the keys and secrets that belong to the template `demo`. */
export function demoFolder(): string {
  const folder = freshFolder();
  cpSync(inject("demoFolder"), folder, { recursive: true });
  return folder;
}

/** A database of one's own. @returns its connection string */
export async function freshDatabase(template: "board" | "demo" | "issuer" | "template1"): Promise<string> {
  const cluster = inject("clusterUrl");
  const name = `case_${randomBytes(8).toString("hex")}`;
  await execute(cluster, `create database ${name} template ${template}`);
  cleanUp(() => execute(cluster, `drop database if exists ${name} with (force)`));
  return withDatabase(cluster, name);
}

/** Nothing is sequenced by itself. */
export const NEVER = "86400000";
/** Nobody posts but the test: what is about the council's cover says so itself. */
export const WITHOUT_COVER = { COVER_PER_HOUR: "0" };
/** A demo without the issuer, which has tests of its own. */
export const BOARD_ROLES = "board,relay,demo";

export interface Board {
  readonly config: Config;
  readonly app: App;
  readonly database: Database;
  readonly databaseUrl: string;
  readonly keys: BoardKeys;
  /** Verifier key of the log `letters`. */
  readonly letters: VerifierKey;
  readonly board: Listener;
  readonly relay: Listener;
}

/**
 * Board and relay of a demo, not listening.
 * @param url its database; without one, a database of its own in which the demo was started before
 * @param now the time that it takes it to be
 * @param log to standard output
 */
export async function openBoard(
  environment: Readonly<Record<string, string>> = {},
  url?: string,
  now?: Clock,
  log = false,
): Promise<Board> {
  const databaseUrl = url ?? (await freshDatabase("demo"));
  const config = readConfig({
    ROLES: BOARD_ROLES,
    DATA_DIR: demoFolder(),
    SEQUENCE_INTERVAL_MS: NEVER,
    ...WITHOUT_COVER,
    ...environment,
  });
  const database = await openDatabase(databaseUrl, 6);
  cleanUp(() => database.destroy());
  const app = await buildApp({ config, database, log, ...(now === undefined ? {} : { now }) });
  cleanUp(() => app.close());
  for (const { app: listener } of app.listeners) cleanUp(() => listener.close());
  const listenerAt = (port: number): Listener => {
    const found = app.listeners.find((listener) => listener.port === port);
    if (found === undefined) throw new Error("this role was not asked for");
    return found.app;
  };
  const keys = readBoardKeys(config.boardKeys, config.origin);
  return {
    config,
    app,
    database,
    databaseUrl,
    keys,
    letters: verifierKey(keys.logs.letters),
    board: listenerAt(config.port + 1),
    get relay() {
      return listenerAt(config.port);
    },
  };
}

/** Listens on a free port of the loopback address. @returns the address, as http://127.0.0.1:12345 */
export async function listening(listener: Listener): Promise<string> {
  await listener.listen({ host: "127.0.0.1", port: 0, listenTextResolver: () => "listening" });
  return `http://127.0.0.1:${(listener.server.address() as AddressInfo).port}`;
}

/** 40,960 bytes that nobody can open: to the board every burst is that. */
export function anyBurst(): Buffer<ArrayBuffer> {
  return Buffer.from(randomBytes(BURST_BYTES));
}

/** Envelopes of a burst or a bundle. */
export function envelopesOf(bytes: Uint8Array): Buffer[] {
  return Array.from({ length: bytes.length / ENVELOPE_BYTES }, (_, i) =>
    Buffer.from(bytes.subarray(i * ENVELOPE_BYTES, (i + 1) * ENVELOPE_BYTES)),
  );
}

export const burstHeaders = (authorization: string): { "content-type": string; authorization: string } => ({
  "content-type": "application/octet-stream",
  authorization,
});

/** @param authorization its token; a fresh one unless given */
export function postBurst(
  listener: Listener,
  burst: Buffer,
  authorization: string = freshAuthorization(),
): Promise<LightMyRequestResponse> {
  const headers = burstHeaders(authorization);
  return listener.inject({ method: "POST", url: BURSTS_PATH, headers, payload: burst });
}

/** Posts and expects the promise, which it checks as a client does. */
export async function postAccepted(
  { board, letters }: Board,
  burst: Buffer,
  authorization?: string,
): Promise<BurstPromise> {
  const answer = await postBurst(board, burst, authorization);
  expect(answer.statusCode).toBe(201);
  return openPromise(answer.rawPayload, burst, ORIGIN, letters.publicKey);
}

/** Moves everything that waits into the tree. */
export const sequenceNow = ({ database, keys }: Board): Promise<number> => sequence(database, keys.logs.letters);

/** The answer is problem+json of this status and code, with a sentence. */
export function expectProblem(answer: LightMyRequestResponse, status: number, code: string): void {
  expect(answer.statusCode).toBe(status);
  expect(answer.headers["content-type"]).toMatch(/^application\/problem\+json(;|$)/);
  const problem: unknown = answer.json();
  expect(problem).toMatchObject({ type: `/problems/${code}`, status });
  expect((problem as { detail: unknown }).detail).toMatch(/^[A-Z].+\.$/);
}

/** The cookie of some member of it, as a browser sends it. */
export async function memberCookie({ database, keys }: Pick<Board, "database" | "keys">): Promise<string> {
  const members = database.selectFrom("member_keyring").select(["login_key", "session_epoch"]).limit(1);
  const { login_key: loginKey, session_epoch: epoch } = await members.executeTakeFirstOrThrow();
  return `desk=${makeSession({ loginKey, epoch }, keys.session, Date.now())}`;
}

export async function countRows(databaseUrl: string, table: string): Promise<number> {
  const [row] = await execute<{ count: string }>(databaseUrl, `select count(*)::text as count from ${table}`);
  return Number(row?.count);
}
