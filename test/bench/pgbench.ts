// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { execFile, spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { Client } from "pg";
import type { EmbeddedPostgres } from "../../server/database/index.ts";

// The measure of what the database can do: prepared pgbench inserting a row like the pool's, on the same cluster. Each
// transaction copies one of 64 random bursts that stay in memory and puts 16 new bytes at its start; its key is 32 random bytes.
// That is less work than the server's own statement has: nothing of 40 KiB travels to the database or is hashed.

const DATABASE = "bench";
const SETUP = `
  create table source (id integer primary key, burst bytea not null);
  alter table source alter column burst set storage external;
  insert into source
    select id, (select string_agg(uuid_send(gen_random_uuid()), '') from generate_series(1, 2560) where id > 0)
    from generate_series(1, 64) as id;
  create table pool (
    burst_hash bytea primary key check (octet_length(burst_hash) = 32),
    burst bytea not null check (octet_length(burst) = 40960)
  );
  alter table pool alter column burst set storage external;`;
const SCRIPT = `\\set id random(1, 64)
insert into pool (burst_hash, burst)
  select uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()),
    overlay(burst placing uuid_send(gen_random_uuid()) from 1)
  from source where id = :id;
`;

const run = promisify(execFile);

export interface Pgbench {
  /** Transactions a second. */
  measure(connections: number, seconds: number): Promise<number>;
  close(): Promise<void>;
}

export function hasPgbench(): boolean {
  return spawnSync("pgbench", ["--version"], { stdio: "ignore" }).status === 0;
}

export async function openPgbench(postgres: EmbeddedPostgres, folder: string): Promise<Pgbench> {
  const owner = new Client({ connectionString: postgres.urlOf("postgres") });
  await owner.connect();
  await owner.query(`create database ${DATABASE}`);
  await owner.end();
  const client = new Client({ connectionString: postgres.urlOf(DATABASE) });
  await client.connect();
  await client.query(SETUP);
  const { rows } = await client.query<{ distinct: number }>(
    "select count(distinct burst)::int as distinct from source",
  );
  if (rows[0]?.distinct !== 64) throw new Error("the rows to insert are not all different");
  const script = join(folder, "pool.sql");
  writeFileSync(script, SCRIPT);
  return {
    async measure(connections, seconds) {
      const args = ["-n", "-M", "prepared", "-f", script, "-c", String(connections), "-j", "1", "-T", String(seconds)];
      const { stdout } = await run("pgbench", [...args, postgres.urlOf(DATABASE)]);
      // So that rounds do not grow, and none pays for the writing back of another's pages.
      await client.query("truncate pool");
      await client.query("checkpoint");
      const rate = Number(/tps = ([\d.]+)/.exec(stdout)?.[1]);
      const failed = Number(/failed transactions: (\d+)/.exec(stdout)?.[1] ?? 0);
      if (!(rate > 0) || failed > 0) throw new Error(`pgbench failed: ${stdout}`);
      return rate;
    },
    close: () => client.end(),
  };
}
