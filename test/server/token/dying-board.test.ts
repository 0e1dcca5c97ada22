// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import {
  authorizationOf,
  cardHash,
  deriveTokens,
  drawCard,
  encodeBatchRequest,
  finaliseTokens,
  type PendingTokens,
} from "#crypto";
import { registerCardHashes } from "../../../server/token/index.ts";
import {
  anyBurst,
  BOARD_ROLES,
  BURSTS_PATH,
  cleanUp,
  countRows,
  NEVER,
  openBoard,
  ORIGIN,
  postAccepted,
  postBurst,
  sequenceNow,
  type Board,
} from "../board.ts";
import { freePorts } from "../../free-ports.ts";
import { readVerified } from "../log/published.ts";
import { freshAuthorization, signerOf } from "../tokens.ts";

const DYING = fileURLToPath(new URL("dying-board.ts", import.meta.url));
const bytes = { "Content-Type": "application/octet-stream" };

/** Sends one request to a board that dies when it has written `table`, and sees that no answer comes. */
async function askDying(
  { config, databaseUrl }: Board,
  table: string,
  path: string,
  headers: Record<string, string>,
  body: Uint8Array,
): Promise<void> {
  const port = await freePorts();
  const env = {
    ROLES: BOARD_ROLES,
    PORT: String(port),
    DATA_DIR: config.dataDir,
    SEQUENCE_INTERVAL_MS: NEVER,
    // As the board's directory has them, so that it has nothing to publish.
    RELAY_ORIGIN: config.relayOrigin,
    BOARD_ORIGIN: config.boardOrigin,
  };
  const child = spawn(process.execPath, [DYING, databaseUrl, table], { env, stdio: ["ignore", "pipe", "inherit"] });
  cleanUp(() => child.kill("SIGKILL"));
  const ended = once(child, "exit").then(([, signal]) => signal as unknown);
  await Promise.race([once(child.stdout, "data"), ended]);
  const init = { method: "POST", headers: { ...bytes, ...headers }, body: new Uint8Array(body) };
  expect(await fetch(`http://127.0.0.1:${port + 1}${path}`, init).catch(() => null)).toBeNull();
  expect(await ended).toBe("SIGKILL");
}

test("token: a board killed after it kept a burst, before it answered, promises the same burst for the same token", async () => {
  const board = await openBoard();
  const token = freshAuthorization();
  const burst = anyBurst();
  await askDying(board, "token_spent", BURSTS_PATH, { Authorization: token }, burst);
  expect(await countRows(board.databaseUrl, "pool")).toBe(1);
  expect((await postBurst(board.board, anyBurst(), token)).statusCode).toBe(409);
  await postAccepted(board, burst, token);
  await sequenceNow(board);
  await postAccepted(board, burst, token);
  await sequenceNow(board);
  expect((await readVerified(board)).entries).toHaveLength(5);
});

/** Of an answer that was lost: asked for again, every one of the fifteen is a token. */
async function expectFifteen(board: Board, pending: PendingTokens, answer: Buffer): Promise<void> {
  const tokens = finaliseTokens(pending, answer, 2);
  await Promise.all(
    tokens.map((token) => postAccepted(board, anyBurst(), authorizationOf(token, pending.key, ORIGIN))),
  );
}

test("batch: a board killed after it spent a pass or a card, before it answered, signs the same batch again", async () => {
  const board = await openBoard();
  const key = signerOf("post").publicKey;
  const derived = (): PendingTokens =>
    deriveTokens(new Uint8Array(32).fill(7), new Uint8Array(32).fill(8), key, ORIGIN);
  const request = encodeBatchRequest(derived());

  const pass = freshAuthorization("pass");
  await askDying(board, "pass_spent", "/v1/token-batches", { Authorization: pass }, request);
  expect(await countRows(board.databaseUrl, "pass_spent")).toBe(1);
  const headers = { "content-type": "application/octet-stream", authorization: pass };
  const payload = Buffer.from(request);
  const again = await board.board.inject({ method: "POST", url: "/v1/token-batches", headers, payload });
  await expectFifteen(board, derived(), again.rawPayload);

  const code = drawCard();
  await registerCardHashes(board.database, new Date().getUTCFullYear(), [cardHash(code, ORIGIN)]);
  const card = Buffer.concat([code, request]);
  await askDying(board, "update card", "/v1/cards/redemptions", {}, card);
  expect(await countRows(board.databaseUrl, "card where batch_hash is not null")).toBe(1);
  const redeemed = await board.board.inject({
    method: "POST",
    url: "/v1/cards/redemptions",
    headers: { "content-type": "application/octet-stream" },
    payload: card,
  });
  expect(redeemed.rawPayload.equals(again.rawPayload)).toBe(true);
});
