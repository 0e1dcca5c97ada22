// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { ENVELOPE_BYTES } from "../envelope/index.ts";
import { ProtocolError } from "../errors.ts";
import { prf } from "../prf.ts";
import { aeadOpen, aeadSeal, randomBytes, sha256 } from "../sodium.ts";
import { concat, equalBytes, label, Reader, uint16, uint32, uint64, uint8 } from "../wire/index.ts";

// What a member's device keeps of the log, if they want it to: a head, and segments of 64 envelopes, each a record of its own
// (SPEC.md, "Shelf"). A whole shelf is a head and exactly the segments whose hashes it holds.
//
// struct { uint8 version = 1; opaque nonce[12]; opaque sealed<>; } Record;      aad = L("shelf") ‖ version ‖ uint32 place
// struct { uint64 size; opaque root[32]; opaque basis[32]; opaque segments[32 * n]; } Head;                 place 0
// struct { uint16 count; Kept kept[count]; opaque zeros[(64 - count) * 8201]; } Segment;                    places 1 to n
// struct { uint8 how; uint64 number; opaque envelope[8192]; } Kept;
const VERSION = 1;
const NONCE_BYTES = 12;
const HASH_BYTES = 32;
const KEPT_BYTES = 1 + 8 + ENVELOPE_BYTES;
export const SHELF_SEGMENT_ENVELOPES = 64;
const SEGMENT_BYTES = 2 + SHELF_SEGMENT_ENVELOPES * KEPT_BYTES;
const HOW = ["tried", "placed"] as const;

/** An envelope as the log has it: what is in it opens with the keys it was sealed to, and with nothing of the shelf. */
export interface KeptEnvelope {
  /** In the log. */
  readonly index: number;
  /** `tried`: a team's key opened it; `placed`: it stood at a tag of a thread. */
  readonly how: (typeof HOW)[number];
  /** 8,192 bytes. */
  readonly envelope: Uint8Array;
}

export interface ShelfHead {
  /** Of `letters`: everything before was read, and what is not on the shelf came to nothing. */
  readonly size: number;
  /** 32 bytes: of the log at that size. */
  readonly root: Uint8Array;
  /** 32 bytes: a hash of the keys and writers that it was read with. */
  readonly basis: Uint8Array;
  /** SHA-256 of each segment's record. */
  readonly segments: readonly Uint8Array[];
}

/** Of one member on one board. */
export interface ShelfKey {
  /** 32 bytes. */
  readonly key: Uint8Array;
  readonly origin: string;
}

/** @param box X-Wing seed of the member's keyring */
export function shelfKey(box: Uint8Array, origin: string): ShelfKey {
  return { key: prf(box, origin, "shelf"), origin };
}

const aadOf = ({ origin }: ShelfKey, place: number): Uint8Array =>
  concat(label("shelf", origin), uint8(VERSION), uint32(place));

function sealRecord(shelf: ShelfKey, place: number, plaintext: Uint8Array): Uint8Array<ArrayBuffer> {
  const nonce = randomBytes(NONCE_BYTES);
  return concat(uint8(VERSION), nonce, aeadSeal(shelf.key, nonce, aadOf(shelf, place), plaintext));
}

/** @throws ProtocolError `needs_newer_version`, `malformed` or `cannot_open` */
function openRecord(shelf: ShelfKey, place: number, record: Uint8Array): Reader {
  const reader = new Reader(record);
  if (reader.uint(1) !== VERSION) throw new ProtocolError("needs_newer_version", "a shelf of another version");
  const nonce = reader.take(NONCE_BYTES);
  const plaintext = aeadOpen(shelf.key, nonce, aadOf(shelf, place), reader.rest());
  if (plaintext === null) throw new ProtocolError("cannot_open", "not a record of this place on this shelf");
  return new Reader(plaintext);
}

export function sealShelfHead({ size, root, basis, segments }: ShelfHead, shelf: ShelfKey): Uint8Array<ArrayBuffer> {
  return sealRecord(shelf, 0, concat(uint64(size), root, basis, ...segments));
}

/** @throws ProtocolError `needs_newer_version`, `malformed` or `cannot_open` */
export function openShelfHead(record: Uint8Array, shelf: ShelfKey): ShelfHead {
  const reader = openRecord(shelf, 0, record);
  const size = reader.uint64();
  const root = reader.take(HASH_BYTES);
  const basis = reader.take(HASH_BYTES);
  const segments: Uint8Array[] = [];
  while (reader.remaining > 0) segments.push(reader.take(HASH_BYTES));
  return { size, root, basis, segments };
}

function encodeKept({ index, how, envelope }: KeptEnvelope): Uint8Array {
  if (envelope.length !== ENVELOPE_BYTES) throw new RangeError("an envelope has 8,192 bytes");
  return concat(uint8(HOW.indexOf(how)), uint64(index), envelope);
}

/** @param kept 1 to 64 @param place from 1 on */
export function sealShelfSegment(
  kept: readonly KeptEnvelope[],
  place: number,
  shelf: ShelfKey,
): Uint8Array<ArrayBuffer> {
  if (kept.length === 0 || kept.length > SHELF_SEGMENT_ENVELOPES)
    throw new RangeError("a segment has 1 to 64 envelopes");
  const plaintext = new Uint8Array(SEGMENT_BYTES);
  plaintext.set(concat(uint16(kept.length), ...kept.map(encodeKept)));
  return sealRecord(shelf, place, plaintext);
}

function decodeKept(reader: Reader): KeptEnvelope {
  const how = HOW[reader.uint(1)];
  if (how === undefined) throw new ProtocolError("malformed", "found in no way that there is");
  return { how, index: reader.uint64(), envelope: reader.take(ENVELOPE_BYTES) };
}

/** @throws ProtocolError `needs_newer_version`, `malformed` or `cannot_open` */
export function openShelfSegment(record: Uint8Array, place: number, shelf: ShelfKey): KeptEnvelope[] {
  const reader = openRecord(shelf, place, record);
  if (reader.remaining !== SEGMENT_BYTES) throw new ProtocolError("malformed", "a segment of another size");
  const count = reader.uint(2);
  if (count === 0 || count > SHELF_SEGMENT_ENVELOPES)
    throw new ProtocolError("malformed", "a segment has 1 to 64 envelopes");
  const kept = Array.from({ length: count }, () => decodeKept(reader));
  reader.zeros();
  return kept;
}

const isFull = (segment: readonly KeptEnvelope[]): boolean => segment.length === SHELF_SEGMENT_ENVELOPES;

/**
 * A whole shelf: all segments but the last are full, and no envelope is there twice.
 * @param records the segments', by place
 * @throws ProtocolError `needs_newer_version`, `malformed` or `cannot_open`
 */
export function openShelfSegments(
  { size, segments }: ShelfHead,
  records: readonly Uint8Array[],
  shelf: ShelfKey,
): KeptEnvelope[] {
  const isNamed = (record: Uint8Array, i: number): boolean =>
    equalBytes(sha256(record), segments[i] ?? new Uint8Array(0));
  if (records.length !== segments.length || !records.every(isNamed))
    throw new ProtocolError("malformed", "other segments than the head names");
  const opened = records.map((record, i) => openShelfSegment(record, i + 1, shelf));
  const kept = opened.flat();
  const isWhole = opened.slice(0, -1).every(isFull) && new Set(kept.map(({ index }) => index)).size === kept.length;
  if (!isWhole || kept.some(({ index }) => index >= size)) throw new ProtocolError("malformed", "not a whole shelf");
  return kept;
}
