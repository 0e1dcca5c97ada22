// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { Marks } from "../../../server/gateway/index.ts";
import { sha256 } from "../../../server/log/index.ts";
import { countRows, expectProblem, freshDatabase, openBoard, type Board } from "../board.ts";
import { DUMMY, keyOf, openAnswer, postSealed, seal } from "../oblivious.ts";
import { execute } from "../sql.ts";

const anyEnc = (): Buffer => randomBytes(1_120);

test("marks: of many at once, here and between instances, each is new once", async () => {
  const one = await openBoard();
  const two = await openBoard({ DATA_DIR: one.config.dataDir }, one.databaseUrl);
  const { keyId } = await keyOf(one.board);
  const encs = Array.from({ length: 700 }, anyEnc);
  const instances = [new Marks(one.database), new Marks(two.database)];
  const twice = [...encs, ...encs.toReversed()];
  const answers = await Promise.all(instances.flatMap((marks) => twice.map((enc) => marks.isNew(keyId, enc))));
  expect(answers.filter((isNew) => isNew)).toHaveLength(700);
  const of = (i: number): number[] =>
    Array.from({ length: 4 }, (_, copy) => (copy % 2 === 0 ? i : 1_399 - i) + 1_400 * (copy >> 1));
  for (let i = 0; i < 700; i++) expect(of(i).filter((place) => answers[place])).toHaveLength(1);
  expect(await countRows(one.databaseUrl, "gateway_mark")).toBe(700);
});

test("marks: the same secret under another key is another", async () => {
  const board = await openBoard();
  const { keyId } = await keyOf(board.board);
  const marks = new Marks(board.database);
  const enc = anyEnc();
  expect(await Promise.all([marks.isNew(keyId, enc), marks.isNew(keyId + 1, enc)])).toEqual([true, true]);
  expect(await Promise.all([marks.isNew(keyId, enc), marks.isNew(keyId + 1, enc)])).toEqual([false, false]);
});

test("marks: a row is a key and half a hash, and within a flush they lie in their own order", async () => {
  const board = await openBoard();
  const { keyId } = await keyOf(board.board);
  const marks = new Marks(board.database);
  const encs = Array.from({ length: 100 }, anyEnc);
  await Promise.all(encs.map((enc) => marks.isNew(keyId, enc)));
  const rows = await execute<{ key_id: number; mark: string; run: string }>(
    board.databaseUrl,
    "select key_id, encode(mark, 'hex') as mark, xmin::text as run from gateway_mark order by ctid",
  );
  const expected = encs.map((enc) => Buffer.from(sha256(enc)).toString("hex", 0, 16));
  expect(rows.map(({ mark }) => mark).toSorted()).toEqual(expected.toSorted());
  expect(new Set(rows.map(({ key_id }) => key_id))).toEqual(new Set([keyId]));
  const runs = new Map<string, string[]>();
  for (const { mark, run } of rows) runs.set(run, [...(runs.get(run) ?? []), mark]);
  // The first goes alone, what waited meanwhile together.
  expect(runs.size).toBe(2);
  for (const together of runs.values()) expect(together).toEqual(together.toSorted());
});

test("marks: what was answered once is answered never again, after a restart and by any instance", async () => {
  const first = await openBoard();
  const again = (): Promise<Board> => openBoard({ DATA_DIR: first.config.dataDir }, first.databaseUrl);
  const sealed = seal(await keyOf(first.board), DUMMY);
  openAnswer(sealed, await postSealed(first.board, sealed.bytes));
  const beside = await again();
  expectProblem(await postSealed(beside.board, sealed.bytes), 400, "malformed");
  await first.board.close();
  expectProblem(await postSealed((await again()).board, sealed.bytes), 400, "malformed");
});

test("marks: a table refuses what is no mark", async () => {
  const url = await freshDatabase("board");
  for (const values of [
    "(256, decode(repeat('00', 16), 'hex'))",
    "(-1, decode(repeat('00', 16), 'hex'))",
    "(0, '\\x00')",
  ])
    await expect(execute(url, `insert into gateway_mark values ${values}`)).rejects.toThrow(/check constraint/);
  for (const values of [
    "(128, '2026-11-26', '2026-12-02', decode(repeat('00', 92), 'hex'))",
    "(0, '2026-11-26', '2026-11-26', decode(repeat('00', 92), 'hex'))",
    "(0, '26-11-2026', '2026-12-02', decode(repeat('00', 92), 'hex'))",
    "(0, '2026-11-26', '2026-12-02', decode(repeat('00', 64), 'hex'))",
  ])
    await expect(execute(url, `insert into gateway_key values ${values}`)).rejects.toThrow(/check constraint/);
});
