// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { once } from "node:events";
import { request as httpRequest, type IncomingMessage } from "node:http";
import { buffer } from "node:stream/consumers";
import { sql } from "kysely";
import { expect, test } from "vitest";
import {
  BATCH_TOKENS,
  concat,
  decodeResponse,
  deriveTokens,
  encodeBatchRequest,
  finaliseTokens,
  hex,
  openPromise,
  randomBytes,
  SIZE_CLASSES,
  type ObliviousRequest,
  type ObliviousResponse,
  type SizeClass,
} from "#crypto";
import { readDemoSecrets } from "../../../server/demo/index.ts";
import { OBLIVIOUS_PATH, REQUEST_TYPE } from "../../../server/oblivious.ts";
import { anyBurst, countRows, listening, openBoard, ORIGIN, postAccepted, sequenceNow, type Board } from "../board.ts";
import { relayBefore } from "../relay.ts";
import { askSealed, bundleRequest, burstRequest, DUMMY, keyOf, seal } from "../oblivious.ts";
import { freshAuthorization, signerOf } from "../tokens.ts";

// Both legs: visitor and relay, relay and board. Whatever was asked and said, an answer of a class is the same to whoever carries it.

interface Carried {
  readonly status: number | undefined;
  /** As they came, but for the time. */
  readonly headers: readonly string[];
  readonly bytes: number;
  readonly inside: ObliviousResponse;
}

/** Over a socket, with every header as it came. */
async function carry(board: Board, address: string, inside: ObliviousRequest, sizeClass: SizeClass): Promise<Carried> {
  const sealed = seal(await keyOf(board.board), inside, sizeClass);
  expect(sealed.bytes).toHaveLength(SIZE_CLASSES[sizeClass].request);
  const headers = { "Content-Type": REQUEST_TYPE, "Content-Length": sealed.bytes.length };
  const { port } = new URL(address);
  const request = httpRequest({ host: "127.0.0.1", port, path: OBLIVIOUS_PATH, method: "POST", headers });
  request.end(sealed.bytes);
  const [response] = (await once(request, "response")) as [IncomingMessage];
  const body = await buffer(response);
  const names = response.rawHeaders.map((text, i) => (response.rawHeaders[i - 1] === "Date" ? "" : text));
  return {
    status: response.statusCode,
    headers: names,
    bytes: body.length,
    inside: decodeResponse(sealed.openResponse(body)),
  };
}

type Case = readonly [status: number, request: ObliviousRequest];

async function casesOf(board: Board): Promise<Record<SizeClass, readonly Case[]>> {
  const spent = freshAuthorization();
  await postAccepted(board, anyBurst(), spent);
  await sequenceNow(board);
  const none = burstRequest(anyBurst(), "PrivateToken token=AAAA");
  return {
    slot: [
      [201, burstRequest(anyBurst())],
      [204, DUMMY],
      [401, none],
      [409, burstRequest(anyBurst(), spent)],
      [400, burstRequest(anyBurst().subarray(1))],
      [415, { ...none, contentType: "text/plain" }],
      [404, { ...none, path: "/v1/cards/redemption" }],
      [404, { ...none, path: "/v1/desk/token-batches" }],
      [404, { ...DUMMY, method: "GET", path: "/v1/directory" }],
    ],
    read: [
      [200, bundleRequest("bundles/000.p/5")],
      [200, bundleRequest("bundles/000.p/1")],
      [404, bundleRequest("bundles/001")],
      [404, bundleRequest("bundles/../directory")],
      [404, DUMMY],
    ],
    cell: [
      [404, { ...DUMMY, method: "PUT", path: "/v1/cells/0" }],
      [404, DUMMY],
    ],
  };
}

test("gateway: success, refusal, nothing there and dummy look the same on both legs, by class", async () => {
  const board = await openBoard();
  const address = await listening(board.board);
  const relay = await listening(await relayBefore(address, ORIGIN));
  const cases = await casesOf(board);
  for (const [name, list] of Object.entries(cases)) {
    const sizeClass = name as SizeClass;
    for (const leg of [address, relay]) {
      const seen: Carried[] = [];
      for (const [status, request] of list) {
        const carried = await carry(board, leg, request, sizeClass);
        expect(`${request.path} ${carried.inside.status}`).toBe(`${request.path} ${status}`);
        seen.push(carried);
      }
      for (const { status, headers, bytes } of seen) {
        expect({ status, bytes }).toEqual({ status: 200, bytes: SIZE_CLASSES[sizeClass].response });
        expect(headers).toEqual(seen[0]?.headers);
      }
    }
  }
});

test("gateway: a card and a pass are exchanged, and the same batch sealed anew gets the same answer", async () => {
  const board = await openBoard();
  const { publicKey } = signerOf("post");
  const [code = new Uint8Array(0)] = readDemoSecrets(board.config.dataDir).cards;
  const batch = deriveTokens(randomBytes(32), randomBytes(32), publicKey, ORIGIN);
  const post = { ...DUMMY, contentType: "application/octet-stream" };
  const asked = encodeBatchRequest(batch);
  for (const request of [
    { ...post, path: "/v1/cards/redemptions", content: concat(code, asked) },
    { ...post, path: "/v1/token-batches", authorization: freshAuthorization("pass"), content: asked },
  ]) {
    const [first, second] = [await askSealed(board.board, request), await askSealed(board.board, request)];
    expect([first.status, second.status]).toEqual([200, 200]);
    expect(hex(second.content)).toBe(hex(first.content));
    expect(finaliseTokens(batch, first.content, 0)).toHaveLength(BATCH_TOKENS);
  }
});

test("gateway: what is sealed is not answered before its mark is on disk, and what it asks for is done meanwhile", async () => {
  const board = await openBoard();
  const burst = anyBurst();
  let isAnswered = false;
  await board.database.transaction().execute(async (session) => {
    await sql`lock table gateway_mark in share mode`.execute(session);
    void askSealed(board.board, burstRequest(burst)).then(({ content }) => {
      openPromise(content, burst, ORIGIN, board.letters.publicKey);
      isAnswered = true;
    });
    await expect.poll(() => countRows(board.databaseUrl, "pool")).toBe(1);
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(isAnswered).toBe(false);
  });
  await expect.poll(() => isAnswered).toBe(true);
});

test("gateway: no answer comes before its moment, whatever it is", async () => {
  const { board } = await openBoard();
  const key = await keyOf(board);
  const since = async (bytes: Uint8Array): Promise<number> => {
    const start = performance.now();
    const payload = Buffer.from(bytes);
    await board.inject({ method: "POST", url: OBLIVIOUS_PATH, headers: { "content-type": REQUEST_TYPE }, payload });
    return performance.now() - start;
  };
  for (const { bytes } of [seal(key, DUMMY), seal(key, burstRequest(anyBurst())), seal(key, DUMMY, "read")])
    // A timer may be a millisecond early by another clock.
    expect(await since(bytes)).toBeGreaterThanOrEqual(248);
});
