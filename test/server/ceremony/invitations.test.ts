// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { expect, test } from "vitest";
import { base64url, openOffer, invitationKeys, randomBytes, sha256, signBox, xwingKey } from "#crypto";
import { countRows, expectProblem, openBoard, ORIGIN } from "../board.ts";
import { tablesOf } from "../tables.ts";
import { found, joinSigners, openPlace, publish, signed } from "./organisation.ts";
import { hashOf, idOf, inDays, Participant } from "./participant.ts";

const askOffer = (who: Participant, id: string) => who.send("POST", "/v1/desk/invitations/offers", { id });

test("invitation: whoever has the code reads the offer, accepts it once, and signs in with their phrase", async () => {
  const place = await openPlace();
  const { officer } = await joinSigners(place);
  const code = await officer.invite(inDays(31));
  const anna = new Participant(place.listener);
  const offered = await askOffer(anna, idOf(code));
  expect(offered.statusCode).toBe(200);
  const { offer, until } = offered.json<{ offer: string; until: string }>();
  expect(until).toBe(inDays(31));
  expect(openOffer(Buffer.from(offer, "base64url"), invitationKeys(code, ORIGIN), ORIGIN)).toMatchObject({
    id: "iemand",
  });
  await anna.join(code);
  expectProblem(await askOffer(anna, idOf(code)), 409, "invitation_used");
  const boxes = (await anna.send("GET", "/v1/desk/boxes")).json<{ boxes: string[] }>().boxes;
  expect(boxes).toContain(base64url(anna.box));
  expect(boxes).toHaveLength(4);
  expectProblem(await new Participant(place.listener).send("GET", "/v1/desk/boxes"), 401, "unauthenticated");
});

test("invitation: a lost answer is asked for again with the very same; any other acceptance is refused and changes nothing", async () => {
  const place = await openPlace();
  const { officer } = await joinSigners(place);
  const code = await officer.invite();
  const [anna, mallory] = [new Participant(place.listener), new Participant(place.listener)];
  const acceptance = anna.acceptance(code);
  expect((await anna.accept(acceptance)).statusCode).toBe(201);
  const before = await tablesOf(place.board.databaseUrl);
  expect((await anna.accept(acceptance)).statusCode).toBe(201);
  expectProblem(await mallory.accept(mallory.acceptance(code)), 409, "invitation_used");
  // The same keys with another blob are another acceptance: its sender would think that the blob is kept.
  expectProblem(await anna.accept(anna.acceptance(code)), 409, "invitation_used");
  expect(await tablesOf(place.board.databaseUrl)).toEqual(before);
  // Also after the keyring and the phrase were changed.
  await anna.signIn();
  const { hash } = await anna.keyring();
  const changed = { keyring: base64url(randomBytes(4096)), replaces: base64url(Buffer.from(hash, "hex")) };
  const proof = await anna.newPhrase(new Participant(place.listener).login);
  expect((await anna.send("POST", "/v1/desk/phrases", { ...proof, ...changed })).statusCode).toBe(204);
  expect((await anna.accept(acceptance)).statusCode).toBe(201);
});

test("invitation: of two acceptances at once one wins, on two instances too", async () => {
  const place = await openPlace();
  const { officer } = await joinSigners(place);
  const environment = { ROLES: "board,relay", ORIGIN, DATA_DIR: place.board.config.dataDir };
  const other = await openBoard(environment, place.board.databaseUrl);
  const code = await officer.invite();
  const people = [place.listener, other.board, place.listener, other.board].map((board) => new Participant(board));
  const answers = await Promise.all(people.map((person) => person.accept(person.acceptance(code))));
  expect(answers.map(({ statusCode }) => statusCode).toSorted()).toEqual([201, 409, 409, 409]);
  expect(await countRows(place.board.databaseUrl, "member_keyring")).toBe(4);
  expect(await countRows(place.board.databaseUrl, "box")).toBe(4);
});

test("invitation: an unknown code, one after its last day and a box that its owner did not sign are refused", async () => {
  let now = Date.parse("2027-02-10T12:00:00Z");
  const place = await openPlace({}, () => now);
  const { officer } = await joinSigners(place);
  const code = await officer.invite("2027-02-12");
  const anna = new Participant(place.listener);
  const unknown = randomBytes(10);
  expectProblem(await askOffer(anna, idOf(unknown)), 404, "invitation_unknown");
  expectProblem(await anna.accept(anna.acceptance(unknown)), 404, "invitation_unknown");
  const acceptance = anna.acceptance(code);
  const others = signBox(xwingKey(randomBytes(32)).publicKey, "other.localhost", anna.signing);
  for (const box of [base64url(others), `${acceptance.box.slice(0, -4)}AAAA`, acceptance.box.slice(0, -1)])
    expectProblem(await anna.accept({ ...acceptance, box }), 400, "malformed");
  expectProblem(await anna.accept({ ...acceptance, more: "x" }), 400, "malformed");
  now = Date.parse("2027-02-12T23:59:59Z");
  expect((await askOffer(anna, idOf(code))).statusCode).toBe(200);
  now = Date.parse("2027-02-13T00:00:00Z");
  expectProblem(await askOffer(anna, idOf(code)), 410, "invitation_expired");
  expectProblem(await anna.accept(acceptance), 410, "invitation_expired");
  expect(await countRows(place.board.databaseUrl, "member_keyring")).toBe(3);
});

test("invitation: keys that somebody has already are accepted for nobody else", async () => {
  const place = await openPlace();
  const { officer } = await joinSigners(place);
  const anna = await new Participant(place.listener).join(await officer.invite());
  const code = await officer.invite();
  const bas = new Participant(place.listener);
  expectProblem(await anna.accept(anna.acceptance(code)), 400, "malformed");
  expectProblem(
    await bas.accept({ ...bas.acceptance(code), loginKey: base64url(anna.login.publicKey) }),
    400,
    "malformed",
  );
  // And so the code is still good.
  expect((await bas.accept(bas.acceptance(code))).statusCode).toBe(201);
});

