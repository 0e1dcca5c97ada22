// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { createHmac, generateKeyPairSync } from "node:crypto";
import { expect, test } from "vitest";
import {
  boardChallenge,
  decodeToken,
  encodeToken,
  formatAuthorization,
  formatChallenge,
  hex,
  leavesOfBurst,
  nullifierOf,
  parseAuthorization,
} from "#crypto";
import { sha256 } from "../../../server/log/index.ts";
import { blindSigner } from "../../../server/token/signer.ts";
import {
  anyBurst,
  BURSTS_PATH,
  countRows,
  envelopesOf,
  expectProblem,
  openBoard,
  ORIGIN,
  postAccepted,
  postBurst,
  sequenceNow,
  type Board,
} from "../board.ts";
import { execute } from "../sql.ts";
import { authorizationBy, freshAuthorization, signerOf } from "../tokens.ts";
import { readVerified } from "../log/published.ts";

const RACES = 200;

const changed = (authorization: string, at: number): string => {
  const bytes = parseAuthorization(authorization);
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  return formatAuthorization(bytes);
};

async function expectNothingKept({ databaseUrl }: Board): Promise<void> {
  expect(await countRows(databaseUrl, "pool")).toBe(0);
  expect(await countRows(databaseUrl, "token_spent")).toBe(0);
}

test("token: none, malformed, foreign, of another purpose or challenge, or changed: 401, a challenge, and nothing kept", async () => {
  const board = await openBoard();
  const good = freshAuthorization();
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const token = decodeToken(parseAuthorization(good));
  const refused = [
    "",
    "PrivateToken",
    "PrivateToken token=",
    'PrivateToken token="AAAA"',
    `PrivateToken token="${"A".repeat(1500)}"`,
    `PrivateToken token="${"!".repeat(470)}"`,
    `${good}, PrivateToken token="AAAA"`,
    good.replace("PrivateToken", "Bearer"),
    formatAuthorization(encodeToken(token).subarray(0, -1)),
    formatAuthorization(Buffer.concat([encodeToken(token), Buffer.of(0)])),
    formatAuthorization(encodeToken({ ...token, challengeDigest: sha256(boardChallenge("elsewhere.localhost")) })),
    authorizationBy(blindSigner(privateKey)),
    freshAuthorization("pass"),
    freshAuthorization("ballot"),
    // Type, nonce, challenge, key and authenticator.
    ...[0, 1, 2, 33, 34, 65, 66, 97, 98, 353].map((at) => changed(good, at)),
  ];
  const challenge = formatChallenge(boardChallenge(ORIGIN), signerOf("post").publicKey.encoded);
  for (const authorization of refused) {
    const answer = await postBurst(board.board, anyBurst(), authorization);
    expectProblem(answer, 401, "token_required");
    expect(answer.headers["www-authenticate"]).toBe(challenge);
  }
  const headers = { "content-type": "application/octet-stream" };
  const bare = await board.board.inject({ method: "POST", url: BURSTS_PATH, headers, payload: anyBurst() });
  expectProblem(bare, 401, "token_required");
  await expectNothingKept(board);
  await postAccepted(board, anyBurst(), good);
});

test("token: is worth something on its days only", async () => {
  const days: [string, boolean][] = [
    [`${new Date().getUTCFullYear() - 1}-12-31`, false],
    [signerOf("post").from, true],
    [signerOf("post").until, true],
    [`${new Date().getUTCFullYear() + 3}-01-01`, false],
  ];
  for (const [day, isGood] of days) {
    const board = await openBoard({}, undefined, () => Date.parse(day));
    const answer = await postBurst(board.board, anyBurst());
    expect(answer.statusCode).toBe(isGood ? 201 : 401);
    if (!isGood) await expectNothingKept(board);
  }
});

test("token: spent on one burst it buys no other, before and after that one is in the tree", async () => {
  const board = await openBoard();
  const token = freshAuthorization();
  const burst = anyBurst();
  await postAccepted(board, burst, token);
  expectProblem(await postBurst(board.board, anyBurst(), token), 409, "token_spent");
  await sequenceNow(board);
  expectProblem(await postBurst(board.board, anyBurst(), token), 409, "token_spent");
  await postAccepted(board, burst, token);
  expect(await countRows(board.databaseUrl, "pool")).toBe(0);
  await sequenceNow(board);
  expect((await readVerified(board)).entries).toHaveLength(5);
});

test("token: of two bursts that race for one, exactly one is stored, within a flush and between two instances", async () => {
  const first = await openBoard();
  const second = await openBoard({}, first.databaseUrl);
  const races = Array.from({ length: RACES }, () => ({
    token: freshAuthorization(),
    bursts: [anyBurst(), anyBurst()],
  }));
  const answers = await Promise.all(
    races.map(({ token, bursts }, race) =>
      Promise.all(
        bursts.flatMap((burst, i) => {
          // Every other race within one instance, where both stand in the same flush.
          const instance = race % 2 === 0 || i === 0 ? first : second;
          return [postBurst(instance.board, burst, token), postBurst(instance.board, burst, token)];
        }),
      ),
    ),
  );
  for (const race of answers) {
    const statuses = race.map(({ statusCode }) => statusCode);
    // Each burst was sent twice: both answers of the one that won are a promise.
    expect(statuses.toSorted()).toEqual([201, 201, 409, 409]);
    expect(statuses[0]).toBe(statuses[1]);
  }
  expect(await countRows(first.databaseUrl, "pool")).toBe(RACES);
  expect(await countRows(first.databaseUrl, "token_spent")).toBe(RACES);
  await sequenceNow(first);
  const won = answers.flatMap((race, i) => {
    const burst = races[i]?.bursts[race[0]?.statusCode === 201 ? 0 : 1];
    return burst === undefined ? [] : envelopesOf(burst).map((envelope) => hex(sha256(envelope)));
  });
  const { entries } = await readVerified(first);
  expect(entries.map((entry) => hex(entry.subarray(16))).toSorted()).toEqual(won.toSorted());
});

test("token: what is kept of a spent one tells which burst it bought to nobody who has not got it", async () => {
  const board = await openBoard();
  const authorization = freshAuthorization();
  const burst = anyBurst();
  await postAccepted(board, burst, authorization);
  const token = decodeToken(parseAuthorization(authorization));
  const [row] = await execute<{ nullifier: Buffer; mark: Buffer }>(board.databaseUrl, "select * from token_spent");
  expect(row?.nullifier.equals(nullifierOf(token, ORIGIN))).toBe(true);
  const burstHash = sha256(Buffer.concat(leavesOfBurst(burst, sha256)));
  // By hand: HMAC-SHA256(SHA-256("tegenspraak/v1/spent" ‖ 00 ‖ uint16 length ‖ ORIGIN ‖ nonce), hash)[:16].
  const label = Buffer.concat([
    Buffer.from("tegenspraak/v1/spent\0"),
    Buffer.of(0, ORIGIN.length),
    Buffer.from(ORIGIN),
  ]);
  const key = sha256(Buffer.concat([label, token.nonce]));
  expect(row?.mark.toString("hex")).toBe(createHmac("sha256", key).update(burstHash).digest("hex").slice(0, 32));
  expect(JSON.stringify(Object.keys(row ?? {}))).toBe('["nullifier","mark"]');
});
