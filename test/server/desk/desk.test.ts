// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import type { LightMyRequestResponse } from "fastify";
import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { base64url, base64urlDecode, hex, sha256, signChallenge, signingKey, type SigningKey } from "#crypto";
import { makeChallenge, makeSession } from "../../../server/desk/session.ts";
import {
  anyBurst,
  envelopesOf,
  expectProblem,
  openBoard,
  ORIGIN,
  postAccepted,
  sequenceNow,
  type Board,
} from "../board.ts";
import { tablesOf } from "../tables.ts";

const FIRST = Buffer.alloc(4_096, 7);
/** Of what members do, and of the envelopes that they read; a burst goes without. */
const PATHS = ["/v1/desk", "/v1/logs/letters/bundles"];
const FORGOTTEN = PATHS.map((path) => `desk=; Max-Age=0; Path=${path}; HttpOnly; SameSite=Strict`);

/** A member whose keyring is 4,096 bytes of one value. */
async function newMember(board: Board): Promise<SigningKey> {
  const login = signingKey(randomBytes(32));
  const login_key = Buffer.from(login.publicKey);
  const row = { login_key, identity_key: randomBytes(32), keyring: FIRST, session_epoch: 0 };
  await board.database.insertInto("member_keyring").values(row).execute();
  return login;
}

const json = (board: Board, url: string, payload: object): Promise<LightMyRequestResponse> =>
  board.board.inject({ method: "POST", url, payload });

async function challengeOf(board: Board): Promise<Uint8Array> {
  const answer = await json(board, "/v1/desk/challenges", {});
  expect(answer.statusCode).toBe(201);
  const challenge = base64urlDecode(answer.json<{ challenge: string }>().challenge);
  expect(challenge).toHaveLength(36);
  return challenge;
}

interface Proof {
  readonly loginKey: Uint8Array;
  readonly challenge: Uint8Array;
  readonly signature: Uint8Array;
}

const signIn = (board: Board, { loginKey, challenge, signature }: Proof): Promise<LightMyRequestResponse> =>
  json(board, "/v1/desk/sessions", {
    loginKey: base64url(loginKey),
    challenge: base64url(challenge),
    signature: base64url(signature),
  });

const proofOf = (login: SigningKey, challenge: Uint8Array): Proof => ({
  loginKey: login.publicKey,
  challenge,
  signature: signChallenge(challenge, ORIGIN, login),
});

/** @returns the cookie as a browser sends it */
async function signedIn(board: Board, login: SigningKey): Promise<string> {
  const answer = await signIn(board, proofOf(login, await challengeOf(board)));
  expect(answer.statusCode).toBe(204);
  return String(answer.headers["set-cookie"]).split(";")[0] ?? "";
}

const readKeyring = (board: Board, cookie: string): Promise<LightMyRequestResponse> =>
  board.board.inject({ url: "/v1/desk/keyring", headers: { cookie } });

const etagOf = (keyring: Uint8Array): string => `"${hex(sha256(keyring))}"`;

interface Write {
  readonly type?: string;
  /** The first one unless given; null for no header. */
  readonly ifMatch?: string | null;
}

function writeKeyring(
  board: Board,
  cookie: string,
  payload: Buffer,
  { type = "application/octet-stream", ifMatch = etagOf(FIRST) }: Write = {},
): Promise<LightMyRequestResponse> {
  const headers = { cookie, "content-type": type, ...(ifMatch === null ? {} : { "if-match": ifMatch }) };
  return board.board.inject({ method: "PUT", url: "/v1/desk/keyring", headers, payload });
}

test("desk: who signs the challenge with their login key reads their keyring, and replaces it", async () => {
  const board = await openBoard();
  const cookie = await signedIn(board, await newMember(board));
  const first = await readKeyring(board, cookie);
  expect(first.statusCode).toBe(200);
  expect(first.headers["content-type"]).toBe("application/octet-stream");
  expect(first.headers["cache-control"]).toBe("no-store");
  expect(first.rawPayload.equals(Buffer.alloc(4_096, 7))).toBe(true);
  expect(first.headers.etag).toBe(etagOf(FIRST));
  const fresh = randomBytes(4_096);
  expect((await writeKeyring(board, cookie, fresh)).statusCode).toBe(204);
  const second = await readKeyring(board, cookie);
  expect(second.rawPayload.equals(fresh)).toBe(true);
  expect(second.headers.etag).toBe(etagOf(fresh));
});

