// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import {
  decodeSelfNote,
  encodeSelfNote,
  json,
  KIND,
  openEnvelope,
  ProtocolError,
  sealEnvelope,
  SUBMITTER_LANE,
  utf8,
  utf8Decode,
  type SelfNote,
  type SigningKey,
} from "#crypto";
import type { Lane } from "./scan.ts";

/** What the self note keeps of the case, so that a visit that did not read the opening knows what it is about. */
const digestShape = json.record({
  date: json.text(1, 10),
  team: json.text(1, 40),
  title: json.text(1, 200),
});
export type Digest = json.Decoded<typeof digestShape>;

export function encodeDigest(digest: Digest | null): Uint8Array {
  return digest === null ? new Uint8Array(0) : utf8(JSON.stringify(digest));
}

/** @param digest of a note that verified: one's own words */
export function decodeDigest(digest: Uint8Array): Digest | null {
  return digest.length === 0 ? null : json.parseJson(utf8Decode(digest), digestShape);
}

/** At the next position of the self thread. */
export function sealNote(note: SelfNote, { keys, next }: Lane, origin: string, submitter: SigningKey): Uint8Array {
  const body = encodeSelfNote(note, keys.id, origin, submitter);
  const key = keys.laneKey(SUBMITTER_LANE).publicKey;
  return sealEnvelope(key, origin, keys.tag(SUBMITTER_LANE, next), KIND.selfNote, body).bytes;
}

/** Null for what is not one's own, although it stands at one's tag: whoever put it there changes nothing. */
export function openNote(
  envelope: Uint8Array,
  { keys }: Lane,
  origin: string,
  submitter: Uint8Array,
): SelfNote | "needs_newer_version" | null {
  const opened = openEnvelope(keys.laneKey(SUBMITTER_LANE), envelope, origin);
  if (opened === "needs_newer_version") return opened;
  if (opened === "cannot_open" || opened.kind !== KIND.selfNote) return null;
  try {
    return decodeSelfNote(opened.body, keys.id, origin, submitter);
  } catch (error) {
    if (!(error instanceof ProtocolError)) throw error;
    return error.code === "needs_newer_version" ? error.code : null;
  }
}
