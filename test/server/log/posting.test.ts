// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import type { LightMyRequestResponse } from "fastify";
import { rmSync, symlinkSync } from "node:fs";
import { expect, test } from "vitest";
import { hex, leavesOfBurst, openPromise } from "#crypto";
import { buildApp } from "../../../server/app.ts";
import { ensureDatabase, openDatabase, startPostgres } from "../../../server/database/index.ts";
import { Pool, sha256 } from "../../../server/log/index.ts";
import { promisedBy } from "../../../server/log/letters.ts";
import { Problem } from "../../../server/problem.ts";
import {
  anyBurst,
  BURSTS_PATH,
  burstHeaders,
  cleanUp,
  countRows,
  envelopesOf,
  expectProblem,
  freshFolder,
  openBoard,
  ORIGIN,
  postAccepted,
  postBurst,
  sequenceNow,
} from "../board.ts";
import { foundQuickly } from "../keyrings.ts";
import { freshAuthorization, freshPrice } from "../tokens.ts";
import { readVerified } from "./published.ts";

test("log: a burst is answered with a promise that its log signed, over its leaves in its order", async () => {
  const board = await openBoard();
  const burst = anyBurst();
  const answer = await postBurst(board.board, burst);
  expect(answer.statusCode).toBe(201);
  expect(answer.headers["content-type"]).toBe("application/octet-stream");
  expect(answer.rawPayload).toHaveLength(233);
  const promise = openPromise(answer.rawPayload, burst, ORIGIN, board.letters.publicKey);
  const leaves = envelopesOf(burst).map((envelope) =>
    hex(sha256(Buffer.concat([Buffer.of(0), envelope.subarray(0, 16), sha256(envelope)]))),
  );
  expect(promise.leaves.map(hex)).toEqual(leaves);
  expect(await countRows(board.databaseUrl, "pool")).toBe(1);
});

test("log: a promise names the end of the next whole interval", () => {
  expect(promisedBy(0, 3_600_000)).toBe(7_200);
  expect(promisedBy(3_599_999, 3_600_000)).toBe(7_200);
  expect(promisedBy(3_600_000, 3_600_000)).toBe(10_800);
  // 1.5 s intervals: the second one ends at 3.0 s, the third at 4.5 s and so within second 5.
  expect(promisedBy(1_499, 1_500)).toBe(3);
  expect(promisedBy(1_500, 1_500)).toBe(5);
});

test("log: the same burst again is promised again and kept once, before and after it is in the tree", async () => {
  const board = await openBoard();
  const burst = anyBurst();
  const token = freshAuthorization();
  const first = await postAccepted(board, burst, token);
  const again = await postAccepted(board, burst, token);
  expect(again.leaves).toEqual(first.leaves);
  expect(await countRows(board.databaseUrl, "pool")).toBe(1);
  await sequenceNow(board);
  expect((await readVerified(board)).entries).toHaveLength(5);

  // Whoever copies it has to pay for it.
  for (const authorization of [token, freshAuthorization()]) {
    const late = await postAccepted(board, burst, authorization);
    expect(late.leaves).toEqual(first.leaves);
  }
  await sequenceNow(board);
  expect((await readVerified(board)).entries).toHaveLength(5);
  expect(await countRows(board.databaseUrl, "pool")).toBe(0);
});

test("log: the same burst many times at once is kept once", async () => {
  const board = await openBoard();
  const burst = anyBurst();
  const token = freshAuthorization();
  await Promise.all(Array.from({ length: 40 }, () => postAccepted(board, burst, token)));
  expect(await countRows(board.databaseUrl, "pool")).toBe(1);
});