test("invitation: only the three invite, for at most 31 days, and each hash once", async () => {
  const place = await openPlace();
  const { officer, council } = await joinSigners(place);
  const [code, nonce] = [randomBytes(10), randomBytes(16)];
  const stranger = new Participant(place.listener);
  expectProblem(await stranger.sendInvitation(code, nonce, inDays(1)), 401, "unauthenticated");
  const anna = await new Participant(place.listener).join(await officer.invite());
  expectProblem(await anna.sendInvitation(code, nonce, inDays(1)), 403, "not_signer");
  for (const until of [inDays(32), inDays(-1), "2027-02-30", "2027-13-01", "tomorrow"])
    expectProblem(await officer.sendInvitation(code, nonce, until), 400, "malformed");
  expect((await officer.sendInvitation(code, nonce, inDays(0))).statusCode).toBe(201);
  expectProblem(await council.sendInvitation(code, nonce, inDays(1)), 409, "invitation_used");
});

test("invitation: the three read who was invited by whom and who accepted, and nobody else does", async () => {
  const place = await openPlace();
  const { officer, council, spare } = await joinSigners(place);
  const codes = [await officer.invite(), await council.invite()];
  const [used = new Uint8Array(0)] = codes;
  const anna = await new Participant(place.listener).join(used);
  const answer = await spare.send("GET", "/v1/desk/invitations");
  const { invitations } = answer.json<{ invitations: Record<string, unknown>[] }>();
  expect(invitations).toHaveLength(5);
  expect(invitations).toContainEqual(
    expect.objectContaining({
      hash: base64url(hashOf(used)),
      maker: base64url(officer.identity),
      role: null,
      until: inDays(7),
      accepted: { identity: base64url(anna.identity), tag: anna.acceptance(used).tag },
    }),
  );
  expect(
    invitations
      .filter(({ maker }) => maker === null)
      .map(({ role }) => role)
      .toSorted(),
  ).toEqual(["council", "officer", "spare"]);
  expect(invitations.filter(({ accepted }) => accepted === null)).toHaveLength(1);
  expectProblem(await anna.send("GET", "/v1/desk/invitations"), 403, "not_signer");
  expectProblem(await new Participant(place.listener).send("GET", "/v1/desk/invitations"), 401, "unauthenticated");
});

test("invitation: withdrawn, the wrong person's keyring, box, offers and sessions are gone; whoever is named stays", async () => {
  const { board, listener, signers, members, statement } = await found();
  const { officer, council } = signers;
  const code = await officer.invite();
  const mallory = await new Participant(listener).join(code);
  await mallory.offerKey("oost", 1, randomBytes(32));
  expectProblem(await mallory.withdraw(code), 403, "not_signer");
  expectProblem(await new Participant(listener).withdraw(code), 401, "unauthenticated");
  expect((await council.withdraw(code)).statusCode).toBe(204);
  expectProblem(await mallory.send("GET", "/v1/desk/keyring"), 401, "unauthenticated");
  expectProblem(await mallory.send("POST", "/v1/desk/sessions", await mallory.proof()), 401, "unauthenticated");
  expect(await countRows(board.databaseUrl, "key_offer")).toBe(0);
  expect(await countRows(board.databaseUrl, "box")).toBe(7);
  expect(await countRows(board.databaseUrl, "member_keyring")).toBe(7);
  expectProblem(await mallory.accept(mallory.acceptance(code)), 404, "invitation_unknown");
  // Again, and of what never was: nothing is there, as asked.
  expect((await council.withdraw(code)).statusCode).toBe(204);
  // One that nobody accepted.
  const unused = await officer.invite();
  expect((await officer.withdraw(unused)).statusCode).toBe(204);
  expectProblem(await askOffer(mallory, idOf(unused)), 404, "invitation_unknown");
  // A code that a member of the directory came with is settled: nothing of theirs hangs on it.
  await board.database
    .insertInto("invitation")
    .values({
      hash: Buffer.from(hashOf(code)),
      role: null,
      maker: Buffer.from(officer.identity),
      nonce: randomBytes(16) as Buffer,
      until: inDays(3),
      offer: Buffer.alloc(2048),
      identity: Buffer.from(members.people.anna.identity),
      tag: Buffer.alloc(32),
      acceptance_hash: Buffer.from(sha256(new Uint8Array(1))),
    })
    .execute();
  expect((await officer.withdraw(code)).statusCode).toBe(204);
  expect((await members.people.anna.send("GET", "/v1/desk/keyring")).statusCode).toBe(200);
  expect((await publish(listener, signed(1, statement, signers))).statusCode).toBe(201);
});

test("invitation: a path that is no hash names nothing", async () => {
  const { listener, signers } = await found();
  const { officer } = signers;
  for (const hash of ["x", "A".repeat(64), "a".repeat(63), "a".repeat(65), "g".repeat(64)])
    expectProblem(await officer.send("DELETE", `/v1/desk/invitations/${hash}`), 404, "not_found");
  for (const hash of ["x", "A".repeat(64), "a".repeat(65)])
    expectProblem(await officer.send("DELETE", `/v1/desk/seed-shares/${hash}`), 404, "not_found");
  expect((await officer.send("DELETE", `/v1/desk/seed-shares/${"a".repeat(64)}`)).statusCode).toBe(204);
  expect(await (await listener.inject({ url: "/health" })).json()).toEqual({ status: "ok" });
});