test("desk: a keyring of another size or type is refused and the old one stays", async () => {
  const board = await openBoard();
  const cookie = await signedIn(board, await newMember(board));
  for (const length of [0, 1, 4_095]) {
    expectProblem(await writeKeyring(board, cookie, Buffer.alloc(length)), 400, "malformed");
  }
  expectProblem(await writeKeyring(board, cookie, Buffer.alloc(4_097)), 413, "too_large");
  expectProblem(
    await writeKeyring(board, cookie, Buffer.alloc(4_096), { type: "application/json" }),
    415,
    "wrong_media_type",
  );
  expectProblem(await writeKeyring(board, "", Buffer.alloc(4_096)), 401, "unauthenticated");
  expect((await readKeyring(board, cookie)).rawPayload.equals(Buffer.alloc(4_096, 7))).toBe(true);
});

test("desk: of two devices that read one keyring and write another, one is told, and writes again on top of it", async () => {
  const board = await openBoard();
  const login = await newMember(board);
  const [phone, laptop] = [await signedIn(board, login), await signedIn(board, login)];
  const blobs = [randomBytes(4_096), randomBytes(4_096)] as const;
  const answers = await Promise.all([writeKeyring(board, phone, blobs[0]), writeKeyring(board, laptop, blobs[1])]);
  expect(answers.map(({ statusCode }) => statusCode).toSorted()).toEqual([204, 412]);
  for (const answer of answers.filter(({ statusCode }) => statusCode === 412))
    expectProblem(answer, 412, "keyring_changed");
  const won = blobs[answers.findIndex(({ statusCode }) => statusCode === 204)] ?? FIRST;
  expect((await readKeyring(board, phone)).rawPayload.equals(won)).toBe(true);
  const merged = randomBytes(4_096);
  expect((await writeKeyring(board, laptop, merged, { ifMatch: etagOf(won) })).statusCode).toBe(204);
  // An answer that was lost: the same again is there, and so it is no conflict.
  expect((await writeKeyring(board, laptop, merged, { ifMatch: etagOf(won) })).statusCode).toBe(204);
  expectProblem(await writeKeyring(board, phone, won, { ifMatch: etagOf(won) }), 412, "keyring_changed");
});

test("desk: without If-Match, or with what is no keyring's ETag, nothing is written", async () => {
  const board = await openBoard();
  const cookie = await signedIn(board, await newMember(board));
  const fresh = randomBytes(4_096);
  expectProblem(await writeKeyring(board, cookie, fresh, { ifMatch: null }), 428, "precondition_required");
  const hash = hex(sha256(FIRST));
  for (const ifMatch of ["*", hash, `W/"${hash}"`, `"${hash}", "x"`, `"${hash.toUpperCase()}"`, "", etagOf(fresh)])
    expectProblem(await writeKeyring(board, cookie, fresh, { ifMatch }), 412, "keyring_changed");
  expect((await readKeyring(board, cookie)).rawPayload.equals(FIRST)).toBe(true);
});

test("desk: signing out everywhere ends every session of one's own, and only those", async () => {
  const board = await openBoard();
  const [login, other] = [await newMember(board), await newMember(board)];
  const [first, second, others] = [
    await signedIn(board, login),
    await signedIn(board, login),
    await signedIn(board, other),
  ];
  const everywhere = (cookie: string) =>
    board.board.inject({ method: "DELETE", url: "/v1/desk/sessions", headers: { cookie } });
  const answer = await everywhere(first);
  expect(answer.statusCode).toBe(204);
  expect(answer.headers["set-cookie"]).toEqual(FORGOTTEN);
  for (const cookie of [first, second]) expectProblem(await readKeyring(board, cookie), 401, "unauthenticated");
  expectProblem(await everywhere(first), 401, "unauthenticated");
  expect((await readKeyring(board, others)).statusCode).toBe(200);
  expect((await readKeyring(board, await signedIn(board, login))).statusCode).toBe(200);
});

test("desk: a member writes their own keyring and nobody else's", async () => {
  const board = await openBoard();
  const [one, other] = [await newMember(board), await newMember(board)];
  const [oneCookie, otherCookie] = [await signedIn(board, one), await signedIn(board, other)];
  await writeKeyring(board, oneCookie, Buffer.alloc(4_096, 1));
  expect((await readKeyring(board, oneCookie)).rawPayload[0]).toBe(1);
  expect((await readKeyring(board, otherCookie)).rawPayload[0]).toBe(7);
});