test("log: whatever is not 40,960 bytes of the right media type is refused and nothing is kept", async () => {
  const board = await openBoard();
  const post = (payload: Buffer | string, headers: Record<string, string>): Promise<LightMyRequestResponse> =>
    board.board.inject({ method: "POST", url: BURSTS_PATH, headers, payload });
  const authorization = freshAuthorization();
  const bytes = burstHeaders(authorization);
  for (const length of [0, 1, 8_192, 40_959]) {
    expectProblem(await post(Buffer.alloc(length), bytes), 400, "malformed");
  }
  for (const length of [40_961, 1_000_000]) {
    expectProblem(await post(Buffer.alloc(length), bytes), 413, "too_large");
  }
  for (const type of ["text/plain", "application/json", "application/octet", "multipart/form-data; boundary=x", "x"]) {
    expectProblem(await post(anyBurst(), { "content-type": type }), 415, "wrong_media_type");
  }
  expectProblem(await post(anyBurst(), {}), 415, "wrong_media_type");
  expectProblem(await post("", {}), 415, "wrong_media_type");
  expect(await countRows(board.databaseUrl, "pool")).toBe(0);
  expect((await post(anyBurst(), { "content-type": "Application/Octet-Stream; x=y", authorization })).statusCode).toBe(
    201,
  );
});

test("log: of hundreds at once, as many rows are kept as promises given, and every one comes into the tree", async () => {
  const board = await openBoard();
  const bursts = Array.from({ length: 300 }, anyBurst);
  const answers = await Promise.all(bursts.map((burst) => postBurst(board.board, burst)));
  expect(answers.filter(({ statusCode }) => statusCode === 201)).toHaveLength(300);
  expect(await countRows(board.databaseUrl, "pool")).toBe(300);
  await sequenceNow(board);
  const { entries } = await readVerified(board);
  const posted = bursts.flatMap(envelopesOf).map((envelope) => hex(sha256(envelope)));
  expect(entries.map((entry) => hex(entry.subarray(16))).sort()).toEqual(posted.sort());
});

test("log: with as many waiting as memory is meant for, the next is told to come back", async () => {
  const board = await openBoard();
  const burst = anyBurst();
  const pool = new Pool(board.database, ORIGIN);
  const price = freshPrice();
  const leaves = leavesOfBurst(burst, sha256);
  const waiting: Promise<void>[] = [];
  let refusal: unknown;
  for (let i = 0; i < 2_200 && refusal === undefined; i++) {
    try {
      waiting.push(pool.keep(burst, price, leaves));
    } catch (error) {
      refusal = error;
    }
  }
  expect(refusal).toBeInstanceOf(Problem);
  expect((refusal as Problem).code).toBe("busy");
  expect(waiting.length).toBeGreaterThanOrEqual(2_000);
  await Promise.all(waiting);
  await pool.keep(burst, price, leaves);
});

test("log: without a database a post is refused as busy, and taken again when the database is back", async () => {
  const board = await openBoard();
  const folder = freshFolder();
  let postgres = await startPostgres(folder);
  cleanUp(() => postgres.stop());
  const database = await openDatabase(await ensureDatabase(postgres, folder, "board"), 4);
  cleanUp(() => database.destroy());
  await foundQuickly(database, board.config);
  const app = await buildApp({ config: board.config, database, log: false });
  const listener = app.listeners[0]?.app;
  if (listener === undefined) throw new Error("no board");
  cleanUp(async () => {
    for (const { app: each } of app.listeners) await each.close();
    await app.close();
  });
  const burst = anyBurst();
  expect((await postBurst(listener, burst)).statusCode).toBe(201);
  const sockets = new URL(postgres.urlOf("board")).searchParams.get("host");
  await postgres.stop();
  expectProblem(await postBurst(listener, burst), 503, "busy");
  expectProblem(await listener.inject({ url: "/ready" }), 503, "busy");
  expectProblem(await listener.inject({ url: "/v1/logs/letters/checkpoint" }), 503, "busy");
  expect((await listener.inject({ url: "/health" })).statusCode).toBe(200);
  postgres = await startPostgres(folder);
  // The folder of sockets is made anew at each start; the open pool knows the old one.
  symlinkSync(new URL(postgres.urlOf("board")).searchParams.get("host") ?? "", sockets ?? "");
  cleanUp(() => rmSync(sockets ?? "", { force: true }));
  expect((await postBurst(listener, burst)).statusCode).toBe(201);
  expect((await postBurst(listener, anyBurst())).statusCode).toBe(201);
  expect((await listener.inject({ url: "/ready" })).statusCode).toBe(200);
});
