// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { expect, test } from "vitest";
import {
  concat,
  encodePart,
  envelopeHash,
  HEAD_BYTES,
  hex,
  KIND,
  kemCiphertextOf,
  openEnvelope,
  openMessage,
  openOpening,
  randomBytes,
  readOpening,
  reopenEnvelope,
  sealChaff,
  sealEnvelope,
  sealMessage,
  sealOpening,
  sha256,
  signingKey,
  tagOf,
  threadKeys,
  unpackEvent,
  xwingKey,
  type EnvelopeKind,
  type ThreadKeys,
  type XWingKey,
} from "#crypto";
import { HEAD, keys, member, MEMBER_LANE, message, noise, ORIGIN, SIGNAL, submitter, team } from "./fixture.ts";

const PLACE = { lane: MEMBER_LANE, position: 5 };

async function one<T>(sealing: Promise<T[]>): Promise<T> {
  const [first, ...others] = await sealing;
  if (first === undefined || others.length > 0) throw new Error("not one envelope");
  return first;
}

const openedOpening = await one(sealOpening(SIGNAL, team.publicKey, HEAD, ORIGIN, submitter));
const posted = await one(sealMessage(message("Dank u."), PLACE, keys, ORIGIN, member));

function bodyOf(key: XWingKey, envelope: Uint8Array): Uint8Array {
  const opened = openEnvelope(key, envelope, ORIGIN);
  if (typeof opened === "string") throw new Error(opened);
  return opened.body;
}
const openingBody = bodyOf(team, openedOpening.bytes);
const messageBody = bodyOf(keys.laneKey(PLACE.lane), posted.bytes);

/** What a reader makes of a body, validly signed once, that somebody sealed to a place of their choice. */
function carried(
  body: Uint8Array,
  to: { lane: number; position: number; thread?: ThreadKeys; kind?: EnvelopeKind; signer?: Uint8Array },
): unknown {
  const thread = to.thread ?? keys;
  const { publicKey } = thread.laneKey(to.lane);
  const { bytes } = sealEnvelope(publicKey, ORIGIN, thread.tag(to.lane, to.position), to.kind ?? KIND.event, body);
  return openMessage(thread, to, bytes, 0, ORIGIN, to.signer ?? member.publicKey);
}

/** No member seals anything here. */
const nobody = (): undefined => undefined;

function carriedOpening(body: Uint8Array, to: XWingKey, kind: EnvelopeKind = KIND.opening): unknown {
  return openOpening(to, sealEnvelope(to.publicKey, ORIGIN, randomBytes(16), kind, body).bytes, 0, ORIGIN, nobody);
}

test("thread: an opening carries its head and its event to the team, under a tag that says nothing", async () => {
  const opening = openOpening(team, openedOpening.bytes, 3, ORIGIN, nobody);
  if (typeof opening === "string") throw new Error(opening);
  expect(opening.head).toEqual({ ...HEAD, signer: submitter.publicKey });
  expect(opening.part).toMatchObject({ part: 0, parts: 1, lane: 0, position: 0, index: 3 });
  expect(opening.part.kemCiphertext).toEqual(kemCiphertextOf(openedOpening.bytes));
  expect(await unpackEvent({ deflated: opening.part.deflated, bytes: opening.part.chunk })).toEqual(SIGNAL);
  const again = await one(sealOpening(SIGNAL, team.publicKey, HEAD, ORIGIN, submitter));
  expect(tagOf(again.bytes)).not.toEqual(tagOf(openedOpening.bytes));
});

test("thread: its writer reads an opening again with the shared secret that the self note keeps", () => {
  const opened = reopenEnvelope(openedOpening.sharedSecret, openedOpening.bytes, ORIGIN);
  const opening = readOpening(opened, sha256(team.publicKey), openedOpening.bytes, 0, ORIGIN);
  expect(opening).toMatchObject({ head: { threadSecret: HEAD.threadSecret } });
  expect(readOpening(opened, sha256(xwingKey(randomBytes(32)).publicKey), openedOpening.bytes, 0, ORIGIN)).toBe(
    "cannot_open",
  );
  expect(readOpening("cannot_open", sha256(team.publicKey), openedOpening.bytes, 0, ORIGIN)).toBe("cannot_open");
});

