// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { hex } from "../wire/index.ts";
import { cosignatureLines } from "./cosignature.ts";
import type { Note, VerifierKey } from "./note.ts";

/** Witnesses that have to vouch for a checkpoint before a reader calls it safe. */
const WITNESSES = 2;
const OLDEST_SECONDS = 24 * 3600;
/** A witness's clock, or the reader's, may be wrong by as much. */
const AHEAD_SECONDS = 3600;

/** Whether a cosignature of that time is one of now: at most 24 hours old and at most one hour ahead. Unix seconds. */
export function isTimely(seconds: number, nowSeconds: number): boolean {
  return seconds >= nowSeconds - OLDEST_SECONDS && seconds <= nowSeconds + AHEAD_SECONDS;
}

export interface Vouching {
  /** Two different witnesses saw this checkpoint within the last 24 hours. */
  readonly fresh: boolean;
  /** Unix seconds up to which two vouched for it; null where fewer than two ever did. */
  readonly since: number | null;
}

/**
 * Who vouches for a checkpoint, by the reader's own clock. Two names with one key are one witness. Unlike the log's own signature,
 * a witness's bad line does not refuse the checkpoint: it counts as absent, so that no single witness can block a board.
 * @param note whose log's own signature was verified
 * @param witnesses as the directory names them
 */
export function vouching(note: Note, witnesses: readonly VerifierKey[], nowSeconds: number): Vouching {
  const latest = new Map<string, number>();
  for (const key of witnesses) {
    for (const { seconds } of cosignatureLines(note, key)) {
      if (seconds > nowSeconds + AHEAD_SECONDS) continue;
      const identity = hex(key.publicKey);
      latest.set(identity, Math.max(seconds, latest.get(identity) ?? 0));
    }
  }
  const since = [...latest.values()].sort((a, b) => b - a)[WITNESSES - 1] ?? null;
  return { fresh: since !== null && isTimely(since, nowSeconds), since };
}
