// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { expect, test } from "vitest";
import {
  base64url,
  hex,
  openBox,
  openKeyOffer,
  openSeed,
  randomBytes,
  sealSeed,
  sha256,
  signKeyOffer,
  xwingKey,
} from "#crypto";
import { countRows, expectProblem, ORIGIN } from "../board.ts";
import { found } from "./organisation.ts";
import { Participant } from "./participant.ts";

const seedOf = (epoch: number) => ({ group: "oost", epoch, seed: Uint8Array.from(randomBytes(32)) });

const shareOf = (from: Participant, to: Participant, epoch = 0, origin = ORIGIN): Uint8Array =>
  sealSeed(seedOf(epoch), openBox(to.box, ORIGIN), origin, from.signing);

const send = (who: Participant, share: Uint8Array) => who.send("POST", "/v1/desk/seed-shares", share);

interface Shares {
  readonly received: readonly string[];
  readonly waiting: readonly { readonly recipient: string }[];
}

const sharesOf = async (who: Participant): Promise<Shares> =>
  (await who.send("GET", "/v1/desk/seed-shares")).json<Shares>();

test("key offer: a member's own, one for each group, replaced by their next", async () => {
  const { members } = await found();
  const { anna, bas } = members.people;
  const offers = async (): Promise<string[]> =>
    (await bas.send("GET", "/v1/desk/key-offers")).json<{ offers: string[] }>().offers;
  const [first, second] = [randomBytes(32), randomBytes(32)];
  expect((await anna.offerKey("oost", 1, first)).statusCode).toBe(204);
  expect((await anna.offerKey("oost", 1, second)).statusCode).toBe(204);
  expect((await anna.offerKey("west", 1, first)).statusCode).toBe(204);
  expect((await bas.offerKey("oost", 1, first)).statusCode).toBe(204);
  const opened = (await offers()).map((offer) => openKeyOffer(Buffer.from(offer, "base64url"), ORIGIN));
  expect(opened).toHaveLength(3);
  const annas = opened.find(({ group, identity }) => group === "oost" && hex(identity) === hex(anna.identity));
  expect(hex(annas?.key ?? new Uint8Array(0))).toBe(hex(xwingKey(second).publicKey));
});

test("key offer: another's, a damaged one, one for another board or by nobody is refused", async () => {
  const { board, listener, members } = await found();
  const { anna, bas } = members.people;
  const offer = signKeyOffer(
    { group: "oost", epoch: 1, key: xwingKey(randomBytes(32)).publicKey },
    ORIGIN,
    bas.signing,
  );
  const put = (who: Participant, bytes: Uint8Array) => who.send("PUT", "/v1/desk/key-offers", bytes);
  expectProblem(await put(anna, offer), 403, "not_own_key");
  const damaged = Uint8Array.from(offer);
  damaged[60] = (damaged[60] ?? 0) ^ 1;
  const elsewhere = signKeyOffer(
    { group: "oost", epoch: 1, key: xwingKey(randomBytes(32)).publicKey },
    "other.localhost",
    anna.signing,
  );
  for (const bytes of [damaged, elsewhere, offer.subarray(0, -1), new Uint8Array(0)])
    expectProblem(await put(anna, bytes), 400, "malformed");
  expectProblem(await put(anna, new Uint8Array(1_358)), 413, "too_large");
  expectProblem(await anna.send("PUT", "/v1/desk/key-offers", {}), 415, "wrong_media_type");
  const stranger = new Participant(listener);
  expectProblem(await put(stranger, offer), 401, "unauthenticated");
  expectProblem(await stranger.send("GET", "/v1/desk/key-offers"), 401, "unauthenticated");
  for (let i = 0; i < 16; i++) expect((await anna.offerKey(`groep-${i}`, 0, randomBytes(32))).statusCode).toBe(204);
  expectProblem(await anna.offerKey("nog-een", 0, randomBytes(32)), 429, "too_many_requests");
  expect((await anna.offerKey("groep-3", 0, randomBytes(32))).statusCode).toBe(204);
  expect(await countRows(board.databaseUrl, "key_offer")).toBe(16);
});

