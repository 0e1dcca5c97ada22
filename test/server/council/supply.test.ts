// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { expect, test } from "vitest";
import { decodeEntries, encodeEntries, parseVerifierKey, phraseKeys, randomBytes } from "#crypto";
import { askingAt, type Answer, type Ask } from "../../../server/council/cover/asking.ts";
import { Purse } from "../../../server/council/cover/purse.ts";
import { Supply, type SupplyOptions } from "../../../server/council/cover/supply.ts";
import { publishTokenDocuments } from "../../../server/token/index.ts";
import { listening, openBoard, ORIGIN, type Board } from "../board.ts";
import { quickStretch } from "../keyrings.ts";
import { execute } from "../sql.ts";
import { vouchFor } from "../vouched.ts";
import { nodePhrase, signerKeys } from "./node.ts";

// What the node takes from a board, and what it makes of one that is not as it should be.

const HOUR_MS = 3_600_000;

interface Fetched {
  readonly supply: Supply;
  readonly purse: Purse;
  /** Looks, and waits for what comes of it. */
  look(monotonicMs?: number): Promise<void>;
}

function supplyOf(board: Board, ask: Ask, other: Partial<SupplyOptions> = {}): Fetched {
  const purse = new Purse();
  const supply = new Supply(
    {
      origin: ORIGIN,
      perHour: 2,
      board: ask,
      words: nodePhrase(board),
      trusted: async () => (await signerKeys(board)).map(parseVerifierKey),
      stretch: quickStretch,
      purse,
      now: Date.now,
      onDrawn: () => undefined,
      ...other,
    },
    0,
  );
  const look = async (monotonicMs = 0): Promise<void> => {
    supply.look(monotonicMs);
    await supply.stop();
  };
  return { supply, purse, look };
}

async function openVouched(): Promise<{ board: Board; ask: Ask }> {
  const board = await openBoard();
  await vouchFor(board);
  return { board, ask: askingAt(await listening(board.board), "board_silent", new AbortController().signal) };
}

function drain(purse: Purse): number {
  let count = 0;
  while (purse.take() !== null) count++;
  return count;
}

test("cover: a node draws fifteen tokens every six hours at two an hour, whether it spends them or not", async () => {
  const { board, ask } = await openVouched();
  const { supply, purse, look } = supplyOf(board, ask);
  await look(0);
  expect(supply.failure).toBe(null);
  expect(supply.organisation()).not.toBe(null);
  expect(drain(purse)).toBe(15);
  await look(6 * HOUR_MS - 1);
  expect(drain(purse)).toBe(0);
  await look(6 * HOUR_MS);
  await look(12 * HOUR_MS);
  expect(drain(purse)).toBe(30);
  // After a long time it draws once, and goes on at the times that there were.
  await look(100 * HOUR_MS);
  await look(102 * HOUR_MS - 1);
  expect(drain(purse)).toBe(15);
  await look(102 * HOUR_MS);
  expect(drain(purse)).toBe(15);
});

test("cover: no key is used of a board that shows what it should not", async () => {
  const { board, ask } = await openVouched();
  const flipped =
    (path: string, at: (length: number) => number): Ask =>
    async (question) => {
      const answer = await ask(question);
      if (question.path !== path) return answer;
      const place = at(answer.body.length);
      return { ...answer, body: Buffer.from(answer.body.map((byte, i) => (i === place ? byte ^ 1 : byte))) };
    };
  const paths: string[] = [];
  const listening: Ask = (question) => {
    if (question.method === "GET") paths.push(question.path);
    return ask(question);
  };
  await supplyOf(board, listening).look();
  expect(paths).toContain("/v1/logs/ledger/documents/0");
  for (const path of paths)
    for (const at of [(length: number) => Math.floor(length / 3), (length: number) => length - 3]) {
      const { supply, purse, look } = supplyOf(board, flipped(path, at));
      await look();
      // The end of a checkpoint is a witness's, whose absence is another thing.
      expect(["directory_unsound", "not_vouched"]).toContain(supply.failure);
      expect(supply.organisation()).toBe(null);
      expect(drain(purse)).toBe(0);
    }
});

test("cover: a directory of signers whom it does not trust is none", async () => {
  const { board, ask } = await openVouched();
  const other = (await signerKeys(board)).map(parseVerifierKey).map((key) => ({ ...key, publicKey: randomBytes(32) }));
  const { supply, look } = supplyOf(board, ask, { trusted: () => Promise.resolve(other) });
  await look();
  expect(supply.failure).toBe("directory_unsound");
});

test("cover: without two witnesses within a day there is no key, and there is none a day after they were last there", async () => {
  const board = await openBoard();
  const ask = askingAt(await listening(board.board), "board_silent", new AbortController().signal);
  let nowMs = Date.now();
  const { supply, look } = supplyOf(board, ask, { now: () => nowMs });
  await look();
  expect([supply.failure, supply.organisation()]).toEqual(["not_vouched", null]);
  await vouchFor(board);
  // One slot is waited for after a failure.
  await look();
  await look();
  expect(supply.failure).toBe(null);
  expect(supply.organisation()).not.toBe(null);
  nowMs += 25 * HOUR_MS;
  expect(supply.organisation()).toBe(null);
  await look(1);
  expect(supply.failure).toBe("not_vouched");
});

