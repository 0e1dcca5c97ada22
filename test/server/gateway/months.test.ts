// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { expect, test } from "vitest";
import { gatewayInForce, signingKey } from "#crypto";
import { lockDocuments } from "../../../server/log/documents.ts";
import { countRows, expectProblem, freshDatabase, openBoard, ORIGIN, type Board } from "../board.ts";
import { DUMMY, keyOf, openAnswer, postSealed, seal } from "../oblivious.ts";

// A month's keys: made on its first day, answered to until the second of the next, and gone with what was seen of their requests.

const at = (day: string): (() => number) => {
  const now = Date.parse(`${day}T12:00:00Z`);
  return () => now;
};

async function ledgerOf({ database }: Board): Promise<Buffer[]> {
  return database.transaction().execute((session) => lockDocuments(session, "ledger"));
}

/** The number of the key that clients use, as the ledger says. */
async function keyInForce(board: Board): Promise<number | undefined> {
  return gatewayInForce(await ledgerOf(board), ORIGIN, signingKey(board.keys.gateway.seed).publicKey)?.keyId;
}

test("gateway: a new month has new keys, the old are answered to for two days, and then nothing of them is left", async () => {
  const url = await freshDatabase("demo");
  const november = await openBoard({}, url, at("2027-11-26"));
  const again = { DATA_DIR: november.config.dataDir };
  const old = await keyOf(november.board);
  expect(await keyInForce(november)).toBe(old.keyId);
  const before = seal(old, DUMMY);
  openAnswer(before, await postSealed(november.board, before.bytes));
  expect(await countRows(url, "gateway_mark")).toBe(1);

  const december = await openBoard(again, url, at("2027-12-01"));
  expect(await keyInForce(december)).toBe(old.keyId + 2);
  expect((await keyOf(december.board)).keyId).toBe(old.keyId + 2);
  const overlapping = seal(old, DUMMY);
  openAnswer(overlapping, await postSealed(december.board, overlapping.bytes));
  // Seen in November, and still not answered twice.
  expectProblem(await postSealed(december.board, before.bytes), 400, "malformed");

  const lastDay = await openBoard(again, url, at("2027-12-02"));
  const onLastDay = seal(old, DUMMY);
  openAnswer(onLastDay, await postSealed(lastDay.board, onLastDay.bytes));

  const over = await openBoard(again, url, at("2027-12-03"));
  const late = await postSealed(over.board, seal(old, DUMMY).bytes);
  expect(late.statusCode).toBe(400);
  expect(late.json()).toMatchObject({ type: "https://iana.org/assignments/http-problem-types#ohttp-key" });
  expect(await countRows(url, "gateway_key")).toBe(1);
  expect(await countRows(url, "gateway_mark")).toBe(0);
});

test("gateway: instances that begin a month together make one pair, and what one has seen no other answers", async () => {
  const url = await freshDatabase("demo");
  const november = await openBoard({}, url, at("2027-11-26"));
  const before = (await ledgerOf(november)).length;
  const open = (): Promise<Board> => openBoard({ DATA_DIR: november.config.dataDir }, url, at("2027-12-01"));
  const [one, two, three] = await Promise.all([open(), open(), open()]);
  const key = await keyOf(one.board);
  expect(await keyOf(two.board)).toEqual(key);
  expect(await keyOf(three.board)).toEqual(key);
  expect((await ledgerOf(one)).length).toBe(before + 1);
  const sealed = seal(key, DUMMY);
  openAnswer(sealed, await postSealed(one.board, sealed.bytes));
  expectProblem(await postSealed(two.board, sealed.bytes), 400, "malformed");
});