test("thread: a message stands at its writer's tag and opens with the lane's key", async () => {
  expect(tagOf(posted.bytes)).toEqual(keys.tag(PLACE.lane, PLACE.position));
  const part = openMessage(keys, PLACE, posted.bytes, 9, ORIGIN, member.publicKey);
  if (typeof part === "string") throw new Error(part);
  expect(part).toMatchObject({ ...PLACE, part: 0, parts: 1, index: 9 });
  expect(await unpackEvent({ deflated: part.deflated, bytes: part.chunk })).toEqual(message("Dank u."));
});

test("thread: an opening of four parts puts the last three at positions 1 to 3 of lane 0", async () => {
  const envelopes = await sealOpening({ ...SIGNAL, facts: noise(35_000) }, team.publicKey, HEAD, ORIGIN, submitter);
  expect(envelopes).toHaveLength(4);
  const [first, ...others] = envelopes;
  expect(openOpening(team, first?.bytes ?? randomBytes(8192), 0, ORIGIN, nobody)).toMatchObject({ part: { parts: 4 } });
  for (const [i, { bytes }] of others.entries()) {
    const place = { lane: 0, position: i + 1 };
    expect(tagOf(bytes)).toEqual(keys.tag(0, i + 1));
    const part = openMessage(keys, place, bytes, 0, ORIGIN, submitter.publicKey);
    expect(part).toMatchObject({ part: i + 1, parts: 4, position: i + 1 });
    expect(openOpening(team, bytes, 0, ORIGIN, nobody)).toBe("cannot_open");
  }
});

test("thread: two posts of one event at one position share no key and no text", async () => {
  const large = message(noise(9000));
  const [a] = await sealMessage(large, PLACE, keys, ORIGIN, member);
  const [b] = await sealMessage(large, PLACE, keys, ORIGIN, member);
  if (a === undefined || b === undefined) throw new Error("nothing sealed");
  expect(tagOf(a.bytes)).toEqual(tagOf(b.bytes));
  expect(kemCiphertextOf(a.bytes)).not.toEqual(kemCiphertextOf(b.bytes));
  expect(a.sharedSecret).not.toEqual(b.sharedSecret);
  const windows = (bytes: Uint8Array): string[] =>
    Array.from({ length: bytes.length - 31 }, (_, i) => hex(bytes.subarray(i, i + 32)));
  const seen = new Set(windows(a.bytes));
  expect(windows(b.bytes).filter((window) => seen.has(window))).toEqual([]);
});

test("thread: a message carried to another thread is refused", () => {
  const other = threadKeys(randomBytes(32), ORIGIN);
  expect(carried(messageBody, PLACE)).toMatchObject(PLACE);
  expect(carried(messageBody, { ...PLACE, thread: other })).toBe("forged");
  expect(openMessage(other, PLACE, posted.bytes, 0, ORIGIN, member.publicKey)).toBe("cannot_open");
});

test("thread: a message carried to another position or lane is refused", () => {
  expect(carried(messageBody, { ...PLACE, position: PLACE.position + 1 })).toBe("forged");
  expect(carried(messageBody, { ...PLACE, lane: 0 })).toBe("forged");
  expect(carried(messageBody, { ...PLACE, lane: PLACE.lane + 1 })).toBe("forged");
});

test("thread: lane and position rewritten to fit the new place are refused, for they are signed", () => {
  const moved = Uint8Array.from(messageBody);
  moved[16] = PLACE.position + 1;
  expect(carried(moved, { ...PLACE, position: PLACE.position + 1 })).toBe("forged");
  const changedLane = Uint8Array.from(messageBody);
  changedLane[12] = PLACE.lane + 1;
  expect(carried(changedLane, { ...PLACE, lane: PLACE.lane + 1 })).toBe("forged");
});

test("thread: every other signed field that is changed is refused", () => {
  for (const at of [0, 1, 8, 9, 10, 11, 13, 17, 80, 81, messageBody.length - 1]) {
    const changed = messageBody.map((byte, i) => (i === at ? byte ^ 1 : byte));
    expect(typeof carried(changed, PLACE), `byte ${at}`).toBe("string");
  }
  expect(carried(messageBody.subarray(0, -1), PLACE)).toBe("forged");
  expect(carried(concat(messageBody, new Uint8Array(1)), PLACE)).toBe("forged");
});

test("thread: a member cannot write in another's lane", async () => {
  const forged = await one(sealMessage(message("Ik ben het."), { lane: 0, position: 1 }, keys, ORIGIN, member));
  expect(openMessage(keys, { lane: 0, position: 1 }, forged.bytes, 0, ORIGIN, submitter.publicKey)).toBe("forged");
});

