// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { ProtocolError } from "../errors.ts";
import { concat, Reader, uint16, uint8 } from "../wire/index.ts";

// plaintext = uint16 length of body ‖ uint8 version ‖ uint8 kind ‖ body ‖ zeros      7,040 bytes (SPEC.md)
export const PLAINTEXT_BYTES = 7040;
export const BODY_BYTES = 7036;
const VERSION = 1;

/** What an envelope can be. Kinds 3, 4, 6 and 7 have their number here and their contents in later changes. */
export const KIND = {
  opening: 1,
  event: 2,
  capsule: 3,
  ballot: 4,
  selfNote: 5,
  release: 6,
  reopening: 7,
} as const;

export type EnvelopeKind = (typeof KIND)[keyof typeof KIND];

const KINDS: ReadonlySet<number> = new Set(Object.values(KIND));

function isKind(value: number): value is EnvelopeKind {
  return KINDS.has(value);
}

export interface Plaintext {
  readonly kind: EnvelopeKind;
  readonly body: Uint8Array;
}

export function encodePlaintext(kind: EnvelopeKind, body: Uint8Array): Uint8Array<ArrayBuffer> {
  if (body.length > BODY_BYTES) throw new RangeError("a body has at most 7,036 bytes");
  const written = concat(uint16(body.length), uint8(VERSION), uint8(kind), body);
  return concat(written, new Uint8Array(PLAINTEXT_BYTES - written.length));
}

/** A later version may lay out anything after its number, so the number is looked at before the rest. */
export function decodePlaintext(plaintext: Uint8Array): Plaintext | "cannot_open" | "needs_newer_version" {
  try {
    const reader = new Reader(plaintext);
    const length = reader.uint(2);
    if (reader.uint(1) !== VERSION) return "needs_newer_version";
    const kind = reader.uint(1);
    if (!isKind(kind)) return "needs_newer_version";
    const body = reader.take(length);
    reader.zeros();
    return { kind, body };
  } catch (error) {
    if (error instanceof ProtocolError) return "cannot_open";
    throw error;
  }
}
