// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { KIND } from "../envelope/index.ts";
import { ProtocolError } from "../errors.ts";
import { sign, verify, type SigningKey } from "../sodium.ts";
import { encodeHeldToken, readHeldToken, type HeldToken } from "../token/index.ts";
import { concat, label, Reader, uint16, uint64, uint8 } from "../wire/index.ts";

// Self note, body of kind 5, in lane 0 of self_secret; the latest wins (SPEC.md)
//   generation 1 ‖ flags 1 (bit 0 credential) ‖ checkpoint size 8 ‖ root 32
//   ‖ count 1 (≤ 15) and as many tokens × 289 ‖ credential 289 if flagged
//   ‖ count 1 (≤ 8) and as many openings × 64 ‖ length 2 (≤ 1,536) and case digest ‖ signature 64     at most 6,782
const TOKENS = 15;
const OPENINGS = 8;
const DIGEST_BYTES = 1536;
const CREDENTIAL = 0x01;

/** With which the writer of an opening reads it again. */
export interface KeptOpening {
  /** SHA-256 of the envelope. */
  readonly hash: Uint8Array;
  /** The KEM's shared secret. */
  readonly sharedSecret: Uint8Array;
}

export interface SelfNote {
  readonly generation: number;
  /** The checkpoint known when it was written: the log must still continue it. */
  readonly checkpoint: { readonly size: number; readonly root: Uint8Array };
  /** At most 15; a writer drops the surplus. */
  readonly tokens: readonly HeldToken[];
  readonly credential: HeldToken | null;
  /** At most 8, oldest first; a writer drops the oldest. */
  readonly openings: readonly KeptOpening[];
  /** At most 1,536 bytes: what its writer knows of case and directory, as SPEC.md says. */
  readonly digest: Uint8Array;
}

function signedBytes(selfId: Uint8Array, origin: string, unsigned: Uint8Array): Uint8Array {
  return concat(label("self-note", origin), selfId, uint8(KIND.selfNote), unsigned);
}

/** @param selfId thread id of `self_secret` */
export function encodeSelfNote(
  note: SelfNote,
  selfId: Uint8Array,
  origin: string,
  submitter: SigningKey,
): Uint8Array<ArrayBuffer> {
  const tokens = note.tokens.slice(0, TOKENS);
  const openings = note.openings.slice(-OPENINGS);
  if (note.digest.length > DIGEST_BYTES) throw new RangeError("a digest has at most 1,536 bytes");
  const unsigned = concat(
    uint8(note.generation),
    uint8(note.credential === null ? 0 : CREDENTIAL),
    uint64(note.checkpoint.size),
    note.checkpoint.root,
    uint8(tokens.length),
    ...tokens.map(encodeHeldToken),
    note.credential === null ? new Uint8Array(0) : encodeHeldToken(note.credential),
    uint8(openings.length),
    ...openings.map(({ hash, sharedSecret }) => concat(hash, sharedSecret)),
    uint16(note.digest.length),
    note.digest,
  );
  return concat(unsigned, sign(signedBytes(selfId, origin, unsigned), submitter));
}

function count(reader: Reader, width: 1 | 2, maximum: number): number {
  const value = reader.uint(width);
  if (value > maximum) throw new ProtocolError("malformed", "more than a self note holds");
  return value;
}

function times<T>(length: number, read: () => T): T[] {
  return Array.from({ length }, read);
}

/** @throws ProtocolError `bad_signature`, `needs_newer_version` (an unknown flag) or `malformed` */
export function decodeSelfNote(body: Uint8Array, selfId: Uint8Array, origin: string, submitter: Uint8Array): SelfNote {
  if (body.length < 64) throw new ProtocolError("malformed", "cut short");
  const unsigned = body.subarray(0, -64);
  if (!verify(body.subarray(-64), signedBytes(selfId, origin, unsigned), submitter)) {
    throw new ProtocolError("bad_signature", "not written by this codename");
  }
  const reader = new Reader(unsigned);
  const generation = reader.uint(1);
  const flags = reader.uint(1);
  if ((flags & ~CREDENTIAL) !== 0) throw new ProtocolError("needs_newer_version", "an unknown flag");
  const checkpoint = { size: reader.uint64(), root: reader.take(32) };
  const tokens = times(count(reader, 1, TOKENS), () => readHeldToken(reader));
  const credential = flags === CREDENTIAL ? readHeldToken(reader) : null;
  const openings = times(count(reader, 1, OPENINGS), () => ({ hash: reader.take(32), sharedSecret: reader.take(32) }));
  const digest = reader.take(count(reader, 2, DIGEST_BYTES));
  reader.end();
  return { generation, checkpoint, tokens, credential, openings, digest };
}
