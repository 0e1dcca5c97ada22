// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openDatabase, startPostgres, type Database, type EmbeddedPostgres } from "../../../server/database/index.ts";

let folder: string;
let postgres: EmbeddedPostgres;
let database: Database;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "tegenspraak-statement-"));
  postgres = await startPostgres(join(folder, "postgres"));
  // One connection: every statement meets what the one before it left there.
  database = await openDatabase(postgres.urlOf("postgres"), 1);
  await sql`create table kept (place integer primary key, bytes bytea, words text)`.execute(database);
});

afterAll(async () => {
  await database.destroy();
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function keep(rows: readonly (readonly [number, Buffer | null, string | null])[]): Promise<void> {
  const values = sql.join(rows.map(([place, bytes, words]) => sql`(${place}, ${bytes}, ${words})`));
  await sql`insert into kept (place, bytes, words) values ${values}`.execute(database);
}

async function kept(place: number): Promise<{ bytes: Buffer | null; words: string | null } | undefined> {
  const { rows } = await sql<{ bytes: Buffer | null; words: string | null }>`
    select bytes, words from kept where place = ${place}`.execute(database);
  return rows[0];
}

describe("statement: what goes in comes out", () => {
  test("bytes of every size, beside nulls, numbers and text, in one statement", async () => {
    const sizes = [0, 1, 8191, 8192, 8193, 40_960, 524_288, 4_000_000];
    const rows = sizes.map((size, i) => [i, randomBytes(size), i % 2 === 0 ? null : "één — twee"] as const);
    await keep([...rows, [100, null, ""]]);
    for (const [place, bytes, words] of rows) expect(await kept(place)).toEqual({ bytes, words });
    expect(await kept(100)).toEqual({ bytes: null, words: "" });
  });

  test("more rows than a prepared text has, and one row again and again", async () => {
    const rows = Array.from({ length: 100 }, (_, i) => [1_000 + i, randomBytes(40_960), null] as const);
    await keep(rows);
    for (let i = 0; i < 8; i++) await keep([[2_000 + i, randomBytes(40_960), null]]);
    const { rows: counts } = await sql`
      select count(*) as all, count(distinct bytes) as distinct from kept where place >= 1000`.execute(database);
    expect(counts).toEqual([{ all: 108, distinct: 108 }]);
  });
});

describe("statement: what is refused", () => {
  test("is told to its own caller, and the connection goes on, prepared or not, large or small", async () => {
    for (const size of [1, 40_960]) {
      await keep([[3_000 + size, randomBytes(size), null]]);
      await expect(keep([[3_000 + size, randomBytes(size), null]])).rejects.toMatchObject({ code: "23505" });
    }
    for (let time = 0; time < 2; time++) {
      const unknown = sql`select bytes from nowhere where place = ${1}`.execute(database);
      await expect(unknown).rejects.toMatchObject({ code: "42P01" });
    }
    expect(await kept(3_001)).toBeDefined();
  });

  test("a transaction in which something was refused keeps nothing", async () => {
    const attempt = database.transaction().execute(async (session) => {
      await sql`insert into kept values (${4_000}, ${randomBytes(40_960)}, null)`.execute(session);
      await sql`insert into kept values (${4_000}, ${randomBytes(40_960)}, null)`.execute(session);
    });
    await expect(attempt).rejects.toMatchObject({ code: "23505" });
    expect(await kept(4_000)).toBeUndefined();
  });
});
