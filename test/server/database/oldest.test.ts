// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chmodSync, chownSync, existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readConfig } from "../../../server/config.ts";
import { databaseAccount } from "../../../server/database/account.ts";
import { openDatabase } from "../../../server/database/index.ts";
import {
  anyBurst,
  BOARD_ROLES,
  cleanUp,
  demoFolder,
  freshFolder,
  NEVER,
  openBoard,
  postAccepted,
  sequenceNow,
} from "../board.ts";
import { foundQuickly } from "../keyrings.ts";
import { readEnvelopes, readVerified } from "../log/published.ts";
import { execute } from "../sql.ts";

// The oldest PostgreSQL that a board may have; Debian's packages put it there.
const BIN = "/usr/lib/postgresql/15/bin";

/** A cluster of PostgreSQL 15 with a database that a role without privileges owns. @returns its connection string */
async function startOldest(): Promise<string> {
  const folder = freshFolder();
  const account = databaseAccount();
  chmodSync(folder, 0o755);
  const data = join(folder, "data");
  mkdirSync(data);
  if (account !== undefined) chownSync(data, account.uid, account.gid);
  const options = { ...account, cwd: "/" } as const;
  const made = spawnSync(join(BIN, "initdb"), ["-D", data, "-U", "owner", "-A", "trust", "-E", "UTF8"], options);
  if (made.status !== 0) throw new Error(made.stderr.toString());
  const server = spawn(join(BIN, "postgres"), ["-D", data, "-k", data, "-c", "listen_addresses="], {
    ...options,
    stdio: "ignore",
  });
  const end = once(server, "exit");
  cleanUp(async () => {
    server.kill("SIGINT");
    await end;
  });
  const url = (role: string, database: string): string =>
    `postgres://${role}@localhost/${database}?host=${encodeURIComponent(data)}`;
  await expect
    .poll(() => execute(url("owner", "postgres"), "select 1").catch(() => null), { timeout: 20_000 })
    .toBeTruthy();
  await execute(url("owner", "postgres"), "create role board login");
  await execute(url("owner", "postgres"), "create database board owner board");
  return url("board", "board");
}

const isThere = existsSync(join(BIN, "initdb"));
if (!isThere) process.stderr.write(`SKIPPED database: PostgreSQL 15: nothing in ${BIN}\n`);

test.skipIf(!isThere)("database: PostgreSQL 15 does, behind DATABASE_URL and as an ordinary role", async () => {
  const url = await startOldest();
  const database = await openDatabase(url, 1);
  const environment = { ROLES: BOARD_ROLES, DATA_DIR: demoFolder(), SEQUENCE_INTERVAL_MS: NEVER };
  await foundQuickly(database, readConfig(environment));
  await database.destroy();
  const board = await openBoard(environment, url);
  const bursts = Array.from({ length: 60 }, anyBurst);
  await Promise.all(bursts.map((burst) => postAccepted(board, burst)));
  await sequenceNow(board);
  await postAccepted(board, bursts[0] ?? anyBurst());
  await sequenceNow(board);
  const published = await readVerified(board);
  expect(await readEnvelopes(board, published)).toHaveLength(300);
});