test("cover: a ledger that hangs together in itself and is not what its checkpoint says is refused", async () => {
  const { board, ask } = await openVouched();
  const get = (path: string): Promise<Answer> => ask({ method: "GET", path });
  const [, size = "0"] = (await get("/v1/logs/ledger/checkpoint")).body.toString().split("\n");
  const path = `/v1/logs/ledger/tile/entries/000.p/${size}`;
  const entries = encodeEntries(decodeEntries((await get(path)).body, "ledger").toReversed());
  const reversed: Ask = async (question) => {
    if (question.path === path) return { ...(await ask(question)), body: Buffer.from(entries) };
    const [, index] = /ledger\/documents\/(\d+)$/.exec(question.path) ?? [];
    if (index === undefined) return ask(question);
    return get(`/v1/logs/ledger/documents/${Number(size) - 1 - Number(index)}`);
  };
  const { supply, look } = supplyOf(board, reversed);
  await look();
  expect(supply.failure).toBe("directory_unsound");
});

test("cover: a directory that is not the last in its log is refused, however well it is signed", async () => {
  const { board, ask } = await openVouched();
  const before = await ask({ method: "GET", path: "/v1/directory" });
  // Another address of the relay is a next directory.
  const { dataDir } = board.config;
  const next = await openBoard({ DATA_DIR: dataDir, RELAY_ORIGIN: "http://127.0.0.1:9" }, board.databaseUrl);
  await vouchFor(next);
  const asking = askingAt(await listening(next.board), "board_silent", new AbortController().signal);
  const { supply, look } = supplyOf(next, asking);
  await look();
  expect(supply.failure).toBe(null);
  const stale = supplyOf(next, (question) =>
    question.path === "/v1/directory" ? Promise.resolve(before) : asking(question),
  );
  await stale.look();
  expect(stale.supply.failure).toBe("directory_unsound");
});

test("cover: a log that goes back behind what it was is refused, for as long as the node runs", async () => {
  const [older, newer] = await Promise.all([openVouched(), openVouched()]);
  const { keys, database } = newer.board;
  await publishTokenDocuments(database, [new TextEncoder().encode("{}")], keys.logs.ledger);
  await vouchFor(newer.board);
  let current = newer.ask;
  const { supply, look } = supplyOf(newer.board, (question) => current(question));
  await look();
  expect(supply.failure).toBe(null);
  current = older.ask;
  const key = supply.organisation()?.gateway;
  if (key === undefined) throw new Error("no key");
  // What is said of a key that is none of now changes nothing.
  supply.outdated({ ...key });
  expect(supply.organisation()).not.toBe(null);
  supply.outdated(key);
  expect(supply.organisation()).toBe(null);
  await look();
  expect(supply.failure).toBe("directory_unsound");
  // As somebody who begins anew would read it, it is in order.
  const fresh = supplyOf(older.board, older.ask);
  await fresh.look();
  expect(fresh.supply.failure).toBe(null);
});

test("cover: wrong words, somebody whom the directory does not name, and a board that signs nothing are told apart", async () => {
  const { board, ask } = await openVouched();
  const failureWith = async (other: Partial<SupplyOptions>, asking: Ask = ask): Promise<unknown> => {
    const { supply, purse, look } = supplyOf(board, asking, other);
    await look();
    expect(drain(purse)).toBe(0);
    return supply.failure;
  };
  expect(await failureWith({ words: ["a", "b", "c", "d", "e", "f"] })).toBe("wrong_phrase");

  const words = ["een", "twee", "drie", "vier", "vijf", "zes"];
  const { login } = phraseKeys(await quickStretch(words, ORIGIN), ORIGIN);
  const [loginKey, identity] = [login.publicKey, randomBytes(32)].map(
    (key) => `'\\x${Buffer.from(key).toString("hex")}'`,
  );
  await execute(
    board.databaseUrl,
    `insert into member_keyring (login_key, identity_key, keyring, session_epoch) select ${loginKey ?? ""}, ${identity ?? ""}, keyring, 0 from member_keyring limit 1`,
  );
  expect(await failureWith({ words })).toBe("not_member");

  const answering =
    (path: string, change: (body: Buffer<ArrayBuffer>) => Buffer<ArrayBuffer>): Ask =>
    async (question) => {
      const answer = await ask(question);
      return question.path === path ? { ...answer, body: change(answer.body) } : answer;
    };
  const batches = "/v1/desk/token-batches";
  const flip = (body: Buffer<ArrayBuffer>): Buffer<ArrayBuffer> =>
    Buffer.from(body.map((byte, i) => (i === 3_000 ? byte ^ 1 : byte)));
  expect(await failureWith({}, answering(batches, flip))).toBe("tokens_unsound");
  expect(
    await failureWith(
      {},
      answering(batches, (body) => Buffer.from(body.subarray(1))),
    ),
  ).toBe("tokens_unsound");
  for (const said of ["", "{}", '{"challenge":1}', `{"challenge":"${"?".repeat(48)}"}`])
    expect(
      await failureWith(
        {},
        answering("/v1/desk/challenges", () => Buffer.from(said)),
      ),
    ).toBe("refused");
  const away = askingAt("http://127.0.0.1:1", "board_silent", new AbortController().signal);
  expect(await failureWith({}, away)).toBe("board_silent");
  // Years from now no key signs any more.
  expect(await failureWith({ now: () => Date.now() + 24 * 365 * 3 * HOUR_MS })).toBe("not_vouched");
});
