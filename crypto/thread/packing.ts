// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { ProtocolError } from "../errors.ts";
import { json, utf8, utf8Decode } from "../wire/index.ts";
import { CHUNK_BYTES, HEAD_BYTES, MAXIMUM_PARTS } from "./body.ts";
import { deflate, inflate, INFLATED_BYTES } from "./deflate.ts";
import { decodeEvent, type ThreadEvent } from "./event.ts";

/** An event as bytes: JSON, deflated when that is shorter. */
export interface PackedEvent {
  readonly deflated: boolean;
  readonly bytes: Uint8Array;
}

/** @throws ProtocolError where the event is not one that a reader would accept, or is over 64 KiB */
export async function packEvent(event: ThreadEvent): Promise<PackedEvent> {
  const plain = utf8(JSON.stringify(decodeEvent(event)));
  if (plain.length > INFLATED_BYTES) throw new ProtocolError("too_long", "more than 64 KiB of text");
  const deflated = await deflate(plain);
  return deflated.length < plain.length ? { deflated: true, bytes: deflated } : { deflated: false, bytes: plain };
}

export async function unpackEvent(packed: PackedEvent): Promise<ThreadEvent> {
  const plain = packed.deflated ? await inflate(packed.bytes) : packed.bytes;
  if (plain.length > INFLATED_BYTES) throw new ProtocolError("too_long", "more than 64 KiB of text");
  return json.parseJson(utf8Decode(plain), decodeEvent);
}

/** Bytes that an event's parts have room for. @param parts where other things take up a burst, fewer than four */
export function roomFor(opening: boolean, parts = MAXIMUM_PARTS): number {
  return parts * CHUNK_BYTES - (opening ? HEAD_BYTES : 0);
}

/** Cuts a packed event into chunks, the first of them shorter by the head of an opening. */
export function cutEvent(packed: PackedEvent, opening: boolean): Uint8Array[] {
  if (packed.bytes.length > roomFor(opening)) throw new ProtocolError("too_long", "more than fits in four envelopes");
  const first = CHUNK_BYTES - (opening ? HEAD_BYTES : 0);
  const chunks = [packed.bytes.subarray(0, first)];
  for (let offset = first; offset < packed.bytes.length; offset += CHUNK_BYTES) {
    chunks.push(packed.bytes.subarray(offset, offset + CHUNK_BYTES));
  }
  return chunks;
}
