// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import type { LightMyRequestResponse } from "fastify";
import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import {
  authorizationOf,
  BATCH_TOKENS,
  cardHash,
  decodeToken,
  deriveTokens,
  drawCard,
  drawTokens,
  encodeBatchRequest,
  finaliseTokens,
  nullifierOf,
  parseAuthorization,
  type PendingTokens,
} from "#crypto";
import { registerCardHashes } from "../../../server/token/index.ts";
import {
  anyBurst,
  countRows,
  expectProblem,
  openBoard,
  ORIGIN,
  postAccepted,
  postBurst,
  type Board,
} from "../board.ts";
import { freshAuthorization, signerOf } from "../tokens.ts";

const YEAR = new Date().getUTCFullYear();
const bytes = { "content-type": "application/octet-stream" };
const postKey = (): PendingTokens["key"] => signerOf("post").publicKey;
const voucherOf = (pass: string): Uint8Array => nullifierOf(decodeToken(parseAuthorization(pass)), ORIGIN);

function exchange({ board }: Board, pass: string, request: Uint8Array): Promise<LightMyRequestResponse> {
  const headers = { ...bytes, authorization: pass };
  return board.inject({ method: "POST", url: "/v1/token-batches", headers, payload: Buffer.from(request) });
}

function redeem({ board }: Board, code: Uint8Array, request: Uint8Array): Promise<LightMyRequestResponse> {
  const payload = Buffer.concat([code, request]);
  return board.inject({ method: "POST", url: "/v1/cards/redemptions", headers: bytes, payload });
}

/** Fifteen tokens of an answer, each of which buys a burst. */
async function spendAll(board: Board, pending: PendingTokens, answer: LightMyRequestResponse): Promise<void> {
  expect(answer.statusCode).toBe(200);
  const tokens = finaliseTokens(pending, answer.rawPayload, 2);
  expect(tokens).toHaveLength(BATCH_TOKENS);
  await Promise.all(
    tokens.map((token) => postAccepted(board, anyBurst(), authorizationOf(token, pending.key, ORIGIN))),
  );
  expect(await countRows(board.databaseUrl, "token_spent")).toBe(BATCH_TOKENS);
}

test("batch: a pass is worth fifteen tokens, once, and its batch is signed again as often as it is asked", async () => {
  const board = await openBoard();
  const pass = freshAuthorization("pass");
  const seed = randomBytes(32);
  const pending = deriveTokens(seed, voucherOf(pass), postKey(), ORIGIN);
  const request = encodeBatchRequest(pending);
  const [first, ...others] = await Promise.all([1, 2, 3].map(() => exchange(board, pass, request)));
  for (const other of others) expect(other.rawPayload.equals(first?.rawPayload ?? Buffer.alloc(0))).toBe(true);
  // With pass and codename alone, after everything else was lost.
  const again = deriveTokens(seed, voucherOf(pass), postKey(), ORIGIN);
  await spendAll(board, again, await exchange(board, pass, encodeBatchRequest(again)));
  const otherBatch = encodeBatchRequest(drawTokens(postKey(), ORIGIN, BATCH_TOKENS));
  expectProblem(await exchange(board, pass, otherBatch), 409, "pass_spent");
  expect(await countRows(board.databaseUrl, "pass_spent")).toBe(1);
});

test("batch: of two batches that race for one pass or card, between instances, one is signed", async () => {
  const first = await openBoard();
  const second = await openBoard({}, first.databaseUrl);
  const cards = Array.from({ length: 20 }, drawCard);
  await registerCardHashes(
    first.database,
    YEAR,
    cards.map((code) => cardHash(code, ORIGIN)),
  );
  const requests = [0, 1].map(() => encodeBatchRequest(drawTokens(postKey(), ORIGIN, BATCH_TOKENS)));
  for (const code of cards) {
    const pass = freshAuthorization("pass");
    const [one = Buffer.alloc(0), other = Buffer.alloc(0)] = requests;
    const answers = await Promise.all([exchange(first, pass, one), exchange(second, pass, other)]);
    expect(answers.map(({ statusCode }) => statusCode).toSorted()).toEqual([200, 409]);
    const redeemed = await Promise.all([redeem(first, code, one), redeem(second, code, other)]);
    expect(redeemed.map(({ statusCode }) => statusCode).toSorted()).toEqual([200, 409]);
  }
});

