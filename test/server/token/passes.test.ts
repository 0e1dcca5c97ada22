// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { expect, test } from "vitest";
import { hex, isGenuine, MODULUS_BYTES, tokenOf } from "#crypto";
import { addTokenKey, type TokenSigner } from "../../../server/token/index.ts";
import { tokenVerifier } from "../../../server/token/verifier.ts";
import { expectProblem, ORIGIN } from "../board.ts";
import {
  cookieFor,
  drawn,
  finalised,
  keyFile,
  mine,
  openIssuer,
  PASS_REQUEST,
  passesThisYear,
  postRequest,
  signerOf,
  someone,
  type Issuer,
} from "../issuer.ts";
import { execute } from "../sql.ts";
import { tablesOf } from "../tables.ts";

const takeWith = (issuer: Issuer, cookie: string, signer: TokenSigner) =>
  postRequest(issuer, cookie, drawn(signer).request);

test("pass: whoever is signed in gets a signature that verifies, and the issuer never sees what it is under", async () => {
  const issuer = await openIssuer();
  const cookie = cookieFor(issuer);
  for (const purpose of ["pass", "ballot"] as const) {
    const signer = signerOf(issuer, purpose);
    const asked = drawn(signer);
    const answer = await postRequest(issuer, cookie, asked.request);
    expect(answer.headers["content-type"]).toBe("application/private-token-response");
    expect(answer.rawPayload).toHaveLength(256);
    const token = finalised(asked, answer);
    expect(isGenuine(token, signer.publicKey, ORIGIN)).toBe(true);
    expect(tokenVerifier(signer.publicKey)(tokenOf(token, signer.publicKey, ORIGIN))).toBe(true);
    const seen = hex(Buffer.concat([asked.request, answer.rawPayload]));
    for (const part of [token.nonce, token.authenticator]) expect(seen).not.toContain(hex(part));
  }
});

test("pass: a person gets three a quarter and one credential, and hears what is left", async () => {
  const issuer = await openIssuer();
  const cookie = cookieFor(issuer);
  expect(await mine(issuer, cookie)).toEqual({ quarter: "2027-Q1", taken: 0, allowed: 3, credential: false });
  for (const taken of [1, 2, 3]) {
    expect((await takeWith(issuer, cookie, signerOf(issuer, "pass"))).statusCode).toBe(200);
    expect(await mine(issuer, cookie)).toMatchObject({ taken, credential: false });
  }
  expectProblem(await takeWith(issuer, cookie, signerOf(issuer, "pass")), 409, "quota_exceeded");
  expect((await takeWith(issuer, cookie, signerOf(issuer, "ballot"))).statusCode).toBe(200);
  expectProblem(await takeWith(issuer, cookie, signerOf(issuer, "ballot")), 409, "quota_exceeded");
  expect(await mine(issuer, cookie)).toEqual({ quarter: "2027-Q1", taken: 3, allowed: 3, credential: true });
  // Credentials are no passes.
  expect(await passesThisYear(issuer)).toEqual({ year: 2027, passes: 3, perQuarter: 3 });
});

test("pass: PASSES_PER_QUARTER says how many, for those who took more before too", async () => {
  const issuer = await openIssuer({ environment: { PASSES_PER_QUARTER: "2" } });
  const cookie = cookieFor(issuer);
  for (let i = 0; i < 2; i++) await takeWith(issuer, cookie, signerOf(issuer, "pass"));
  expectProblem(await takeWith(issuer, cookie, signerOf(issuer, "pass")), 409, "quota_exceeded");
  const { databaseUrl } = issuer;
  const { issuerSecrets: ISSUER_SECRETS, issuerKeys: ISSUER_KEYS } = issuer.config;
  const environment = { PASSES_PER_QUARTER: "1", ISSUER_SECRETS, ISSUER_KEYS };
  const stricter = await openIssuer({ databaseUrl, environment });
  expect(await mine(stricter, cookie)).toMatchObject({ taken: 2, allowed: 1 });
  expectProblem(await takeWith(stricter, cookie, signerOf(stricter, "pass")), 409, "quota_exceeded");
});

test("pass: one person's quota is not another's, and the same subject of another provider is another person", async () => {
  const issuer = await openIssuer();
  const people = [someone("a"), someone("b"), { issuer: "https://other.example.org", subject: "a" }];
  for (const person of people) {
    const cookie = cookieFor(issuer, person);
    for (let i = 0; i < 3; i++) expect((await takeWith(issuer, cookie, signerOf(issuer, "pass"))).statusCode).toBe(200);
    expectProblem(await takeWith(issuer, cookie, signerOf(issuer, "pass")), 409, "quota_exceeded");
  }
  expect(await passesThisYear(issuer)).toMatchObject({ passes: 9 });
});

