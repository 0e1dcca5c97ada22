// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { randomBytes } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import {
  encodeConfigurations,
  gatewayInForce,
  hex,
  openGatewayDocument,
  type GatewayConfigurations,
  type KeyConfiguration,
} from "#crypto";
import { readBoardKeys } from "../../../server/board-keys.ts";
import { ConfigError } from "../../../server/config.ts";
import { InForce } from "../../../server/directory/index.ts";
import { GatewayKeys, Marks, startKeeping } from "../../../server/gateway/index.ts";
import { lastDayOf } from "../../../server/gateway/making.ts";
import { openSeeds, pairOf, sealSeeds } from "../../../server/gateway/pair.ts";
import { OBLIVIOUS_KEYS_PATH } from "../../../server/oblivious.ts";
import {
  countRows,
  expectProblem,
  freshDatabase,
  freshFolder,
  listening,
  openBoard,
  ORIGIN,
  type Board,
} from "../board.ts";
import { DUMMY, keyOf, openAnswer, postSealed, seal } from "../oblivious.ts";
import { relayBefore } from "../relay.ts";
import { execute } from "../sql.ts";

const KEY_UNKNOWN = "https://iana.org/assignments/http-problem-types#ohttp-key";
const NOON = "T12:00:00Z";

/** A clock that is moved by hand. */
interface MovedClock {
  day: string;
  now(): number;
}
const clockAt = (day: string): MovedClock => ({
  day,
  now() {
    return Date.parse(this.day + NOON);
  },
});

const keysOf = ({ database, keys }: Board, clock: MovedClock): GatewayKeys =>
  new GatewayKeys({
    database,
    origin: ORIGIN,
    ledger: keys.logs.ledger,
    gateway: keys.gateway,
    now: () => clock.now(),
  });

async function ledgerOf({ databaseUrl }: Board): Promise<Buffer[]> {
  const rows = await execute<{ document: Buffer }>(
    databaseUrl,
    "select document from log_document where log = 'ledger' order by index",
  );
  return rows.map(({ document }) => document);
}

const gatewayDocuments = async (board: Board): Promise<GatewayConfigurations[]> =>
  (await ledgerOf(board))
    .filter((document) => document.includes('"type":"gateway"'))
    .map((document) => openGatewayDocument(document, ORIGIN, board.keys.gateway.publicKey));

const written = (configuration: KeyConfiguration | null | undefined): string =>
  hex(encodeConfigurations(configuration ? [configuration] : []));

const idsOf = (keys: GatewayKeys): number[] =>
  keys
    .answering()
    .flatMap((pair) => pair.keys)
    .map(({ configuration }) => configuration.keyId);

test("gateway: a file of keys from before gets the gateway's, once, and keeps the others", () => {
  const path = join(freshFolder(), "board-keys.json");
  const made = readBoardKeys(path, ORIGIN);
  const { gateway, ...before } = JSON.parse(readFileSync(path, "utf8")) as Record<string, unknown>;
  expect(gateway).toMatch(/^[\w-]{43}$/);
  writeFileSync(path, JSON.stringify(before));
  const completed = readBoardKeys(path, ORIGIN);
  expect(JSON.parse(readFileSync(path, "utf8"))).toMatchObject(before);
  expect({ logs: completed.logs, session: completed.session }).toEqual({ logs: made.logs, session: made.session });
  expect(hex(completed.gateway.seed)).not.toBe(hex(made.gateway.seed));
  expect(readBoardKeys(path, ORIGIN)).toEqual(completed);
  for (const wrong of [
    { ...before, gateway: "x" },
    { ...before, gateway, more: 1 },
    { ...before, session: "x" },
  ]) {
    writeFileSync(path, JSON.stringify(wrong));
    expect(() => readBoardKeys(path, ORIGIN)).toThrow(ConfigError);
    expect(readFileSync(path, "utf8")).toBe(JSON.stringify(wrong));
  }
});

test("gateway: the last day of a pair is the second of the month that follows", () => {
  for (const [from, until] of [
    ["2026-11-26", "2026-12-02"],
    ["2026-12-01", "2027-01-02"],
    ["2026-12-31", "2027-01-02"],
    ["2027-01-31", "2027-02-02"],
    ["2028-02-29", "2028-03-02"],
  ] as const)
    expect(lastDayOf(from)).toBe(until);
});

