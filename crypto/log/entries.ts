// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { ENVELOPE_BYTES, envelopeHash, TAG_BYTES, tagOf } from "../envelope/index.ts";
import { ProtocolError } from "../errors.ts";
import { sha256 as sodiumSha256, type Sha256 } from "../sodium.ts";
import { concat, lengthPrefixed, Reader, uint8 } from "../wire/index.ts";
import { TILE_WIDTH } from "./tiles.ts";

/** Entry of `letters`: tag 16 ‖ SHA-256(envelope) 32. */
export const LETTER_ENTRY_BYTES = TAG_BYTES + 32;
/** Entry of `directory` and `ledger`: type 1 ‖ SHA-256(document) 32. */
const DOCUMENT_ENTRY_BYTES = 33;
const DOCUMENT_TYPE = 1;

export function letterEntry(envelope: Uint8Array, sha256: Sha256 = envelopeHash): Uint8Array {
  if (envelope.length !== ENVELOPE_BYTES) throw new RangeError("an envelope has 8,192 bytes");
  return concat(tagOf(envelope), sha256(envelope));
}

export function documentEntry(document: Uint8Array, sha256: Sha256 = sodiumSha256): Uint8Array {
  return concat(uint8(DOCUMENT_TYPE), sha256(document));
}

/** Bytes of one entry of a log, without its length. */
export function entryBytes(log: LogShortName): number {
  return log === "letters" ? LETTER_ENTRY_BYTES : DOCUMENT_ENTRY_BYTES;
}

export type LogShortName = "letters" | "directory" | "ledger";
export const LOGS: readonly LogShortName[] = ["letters", "directory", "ledger"];

/** Name of a log: key name, origin line and URL prefix without its scheme. */
export function logName(origin: string, log: LogShortName): string {
  return `${origin}/v1/logs/${log}`;
}

/** `uint16 length ‖ entry` for each of at most 256 entries. */
export function encodeEntries(entries: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  return concat(...entries.map(lengthPrefixed));
}

/** Entries of one bundle; all of one log have one length. @throws ProtocolError `malformed` */
export function decodeEntries(bundle: Uint8Array, log: LogShortName): Uint8Array[] {
  const reader = new Reader(bundle);
  const entries: Uint8Array[] = [];
  while (reader.remaining > 0) {
    const length = reader.uint(2);
    if (length !== entryBytes(log) || entries.length === TILE_WIDTH)
      throw new ProtocolError("malformed", "not an entry");
    entries.push(reader.take(length));
  }
  return entries;
}
