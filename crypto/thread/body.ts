// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { BODY_BYTES, type EnvelopeKind } from "../envelope/index.ts";
import { ProtocolError } from "../errors.ts";
import { sign, verify, type SigningKey } from "../sodium.ts";
import { concat, label, Reader, uint16, uint32, uint8 } from "../wire/index.ts";

// body of kinds 1, 2, 6, 7 = flags 1 (bit 0 deflate-raw) ‖ event id 8 ‖ part 1 ‖ parts 1 ‖ lane 2 ‖ position 4
//                            ‖ signature 64 ‖ chunk ≤ 6,955                                            (SPEC.md)
export const MAXIMUM_PARTS = 4;
const FIXED_BYTES = 17;
export const CHUNK_BYTES = BODY_BYTES - FIXED_BYTES - 64;
const DEFLATED = 0x01;

export interface Part {
  readonly deflated: boolean;
  /** 8 random bytes, equal in all parts of one event. */
  readonly eventId: Uint8Array;
  readonly part: number;
  readonly parts: number;
  readonly lane: number;
  readonly position: number;
  /** At most 6,955 bytes; in part 0 of an opening it begins with the 128 of the head. */
  readonly chunk: Uint8Array;
}

/** A part with its signature, which is only worth something once `verifyPart` has said so. */
export interface SignedPart extends Part {
  readonly fixed: Uint8Array;
  readonly signature: Uint8Array;
}

function encodeFixed(part: Part): Uint8Array {
  const flags = part.deflated ? DEFLATED : 0;
  const { eventId, lane, position } = part;
  return concat(uint8(flags), eventId, uint8(part.part), uint8(part.parts), uint16(lane), uint32(position));
}

/** Bound to the label, the organisation, the thread or recipient, and the kind: it means nothing anywhere else. */
function signedBytes(
  id: Uint8Array,
  origin: string,
  kind: EnvelopeKind,
  fixed: Uint8Array,
  chunk: Uint8Array,
): Uint8Array {
  return concat(label("event", origin), id, uint8(kind), fixed, chunk);
}

/** @param id thread id for kind 2, SHA-256 of the recipient's public key for an opening; 32 bytes */
export function encodePart(
  part: Part,
  kind: EnvelopeKind,
  id: Uint8Array,
  origin: string,
  signer: SigningKey,
): Uint8Array<ArrayBuffer> {
  if (part.chunk.length > CHUNK_BYTES) throw new RangeError("a chunk has at most 6,955 bytes");
  const fixed = encodeFixed(part);
  return concat(fixed, sign(signedBytes(id, origin, kind, fixed, part.chunk), signer), part.chunk);
}

/** @throws ProtocolError `needs_newer_version` for an unknown flag, `malformed` for anything else */
export function decodePart(body: Uint8Array): SignedPart {
  const reader = new Reader(body);
  const fixed = reader.take(FIXED_BYTES);
  const signature = reader.take(64);
  const chunk = reader.rest();
  const fields = new Reader(fixed);
  const flags = fields.uint(1);
  if ((flags & ~DEFLATED) !== 0) throw new ProtocolError("needs_newer_version", "an unknown flag");
  const eventId = fields.take(8);
  const part = fields.uint(1);
  const parts = fields.uint(1);
  const lane = fields.uint(2);
  const position = fields.uint(4);
  if (parts < 1 || parts > MAXIMUM_PARTS || part >= parts) throw new ProtocolError("malformed", "no such part");
  return { deflated: flags === DEFLATED, eventId, part, parts, lane, position, chunk, fixed, signature };
}

export function verifyPart(
  part: SignedPart,
  kind: EnvelopeKind,
  id: Uint8Array,
  origin: string,
  signer: Uint8Array,
): boolean {
  return verify(part.signature, signedBytes(id, origin, kind, part.fixed, part.chunk), signer);
}

// The head of an opening: raw, before the JSON, signed with the chunk it begins.
//   thread_secret 32 ‖ hold_secret 32 ‖ desk-hold seed 32 ‖ signer's Ed25519 public key 32
export const HEAD_BYTES = 128;

export interface OpeningHead {
  readonly threadSecret: Uint8Array;
  readonly holdSecret: Uint8Array;
  readonly deskHoldSeed: Uint8Array;
  readonly signer: Uint8Array;
}

export function encodeHead(head: OpeningHead): Uint8Array<ArrayBuffer> {
  return concat(head.threadSecret, head.holdSecret, head.deskHoldSeed, head.signer);
}

/** Splits the chunk of an opening's part 0. */
export function decodeHead(chunk: Uint8Array): { readonly head: OpeningHead; readonly rest: Uint8Array } {
  const reader = new Reader(chunk);
  const [threadSecret, holdSecret, deskHoldSeed, signer] = [0, 1, 2, 3].map(() => reader.take(32)) as [
    Uint8Array,
    Uint8Array,
    Uint8Array,
    Uint8Array,
  ];
  return { head: { threadSecret, holdSecret, deskHoldSeed, signer }, rest: reader.rest() };
}
