// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { expect, test } from "vitest";
import { base64url, randomBytes } from "#crypto";
import { joinSigners, openPlace } from "../ceremony/organisation.ts";
import { Participant } from "../ceremony/participant.ts";
import { expectProblem } from "../board.ts";

interface Passkey {
  readonly credentialId: string;
  readonly wrapped: string;
}

const passkey = (bytes = 32): Passkey => ({
  credentialId: base64url(randomBytes(bytes)),
  wrapped: base64url(randomBytes(60)),
});

const keep = (who: Participant, key: object) => who.send("POST", "/v1/desk/passkeys", key);
const open = (who: Participant, credentialId: string) =>
  who.send("POST", "/v1/desk/passkeys/openings", { credentialId });
const idsOf = async (who: Participant): Promise<string[]> =>
  (await who.send("GET", "/v1/desk/passkeys")).json<{ credentialIds: string[] }>().credentialIds;

test("passkey: what it opens is kept, given to whoever names it, and forgotten", async () => {
  const place = await openPlace();
  const { officer, council } = await joinSigners(place);
  const stranger = new Participant(place.listener);
  const [one, other] = [passkey(), passkey(1_023)];
  expect((await keep(officer, one)).statusCode).toBe(201);
  expect((await keep(council, other)).statusCode).toBe(201);
  for (const { credentialId, wrapped } of [one, other])
    expect((await open(stranger, credentialId)).json()).toEqual({ wrapped });
  expect(await idsOf(officer)).toEqual([one.credentialId]);
  // The same again, wrapped anew: of its owner only.
  const again = { ...one, wrapped: passkey().wrapped };
  expect((await keep(officer, again)).statusCode).toBe(201);
  expectProblem(await keep(council, { ...one, wrapped: passkey().wrapped }), 400, "malformed");
  expect((await open(stranger, one.credentialId)).json()).toEqual({ wrapped: again.wrapped });
  expect((await officer.send("DELETE", "/v1/desk/passkeys")).statusCode).toBe(204);
  expectProblem(await open(stranger, one.credentialId), 404, "not_found");
  expect(await idsOf(officer)).toEqual([]);
  expect(await idsOf(council)).toEqual([other.credentialId]);
});

test("passkey: strangers keep, list and forget none; what has not the form of one is refused", async () => {
  const place = await openPlace();
  const { officer } = await joinSigners(place);
  const stranger = new Participant(place.listener);
  expectProblem(await keep(stranger, passkey()), 401, "unauthenticated");
  for (const method of ["GET", "DELETE"] as const)
    expectProblem(await stranger.send(method, "/v1/desk/passkeys"), 401, "unauthenticated");
  expectProblem(await open(stranger, base64url(randomBytes(16))), 404, "not_found");
  const good = passkey();
  for (const wrong of [
    { ...good, credentialId: "" },
    { ...good, credentialId: "a+b/" },
    { ...good, credentialId: "AAAAA" },
    { ...good, credentialId: base64url(randomBytes(1_024)) },
    { ...good, wrapped: base64url(randomBytes(59)) },
    { credentialId: good.credentialId },
  ])
    expectProblem(await keep(officer, wrong), 400, "malformed");
  expectProblem(await open(stranger, "AAAAA"), 400, "malformed");
});

test("passkey: sixteen a person, however many come at once", async () => {
  const place = await openPlace();
  const { officer, council } = await joinSigners(place);
  const answers = await Promise.all(Array.from({ length: 20 }, () => keep(officer, passkey())));
  expect(answers.filter(({ statusCode }) => statusCode === 201)).toHaveLength(16);
  for (const answer of answers.filter(({ statusCode }) => statusCode !== 201))
    expectProblem(answer, 429, "too_many_requests");
  expect(await idsOf(officer)).toHaveLength(16);
  expect((await keep(council, passkey())).statusCode).toBe(201);
});