test("pass: the same request gets the same answer and takes nothing, also when nothing is left", async () => {
  const issuer = await openIssuer();
  const cookie = cookieFor(issuer);
  const asked = Array.from({ length: 3 }, () => drawn(signerOf(issuer, "pass")));
  const first = [];
  for (const { request } of asked) first.push(await postRequest(issuer, cookie, request));
  const before = await tablesOf(issuer.databaseUrl);
  for (const [i, { request }] of asked.entries()) {
    const again = await postRequest(issuer, cookie, request);
    expect(again.statusCode).toBe(200);
    expect(hex(again.rawPayload)).toBe(hex(first[i]?.rawPayload ?? Buffer.alloc(0)));
  }
  expect(await tablesOf(issuer.databaseUrl)).toEqual(before);
  // It is the person's own: somebody else who sends it pays for it.
  const other = cookieFor(issuer, someone("b"));
  expect((await postRequest(issuer, other, asked[0]?.request ?? Buffer.alloc(0))).statusCode).toBe(200);
  expect(await mine(issuer, other)).toMatchObject({ taken: 1 });
});

test("pass: fifty requests of one person at once, to two instances, get exactly three", async () => {
  const first = await openIssuer();
  const { databaseUrl } = first;
  const { issuerSecrets: ISSUER_SECRETS, issuerKeys: ISSUER_KEYS } = first.config;
  const second = await openIssuer({ databaseUrl, environment: { ISSUER_SECRETS, ISSUER_KEYS } });
  const cookie = cookieFor(first);
  const answers = await Promise.all(
    Array.from({ length: 50 }, (_, i) => takeWith(i % 2 === 0 ? first : second, cookie, signerOf(first, "pass"))),
  );
  const statuses = answers.map(({ statusCode }) => statusCode).sort();
  expect(statuses).toEqual([...Array<number>(3).fill(200), ...Array<number>(47).fill(409)]);
  const rows = await execute<{ number: number }>(databaseUrl, "select number from pass_taken order by 1");
  expect(rows.map(({ number }) => number)).toEqual([1, 2, 3]);
  expect(await passesThisYear(first)).toMatchObject({ passes: 3 });
});

test("pass: one request that comes fifty times at once is answered fifty times and taken once", async () => {
  const issuer = await openIssuer();
  const cookie = cookieFor(issuer);
  const { request } = drawn(signerOf(issuer, "pass"));
  const answers = await Promise.all(Array.from({ length: 50 }, () => postRequest(issuer, cookie, request)));
  expect(new Set(answers.map(({ statusCode }) => statusCode))).toEqual(new Set([200]));
  expect(new Set(answers.map(({ rawPayload }) => hex(rawPayload))).size).toBe(1);
  expect(await mine(issuer, cookie)).toMatchObject({ taken: 1 });
});

test("pass: at midnight of a quarter in UTC everybody has three again, and an answer that got lost is still there", async () => {
  const issuer = await openIssuer({ now: "2027-03-31T23:59:59.999Z" });
  const lost = drawn(signerOf(issuer, "pass"));
  const cookie = cookieFor(issuer);
  const answer = await postRequest(issuer, cookie, lost.request);
  for (let i = 0; i < 2; i++) await takeWith(issuer, cookie, signerOf(issuer, "pass"));
  expectProblem(await takeWith(issuer, cookie, signerOf(issuer, "pass")), 409, "quota_exceeded");

  issuer.clock.nowMs += 1;
  expect(await mine(issuer, cookie)).toEqual({ quarter: "2027-Q2", taken: 0, allowed: 3, credential: false });
  const again = await postRequest(issuer, cookie, lost.request);
  expect(hex(again.rawPayload)).toBe(hex(answer.rawPayload));
  expect(await mine(issuer, cookie)).toMatchObject({ taken: 0 });
  expect((await takeWith(issuer, cookie, signerOf(issuer, "pass"))).statusCode).toBe(200);
  expect(await passesThisYear(issuer)).toMatchObject({ year: 2027, passes: 4 });
});

test("pass: a new year counts from nothing", async () => {
  const issuer = await openIssuer({ now: "2027-12-31T23:59:59.999Z" });
  await takeWith(issuer, cookieFor(issuer), signerOf(issuer, "pass"));
  expect(await passesThisYear(issuer)).toMatchObject({ year: 2027, passes: 1 });
  issuer.clock.nowMs += 1;
  expect(await passesThisYear(issuer)).toMatchObject({ year: 2028, passes: 0 });
});

