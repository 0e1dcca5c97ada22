// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { fileURLToPath } from "node:url";
import * as fs from "node:fs/promises";
import * as path from "node:path";
import { Kysely, PostgresDialect, sql } from "kysely";
import { FileMigrationProvider, Migrator } from "kysely/migration";
import { Pool, types } from "pg";
import type { BoardTables } from "./schema.ts";
import { withStatements } from "./statement.ts";

export type Database = Kysely<BoardTables>;

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

/** @throws DatabaseUnusable where there is no server, or one older than PostgreSQL 15 */
export async function openDatabase(connectionString: string, connections: number): Promise<Database> {
  const pool = new Pool({ connectionString, max: connections, connectionTimeoutMillis: 10_000 });
  // A connection that breaks is replaced at the next query, which says what is wrong. Without listeners it would end the process:
  // the pool's while it is idle, its own between two statements of a transaction.
  pool.on("error", () => undefined);
  pool.on("connect", (client) => client.on("error", () => undefined));
  const database = new Kysely<BoardTables>({ dialect: new PostgresDialect({ pool: withStatements(pool) }) });
  try {
    const { rows } = await sql<{
      version: number;
    }>`select current_setting('server_version_num')::int as version`.execute(database);
    if ((rows[0]?.version ?? 0) < OLDEST_SERVER)
      throw new DatabaseUnusable("DATABASE_URL: PostgreSQL 15 or newer is needed");
  } catch (error) {
    await database.destroy();
    if (error instanceof DatabaseUnusable) throw error;
    // Node tells of several addresses that were tried without a message of its own; the code is the same for all.
    const { code, message } = error as NodeJS.ErrnoException;
    const reason = (message === "" ? (code ?? "") : message).replaceAll(/\s+/g, " ");
    throw new DatabaseUnusable(`DATABASE_URL: the database cannot be reached (${reason})`, { cause: error });
  }
  return database;
}

/** Brings the board's tables up to date; several instances may start at once, one of them does it. */
export async function migrateBoard(database: Database): Promise<void> {
  const migrationFolder = fileURLToPath(new URL("../../migrations/board", import.meta.url));
  const migrator = new Migrator({ db: database, provider: new FileMigrationProvider({ fs, path, migrationFolder }) });
  const { error } = await migrator.migrateToLatest();
  if (error === undefined) return;
  if (!(error instanceof Error)) throw new Error("migration failed");
  if (NOT_ALLOWED.includes((error as NodeJS.ErrnoException).code ?? "")) {
    throw new DatabaseUnusable(`DATABASE_URL: its user may not make tables there (${error.message})`, { cause: error });
  }
  throw error;
}
