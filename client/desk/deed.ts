// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import type { Words } from "../worker/protocol.ts";

/** What is being said or done in a case, from the press of a button on. */
export type Deed =
  | { readonly state: "sending" }
  | { readonly state: "failed"; readonly error: unknown }
  /** `visibleFrom` in Unix milliseconds. */
  | { readonly state: "kept"; readonly visibleFrom: number };

export type What = Words["what"];

/** One of each a case. */
export type Deeds = ReadonlyMap<string, Deed>;

export const deedKey = (thread: string, what: What): string => `${thread} ${what}`;

/** Without what the log has by now. */
export function stillOpen(deeds: Deeds, now: number): Deeds {
  return new Map([...deeds].filter(([, deed]) => deed.state !== "kept" || deed.visibleFrom > now));
}

const QUIET_MS = 30_000;

/**
 * When to look again by itself: a little after the next checkpoint that has something of ours, else after each one and at least
 * half a minute apart.
 * @param interval seconds between checkpoints
 * @returns milliseconds from `now`
 */
export function nextLook(deeds: Deeds, interval: number, now: number): number {
  const waiting = [...deeds.values()].flatMap((deed) => (deed.state === "kept" ? [deed.visibleFrom] : []));
  if (waiting.length === 0) return Math.max(interval * 1000, QUIET_MS);
  return Math.max(500, Math.min(...waiting) - now + 700);
}
