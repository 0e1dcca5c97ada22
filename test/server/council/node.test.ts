// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { expect, test } from "vitest";
import { packBurst } from "#crypto";
import { makePair } from "../../../server/gateway/making.ts";
import { countRows, ORIGIN, sequenceNow, type Board } from "../board.ts";
import { burstRequest, DUMMY, keyOf, postSealed, seal } from "../oblivious.ts";
import { execute } from "../sql.ts";
import { tableNames } from "../tables.ts";
import { vouchFor } from "../vouched.ts";
import type { Passed } from "./between.ts";
import { openPlace, startNode, type Place } from "./node.ts";

const TIMEOUT = { timeout: 60_000, interval: 50 };

const waiting = ({ databaseUrl }: Board): Promise<number> => countRows(databaseUrl, "pool");
/** Bursts that were kept. */
const untilKept = ({ board }: Place, count: number): Promise<void> =>
  expect.poll(() => waiting(board), TIMEOUT).toBeGreaterThanOrEqual(count);

/** Of every table how many rows there are of which lengths: what is in them is random, or the same. */
async function shapeOf(databaseUrl: string): Promise<Record<string, string[]>> {
  const shape: Record<string, string[]> = {};
  for (const name of await tableNames(databaseUrl)) {
    const rows = await execute<{ text: string }>(databaseUrl, `select t::text as text from ${name} t`);
    const lengths = (text: string): string =>
      text
        .replaceAll(/\\+x([0-9a-f]*)/g, (_all, hex: string) => `bytes(${hex.length / 2})`)
        .replaceAll(/[\w+/=-]{40,}/g, "text");
    shape[name] = rows.map(({ text }) => lengths(text)).sort();
  }
  return shape;
}

test("council: a burst of the node is kept as anybody's is, and no table tells them apart", async () => {
  const [node, others] = await Promise.all([openPlace(), openPlace()]);
  const running = startNode(node);
  await untilKept(node, 3);
  await running.stop();
  await node.toRelay.idle();
  const kept = await waiting(node.board);
  const dummies = node.toRelay.passed.length - kept;
  expect(dummies).toBeGreaterThan(0);

  const key = await keyOf(others.board.board);
  for (let i = 0; i < kept; i++)
    expect(
      (await postSealed(others.board.board, seal(key, burstRequest(packBurst([], ORIGIN))).bytes)).statusCode,
    ).toBe(200);
  for (let i = 0; i < dummies; i++)
    expect((await postSealed(others.board.board, seal(key, DUMMY).bytes)).statusCode).toBe(200);
  expect(await shapeOf(node.board.databaseUrl)).toEqual(await shapeOf(others.board.databaseUrl));
  for (const place of [node, others]) expect(await sequenceNow(place.board)).toBe(kept);
  expect(await shapeOf(node.board.databaseUrl)).toEqual(await shapeOf(others.board.databaseUrl));
});

const lengths = ({ body, answer }: Passed): string => `${body.length} ${answer.length}`;
const headersOf = ({ headers }: Passed): string => JSON.stringify(Object.entries(headers).toSorted());

test("council: the relay sees requests of one size with answers of one size, the same headers, and nothing of whose they are", async () => {
  const place = await openPlace();
  const node = startNode(place);
  await untilKept(place, 2);
  await expect.poll(() => place.toRelay.passed.length, TIMEOUT).toBeGreaterThan(8);
  await node.stop();
  const { passed } = place.toRelay;
  expect(new Set(passed.map(({ method, path, status }) => `${method} ${path} ${status}`))).toEqual(
    new Set(["POST /v1/oblivious 200"]),
  );
  expect(new Set(passed.map(lengths))).toEqual(new Set(["49152 65536"]));
  expect(new Set(passed.map(headersOf)).size).toBe(1);
  const headers = passed[0]?.headers;
  expect(headers?.["content-type"]).toBe("message/ohttp-req");
  for (const name of ["cookie", "authorization", "origin", "referer"]) expect(headers).not.toHaveProperty(name);
});