test("gateway: board and relay give the pair that the ledger has last, and its directory names who signed it", async () => {
  const board = await openBoard();
  const last = (await gatewayDocuments(board)).at(-1);
  const relay = await relayBefore(await listening(board.board), ORIGIN);
  for (const listener of [board.board, relay]) {
    const answer = await listener.inject({ url: OBLIVIOUS_KEYS_PATH });
    expect(answer.headers["content-type"]).toBe("application/ohttp-keys");
    expect(hex(answer.rawPayload)).toBe(hex(encodeConfigurations(last?.configurations ?? [])));
  }
  const ours = await keyOf(board.board);
  expect(written(ours)).toBe(written(last?.configurations[0]));
  expect(written(gatewayInForce(await ledgerOf(board), ORIGIN, board.keys.gateway.publicKey))).toBe(written(ours));
  const directory = (await board.board.inject({ url: "/v1/directory" })).body;
  expect(directory).toContain(`"gateway":"${Buffer.from(board.keys.gateway.publicKey).toString("base64url")}"`);
});

test("gateway: whoever has the database without the file of keys opens nothing, and can make no key last longer", async () => {
  const board = await openBoard();
  const { gateway } = board.keys;
  const row = await board.database.selectFrom("gateway_key").selectAll().executeTakeFirstOrThrow();
  const days = { number: row.number, from: row.first_day, until: row.last_day };
  const seeds = openSeeds(row.sealed_seeds, days, gateway.seed, ORIGIN);
  const { configuration } = pairOf({ ...days, seeds: seeds ?? new Uint8Array(64) }).keys[0];
  expect(written(configuration)).toBe(written(await keyOf(board.board)));
  for (const part of [seeds?.slice(0, 32), seeds?.slice(32)])
    expect(hex(row.sealed_seeds)).not.toContain(hex(part ?? new Uint8Array(0)));
  expect(openSeeds(row.sealed_seeds, days, randomBytes(32), ORIGIN)).toBeNull();
  expect(openSeeds(row.sealed_seeds, days, gateway.seed, "other.example")).toBeNull();
  for (const other of [{ until: "2099-01-01" }, { from: "2020-01-01" }, { number: row.number + 1 }])
    expect(openSeeds(row.sealed_seeds, { ...days, ...other }, gateway.seed, ORIGIN)).toBeNull();
});

test("gateway: an instance with another key in its file does not start beside the others", async () => {
  const board = await openBoard();
  const stranger = {
    ...board,
    keys: { ...board.keys, gateway: readBoardKeys(join(freshFolder(), "k"), ORIGIN).gateway },
  };
  await expect(keysOf(stranger, clockAt("2026-11-26")).renew()).rejects.toThrow(/^BOARD_KEYS: /);
});

test("gateway: while it runs a month begins, another instance's key is known at once, and each has its days", async () => {
  const clock = clockAt("2027-11-30");
  const board = await openBoard({}, await freshDatabase("demo"), () => clock.now());
  const slow = clockAt("2027-11-30");
  const [one, other] = [keysOf(board, clock), keysOf(board, slow)];
  await one.renew();
  await other.renew();
  const [first = 0] = idsOf(one);
  expect(idsOf(one)).toEqual([first, first + 1]);
  clock.day = "2027-12-01";
  expect(await one.renew()).toBe(true);
  expect(await one.renew()).toBe(false);
  expect(idsOf(one)).toEqual([first, first + 1, first + 2, first + 3]);
  // Its own hour has not come.
  expect(idsOf(other)).toEqual([first, first + 1]);
  await other.readAgain();
  expect(idsOf(other)).toEqual([first, first + 1, first + 2, first + 3]);
  clock.day = "2027-12-02";
  expect(idsOf(one)).toHaveLength(4);
  // Not looked at since, and answers to it no more.
  clock.day = "2027-12-03";
  expect(idsOf(one)).toEqual([first + 2, first + 3]);
  const documents = await gatewayDocuments(board);
  expect(documents.slice(1).map(({ from, until }) => `${from} ${until}`)).toEqual([
    "2027-11-30 2027-12-02",
    "2027-12-01 2028-01-02",
  ]);
});