test("seed share: reaches its recipient alone, waits until it is taken, and is kept once", async () => {
  const { members } = await found();
  const { anna, bas, cora } = members.people;
  const share = shareOf(anna, bas, 3);
  expect((await send(anna, share)).statusCode).toBe(201);
  expect((await send(anna, share)).statusCode).toBe(201);
  expect(await sharesOf(anna)).toEqual({ received: [], waiting: [{ recipient: base64url(bas.identity) }] });
  expect(await sharesOf(cora)).toEqual({ received: [], waiting: [] });
  const { received, waiting } = await sharesOf(bas);
  expect([received, waiting]).toEqual([[base64url(share)], []]);
  const opened = openSeed(Buffer.from(received[0] ?? "", "base64url"), bas.identity, xwingKey(bas.boxSeed), ORIGIN);
  expect(opened.seed).toMatchObject({ group: "oost", epoch: 3 });
  const path = `/v1/desk/seed-shares/${hex(sha256(share))}`;
  // Neither its sender nor a third takes it away.
  for (const other of [anna, cora]) expect((await other.send("DELETE", path)).statusCode).toBe(204);
  expect((await sharesOf(bas)).received).toHaveLength(1);
  expectProblem(await new Participant(members.people.anna.listener).send("DELETE", path), 401, "unauthenticated");
  for (let round = 0; round < 2; round++) expect((await bas.send("DELETE", path)).statusCode).toBe(204);
  expect(await sharesOf(bas)).toEqual({ received: [], waiting: [] });
  expect(await sharesOf(anna)).toEqual({ received: [], waiting: [] });
});

test("seed share: to a stranger, by a stranger, in another's name or damaged it is refused", async () => {
  const { board, listener, members } = await found();
  const { anna, bas } = members.people;
  const stranger = new Participant(listener);
  expectProblem(await send(anna, shareOf(anna, stranger)), 404, "recipient_unknown");
  expectProblem(await send(stranger, shareOf(stranger, anna)), 401, "unauthenticated");
  expectProblem(await stranger.send("GET", "/v1/desk/seed-shares"), 401, "unauthenticated");
  expectProblem(await send(anna, shareOf(bas, anna)), 403, "not_own_key");
  expectProblem(await send(anna, shareOf(stranger, bas)), 403, "not_own_key");
  const share = shareOf(anna, bas);
  const damaged = Uint8Array.from(share);
  damaged[700] = (damaged[700] ?? 0) ^ 1;
  for (const bytes of [damaged, share.subarray(0, -1), new Uint8Array(0), shareOf(anna, bas, 0, "other.localhost")])
    expectProblem(await send(anna, bytes), 400, "malformed");
  expectProblem(await send(anna, new Uint8Array(1_522)), 413, "too_large");
  expect(await countRows(board.databaseUrl, "seed_share")).toBe(0);
});

test("seed share: at most 32 of one sender wait for one person, however many come at once, and another's still arrive", async () => {
  const { board, members } = await found();
  const { anna, bas, cora } = members.people;
  const shares = Array.from({ length: 36 }, (_, i) => shareOf(anna, bas, i));
  const answers = await Promise.all(shares.map((share) => send(anna, share)));
  const codes = answers.map(({ statusCode }) => statusCode);
  expect(codes.filter((code) => code === 201)).toHaveLength(32);
  for (const answer of answers.filter(({ statusCode }) => statusCode !== 201))
    expectProblem(answer, 429, "too_many_requests");
  expect(await countRows(board.databaseUrl, "seed_share")).toBe(32);
  expect((await send(anna, shareOf(anna, cora))).statusCode).toBe(201);
  expect((await send(cora, shareOf(cora, bas))).statusCode).toBe(201);
});
