// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { KIND, sealEnvelope, type SealedEnvelope, TAG_BYTES } from "../envelope/index.ts";
import { randomBytes, sha256, type SigningKey } from "../sodium.ts";
import { concat } from "../wire/index.ts";
import { encodeHead, encodePart, type OpeningHead } from "./body.ts";
import type { ThreadEvent } from "./event.ts";
import { cutEvent, packEvent, type PackedEvent } from "./packing.ts";
import { SUBMITTER_LANE, threadKeys, type ThreadKeys } from "./keys.ts";

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

/**
 * The first of a thread: part 0 to the recipient's key under a random tag, the others as messages at positions 1 to 3 of
 * lane 0. The next message of lane 0 is at position `result.length`.
 * @param recipient X-Wing public key, 1,216 bytes
 */
export async function sealOpening(
  event: ThreadEvent,
  recipient: Uint8Array,
  head: Omit<OpeningHead, "signer">,
  origin: string,
  signer: SigningKey,
): Promise<SealedEnvelope[]> {
  const cut = await chunksOf(event, true);
  const { packed, chunks, eventId } = cut;
  const place = { lane: SUBMITTER_LANE, position: 0 };
  const chunk = concat(encodeHead({ ...head, signer: signer.publicKey }), chunks[0] ?? new Uint8Array(0));
  const fields = { deflated: packed.deflated, eventId, part: 0, parts: chunks.length, ...place, chunk };
  const body = encodePart(fields, KIND.opening, sha256(recipient), origin, signer);
  const first = sealEnvelope(recipient, origin, randomBytes(TAG_BYTES), KIND.opening, body);
  const others = sealMessageParts(cut, 1, place, threadKeys(head.threadSecret, origin), origin, signer);
  return [first, ...others];
}