test("gateway: the board itself answers to a key that another instance made a moment ago", async () => {
  const clock = clockAt("2027-11-30");
  const board = await openBoard({}, await freshDatabase("demo"), () => clock.now());
  const other = keysOf(board, clock);
  clock.day = "2027-12-01";
  await other.renew();
  const made = other.answering().at(-1)?.keys[0].configuration;
  if (made === undefined) throw new Error("no key was made");
  const sealed = seal(made, DUMMY);
  openAnswer(sealed, await postSealed(board.board, sealed.bytes));
});

test("gateway: a clock that goes back makes no key, and numbers go on where rows are gone", async () => {
  const board = await openBoard({}, await freshDatabase("demo"), () => Date.parse(`2027-11-30${NOON}`));
  const clock = clockAt("2027-10-01");
  const keys = keysOf(board, clock);
  const before = await gatewayDocuments(board);
  expect(await keys.renew()).toBe(false);
  expect(await gatewayDocuments(board)).toEqual(before);
  await execute(board.databaseUrl, "delete from gateway_key");
  clock.day = "2027-11-30";
  expect(await keys.renew()).toBe(true);
  const ids = (await gatewayDocuments(board)).map(({ configurations: [ours] }) => ours?.keyId);
  expect(ids).toEqual([0, 2, 4]);
});

test("gateway: numbers begin again after 128, and with them key ids", async () => {
  const board = await openBoard({}, await freshDatabase("demo"), () => Date.parse(`2027-11-30${NOON}`));
  const { gateway } = board.keys;
  const days = { number: 127, from: "2027-11-30", until: "2027-12-02" };
  await board.database.deleteFrom("gateway_key").execute();
  const sealed_seeds = sealSeeds(randomBytes(64), days, gateway.seed, ORIGIN);
  const row = { number: days.number, first_day: days.from, last_day: days.until, sealed_seeds };
  await board.database.insertInto("gateway_key").values(row).execute();
  const keys = keysOf(board, clockAt("2027-12-01"));
  expect(await keys.renew()).toBe(true);
  expect(idsOf(keys)).toEqual([254, 255, 0, 1]);
});

test("gateway: after a key is gone none of its requests is taken for new, by an instance that is late either", async () => {
  const clock = clockAt("2027-11-30");
  const board = await openBoard({}, await freshDatabase("demo"), () => clock.now());
  const marks = new Marks(board.database);
  const { keyId } = await keyOf(board.board);
  expect(await marks.isNew(keyId, randomBytes(32))).toBe(true);
  const later = keysOf(board, clockAt("2027-12-03"));
  await later.renew();
  expect(await countRows(board.databaseUrl, "gateway_mark")).toBe(0);
  expect(await marks.isNew(keyId, randomBytes(32))).toBe(false);
  // Its clock still says that it may answer: it does not.
  const late = await postSealed(board.board, seal(await keyOf(board.board), DUMMY).bytes);
  expect(late.statusCode).toBe(400);
});

test("gateway: that a directory does not name its key is said, and stops nothing", async () => {
  const board = await openBoard();
  const said: string[] = [];
  const log = { warn: (message: string) => void said.push(message), error: () => void said.push("failed") };
  const inForce = new InForce({ database: board.database, origin: ORIGIN, trusted: null });
  const keys = keysOf(board, clockAt(new Date().toISOString().slice(0, 10)));
  const { publicKey } = board.keys.gateway;
  for (const [named, lines] of [
    [publicKey, 0],
    [new Uint8Array(32), 1],
  ] as const) {
    said.length = 0;
    const keeping = startKeeping({ keys, publicKey: named, inForce, log, onGrowth: () => undefined });
    await keeping.stop();
    expect(said).toHaveLength(lines);
    expect(said.join("")).not.toContain("failed");
  }
});

test("gateway: a request to a key that is none is told so, whatever it is", async () => {
  const { board } = await openBoard();
  const key = await keyOf(board);
  const stale = seal({ ...key, keyId: (key.keyId + 100) % 256 }, DUMMY);
  const answer = await postSealed(board, stale.bytes);
  expect(answer.json()).toMatchObject({ type: KEY_UNKNOWN });
  expectProblem(await postSealed(board, Buffer.alloc(10)), 400, "malformed");
});
