// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { chmodSync, cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { readConfig } from "../../server/config.ts";
import {
  migrateBoard,
  migrateIssuer,
  openDatabase,
  openIssuerDatabase,
  startPostgres,
} from "../../server/database/index.ts";
import { foundQuickly } from "./keyrings.ts";
import { execute, withDatabase } from "./sql.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Connection string of the superuser of the run's cluster, without the name of a database. */
    clusterUrl: string;
    /** DATA_DIR that belongs to the template `demo`. */
    demoFolder: string;
  }
}

/**
 * One embedded PostgreSQL a run, with templates that fresh databases are copied from: `board` and `issuer` have their
 * tables, `demo` also the demo's directory.
 */
export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), "tegenspraak-test-"));
  chmodSync(folder, 0o711);
  const postgres = await startPostgres(join(folder, "postgres"));
  const url = postgres.urlOf("postgres");
  await execute(url, "create database board");
  const board = await openDatabase(withDatabase(url, "board"), 1);
  await migrateBoard(board);
  await board.destroy();

  await execute(url, "create database issuer");
  const issuer = await openIssuerDatabase(withDatabase(url, "issuer"), 1);
  await migrateIssuer(issuer);
  await issuer.destroy();

  await execute(url, "create database demo template board");
  const database = await openDatabase(withDatabase(url, "demo"), 2);
  const config = readConfig({
    ROLES: "board,relay,demo",
    DATA_DIR: join(folder, "made"),
    SEQUENCE_INTERVAL_MS: "86400000",
  });
  await foundQuickly(database, config);
  await database.destroy();
  cpSync(config.dataDir, join(folder, "demo"), { recursive: true });

  provide("clusterUrl", url);
  provide("demoFolder", join(folder, "demo"));
  return async () => {
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}
