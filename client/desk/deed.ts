// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import type { Leaving, Words } from "../protocol/index.ts";

/** What is being said or done in a case, from the press of a button on. */
export type Deed =
  /** `leaving`: null until it waits for its slot. */
  | { readonly state: "sending"; readonly leaving: Leaving | null }
  | { readonly state: "failed"; readonly error: unknown }
  /** `visibleFrom` in Unix milliseconds. */
  | { readonly state: "kept"; readonly visibleFrom: number };

/** What a member says to the submitter, and what stays within the team. */
export type What = Exclude<Words["what"], "response"> | "note" | "task";

/** One of each a case. */
export type Deeds = ReadonlyMap<string, Deed>;

export const deedKey = (thread: string, what: What): string => `${thread} ${what}`;

/** A notice stands for this long after what it is about can be read: nobody misses it. */
const NOTICE_MS = 60_000;

/** Without what has been in the log for a while. */
export function stillOpen(deeds: Deeds, now: number): Deeds {
  return new Map([...deeds].filter(([, deed]) => deed.state !== "kept" || deed.visibleFrom + NOTICE_MS > now));
}

const QUIET_MS = 5_000;
/** Until a checkpoint that is due has been made. */
const CHECKPOINT_MS = 700;

/**
 * When to look again by itself: a little after each checkpoint, and whole moments of five seconds apart at least. Nothing that
 * somebody does makes it sooner.
 * @param interval seconds between checkpoints
 * @returns milliseconds from `now`
 */
export function nextLook(interval: number, now: number): number {
  const step = Math.max(interval * 1000, QUIET_MS);
  return (Math.floor(now / step) + 1) * step + CHECKPOINT_MS - now;
}
