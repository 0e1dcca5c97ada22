// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { fileURLToPath } from "node:url";
import * as fs from "node:fs/promises";
import * as path from "node:path";
import { Kysely, PostgresDialect } from "kysely";
import { FileMigrationProvider, Migrator } from "kysely/migration";
import { Pool, types } from "pg";
import type { BoardTables, IssuerTables } from "./schema.ts";
import { withStatements } from "./statement.ts";

export type Database = Kysely<BoardTables>;
export type IssuerDatabase = Kysely<IssuerTables>;

/** The variable that names a database, for whoever has to put it right. */
export type DatabaseVariable = "DATABASE_URL" | "ISSUER_DATABASE_URL";

const OLDEST_SERVER = 150_000;
/** SQLSTATE insufficient_privilege and invalid_schema_name: since PostgreSQL 15 only an owner may make tables in `public`. */
const NOT_ALLOWED = ["42501", "3F000"];

/** Sizes and positions of our logs fit a double; one that does not is an error and not a rounded number. */
function parseBigint(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError("a bigint beyond 2^53");
  return value;
}

types.setTypeParser(types.builtins.INT8, parseBigint);

/** The database cannot be used; the message is one line for whoever starts the program. */
export class DatabaseUnusable extends Error {
  override readonly name = "DatabaseUnusable";
}

/** SQLSTATE: connection exceptions, shutting down or starting up, no room or connection left, a standby that cannot write. */
const UNREACHABLE_STATES = /^(?:08...|57P0[1-5]|53...|25006)$/;
const UNREACHABLE_CODES = /^(?:ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN)$/;
/** What `pg` says without a code when a connection breaks or none comes. */
const UNREACHABLE_MESSAGES =
  /^(?:Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/;

/** Whether an error says that the database cannot be had just now, and the same may work later. */
export function isUnreachable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code = "", syscall, message } = error as NodeJS.ErrnoException;
  if (UNREACHABLE_STATES.test(code) || UNREACHABLE_CODES.test(code)) return true;
  return (code === "ENOENT" && syscall === "connect") || UNREACHABLE_MESSAGES.test(message);
}

async function checkVersion(pool: Pool, variable: DatabaseVariable): Promise<void> {
  const { rows } = await pool.query<{ version: number }>(
    "select current_setting('server_version_num')::int as version",
  );
  if ((rows[0]?.version ?? 0) < OLDEST_SERVER)
    throw new DatabaseUnusable(`${variable}: PostgreSQL 15 or newer is needed`);
}

async function openDialect(
  connectionString: string,
  connections: number,
  variable: DatabaseVariable,
): Promise<PostgresDialect> {
  const pool = new Pool({ connectionString, max: connections, connectionTimeoutMillis: 10_000 });
  // A connection that breaks is replaced at the next query, which says what is wrong. Without listeners it would end the process:
  // the pool's while it is idle, its own between two statements of a transaction.
  pool.on("error", () => undefined);
  pool.on("connect", (client) => client.on("error", () => undefined));
  try {
    await checkVersion(pool, variable);
  } catch (error) {
    await pool.end();
    if (error instanceof DatabaseUnusable) throw error;
    // Node tells of several addresses that were tried without a message of its own; the code is the same for all.
    const { code, message } = error as NodeJS.ErrnoException;
    const reason = (message === "" ? (code ?? "") : message).replaceAll(/\s+/g, " ");
    throw new DatabaseUnusable(`${variable}: the database cannot be reached (${reason})`, { cause: error });
  }
  return new PostgresDialect({ pool: withStatements(pool) });
}

/** @throws DatabaseUnusable where there is no server, or one older than PostgreSQL 15 */
export async function openDatabase(connectionString: string, connections: number): Promise<Database> {
  return new Kysely<BoardTables>({ dialect: await openDialect(connectionString, connections, "DATABASE_URL") });
}

/** @throws DatabaseUnusable as `openDatabase` */
export async function openIssuerDatabase(
  connectionString: string,
  connections: number,
  variable: DatabaseVariable = "DATABASE_URL",
): Promise<IssuerDatabase> {
  return new Kysely<IssuerTables>({ dialect: await openDialect(connectionString, connections, variable) });
}

/** Several instances may start at once, one of them does it. */
async function migrate<Tables>(
  db: Kysely<Tables>,
  folder: "board" | "issuer",
  variable: DatabaseVariable,
): Promise<void> {
  const migrationFolder = fileURLToPath(new URL(`../../migrations/${folder}`, import.meta.url));
  const migrator = new Migrator({ db, provider: new FileMigrationProvider({ fs, path, migrationFolder }) });
  const { error } = await migrator.migrateToLatest();
  if (error === undefined) return;
  if (!(error instanceof Error)) throw new Error("migration failed");
  if (NOT_ALLOWED.includes((error as NodeJS.ErrnoException).code ?? "")) {
    throw new DatabaseUnusable(`${variable}: its user may not make tables there (${error.message})`, { cause: error });
  }
  throw error;
}

/** Brings the board's tables up to date. @throws DatabaseUnusable */
export const migrateBoard = (database: Database): Promise<void> => migrate(database, "board", "DATABASE_URL");

/** Brings the issuer's tables up to date. @throws DatabaseUnusable */
export const migrateIssuer = (database: IssuerDatabase, variable: DatabaseVariable = "DATABASE_URL"): Promise<void> =>
  migrate(database, "issuer", variable);
