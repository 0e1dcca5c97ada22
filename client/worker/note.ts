// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import {
  base64url,
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
import type { Knowledge } from "./known.ts";
import type { Lane } from "./scan.ts";

const bytes32: json.Decoder<Uint8Array> = json.bytes(32);
const lane = json.integer(1, 65_535);

/** How many of those who read no more are kept: as many as fit beside the longest title. */
export const FORMER_KEPT = 48;
const pin = json.record({ size: json.integer(0, Number.MAX_SAFE_INTEGER), root: bytes32 });

/** What the self note keeps of the case, so that a visit that did not read the opening knows what it is about. */
const digestShape = json.record({
  date: json.text(1, 10),
  team: json.text(1, 40),
  title: json.text(1, 200),
  /** SHA-256 of the key that the signal was sealed to: that team may have another one by now. */
  recipient: bytes32,
  /** Lanes of those who share the key that the newest generation was sealed to. */
  readers: json.list(lane, 0, 8),
  /** Lanes of those who could read an earlier one, and are not among the readers any more; oldest first. */
  former: json.list(lane, 0, FORMER_KEPT),
  /** SHA-256 of the key that the newest generation was sealed to. */
  current: bytes32,
  /** What its writer had verified of the directory, which every later visit must find continued. */
  pins: json.record({ directory: pin, ledger: pin }),
  trusted: json.list(bytes32, 3, 3),
});
export type About = Omit<json.Decoded<typeof digestShape>, keyof Knowledge>;
export type Digest = About & Knowledge;

/** A self note with its digest read. */
export interface OpenedNote extends Omit<SelfNote, "digest"> {
  readonly digest: Digest | null;
}

/** At most 1,536 bytes, whatever the title and however many lanes. */
export function encodeDigest(digest: Digest | null): Uint8Array {
  if (digest === null) return new Uint8Array(0);
  const { date, team, title, recipient, readers, former, current, pins, trusted } = digest;
  const inOrder = { date, team, title, recipient, readers, former, current, pins, trusted };
  return utf8(
    JSON.stringify(inOrder, (_name, value: unknown) => (value instanceof Uint8Array ? base64url(value) : value)),
  );
}

/** @param digest of a note that verified: one's own words */
function decodeDigest(digest: Uint8Array): Digest | null {
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
): OpenedNote | "needs_newer_version" | null {
  const opened = openEnvelope(keys.laneKey(SUBMITTER_LANE), envelope, origin);
  if (opened === "needs_newer_version") return opened;
  if (opened === "cannot_open" || opened.kind !== KIND.selfNote) return null;
  try {
    const note = decodeSelfNote(opened.body, keys.id, origin, submitter);
    return { ...note, digest: decodeDigest(note.digest) };
  } catch (error) {
    if (!(error instanceof ProtocolError)) throw error;
    return error.code === "needs_newer_version" ? error.code : null;
  }
}
