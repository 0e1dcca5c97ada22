// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { expect, test } from "vitest";
import {
  base64url,
  base64urlDecode,
  codenameKeys,
  joinEvents,
  mergeEvents,
  openMessage,
  openOpening,
  randomBytes,
  readResealed,
  sealMessage,
  sealOpening,
  sealReopening,
  sealResealing,
  sha256,
  sideKeys,
  signingKey,
  tagOf,
  threadKeys,
  xwingKey,
  type JoinedEvent,
  type ResealedEvent,
  type SealedEnvelope,
  type SignalEvent,
  type VerifiedOpening,
  type VerifiedResealing,
} from "#crypto";
import {
  HEAD,
  keys,
  member,
  MEMBER_LANE,
  message,
  noise,
  ORIGIN,
  SIGNAL,
  submitter,
  submitterKeys,
  team,
} from "./fixture.ts";

// A team whose key changes: what its members and the submitter seal to the new one, and what others make of it.

const next = xwingKey(randomBytes(32));
const stranger = xwingKey(randomBytes(32));
const side = sideKeys(next.seed, keys.id, ORIGIN);
const DATE = "2026-12-01";
const PLACE = { lane: MEMBER_LANE, position: 4 };

const ofTeam = (lane: number): Uint8Array | undefined => (lane === MEMBER_LANE ? member.publicKey : undefined);

function first<T>([value]: readonly T[]): T {
  if (value === undefined) throw new Error("nothing");
  return value;
}

function opened(sealed: readonly SealedEnvelope[], index: number, key = team): VerifiedOpening {
  const opening = openOpening(key, first(sealed).bytes, index, ORIGIN, ofTeam);
  if (typeof opening === "string" || opening.kind === "resealing") throw new Error("no opening");
  return opening;
}

async function signalOpened(signal: SignalEvent = SIGNAL, index = 3): Promise<VerifiedOpening> {
  return opened(await sealOpening(signal, team.publicKey, HEAD, ORIGIN, submitter), index);
}

/** As somebody with the new key reads it: the opening, and the rest at its tags in the side thread. */
async function received(
  sealed: readonly SealedEnvelope[],
  index = 90,
): Promise<{ resealing: VerifiedResealing; event: ResealedEvent }> {
  const resealing = openOpening(next, first(sealed).bytes, index, ORIGIN, ofTeam);
  if (typeof resealing === "string" || resealing.kind !== "resealing") throw new Error("no re-sealing");
  const rest = sealed.slice(1).map(({ bytes }, i) => {
    const place = { ...PLACE, position: PLACE.position + i + 1 };
    expect(tagOf(bytes)).toEqual(side.tag(place.lane, place.position));
    const part = openMessage(side, place, bytes, index + i + 1, ORIGIN, member.publicKey);
    if (typeof part === "string") throw new Error(part);
    return part;
  });
  const joined = first(await joinEvents([resealing.part, ...rest]));
  if (joined.state !== "event" || joined.event.type !== "resealed") throw new Error(joined.state);
  return { resealing, event: joined.event };
}

const to = { key: next, date: DATE };

test("re-sealing: who has the new key alone reads the submitter's own words, signed by the submitter", async () => {
  for (const facts of ["Kort.", noise(4000), noise(35_000)]) {
    const opening = await signalOpened({ ...SIGNAL, facts });
    const sealed = await sealResealing(opening, to, PLACE, ORIGIN, member);
    expect(sealed.length).toBeLessThanOrEqual(2);
    const { resealing, event } = await received(sealed);
    const carried = readResealed(event, resealing, ORIGIN);
    if (carried === "forged") throw new Error("forged");
    expect(carried.head).toEqual({ ...HEAD, signer: submitter.publicKey });
    expect(carried.recipient).toEqual(sha256(team.publicKey));
    // It stands where it stood, before what was answered to it.
    expect(carried.part).toMatchObject({ lane: 0, position: 0, index: 3, parts: opening.part.parts });
    expect(carried.part.chunk).toEqual(opening.part.chunk);
    // And it can be sealed to the key after that, by whoever has it from here.
    expect(await sealResealing(carried, { ...to, key: stranger }, PLACE, ORIGIN, member)).toHaveLength(sealed.length);
  }
});

test("re-sealing: neither the old key nor a stranger's opens it, and its tag says nothing", async () => {
  const sealed = await sealResealing(await signalOpened(), to, PLACE, ORIGIN, member);
  for (const key of [team, stranger])
    for (const { bytes } of sealed) expect(openOpening(key, bytes, 0, ORIGIN, ofTeam)).toBe("cannot_open");
  for (let position = 0; position < 80; position++)
    expect(tagOf(first(sealed).bytes)).not.toEqual(side.tag(MEMBER_LANE, position));
});

test("re-sealing: only who shares a key of the team seals anything to it", async () => {
  const opening = await signalOpened();
  const other = await sealResealing(opening, to, PLACE, ORIGIN, signingKey(randomBytes(32)));
  expect(openOpening(next, first(other).bytes, 0, ORIGIN, ofTeam)).toBe("forged");
  const elsewhere = await sealResealing(opening, to, { ...PLACE, lane: 60 }, ORIGIN, member);
  expect(openOpening(next, first(elsewhere).bytes, 0, ORIGIN, ofTeam)).toBe("cannot_open");
});