test("council: what it asks the board for does not depend on what it posts", async () => {
  const place = await openPlace();
  const node = startNode(place);
  await untilKept(place, 1);
  const { passed } = place.toBoard;
  const asked = passed.map(({ method, path }) => `${method} ${path}`);
  await untilKept(place, 4);
  await node.stop();
  // Where four bursts took longer than twelve do on average it drew again: the same, from its beginning.
  const inAll = passed.map(({ method, path }) => `${method} ${path}`);
  expect(inAll).toEqual(inAll.map((_each, i) => asked[i % asked.length]));
  expect(asked.filter((each) => each.startsWith("POST"))).toEqual([
    "POST /v1/desk/challenges",
    "POST /v1/desk/sessions",
    "POST /v1/desk/token-batches",
  ]);
  expect(asked).not.toContain("GET /v1/desk/keyring");
  const withCookie = passed.filter(({ headers }) => "cookie" in headers).map(({ path }) => path);
  expect(new Set(withCookie)).toEqual(new Set(["/v1/desk/token-batches"]));
});

test("council: a relay that is away, loses answers or garbles them costs some cover and nothing more", async () => {
  const place = await openPlace();
  const { toRelay } = place;
  startNode(place);
  await untilKept(place, 1);
  toRelay.isBroken = true;
  await expect.poll(() => toRelay.broken, TIMEOUT).toBeGreaterThan(8);
  const before = await waiting(place.board);
  toRelay.isBroken = false;
  await untilKept(place, before + 1);
  // Whatever was kept without its answer is kept once: as many tokens as bursts.
  toRelay.isLosingAnswers = true;
  await untilKept(place, before + 2);
  toRelay.isLosingAnswers = false;
  toRelay.changing = (_path, answer) => Buffer.from(answer.map((byte, i) => (i === 40 ? byte ^ 1 : byte)));
  await untilKept(place, before + 3);
  toRelay.changing = (_path, answer) => answer;
  await untilKept(place, before + 5);
  const { databaseUrl } = place.board;
  await expect
    .poll(async () => (await countRows(databaseUrl, "token_spent")) - (await countRows(databaseUrl, "pool")), TIMEOUT)
    .toBe(0);
});

test("council: a board that comes later, goes and comes again is found by itself", async () => {
  const place = await openPlace();
  place.toBoard.isBroken = true;
  const node = startNode(place);
  await expect.poll(() => place.toBoard.broken, TIMEOUT).toBeGreaterThan(2);
  expect(place.toRelay.passed).toEqual([]);
  place.toBoard.isBroken = false;
  await untilKept(place, 1);
  expect(node.said).not.toContain("unexpected");
});

test("council: it seals to the key of now: where the gateway answers to another it reads the ledger again", async () => {
  const place = await openPlace();
  const { board, databaseUrl, database, keys } = place.board;
  startNode(place);
  await untilKept(place, 1);
  const before = await keyOf(board);
  await execute(databaseUrl, "delete from gateway_mark");
  await execute(databaseUrl, "delete from gateway_key");
  const { origin } = place.board.config;
  await makePair(
    { database, origin, ledger: keys.logs.ledger, gateway: keys.gateway },
    new Date().toISOString().slice(0, 10),
  );
  await vouchFor(place.board);
  // A request to a key that it does not know makes the gateway look.
  const unknown = { ...before, keyId: (before.keyId + 2) % 256 };
  await postSealed(board, seal(unknown, DUMMY).bytes);
  const changed = await keyOf(board);
  expect(changed.keyId).not.toBe(before.keyId);
  await expect.poll(() => place.toRelay.passed.some(({ status }) => status === 400), TIMEOUT).toBe(true);
  const isAnswered = ({ status, body }: Passed): boolean => status === 200 && body[0] === changed.keyId;
  await expect.poll(() => place.toRelay.passed.some(isAnswered), TIMEOUT).toBe(true);
  const kept = await waiting(place.board);
  await untilKept(place, kept + 1);
});
