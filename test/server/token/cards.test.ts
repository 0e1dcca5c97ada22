// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import type { LightMyRequestResponse } from "fastify";
import { expect, test } from "vitest";
import { cardHash, drawCard, json, parseCard, signCardSheet, signingKey, wordList, type CardSheet } from "#crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readDemoSecrets } from "../../../server/demo/index.ts";
import { countRows, expectProblem, openBoard, ORIGIN, type Board } from "../board.ts";
import { execute } from "../sql.ts";

const headers = { "content-type": "application/octet-stream" };
const register = ({ board }: Board, payload: Buffer): Promise<LightMyRequestResponse> =>
  board.inject({ method: "POST", url: "/v1/cards", headers, payload });

function sheetBy({ config }: Board, id: string, sheet: Omit<CardSheet, "lane">, lane: number): Buffer {
  const member = readDemoSecrets(config.dataDir).members.find((each) => each.id === id);
  if (member === undefined) throw new Error(`no ${id}`);
  return Buffer.from(signCardSheet({ lane, ...sheet }, ORIGIN, signingKey(member.signing)));
}

const fresh = (count: number): Uint8Array[] => Array.from({ length: count }, () => cardHash(drawCard(), ORIGIN));

test("card: the council's member registers hashes, and the same sheet again changes nothing", async () => {
  const board = await openBoard();
  const before = await countRows(board.databaseUrl, "card");
  const sheet = sheetBy(board, "ineke-dijkstra", { year: 2026, hashes: fresh(10_000) }, 8);
  expect((await register(board, sheet)).statusCode).toBe(204);
  expect((await register(board, sheet)).statusCode).toBe(204);
  expect(await countRows(board.databaseUrl, "card")).toBe(before + 10_000);
});

test("card: nobody else does, with whatever lane, and a changed sheet is refused", async () => {
  const board = await openBoard();
  const before = await countRows(board.databaseUrl, "card");
  const sheet = { year: 2026, hashes: fresh(3) };
  for (const [id, lane] of [
    ["noor-haddad", 1],
    ["noor-haddad", 8],
    ["ineke-dijkstra", 1],
    ["ineke-dijkstra", 999],
  ] as const) {
    expectProblem(await register(board, sheetBy(board, id, sheet, lane)), 403, "not_council");
  }
  const good = sheetBy(board, "ineke-dijkstra", sheet, 8);
  for (const at of [3, 4, 7, good.length - 1]) {
    const changed = Buffer.from(good);
    changed[at] = (changed[at] ?? 0) ^ 1;
    expect([400, 403]).toContain((await register(board, changed)).statusCode);
  }
  for (const cut of [Buffer.alloc(0), good.subarray(0, -1), Buffer.concat([good, Buffer.of(0)])]) {
    expectProblem(await register(board, cut), 400, "malformed");
  }
  expect(await countRows(board.databaseUrl, "card")).toBe(before);
});

test("card: a used one stays used when its sheet comes again", async () => {
  const board = await openBoard();
  const sheet = sheetBy(board, "ineke-dijkstra", { year: 2026, hashes: fresh(2) }, 8);
  await register(board, sheet);
  await execute(board.databaseUrl, "update card set batch_hash = decode(repeat('07', 32), 'hex')");
  await register(board, sheet);
  expect(await countRows(board.databaseUrl, "card where batch_hash is null")).toBe(0);
});

test("card: the demo shows the words of those that nobody gave in", async () => {
  const board = await openBoard();
  const words = wordList(
    "nl",
    readFileSync(join(import.meta.dirname, "../../../crypto/codename/words-nl.txt"), "utf8"),
  );
  const shape = json.list(json.list(json.text(1, 20), 8, 8), 0, 1000);
  const shown = async (): Promise<string[]> => {
    const { cards } = (await board.board.inject({ url: "/v1/demo" })).json<{ cards: unknown }>();
    return shape(cards).map((each) => each.join(" "));
  };
  const all = await shown();
  expect(new Set(all).size).toBe(60);
  const hash = Buffer.from(cardHash(parseCard(all[0] ?? "", words, ORIGIN), ORIGIN)).toString("hex");
  await execute(
    board.databaseUrl,
    `update card set batch_hash = decode(repeat('07', 32), 'hex') where hash = decode('${hash}', 'hex')`,
  );
  expect(await shown()).toEqual(all.slice(1));
});