test("re-sealing: a colleague who changes what it carries is found out", async () => {
  const opening = await signalOpened();
  const { resealing, event } = await received(await sealResealing(opening, to, PLACE, ORIGIN, member));
  const body = base64urlDecode(event.body);
  for (const at of [0, 1, 16, 17, 80, 81, 112, 81 + 96, 81 + 128, body.length - 1]) {
    const changed = base64url(body.map((byte, i) => (i === at ? byte ^ 1 : byte)));
    expect(readResealed({ ...event, body: changed }, resealing, ORIGIN), `byte ${at}`).toBe("forged");
  }
  expect(readResealed({ ...event, recipient: base64url(sha256(next.publicKey)) }, resealing, ORIGIN)).toBe("forged");
  expect(readResealed({ ...event, of: "reopening" }, resealing, ORIGIN)).toBe("forged");
  expect(readResealed({ ...event, index: 90 }, resealing, ORIGIN)).toBe("forged");
  expect(readResealed(event, resealing, "another.example")).toBe("forged");
});

test("re-sealing: somebody else's words cannot be put under the submitter's head", async () => {
  const { resealing } = await received(await sealResealing(await signalOpened(), to, PLACE, ORIGIN, member));
  const liar = codenameKeys(randomBytes(32), ORIGIN, 0);
  const head = { threadSecret: liar.threadSecret, holdSecret: liar.holdSecret, deskHoldSeed: liar.deskHoldSeed };
  const foreign = opened(await sealOpening(SIGNAL, team.publicKey, head, ORIGIN, liar.submitter), 5);
  const { event } = await received(
    await sealResealing({ ...foreign, head: { ...HEAD, signer: submitter.publicKey } }, to, PLACE, ORIGIN, member),
  );
  expect(readResealed(event, resealing, ORIGIN)).toBe("forged");
});

test("re-opening: the next generation is the new key's, and who left opens neither it nor what follows", async () => {
  const second = codenameKeys(submitterKeys.selfSecret, ORIGIN, 1);
  const head = { threadSecret: second.threadSecret, holdSecret: second.holdSecret, deskHoldSeed: second.deskHoldSeed };
  const event = { type: "reopened", date: DATE, team: "oost" } as const;
  const sealed = await sealReopening(event, next.publicKey, head, ORIGIN, submitter);
  expect(sealed).toHaveLength(1);
  const reopening = opened(sealed, 40, next);
  expect(reopening).toMatchObject({ kind: "reopening", head: { ...head, signer: submitter.publicKey } });
  expect(await joinEvents([reopening.part])).toMatchObject([{ lane: 0, position: 0, state: "event", event }]);
  expect(openOpening(team, first(sealed).bytes, 40, ORIGIN, ofTeam)).toBe("cannot_open");
  const thread = threadKeys(second.threadSecret, ORIGIN);
  const [words] = await sealMessage(message("Vanaf nu zo."), { lane: 0, position: 1 }, thread, ORIGIN, submitter);
  const bytes = words?.bytes ?? randomBytes(8192);
  const place = { lane: 0, position: 1 };
  expect(openMessage(thread, place, bytes, 41, ORIGIN, submitter.publicKey)).toMatchObject(place);
  expect(openMessage(keys, place, bytes, 41, ORIGIN, submitter.publicKey)).toBe("cannot_open");
});

test("re-opening: it is carried to a later key as an opening is", async () => {
  const second = codenameKeys(randomBytes(32), ORIGIN, 0);
  const head = { threadSecret: second.threadSecret, holdSecret: second.holdSecret, deskHoldSeed: second.deskHoldSeed };
  const event = { type: "reopened", date: DATE, team: "oost" } as const;
  const reopening = opened(await sealReopening(event, team.publicKey, head, ORIGIN, submitter), 7);
  const sealed = await sealResealing(reopening, to, PLACE, ORIGIN, member);
  const resealing = openOpening(next, first(sealed).bytes, 90, ORIGIN, ofTeam);
  if (typeof resealing === "string" || resealing.kind !== "resealing") throw new Error("no re-sealing");
  const joined = first(await joinEvents([resealing.part]));
  if (joined.state !== "event" || joined.event.type !== "resealed") throw new Error(joined.state);
  expect(readResealed(joined.event, resealing, ORIGIN)).toMatchObject({ kind: "reopening", head: reopening.head });
});

test("side thread: it is one team key's and one thread's", () => {
  const id = (seed: Uint8Array, thread: Uint8Array): string => base64url(sideKeys(seed, thread, ORIGIN).id);
  const ids = [id(next.seed, keys.id), id(team.seed, keys.id), id(next.seed, team.seed), base64url(keys.id)];
  expect(new Set(ids).size).toBe(4);
});

test("generations: events of several stand by their place in the log, each generation in its own order", () => {
  const at = (id: string, index: number): JoinedEvent => ({
    lane: 0,
    position: 0,
    index,
    id,
    state: "incomplete",
  });
  const merged = mergeEvents([[at("a", 1), at("b", 9), at("c", 4)], [at("d", 3), at("e", 10)], []]);
  expect(merged.map(({ id }) => id)).toEqual(["a", "d", "b", "c", "e"]);
});