/** Keys that began on 2027-01-01, and a pass key that begins on 2027-07-01. */
async function rotating(now: string): Promise<{ issuer: Issuer; old: TokenSigner; young: TokenSigner }> {
  const ISSUER_KEYS = keyFile();
  addTokenKey(ISSUER_KEYS, "pass", "2027-07-01");
  const issuer = await openIssuer({ now, environment: { ISSUER_KEYS } });
  const [old, young] = issuer.signers.filter(({ purpose }) => purpose === "pass");
  if (old === undefined || young === undefined) throw new Error("no keys");
  return { issuer, old, young };
}

test("pass: one key signs on a day: the next from its first day on, and the one before no longer", async () => {
  const { issuer, old, young } = await rotating("2027-06-30T23:59:59.999Z");
  const early = cookieFor(issuer);
  const lost = drawn(old);
  const answer = await postRequest(issuer, early, lost.request);
  finalised(lost, answer);
  expectProblem(await takeWith(issuer, early, young), 400, "malformed");

  issuer.clock.nowMs += 1;
  const late = cookieFor(issuer);
  expectProblem(await takeWith(issuer, late, old), 400, "malformed");
  const asked = drawn(young);
  finalised(asked, await postRequest(issuer, late, asked.request));
  // The key changed since the first try; what was signed then is given again.
  expect(hex((await postRequest(issuer, late, lost.request)).rawPayload)).toBe(hex(answer.rawPayload));
});

test("pass: twelve months after its first day a key signs nothing", async () => {
  const { issuer, young } = await rotating("2028-06-30T23:59:59Z");
  expect((await takeWith(issuer, cookieFor(issuer), young)).statusCode).toBe(200);
  // The key of credentials has been over for half a year.
  expectProblem(await takeWith(issuer, cookieFor(issuer), signerOf(issuer, "ballot")), 400, "malformed");
  issuer.clock.nowMs = Date.parse("2028-07-01T00:00:00Z");
  expectProblem(await takeWith(issuer, cookieFor(issuer), young), 400, "malformed");
});

test("pass: what is not a request of 259 bytes under a key of today is refused and costs nothing", async () => {
  const issuer = await openIssuer();
  const cookie = cookieFor(issuer);
  const { request } = drawn(signerOf(issuer, "pass"));
  const before = await tablesOf(issuer.databaseUrl);
  const changed = (at: number, value: number): Buffer => {
    const copy = Buffer.from(request);
    copy[at] = value;
    return copy;
  };
  const known = new Set(issuer.signers.map(({ publicKey }) => publicKey.id.at(-1)));
  const unknown = Array.from({ length: 256 }, (_, i) => i).find((id) => !known.has(id)) ?? 0;
  const tooLarge = Buffer.concat([request.subarray(0, 3), Buffer.alloc(MODULUS_BYTES, 255)]);
  const bad = [Buffer.alloc(0), request.subarray(0, 258), changed(1, 1), changed(0, 1), changed(2, unknown), tooLarge];
  for (const body of bad) expectProblem(await postRequest(issuer, cookie, body), 400, "malformed");
  expectProblem(await postRequest(issuer, cookie, Buffer.concat([request, Buffer.of(0)])), 413, "too_large");
  for (const type of [
    "application/octet-stream",
    "application/json",
    "text/plain",
    "application/private-token-response",
  ]) {
    const headers = { "content-type": type, cookie };
    const answer = await issuer.listener.inject({ method: "POST", url: "/v1/passes", headers, payload: request });
    expectProblem(answer, 415, "wrong_media_type");
  }
  // Nor does the issuer take anything else that has this media type.
  const headers = { "content-type": PASS_REQUEST, cookie };
  const left = await issuer.listener.inject({ method: "DELETE", url: "/v1/passes", headers, payload: request });
  expectProblem(left, 405, "method_not_allowed");
  expect(await tablesOf(issuer.databaseUrl)).toEqual(before);
});

test("pass: without a sign-in of this issuer that is not over there is none", async () => {
  const issuer = await openIssuer();
  const stranger = await openIssuer();
  const good = cookieFor(issuer);
  const { request } = drawn(signerOf(issuer, "pass"));
  const flipped = good.slice(0, -3) + (good.at(-3) === "A" ? "B" : "A") + good.slice(-2);
  for (const cookie of ["", "passes=", "passes=x", "passes=%00", `desk=${good}`, cookieFor(stranger), flipped]) {
    expectProblem(await postRequest(issuer, cookie, request), 401, "unauthenticated");
    const answer = await issuer.listener.inject({ url: "/v1/passes/mine", headers: { cookie } });
    expectProblem(answer, 401, "unauthenticated");
  }
  issuer.clock.nowMs += 59 * 60_000;
  expect((await postRequest(issuer, good, request)).statusCode).toBe(200);
  issuer.clock.nowMs += 60_000;
  expectProblem(await postRequest(issuer, good, request), 401, "unauthenticated");
});