test("thread: a message is no opening and an opening no message, whoever seals it again", () => {
  expect(carriedOpening(openingBody, team)).toMatchObject({ part: { position: 0 } });
  expect(carriedOpening(messageBody, team)).toBe("cannot_open");
  const place = { lane: 0, position: 0, signer: submitter.publicKey };
  expect(carried(openingBody, place)).toBe("forged");
});

test("thread: a kind that is read elsewhere is nothing here, one that is not read yet needs a newer program", () => {
  const read: readonly EnvelopeKind[] = [KIND.opening, KIND.event, KIND.selfNote, KIND.reopening];
  for (const kind of Object.values(KIND)) {
    const expected = read.includes(kind) ? "cannot_open" : "needs_newer_version";
    if (kind !== KIND.event) expect(carried(messageBody, { ...PLACE, kind }), `kind ${kind}`).toBe(expected);
    if (kind !== KIND.opening) expect(carriedOpening(openingBody, team, kind), `kind ${kind}`).toBe(expected);
  }
});

test("thread: an opening that its recipient seals to another team is refused there", () => {
  expect(carriedOpening(openingBody, xwingKey(randomBytes(32)))).toBe("cannot_open");
});

test("thread: an opening with another signer or secret put into its head is refused", () => {
  const signer = signingKey(randomBytes(32)).publicKey;
  const start = 81;
  const changed = concat(openingBody.subarray(0, start + 96), signer, openingBody.subarray(start + HEAD_BYTES));
  expect(carriedOpening(changed, team)).toBe("cannot_open");
  const secret = concat(openingBody.subarray(0, start), randomBytes(32), openingBody.subarray(start + 32));
  expect(carriedOpening(secret, team)).toBe("cannot_open");
});

test("thread: an opening that claims another part, lane or position, or has no whole head, is refused", () => {
  const chunk = concat(randomBytes(96), submitter.publicKey, randomBytes(4));
  const fields = { deflated: false, eventId: randomBytes(8), part: 0, parts: 1, lane: 0, position: 0, chunk };
  const signed = (part: typeof fields): Uint8Array =>
    encodePart(part, KIND.opening, sha256(team.publicKey), ORIGIN, submitter);
  expect(carriedOpening(signed(fields), team)).toMatchObject({ part: { position: 0 } });
  for (const change of [{ part: 1, parts: 2 }, { lane: 1 }, { position: 1 }, { chunk: chunk.subarray(0, 127) }]) {
    expect(carriedOpening(signed({ ...fields, ...change }), team)).toBe("cannot_open");
  }
});

test("thread: nothing made for one organisation means anything in another", () => {
  const OTHER = "another.example";
  expect(openOpening(team, openedOpening.bytes, 0, OTHER, nobody)).toBe("cannot_open");
  expect(openMessage(keys, PLACE, posted.bytes, 0, OTHER, member.publicKey)).toBe("cannot_open");
  // The same body sealed under the other's name: now only the signature knows.
  const { publicKey } = keys.laneKey(PLACE.lane);
  const resealed = sealEnvelope(publicKey, OTHER, keys.tag(PLACE.lane, PLACE.position), KIND.event, messageBody);
  expect(openMessage(keys, PLACE, resealed.bytes, 0, OTHER, member.publicKey)).toBe("forged");
  const opening = sealEnvelope(team.publicKey, OTHER, randomBytes(16), KIND.opening, openingBody);
  expect(openOpening(team, opening.bytes, 0, OTHER, nobody)).toBe("cannot_open");
});

test("thread: an envelope copied under the tag of another place cannot be opened", () => {
  const copied = concat(keys.tag(PLACE.lane, PLACE.position + 1), posted.bytes.subarray(16));
  const place = { ...PLACE, position: PLACE.position + 1 };
  expect(openMessage(keys, place, copied, 0, ORIGIN, member.publicKey)).toBe("cannot_open");
  expect(openMessage(keys, PLACE, copied, 0, ORIGIN, member.publicKey)).toBe("cannot_open");
});

test("thread: chaff opens for nobody, and an unknown flag inside needs a newer program", () => {
  const chaff = sealChaff(ORIGIN);
  expect(envelopeHash(chaff)).toHaveLength(32);
  expect(openOpening(team, chaff, 0, ORIGIN, nobody)).toBe("cannot_open");
  expect(openMessage(keys, PLACE, chaff, 0, ORIGIN, member.publicKey)).toBe("cannot_open");
  const flagged = messageBody.map((byte, i) => (i === 0 ? byte | 0x40 : byte));
  expect(carried(flagged, PLACE)).toBe("needs_newer_version");
});
