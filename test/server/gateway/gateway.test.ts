// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { expect, test } from "vitest";
import { openPromise, SIZE_CLASSES, type ObliviousRequest, type SizeClass } from "#crypto";
import {
  anyBurst,
  countRows,
  envelopesOf,
  expectProblem,
  openBoard,
  ORIGIN,
  postAccepted,
  sequenceNow,
} from "../board.ts";
import { askSealed, bundleRequest, burstRequest, DUMMY, keyOf, openAnswer, postSealed, seal } from "../oblivious.ts";
import { freshAuthorization } from "../tokens.ts";

test("gateway: a burst that came sealed is kept, and its promise verifies", async () => {
  const { board, letters, databaseUrl } = await openBoard();
  const burst = anyBurst();
  const answer = await askSealed(board, burstRequest(burst));
  expect(answer).toMatchObject({ status: 201, contentType: "application/octet-stream" });
  openPromise(answer.content, burst, ORIGIN, letters.publicKey);
  expect(await countRows(databaseUrl, "pool")).toBe(1);
});

test("gateway: the same burst with its token, sealed anew, gets its promise again and is kept once", async () => {
  const { board, letters, databaseUrl } = await openBoard();
  const burst = anyBurst();
  const request = burstRequest(burst, freshAuthorization());
  for (let i = 0; i < 2; i++) {
    const { status, content } = await askSealed(board, request);
    expect(status).toBe(201);
    openPromise(content, burst, ORIGIN, letters.publicKey);
  }
  expect(await countRows(databaseUrl, "pool")).toBe(1);
});

test("gateway: bundles of envelopes are read through it, by anybody", async () => {
  const board = await openBoard();
  const burst = anyBurst();
  await postAccepted(board, burst);
  await sequenceNow(board);
  const { status, content } = await askSealed(board.board, bundleRequest("bundles/000.p/5"), "read");
  expect(status).toBe(200);
  const sorted = (bytes: Uint8Array): string[] =>
    envelopesOf(bytes)
      .map((each) => each.toString("hex"))
      .sort();
  expect(sorted(content)).toEqual(sorted(burst));
});

test("gateway: a dummy is answered with nothing, and leaves nothing but a mark", async () => {
  const { board, databaseUrl } = await openBoard();
  expect(await askSealed(board, DUMMY)).toEqual({ status: 204, contentType: null, content: new Uint8Array(0) });
  expect(await countRows(databaseUrl, "gateway_mark")).toBe(1);
  for (const table of ["pool", "token_spent"]) expect(await countRows(databaseUrl, table)).toBe(0);
});

test("gateway: what is not the inside of its class is not there", async () => {
  const { board } = await openBoard();
  const burst = burstRequest(anyBurst());
  const cases: [ObliviousRequest, SizeClass][] = [
    [DUMMY, "read"],
    [{ ...DUMMY, method: "GET", path: "/v1/directory" }, "read"],
    [{ ...DUMMY, method: "GET", path: "/v1/logs/letters/bundles/../../../directory" }, "read"],
    [bundleRequest("bundles/000"), "slot"],
    [{ ...burst, path: "/v1/desk/token-batches" }, "slot"],
    [{ ...burst, path: "/v1/cards" }, "slot"],
    [{ ...burst, path: `${burst.path}?a` }, "slot"],
    [{ ...burst, method: "PUT" }, "slot"],
    [burst, "cell"],
    [{ ...DUMMY, method: "PUT", path: "/v1/cells/0" }, "cell"],
  ];
  for (const [request, sizeClass] of cases) {
    const { status, contentType, content } = await askSealed(board, request, sizeClass);
    expect(status).toBe(404);
    expect(contentType).toBe("application/problem+json");
    expect(JSON.parse(Buffer.from(content).toString())).toMatchObject({ type: "/problems/not_found" });
  }
});

test("gateway: the same bytes twice are answered once", async () => {
  const { board } = await openBoard();
  const sealed = seal(await keyOf(board), DUMMY);
  const [first, second] = await Promise.all([postSealed(board, sealed.bytes), postSealed(board, sealed.bytes)]);
  const [answered, refused] = first.statusCode === 200 ? [first, second] : [second, first];
  openAnswer(sealed, answered);
  expectProblem(refused, 400, "malformed");
  expectProblem(await postSealed(board, sealed.bytes), 400, "malformed");
});

test("gateway: another size than the three is refused before it is opened", async () => {
  const { board } = await openBoard();
  const key = await keyOf(board);
  const { bytes } = seal(key, DUMMY);
  for (const length of [0, 1, 2_047, 2_049, bytes.length - 1]) {
    expectProblem(await postSealed(board, bytes.subarray(0, length)), 400, "malformed");
  }
  expectProblem(await postSealed(board, Buffer.alloc(SIZE_CLASSES.cell.request + 1)), 413, "too_large");
});
