// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { sql } from "kysely";
import { expect, inject, test } from "vitest";
import { hex } from "#crypto";
import { openDatabase } from "../../../server/database/index.ts";
import { sequence, sha256 } from "../../../server/log/index.ts";
import { anyBurst, cleanUp, envelopesOf, openBoard, ORIGIN, postAccepted, sequenceNow, type Board } from "../board.ts";
import { execute } from "../sql.ts";
import { tablesOf } from "../tables.ts";
import { readEnvelopes, readVerified } from "./published.ts";
import { afterStatement } from "./statements.ts";

const DYING = fileURLToPath(new URL("dying-sequencer.ts", import.meta.url));

/** A log with a partial tile and bundle, and 60 bursts that wait: appending touches full and partial rows of every table. */
async function waitingBoard(): Promise<{ board: Board; posted: Buffer[] }> {
  const board = await openBoard();
  const posted = Array.from({ length: 63 }, anyBurst);
  await Promise.all(posted.slice(0, 3).map((burst) => postAccepted(board, burst)));
  await sequenceNow(board);
  await Promise.all(posted.slice(3).map((burst) => postAccepted(board, burst)));
  return { board, posted };
}

/** After all that died, one run that lives finds every envelope once. */
async function expectWhole({ board, posted }: Awaited<ReturnType<typeof waitingBoard>>): Promise<void> {
  await sequenceNow(board);
  const envelopes = await readEnvelopes(board, await readVerified(board));
  const expected = posted.flatMap(envelopesOf).map((envelope) => hex(sha256(envelope)));
  expect(envelopes.map((envelope) => hex(sha256(envelope))).sort()).toEqual(expected.sort());
}

test("log: a sequencer whose connection is ended after any statement has done nothing", async () => {
  const { board, posted } = await waitingBoard();
  const before = await tablesOf(board.databaseUrl);
  const signer = board.keys.logs.letters;
  const ended: number[] = [];
  for (let statement = 1; ended.length === statement - 1; statement++) {
    const database = await openDatabase(board.databaseUrl, 1);
    const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(database);
    const dying = afterStatement(database, statement, async () => {
      ended.push(statement);
      await execute(inject("clusterUrl"), `select pg_terminate_backend(${rows[0]?.pid ?? 0}, 5000)`);
    });
    const outcome = await sequence(dying, signer).then(
      () => "done",
      () => "died",
    );
    await database.destroy();
    const isEnded = ended.includes(statement);
    expect(outcome).toBe(isEnded ? "died" : "done");
    if (isEnded) expect(await tablesOf(board.databaseUrl)).toEqual(before);
  }
  // Lock, take, note, size, edge, entries twice, tiles, size, bundles.
  expect(ended.length).toBeGreaterThanOrEqual(10);
  await expectWhole({ board, posted });
});

test("log: a sequencer that is killed after any statement has done nothing", async () => {
  const { board, posted } = await waitingBoard();
  const before = await tablesOf(board.databaseUrl);
  const run = async (statement: number): Promise<string> => {
    const args = [DYING, board.databaseUrl, board.config.boardKeys, ORIGIN, String(statement)];
    const child = spawn(process.execPath, args, { stdio: ["ignore", "ignore", "inherit"] });
    cleanUp(() => child.kill("SIGKILL"));
    const [code, signal] = (await once(child, "exit")) as [number | null, string | null];
    return signal ?? `code ${code ?? ""}`;
  };
  for (const statement of [1, 2, 3, 5, 7, 8, 10]) {
    expect(await run(statement)).toBe("SIGKILL");
    // The server notices that the process is gone when it next writes to it.
    await expect
      .poll(() => execute(board.databaseUrl, "select 1 from pg_locks where locktype = 'advisory'"), { timeout: 10_000 })
      .toEqual([]);
    expect(await tablesOf(board.databaseUrl)).toEqual(before);
  }
  expect(await run(1_000)).toBe("code 0");
  await expectWhole({ board, posted });
});