test("batch: a pass that is none, or that is a token of another purpose, is refused and nothing is spent", async () => {
  const board = await openBoard();
  const request = encodeBatchRequest(drawTokens(postKey(), ORIGIN, BATCH_TOKENS));
  for (const pass of ["", freshAuthorization("post"), freshAuthorization("ballot")]) {
    const answer = await exchange(board, pass, request);
    expectProblem(answer, 401, "token_required");
    expect(answer.headers["www-authenticate"]).toContain("PrivateToken challenge=");
  }
  expect(await countRows(board.databaseUrl, "pass_spent")).toBe(0);
});

test("batch: a request that cannot be signed is refused before the pass or card is spent", async () => {
  const board = await openBoard();
  const code = drawCard();
  await registerCardHashes(board.database, YEAR, [cardHash(code, ORIGIN)]);
  const pass = freshAuthorization("pass");
  const good = encodeBatchRequest(drawTokens(postKey(), ORIGIN, BATCH_TOKENS));
  const withBytes = (at: number, ...values: number[]): Buffer => {
    const copy = Buffer.from(good);
    copy.set(values, at);
    return copy;
  };
  const refused = [
    good.subarray(1),
    withBytes(1, 1),
    withBytes(2, 0, 0, 0, 0),
    encodeBatchRequest(drawTokens(signerOf("pass").publicKey, ORIGIN, BATCH_TOKENS)),
    // Numbers that are not below the modulus: the first, and the last.
    withBytes(34, ...new Uint8Array(256).fill(255)),
    withBytes(34 + 14 * 256, ...new Uint8Array(256).fill(255)),
  ];
  for (const request of refused) {
    expectProblem(await exchange(board, pass, request), 400, "malformed");
    expectProblem(await redeem(board, code, request), 400, "malformed");
  }
  expectProblem(await exchange(board, pass, Buffer.concat([good, Buffer.of(0)])), 413, "too_large");
  expectProblem(await redeem(board, code, Buffer.concat([good, Buffer.of(0)])), 413, "too_large");
  expect(await countRows(board.databaseUrl, "pass_spent")).toBe(0);
  expect(await countRows(board.databaseUrl, "card where batch_hash is not null")).toBe(0);
  expect((await exchange(board, pass, good)).statusCode).toBe(200);
  expect((await redeem(board, code, good)).statusCode).toBe(200);
});

test("card: is worth fifteen tokens, once, in its year and the next", async () => {
  const years: [number, boolean][] = [
    [YEAR - 2, false],
    [YEAR - 1, true],
    [YEAR, true],
    [YEAR + 1, false],
  ];
  for (const [year, isGood] of years) {
    const board = await openBoard();
    const code = drawCard();
    await registerCardHashes(board.database, year, [cardHash(code, ORIGIN)]);
    const pending = deriveTokens(randomBytes(32), cardHash(code, ORIGIN), postKey(), ORIGIN);
    const answer = await redeem(board, code, encodeBatchRequest(pending));
    if (!isGood) {
      expectProblem(answer, 404, "card_unknown");
      continue;
    }
    await spendAll(board, pending, answer);
    const other = encodeBatchRequest(drawTokens(postKey(), ORIGIN, BATCH_TOKENS));
    expectProblem(await redeem(board, code, other), 409, "card_spent");
    expectProblem(await redeem(board, drawCard(), other), 404, "card_unknown");
  }
});

test("batch: tokens of an old key are spent after the next has begun, and nothing new is signed with it", async () => {
  const { from } = signerOf("post");
  const nextYear = `${Number(from.slice(0, 4)) + 1}${from.slice(4)}`;
  const [pass, otherPass] = [freshAuthorization("pass"), freshAuthorization("pass")];
  const pending = drawTokens(postKey(), ORIGIN, BATCH_TOKENS);
  const request = encodeBatchRequest(pending);
  const before = await openBoard();
  const old = await exchange(before, pass, request);

  // The demo, started a year later, makes a new key and publishes it.
  const after = await openBoard({}, before.databaseUrl, () => Date.parse(nextYear));
  const again = await exchange(after, pass, request);
  expect(again.rawPayload.equals(old.rawPayload)).toBe(true);
  expectProblem(await exchange(after, otherPass, request), 400, "malformed");
  const held = finaliseTokens(pending, again.rawPayload, 2);
  const [one] = held;
  if (one === undefined) throw new Error("no token");
  await postAccepted(after, anyBurst(), authorizationOf(one, pending.key, ORIGIN));
  const refusal = await postBurst(after.board, anyBurst(), "");
  expectProblem(refusal, 401, "token_required");
  const spki = /token-key="([^"]+)"/.exec(refusal.headers["www-authenticate"] as string)?.[1] ?? "";
  expect(Buffer.from(spki, "base64url").equals(Buffer.from(postKey().encoded))).toBe(false);
});