test("desk: a challenge is good for its minute and the two after it, and for its board only", async () => {
  const board = await openBoard();
  const login = await newMember(board);
  const at = (minutesAgo: number): Uint8Array => makeChallenge(board.keys.session, Date.now() - minutesAgo * 60_000);
  expect((await signIn(board, proofOf(login, at(1)))).statusCode).toBe(204);
  for (const minutesAgo of [3.1, 60, 100_000, -2]) {
    expectProblem(await signIn(board, proofOf(login, at(minutesAgo))), 401, "unauthenticated");
  }
  const ofAnother = makeChallenge(randomBytes(32), Date.now());
  expectProblem(await signIn(board, proofOf(login, ofAnother)), 401, "unauthenticated");
});

test("desk: a proof is for one key, one challenge and one origin", async () => {
  const board = await openBoard();
  const [login, other] = [await newMember(board), await newMember(board)];
  const challenge = await challengeOf(board);
  const proof = proofOf(login, challenge);
  expect((await signIn(board, proof)).statusCode).toBe(204);
  // A lost answer may be asked for again.
  expect((await signIn(board, proof)).statusCode).toBe(204);
  const changed = Uint8Array.from(challenge);
  changed[0] = (changed[0] ?? 0) ^ 1;
  const refused: Proof[] = [
    { ...proof, loginKey: other.publicKey },
    { ...proof, challenge: await challengeOf(board) },
    { ...proof, challenge: changed },
    { ...proof, signature: proofOf(other, challenge).signature },
    { ...proof, signature: randomBytes(64) },
    { ...proof, signature: new Uint8Array(64) },
    { ...proof, signature: signChallenge(challenge, "other.localhost", login) },
    { ...proof, loginKey: new Uint8Array(32), signature: new Uint8Array(64) },
  ];
  for (const attempt of refused) expectProblem(await signIn(board, attempt), 401, "unauthenticated");
});

test("desk: a key that nobody has is answered exactly as a wrong signature", async () => {
  const board = await openBoard();
  const [login, stranger] = [await newMember(board), signingKey(randomBytes(32))];
  const challenge = await challengeOf(board);
  const wrong = await signIn(board, { ...proofOf(login, challenge), signature: randomBytes(64) });
  const unknown = await signIn(board, proofOf(stranger, challenge));
  expectProblem(unknown, 401, "unauthenticated");
  expect(unknown.body).toBe(wrong.body);
  const comparable = ({ headers }: LightMyRequestResponse): unknown => ({ ...headers, date: "" });
  expect(comparable(unknown)).toEqual(comparable(wrong));
});

test("desk: base64url with stray bits or of another length is malformed", async () => {
  const board = await openBoard();
  const proof = { loginKey: "A".repeat(43), challenge: "A".repeat(48), signature: "A".repeat(86) };
  for (const changed of [
    { ...proof, loginKey: `${"A".repeat(42)}B` },
    { ...proof, loginKey: "A".repeat(42) },
    { ...proof, signature: "A".repeat(87) },
    { ...proof, challenge: "=".repeat(48) },
    { ...proof, extra: "x" },
  ]) {
    expectProblem(await json(board, "/v1/desk/sessions", changed), 400, "malformed");
  }
});

test("desk: the cookie is the desk's own, for its paths only, and Secure under TLS", async () => {
  const plain = await openBoard();
  const secure = await openBoard({ BOARD_ORIGIN: "https://desk.tegenspraak.localhost" });
  const setCookies = async (board: Board): Promise<string[]> => {
    const login = await newMember(board);
    const { headers } = await signIn(board, proofOf(login, await challengeOf(board)));
    const lines = headers["set-cookie"];
    if (!Array.isArray(lines)) throw new Error("not a cookie for each path");
    // One session, of which each path has the same.
    const values = lines.map((line) => /=([\w-]{96});/.exec(line)?.[1]);
    expect(new Set(values).size).toBe(1);
    return lines.map((line) => line.replace(values[0] ?? "", "value"));
  };
  const cookies = (name: string, end: string): string[] =>
    PATHS.map((path) => `${name}=value; Path=${path}; HttpOnly; SameSite=Strict${end}`);
  expect(await setCookies(plain)).toEqual(cookies("desk", ""));
  expect(await setCookies(secure)).toEqual(cookies("__Secure-desk", "; Secure"));
  const signedOut = await plain.board.inject({ method: "DELETE", url: "/v1/desk/sessions/current" });
  expect(signedOut.statusCode).toBe(204);
  expect(signedOut.headers["set-cookie"]).toEqual(FORGOTTEN);
});

