// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import {
  codenameKeys,
  encodePart,
  KIND,
  openMessage,
  randomBytes,
  sealEnvelope,
  sealMessage,
  signingKey,
  threadKeys,
  xwingKey,
  type EnvelopeKind,
  type MessageEvent,
  type Part,
  type Place,
  type SignalEvent,
  type SigningKey,
  type ThreadKeys,
  type VerifiedPart,
} from "#crypto";
import { signalText } from "../../signal.ts";

export const ORIGIN = "tegenspraak.localhost";

/** One thread as its submitter, a member in lane 7 and the team see it. */
export const submitterKeys = codenameKeys(randomBytes(32), ORIGIN, 0);
export const submitter: SigningKey = submitterKeys.submitter;
export const keys: ThreadKeys = threadKeys(submitterKeys.threadSecret, ORIGIN);
export const member = signingKey(randomBytes(32));
export const MEMBER_LANE = 7;
export const team = xwingKey(randomBytes(32));

/** What an opening of it carries before its text. */
export const HEAD = {
  threadSecret: submitterKeys.threadSecret,
  holdSecret: submitterKeys.holdSecret,
  deskHoldSeed: submitterKeys.deskHoldSeed,
};

export const SIGNAL: SignalEvent = { type: "signal", date: "2026-11-23", team: "adviesteam", ...signalText() };

export const message = (text: string): MessageEvent => ({ type: "message", date: "2026-11-23", text, tokens: [] });

/** Text that deflates badly: about `length` bytes remain, for 8 of the 12 bits... of every two letters. */
export function noise(length: number): string {
  return Buffer.from(randomBytes(Math.ceil(length * 0.75)))
    .toString("base64")
    .slice(0, length);
}

export const signerOf = (lane: number): SigningKey => (lane === 0 ? submitter : member);

/** Messages as a reader gets them: sealed, found at their tags, opened and verified. */
export async function posted(text: string, place: Place, indexes: readonly number[]): Promise<VerifiedPart[]> {
  const envelopes = await sealMessage(message(text), place, keys, ORIGIN, signerOf(place.lane));
  if (envelopes.length !== indexes.length) throw new Error(`${envelopes.length} parts`);
  return envelopes.map(({ bytes }, part) => received(bytes, place, part, indexes[part] ?? 0));
}

export function received(bytes: Uint8Array, place: Place, part: number, index: number): VerifiedPart {
  const at = { lane: place.lane, position: place.position + part };
  const opened = openMessage(keys, at, bytes, index, ORIGIN, signerOf(place.lane).publicKey);
  if (typeof opened === "string") throw new Error(opened);
  return opened;
}

/** A part of which every field can be chosen, signed and sealed to its place: what a hostile writer can make. */
export function forged(fields: Partial<Part>, index = 0, kind: EnvelopeKind = KIND.event): VerifiedPart {
  const part: Part = {
    deflated: false,
    eventId: new Uint8Array(8),
    part: 0,
    parts: 1,
    lane: MEMBER_LANE,
    position: 0,
    chunk: new Uint8Array(0),
    ...fields,
  };
  const { lane, position } = part;
  const body = encodePart(part, kind, keys.id, ORIGIN, signerOf(lane));
  const { bytes } = sealEnvelope(keys.laneKey(lane).publicKey, ORIGIN, keys.tag(lane, position), kind, body);
  return received(bytes, { lane, position }, 0, index);
}
