// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

// Sizes of encapsulated messages (SPEC.md, "Classes"). Which answer a request gets follows from its own size and from nothing else.

export const SIZE_CLASSES = {
  /** A bundle of 64 envelopes. */
  read: { request: 2_048, response: 532_480 },
  /** Whatever is posted, or nothing. */
  slot: { request: 49_152, response: 65_536 },
  /** A cell of an attachment. */
  cell: { request: 1_056_768, response: 1_024 },
} as const;
export type SizeClass = keyof typeof SIZE_CLASSES;

const NAMES: readonly SizeClass[] = ["read", "slot", "cell"];

/** Null for a size that no request has. @param length of an encapsulated request, in bytes */
export function classOfRequest(length: number): SizeClass | null {
  return NAMES.find((name) => SIZE_CLASSES[name].request === length) ?? null;
}
