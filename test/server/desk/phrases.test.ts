// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { expect, test } from "vitest";
import { base64url, base64urlDecode, randomBytes, signingKey, signNewPhrase } from "#crypto";
import { joinSigners, openPlace } from "../ceremony/organisation.ts";
import { Participant } from "../ceremony/participant.ts";
import { countRows, expectProblem, ORIGIN } from "../board.ts";
import { tablesOf } from "../tables.ts";

const fromHex = (hash: string): string => base64url(Buffer.from(hash, "hex"));

async function change(who: Participant, replaced?: string) {
  const login = signingKey(randomBytes(32));
  const replaces = replaced ?? fromHex((await who.keyring()).hash);
  const body = { keyring: base64url(randomBytes(4_096)), replaces };
  return {
    login,
    answer: await who.send("POST", "/v1/desk/phrases", { ...(await who.newPhrase(login)), ...body }),
    body,
  };
}

const passkey = (): { credentialId: string; wrapped: string } => ({
  credentialId: base64url(randomBytes(32)),
  wrapped: base64url(randomBytes(60)),
});

test("phrase: a new one signs in and has the new keyring; the old phrase, other sessions and passkeys are out", async () => {
  const place = await openPlace();
  const { officer, council } = await joinSigners(place);
  const elsewhere = new Participant(place.listener);
  elsewhere.login = officer.login;
  await elsewhere.signIn();
  const [mine, others] = [passkey(), passkey()];
  expect((await officer.send("POST", "/v1/desk/passkeys", mine)).statusCode).toBe(201);
  expect((await council.send("POST", "/v1/desk/passkeys", others)).statusCode).toBe(201);
  const [oldCookie, oldLogin] = [officer.cookie, officer.login];
  const { login, answer, body } = await change(officer);
  expect(answer.statusCode).toBe(204);
  expect(answer.headers["set-cookie"]).toEqual([
    expect.stringMatching(/^desk=[\w-]{96}; Path=\/v1\/desk; HttpOnly; SameSite=Strict$/),
    expect.stringMatching(/^desk=[\w-]{96}; Path=\/v1\/logs\/letters\/bundles; HttpOnly; SameSite=Strict$/),
  ]);

  for (const cookie of [oldCookie, elsewhere.cookie]) {
    officer.cookie = cookie;
    expectProblem(await officer.send("GET", "/v1/desk/keyring"), 401, "unauthenticated");
  }
  expectProblem(await officer.send("POST", "/v1/desk/sessions", await officer.proof(oldLogin)), 401, "unauthenticated");
  officer.keepCookie(answer);
  expect(base64url((await officer.keyring()).blob)).toBe(body.keyring);
  officer.login = login;
  await officer.signIn();
  // Still the same person.
  expect((await officer.send("GET", "/v1/desk/ceremony")).json()).toMatchObject({ role: "officer" });
  const open = (id: string) => officer.send("POST", "/v1/desk/passkeys/openings", { credentialId: id });
  expectProblem(await open(mine.credentialId), 404, "not_found");
  expect((await open(others.credentialId)).json()).toEqual({ wrapped: others.wrapped });
  expect((await council.send("GET", "/v1/desk/keyring")).statusCode).toBe(200);
});

test("phrase: without being signed in, proof of the new key or the blob that is there, nothing changes", async () => {
  const place = await openPlace();
  const { officer, council } = await joinSigners(place);
  const before = await tablesOf(place.board.databaseUrl);
  const login = signingKey(randomBytes(32));
  const proof = await officer.newPhrase(login);
  const { hash } = await officer.keyring();
  const good = { ...proof, keyring: base64url(randomBytes(4_096)), replaces: fromHex(hash) };
  const post = (who: Participant, body: object) => who.send("POST", "/v1/desk/phrases", body);
  expectProblem(await post(new Participant(place.listener), good), 401, "unauthenticated");
  const others = base64url(signingKey(randomBytes(32)).publicKey);
  expectProblem(await post(officer, { ...good, loginKey: others }), 401, "unauthenticated");
  expectProblem(await post(officer, { ...good, signature: base64url(randomBytes(64)) }), 401, "unauthenticated");
  expectProblem(await post(officer, { ...good, challenge: base64url(randomBytes(36)) }), 401, "unauthenticated");
  expectProblem(await post(officer, { ...good, replaces: base64url(randomBytes(32)) }), 412, "keyring_changed");
  expectProblem(await post(officer, { ...good, keyring: good.keyring.slice(1) }), 400, "malformed");
  // The login key of somebody else, who alone can prove to have it.
  const consent = (proof: { challenge: string }): string =>
    base64url(signNewPhrase(base64urlDecode(proof.challenge), council.login.publicKey, ORIGIN, officer.login));
  const proved = await council.proof();
  const theirs = { ...good, ...proved, consent: consent(proved) };
  expectProblem(await post(officer, theirs), 400, "malformed");
  expect(await tablesOf(place.board.databaseUrl)).toEqual(before);
});

test("phrase: whoever has a session and not the phrase puts no other in its place", async () => {
  const place = await openPlace();
  const { officer } = await joinSigners(place);
  const before = await tablesOf(place.board.databaseUrl);
  const thief = new Participant(place.listener);
  thief.cookie = officer.cookie;
  const { answer } = await change(thief);
  expectProblem(answer, 401, "unauthenticated");
  // Consent to another key than the one that is proved is none to this one.
  const login = signingKey(randomBytes(32));
  const [mine, theirs] = [await officer.newPhrase(signingKey(randomBytes(32))), await thief.proof(login)];
  const keyring = base64url(randomBytes(4_096));
  const body = { ...theirs, consent: mine.consent, keyring, replaces: fromHex((await officer.keyring()).hash) };
  expectProblem(await thief.send("POST", "/v1/desk/phrases", body), 401, "unauthenticated");
  expect(await tablesOf(place.board.databaseUrl)).toEqual(before);
});

test("phrase: the same one again ends other sessions too", async () => {
  const place = await openPlace();
  const { officer } = await joinSigners(place);
  const elsewhere = new Participant(place.listener);
  elsewhere.login = officer.login;
  await elsewhere.signIn();
  const keyring = base64url(randomBytes(4_096));
  const replaces = fromHex((await officer.keyring()).hash);
  const answer = await officer.send("POST", "/v1/desk/phrases", {
    ...(await officer.newPhrase(officer.login)),
    keyring,
    replaces,
  });
  expect(answer.statusCode).toBe(204);
  expectProblem(await elsewhere.send("GET", "/v1/desk/keyring"), 401, "unauthenticated");
  expect(base64url((await officer.keepCookie(answer).keyring()).blob)).toBe(keyring);
});

test("phrase: of two devices that change it at once one wins, and the other is out", async () => {
  const place = await openPlace();
  const { officer } = await joinSigners(place);
  const replaces = fromHex((await officer.keyring()).hash);
  const attempts = await Promise.all([1, 2, 3].map(() => change(officer, replaces)));
  const statuses = attempts.map(({ answer }) => answer.statusCode);
  expect(statuses.filter((status) => status === 204)).toHaveLength(1);
  expect(statuses.every((status) => [204, 401, 412].includes(status))).toBe(true);
  const winner = attempts[statuses.indexOf(204)];
  officer.login = winner?.login ?? officer.login;
  expect(base64url((await (await officer.signIn()).keyring()).blob)).toBe(winner?.body.keyring);
  expect(await countRows(place.board.databaseUrl, "member_keyring")).toBe(3);
});
