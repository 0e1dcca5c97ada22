// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { KIND, sealEnvelope, type EnvelopeKind, type SealedEnvelope, TAG_BYTES } from "../envelope/index.ts";
import { randomBytes, sha256, type SigningKey, type XWingKey } from "../sodium.ts";
import { base64url, concat } from "../wire/index.ts";
import { encodeHead, encodePart, type OpeningHead } from "./body.ts";
import type { ReopenedEvent, ResealedEvent, SignalEvent, ThreadEvent } from "./event.ts";
import { cutEvent, packEvent, type PackedEvent } from "./packing.ts";
import { sideKeys, SUBMITTER_LANE, threadKeys, type ThreadKeys } from "./keys.ts";
import type { VerifiedOpening } from "./read.ts";

interface Chunks {
  readonly packed: PackedEvent;
  readonly chunks: readonly Uint8Array[];
  readonly eventId: Uint8Array;
}

async function chunksOf(event: ThreadEvent, opening: boolean): Promise<Chunks> {
  const packed = await packEvent(event);
  return { packed, chunks: cutEvent(packed, opening), eventId: randomBytes(8) };
}

export interface Place {
  readonly lane: number;
  /** Of the first part; the others follow. */
  readonly position: number;
}

function sealMessageParts(
  { packed, chunks, eventId }: Chunks,
  from: number,
  place: Place,
  keys: ThreadKeys,
  origin: string,
  signer: SigningKey,
): SealedEnvelope[] {
  const { lane } = place;
  return chunks.slice(from).map((chunk, i) => {
    const part = from + i;
    const position = place.position + part;
    const fields = { deflated: packed.deflated, eventId, part, parts: chunks.length, lane, position, chunk };
    const body = encodePart(fields, KIND.event, keys.id, origin, signer);
    return sealEnvelope(keys.laneKey(lane).publicKey, origin, keys.tag(lane, position), KIND.event, body);
  });
}

/** One to four envelopes at consecutive positions of the writer's own lane. */
export async function sealMessage(
  event: ThreadEvent,
  place: Place,
  keys: ThreadKeys,
  origin: string,
  signer: SigningKey,
): Promise<SealedEnvelope[]> {
  return sealMessageParts(await chunksOf(event, false), 0, place, keys, origin, signer);
}

interface Headed {
  readonly kind: EnvelopeKind;
  /** X-Wing public key, 1,216 bytes. */
  readonly recipient: Uint8Array;
  readonly head: OpeningHead;
  readonly place: Place;
  /** In which parts 1 to 3 stand, at the positions that follow. */
  readonly rest: ThreadKeys;
}

/** Part 0 to the recipient's key under a random tag, the head before its chunk; the others as messages. */
async function sealHeaded(
  event: ThreadEvent,
  { kind, recipient, head, place, rest }: Headed,
  origin: string,
  signer: SigningKey,
): Promise<SealedEnvelope[]> {
  const cut = await chunksOf(event, true);
  const { packed, chunks, eventId } = cut;
  const chunk = concat(encodeHead(head), chunks[0] ?? new Uint8Array(0));
  const fields = { deflated: packed.deflated, eventId, part: 0, parts: chunks.length, ...place, chunk };
  const body = encodePart(fields, kind, sha256(recipient), origin, signer);
  const first = sealEnvelope(recipient, origin, randomBytes(TAG_BYTES), kind, body);
  return [first, ...sealMessageParts(cut, 1, place, rest, origin, signer)];
}

const FIRST: Place = { lane: SUBMITTER_LANE, position: 0 };

interface First {
  readonly kind: EnvelopeKind;
  readonly event: SignalEvent | ReopenedEvent;
  readonly recipient: Uint8Array;
  readonly head: Omit<OpeningHead, "signer">;
}

function sealFirst(
  { kind, event, recipient, head }: First,
  origin: string,
  signer: SigningKey,
): Promise<SealedEnvelope[]> {
  const rest = threadKeys(head.threadSecret, origin);
  const whole = { ...head, signer: signer.publicKey };
  return sealHeaded(event, { kind, recipient, head: whole, place: FIRST, rest }, origin, signer);
}

/**
 * The first of a thread. The next message of lane 0 is at position `result.length`.
 * @param recipient X-Wing public key, 1,216 bytes
 */
export function sealOpening(
  event: SignalEvent,
  recipient: Uint8Array,
  head: First["head"],
  origin: string,
  signer: SigningKey,
): Promise<SealedEnvelope[]> {
  return sealFirst({ kind: KIND.opening, event, recipient, head }, origin, signer);
}

/**
 * The first of a thread's next generation, one envelope. The next message of lane 0 is at position 1 of that.
 * @param head of the new generation
 * @param recipient the team's present X-Wing public key
 */
export function sealReopening(
  event: ReopenedEvent,
  recipient: Uint8Array,
  head: First["head"],
  origin: string,
  signer: SigningKey,
): Promise<SealedEnvelope[]> {
  return sealFirst({ kind: KIND.reopening, event, recipient, head }, origin, signer);
}

/**
 * A member's opening to the team's present key of what another key opened: the submitter's part 0 with its signature. Its further
 * parts are the team's alone.
 * @param place in the member's lane of the team's side thread
 */
export function sealResealing(
  { head, part, kind, recipient }: VerifiedOpening,
  to: { readonly key: XWingKey; readonly date: string },
  place: Place,
  origin: string,
  signer: SigningKey,
): Promise<SealedEnvelope[]> {
  const body = concat(part.fixed, part.signature, encodeHead(head), part.chunk);
  const event: ResealedEvent = {
    type: "resealed",
    date: to.date,
    of: kind,
    index: part.index,
    recipient: base64url(recipient),
    body: base64url(body),
  };
  const { publicKey, seed } = to.key;
  const rest = sideKeys(seed, threadKeys(head.threadSecret, origin).id, origin);
  return sealHeaded(event, { kind: KIND.opening, recipient: publicKey, head, place, rest }, origin, signer);
}