test("desk: a cookie that was changed, made with another key, of another time or name opens nothing", async () => {
  const board = await openBoard();
  const login = await newMember(board);
  const cookie = await signedIn(board, login);
  const made = (key: Uint8Array, hoursAgo: number): string =>
    makeSession({ loginKey: login.publicKey, epoch: 0 }, key, Date.now() - hoursAgo * 3_600_000);
  expect((await readKeyring(board, `desk=${made(board.keys.session, 11)}`)).statusCode).toBe(200);
  const value = cookie.slice("desk=".length);
  const flipped = (value.startsWith("A") ? "B" : "A") + value.slice(1);
  for (const header of [
    "",
    "desk=",
    "desk=x",
    `desk=${flipped}`,
    `desk=${value}A`,
    `desk=${value.slice(0, -4)}`,
    `__Secure-desk=${value}`,
    `Desk=${value}`,
    `xdesk=${value}`,
    `desk=${made(board.keys.session, 12)}`,
    `desk=${made(randomBytes(32), 0)}`,
  ]) {
    expectProblem(await readKeyring(board, header), 401, "unauthenticated");
  }
  expect((await readKeyring(board, `a=b; ${cookie}; c=d`)).statusCode).toBe(200);
});

test("desk: raising a member's epoch ends all of their sessions and nobody else's", async () => {
  const board = await openBoard();
  const [login, other] = [await newMember(board), await newMember(board)];
  const [first, second] = [await signedIn(board, login), await signedIn(board, login)];
  const others = await signedIn(board, other);
  await board.database
    .updateTable("member_keyring")
    .set({ session_epoch: 1 })
    .where("login_key", "=", Buffer.from(login.publicKey))
    .execute();
  for (const cookie of [first, second]) expectProblem(await readKeyring(board, cookie), 401, "unauthenticated");
  expect((await readKeyring(board, others)).statusCode).toBe(200);
  expect((await readKeyring(board, await signedIn(board, login))).statusCode).toBe(200);
});

test("desk: a member who is gone is signed out", async () => {
  const board = await openBoard();
  const login = await newMember(board);
  const cookie = await signedIn(board, login);
  await board.database.deleteFrom("member_keyring").where("login_key", "=", Buffer.from(login.publicKey)).execute();
  expectProblem(await readKeyring(board, cookie), 401, "unauthenticated");
});

test("desk: members who are signed in read envelopes straight at the board, and nobody else does", async () => {
  const board = await openBoard();
  const login = await newMember(board);
  const cookie = await signedIn(board, login);
  const burst = anyBurst();
  await postAccepted(board, burst);
  await sequenceNow(board);
  const url = "/v1/logs/letters/bundles/000.p/5";
  const read = await board.board.inject({ url, headers: { cookie } });
  expect(read.statusCode).toBe(200);
  const hashes = (bytes: Uint8Array): string[] => envelopesOf(bytes).map((envelope) => hex(sha256(envelope)));
  expect(hashes(read.rawPayload).sort()).toEqual(hashes(burst).sort());
  // What somebody reads is kept nowhere on the way.
  expect(read.headers["cache-control"]).toBe("no-store");
  expectProblem(await board.board.inject({ url }), 401, "unauthenticated");
  const headers = {
    cookie: `desk=${makeSession({ loginKey: login.publicKey, epoch: 0 }, randomBytes(32), Date.now())}`,
  };
  expectProblem(await board.board.inject({ url, headers }), 401, "unauthenticated");
  expectProblem(await board.relay.inject({ url, headers: { cookie } }), 404, "not_found");
});

test("desk: outside the desk a cookie changes nothing and is never set", async () => {
  const board = await openBoard();
  const cookie = await signedIn(board, await newMember(board));
  for (const listener of [board.board, board.relay]) {
    for (const url of ["/", "/v1/configuration", "/v1/nothing"]) {
      const [without, withIt] = [await listener.inject({ url }), await listener.inject({ url, headers: { cookie } })];
      expect(withIt.body).toBe(without.body);
      expect(withIt.headers["set-cookie"]).toBeUndefined();
    }
  }
  expectProblem(await board.relay.inject({ url: "/v1/desk/keyring", headers: { cookie } }), 404, "not_found");
  await postAccepted(board, anyBurst());
});

test("desk: signing in, reading and signing out leave no trace in any table", async () => {
  const board = await openBoard();
  const login = await newMember(board);
  const before = await tablesOf(board.databaseUrl);
  const cookie = await signedIn(board, login);
  await readKeyring(board, cookie);
  await signIn(board, { ...proofOf(login, await challengeOf(board)), signature: randomBytes(64) });
  await board.board.inject({ method: "DELETE", url: "/v1/desk/sessions/current", headers: { cookie } });
  expect(await tablesOf(board.databaseUrl)).toEqual(before);
});
