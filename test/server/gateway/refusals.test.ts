// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { expect, test } from "vitest";
import {
  AES_128_GCM,
  CHACHA20_POLY1305,
  decodeConfigurations,
  decodeResponse,
  encodeRequest,
  openPromise,
  requestOverhead,
  responseOverhead,
  sealRequest,
  SIZE_CLASSES,
  xwingGatewayKey,
  type KeyConfiguration,
} from "#crypto";
import { OBLIVIOUS_KEYS_PATH, OBLIVIOUS_PATH, RESPONSE_TYPE } from "../../../server/oblivious.ts";
import { sealAsStock } from "../../crypto/oblivious/stock.ts";
import { anyBurst, countRows, expectProblem, openBoard, ORIGIN, type Board } from "../board.ts";
import { burstRequest, DUMMY, keyOf, openAnswer, postSealed, seal } from "../oblivious.ts";
import { tablesOf } from "../tables.ts";

const KEY_UNKNOWN = "https://iana.org/assignments/http-problem-types#ohttp-key";
const { request: REQUEST_BYTES, response: RESPONSE_BYTES } = SIZE_CLASSES.slot;

async function configurations({ board }: Board): Promise<KeyConfiguration[]> {
  const answer = await board.inject({ url: OBLIVIOUS_KEYS_PATH });
  expect(answer.statusCode).toBe(200);
  expect(answer.headers["content-type"]).toBe("application/ohttp-keys");
  return decodeConfigurations(answer.rawPayload);
}

test("gateway: a request that is damaged anywhere is refused in one way, and leaves nothing", async () => {
  const { board, databaseUrl } = await openBoard();
  const { bytes } = seal(await keyOf(board), burstRequest(anyBurst()));
  const before = await tablesOf(databaseUrl);
  // Point of X25519, ciphertext of ML-KEM, the message, its padding, its tag.
  const places = [7, 1_094, 1_095, 1_126, 1_127, 30_000, REQUEST_BYTES - 17, REQUEST_BYTES - 1];
  const answers = await Promise.all(
    places.map((at) => {
      const damaged = bytes.slice();
      damaged[at] = (damaged[at] ?? 0) ^ 1;
      return postSealed(board, damaged);
    }),
  );
  for (const answer of answers) {
    expectProblem(answer, 400, "malformed");
    expect(answer.body).toBe(answers[0]?.body);
  }
  expect(await tablesOf(databaseUrl)).toEqual(before);
});

test("gateway: a key, KEM or algorithm that it has not is told apart from damage", async () => {
  const { board, databaseUrl } = await openBoard();
  const key = await keyOf(board);
  const { bytes } = seal(key, DUMMY);
  // Key id, KEM, KDF, AEAD.
  for (const [at, value] of [
    [0, key.keyId + 2],
    [0, key.keyId + 1],
    [2, 0],
    [4, 9],
    [6, 1],
    [6, 2],
  ] as const) {
    const other = bytes.slice();
    other[at] = value;
    const answer = await postSealed(board, other);
    expect(answer.statusCode).toBe(400);
    expect(answer.headers["content-type"]).toMatch(/^application\/problem\+json/);
    expect(answer.json()).toMatchObject({ type: KEY_UNKNOWN, status: 400 });
  }
  // Another gateway's key under the same id does not open.
  const another = xwingGatewayKey(key.keyId, new Uint8Array(32)).configuration;
  expectProblem(await postSealed(board, seal(another, DUMMY).bytes), 400, "malformed");
  expect(await countRows(databaseUrl, "gateway_mark")).toBe(0);
});

test("gateway: another media type is refused, and other routes do not take this one", async () => {
  const { board } = await openBoard();
  const payload = Buffer.from(seal(await keyOf(board), DUMMY).bytes);
  for (const type of ["application/octet-stream", "application/json", RESPONSE_TYPE, "message/bhttp"]) {
    const headers = { "content-type": type };
    expectProblem(
      await board.inject({ method: "POST", url: OBLIVIOUS_PATH, headers, payload }),
      415,
      "wrong_media_type",
    );
  }
  expectProblem(await board.inject({ method: "POST", url: OBLIVIOUS_PATH, payload }), 415, "wrong_media_type");
  const sealed = { "content-type": "message/ohttp-req" };
  for (const url of ["/v1/logs/letters/bursts", "/v1/dummies", "/v1/desk/challenges"])
    expectProblem(
      await board.inject({ method: "POST", url, headers: sealed, payload: Buffer.alloc(10) }),
      415,
      "wrong_media_type",
    );
});

test("gateway: what opens and is no message of ours is answered inside", async () => {
  const { board, databaseUrl } = await openBoard();
  const key = await keyOf(board);
  const size = REQUEST_BYTES - requestOverhead(key.kem);
  const good = encodeRequest(DUMMY, ORIGIN, size);
  const elsewhere = encodeRequest(DUMMY, "other.example", size);
  const [paddingNotZero, response] = [good.slice(), good.slice()];
  paddingNotZero[size - 1] = 1;
  response[0] = 1;
  for (const message of [elsewhere, paddingNotZero, response, new Uint8Array(size), new Uint8Array(size).fill(255)]) {
    const sealed = sealRequest(key, message);
    const { status, contentType, content } = openAnswer(sealed, await postSealed(board, sealed.bytes));
    expect({ status, contentType }).toEqual({ status: 400, contentType: "application/problem+json" });
    expect(JSON.parse(Buffer.from(content).toString())).toMatchObject({ type: "/problems/malformed" });
  }
  expect(await countRows(databaseUrl, "gateway_mark")).toBe(5);
});

test("gateway: where no mark can be kept there is no answer, and the same request gets one when it can", async () => {
  const { board, database } = await openBoard();
  const sealed = seal(await keyOf(board), DUMMY);
  await database.schema.alterTable("gateway_mark").renameTo("elsewhere").execute();
  const refused = await postSealed(board, sealed.bytes);
  expect(refused.statusCode).toBe(500);
  await database.schema.alterTable("elsewhere").renameTo("gateway_mark").execute();
  openAnswer(sealed, await postSealed(board, sealed.bytes));
});

test.for([
  ["AES-128-GCM", AES_128_GCM],
  ["ChaCha20-Poly1305", CHACHA20_POLY1305],
] as const)("gateway: a stock client with X25519 and %s reads the keys and gets its answer", async ([, aead]) => {
  const opened = await openBoard();
  const stock = (await configurations(opened)).find(({ kem }) => kem === 0x0020);
  if (stock === undefined) throw new Error("no key for stock clients");
  const burst = anyBurst();
  const message = encodeRequest(burstRequest(burst), ORIGIN, REQUEST_BYTES - requestOverhead(stock.kem));
  const sealed = await sealAsStock(stock, aead, message);
  expect(sealed.bytes).toHaveLength(REQUEST_BYTES);
  const answer = await postSealed(opened.board, sealed.bytes);
  expect(answer.statusCode).toBe(200);
  expect(answer.rawPayload).toHaveLength(RESPONSE_BYTES);
  const inside = await sealed.openResponse(answer.rawPayload);
  expect(inside).toHaveLength(RESPONSE_BYTES - responseOverhead(aead));
  const { status, content } = decodeResponse(inside);
  expect(status).toBe(201);
  openPromise(content, burst, ORIGIN, opened.letters.publicKey);
  expectProblem(await postSealed(opened.board, sealed.bytes), 400, "malformed");
});
